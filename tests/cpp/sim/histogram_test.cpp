// Counts of outcomes, by whatever way they are sorted.
#include "sim/histogram.hpp"

#include <gtest/gtest.h>

#include <map>

#include "qpanda3/base/rng.hpp"

namespace qpanda3::sim {
namespace {

using Outcome = std::vector<std::uint64_t>;

TEST(HistogramOf, equals_a_map_for_registers_of_any_width) {
  for (const std::size_t num_bits : {1u, 3u, 12u, 20u, 31u, 40u, 63u, 64u, 65u, 130u})
    for (const std::size_t count : {0u, 1u, 3u, 600u, 200000u})
      for (const bool is_rising : {false, true}) {
        if (num_bits > 64 && count > 1000) continue;
        Histogram histogram(num_bits), half(num_bits);
        const std::size_t words = histogram.words();
        std::map<Outcome, std::uint64_t> expected;  // compared from the highest word
        CounterRng rng(num_bits, count);
        for (std::size_t i = 0; i < count; ++i) {
          Outcome outcome(words);
          for (std::uint64_t& word : outcome) word = rng.next() % (i % 2 == 0 ? 50 : ~std::uint64_t{0});
          if (is_rising) outcome.assign(words, i / 2);
          if (num_bits % 64 != 0) outcome.back() &= (std::uint64_t{1} << (num_bits % 64)) - 1;
          const std::uint64_t times = 1 + i % 3;
          (i % 5 == 0 ? half : histogram).add(outcome.data(), times);
          expected[Outcome(outcome.rbegin(), outcome.rend())] += times;
        }
        histogram.add(half);
        histogram.finish();
        ASSERT_EQ(histogram.size(), expected.size()) << num_bits << ' ' << count;
        std::size_t i = 0;
        for (const auto& [outcome, times] : expected) {
          ASSERT_EQ(Outcome(histogram.outcome(i).rbegin(), histogram.outcome(i).rend()), outcome);
          ASSERT_EQ(histogram.count(i), times);
          ++i;
        }
      }
}

TEST(HistogramOf, nothing_measured_has_one_entry) {
  Histogram histogram(0);
  for (int i = 0; i < 10; ++i) histogram.add(nullptr, 7);
  histogram.finish();
  ASSERT_EQ(histogram.size(), 1u);
  EXPECT_EQ(histogram.count(0), 70u);
  EXPECT_EQ(histogram.text(0), "");
}

}  // namespace
}  // namespace qpanda3::sim
