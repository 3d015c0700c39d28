// Runs of gates on one qubit: merged while programs are lowered, and never beyond what comes between them.
#include <gtest/gtest.h>

#include <numeric>

#include "qpanda3/gate/factories.hpp"
#include "sim/lower.hpp"
#include "support/flat_programs.hpp"
#include "support/random_circuits.hpp"
#include "support/runs.hpp"
#include "support/states.hpp"

namespace qpanda3::sim {
namespace {

FlatProgram lowered(const QProg& prog, bool merge, const NoiseModel* noise = nullptr) {
  Guard guard({}, {});
  return lower(prog, {.measure = true, .merge = merge, .noise = noise}, guard);
}
FlatProgram merged(const QProg& prog, const NoiseModel* noise = nullptr) { return lowered(prog, true, noise); }

std::vector<FlatKind> kinds(const FlatProgram& program) {
  std::vector<FlatKind> result;
  for (const FlatOp& op : program.ops) result.push_back(op.kind);
  return result;
}

TEST(GateRuns, one_gate_stays_what_it_is) {
  for (const QGate& gate : {X(0), H(0), S(0), RZ(0, 0.3), U3(0, 1, 2, 3).dagger(), X(0).control(1)}) {
    const FlatProgram alone = lowered(program(gate), false), run = merged(program(gate));
    ASSERT_EQ(run.ops.size(), 1u);
    EXPECT_EQ(run.ops[0].kernel, alone.ops[0].kernel) << gate.name();
    EXPECT_EQ(run.ops[0].control_mask, alone.ops[0].control_mask) << gate.name();
    EXPECT_EQ(run.numbers, alone.numbers) << gate.name();
  }
}

TEST(GateRuns, become_the_simplest_gate) {
  EXPECT_TRUE(merged(program(H(0), H(0))).ops.empty());
  EXPECT_TRUE(merged(program(X(1), H(0), X(1), H(0))).ops.empty());
  EXPECT_EQ(merged(program(S(0), T(0), Z(0))).ops.at(0).kernel, Kernel::phase);
  EXPECT_EQ(merged(program(RZ(0, 0.3), S(0))).ops.at(0).kernel, Kernel::diagonal);
  EXPECT_EQ(merged(program(H(0), Z(0), H(0))).ops.at(0).kernel, Kernel::flip);
  const FlatProgram dense = merged(program(RX(0, 0.1), RY(0, 0.2), RZ(0, 0.3)));
  ASSERT_EQ(dense.ops.size(), 1u);
  EXPECT_EQ(dense.ops[0].kernel, Kernel::dense);
  EXPECT_EQ(dense.num_gates, 3u);
}

TEST(GateRuns, end_where_the_qubit_is_wanted) {
  // A gate on two qubits, a measurement, a reset and a channel each end a run; gates on other qubits do not.
  EXPECT_EQ(merged(program(H(0), T(0), CNOT(0, 1), H(0), T(0))).ops.size(), 3u);
  EXPECT_EQ(merged(program(H(0), CNOT(1, 2), T(0))).ops.size(), 2u);
  EXPECT_EQ(kinds(merged(program(H(0), measure(0, 0), H(0)))),
            (std::vector{FlatKind::gate, FlatKind::measure, FlatKind::gate}));
  EXPECT_EQ(kinds(merged(program(H(0), RESET(0), H(0)))),
            (std::vector{FlatKind::gate, FlatKind::reset, FlatKind::gate}));
  NoiseModel noise;
  noise.add_all_qubit_quantum_error(depolarizing_error(0.1), GateType::H);
  EXPECT_EQ(kinds(merged(program(H(0), T(0), H(0)), &noise)),
            (std::vector{FlatKind::gate, FlatKind::noise, FlatKind::gate, FlatKind::noise}));
}

TEST(GateRuns, do_not_move_behind_chance) {
  EXPECT_EQ(kinds(merged(program(H(1), H(0), measure(0, 0), H(0)))),
            (std::vector{FlatKind::gate, FlatKind::gate, FlatKind::measure, FlatKind::gate}));
  EXPECT_EQ(kinds(merged(program(H(1), H(0), RESET(0)))),
            (std::vector{FlatKind::gate, FlatKind::gate, FlatKind::reset}));
}

TEST(GateRuns, end_where_a_branch_begins_and_ends) {
  QProg then, prog;
  then << H(1) << T(1);
  prog << H(1) << H(0) << measure(0, 0) << qif({0}).then(then).qendif() << H(1);
  EXPECT_EQ(kinds(merged(prog)), (std::vector{FlatKind::gate, FlatKind::gate, FlatKind::measure, FlatKind::jump_unless,
                                              FlatKind::gate, FlatKind::gate}));
}

TEST(GateRuns, keep_what_circuits_do) {
  for (unsigned seed = 0; seed < 200; ++seed) {
    support::Random random(seed);
    const unsigned num_qubits = 1 + support::random_below(random, 6);
    std::vector<unsigned> qubits(num_qubits);
    std::iota(qubits.begin(), qubits.end(), 0u);
    const auto sample = support::random_circuit(random, num_qubits, qubits, 40, 2);
    QProg prog(num_qubits);
    prog << sample.circuit;
    const FlatProgram one_by_one = lowered(prog, false), runs = merged(prog);
    EXPECT_LE(runs.ops.size(), one_by_one.ops.size());
    const auto initial = support::random_state(random, num_qubits);
    EXPECT_LT(reference::distance(support::applied(runs, initial), support::applied(one_by_one, initial)), 1e-12)
        << "seed " << seed;
  }
}

}  // namespace
}  // namespace qpanda3::sim
