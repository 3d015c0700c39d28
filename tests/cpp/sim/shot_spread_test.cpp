// Counts of shots over states against the weights of these.
#include "sim/shot_spread.hpp"

#include <gtest/gtest.h>

#include <numeric>

#include "sim/workers.hpp"
#include "support/statistics.hpp"

namespace qpanda3::sim {
namespace {

/// Weights of which about `share` are not 0, very different from one another, with sum 1.
std::vector<double> random_weights(std::size_t size, double share, std::uint64_t seed) {
  CounterRng rng(seed, 1);
  std::vector<double> weights(size);
  for (double& weight : weights)
    if (rng.uniform() < share) weight = -std::log(1 - rng.uniform());  // as of a random state
  weights[rng.next() % size] += 1;
  const double sum = std::accumulate(weights.begin(), weights.end(), 0.0);
  for (double& weight : weights) weight /= sum;
  return weights;
}

std::vector<double> running_sums(std::vector<double> weights) {
  std::partial_sum(weights.begin(), weights.end(), weights.begin());
  return weights;
}

/// Adds what was found to `counts`, after a look at its form.
void add_found(const ShotSpread& spread, std::uint64_t shots, const std::vector<double>& weights,
               std::vector<double>& counts) {
  ASSERT_EQ(spread.states().size(), spread.counts().size());
  std::uint64_t sum = 0;
  for (std::size_t i = 0; i < spread.states().size(); ++i) {
    const std::uint32_t state = spread.states()[i];
    ASSERT_TRUE(i == 0 || spread.states()[i - 1] < state);
    ASSERT_LT(state, weights.size());
    ASSERT_GT(weights[state], 0) << state;
    ASSERT_GT(spread.counts()[i], 0u);
    sum += spread.counts()[i];
    counts[state] += static_cast<double>(spread.counts()[i]);
  }
  ASSERT_EQ(sum, shots);
}

TEST(ShotSpread, follows_the_weights_however_many_shots_there_are) {
  for (const std::size_t size : {1u, 2u, 5u, 16u, 48u, 64u, 1024u})
    for (const double share : {1.0, 0.3, 0.01})
      for (const std::uint64_t shots : {1u, 3u, 40u, 170u, 1000u, 5000u, 100'000u}) {
        SCOPED_TRACE(testing::Message() << size << " states, " << share << ", " << shots << " shots");
        const auto weights = random_weights(size, share, size);
        const auto sums = running_sums(weights);
        std::vector<double> counts(size);
        ShotSpread spread(size);
        RandomWords random(shots, 9);
        const std::uint64_t rounds = std::max<std::uint64_t>(1, 200'000 / shots);
        for (std::uint64_t round = 0; round < rounds; ++round) {
          spread.spread(sums, shots, random);
          add_found(spread, shots, weights, counts);
          if (HasFatalFailure()) return;
        }
        const auto total = static_cast<double>(rounds * shots);
        for (double& count : counts) count /= total;
        EXPECT_LT(statistics::chi_square_ratio(weights, counts, total), 1);
      }
}

/// Counts of different states are correlated as those of a multinomial distribution: shots in a set of states have the
/// variance of a binomial one, whether the set is a run of states or scattered.
TEST(ShotSpread, counts_vary_as_they_should) {
  constexpr std::size_t kSize = 256;
  constexpr int kRounds = 4000;
  const auto weights = random_weights(kSize, 1, 4);
  const auto sums = running_sums(weights);
  for (const std::uint64_t shots : {20u, 300u, 1500u, 20'000u}) {
    ShotSpread spread(kSize);
    RandomWords random(shots, 3);
    // Of one another: halves, neighbours, single states.
    std::vector<std::vector<std::size_t>> sets{{}, {}, {}, {7}, {8}, {7, 8}};
    for (std::size_t i = 0; i < kSize; ++i) {
      if (i < kSize / 2) sets[0].push_back(i);
      if (i % 2 == 0) sets[1].push_back(i);
      if (i / 16 % 2 == 0) sets[2].push_back(i);
    }
    std::vector<double> squares(sets.size()), chances(sets.size());
    for (std::size_t s = 0; s < sets.size(); ++s)
      for (const std::size_t i : sets[s]) chances[s] += weights[i];
    for (int round = 0; round < kRounds; ++round) {
      spread.spread(sums, shots, random);
      std::vector<double> counts(kSize);
      add_found(spread, shots, weights, counts);
      for (std::size_t s = 0; s < sets.size(); ++s) {
        double found = 0;
        for (const std::size_t i : sets[s]) found += counts[i];
        const double deviation = found - static_cast<double>(shots) * chances[s];
        squares[s] += deviation * deviation;
      }
    }
    for (std::size_t s = 0; s < sets.size(); ++s) {
      const double mean = static_cast<double>(shots) * chances[s], variance = mean * (1 - chances[s]);
      // The square of a binomial deviation has variance 2 v^2 + v (1 - 6 p q), for v of its own.
      const double error = std::sqrt((2 + 1 / variance) / kRounds);
      EXPECT_NEAR(squares[s] / kRounds / variance, 1, statistics::kDeviations * error) << shots << " shots, set " << s;
    }
  }
}

TEST(ShotSpread, states_that_share_a_cell_keep_their_shares) {
  // All but one of the weights lie within a single number of 32 bits.
  constexpr std::size_t kSize = 64;
  std::vector<double> weights(kSize, 0x1p-40);
  weights[20] = 1;
  const auto sums = running_sums(weights);
  ShotSpread spread(kSize);
  RandomWords random(5, 5);
  std::vector<double> counts(kSize);
  constexpr int kRounds = 20000;
  for (int round = 0; round < kRounds; ++round) {
    spread.spread(sums, 100, random);
    add_found(spread, 100, weights, counts);
  }
  EXPECT_EQ(counts[20], 100.0 * kRounds);  // one in a billion would be elsewhere
}

/// Shares that end on the very number a shot is: all in a few numbers of 32 bits, so that this is the rule.
TEST(ShotSpread, fractions_decide_where_32_bits_do_not) {
  // The first share is so large that the others end in the last numbers, which are drawn seldom: many shots.
  constexpr std::size_t kSize = 2048;
  std::vector<double> weights(kSize, 0);
  weights[0] = 1;
  for (std::size_t i = 1; i < kSize; ++i) weights[i] = 0x1p-31 * (1 + static_cast<double>(i % 3));
  double sum = 0;
  for (const double weight : weights) sum += weight;
  for (double& weight : weights) weight /= sum;
  const auto sums = running_sums(weights);
  ShotSpread spread(kSize);
  RandomWords random(6, 6);
  std::vector<double> counts(kSize);
  constexpr std::uint64_t kShots = 15 * kSize;
  constexpr int kRounds = 20000;
  for (int round = 0; round < kRounds; ++round) {
    spread.spread(sums, kShots, random);
    add_found(spread, kShots, weights, counts);
    if (HasFatalFailure()) return;
  }
  // By the weight of a state modulo 3.
  const double total = static_cast<double>(kShots) * kRounds;
  std::vector<double> expected(4), observed(4);
  for (std::size_t i = 0; i < kSize; ++i) {
    expected[i == 0 ? 3 : i % 3] += weights[i];
    observed[i == 0 ? 3 : i % 3] += counts[i] / total;
  }
  EXPECT_LT(statistics::chi_square_ratio(expected, observed, total), 1);
}

TEST(ShotSpread, weights_near_the_ends_of_the_numbers) {
  for (const double scale : {1e-300, 1e300}) {
    const std::vector<double> weights{0, 2 * scale, 0, scale, 0};
    ShotSpread spread(weights.size());
    RandomWords random(1, 4);
    std::vector<double> counts(weights.size());
    spread.spread(running_sums(weights), 9000, random);
    add_found(spread, 9000, weights, counts);
    EXPECT_NEAR(counts[1] / 9000, 2.0 / 3, statistics::fraction_bound(2.0 / 3, 9000)) << scale;
  }
}

TEST(SpreadByHalves, follows_the_weights_and_not_the_threads) {
  constexpr std::size_t kSize = 256;
  constexpr std::uint64_t kShots = 3'000'000;
  const auto weights = random_weights(kSize, 0.7, 8);
  const auto sums = running_sums(weights);
  std::vector<std::uint64_t> first;
  for (const int threads : {1, 2, 4}) {
    Guard guard({}, {});
    Workers workers(threads, guard);
    const auto counts = spread_by_halves(sums, kShots, 11, 1000, workers);
    if (threads == 1) first = counts;
    EXPECT_EQ(counts, first);
  }
  EXPECT_EQ(std::accumulate(first.begin(), first.end(), std::uint64_t{0}), kShots);
  std::vector<double> observed;
  for (const std::uint64_t count : first) observed.push_back(static_cast<double>(count) / kShots);
  EXPECT_LT(statistics::chi_square_ratio(weights, observed, kShots), 1);
}

}  // namespace
}  // namespace qpanda3::sim
