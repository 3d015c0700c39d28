// From weights to basis states, one at a time and many at once.
#include "sim/basis_finder.hpp"

#include <gtest/gtest.h>

#include <bit>

#include "qpanda3/base/rng.hpp"

namespace qpanda3::sim {
namespace {

template <class Real>
class Finder : public testing::Test {
 protected:
  using State = std::vector<std::complex<Real>>;

  BasisFinder<Real> finder(State& state) {
    return BasisFinder<Real>({state.data(), static_cast<unsigned>(std::bit_width(state.size()) - 1)}, workers_);
  }

  /// A state in which about `share` of the amplitudes are not 0.
  State random_state(unsigned num_qubits, double share, std::uint64_t seed) {
    CounterRng rng(seed, 1);
    State state(std::size_t{1} << num_qubits);
    for (auto& amplitude : state)
      if (rng.uniform() < share)
        amplitude = {static_cast<Real>(rng.uniform() - 0.5), static_cast<Real>(rng.uniform() - 0.5)};
    state[rng.next() % state.size()] = 1;
    return state;
  }

  Guard guard_{{}, {}};
  Workers workers_{1, guard_};
};
using Reals = testing::Types<float, double>;
TYPED_TEST_SUITE(Finder, Reals);

TYPED_TEST(Finder, finds_the_state_in_whose_share_a_weight_lies) {
  typename TestFixture::State state{0.5, 0, {0, -0.5}, 0.25, 0, 0, 1, 0};
  const auto finder = this->finder(state);
  EXPECT_EQ(finder.total(), 0.25 + 0.25 + 0.0625 + 1);
  for (const auto& [weight, index] : {std::pair{0.0, 0u},
                                      {0.2499, 0u},
                                      {0.25, 2u},
                                      {0.4999, 2u},
                                      {0.5, 3u},
                                      {0.5624, 3u},
                                      {0.5625, 6u},
                                      {1.5624, 6u}})
    EXPECT_EQ(finder.find(weight), index) << weight;
}

TYPED_TEST(Finder, finds_many_as_it_finds_each) {
  for (const unsigned num_qubits : {0u, 1u, 4u, 9u, 10u, 11u, 13u, 16u})
    for (const double share : {1.0, 0.1, 0.001})
      for (const std::size_t count : {1u, 2u, 5u, 100u, 5000u}) {
        auto state = this->random_state(num_qubits, share, num_qubits + count);
        const auto finder = this->finder(state);
        CounterRng rng(count, 2);
        std::vector<double> weights(count);
        for (double& weight : weights) weight = rng.uniform() * finder.total();
        weights[0] = 0;
        weights.back() = (1 - 0x1p-53) * finder.total();
        std::vector<std::uint64_t> found(count);
        finder.find_all(weights, 0, finder.total(), found.data());
        for (std::size_t i = 0; i < count; ++i) {
          ASSERT_EQ(found[i], finder.find(weights[i])) << num_qubits << ' ' << share << ' ' << i;
          ASSERT_NE(state[found[i]], std::complex<TypeParam>(0));
        }
      }
}

TYPED_TEST(Finder, finds_what_lies_in_a_narrow_interval) {
  auto state = this->random_state(14, 0.7, 5);
  const auto finder = this->finder(state);
  CounterRng rng(3, 4);
  for (const double width : {1.0, 0.1, 0.01, 0.001, 1e-6})
    for (int repeat = 0; repeat < 20; ++repeat) {
      const double low = rng.uniform() * (1 - width) * finder.total(), high = low + width * finder.total();
      std::vector<double> weights(800);
      for (double& weight : weights) weight = std::min(low + rng.uniform() * (high - low), high);
      weights[0] = low;
      std::vector<std::uint64_t> found(weights.size());
      finder.find_all(weights, low, high, found.data());
      for (std::size_t i = 0; i < weights.size(); ++i)
        ASSERT_EQ(found[i], finder.find(weights[i])) << width << ' ' << i;
    }
}

TYPED_TEST(Finder, never_finds_what_has_no_share) {
  // Blocks of zeros before, between and behind.
  typename TestFixture::State state(std::size_t{1} << 14);
  state[3000] = TypeParam{0.6f};
  state[9000] = TypeParam{0.8f};
  const auto finder = this->finder(state);
  std::vector<double> weights;
  CounterRng rng(1, 1);
  for (int i = 0; i < 1000; ++i) weights.push_back(rng.uniform() * finder.total());
  weights.push_back(finder.total());  // which no uniform number gives
  std::vector<std::uint64_t> found(weights.size());
  finder.find_all(weights, 0, finder.total(), found.data());
  for (std::size_t i = 0; i < weights.size(); ++i) EXPECT_EQ(found[i], weights[i] < 0.36 - 1e-7 ? 3000u : 9000u);
}

}  // namespace
}  // namespace qpanda3::sim
