#pragma once
// How a long call is stopped from outside: by a callback that the call asks every few milliseconds. The simulator is
// handed it as an option; walks over circuits, which are nested too deep to hand it down, find it in their thread.

#include <chrono>
#include <functional>

#include "qpanda3/base/export.hpp"

namespace qpanda3 {

/// Called often (about every 50 ms) by long calls, always on the thread that made the call. It stops the call by
/// throwing; the exception reaches the caller unchanged. An empty function never stops anything. The Python bindings
/// pass one that answers Ctrl-C.
using InterruptCheck = std::function<void()>;

/// While it lives, reading, writing, drawing, counting and listing on this thread ask `check`. Scopes may nest; the
/// innermost one counts.
class QPANDA3_API InterruptScope {
 public:
  explicit InterruptScope(InterruptCheck check);
  ~InterruptScope();
  InterruptScope(const InterruptScope&) = delete;
  InterruptScope& operator=(const InterruptScope&) = delete;

  /// Asks the check of this thread's scope unless that was done within the last few milliseconds. Costs a look at the
  /// clock; loops of nanoseconds call it once in some thousand rounds.
  static void poll() {
    if (has_scope()) poll_scope();
  }

 private:
  static bool has_scope() noexcept;
  static void poll_scope();

  InterruptCheck check_;
  std::chrono::steady_clock::time_point asked_;
  InterruptScope* outer_;
};

}  // namespace qpanda3
