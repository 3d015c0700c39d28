// What is particular to float32: the state's type and size, conversions, and how far results are from float64.
#include "qpanda3/sim/precision.hpp"

#include <gtest/gtest.h>

#include <cmath>
#include <numeric>

#include "qpanda3/base/error.hpp"
#include "qpanda3/gate/factories.hpp"
#include "sim/kernels.hpp"
#include "sim/state_buffer.hpp"
#include "support/random_circuits.hpp"
#include "support/runs.hpp"

namespace qpanda3 {
namespace {

QProg random_program(unsigned seed, unsigned num_qubits, unsigned num_gates) {
  support::Random random(seed);
  QProg prog(num_qubits);
  for (unsigned i = 0; i < num_gates; ++i) {
    prog << U3(support::random_below(random, num_qubits), support::random_angle(random), support::random_angle(random),
               0.3);
    const unsigned control = support::random_below(random, num_qubits);
    prog << CNOT(control, (control + 1) % num_qubits);
  }
  return prog;
}

/// Volatile, because GCC 12 at -O3 takes a vector of doubles converted to float and back for the same vector.
Complex rounded(Complex value) {
  volatile float real = static_cast<float>(value.real()), imag = static_cast<float>(value.imag());
  return {real, imag};
}

TEST(Float32, states_are_kept_in_single_precision) {
  CPUQVM qvm("float32");
  EXPECT_EQ(qvm.precision(), "float32");
  EXPECT_EQ(qvm.current_state().size(), 0u);
  qvm.run(program(H(0)), 0);
  const StateVector state = qvm.result().get_state_vector();
  EXPECT_EQ(state.precision(), Precision::float32);
  const auto& native = std::get<std::span<const std::complex<float>>>(state.native());
  ASSERT_EQ(native.size(), 2u);
  EXPECT_EQ(native.data(), state.data());
  EXPECT_EQ(native[1], std::complex<float>(static_cast<float>(std::sqrt(0.5))));
  EXPECT_EQ(state[1], Complex(native[1]));
  EXPECT_EQ(state.to_vector(), (std::vector<Complex>{state[0], state[1]}));
  EXPECT_THROW(state.amplitudes(), Unsupported);
  EXPECT_EQ(qvm.current_state().precision(), Precision::float32);
}

TEST(Float32, differs_from_float64_by_rounding_only) {
  for (unsigned seed = 0; seed < 5; ++seed) {
    const QProg prog = random_program(seed, 10, 200);
    const auto narrow = run(prog, 0, 1, 1, Precision::float32).get_state_vector().to_vector();
    const auto wide = run(prog, 0).get_state_vector().to_vector();
    const double distance = reference::distance(narrow, wide);
    EXPECT_GT(distance, 0.0);
    EXPECT_LT(distance, 2e-6);
  }
}

// A float sum of 2^20 squares of about 1e-6 each would be off by more than 1e-4.
TEST(Float32, sums_are_taken_in_double_precision) {
  QProg prog(20);
  for (unsigned q = 0; q < 20; ++q) prog << RY(q, 1.0 + 0.05 * q);
  const QResult result = run(prog, 0, 1, 2, Precision::float32);
  const std::vector<double> all = result.get_prob_list();
  EXPECT_NEAR(std::accumulate(all.begin(), all.end(), 0.0), 1.0, 3e-6);
  for (unsigned q : {0u, 7u, 19u})
    EXPECT_NEAR(result.get_prob_list({Index{q}})[1], std::pow(std::sin((1.0 + 0.05 * q) / 2), 2), 3e-6) << q;

  // Weights of equal halves are equal to the last bit: each is the same sum.
  sim::Guard guard({}, {});
  sim::Workers workers(1, guard);
  std::vector<std::complex<float>> state(std::size_t{1} << 18, std::complex<float>(0x1p-9f));
  const auto weights = sim::qubit_weights<float>({state.data(), 18}, 17, workers);
  EXPECT_EQ(weights.zero, 0.5);
  EXPECT_EQ(weights.one, 0.5);
}

TEST(Float32, needs_half_the_memory) {
  EXPECT_EQ(sim::StateBuffer(10, Precision::float32).bytes(), 8u << 10);
  EXPECT_EQ(sim::StateBuffer(10, Precision::float64).bytes(), 16u << 10);
  CPUQVM qvm("float32");
  try {
    qvm.run(program(H(45)), 0);
    FAIL() << "46 qubits fitted";
  } catch (const ResourceExhausted& error) {
    const std::string message = error.what();
    EXPECT_NE(message.find("float32"), std::string::npos) << message;
    EXPECT_NE(message.find("562949953421312 bytes"), std::string::npos) << message;  // 8 * 2^46
  }
}

TEST(Float32, initial_states_are_converted) {
  CPUQVM qvm("float32");
  const std::vector<Complex> thirds{std::sqrt(1.0 / 3), Complex(0, std::sqrt(2.0 / 3))};
  qvm.init_state(thirds);
  EXPECT_EQ(qvm.current_state()[0], rounded(thirds[0]));
  EXPECT_EQ(qvm.current_state()[1], rounded(thirds[1]));
  qvm.run(program(X(0)), 0);
  EXPECT_EQ(qvm.result().get_state_vector()[1], rounded(thirds[0]));
}

// States that were computed in single precision elsewhere are as far from norm 1 as that.
TEST(Float32, initial_states_may_be_rounded) {
  const std::vector<Complex> rounded{1 + 4e-6, 0};
  CPUQVM("float32").init_state(rounded);
  EXPECT_THROW(CPUQVM("float64").init_state(rounded), InvalidArgument);
  EXPECT_THROW(CPUQVM("float32").init_state(std::vector<Complex>{1 + 1e-5, 0}), InvalidArgument);
  EXPECT_THROW(CPUQVM("float32").init_state(std::vector<Complex>{std::nan(""), 0}), InvalidArgument);
}

TEST(Float32, numbers_beyond_its_range_are_refused) {
  Matrix huge(2, 2);
  huge(0, 0) = Complex(0, 1e39);
  huge(1, 1) = 1e-39;
  const QProg prog = program(Oracle({0}, huge, false));
  CPUQVM narrow("float32"), wide;
  narrow.run(program(X(0), measure(0, 0)), 3);
  try {
    narrow.run(prog, 0);
    FAIL() << "1e39 was taken as a float";
  } catch (const PrecisionConversion& error) {
    EXPECT_NE(std::string(error.what()).find("1e+39"), std::string::npos) << error.what();
  }
  EXPECT_EQ(narrow.result().get_counts(), (Counts{{"1", 3}}));
  wide.run(prog, 0);
  EXPECT_EQ(wide.result().get_state_vector()[0], Complex(0, 1e39));
}

TEST(Float32, mixes_with_nothing_in_another_simulator) {
  CPUQVM narrow("float32"), wide("float64");
  narrow.run(program(H(0), CNOT(0, 1), measure({0, 1}, {0, 1})), 1000, {.seed = 3});
  wide.run(program(H(0), CNOT(0, 1), measure({0, 1}, {0, 1})), 1000, {.seed = 3});
  EXPECT_EQ(narrow.result().get_counts(), wide.result().get_counts());  // equal weights are exact in both
  EXPECT_EQ(wide.current_state().precision(), Precision::float64);
}

}  // namespace
}  // namespace qpanda3
