// Numbers of successes against the binomial distribution.
#include "sim/binomial.hpp"

#include <gtest/gtest.h>

#include <cmath>
#include <limits>
#include <vector>

#include "support/statistics.hpp"

namespace qpanda3::sim {
namespace {

/// Probabilities of 0 .. trials successes.
std::vector<double> binomial_distribution(std::uint64_t trials, double chance) {
  const auto n = static_cast<double>(trials);
  std::vector<double> result;
  for (std::uint64_t k = 0; k <= trials; ++k) {
    const auto successes = static_cast<double>(k);
    result.push_back(std::exp(std::lgamma(n + 1) - std::lgamma(successes + 1) - std::lgamma(n - successes + 1) +
                              successes * std::log(chance) + (n - successes) * std::log1p(-chance)));
  }
  return result;
}

TEST(Binomial, follows_the_distribution) {
  constexpr int kDraws = 100000;
  for (const std::uint64_t trials : {1u, 2u, 3u, 6u, 7u, 20u, 63u, 64u, 65u, 130u, 300u, 5000u, 20'000u})
    for (const double chance : {0.5, 0.25, 0.1, 1.0 / 3, 0.9, 0.999, 1e-3, 1e-4, 3e-6}) {
      RandomWords random(trials, 1);
      std::vector<double> observed(trials + 1);
      for (int draw = 0; draw < kDraws; ++draw) {
        const std::uint64_t successes = binomial(trials, chance, random);
        ASSERT_LE(successes, trials);
        observed[successes] += 1.0 / kDraws;
      }
      EXPECT_LT(statistics::chi_square_ratio(binomial_distribution(trials, chance), observed, kDraws), 1)
          << trials << ' ' << chance;
    }
}

/// However many: the deviation from the mean is a normal number then, nearly.
TEST(Binomial, any_number_of_trials_has_the_mean_the_variance_and_the_form) {
  constexpr int kDraws = 20000;
  for (const double trials : {1e6, 1e9, 1e13, 0x1p53, 0x1p62})
    for (const double chance : {0.5, 0.3, 0.7654321, 1e-4}) {
      RandomWords random(3, 2);
      double sum = 0, squares = 0, fourth = 0;
      const double mean = trials * chance, deviation = std::sqrt(mean * (1 - chance));
      for (int draw = 0; draw < kDraws; ++draw) {
        const auto successes = static_cast<double>(binomial(static_cast<std::uint64_t>(trials), chance, random));
        const double normal = (successes - mean) / deviation;
        sum += normal;
        squares += normal * normal;
        fourth += std::pow(normal, 4);
      }
      // Moments of a normal number, with the variances 1, 2 and 96 of its powers.
      EXPECT_LT(std::abs(sum / kDraws), statistics::kDeviations * std::sqrt(1.0 / kDraws)) << trials << ' ' << chance;
      EXPECT_LT(std::abs(squares / kDraws - 1), statistics::kDeviations * std::sqrt(2.0 / kDraws)) << trials;
      EXPECT_LT(std::abs(fourth / kDraws - 3), statistics::kDeviations * std::sqrt(96.0 / kDraws)) << trials;
    }
}

TEST(Binomial, seldom_among_very_many_is_a_poisson_number) {
  constexpr int kDraws = 100000;
  RandomWords random(5, 5);
  std::vector<double> expected, observed(60);
  for (int k = 0; k < 60; ++k) expected.push_back(std::exp(k * std::log(3.0) - 3 - std::lgamma(k + 1.0)));
  for (int draw = 0; draw < kDraws; ++draw)
    observed.at(binomial(std::uint64_t{1} << 62, 3 * 0x1p-62, random)) += 1.0 / kDraws;
  EXPECT_LT(statistics::chi_square_ratio(expected, observed, kDraws), 1);
}

TEST(Binomial, certain_and_impossible_need_no_luck) {
  for (const std::uint64_t trials : {0u, 1u, 5u, 1000u}) {
    RandomWords random(1, 1);
    EXPECT_EQ(binomial(trials, 0, random), 0u);
    EXPECT_EQ(binomial(trials, -1e-3, random), 0u);
    EXPECT_EQ(binomial(trials, 1, random), trials);
    EXPECT_EQ(binomial(trials, 1.5, random), trials);
    EXPECT_EQ(binomial(trials, std::numeric_limits<double>::quiet_NaN(), random), 0u);
    EXPECT_EQ(binomial(trials, 0x1p-70, random), 0u);
    EXPECT_EQ(random.next(), RandomWords(1, 1).next());  // none was taken
  }
}

}  // namespace
}  // namespace qpanda3::sim
