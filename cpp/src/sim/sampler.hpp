#pragma once
// Final measurements: outcomes drawn from the distribution that a state describes.

#include <cstdint>

#include "qpanda3/base/rng.hpp"
#include "sim/histogram.hpp"
#include "sim/kernels.hpp"
#include "sim/plan.hpp"

namespace qpanda3::sim {

/// Draws `shots` outcomes of all final measurements at once, in two passes over the state.
/// Depends on state, shots and seed only, not on the number of threads.
template <class Real>
Histogram sample_finals(Amplitudes<Real> state, const Plan& plan, std::uint64_t shots, std::uint64_t seed,
                        Workers& workers);

/// Draws one basis state and writes the final measurements of it into `record`, a register of plan.program.cbits bits.
template <class Real>
void sample_finals_once(Amplitudes<Real> state, const Plan& plan, CounterRng& rng, std::uint64_t* record,
                        Workers& workers);

/// Writes what is read in a basis state, with the errors of reading drawn from `rng`.
void write_finals(const Plan& plan, std::uint64_t index, CounterRng& rng, std::uint64_t* record);
/// Whether any of the final measurements may be misread.
bool has_misread_finals(const Plan& plan) noexcept;

/// What is read where a qubit was found to be `bit`; `read_out` as in FinalMeasure.
bool read_bit(const FlatProgram& program, std::uint32_t read_out, bool bit, CounterRng& rng);

}  // namespace qpanda3::sim
