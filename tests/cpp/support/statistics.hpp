#pragma once
// Bounds for tests on sampled data. Seeds are fixed, so a test either always passes or always fails; the bounds are
// such that a correct sampler fails with probability below one in a million for a seed chosen blindly.

#include <cmath>
#include <cstdint>
#include <map>
#include <string>
#include <vector>

namespace statistics {

/// A standard normal number exceeds this with probability 1e-6.
inline constexpr double kDeviations = 4.75;

/// Upper bound of a chi-square number with `degrees` degrees of freedom (Wilson and Hilferty's approximation).
inline double chi_square_bound(double degrees) {
  const double a = 2 / (9 * degrees);
  return degrees * std::pow(1 - a + kDeviations * std::sqrt(a), 3);
}

/// Pearson's statistic of `observed` against `expected` probabilities. Outcomes expected fewer than five times are put
/// together; outcomes of probability 0 must not occur. Returns statistic / bound: at most 1 for a match.
inline double chi_square_ratio(const std::vector<double>& expected, const std::vector<double>& observed, double shots) {
  double statistic = 0, rare_expected = 0, rare_observed = 0;
  int cells = 0;
  const auto add = [&](double want, double got) {
    statistic += (got - want) * (got - want) / want;
    ++cells;
  };
  for (std::size_t i = 0; i < expected.size(); ++i) {
    const double want = expected[i] * shots, got = observed[i] * shots;
    if (expected[i] < 1e-14) {
      if (got > 0.5) return INFINITY;
    } else if (want < 5) {
      rare_expected += want;
      rare_observed += got;
    } else {
      add(want, got);
    }
  }
  if (rare_expected > 1) add(rare_expected, rare_observed);
  if (cells < 2) return 0;
  return statistic / chi_square_bound(cells - 1);
}

/// How far a fraction of `shots` may lie from its probability.
inline double fraction_bound(double probability, double shots) {
  return kDeviations * std::sqrt(probability * (1 - probability) / shots) + 1 / shots;
}

}  // namespace statistics
