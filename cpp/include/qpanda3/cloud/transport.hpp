#pragma once
// One HTTP exchange, as the cloud client needs it. The client knows this interface only; tests script it.

#include <cstddef>
#include <map>
#include <memory>
#include <string>
#include <utility>
#include <vector>

#include "qpanda3/base/error.hpp"
#include "qpanda3/base/export.hpp"
#include "qpanda3/base/interrupt.hpp"
#include "qpanda3/cloud/clock.hpp"

namespace qpanda3::cloud {

struct HttpRequest {
  std::string method;  ///< "GET" or "POST"
  std::string url;
  std::vector<std::pair<std::string, std::string>> headers;
  std::string body;  ///< sent with POST only
  /// Set for requests that must not reach the server twice: a reused connection may prove closed, and HTTP libraries
  /// then send the request again by themselves.
  bool fresh_connection = false;
};

struct HttpResponse {
  int status = 0;
  std::map<std::string, std::string> headers;  ///< names in lower case
  std::string body;                            ///< decoded, if it came compressed

  /// The value of a header, or null. `name` in lower case.
  const std::string* header(const std::string& name) const {
    const auto found = headers.find(name);
    return found == headers.end() ? nullptr : &found->second;
  }
};

/// What one exchange may cost at most.
struct Limits {
  Milliseconds connect{10'000};                       ///< until the connection stands, name lookup and TLS included
  Milliseconds total{60'000};                         ///< for the whole exchange
  std::size_t answer_bytes = std::size_t{256} << 20;  ///< of the body after decompression
};

/// The exchange did not happen or did not end.
class QPANDA3_API TransportError : public NetworkError {
 public:
  TransportError(const std::string& message, bool retryable) : NetworkError(message), retryable_(retryable) {}
  /// False if trying again cannot help: a bad certificate, an address that is none.
  bool retryable() const noexcept { return retryable_; }

 private:
  bool retryable_;
};

class QPANDA3_API Transport {
 public:
  virtual ~Transport() = default;
  /// Sends `request` and returns the answer, whatever its HTTP status; redirects are not followed. May be called from
  /// several threads at once. Throws TransportError; Timeout when `limits.total` ran out; ServiceError when the answer
  /// exceeds `limits.answer_bytes`; and what `interrupt` throws, which is asked at least every 50 ms.
  virtual HttpResponse send(const HttpRequest& request, const Limits& limits, const InterruptCheck& interrupt) = 0;
};

struct TlsOptions {
  std::string ca_file;           ///< certificates to trust, PEM; empty: those of the system
  std::string fallback_ca_file;  ///< used only if the system has none where one is looked for
};

/// The transport over libcurl: http and https only, certificates verified, connections kept and reused.
QPANDA3_API std::shared_ptr<Transport> make_http_transport(const TlsOptions& tls = {});

/// True if certificates of authorities were found at a place this machine keeps them (SSL_CERT_FILE, SSL_CERT_DIR,
/// libcurl's own default, the usual places of Linux distributions and macOS).
QPANDA3_API bool system_has_ca_certificates();

}  // namespace qpanda3::cloud
