// The waiting loop and its policy.

#include "qpanda3/cloud/poll.hpp"

#include <algorithm>

#include "qpanda3/base/concat.hpp"

namespace qpanda3::cloud {
namespace {

constexpr double kFaultFactor = 2.0;
constexpr Milliseconds kShortestPause{10};     // whatever the service says, it is not asked in a tight loop
constexpr Milliseconds kShortestRequest{250};  // even a timeout of 0 lets the first question be answered

double seconds(Milliseconds time) { return static_cast<double>(time.count()) / 1000.0; }

/// State of one wait.
class Waiter {
 public:
  Waiter(const PollOptions& options, const WaitContext& context)
      : options_(options),
        context_(context),
        schedule_(options, std::random_device{}()),
        start_(context.clock->now()),
        last_answer_(start_) {}

  TaskDetail run(const Ask& ask) {
    for (bool first = true;; first = false) {
      Milliseconds pause{0};
      std::optional<PollAnswer> answer;
      try {
        answer = ask(request_limit(first));
      } catch (const Error& error) {
        pause = after_fault(error);
      }
      if (answer) {
        if (context_.on_update) context_.on_update(answer->detail.status());
        if (is_terminal(answer->detail.status())) return std::move(answer->detail);
        pause = after_answer(*answer);
      }
      sleep(pause);
    }
  }

 private:
  Milliseconds left() const {
    return options_.timeout ? *options_.timeout - (context_.clock->now() - start_) : Milliseconds::max();
  }

  Milliseconds after_answer(const PollAnswer& answer) {
    fault_.clear();
    last_answer_ = context_.clock->now();
    status_ = answer.detail.status();
    return schedule_.after_answer(answer.ask_again);
  }

  /// Called while `error` is handled; lets it pass on if asking again is hopeless.
  Milliseconds after_fault(const Error& error) {
    const auto fault = transient_fault(error);
    if (!fault) throw;
    fault_ = fault->message;
    if (!options_.timeout && context_.clock->now() - last_answer_ >= options_.fault_limit) give_up();
    return schedule_.after_fault(fault->retry_after);
  }

  Milliseconds request_limit(bool first) const {
    return std::min(context_.request_limit, first ? std::max(left(), kShortestRequest) : left());
  }

  void sleep(Milliseconds pause) {
    const Milliseconds remaining = left();
    if (remaining > Milliseconds(0)) context_.clock->sleep(std::min(pause, remaining), context_.interrupt);
    if (left() <= Milliseconds(0)) time_out();
  }

  std::string last_fault() const { return fault_.empty() ? "" : concat("; the last request failed: ", fault_); }

  [[noreturn]] void time_out() const {
    throw Timeout(concat("job ", context_.job_id, " was not finished within ", seconds(*options_.timeout), " s",
                         status_ ? concat(" (last known state ", status_name(*status_), ")") : "",
                         "; only the waiting ended, the job goes on", last_fault()));
  }

  [[noreturn]] void give_up() const {
    throw NetworkError(concat("gave up waiting for job ", context_.job_id, ": no answer for ",
                              seconds(context_.clock->now() - last_answer_),
                              " s; only the waiting ended, the job is left alone", last_fault()));
  }

  const PollOptions& options_;
  const WaitContext& context_;
  PollSchedule schedule_;
  Milliseconds start_;
  Milliseconds last_answer_;
  std::optional<JobStatus> status_;
  std::string fault_;
};

}  // namespace

PollSchedule::PollSchedule(const PollOptions& options, std::uint32_t seed)
    : options_(options), random_(seed), pause_(static_cast<double>(options.initial.count())), fault_pause_(pause_) {}

Milliseconds PollSchedule::varied(double milliseconds) {
  std::uniform_real_distribution<double> spread(1.0 - options_.jitter, 1.0 + options_.jitter);
  return Milliseconds(static_cast<Milliseconds::rep>(milliseconds * spread(random_)));
}

Milliseconds PollSchedule::bounded(Milliseconds hint) const {
  return std::clamp(hint, kShortestPause, options_.server_maximum);
}

Milliseconds PollSchedule::after_answer(std::optional<Milliseconds> hint) {
  fault_pause_ = static_cast<double>(options_.initial.count());
  if (hint) return bounded(*hint);
  const double now = pause_;
  pause_ = std::min(pause_ * options_.factor, static_cast<double>(options_.maximum.count()));
  return varied(now);
}

Milliseconds PollSchedule::after_fault(std::optional<Milliseconds> hint) {
  const double now = fault_pause_;
  fault_pause_ = std::min(fault_pause_ * kFaultFactor, static_cast<double>(options_.fault_maximum.count()));
  return hint ? bounded(*hint) : varied(now);
}

bool is_transient_status(int status) noexcept {
  constexpr int kRequestTimeout = 408;
  constexpr int kTooEarly = 425;
  constexpr int kTooManyRequests = 429;
  constexpr int kNotImplemented = 501;
  return status == kRequestTimeout || status == kTooEarly || status == kTooManyRequests ||
         (status >= 500 && status != kNotImplemented);
}

std::optional<Fault> transient_fault(const Error& error) {
  if (const auto* status = dynamic_cast<const HttpStatusError*>(&error)) {
    if (!is_transient_status(status->http_status())) return std::nullopt;
    return Fault{error.what(), status->retry_after()};
  }
  if (const auto* answer = dynamic_cast<const AnswerError*>(&error)) {
    return answer->truncated() ? std::optional<Fault>(Fault{error.what(), {}}) : std::nullopt;
  }
  if (const auto* transport = dynamic_cast<const TransportError*>(&error)) {
    return transport->retryable() ? std::optional<Fault>(Fault{error.what(), {}}) : std::nullopt;
  }
  if (error.code() == ErrorCode::timeout) return Fault{error.what(), {}};
  return std::nullopt;
}

TaskDetail wait_until_final(const Ask& ask, const PollOptions& options, const WaitContext& context) {
  return Waiter(options, context).run(ask);
}

}  // namespace qpanda3::cloud
