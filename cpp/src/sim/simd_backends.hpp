#pragma once
// The kernel sets of this build, each with its own test of the processor.

#include <span>
#include <string_view>

#include "sim/kernel_table.hpp"

namespace qpanda3::simd {

struct Backend {
  std::string_view name;
  bool (*is_available)();  ///< on the machine that the process runs on
  const sim::KernelSet& (*kernels)() noexcept;
};

/// All, narrowest first; never empty, and the first is always available.
std::span<const Backend> compiled();
/// What a run that starts now uses.
const Backend& active() noexcept;

template <class Real>
const sim::KernelTables<Real>& active_kernels() noexcept {
  return active().kernels().template of<Real>();
}

}  // namespace qpanda3::simd
