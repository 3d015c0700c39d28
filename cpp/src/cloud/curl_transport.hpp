#pragma once
// The transport over libcurl. No libcurl type leaves curl_transport.cpp.

#include <memory>

#include "qpanda3/cloud/transport.hpp"

namespace qpanda3::cloud {

class CurlTransport : public Transport {
 public:
  explicit CurlTransport(const TlsOptions& tls);
  ~CurlTransport() override;
  CurlTransport(const CurlTransport&) = delete;
  CurlTransport& operator=(const CurlTransport&) = delete;

  HttpResponse send(const HttpRequest& request, const Limits& limits, const InterruptCheck& interrupt) override;

 private:
  struct State;
  std::unique_ptr<State> state_;
};

}  // namespace qpanda3::cloud
