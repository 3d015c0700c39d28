// Noise given by labels, arranged in lines.
#include "sim/noise_lines.hpp"

#include <gtest/gtest.h>

#include "qpanda3/base/rng.hpp"
#include "qpanda3/gate/factories.hpp"
#include "sim/lower.hpp"
#include "sim/plan.hpp"
#include "support/runs.hpp"
#include "support/statistics.hpp"

namespace qpanda3::sim {
namespace {

using Labels = QuantumError::Labels;

Plan plan(const QProg& prog, const NoiseModel& noise) {
  Guard guard({}, {});
  Plan planned = make_plan(lower(prog, {.measure = true, .noise = &noise}, guard), true);
  arrange_noise(planned);
  return planned;
}

NoiseModel after_x(const QuantumError& error) {
  NoiseModel noise;
  noise.add_all_qubit_quantum_error(error, GateType::X);
  return noise;
}

TEST(NoiseLines, put_noise_before_gates_and_remember_where_it_acts) {
  const Plan planned = plan(program(H(0), X(0), X(1), H(1), Z(0)), after_x(pauli_x_error(0.25)));
  const auto& ops = planned.program.ops;
  ASSERT_EQ(planned.prefix, 2u);  // H and the first X
  ASSERT_EQ(ops.size(), 7u);
  ASSERT_EQ(planned.noise.lines().size(), 1u);
  const NoiseLine& line = planned.noise.lines()[0];
  EXPECT_EQ(line.begin, 2u);
  EXPECT_EQ(line.gates, 4u);
  EXPECT_EQ(line.end, 7u);
  EXPECT_EQ(ops[2].kind, FlatKind::noise);
  EXPECT_EQ(ops[3].kind, FlatKind::noise);
  EXPECT_EQ(ops[4].kernel, Kernel::flip);
  EXPECT_EQ(ops[5].kernel, Kernel::dense);
  EXPECT_EQ(ops[6].kernel, Kernel::phase);
  EXPECT_EQ(planned.noise.site(ops[2]).gate, 4u);  // before the second X
  EXPECT_EQ(planned.noise.site(ops[3]).gate, 5u);
  EXPECT_DOUBLE_EQ(planned.noise.site(ops[2]).survival, 0.75);
  EXPECT_DOUBLE_EQ(planned.noise.site(ops[3]).survival, 0.75 * 0.75);
}

TEST(NoiseLines, end_at_what_is_no_gate_and_where_jumps_lead) {
  const NoiseModel noise = after_x(pauli_x_error(0.1));
  const Plan planned =
      plan(program(X(0), measure(0, 0), X(0), qif({0}).then(program(X(1), Y(1))).qendif(), X(2), X(0)), noise);
  const auto& ops = planned.program.ops;
  std::vector<std::pair<std::uint32_t, std::uint32_t>> sizes;  // sites, gates
  for (const NoiseLine& line : planned.noise.lines()) sizes.emplace_back(line.num_sites(), line.end - line.gates);
  // X, noise | measure | X, noise | test | X, noise, Y | target: X, noise, X, noise
  EXPECT_EQ(sizes, (std::vector<std::pair<std::uint32_t, std::uint32_t>>{{1, 0}, {1, 0}, {1, 1}, {2, 1}}));
  for (const FlatOp& op : ops)
    if (op.kind == FlatKind::jump_unless) {
      EXPECT_EQ(ops.at(op.extra).kind, FlatKind::gate);
      EXPECT_EQ(ops.at(op.extra - 1).kind, FlatKind::gate);  // Y, behind its noise
      EXPECT_EQ(ops.at(op.extra).qubit_mask, 0b100u);
    }
}

TEST(NoiseLines, have_a_limited_number_of_gates_and_of_survivors) {
  QProg prog;
  for (int i = 0; i < 500; ++i) prog << X(0);
  const auto longest = [](const Plan& planned) {
    std::uint32_t gates = 0;
    for (const NoiseLine& line : planned.noise.lines()) gates = std::max(gates, line.end - line.gates);
    return gates;
  };
  const Plan weak = plan(prog, after_x(pauli_x_error(0.001))), strong = plan(prog, after_x(pauli_x_error(0.9)));
  EXPECT_EQ(longest(weak), 64u);
  EXPECT_LE(longest(strong), 4u);
  for (const Plan* planned : {&weak, &strong}) {
    std::size_t sites = 0;
    for (const NoiseLine& line : planned->noise.lines()) sites += line.num_sites();
    EXPECT_EQ(sites, 500u);
  }
}

TEST(NoiseLines, leave_errors_given_by_matrices_where_they_are) {
  const Plan planned = plan(program(X(0), X(1), X(2)), after_x(amplitude_damping_error(0.1)));
  EXPECT_TRUE(planned.noise.lines().empty());
  ASSERT_EQ(planned.program.ops.size(), 6u);
  EXPECT_EQ(planned.program.ops[1].kind, FlatKind::noise);
  EXPECT_FALSE(planned.noise.is_label_noise(planned.program, planned.program.ops[1]));
  EXPECT_EQ(planned.program.ops[2].kind, FlatKind::gate);
}

TEST(NoiseLines, draw_the_next_error_with_the_probabilities_of_the_sites) {
  NoiseModel noise = after_x(pauli_x_error(0.2));
  noise.add_all_qubit_quantum_error(pauli_z_error(0.05), GateType::Y);
  const Plan planned = plan(program(X(0), Y(0), Y(1), X(1), X(0)), noise);
  ASSERT_EQ(planned.noise.lines().size(), 1u);
  const NoiseLine& line = planned.noise.lines()[0];
  ASSERT_EQ(line.num_sites(), 5u);
  const std::vector<double> rates{0.2, 0.05, 0.05, 0.2, 0.2};
  CounterRng rng(1, 1);
  constexpr int kDraws = 100000;
  for (std::uint32_t from = 0; from < 5; ++from) {
    std::vector<double> expected(6), seen(6);
    double left = 1;
    for (std::size_t site = from; site < 5; ++site) {
      expected[site] = left * rates[site];
      left *= 1 - rates[site];
    }
    expected[5] = left;
    for (int i = 0; i < kDraws; ++i)
      seen[planned.noise.next_error(line, line.begin + from, rng.uniform()) - line.begin] += 1.0 / kDraws;
    EXPECT_LT(statistics::chi_square_ratio(expected, seen, kDraws), 1) << from;
  }
}

TEST(NoiseLines, draw_strings_by_their_probabilities_never_the_identity) {
  const Plan planned = plan(program(CNOT(3, 1)), [] {
    NoiseModel noise;
    noise.add_all_qubit_quantum_error(QuantumError(Labels{{"II", 0.6}, {"XY", 0.1}, {"ZI", 0.3}}), GateType::CNOT);
    return noise;
  }());
  const FlatOp& op = planned.program.ops.at(1);
  ASSERT_EQ(op.kind, FlatKind::noise);
  const ErrorStrings& strings = planned.noise.strings(op);
  EXPECT_DOUBLE_EQ(strings.stay, 0.6);
  ASSERT_EQ(strings.strings.size(), 2u);
  // The rightmost letter acts on the first qubit of the gate.
  const PauliMasks first = planned.noise.masks(planned.program, op, 0);
  EXPECT_EQ(first.x, 0b1010u);
  EXPECT_EQ(first.z, 0b1000u);
  const PauliMasks second = planned.noise.masks(planned.program, op, 1);
  EXPECT_EQ(second.x, 0u);
  EXPECT_EQ(second.z, 0b10u);
  std::vector<double> seen(2);
  CounterRng rng(2, 2);
  for (int i = 0; i < 100000; ++i) seen[strings.pick(rng.next())] += 1e-5;
  EXPECT_LT(statistics::chi_square_ratio({0.25, 0.75}, seen, 100000), 1);
  EXPECT_EQ(strings.pick(0), 0u);
  EXPECT_EQ(strings.pick(~std::uint64_t{0}), 1u);
}

TEST(NoiseLines, errors_that_are_certain_or_impossible_are_exactly_that) {
  for (const double rate : {0.0, 1.0}) {
    const Plan planned = plan(program(X(0), X(0), X(0)), after_x(QuantumError(Labels{{"I", 1 - rate}, {"X", rate}})));
    CounterRng rng(1, 1);
    for (const NoiseLine& line : planned.noise.lines())
      for (std::uint32_t at = line.begin; at < line.gates; ++at)
        for (const double uniform : {0.0, rng.uniform(), 1 - 0x1p-53})
          EXPECT_EQ(planned.noise.next_error(line, at, uniform), rate == 0 ? line.gates : at);
  }
}

}  // namespace
}  // namespace qpanda3::sim
