#pragma once
// Final measurements: outcomes drawn from the distribution that a state describes.

#include <cstdint>
#include <span>

#include "qpanda3/base/rng.hpp"
#include "sim/histogram.hpp"
#include "sim/kernels.hpp"
#include "sim/plan.hpp"

namespace qpanda3::sim {

/// Draws `shots` outcomes of all final measurements at once. Costs about one pass over the state for up to a million
/// shots, and a part of a pass for each further million. Depends on state and seed only.
template <class Real>
Histogram sample_finals(Amplitudes<Real> state, const Plan& plan, std::uint64_t shots, std::uint64_t seed,
                        Workers& workers);

/// Draws one basis state and writes the final measurements of it into `record`, a register of plan.program.cbits bits.
template <class Real>
void sample_finals_once(Amplitudes<Real> state, const Plan& plan, CounterRng& rng, std::uint64_t* record,
                        Workers& workers);

/// What is read where a qubit was found to be `bit`; `read_out` as in FinalMeasure.
bool read_bit(const FlatProgram& program, std::uint32_t read_out, bool bit, CounterRng& rng);

inline void write_bit(std::uint64_t* record, std::uint32_t slot, bool value) noexcept {
  std::uint64_t& word = record[slot / 64];
  const std::uint64_t mask = std::uint64_t{1} << (slot % 64);
  word = value ? word | mask : word & ~mask;
}

}  // namespace qpanda3::sim
