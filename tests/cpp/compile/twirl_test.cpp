// direct_twirl: the program's effect stays, all Pauli pairs occur.

#include "qpanda3/compile/twirl.hpp"

#include <gtest/gtest.h>

#include <cmath>
#include <set>

#include "qpanda3/base/error.hpp"
#include "qpanda3/gate/factories.hpp"
#include "support/random_circuits.hpp"
#include "support/statistics.hpp"

namespace qpanda3 {
namespace {

/// |tr A† B| / dimension: 1 if the two differ by a phase alone.
double overlap(const Matrix& a, const Matrix& b) {
  Complex sum = 0;
  for (std::size_t i = 0; i < a.values().size(); ++i) sum += std::conj(a.values()[i]) * b.values()[i];
  return std::abs(sum) / static_cast<double>(a.rows());
}

std::string names(const QProg& prog) {
  std::string result;
  for (const QGate& gate : prog.gate_operations()) result += gate.name() + " ";
  return result;
}

TEST(Twirl, all_sixteen_pairs_occur_equally_and_keep_the_gate) {
  for (const std::string gate : {"CNOT", "CZ"}) {
    const QProg prog = QProg() << create_gate(gate, std::vector<Index>{0, 1}, {});
    std::map<std::string, double> seen;
    constexpr int kSeeds = 4000;
    for (std::uint64_t seed = 0; seed < kSeeds; ++seed) {
      const QProg twirled = direct_twirl(prog, gate, seed);
      const auto gates = twirled.gate_operations();
      ASSERT_EQ(gates.size(), 5u);
      EXPECT_EQ(gates[2].name(), gate);
      for (const std::size_t i : {0u, 1u, 3u, 4u}) EXPECT_EQ(gates[i].qubits()[0], i % 3 == 0 ? 0u : 1u);
      if (seen.emplace(names(twirled), 0).second) {
        EXPECT_NEAR(overlap(twirled.to_circuit().matrix(), prog.to_circuit().matrix()), 1, 1e-12) << names(twirled);
      }
      seen[names(twirled)] += 1.0 / kSeeds;
    }
    ASSERT_EQ(seen.size(), 16u);
    std::vector<double> found;
    for (const auto& [text, share] : seen) found.push_back(share);
    EXPECT_LE(statistics::chi_square_ratio(std::vector<double>(16, 1.0 / 16), found, kSeeds), 1);
  }
}

TEST(Twirl, keeps_the_unitary_of_circuits) {
  support::Random random(5);
  for (std::uint64_t round = 0; round < 40; ++round) {
    auto sample = support::random_circuit(random, 4, {0, 1, 2, 3}, 10, 2);
    sample.circuit << CNOT(0, 3) << CZ(1, 2) << CNOT(2, 1).dagger();
    const QProg prog = QProg() << sample.circuit;
    for (const char* gate : {"CNOT", "CZ"}) {
      const QProg twirled = direct_twirl(prog, gate, round);
      ASSERT_NEAR(overlap(twirled.to_circuit().matrix(), sample.circuit.matrix()), 1, 1e-11);
      const auto before = prog.count_ops(), after = twirled.count_ops();
      EXPECT_EQ(after.at(gate), before.at(gate));
    }
  }
}

TEST(Twirl, leaves_alone_what_is_another_gate) {
  QProg prog;
  prog << CZ(0, 1) << CNOT(0, 1).control(2) << X(1).control(0) << (QCircuit() << CNOT(0, 1)).control(3);
  EXPECT_EQ(names(direct_twirl(prog, "CNOT", 3)), names(prog));
  EXPECT_EQ(direct_twirl(prog, "CZ", 3).gate_operations().size(), 8u);
}

TEST(Twirl, reaches_into_nested_circuits_and_branches) {
  QProg prog(6);
  prog << H(0) << measure(0, 0) << (QCircuit() << T(4) << CNOT(3, 4)).dagger()
       << qif({0}).then(QProg() << CNOT(0, 1) << measure(1, 1)).qelse(QProg() << CNOT(1, 0)) << RESET(2)
       << qwhile({1}).loop(QProg() << CNOT(1, 2) << measure(1, 1));
  const QProg twirled = direct_twirl(prog, "CNOT", 9);
  EXPECT_EQ(twirled.gate_operations().size(), prog.gate_operations().size() + 16);
  EXPECT_EQ(twirled.get_measure_nodes().size(), 3u);
  EXPECT_EQ(twirled.qubits_num(), 6u);
  for (const char* word : {"QIF c[0]", "QELSE", "QWHILE c[1]", "RESET q[2]", "MEASURE q[1],c[1]"})
    EXPECT_NE(twirled.originir().find(word), std::string::npos) << word;
}

TEST(Twirl, seeds_repeat_and_other_names_are_refused) {
  const QProg prog = QProg() << CNOT(0, 1) << CNOT(1, 2) << CNOT(2, 0);
  EXPECT_EQ(names(direct_twirl(prog)), names(direct_twirl(prog, "CNOT", 0)));
  std::set<std::string> different;
  for (std::uint64_t seed = 0; seed < 50; ++seed) different.insert(names(direct_twirl(prog, "CNOT", seed)));
  EXPECT_GT(different.size(), 40u);
  for (const char* name : {"ISWAP", "cnot", "", "CX"}) EXPECT_THROW(direct_twirl(prog, name, 1), Unsupported) << name;
  EXPECT_EQ(direct_twirl(QProg()).operations().size(), 0u);
}

}  // namespace
}  // namespace qpanda3
