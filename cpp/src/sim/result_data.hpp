#pragma once
// What a QResult shares.

#include <cstdint>
#include <vector>

#include "sim/flat_program.hpp"
#include "sim/histogram.hpp"
#include "sim/state_buffer.hpp"

namespace qpanda3 {

struct ResultData {
  sim::BufferPtr state;
  unsigned num_qubits = 0;
  bool is_sampled = false;
  std::uint64_t shots = 0;                        ///< of a sampled result
  sim::Histogram histogram;                       ///< of a sampled result
  std::vector<sim::FlatProgram::Writer> writers;  ///< by slot, see FlatProgram
};

}  // namespace qpanda3
