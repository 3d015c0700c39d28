// Looks for certificates of authorities in the places systems keep them.

#include "cloud/ca_bundle.hpp"

#include <array>
#include <cstdlib>
#include <filesystem>

namespace qpanda3::cloud {
namespace {

bool is_file(const std::string& path) {
  std::error_code ignored;
  return !path.empty() && std::filesystem::is_regular_file(path, ignored);
}

bool is_directory_with_entries(const std::string& path) {
  std::error_code error;
  if (path.empty() || !std::filesystem::is_directory(path, error)) return false;
  return std::filesystem::directory_iterator(path, error) != std::filesystem::directory_iterator();
}

std::string environment(const char* name) {
  const char* value = std::getenv(name);
  return value == nullptr ? std::string() : std::string(value);
}

constexpr std::array<const char*, 6> kUsualFiles = {
    "/etc/ssl/certs/ca-certificates.crt",                 // Debian, Ubuntu, Arch, Alpine
    "/etc/pki/tls/certs/ca-bundle.crt",                   // Fedora, RHEL
    "/etc/ssl/ca-bundle.pem",                             // openSUSE
    "/etc/pki/ca-trust/extracted/pem/tls-ca-bundle.pem",  // newer RHEL
    "/etc/ssl/cert.pem",                                  // Alpine, macOS
    "/opt/homebrew/etc/openssl@3/cert.pem",
};

}  // namespace

CaPaths find_ca_certificates(const CaPaths& built_in) {
  const CaPaths wanted{environment("SSL_CERT_FILE"), environment("SSL_CERT_DIR")};
  CaPaths found;
  for (const CaPaths& candidate : {wanted, built_in}) {
    if (is_file(candidate.file)) found.file = candidate.file;
    if (is_directory_with_entries(candidate.directory)) found.directory = candidate.directory;
    if (!found.empty()) return found;
  }
  for (const char* path : kUsualFiles) {
    if (is_file(path)) return {path, {}};
  }
  return {};
}

}  // namespace qpanda3::cloud
