#include "sim/guard.hpp"

#include <utility>

#include "qpanda3/base/concat.hpp"
#include "qpanda3/base/error.hpp"

namespace qpanda3::sim {
namespace {

constexpr std::chrono::milliseconds kTimeBetweenQuestions{20};

}  // namespace

Guard::Guard(InterruptCheck interrupt, std::optional<double> time_limit)
    : interrupt_(std::move(interrupt)), started_(Clock::now()), asked_(started_), time_limit_(time_limit) {
  // A comparison that is false for NaN.
  if (time_limit && !(*time_limit >= 0))
    throw InvalidArgument(concat("time_limit must be a number of seconds, at least 0, got ", *time_limit));
  // Short runs end before they are asked at all; without any time not even those may.
  if (time_limit == 0.0) throw_timeout();
}

void Guard::look() {
  pending_ = 0;
  if (stop_ != nullptr) {
    if (stop_->load(std::memory_order_relaxed)) throw Stopped{};
    return;
  }
  if (Clock::now() - asked_ >= kTimeBetweenQuestions) ask();
}

void Guard::ask() {
  if (stop_ != nullptr) {
    look();
    return;
  }
  if (interrupt_) interrupt_();
  asked_ = Clock::now();
  if (time_limit_ && std::chrono::duration<double>(asked_ - started_).count() > *time_limit_) throw_timeout();
}

void Guard::throw_timeout() const {
  throw Timeout(concat("the simulation did not finish within ", *time_limit_, " s"));
}

}  // namespace qpanda3::sim
