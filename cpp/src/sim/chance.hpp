#pragma once
// What chance decides in a program, given a state: weights of the possibilities, which of them a uniform number picks,
// and what that makes of the state. One shot alone and shots in groups use the same functions, so they agree in each
// bit.

#include <cstdint>
#include <span>
#include <vector>

#include "sim/flat_program.hpp"
#include "sim/kernels.hpp"

namespace qpanda3::sim {

/// The outcome of measuring a qubit.
struct OutcomeChoice {
  QubitWeights weights;

  /// `uniform` < 1, so that an outcome of weight 0 is never picked.
  bool pick(double uniform) const noexcept {
    return weights.one > 0 && uniform * (weights.zero + weights.one) >= weights.zero;
  }
  /// What the part of the state that is left has to be multiplied with.
  double factor(bool outcome) const noexcept;
};

/// Which of the Kraus matrices of a channel acts.
struct KrausChoice {
  std::vector<double> weights;
  double total = 0;

  std::size_t pick(double uniform) const noexcept;
  double factor(std::size_t matrix) const noexcept;
};
template <class Real>
KrausChoice kraus_choice(Amplitudes<Real> state, const Channel& channel, std::span<const Index> targets,
                         Workers& workers);
template <class Real>
void apply_kraus(Amplitudes<Real> state, const Channel& channel, std::span<const Index> targets,
                 const KrausChoice& choice, std::size_t matrix, Workers& workers);

/// Whether a measured `bit` is read wrongly.
inline bool is_misread(const ReadOutError& error, bool bit, double uniform) noexcept {
  return uniform < error.flip[bit ? 1 : 0];
}

inline void write_bit(std::uint64_t* record, std::uint32_t slot, bool value) noexcept {
  std::uint64_t& word = record[slot / 64];
  const std::uint64_t mask = std::uint64_t{1} << (slot % 64);
  word = value ? word | mask : word & ~mask;
}

/// Words of a classical register. There is always one, so that a record has an address.
inline std::size_t record_words(const FlatProgram& program) noexcept { return program.cbits.size() / 64 + 1; }

bool condition_holds(const FlatCondition& condition, const std::uint64_t* record) noexcept;

/// One more round of a loop. InvalidArgument beyond the limit.
void count_round(std::uint32_t& rounds);

}  // namespace qpanda3::sim
