// QProg: measurements, branches, loops, and how programs contain one another.

#include "qpanda3/circuit/prog.hpp"

#include <gtest/gtest.h>

#include "qpanda3/base/error.hpp"
#include "qpanda3/circuit/cursor.hpp"
#include "qpanda3/gate/factories.hpp"

namespace qpanda3 {
namespace {

QProg single(const QGate& gate) {
  QProg prog;
  prog << gate;
  return prog;
}

TEST(Prog, collects_qubits_and_bits_by_first_use) {
  QProg prog;
  prog << H(0) << X(3) << measure({0, 3}, {5, 2});
  EXPECT_EQ(prog.qubits(), (std::vector<Index>{0, 3}));
  EXPECT_EQ(prog.cbits(), (std::vector<Index>{5, 2}));
  EXPECT_EQ(prog.cbits_num(), 6u);
  EXPECT_EQ(prog.qubits_num(), 4u);
}

TEST(Prog, operations_resolve_nested_circuits_and_programs) {
  QCircuit circuit;
  circuit << H(0) << CNOT(0, 1);
  QProg inner, prog;
  inner << circuit.dagger() << measure(0, 0);
  prog << inner << qif({0}).then(single(X(1))).qendif();
  const auto items = prog.operations();
  ASSERT_EQ(items.size(), 4u);
  EXPECT_EQ(std::get<QGate>(items[0]).name(), "CNOT");
  EXPECT_EQ(std::get<MeasureNode>(items[2]).qubit(), 0u);
  EXPECT_EQ(std::get<QProg>(items[3]).count_ops(), (std::map<std::string, std::size_t>{{"X", 1}}));
  EXPECT_EQ(prog.flatten().block().nesting(), 1u) << "only the branch nests";
}

TEST(Prog, can_be_appended_to_itself) {
  QProg prog = single(H(0));
  prog << prog;
  prog << prog;
  EXPECT_EQ(prog.gate_operations().size(), 4u);
}

TEST(Prog, depth_and_counts_look_into_branches_and_ignore_measurements) {
  QProg two_x;
  two_x << X(0) << X(0);
  QProg prog;
  prog << H(0) << measure(0, 3) << qif({3}).then(two_x).qelse(single(Y(0)));
  EXPECT_EQ(prog.depth(), 4u);
  EXPECT_EQ(prog.count_ops(), (std::map<std::string, std::size_t>{{"H", 1}, {"X", 2}, {"Y", 1}}));
  EXPECT_EQ(prog.to_circuit().size(), 4u);
}

TEST(Prog, bits_of_conditions_count) {
  QProg prog;
  prog << qif({3}).then(single(X(0))).qendif();
  EXPECT_TRUE(prog.cbits().empty());
  EXPECT_EQ(prog.cbits_num(), 4u);
}

TEST(ControlFlow, chain_becomes_nested_branches) {
  QProg prog;
  prog << qif({0, 1}).then(single(X(0))).qelseif({2}).then(single(Y(0))).qelse(single(Z(0)));
  OperationCursor cursor(prog.block());
  Step step;
  ASSERT_TRUE(cursor.next(step));
  EXPECT_EQ(step.kind(), OpKind::branch);
  EXPECT_EQ(std::vector<Index>(step.targets.begin(), step.targets.end()), (std::vector<Index>{0, 1}));
  ASSERT_TRUE(step.op->has(StoredOp::kElseIsChain));
  const BlockPtr chain = step.else_block();
  OperationCursor inner(*chain);
  Step inner_step;
  ASSERT_TRUE(inner.next(inner_step));
  EXPECT_EQ(inner_step.targets[0], 2u);
  EXPECT_FALSE(inner_step.op->has(StoredOp::kElseIsChain));
  EXPECT_EQ(inner_step.else_block()->ops()[0].gate, GateType::Z);
  EXPECT_FALSE(cursor.next(step));
}

TEST(ControlFlow, conditions_are_sorted_also_after_remap) {
  QProg prog;
  prog << qif({3, 1}).then(single(X(0))).qelseif({2, 0}).then(single(Y(0))).qendif()
       << qwhile({4, 2}).loop(single(H(0)));
  EXPECT_EQ(prog.originir(),
            "QINIT 1\nCREG 5\nQIF c[1],c[3]\nX q[0]\nQELSEIF c[0],c[2]\nY q[0]\nQENDIF\nQWHILE c[2],c[4]\nH "
            "q[0]\nQENDWHILE\n");
  prog.remap(std::map<Index, Index>{}, {{1, 7}});
  EXPECT_NE(prog.originir().find("QIF c[3],c[7]\n"), std::string::npos) << prog.originir();
}

TEST(ControlFlow, an_arm_that_could_never_run_is_refused) {
  const QIfThen branch = qif({0, 1}).then(single(X(0)));
  EXPECT_THROW(branch.qelseif({1, 0}), InvalidArgument);
  EXPECT_NO_THROW(branch.qelseif({1}));
  EXPECT_THROW(branch.qelseif({1}).then(single(Y(0))).qelseif({1}), InvalidArgument);
}

TEST(ControlFlow, bodies_are_copied) {
  QProg body = single(X(0));
  QProg prog = qwhile({0}).loop(body);
  body << Y(0);
  EXPECT_EQ(prog.gate_operations().size(), 1u);
}

TEST(ControlFlow, too_deep_nesting_is_refused) {
  QProg prog = single(X(0));
  EXPECT_THROW(
      {
        for (int i = 0; i < 2000; ++i) prog = qif({0}).then(prog).qendif();
      },
      InvalidArgument);
}

TEST(ProgRemap, renames_qubits_bits_and_conditions) {
  QProg prog;
  prog << H(0) << measure({0, 3}, {5, 2}) << qif({5}).then(single(X(3))).qendif();
  prog = prog.remap(std::map<Index, Index>{{0, 9}, {3, 1}}, std::map<Index, Index>{{5, 0}}).flatten();
  EXPECT_EQ(prog.qubits(), (std::vector<Index>{9, 1}));
  EXPECT_EQ(prog.cbits(), (std::vector<Index>{0, 2}));
  EXPECT_EQ(prog.block().ops()[3].kind, OpKind::branch);
  EXPECT_EQ(prog.block().targets(prog.block().ops()[3])[0], 0u);
  EXPECT_THROW(prog.remap(std::map<Index, Index>{{9, 1}}), InvalidArgument);
  EXPECT_THROW(prog.remap(std::map<Index, Index>{}, std::map<Index, Index>{{0, 2}}), InvalidArgument);
  const Index one[] = {4};
  EXPECT_THROW(prog.remap(std::span<const Index>(one)), IndexOutOfRange);
}

}  // namespace
}  // namespace qpanda3
