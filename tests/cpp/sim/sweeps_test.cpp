// What plans of sweeps promise, whatever the program.
#include "sim/sweeps.hpp"

#include <gtest/gtest.h>

#include <algorithm>

#include "qpanda3/base/error.hpp"
#include "qpanda3/circuit/prog.hpp"
#include "qpanda3/gate/factories.hpp"
#include "qpanda3/sim/cpuqvm.hpp"
#include "sim/fusion.hpp"
#include "sim/lower.hpp"
#include "support/flat_programs.hpp"
#include "support/programs.hpp"

namespace qpanda3::sim {
namespace {

bool commute(const Touch& a, const Touch& b) {
  return (a.moved & (b.moved | b.kept)) == 0 && (b.moved & (a.moved | a.kept)) == 0;
}

TEST(Sweeps, hold_every_gate_once_where_it_fits_and_in_an_order_that_means_the_same) {
  const SweepSizes small{.whole = 6, .tile = 7, .tile_low = 2, .block = 6, .block_low = 3};
  for (unsigned seed = 0; seed < 200; ++seed) {
    support::Random random(seed);
    const unsigned num_qubits = 1 + support::random_below(random, 12);
    const FlatProgram program = support::random_flat_program(random, num_qubits, 60, 3);
    const SweepSizes sizes = seed % 2 == 0 ? small : SweepSizes{};
    const Sweeps plan = plan_sweeps(program, 10, program.ops.size(), sizes);

    std::vector<std::uint32_t> sorted = plan.order;
    std::sort(sorted.begin(), sorted.end());
    ASSERT_EQ(sorted.size(), program.ops.size() - 10);
    for (std::uint32_t i = 0; i < sorted.size(); ++i) ASSERT_EQ(sorted[i], i);

    std::uint32_t next_group = 0, next_gate = 0;
    for (const Sweep& sweep : plan.sweeps) {
      EXPECT_EQ(sweep.begin, next_group);
      next_group = sweep.end;
      const bool is_whole = num_qubits <= sizes.whole;
      EXPECT_EQ(count_bits(sweep.active), is_whole ? num_qubits : sizes.tile);
      for (std::uint32_t g = sweep.begin; g < sweep.end; ++g) {
        const Group& group = plan.groups[g];
        EXPECT_EQ(group.begin, next_gate);
        EXPECT_LT(group.begin, group.end);
        next_gate = group.end;
        EXPECT_EQ(group.active & ~sweep.active, 0u);
        EXPECT_LE(count_bits(group.active), sizes.block);
        for (std::uint32_t i = group.begin; i < group.end; ++i)
          EXPECT_EQ(touch_of(program.ops[10 + plan.order[i]]).moved & ~group.active, 0u);
      }
    }
    EXPECT_EQ(next_gate, plan.order.size());

    for (std::size_t i = 0; i < plan.order.size(); ++i)
      for (std::size_t k = i + 1; k < plan.order.size(); ++k)
        if (plan.order[i] > plan.order[k]) {
          EXPECT_TRUE(commute(touch_of(program.ops[10 + plan.order[i]]), touch_of(program.ops[10 + plan.order[k]])))
              << "seed " << seed;
        }
  }
}

TEST(Sweeps, a_gate_wider_than_a_block_gets_one_of_its_size) {
  support::Random random(1);
  FlatProgram program;
  program.num_qubits = 9;
  support::append(program, {Kernel::dense, 0, {3, 4, 5, 6, 7, 8}, support::random_unitary(random, 6, true)});
  const Sweeps plan = plan_sweeps(program, 0, 1, {.whole = 4, .tile = 5, .tile_low = 2, .block = 4, .block_low = 2});
  ASSERT_EQ(plan.sweeps.size(), 1u);
  EXPECT_EQ(count_bits(plan.sweeps[0].active), 8u);
  EXPECT_EQ(count_bits(plan.groups[0].active), 8u);
}

TEST(Sweeps, layers_on_all_qubits_take_few_passes) {
  // Two layers of gates on 24 qubits and a ring of CNOT between them: not a pass for each qubit.
  FlatProgram program;
  program.num_qubits = 24;
  support::Random random(1);
  for (int layer = 0; layer < 2; ++layer) {
    for (Index q = 0; q < 24; ++q)
      support::append(program, {Kernel::dense, 0, {q}, support::random_unitary(random, 1, false)});
    for (Index q = 0; q < 24; ++q) support::append(program, {Kernel::flip, bit_of(q), {(q + 1) % 24}, {}});
  }
  EXPECT_LE(plan_sweeps(program, 0, program.ops.size()).sweeps.size(), 6u);
}

// --- fusion -----------------------------------------------------------------------------------------------------

std::size_t fused_length(QProg prog, unsigned qubits = 14) {
  const ExecutionPlan plan = CPUQVM().plan(QProg(static_cast<std::int64_t>(qubits)) << prog, 0);
  return plan.planned_gates;
}

TEST(Fusion, merges_what_is_cheaper_together) {
  using support::prog_of;
  EXPECT_EQ(fused_length(prog_of(RX(0, 0.1), RY(0, 0.2), RZ(0, 0.3), H(0))), 1u);
  EXPECT_EQ(fused_length(prog_of(CNOT(0, 1), CNOT(0, 1))), 0u);
  EXPECT_EQ(fused_length(prog_of(H(0), X(0), H(0), Z(0))), 0u);
  EXPECT_EQ(fused_length(prog_of(U3(0, 0.1, 0.2, 0.3), U3(1, 0.1, 0.2, 0.3), CNOT(0, 1), U3(0, 0.4, 0.5, 0.6))), 1u);
  EXPECT_EQ(fused_length(prog_of(CP(0, 1, 0.1), CNOT(2, 3), RZ(0, 0.2), RZ(1, 0.3), CP(1, 0, 0.4))), 2u);
  EXPECT_EQ(fused_length(prog_of(X(0), X(1), X(0), X(1))), 0u);
  // Gates on other qubits in between do not matter, gates on the same ones do.
  EXPECT_EQ(fused_length(prog_of(RX(0, 0.1), RX(1, 0.2), RY(0, 0.3))), 2u);
  EXPECT_EQ(fused_length(prog_of(RX(0, 0.1), CNOT(0, 1), RX(0, -0.1))), 3u);
}

FlatOp only_fused(const QProg& prog) {
  Guard guard({}, {});
  FlatProgram program = lower(QProg(14) << prog, {.measure = true, .merge = true, .noise = nullptr}, guard);
  fuse(program, nullptr, guard);
  EXPECT_EQ(program.ops.size(), 1u);
  return program.ops.at(0);
}

TEST(Fusion, sees_what_gates_are_together_whatever_the_products_on_the_way) {
  using support::prog_of;
  EXPECT_EQ(only_fused(prog_of(CNOT(0, 1), RZ(1, 0.3), CNOT(0, 1))).kernel, Kernel::diagonal);
  EXPECT_EQ(only_fused(prog_of(CNOT(0, 1), CNOT(1, 0), CNOT(0, 1))).kernel, Kernel::swap);
  const FlatOp cz = only_fused(prog_of(H(1), CNOT(0, 1), H(1)));
  EXPECT_EQ(cz.kernel, Kernel::phase);
  EXPECT_EQ(cz.control_mask, 0b11u);
  const FlatOp cnot = only_fused(prog_of(H(0), H(1), CNOT(0, 1), H(0), H(1)));
  EXPECT_EQ(cnot.kernel, Kernel::flip);
  EXPECT_EQ(cnot.control_mask, 0b10u);
  // Also where gates on one of the qubits come behind.
  EXPECT_EQ(fused_length(prog_of(CNOT(0, 1), RZ(1, 0.3), CNOT(0, 1), X(1), CNOT(1, 2), T(0), S(0))), 3u);
}

TEST(Fusion, stops_at_what_is_not_a_gate) {
  QProg prog(9);
  prog << H(0) << measure(0, 0) << H(0) << X(0).control(1) << measure(0, 0);
  const ExecutionPlan plan = CPUQVM().plan(prog, 10);
  EXPECT_EQ(plan.planned_gates, 3u);
  EXPECT_EQ(plan.operations_per_shot, 3u);  // the first measurement and two gates; the last one is sampled
}

// --- descriptions -----------------------------------------------------------------------------------------------

TEST(ExecutionPlan, says_what_runs) {
  QProg prog(20);
  for (unsigned q = 0; q < 20; ++q) prog << H(q);
  prog << CP(0, 2, 0.5);
  const ExecutionPlan plan = CPUQVM("float32").plan(prog);
  EXPECT_EQ(plan.num_qubits, 20u);
  EXPECT_EQ(plan.precision, "float32");
  EXPECT_EQ(plan.state_bytes, std::uint64_t{8} << 20);
  EXPECT_EQ(plan.program_gates, 21u);
  EXPECT_EQ(plan.planned_gates, 21u);
  ASSERT_EQ(plan.sweeps.size(), 2u);
  EXPECT_FALSE(plan.sweeps[0].is_gathered);
  EXPECT_TRUE(plan.sweeps[1].is_gathered);
  EXPECT_EQ(plan.bytes_moved, 4.0 * static_cast<double>(plan.state_bytes));
  // 2x2 of real numbers: 4 products and 2 sums for each part of a pair of amplitudes; a phase on a quarter: 6.
  EXPECT_EQ(plan.flops, (20 * 6 + 6 / 4.0) * (1 << 20));
  const std::string text = plan.text();
  EXPECT_NE(text.find("sweep 2: 32 gathered tiles of qubits 0-9 15-19"), std::string::npos) << text;
  EXPECT_NE(text.find("phase(0 2)"), std::string::npos) << text;
  EXPECT_NE(plan.text(1).find("and 1 more sweep"), std::string::npos) << plan.text(1);
}

TEST(ExecutionPlan, needs_no_memory_for_the_state) {
  QProg prog(50);
  for (unsigned q = 0; q < 50; ++q) prog << H(q);
  EXPECT_EQ(CPUQVM().plan(prog).state_bytes, std::uint64_t{16} << 50);
  EXPECT_THROW(CPUQVM().plan(QProg(60)), ResourceExhausted);
  EXPECT_THROW(CPUQVM().plan(prog, -1), NegativeValue);
}

}  // namespace
}  // namespace qpanda3::sim
