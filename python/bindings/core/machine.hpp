#pragma once
// The object behind pyqpanda3.core.CPUQVM.

#include <pybind11/pybind11.h>

#include <chrono>
#include <mutex>
#include <string>

#include "interrupt.hpp"
#include "qpanda3/sim/cpuqvm.hpp"

namespace qpanda3::python {

/// CPUQVM for Python, where any thread may call at any time while a run has released the GIL: calls wait for one
/// another.
class Machine {
 public:
  explicit Machine(const std::string& precision) : machine_(precision) {}

  /// Calls `use(machine)` without the GIL, when no other thread uses the machine.
  template <class Use>
  auto exclusively(Use&& use) {
    pybind11::gil_scoped_release release;
    std::unique_lock lock(mutex_, std::defer_lock);
    while (!lock.try_lock_for(std::chrono::milliseconds(50))) signal_check()();
    return use(machine_);
  }

  std::string precision() const { return std::string(machine_.precision()); }

 private:
  std::timed_mutex mutex_;
  CPUQVM machine_;
};

}  // namespace qpanda3::python
