#pragma once
// When to ask whether a run should stop: cheap to call often, asks the clock only now and then.

#include <atomic>
#include <chrono>
#include <cstdint>
#include <optional>

#include "qpanda3/base/interrupt.hpp"

namespace qpanda3::sim {

/// Thrown in a worker thread to leave its work when the run is over; never reaches callers of the library.
struct Stopped {};

class Guard {
 public:
  /// For the calling thread. Timeout if the limit is 0, InvalidArgument if it is negative or NaN.
  Guard(InterruptCheck interrupt, std::optional<double> time_limit);
  /// For a worker thread, which only watches `stop`.
  explicit Guard(const std::atomic<bool>& stop) : stop_(&stop) {}

  /// Counts `work` (amplitudes touched, or as many nanoseconds roughly) and asks when enough has been done.
  void tick(std::uint64_t work) {
    pending_ += work;
    if (pending_ >= kWorkBetweenLooks) look();
  }
  /// Asks now, whatever was counted.
  void ask();

 private:
  static constexpr std::uint64_t kWorkBetweenLooks = std::uint64_t{1} << 17;
  void look();
  [[noreturn]] void throw_timeout() const;

  using Clock = std::chrono::steady_clock;
  InterruptCheck interrupt_;
  Clock::time_point started_{};
  Clock::time_point asked_{};
  std::optional<double> time_limit_;
  const std::atomic<bool>* stop_ = nullptr;
  std::uint64_t pending_ = 0;
};

}  // namespace qpanda3::sim
