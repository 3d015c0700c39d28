// Every gate on every choice of qubits under 0 to 3 controls, and random nested circuits, against the dense reference.
#include <gtest/gtest.h>

#include <numeric>

#include "qpanda3/base/concat.hpp"
#include "qpanda3/gate/factories.hpp"
#include "qpanda3/sim/cpuqvm.hpp"
#include "support/random_circuits.hpp"
#include "support/runs.hpp"

namespace qpanda3 {
namespace {

std::vector<Complex> run_from(const std::vector<Complex>& initial, const QProg& prog, Precision precision) {
  CPUQVM qvm(name_of(precision));
  qvm.init_state(initial);
  qvm.run(prog, 0);
  return qvm.result().get_state_vector().to_vector();
}

/// Calls visit(targets, controls) for all ordered choices of targets and all sets of controls.
template <class Visit>
void for_all_placements(unsigned num_qubits, unsigned num_targets, unsigned num_controls, const Visit& visit) {
  std::vector<unsigned> targets;
  const auto choose_controls = [&](auto&& self, std::vector<unsigned>& controls, unsigned from) -> void {
    if (controls.size() == num_controls) return visit(targets, controls);
    for (unsigned q = from; q < num_qubits; ++q) {
      if (std::find(targets.begin(), targets.end(), q) != targets.end()) continue;
      controls.push_back(q);
      self(self, controls, q + 1);
      controls.pop_back();
    }
  };
  const auto choose_targets = [&](auto&& self) -> void {
    if (targets.size() == num_targets) {
      std::vector<unsigned> controls;
      return choose_controls(choose_controls, controls, 0);
    }
    for (unsigned q = 0; q < num_qubits; ++q) {
      if (std::find(targets.begin(), targets.end(), q) != targets.end()) continue;
      targets.push_back(q);
      self(self);
      targets.pop_back();
    }
  };
  choose_targets(choose_targets);
}

class EveryGate : public testing::TestWithParam<std::tuple<const GateInfo*, Precision>> {};

TEST_P(EveryGate, matches_the_reference_in_all_positions_under_controls) {
  const GateInfo& info = *std::get<0>(GetParam());
  const Precision precision = std::get<1>(GetParam());
  const double tolerance = precision == Precision::float32 ? 1e-6 : 1e-12;
  support::Random random(static_cast<unsigned>(info.type));
  for (const unsigned num_qubits : {1u, 2u, 3u, 5u, 6u}) {
    const std::vector<Complex> initial = support::random_state(random, num_qubits);
    for (unsigned num_controls = 0; num_controls <= 3; ++num_controls) {
      if (info.num_targets + num_controls > num_qubits) continue;
      for_all_placements(num_qubits, info.num_targets, num_controls, [&](const auto& targets, const auto& controls) {
        const bool dagger = support::random_below(random, 2) == 1;
        const auto sample = support::make_gate(info, targets, controls, dagger, num_qubits, random);
        QProg prog(num_qubits);
        prog << sample.gate;
        ASSERT_LT(reference::distance(run_from(initial, prog, precision), reference::apply(sample.op, initial)),
                  tolerance)
            << info.name << " on " << testing::PrintToString(targets) << " under " << testing::PrintToString(controls)
            << (dagger ? " daggered" : "") << " with " << num_qubits << " qubits";
      });
    }
  }
}

std::string gate_name(const testing::TestParamInfo<EveryGate::ParamType>& info) {
  return concat(std::get<0>(info.param)->name, "_", name_of(std::get<1>(info.param)));
}
INSTANTIATE_TEST_SUITE_P(Table, EveryGate, testing::Combine(testing::ValuesIn(support::matrix_gates()), kEachPrecision),
                         gate_name);

/// A random unitary: the product of gates on its qubits.
Matrix random_unitary(support::Random& random, unsigned num_qubits) {
  std::vector<unsigned> qubits(num_qubits);
  std::iota(qubits.begin(), qubits.end(), 0u);
  const auto sample = support::random_circuit(random, num_qubits, qubits, 12, 0);
  Matrix matrix(sample.op.size(), sample.op.size());
  for (std::size_t row = 0; row < sample.op.size(); ++row)
    for (std::size_t col = 0; col < sample.op.size(); ++col) matrix(row, col) = sample.op[row][col];
  return matrix;
}

class Oracles : public InEachPrecision {};
INSTANTIATE_TEST_SUITE_P(Precisions, Oracles, kEachPrecision, precision_name);

TEST_P(Oracles, matches_the_reference_with_the_first_qubit_lowest) {
  support::Random random(1);
  for (const unsigned width : {1u, 2u, 3u, 4u, 5u})
    for (unsigned num_controls = 0; num_controls + width <= 6; ++num_controls)
      for (const bool dagger : {false, true}) {
        const auto order = support::random_qubits(random, {0, 1, 2, 3, 4, 5}, width + num_controls);
        const Matrix matrix = random_unitary(random, width);
        reference::Dense dense(matrix.rows(), reference::Vector(matrix.cols()));
        for (std::size_t row = 0; row < matrix.rows(); ++row)
          for (std::size_t col = 0; col < matrix.cols(); ++col) dense[row][col] = matrix(row, col);
        if (dagger) dense = reference::dagger(dense);

        std::vector<Qubit> qubits(order.begin(), order.begin() + width);
        QGate gate = Oracle(qubits, matrix);
        const std::vector<unsigned> controls(order.begin() + width, order.end());
        for (const unsigned control : controls) gate = gate.control(control);
        const std::vector<unsigned> high_first(order.rend() - width, order.rend());
        const std::vector<Complex> initial = support::random_state(random, 6);
        QProg prog(6);
        prog << (dagger ? gate.dagger() : gate);
        const auto expected = reference::apply(reference::full_operator(dense, high_first, controls, 6), initial);
        EXPECT_LT(reference::distance(run_from(initial, prog, GetParam()), expected), tolerance())
            << width << ' ' << num_controls;
      }
}

class Circuits : public InEachPrecision {};
INSTANTIATE_TEST_SUITE_P(Precisions, Circuits, kEachPrecision, precision_name);

TEST_P(Circuits, random_nesting_daggers_and_controls_match_the_reference) {
  for (unsigned seed = 0; seed < 60; ++seed) {
    support::Random random(seed);
    const unsigned num_qubits = 2 + seed % 4;
    std::vector<unsigned> qubits(num_qubits);
    std::iota(qubits.begin(), qubits.end(), 0u);
    const auto sample = support::random_circuit(random, num_qubits, qubits, 15, 3);
    const std::vector<Complex> initial = support::random_state(random, num_qubits);
    QProg prog(num_qubits);
    prog << sample.circuit;
    EXPECT_LT(reference::distance(run_from(initial, prog, GetParam()), reference::apply(sample.op, initial)),
              tolerance())
        << "seed " << seed;
  }
}

TEST_P(Circuits, a_circuit_followed_by_its_dagger_is_the_identity_on_a_large_register) {
  constexpr unsigned kQubits = 17;  // large enough for threads and for every loop of the kernels
  support::Random random(5);
  QCircuit circuit(kQubits);
  const auto gates = support::matrix_gates();
  std::vector<unsigned> all(kQubits);
  std::iota(all.begin(), all.end(), 0u);
  for (int i = 0; i < 200; ++i) {
    const GateInfo& info = *gates[support::random_below(random, static_cast<unsigned>(gates.size()))];
    const auto order = support::random_qubits(random, all, info.num_targets + support::random_below(random, 3));
    std::vector<double> params;
    for (int p = 0; p < info.num_params; ++p) params.push_back(support::random_angle(random));
    QGate gate(info.type, std::vector<Index>(order.begin(), order.begin() + info.num_targets), params);
    for (auto control = order.begin() + info.num_targets; control != order.end(); ++control)
      gate = gate.control(*control);
    circuit << gate;
  }
  const std::vector<Complex> initial = support::random_state(random, kQubits);
  QProg there(kQubits), back(kQubits);
  there << circuit;
  back << circuit << circuit.dagger();
  EXPECT_GT(reference::distance(run_from(initial, there, GetParam()), initial), 1e-3);
  EXPECT_LT(reference::distance(run_from(initial, back, GetParam()), initial), tolerance());
}

// Gates on high qubits of a large register, compared with the same gates on a small one: the amplitudes of a product
// state of the small register and |0...0> must be found at shifted places.
TEST_P(Circuits, high_qubits_behave_as_low_ones) {
  constexpr unsigned kShift = 14;
  for (unsigned seed = 0; seed < 10; ++seed) {
    support::Random random(seed);
    const auto sample = support::random_circuit(random, 4, {0, 1, 2, 3}, 20, 2);
    QCircuit shifted = sample.circuit;
    shifted.remap(std::map<Index, Index>{{0, kShift}, {1, kShift + 1}, {2, kShift + 2}, {3, kShift + 3}});
    QProg prog(kShift + 4);
    prog << shifted;
    CPUQVM qvm = machine();
    qvm.run(prog, 0);
    const StateVector state = qvm.result().get_state_vector();
    const auto expected = reference::apply(sample.op, reference::zero_state(4));
    double outside = 0;
    for (std::size_t i = 0; i < state.size(); ++i)
      if ((i & ((std::size_t{1} << kShift) - 1)) != 0) outside += std::norm(state[i]);
    EXPECT_EQ(outside, 0.0);
    for (std::size_t i = 0; i < 16; ++i) EXPECT_LT(std::abs(state[i << kShift] - expected[i]), tolerance()) << seed;
  }
}

TEST_P(Circuits, qubit_0_is_the_least_significant_bit) {
  QProg prog(2);
  prog << X(0);
  CPUQVM qvm = machine();
  qvm.run(prog, 0);
  EXPECT_EQ(qvm.result().get_state_vector().to_vector(), (std::vector<Complex>{0, 1, 0, 0}));
  EXPECT_EQ(qvm.result().get_prob_dict().at("01"), 1.0);
}

}  // namespace
}  // namespace qpanda3
