#pragma once
// Time as the cloud client sees it. Tests inject a clock of their own, so that no test ever sleeps.

#include <chrono>
#include <memory>

#include "qpanda3/base/export.hpp"
#include "qpanda3/base/interrupt.hpp"

namespace qpanda3::cloud {

using Milliseconds = std::chrono::milliseconds;

class QPANDA3_API Clock {
 public:
  virtual ~Clock() = default;
  /// Time since an arbitrary fixed moment; never goes back.
  virtual Milliseconds now() const = 0;
  /// Seconds since 1970-01-01 UTC, for HTTP dates.
  virtual long long unix_time() const = 0;
  /// Returns after `duration`, or earlier by the exception that `interrupt` throws.
  virtual void sleep(Milliseconds duration, const InterruptCheck& interrupt) = 0;
};

/// The machine's clock. `interrupt` is asked at least every 50 ms of a sleep.
QPANDA3_API std::shared_ptr<Clock> system_clock();

}  // namespace qpanda3::cloud
