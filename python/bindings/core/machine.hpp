#pragma once
// The object behind pyqpanda3.core.CPUQVM.

#include <pybind11/pybind11.h>

#include <atomic>
#include <chrono>
#include <mutex>
#include <string>
#include <thread>

#include "interrupt.hpp"
#include "qpanda3/base/error.hpp"
#include "qpanda3/sim/cpuqvm.hpp"

namespace qpanda3::python {

/// CPUQVM for Python, where any thread may call at any time while a run has released the GIL: calls wait for one
/// another.
class Machine {
 public:
  Machine(const std::string& precision, int threads) : machine_(precision, threads) {}

  /// Calls `use(machine)` without the GIL, when no other thread uses the machine. Unsupported if this thread does: a
  /// signal handler that interrupts a run cannot wait for its end.
  template <class Use>
  auto exclusively(Use&& use) {
    const std::thread::id self = std::this_thread::get_id();
    if (user_.load(std::memory_order_relaxed) == self)
      throw Unsupported("CPUQVM: a signal handler cannot use the simulator whose run it interrupts");
    pybind11::gil_scoped_release release;
    std::unique_lock lock(mutex_, std::defer_lock);
    while (!lock.try_lock_for(std::chrono::milliseconds(50))) signal_check()();
    const Used used(user_, self);
    return use(machine_);
  }

  std::string precision() const { return std::string(machine_.precision()); }

 private:
  /// Notes who uses the machine.
  class Used {
   public:
    Used(std::atomic<std::thread::id>& user, std::thread::id self) : user_(user) {
      user_.store(self, std::memory_order_relaxed);
    }
    ~Used() { user_.store({}, std::memory_order_relaxed); }
    Used(const Used&) = delete;
    Used& operator=(const Used&) = delete;

   private:
    std::atomic<std::thread::id>& user_;
  };

  std::timed_mutex mutex_;
  std::atomic<std::thread::id> user_{};
  CPUQVM machine_;
};

}  // namespace qpanda3::python
