// Conditions with bits that are 0: however they have to be written, the text runs the same gates for all values of the
// bits.

#include <gtest/gtest.h>

#include <random>

#include "qpanda3/base/error.hpp"
#include "qpanda3/circuit/cursor.hpp"
#include "qpanda3/gate/factories.hpp"
#include "qpanda3/text/originir.hpp"

namespace qpanda3 {
namespace {

bool is_met(const Condition& condition, std::uint64_t bits) {
  const auto is_one = [bits](Index bit) { return (bits >> bit & 1) != 0; };
  for (const Index bit : condition.ones)
    if (!is_one(bit)) return false;
  for (const Index bit : condition.zeros)
    if (is_one(bit)) return false;
  return true;
}

/// The angles of the gates that run for given values of the bits; there are no measurements to change them.
void trace(const Block& block, std::uint64_t bits, std::vector<double>& angles) {
  OperationCursor cursor(block);
  for (Step step; cursor.next(step);) {
    if (step.kind() == OpKind::gate) angles.push_back(step.params()[0]);
    if (step.kind() != OpKind::branch) continue;
    const BlockPtr otherwise = step.else_block();
    if (is_met(step.condition(), bits))
      trace(*step.then_block(), bits, angles);
    else if (otherwise)
      trace(*otherwise, bits, angles);
  }
}

std::vector<double> trace(const QProg& prog, std::uint64_t bits) {
  std::vector<double> angles;
  trace(prog.block(), bits, angles);
  return angles;
}

class RandomBranches {
 public:
  explicit RandomBranches(unsigned seed) : engine_(seed) {}

  QProg make(int depth) {
    QProg prog;
    for (unsigned i = below(3); i-- > 0;) {
      prog << RX(0, next_angle_++);
      if (depth > 0) prog << branch(depth - 1);
    }
    return prog;
  }

 private:
  static constexpr Index kBits = 4;

  unsigned below(unsigned bound) { return std::uniform_int_distribution<unsigned>(0, bound - 1)(engine_); }

  Condition condition() {
    Condition result;
    for (Index bit = 0; bit < kBits; ++bit) {
      const unsigned kind = below(3);
      if (kind != 2) (kind == 0 ? result.ones : result.zeros).push_back(bit);
    }
    return result;
  }

  QProg branch(int depth) {
    std::vector<BranchArm> arms{{condition(), make(depth).shared_block()}};
    for (unsigned i = below(4); i-- > 0;) {
      Condition next = condition();
      if (!has_condition(arms, next)) arms.push_back({std::move(next), make(depth).shared_block()});
    }
    const QIfThen builder(arms);
    return below(2) == 0 ? builder.qendif() : builder.qelse(make(depth));
  }

  std::mt19937 engine_;
  double next_angle_ = 1;
};

TEST(OriginIrConditions, written_programs_branch_alike) {
  int read = 0;
  for (unsigned seed = 0; seed < 300; ++seed) {
    const QProg prog = RandomBranches(seed).make(2);
    if (prog.block().empty()) continue;
    const std::string text = prog.originir();
    const QProg again = parse_originir(text);
    ASSERT_LE(again.cbits_num(), prog.cbits_num()) << text;  // arms that can never run may be left out
    for (std::uint64_t bits = 0; bits < 16; ++bits) ASSERT_EQ(trace(again, bits), trace(prog, bits)) << seed << text;
    EXPECT_EQ(parse_originir(again.originir()).originir(), again.originir());
    ++read;
  }
  EXPECT_GT(read, 150);
}

QProg gate(double angle) {
  QProg prog;
  prog << RX(0, angle);
  return prog;
}

std::string body_of(const QProg& prog) {
  const std::string text = prog.originir(0);
  return text.substr(text.find("CREG"));
}

TEST(OriginIrConditions, a_value_of_the_whole_register_is_written_as_such) {
  EXPECT_EQ(body_of(QIf(Condition{{1}, {0}}).then(gate(1)).qendif()), "CREG 2\nQIF c==2\nRX q[0],(1)\nQENDIF\n");
  EXPECT_EQ(body_of(QWhile(Condition{{}, {0, 1}}).loop(gate(1))), "CREG 2\nQWHILE c==0\nRX q[0],(1)\nQENDWHILE\n");
  Condition wide{{63}, {}};
  for (Index bit = 0; bit < 63; ++bit) wide.zeros.push_back(bit);
  const QProg prog = QIf(wide).then(gate(1)).qendif();
  EXPECT_EQ(body_of(prog), "CREG 64\nQIF c==9223372036854775808\nRX q[0],(1)\nQENDIF\n");
  EXPECT_EQ(body_of(parse_originir("CREG 64\nQINIT 1\nQIF c==18446744073709551615\nRX q[0],(1)\nQENDIF")).substr(0, 26),
            "CREG 64\nQIF c[0],c[1],c[2]");
  EXPECT_EQ(parse_originir(prog.originir()).originir(), prog.originir());
  wide.zeros.push_back(64);
  EXPECT_EQ(body_of(QWhile(wide).loop(gate(1))).substr(0, 38), "CREG 65\nQWHILE c==9223372036854775808\n");
}

TEST(OriginIrConditions, others_ask_for_one_bit_after_another) {
  QProg prog;
  prog << QIf(Condition{{0}, {1}}).then(gate(1)).qendif() << measure(0, 2);
  EXPECT_EQ(body_of(prog), "CREG 3\nQIF c[1]\nQELSEIF c[0]\nRX q[0],(1)\nQENDIF\nMEASURE q[0],c[2]\n");
  QProg chain;
  chain << QIf(Condition{{}, {0, 1}}).then(gate(1)).otherwise_if({{0}, {1}}).then(gate(2)).qelse(gate(3))
        << measure(0, 2);
  EXPECT_EQ(body_of(chain),
            "CREG 3\nQIF c[0]\nQIF c[1]\nRX q[0],(3)\nQELSE\nRX q[0],(2)\nQENDIF\nQELSEIF c[1]\nRX q[0],(3)\nQELSE\n"
            "RX q[0],(1)\nQENDIF\nMEASURE q[0],c[2]\n");
}

TEST(OriginIrConditions, what_cannot_be_written_is_refused) {
  QProg loop;
  loop << QWhile(Condition{{0}, {1}}).loop(gate(1)) << measure(0, 2);
  EXPECT_THROW(loop.originir(), Unsupported);
  Condition wide;
  for (Index bit = 0; bit < 600; ++bit) wide.zeros.push_back(bit);
  QProg branch;
  branch << QIf(wide).then(gate(1)).qendif() << measure(0, 600);
  EXPECT_THROW(branch.originir(), Unsupported);
  // Each level writes its else block twice.
  QProg nested = gate(1);
  for (int i = 0; i < 60; ++i) nested = QIf(Condition{{0}, {1}}).then(gate(2)).qelse(nested);
  nested << measure(0, 2);
  EXPECT_THROW(nested.originir(), ResourceExhausted);
}

TEST(OriginIrConditions, short_texts_cannot_ask_for_much_memory) {
  std::string text = "QINIT 1\nCREG 60000\n";
  for (int i = 0; i < 1000; ++i) text += "QIF c==0\nQENDIF\n";
  EXPECT_THROW(parse_originir(text), ParseError);
}

}  // namespace
}  // namespace qpanda3
