#pragma once
// Where the certificates of authorities lie on this machine. A TLS library that travels in a wheel has the path of the
// machine it was built on, so the place is looked up at run time.

#include <string>

namespace qpanda3::cloud {

struct CaPaths {
  std::string file;
  std::string directory;
  bool empty() const { return file.empty() && directory.empty(); }
};

/// The environment's word (SSL_CERT_FILE, SSL_CERT_DIR) first, then `built_in` as far as it exists, then the usual
/// places.
CaPaths find_ca_certificates(const CaPaths& built_in);

}  // namespace qpanda3::cloud
