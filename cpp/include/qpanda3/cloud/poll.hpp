#pragma once
// Waiting for a job: when to ask again, which faults to live through, when to give up. No network, no real time:
// the question and the clock are passed in.

#include <chrono>
#include <cstdint>
#include <functional>
#include <optional>
#include <random>
#include <string>

#include "qpanda3/base/export.hpp"
#include "qpanda3/base/interrupt.hpp"
#include "qpanda3/cloud/clock.hpp"
#include "qpanda3/cloud/job_status.hpp"
#include "qpanda3/cloud/protocol.hpp"
#include "qpanda3/cloud/transport.hpp"

namespace qpanda3::cloud {

struct PollOptions {
  Milliseconds initial{500};              ///< between the first two questions
  double factor = 1.5;                    ///< growth from one pause to the next
  Milliseconds maximum{2'000};            ///< longest pause while the service answers
  double jitter = 0.1;                    ///< each pause is varied by this fraction, so that many clients spread out
  std::optional<Milliseconds> timeout{};  ///< gives up waiting (not the job) after this time
  Milliseconds fault_maximum{30'000};     ///< longest pause of our own choice while the service does not answer
  Milliseconds fault_limit{600'000};      ///< without `timeout`: gives up after faults alone for this long
  Milliseconds server_maximum{600'000};   ///< longest pause the service may ask for
};

/// An HTTP status that says no. What came back is in the message.
class QPANDA3_API HttpStatusError : public ServiceError {
 public:
  HttpStatusError(const std::string& message, int http_status, std::optional<Milliseconds> retry_after)
      : ServiceError(message, http_status), retry_after_(retry_after) {}
  /// What the answer's Retry-After header asks for.
  std::optional<Milliseconds> retry_after() const noexcept { return retry_after_; }

 private:
  std::optional<Milliseconds> retry_after_;
};

/// The pause until the next question. Grows while the service answers, faster while it does not, and takes the
/// service's own word where it gives one.
class QPANDA3_API PollSchedule {
 public:
  PollSchedule(const PollOptions& options, std::uint32_t seed);
  Milliseconds after_answer(std::optional<Milliseconds> hint);
  Milliseconds after_fault(std::optional<Milliseconds> hint);

 private:
  Milliseconds varied(double milliseconds);
  Milliseconds bounded(Milliseconds hint) const;

  PollOptions options_;
  std::minstd_rand random_;
  double pause_;
  double fault_pause_;
};

/// True if `status` may go away by itself: overload and faults of the server, not refusals.
QPANDA3_API bool is_transient_status(int status) noexcept;

/// What a failed exchange means for someone who can ask again.
struct Fault {
  std::string message;
  std::optional<Milliseconds> retry_after;
};
/// The fault in `error`, or nothing if asking again is hopeless.
QPANDA3_API std::optional<Fault> transient_fault(const Error& error);

struct PollAnswer {
  TaskDetail detail;
  std::optional<Milliseconds> ask_again;  ///< the service's word on when
};

/// Asks once, in at most the given time.
using Ask = std::function<PollAnswer(Milliseconds limit)>;
/// Called with the job's state after each answer; what it throws ends the waiting.
using StatusCallback = std::function<void(JobStatus)>;

struct WaitContext {
  std::string job_id;
  Milliseconds request_limit{60'000};
  Clock* clock = nullptr;
  InterruptCheck interrupt;
  StatusCallback on_update;
};

/// Asks until the job is finished or failed. Timeout when `options.timeout` runs out; NetworkError when nothing but
/// faults came for `options.fault_limit`; hopeless answers (no permission, unknown address, unreadable) at once. In all
/// these cases the job goes on.
QPANDA3_API TaskDetail wait_until_final(const Ask& ask, const PollOptions& options, const WaitContext& context);

}  // namespace qpanda3::cloud
