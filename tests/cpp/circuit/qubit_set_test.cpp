// Sets of qubits against std::set, close together and spread out.

#include "qpanda3/circuit/qubit_set.hpp"

#include <gtest/gtest.h>

#include <random>
#include <set>

namespace qpanda3 {
namespace {

/// Qubits of the set and some around them.
void expect_same(const QubitSet& qubits, const std::set<Index>& expected) {
  for (const Index qubit : expected) {
    EXPECT_TRUE(qubits.contains(qubit)) << qubit;
    for (const Index other : {qubit + 1, qubit + 64, qubit ^ 1, qubit / 2})
      EXPECT_EQ(qubits.contains(other), expected.count(other) != 0) << other;
  }
}

TEST(QubitSet, holds_what_was_inserted) {
  EXPECT_FALSE(QubitSet().contains(0));
  std::mt19937 engine(5);
  for (const Index bound : {Index{10}, Index{100}, Index{5000}, Index{300000}, kMaxIndex})
    for (const int count : {1, 2, 10, 1000}) {
      QubitSet a, b;
      std::set<Index> in_a, in_b;
      std::uniform_int_distribution<Index> qubit(0, bound);
      for (int i = 0; i < count; ++i) {
        for (auto* const both : {&in_a, &in_b}) {
          const Index chosen = qubit(engine);
          (both == &in_a ? a : b).insert(chosen);
          both->insert(chosen);
        }
      }
      expect_same(a, in_a);
      a.insert(b);
      in_a.insert(in_b.begin(), in_b.end());
      expect_same(a, in_a);
      a.insert(a);
      b.insert(QubitSet());
      expect_same(a, in_a);
      expect_same(b, in_b);
    }
}

TEST(QubitSet, in_any_order) {
  for (const Index step : {Index{1}, Index{64}, Index{1000}, Index{4096}}) {
    QubitSet up, down;
    std::set<Index> expected;
    for (Index i = 0; i < 500; ++i) {
      up.insert(i * step);
      down.insert((499 - i) * step);
      expected.insert(i * step);
    }
    expect_same(up, expected);
    expect_same(down, expected);
  }
}

TEST(QubitSet, takes_memory_in_proportion_to_its_qubits) {
  QubitSet one, spread, dense;
  one.insert(kMaxIndex);
  EXPECT_LT(one.size_bytes(), 100u);
  for (Index exponent = 0; exponent < 24; ++exponent) spread.insert(Index{1} << exponent);
  EXPECT_LT(spread.size_bytes(), 24u * 1024);
  one.insert(spread);
  EXPECT_LT(one.size_bytes(), 24u * 1024);
  for (Index qubit = 0; qubit < 1000000; ++qubit) dense.insert(qubit);
  EXPECT_LE(dense.size_bytes(), 1000000u / 64 * 16 * 2 + 1000);
}

}  // namespace
}  // namespace qpanda3
