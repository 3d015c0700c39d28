// Large states of which most is 0, in memory that is fresh and in memory full of what was there before.
#include <gtest/gtest.h>

#include <cmath>
#include <limits>
#include <memory>
#include <set>
#include <tuple>

#include "qpanda3/gate/factories.hpp"
#include "qpanda3/sim/memory.hpp"
#include "sim/simd_backends.hpp"
#include "sim/state_buffer.hpp"
#include "support/backends.hpp"
#include "support/random_circuits.hpp"
#include "support/runs.hpp"

namespace qpanda3 {
namespace {

/// Keeps memory full of NaN for the next state.
void leave_rubbish(unsigned num_qubits, Precision precision) {
  sim::StateBuffer state(num_qubits, precision);
  state.visit([](auto amplitudes) {
    using Amplitude = typename decltype(amplitudes)::value_type;
    const auto nan = std::numeric_limits<typename Amplitude::value_type>::quiet_NaN();
    std::ranges::fill(amplitudes, Amplitude(nan, nan));
  });
  state.mark_used();
}

/// Random gates that take basis states to basis states, behind H on some qubits; and where that leads.
struct Reversible {
  QProg prog;
  std::vector<std::uint64_t> states;

  Reversible(unsigned num_qubits, unsigned num_random, support::Random& random) : prog(num_qubits), states{0} {
    const auto qubit = [&] { return support::random_below(random, num_qubits); };
    for (unsigned i = 0; i < num_random; ++i) {
      const unsigned q = qubit();
      if ((states.back() >> q & 1) != 0) continue;
      prog << H(q);
      const std::size_t size = states.size();
      for (std::size_t k = 0; k < size; ++k) states.push_back(states[k] | std::uint64_t{1} << q);
    }
    for (int gate = 0; gate < 60; ++gate) {
      const unsigned a = qubit(), b = (a + 1 + support::random_below(random, num_qubits - 1)) % num_qubits;
      const auto apply = [&](const auto& to) {
        for (std::uint64_t& state : states) state = to(state);
      };
      const auto bit = [](std::uint64_t state, unsigned q) { return state >> q & 1; };
      switch (support::random_below(random, 3)) {
        case 0:
          prog << X(a);
          apply([&](std::uint64_t state) { return state ^ std::uint64_t{1} << a; });
          break;
        case 1:
          prog << CNOT(a, b);
          apply([&](std::uint64_t state) { return state ^ bit(state, a) << b; });
          break;
        default:
          prog << SWAP(a, b);
          apply([&](std::uint64_t state) {
            const std::uint64_t differ = bit(state, a) ^ bit(state, b);
            return state ^ (differ << a | differ << b);
          });
      }
    }
  }
};

class SparseStates : public testing::TestWithParam<std::tuple<Precision, bool>> {
 protected:
  static Precision precision() { return std::get<0>(GetParam()); }
  /// Before each run.
  static void prepare_memory(unsigned num_qubits) {
    release_memory();
    if (std::get<1>(GetParam())) leave_rubbish(num_qubits, precision());
  }
};
INSTANTIATE_TEST_SUITE_P(Memory, SparseStates, testing::Combine(kEachPrecision, testing::Bool()),
                         [](const auto& setting) {
                           return std::string(name_of(std::get<0>(setting.param))) +
                                  (std::get<1>(setting.param) ? "_used" : "_fresh");
                         });

TEST_P(SparseStates, hold_what_they_should_and_zeros) {
  for (const unsigned num_qubits : {17u, 19u, 22u, 23u})  // 23 in float32 and 22 in float64 are past the caches
    for (unsigned seed = 0; seed < (num_qubits > 20 ? 3u : 8u); ++seed) {
      support::Random random(seed + num_qubits);
      const Reversible reversible(num_qubits, seed % 4, random);
      prepare_memory(num_qubits);
      const QResult result = run(reversible.prog, 0, 1, seed % 2 == 0 ? 1 : 2, precision());
      const double amplitude = 1 / std::sqrt(static_cast<double>(reversible.states.size()));
      std::set<std::uint64_t> wanted(reversible.states.begin(), reversible.states.end());
      std::size_t others = 0;
      const auto check = [&](const auto& view) {
        for (std::size_t i = 0; i < view.size(); ++i) {
          if (view[i].real() == 0 && view[i].imag() == 0) continue;
          if (wanted.erase(i) == 0)
            ++others;
          else
            EXPECT_NEAR(std::abs(Complex(view[i]) - amplitude), 0, 1e-6) << i;
        }
      };
      std::visit(check, result.get_state_vector().native());
      EXPECT_EQ(others, 0u) << num_qubits << ' ' << seed;
      EXPECT_TRUE(wanted.empty()) << num_qubits << ' ' << seed;
    }
}

TEST_P(SparseStates, that_are_dense_after_all_hold_nothing_of_what_was_there) {
  constexpr unsigned kQubits = 23;
  QProg prog(kQubits);
  for (unsigned q = 0; q < kQubits; q += 3) prog << RX(q, 0.3 + q) << CNOT(q, (q + 7) % kQubits);
  for (unsigned q = 1; q < kQubits; q += 4) prog << RY(q, 0.2 * q) << CP(q, (q + 9) % kQubits, 0.4);
  const auto sampled = [&](int threads) {
    prepare_memory(kQubits);
    const StateVector state = run(prog, 0, 1, threads, precision()).get_state_vector();
    std::vector<Complex> amplitudes;
    for (std::size_t i = 0; i < state.size(); i += 37) amplitudes.push_back(state[i]);
    return amplitudes;
  };
  with_each_backend([&] {
    leave_rubbish(kQubits, precision());
    const auto one = sampled(1);
    EXPECT_EQ(sampled(2), one);
    EXPECT_EQ(std::count_if(one.begin(), one.end(), [](Complex value) { return !std::isfinite(std::abs(value)); }), 0);
  });
}

template <class Real>
void check_moves(const simd::Backend& backend) {
  const sim::KernelSet& set = backend.kernels();
  for (unsigned bits = 5; bits <= 10; ++bits) {
    const sim::KernelTable<Real>& table = set.of<Real>().for_bits(bits);
    const std::size_t size = std::size_t{1} << bits;
    struct alignas(64) Aligned {
      std::complex<Real> amplitudes[2 << 10];
    };
    const auto to = std::make_unique<Aligned>();
    std::vector<std::complex<Real>> from(size);
    for (std::size_t i = 0; i < size; ++i) from[i] = {static_cast<Real>(i), static_cast<Real>(-1)};
    std::ranges::fill(to->amplitudes, std::complex<Real>(7));
    auto* const place = reinterpret_cast<Real*>(to->amplitudes + 32);
    const auto is_all = [&](std::size_t begin, std::size_t end, std::complex<Real> value) {
      return std::all_of(to->amplitudes + begin, to->amplitudes + end, [&](auto other) { return other == value; });
    };
    table.copy_past(place, reinterpret_cast<const Real*>(from.data()), size);
    set.finish_past();
    EXPECT_TRUE(std::equal(from.begin(), from.end(), to->amplitudes + 32)) << backend.name << bits;
    table.clear_past(place, size);
    set.finish_past();
    EXPECT_TRUE(is_all(32, 32 + size, 0)) << backend.name << bits;
    EXPECT_TRUE(is_all(0, 32, 7) && is_all(32 + size, std::size(to->amplitudes), 7)) << backend.name << bits;
  }
}

TEST(PastTheCaches, is_written_what_is_wanted_and_no_more) {
  for (const simd::Backend& backend : simd::compiled()) {
    if (!backend.is_available()) continue;
    check_moves<float>(backend);
    check_moves<double>(backend);
  }
}

}  // namespace
}  // namespace qpanda3
