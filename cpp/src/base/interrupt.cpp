#include "qpanda3/base/interrupt.hpp"

#include <utility>

namespace qpanda3 {
namespace {

constexpr std::chrono::milliseconds kTimeBetweenQuestions{20};

thread_local InterruptScope* innermost = nullptr;

}  // namespace

InterruptScope::InterruptScope(InterruptCheck check)
    : check_(std::move(check)), asked_(std::chrono::steady_clock::now()), outer_(std::exchange(innermost, this)) {}

InterruptScope::~InterruptScope() { innermost = outer_; }

bool InterruptScope::has_scope() noexcept { return innermost != nullptr; }

void InterruptScope::poll_scope() {
  const auto now = std::chrono::steady_clock::now();
  if (now - innermost->asked_ < kTimeBetweenQuestions) return;
  innermost->asked_ = now;
  if (innermost->check_) innermost->check_();
}

}  // namespace qpanda3
