#pragma once
// Pages of memory that nobody has written to yet come into being when somebody does, which takes longer than several
// passes over them.

#include <cstdint>

#include "sim/kernels.hpp"

namespace qpanda3::sim {

/// Before a pass after which the qubits of `zeros_after` are still 0 of those in `zeros_before`, whose amplitudes are
/// zeros in memory: brings the memory that it may be the first to write to into being, on all threads, each a range of
/// its own. Otherwise one thread would do that alone, where a pass goes over few tiles that lie all over the state.
template <class Real>
void touch_first(Amplitudes<Real> state, std::uint64_t zeros_before, std::uint64_t zeros_after, Workers& workers);

}  // namespace qpanda3::sim
