#include "qpanda3/base/interrupt.hpp"

#include <gtest/gtest.h>

#include <chrono>
#include <thread>

namespace qpanda3 {
namespace {

struct Stop {};

/// Polls until the check throws or a second is over.
void poll_for_a_second() {
  const auto end = std::chrono::steady_clock::now() + std::chrono::seconds(1);
  while (std::chrono::steady_clock::now() < end) InterruptScope::poll();
}

TEST(InterruptScope, polling_without_one_does_nothing) { EXPECT_NO_THROW(InterruptScope::poll()); }

TEST(InterruptScope, the_check_stops_the_loop) {
  const InterruptScope scope([] { throw Stop{}; });
  EXPECT_THROW(poll_for_a_second(), Stop);
}

TEST(InterruptScope, is_asked_rarely) {
  int asked = 0;
  const InterruptScope scope([&] {
    if (++asked == 3) throw Stop{};
  });
  const auto start = std::chrono::steady_clock::now();
  EXPECT_THROW(poll_for_a_second(), Stop);
  EXPECT_GE(std::chrono::steady_clock::now() - start, std::chrono::milliseconds(50));
}

TEST(InterruptScope, the_innermost_one_counts_and_the_outer_one_comes_back) {
  const InterruptScope outer([] { throw Stop{}; });
  {
    const InterruptScope inner(InterruptCheck{});
    EXPECT_NO_THROW(poll_for_a_second());
  }
  EXPECT_THROW(poll_for_a_second(), Stop);
}

TEST(InterruptScope, belongs_to_one_thread) {
  const InterruptScope scope([] { throw Stop{}; });
  std::thread other([] { EXPECT_NO_THROW(poll_for_a_second()); });
  other.join();
}

}  // namespace
}  // namespace qpanda3
