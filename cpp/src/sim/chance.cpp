#include "sim/chance.hpp"

#include <algorithm>
#include <cmath>

#include "qpanda3/base/concat.hpp"
#include "qpanda3/base/error.hpp"

namespace qpanda3::sim {

double OutcomeChoice::factor(bool outcome) const noexcept {
  return 1 / std::sqrt(outcome ? weights.one : weights.zero);
}

std::size_t KrausChoice::pick(double uniform) const noexcept {
  double left = uniform * total;
  std::size_t picked = 0;
  for (std::size_t k = 0; k < weights.size(); ++k) {
    if (weights[k] <= 0) continue;
    picked = k;  // rounding may leave nothing for the last one with a weight: then it is that one
    left -= weights[k];
    if (left < 0) break;
  }
  return picked;
}

double KrausChoice::factor(std::size_t matrix) const noexcept { return std::sqrt(total / weights[matrix]); }

/// The weight of each matrix is the trace of K rho K†, rho being the density matrix of the targets alone.
template <class Real>
KrausChoice kraus_choice(Amplitudes<Real> state, const Channel& channel, std::span<const Index> targets,
                         Workers& workers) {
  const std::size_t size = std::size_t{1} << targets.size();
  const std::vector<Complex> rho = reduced_density(state, targets, workers);
  KrausChoice choice;
  for (std::size_t i = 0; i < size; ++i) choice.total += rho[i * (size + 1)].real();
  for (const std::vector<Complex>& kraus : channel.kraus) {
    double weight = 0;
    for (std::size_t row = 0; row < size; ++row)
      for (std::size_t a = 0; a < size; ++a)
        for (std::size_t b = 0; b < size; ++b)
          weight += (kraus[row * size + a] * rho[a * size + b] * std::conj(kraus[row * size + b])).real();
    choice.weights.push_back(weight);
  }
  return choice;
}

template <class Real>
void apply_kraus(Amplitudes<Real> state, const Channel& channel, std::span<const Index> targets,
                 const KrausChoice& choice, std::size_t matrix, Workers& workers) {
  const std::vector<Complex>& kraus = channel.kraus[matrix];
  const double factor = choice.factor(matrix);
  std::vector<std::complex<Real>> scaled(kraus.size());
  std::transform(kraus.begin(), kraus.end(), scaled.begin(),
                 [&](Complex value) { return std::complex<Real>(value * factor); });
  apply_gate<Real>(state, {Kernel::dense, 0, targets, scaled.data()}, workers);
}

bool condition_holds(const FlatCondition& condition, const std::uint64_t* record) noexcept {
  const auto is_one = [&](std::uint32_t slot) { return (record[slot / 64] >> (slot % 64) & 1) != 0; };
  return std::all_of(condition.ones.begin(), condition.ones.end(), is_one) &&
         std::none_of(condition.zeros.begin(), condition.zeros.end(), is_one);
}

void count_round(std::uint32_t& rounds) {
  if (rounds++ == kLoopLimit)
    throw InvalidArgument(concat("a qwhile has run ", kLoopLimit,
                                 " times in one shot and its condition still holds; this is the limit. Its body must "
                                 "measure a 0 into one of the bits of the condition"));
}

#define QPANDA3_INSTANTIATE(Real)                                                                                      \
  template KrausChoice kraus_choice(Amplitudes<Real>, const Channel&, std::span<const Index>, Workers&);               \
  template void apply_kraus(Amplitudes<Real>, const Channel&, std::span<const Index>, const KrausChoice&, std::size_t, \
                            Workers&)
QPANDA3_INSTANTIATE(float);
QPANDA3_INSTANTIATE(double);
#undef QPANDA3_INSTANTIATE

}  // namespace qpanda3::sim
