#pragma once
// Shots that have gone the same way so far, and so share one state.

#include <cstddef>
#include <cstdint>
#include <span>
#include <vector>

#include "sim/kernels.hpp"

namespace qpanda3::sim {

/// A measured bit whose error of reading is drawn for each shot when its record is made: until then nothing depends on
/// it, and the shots may stay together.
struct PendingRead {
  std::uint32_t slot;
  std::uint32_t read_out;  ///< position in FlatProgram::read_out plus 1
  bool bit;                ///< what the qubit was found to be
  std::uint64_t draw;      ///< position in the stream of the shot
};

struct ShotGroup {
  std::span<std::uint64_t> shots;  ///< rising
  std::size_t at = 0;              ///< next operation
  std::uint32_t gate = 0;          ///< inside a noise line: the next of its gates
  bool is_at_error = false;        ///< an error happens at the operation `at`, which one is not drawn yet
  std::uint64_t draws = 0;         ///< random numbers that each of the shots has drawn
  std::uint64_t agreed = 0;        ///< up to this draw the shots are known to go the same way
  std::vector<std::uint64_t> record;
  std::vector<std::uint32_t> rounds;  ///< by loop
  std::vector<PendingRead> pending;   ///< in the order of reading, one for each slot at most
};

/// Where a group has ended.
template <class Real>
struct GroupEnd {
  std::size_t worker;  ///< who ran it: of one worker there is never more than one call at a time
  const ShotGroup& group;
  Amplitudes<Real> state;  ///< before the final measurements
  Workers& workers;        ///< what may go on working on this state
};

}  // namespace qpanda3::sim
