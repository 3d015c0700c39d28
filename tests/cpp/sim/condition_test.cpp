// Branches and loops on bits that are 1 and bits that are 0.

#include <gtest/gtest.h>

#include "qpanda3/base/error.hpp"
#include "qpanda3/gate/factories.hpp"
#include "support/runs.hpp"

namespace qpanda3 {
namespace {

/// Bits 0 .. 2 get the value; bit 3 tells whether the branch was taken.
bool is_taken(const Condition& condition, unsigned value) {
  QProg prog;
  for (Index bit = 0; bit < 3; ++bit) {
    if ((value >> bit & 1) != 0) prog << X(bit);
    prog << measure(bit, bit);
  }
  prog << QIf(condition).then(program(X(3))).qendif() << measure(3, 3);
  return run(prog, 2).get_counts().begin()->first[0] == '1';
}

TEST(Conditions, hold_for_exactly_the_right_values) {
  for (unsigned kinds = 0; kinds < 27; ++kinds) {  // each bit: 1, 0 or not asked for
    Condition condition;
    unsigned mask = 0, wanted = 0;
    for (unsigned bit = 0, rest = kinds; bit < 3; ++bit, rest /= 3) {
      if (rest % 3 == 2) continue;
      mask |= 1u << bit;
      if (rest % 3 == 1) wanted |= 1u << bit;
      (rest % 3 == 1 ? condition.ones : condition.zeros).push_back(bit);
    }
    for (unsigned value = 0; value < 8; ++value)
      EXPECT_EQ(is_taken(condition, value), (value & mask) == wanted) << kinds << ' ' << value;
  }
}

TEST(Conditions, bits_never_measured_are_0) {
  EXPECT_TRUE(is_taken({{}, {7}}, 0));
  EXPECT_TRUE(is_taken({{0}, {7}}, 1));
  EXPECT_FALSE(is_taken({{0}, {7}}, 0));
  EXPECT_FALSE(is_taken({{7}, {0}}, 0));
}

TEST(Conditions, bits_measured_later_are_0) {
  const QProg prog = program(QIf(Condition{{}, {0}}).then(program(X(0))).qendif(), measure(0, 0),
                             QIf(Condition{{}, {0}}).then(program(X(1))).qendif(), measure(1, 1));
  EXPECT_EQ(run(prog, 3).get_counts(), (Counts{{"01", 3}}));
}

TEST(Conditions, loops_run_while_bits_are_0) {
  // Tosses until a 1 comes up.
  const QProg toss = program(RESET(0), H(0), measure(0, 0));
  const QProg prog = program(QWhile(Condition{{}, {0}}).loop(toss));
  EXPECT_EQ(run(prog, 200).get_counts(), (Counts{{"1", 200}}));
  EXPECT_THROW(run(program(QWhile(Condition{{}, {5}}).loop(program(X(0))), measure(0, 0)), 1), InvalidArgument)
      << "bit 5 is always 0";
}

TEST(Conditions, text_means_the_value_of_the_register) {
  for (unsigned value = 0; value < 4; ++value) {
    std::string text = "QINIT 3\nCREG 3\n";
    if ((value & 1) != 0) text += "X q[0]\n";
    if ((value & 2) != 0) text += "X q[1]\n";
    text += "MEASURE q[0],c[0]\nMEASURE q[1],c[1]\nQIF c==2\nX q[2]\nQELSE\nQENDIF\nMEASURE q[2],c[2]\n";
    const std::string outcome = run(QProg(text), 1).get_counts().begin()->first;
    EXPECT_EQ(outcome[0], value == 2 ? '1' : '0') << value;
  }
}

}  // namespace
}  // namespace qpanda3
