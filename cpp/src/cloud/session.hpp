#pragma once
// One service as seen from inside: address, key, transport, log. Services, backends and jobs share it.

#include <map>
#include <memory>
#include <optional>
#include <string>
#include <utility>
#include <vector>

#include "cloud/http_text.hpp"
#include "cloud/logger.hpp"
#include "qpanda3/cloud/connection.hpp"
#include "qpanda3/cloud/poll.hpp"
#include "qpanda3/cloud/protocol.hpp"

namespace qpanda3::cloud {

class Session {
 public:
  Session(std::string api_key, const std::string& url, const ConnectionOptions& options);

  /// Makes `session` the one that jobs and backends made by hand belong to.
  static void remember(std::shared_ptr<Session> session);
  /// That one. InvalidArgument if no service was made yet.
  static std::shared_ptr<Session> last();

  std::map<std::string, bool> backends(const CallOptions& options);
  /// The new job's id. Sent once, on a connection of its own.
  std::string submit(const SubmitMessage& message, const CallOptions& options);
  TaskDetail detail(const std::string& task_id, const std::vector<std::string>& keys, const CallOptions& options);
  TaskDetail wait(const std::string& task_id, const std::vector<std::string>& keys, const WaitOptions& options);
  /// Sent once, on a connection of its own.
  bool cancel(const std::string& task_id, const CallOptions& options);

  const std::string& address() const noexcept { return base_.display; }
  Logger& logger() noexcept { return logger_; }

 private:
  struct Call {
    const char* method;
    const char* path;
    std::string body;
    int task_mode = 0;
    bool once = false;  ///< must not reach the service twice
    std::string idempotency_key{};
  };

  HttpRequest request_for(const Call& call) const;
  /// One exchange; anything but a 2xx status is an HttpStatusError.
  HttpResponse exchange(const Call& call, Milliseconds limit, const InterruptCheck& interrupt);
  /// The same with up to three tries, for questions that may be asked twice.
  HttpResponse exchange_repeating(const Call& call, const CallOptions& options);
  HttpResponse exchange_once(const Call& call, const CallOptions& options);
  [[noreturn]] void report_status(const Call& call, const HttpResponse& response);
  template <class Decode>
  auto decoded(const Call& call, const std::string& head, Decode decode) const;
  std::string address_of(const Call& call) const;

  BaseUrl base_;
  std::string key_;
  Limits limits_;
  std::shared_ptr<Transport> transport_;
  std::shared_ptr<Clock> clock_;
  Logger logger_;
};

/// A caller's time limit. InvalidArgument unless it is a number from 0.
std::optional<Milliseconds> checked_timeout(const std::optional<std::chrono::duration<double>>& timeout,
                                            const char* what);

}  // namespace qpanda3::cloud
