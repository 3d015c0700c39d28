#pragma once
// Second stage: what is done once, what per shot, and which measurements only read the final state.

#include <cstddef>
#include <cstdint>
#include <vector>

#include "sim/flat_program.hpp"
#include "sim/noise_lines.hpp"

namespace qpanda3::sim {

/// A measurement that nothing depends on but the record: sampled from the final state.
struct FinalMeasure {
  Index qubit;
  std::uint32_t slot;
  std::uint32_t read_out;  ///< position in FlatProgram::read_out plus 1; 0: exact
};

struct Plan {
  FlatProgram program;               ///< without its final measurements
  std::vector<FinalMeasure> finals;  ///< in program order, one for each slot at most
  std::size_t prefix = 0;            ///< operations 0 .. prefix - 1 are deterministic and in a straight line
  NoiseLines noise;                  ///< behind the prefix; see arrange_noise()

  bool is_deterministic() const noexcept { return prefix == program.ops.size(); }
};

/// `starts_at_zero`: the state before the first operation is |0...0>, so that resets of untouched qubits do nothing.
Plan make_plan(FlatProgram program, bool starts_at_zero);

/// Arranges the noise of a planned program in lines. Has to be done once, after all else that moves operations.
void arrange_noise(Plan& plan);

}  // namespace qpanda3::sim
