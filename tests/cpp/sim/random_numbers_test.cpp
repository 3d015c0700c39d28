// Many random numbers at once are those that come one by one, whatever the instruction set.
#include "sim/random_numbers.hpp"

#include <gtest/gtest.h>

#include <vector>

#include "qpanda3/sim/simd.hpp"
#include "sim/simd_backends.hpp"

namespace qpanda3::sim {
namespace {

TEST(RandomNumbers, are_those_that_come_one_by_one) {
  for (const simd::Backend& backend : simd::compiled()) {
    if (!backend.is_available()) continue;
    for (const std::uint64_t block : std::vector<std::uint64_t>{0, 7, 0xFFFFFFF8, 0x123456789ABCDEF}) {
      const std::uint64_t seed = 0xFEDCBA9876543210ull, stream = 0x8000000000000003ull;
      std::vector<std::uint64_t> words(3 * kRandomAtATime);
      backend.kernels().words(words.data(), words.size(), seed, stream, block);
      const CounterRng rng(seed, stream);
      for (std::size_t i = 0; i < words.size(); ++i)
        ASSERT_EQ(words[i], rng.at(2 * block + i)) << backend.name << ' ' << block << ' ' << i;
    }
  }
}

TEST(RandomNumbers, go_on_where_a_stream_was_left) {
  for (const std::size_t before : {0u, 1u, 2u, 33u})
    for (const std::size_t count : {0u, 1u, 31u, 32u, 33u, 64u, 100u}) {
      CounterRng one(5, 6), many(5, 6);
      for (std::size_t i = 0; i < before; ++i) EXPECT_EQ(one.next(), many.next());
      std::vector<std::uint64_t> words(count);
      fill_words(many, words);
      for (const std::uint64_t word : words) ASSERT_EQ(word, one.next());
      EXPECT_EQ(one.position(), many.position());
      EXPECT_EQ(one.next(), many.next());
    }
}

TEST(RandomNumbers, words_made_ahead_are_those_of_the_stream) {
  CounterRng one(7, 8);
  RandomWords words(7, 8);
  for (std::uint64_t round = 0; round < 200; ++round) {
    ASSERT_EQ(words.next(), one.next());
    ASSERT_EQ(words.uniform(), one.uniform());
    for (std::uint64_t wanted = round % 70 + 1; wanted > 0;) {
      const auto some = words.some(wanted);
      ASSERT_GE(some.size(), 1u);
      ASSERT_LE(some.size(), wanted);
      for (const std::uint64_t word : some) ASSERT_EQ(word, one.next());
      wanted -= some.size();
    }
  }
}

}  // namespace
}  // namespace qpanda3::sim
