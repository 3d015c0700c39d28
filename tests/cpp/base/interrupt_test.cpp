#include "qpanda3/base/interrupt.hpp"

#include <gtest/gtest.h>

#include <chrono>
#include <thread>

#include "support/interrupts.hpp"

namespace qpanda3 {
namespace {

using support::Stop;
using support::stop_when_asked;

/// Until the check throws.
[[noreturn]] void poll_for_ever() {
  for (;;) InterruptScope::poll();
}

/// Long enough to be asked some times.
void poll_for_a_while() {
  const auto end = std::chrono::steady_clock::now() + std::chrono::milliseconds(200);
  while (std::chrono::steady_clock::now() < end) InterruptScope::poll();
}

TEST(InterruptScope, polling_without_one_does_nothing) { EXPECT_NO_THROW(InterruptScope::poll()); }

TEST(InterruptScope, the_check_stops_the_loop) {
  const InterruptScope scope(stop_when_asked());
  EXPECT_THROW(poll_for_ever(), Stop);
}

TEST(InterruptScope, is_asked_rarely) {
  const InterruptScope scope(stop_when_asked(3));
  const auto start = std::chrono::steady_clock::now();
  EXPECT_THROW(poll_for_ever(), Stop);
  EXPECT_GE(std::chrono::steady_clock::now() - start, std::chrono::milliseconds(50));
}

TEST(InterruptScope, the_innermost_one_counts_and_the_outer_one_comes_back) {
  const InterruptScope outer(stop_when_asked());
  {
    const InterruptScope inner(InterruptCheck{});
    EXPECT_NO_THROW(poll_for_a_while());
  }
  EXPECT_THROW(poll_for_ever(), Stop);
}

TEST(InterruptScope, belongs_to_one_thread) {
  const InterruptScope scope(stop_when_asked());
  std::thread other([] { EXPECT_NO_THROW(poll_for_a_while()); });
  other.join();
}

}  // namespace
}  // namespace qpanda3
