// Lowering and planning: what becomes of operations before anything runs.
#include "sim/plan.hpp"

#include <gtest/gtest.h>

#include "qpanda3/base/error.hpp"
#include "qpanda3/gate/factories.hpp"
#include "sim/lower.hpp"
#include "support/runs.hpp"

namespace qpanda3::sim {
namespace {

FlatProgram flat(const QProg& prog) {
  Guard guard({}, {});
  return lower(prog, {}, guard);
}

Plan plan(const QProg& prog, bool starts_at_zero = true) { return make_plan(flat(prog), starts_at_zero); }

FlatOp only(const QProg& prog) {
  const FlatProgram program = flat(prog);
  EXPECT_EQ(program.ops.size(), 1u);
  return program.ops.at(0);
}

TEST(Lowering, drops_what_acts_as_the_identity) {
  EXPECT_TRUE(flat(program(I(0), ECHO(1), IDLE(0, 5.0), BARRIER({0, 1}), P(0, 0.0), CP(0, 1, 0.0))).ops.empty());
}

TEST(Lowering, chooses_kernels_that_touch_as_little_as_possible) {
  EXPECT_EQ(only(program(X(0))).kernel, Kernel::flip);
  EXPECT_EQ(only(program(SWAP(0, 1))).kernel, Kernel::swap);
  EXPECT_EQ(only(program(RZ(0, 0.3))).kernel, Kernel::diagonal);
  EXPECT_EQ(only(program(H(0))).kernel, Kernel::dense);
  const FlatOp cnot = only(program(CNOT(1, 4)));
  EXPECT_EQ(cnot.kernel, Kernel::flip);
  EXPECT_EQ(cnot.num_targets, 1);
  EXPECT_EQ(cnot.control_mask, 0b00010u);
  for (const QGate& gate : {S(2), Z(2), T(2).dagger(), P(2, 0.4)}) {
    EXPECT_EQ(only(program(gate)).kernel, Kernel::phase) << gate.name();
    EXPECT_EQ(only(program(gate)).control_mask, 0b100u) << gate.name();
  }
  EXPECT_EQ(only(program(CZ(0, 3))).control_mask, 0b1001u);
  const FlatOp cu = only(program(CU(3, 1, 0.1, 0.2, 0.3, 0.4).control(0)));
  EXPECT_EQ(cu.kernel, Kernel::dense);
  EXPECT_EQ(cu.num_targets, 1);
  EXPECT_EQ(cu.control_mask, 0b1001u);
  EXPECT_EQ(cu.qubit_mask, 0b1011u);
}

TEST(Lowering, stores_the_numbers_of_a_gate_without_parameters_once) {
  QProg prog;
  for (int i = 0; i < 100; ++i) prog << H(i % 5) << MS(0, 1);
  EXPECT_EQ(flat(prog).numbers.size(), 4u + 16u);
}

TEST(Lowering, stores_a_shared_oracle_once) {
  const QGate oracle = Oracle({0, 1, 2}, Matrix::identity(8));
  QProg prog;
  for (int i = 0; i < 10; ++i) prog << oracle << oracle.dagger();
  EXPECT_EQ(flat(prog).numbers.size(), 2u * 64u);
}

TEST(Lowering, decides_branches_on_bits_never_measured) {
  const FlatProgram program_flat = flat(program(qif({3}).then(program(X(0))).qelse(program(H(0)))));
  ASSERT_EQ(program_flat.ops.size(), 1u);
  EXPECT_EQ(program_flat.ops[0].kernel, Kernel::dense);
}

TEST(Plan, takes_final_measurements_out_of_the_way) {
  const Plan result = plan(program(H(0), measure(0, 0), H(1), measure(1, 1)));
  EXPECT_TRUE(result.is_deterministic());
  EXPECT_EQ(result.program.ops.size(), 2u);
  ASSERT_EQ(result.finals.size(), 2u);
  EXPECT_EQ(result.finals[0].qubit, 0u);
  EXPECT_EQ(result.finals[1].qubit, 1u);
}

TEST(Plan, keeps_measurements_that_later_operations_depend_on) {
  EXPECT_EQ(plan(program(H(0), measure(0, 0), H(0))).prefix, 1u);
  EXPECT_EQ(plan(program(H(0), measure(0, 0), CNOT(0, 1))).prefix, 1u);
  EXPECT_EQ(plan(program(H(0), measure(0, 0), qif({0}).then(program(X(1))).qendif())).prefix, 1u);
  const Plan behind_branch = plan(program(H(0), measure(0, 0), qif({0}).then(program(X(1))).qendif(), measure(1, 1)));
  EXPECT_EQ(behind_branch.finals.size(), 1u);
}

TEST(Plan, keeps_measurements_at_the_end_of_a_branch) {
  // Neither arm ends with a jump here, and both lie before a final measurement.
  const QProg prog = program(measure(0, 0), qif({0}).then(program(measure(1, 1))).qendif(), measure(2, 2));
  const Plan behind_then = plan(prog);
  ASSERT_EQ(behind_then.finals.size(), 1u);
  EXPECT_EQ(behind_then.finals[0].qubit, 2u);
  const Plan behind_else =
      plan(program(measure(0, 0), qif({0}).then(program(X(1))).qelse(program(measure(1, 1))), measure(2, 2)));
  ASSERT_EQ(behind_else.finals.size(), 1u);
  EXPECT_EQ(behind_else.finals[0].qubit, 2u);
  EXPECT_TRUE(plan(program(measure(0, 0), qif({0}).then(program(measure(1, 1))).qendif())).finals.empty());
}

TEST(Plan, drops_measurements_whose_bit_is_written_again) {
  const Plan result = plan(program(X(0), measure(0, 0), measure(1, 0)));
  ASSERT_EQ(result.finals.size(), 1u);
  EXPECT_EQ(result.finals[0].qubit, 1u);
}

TEST(Plan, leaves_out_resets_of_untouched_qubits_and_keeps_jumps_right) {
  const QProg prog = program(RESET(0), RESET(1), H(0), RESET(0), measure(0, 0),
                             qif({0}).then(program(X(1))).qelse(program(X(2))), H(1));
  const Plan result = plan(prog);
  EXPECT_EQ(result.prefix, 1u);
  EXPECT_EQ(result.program.ops.at(1).kind, FlatKind::reset);
  const FlatOp test = result.program.ops.at(3);
  ASSERT_EQ(test.kind, FlatKind::jump_unless);
  EXPECT_EQ(result.program.ops.at(test.extra).qubit_mask, 0b100u);  // the X of the else arm
  EXPECT_EQ(result.program.ops.at(test.extra - 1).kind, FlatKind::jump);
  EXPECT_EQ(result.program.ops.at(test.extra - 1).extra, test.extra + 1);
  EXPECT_EQ(plan(prog, false).prefix, 0u);  // from another state the first reset matters
}

}  // namespace
}  // namespace qpanda3::sim
