#pragma once
// How a service is reached, and how long single calls may take.

#include <chrono>
#include <cstddef>
#include <functional>
#include <memory>
#include <optional>
#include <string>

#include "qpanda3/base/interrupt.hpp"
#include "qpanda3/cloud/clock.hpp"
#include "qpanda3/cloud/job_status.hpp"
#include "qpanda3/cloud/transport.hpp"

namespace qpanda3 {

struct ConnectionOptions {
  std::chrono::duration<double> connect_timeout{10.0};  ///< until a connection stands
  std::chrono::duration<double> request_timeout{60.0};  ///< for one request, answer included
  std::size_t max_answer_bytes = std::size_t{256} << 20;
  cloud::TlsOptions tls{};
  std::shared_ptr<cloud::Transport> transport{};  ///< instead of HTTP over libcurl
  std::shared_ptr<cloud::Clock> clock{};          ///< instead of the machine's clock
};

struct CallOptions {
  /// For the whole call, repeated requests included. Timeout when it runs out. Default: the service's request_timeout
  /// for each request.
  std::optional<std::chrono::duration<double>> timeout{};
  InterruptCheck interrupt{};
};

struct WaitOptions {
  /// Gives up waiting after this time; the job goes on. Default: waits as long as it takes.
  std::optional<std::chrono::duration<double>> timeout{};
  InterruptCheck interrupt{};
  /// Called with the job's state each time the service was asked. What it throws ends the waiting.
  std::function<void(JobStatus)> on_update{};
};

}  // namespace qpanda3
