// The C++ side of OpenQASM: what is stored. What is read, refused and written is held to tables in
// tests/python/intermediate_compiler.

#include "qpanda3/text/qasm.hpp"

#include <gtest/gtest.h>

#include "qpanda3/base/error.hpp"
#include "qpanda3/circuit/cursor.hpp"
#include "qpanda3/gate/factories.hpp"
#include "text/qasm_conditions.hpp"

namespace {

using namespace qpanda3;

TEST(QasmReader, ConditionsNameEveryBitOfTheirRegister) {
  const QProg prog = qasm_to_prog("qreg q[1]; creg a[2]; creg b[3]; if(b==5) x q[0];");
  OperationCursor cursor(prog.block());
  Step step;
  ASSERT_TRUE(cursor.next(step));
  ASSERT_EQ(step.kind(), OpKind::branch);
  EXPECT_EQ(step.condition(), (Condition{{2, 4}, {3}}));
  EXPECT_EQ(step.else_block(), nullptr);
}

TEST(QasmReader, BitsBeyondTheNumberAreZero) {
  const QProg prog = qasm_to_prog("qreg q[1]; creg c[70]; if(c==18446744073709551615) x q[0];");
  OperationCursor cursor(prog.block());
  Step step;
  ASSERT_TRUE(cursor.next(step));
  EXPECT_EQ(step.condition().ones.size(), 64U);
  EXPECT_EQ(step.condition().zeros, (std::vector<Index>{64, 65, 66, 67, 68, 69}));
}

TEST(QasmReader, ErrorsHaveAPlace) {
  try {
    qasm_to_prog("OPENQASM 2.0;\nqreg q[2];\n  cx q[0], q[2];");
    FAIL() << "an index out of range was read";
  } catch (const ParseError& error) {
    EXPECT_EQ(error.line(), 3U);
    EXPECT_EQ(error.column(), 14U);
  }
  EXPECT_THROW(qasm_file_to_prog("/no/such/file.qasm"), InvalidArgument);
}

TEST(QasmReader, WorkIsRefusedBeforeItIsDone) {
  EXPECT_THROW(qasm_to_prog("qreg q[16000000]; h q;"), ParseError);
  EXPECT_THROW(qasm_to_prog("qreg q[16000000]; reset q;"), ParseError);
  EXPECT_THROW(qasm_to_prog("qreg q[16000000]; creg c[16000000]; measure q -> c;"), ParseError);
  EXPECT_THROW(qasm_to_prog("qreg q[16000000]; barrier q;"), ParseError);
}

TEST(BitRegisters, GroupsOfConditionsAndWhatLiesBetween) {
  const auto flip = QProg() << X(0);
  QProg prog = QProg() << measure(0, 9);
  EXPECT_EQ(text::BitRegisters(prog.block()).size(), 1U);
  EXPECT_EQ(text::BitRegisters(prog.block()).name(0), "c");
  prog << qif({CBit(2)}).then(QProg() << qif({CBit(4)}).then(flip).qendif()).qendif()
       << qif({CBit(6)}).then(flip).qendif();
  const text::BitRegisters registers(prog.block());
  // 0-1 | 2-4 | 5 | 6 | 7-9
  ASSERT_EQ(registers.size(), 5U);
  EXPECT_EQ(registers[1].first, 2U);
  EXPECT_EQ(registers[1].size, 3U);
  EXPECT_EQ(registers.index_of(0), 0U);
  EXPECT_EQ(registers.index_of(4), 1U);
  EXPECT_EQ(registers.index_of(6), 3U);
  EXPECT_EQ(registers.index_of(9), 4U);
  EXPECT_EQ(registers.name(3), "c3");
}

TEST(Decide, ValuesOfARegister) {
  QProg prog;
  prog << qif({CBit(0), CBit(2)}).then(QProg() << X(0)).qendif();
  const text::BitRegisters registers(prog.block());
  const Condition both{{0, 2}, {}};
  const text::Decision met = decide(registers, std::nullopt, both, true);
  EXPECT_EQ(met.values, (std::vector<std::uint64_t>{5, 7}));
  EXPECT_EQ(decide(registers, std::nullopt, both, false).values, (std::vector<std::uint64_t>{0, 1, 2, 3, 4, 6}));
  EXPECT_EQ(decide(registers, met, {{}, {1}}, true).values, (std::vector<std::uint64_t>{5}));
  EXPECT_EQ(decide(registers, met, {{}, {1}}, false).values, (std::vector<std::uint64_t>{7}));
}

}  // namespace
