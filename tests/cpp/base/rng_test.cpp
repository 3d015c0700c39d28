#include "qpanda3/base/rng.hpp"

#include <gtest/gtest.h>

#include <cmath>
#include <set>

namespace qpanda3 {
namespace {

using Block = std::array<std::uint32_t, 4>;

// The known answers that come with the definition of the generator (Random123, kat_vectors).
TEST(Philox, gives_the_published_answers) {
  EXPECT_EQ(philox_block({0, 0, 0, 0}, 0), (Block{0x6627e8d5, 0xe169c58d, 0xbc57ac4c, 0x9b00dbd8}));
  EXPECT_EQ(philox_block({0xffffffff, 0xffffffff, 0xffffffff, 0xffffffff}, ~std::uint64_t{0}),
            (Block{0x408f276d, 0x41c83b0e, 0xa20bc7c6, 0x6d5451fd}));
  EXPECT_EQ(philox_block({0x243f6a88, 0x85a308d3, 0x13198a2e, 0x03707344}, 0x299f31d0'a4093822),
            (Block{0xd16cfe09, 0x94fdcceb, 0x5001e420, 0x24126ea1}));
}

TEST(CounterRng, equal_seed_and_stream_give_equal_numbers) {
  CounterRng a(7, 3), b(7, 3);
  for (int i = 0; i < 100; ++i) EXPECT_EQ(a.next(), b.next());
}

TEST(CounterRng, streams_and_seeds_differ) {
  std::set<std::uint64_t> seen;
  for (std::uint64_t seed = 0; seed < 8; ++seed)
    for (std::uint64_t stream = 0; stream < 8; ++stream) {
      CounterRng rng(seed, stream);
      for (int i = 0; i < 16; ++i) seen.insert(rng.next());
    }
  EXPECT_EQ(seen.size(), 8u * 8u * 16u);
}

TEST(CounterRng, numbers_can_be_had_by_their_position) {
  CounterRng rng(7, 3);
  const CounterRng untouched(7, 3);
  for (std::uint64_t position = 0; position < 9; ++position) {
    EXPECT_EQ(rng.position(), position);
    EXPECT_EQ(rng.at(position), untouched.at(position)) << position;
    EXPECT_EQ(rng.next(), untouched.at(position)) << position;
  }
  EXPECT_EQ(untouched.uniform_at(9), rng.uniform());
}

TEST(CounterRng, uniform_numbers_fill_the_unit_interval) {
  CounterRng rng(1, 1);
  constexpr int kCount = 100000;
  double sum = 0, square = 0;
  for (int i = 0; i < kCount; ++i) {
    const double u = rng.uniform();
    ASSERT_GE(u, 0.0);
    ASSERT_LT(u, 1.0);
    sum += u;
    square += u * u;
  }
  // Mean and second moment of a uniform number: 1/2 +- 0.289/sqrt(N), 1/3 +- 0.298/sqrt(N); five deviations allowed.
  EXPECT_NEAR(sum / kCount, 0.5, 5 * 0.289 / std::sqrt(kCount));
  EXPECT_NEAR(square / kCount, 1.0 / 3, 5 * 0.298 / std::sqrt(kCount));
}

}  // namespace
}  // namespace qpanda3
