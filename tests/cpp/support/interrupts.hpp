#pragma once
// Calls that are stopped from outside while they run, on a machine of any speed.

#include <gtest/gtest.h>

#include <cstdint>
#include <ctime>

#include "qpanda3/base/interrupt.hpp"

namespace support {

/// What interrupt checks of tests throw.
struct Stop {};

/// A check that stops the call when it is asked for the `times`th time.
inline qpanda3::InterruptCheck stop_when_asked(int times = 1) {
  return [left = times]() mutable {
    if (--left <= 0) throw Stop{};
  };
}

/// Calls call(1), call(2), call(4), ... until one throws `Expected`. A call is asked whether to go on after some
/// milliseconds only, so the argument has to be a measure of its work: how much of it lasts so long depends on the
/// machine. Fails when a call has used ten seconds of processor time and ended by itself, two hundred times the 50 ms
/// within which it promises to ask.
template <class Expected, class Call>
testing::AssertionResult is_stopped(Call&& call) {
  constexpr double kLongEnough = 10;
  for (std::uint64_t work = 1;; work *= 2) {
    const std::clock_t start = std::clock();
    try {
      call(work);
    } catch (const Expected&) {
      return testing::AssertionSuccess();
    }
    const double seconds = static_cast<double>(std::clock() - start) / CLOCKS_PER_SEC;
    if (seconds > kLongEnough)
      return testing::AssertionFailure() << "ended by itself after " << seconds << " s, with work " << work;
  }
}

}  // namespace support
