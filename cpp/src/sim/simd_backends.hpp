#pragma once
// The kernel sets of this build. There is one, compiled for the instructions that every machine of the architecture
// has; a set for wider vectors is one more row, with its own test of the processor.

#include <span>
#include <string_view>

namespace qpanda3::simd {

struct Backend {
  std::string_view name;
  bool (*is_available)();  ///< on the machine that the process runs on
};

/// All, narrowest first; never empty, and the first is always available.
std::span<const Backend> compiled();
/// What a run that starts now uses.
const Backend& active();

}  // namespace qpanda3::simd
