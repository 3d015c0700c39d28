// Writing OriginIR, and reading it back: random programs survive, in exact mode to the last bit.

#include <gtest/gtest.h>

#include <algorithm>
#include <cmath>
#include <cstring>
#include <numeric>
#include <random>

#include "qpanda3/base/error.hpp"
#include "qpanda3/gate/factories.hpp"
#include "qpanda3/text/originir.hpp"
#include "support/programs.hpp"

namespace qpanda3 {
namespace {

using support::prog_of;

TEST(OriginIrWriter, header_comes_from_use) {
  EXPECT_EQ(QProg().originir(), "QINIT 1\nCREG 1\n");
  EXPECT_EQ(QProg(7).originir(), "QINIT 1\nCREG 1\n");
  EXPECT_EQ(prog_of(H(4), measure(2, 6)).originir(), "QINIT 5\nCREG 7\nH q[4]\nMEASURE q[2],c[6]\n");
  EXPECT_EQ(prog_of(X(0).control(3)).originir(), "QINIT 4\nCREG 1\nCONTROL q[3]\nX q[0]\nENDCONTROL\n");
  EXPECT_EQ(prog_of(qif({5}).then(QProg()).qendif()).originir(), "QINIT 1\nCREG 6\nQIF c[5]\nQENDIF\n");
}

TEST(OriginIrWriter, numbers_in_fixed_notation) {
  const QProg prog = prog_of(RX(0, 0.123456789012), RX(0, -0.0), RX(0, 1e20), RX(0, -1e-12));
  EXPECT_EQ(prog.originir(),
            "QINIT 1\nCREG 1\nRX q[0],(0.12345679)\nRX q[0],(-0.00000000)\n"
            "RX q[0],(100000000000000000000.00000000)\nRX q[0],(-0.00000000)\n");
  EXPECT_EQ(prog_of(RX(0, 0.123456789012)).originir(20), "QINIT 1\nCREG 1\nRX q[0],(0.12345678901199999555)\n");
  EXPECT_EQ(prog_of(U2(0, 2.5, -7.6)).originir(0), "QINIT 1\nCREG 1\nU2 q[0],(2,-8)\n");
  EXPECT_EQ(prog_of(RX(0, 1e300)).originir(100).size(), std::strlen("QINIT 1\nCREG 1\nRX q[0],()\n") + 301 + 1 + 100);
  EXPECT_THROW(prog.originir(-1), NegativeValue);
  EXPECT_THROW(prog.originir(101), InvalidArgument);
  EXPECT_THROW(QCircuit().originir(-1), NegativeValue);
}

TEST(OriginIrWriter, exact_numbers_are_as_short_as_they_can_be) {
  EXPECT_EQ(to_originir(prog_of(U3(0, 0.1, 1e-300, 3)), {.exact = true}), "QINIT 1\nCREG 1\nU3 q[0],(0.1,1e-300,3)\n");
}

TEST(OriginIrWriter, names_that_differ_from_the_gate) {
  EXPECT_EQ(prog_of(CP(0, 1, 0.5), RPHI(0, 1, 2), TOFFOLI(0, 1, 2), CRY(1, 0, 1)).originir(1),
            "QINIT 3\nCREG 1\nCR q[0],q[1],(0.5)\nRPhi q[0],(1.0,2.0)\nCONTROL q[0],q[1]\nX q[2]\nENDCONTROL\n"
            "CONTROL q[1]\nRY q[0],(1.0)\nENDCONTROL\n");
}

TEST(OriginIrWriter, each_gate_has_its_own_blocks) {
  QCircuit inner, outer;
  inner << H(0) << CNOT(0, 1);
  outer << inner.dagger().control(3) << BARRIER({0, 1}) << S(2).dagger();
  EXPECT_EQ(prog_of(outer.control({4, 5}).dagger()).originir(),
            "QINIT 6\nCREG 1\n"
            "CONTROL q[4],q[5]\nS q[2]\nENDCONTROL\n"
            "CONTROL q[4],q[5]\nDAGGER\nBARRIER q[0],q[1]\nENDDAGGER\nENDCONTROL\n"
            "CONTROL q[3],q[4],q[5]\nH q[0]\nENDCONTROL\n"
            "CONTROL q[3],q[4],q[5]\nCNOT q[0],q[1]\nENDCONTROL\n");
  EXPECT_EQ(inner.dagger().originir(),
            "QINIT 2\nCREG 1\nDAGGER\nCNOT q[0],q[1]\nENDDAGGER\nDAGGER\nH q[0]\nENDDAGGER\n");
  EXPECT_EQ(inner.control(2).originir(),
            "QINIT 3\nCREG 1\nCONTROL q[2]\nH q[0]\nENDCONTROL\nCONTROL q[2]\nCNOT q[0],q[1]\nENDCONTROL\n");
}

TEST(OriginIrWriter, oracle_without_its_matrix) {
  EXPECT_EQ(prog_of(Oracle({1, 0}, Matrix::identity(4)).dagger()).originir(),
            "QINIT 2\nCREG 1\nDAGGER\nORACLE q[1],q[0]\nENDDAGGER\n");
}

TEST(OriginIrWriter, branches_and_loops) {
  const QProg branch = qif({0, 1}).then(prog_of(X(0))).qelseif({1}).then(prog_of(Y(0))).qelse(prog_of(Z(1)));
  const QProg nested = qif({0}).then(prog_of(X(0))).qelse(prog_of(qif({2}).then(prog_of(Y(0))).qendif()));
  EXPECT_EQ(prog_of(branch).originir(),
            "QINIT 2\nCREG 2\nQIF c[0],c[1]\nX q[0]\nQELSEIF c[1]\nY q[0]\nQELSE\nZ q[1]\nQENDIF\n");
  EXPECT_EQ(prog_of(nested).originir(), "QINIT 1\nCREG 3\nQIF c[0]\nX q[0]\nQELSE\nQIF c[2]\nY q[0]\nQENDIF\nQENDIF\n");
  EXPECT_EQ(prog_of(qif({}).then(prog_of(X(0))).qendif()).originir(), "QINIT 1\nCREG 1\nQIF \nX q[0]\nQENDIF\n");
  EXPECT_EQ(prog_of(qwhile({3}).loop(prog_of(H(0), measure(0, 0)))).originir(),
            "QINIT 1\nCREG 4\nQWHILE c[3]\nH q[0]\nMEASURE q[0],c[0]\nQENDWHILE\n");
}

/// Any program that OriginIR can hold.
class RandomProgram {
 public:
  explicit RandomProgram(std::uint32_t seed) : engine_(seed) {}

  QProg program(int depth) {
    QProg prog;
    for (int i = 0; i < 12; ++i) {
      switch (depth > 0 ? below(8) : below(5)) {
        case 5:
          prog << qif(bits(80))
                      .then(program(depth - 1))
                      .qelseif(bits(81))
                      .then(program(depth - 1))
                      .qelse(program(depth - 1));
          break;
        case 6:
          prog << qwhile(bits(below(90))).loop(program(depth - 1));
          break;
        case 7:
          prog << circuit(depth);
          break;
        case 4:
          prog << measure(below(kQubits), below(70));
          break;
        default:
          prog << gate(qubits());
      }
    }
    return prog;
  }

 private:
  static constexpr unsigned kQubits = 9;

  unsigned below(unsigned bound) { return std::uniform_int_distribution<unsigned>(0, bound - 1)(engine_); }
  std::vector<Index> qubits() {
    std::vector<Index> all(kQubits);
    std::iota(all.begin(), all.end(), Index{0});
    std::shuffle(all.begin(), all.end(), engine_);
    return all;
  }
  /// `first` and some others; arms of a branch have different ones.
  std::vector<CBit> bits(unsigned first) {
    std::vector<CBit> list{CBit(first)};
    for (unsigned i = below(4); i > 0; --i) list.emplace_back(below(70));
    return list;
  }
  /// Every magnitude a double has.
  double number() {
    return std::ldexp(std::uniform_real_distribution<double>(-1, 1)(engine_), static_cast<int>(below(2040)) - 1020);
  }

  QGate gate(const std::vector<Index>& from) {
    const std::span<const GateInfo> table = gate_table();
    const GateInfo& info = table[below(static_cast<unsigned>(table.size()))];
    if (info.type == GateType::ORACLE) return gate(from);
    const std::size_t targets = info.takes_list() ? 1 + below(3) : info.num_targets;
    if (targets > from.size()) return gate(from);
    std::vector<double> params;
    for (int i = 0; i < info.num_params; ++i) params.push_back(number());
    QGate result(info.type, std::span(from).first(targets), params);
    std::vector<Qubit> controls;
    for (unsigned i = below(3); i > 0 && targets + controls.size() < from.size(); --i)
      controls.emplace_back(from[targets + controls.size()]);
    if (!controls.empty()) result = result.control(controls);
    return below(2) == 0 ? result.dagger() : result;
  }

  QCircuit circuit(int depth) { return circuit(depth, qubits()); }
  QCircuit circuit(int depth, std::vector<Index> from) {
    const Index control = from.back();
    from.pop_back();
    QCircuit result;
    for (int i = 0; i < 4; ++i) {
      std::shuffle(from.begin(), from.end(), engine_);
      if (depth > 0 && below(3) == 0) result << circuit(depth - 1, from);
      result << gate(from);
    }
    if (below(2) == 0) result = result.dagger();
    return below(2) == 0 ? result.control(control) : result;
  }

  std::mt19937 engine_;
};

std::vector<Index> sorted(const IndexList& list) {
  std::vector<Index> result = list.to_vector();
  std::sort(result.begin(), result.end());
  return result;
}

/// Reading puts the qubits of each CONTROL into ascending order; nothing else may change.
TEST(OriginIrRoundTrip, random_programs_are_read_as_they_were_written) {
  std::size_t gates = 0;
  for (std::uint32_t seed = 0; seed < 200; ++seed) {
    const QProg prog = RandomProgram(seed).program(2);
    const QProg read = parse_originir(to_originir(prog, {.exact = true}));
    const std::string text = to_originir(read, {.exact = true});
    EXPECT_EQ(to_originir(parse_originir(text), {.exact = true}), text) << "seed " << seed;
    const std::vector<QGate> before = prog.gate_operations();
    const std::vector<QGate> after = read.gate_operations();
    ASSERT_EQ(before.size(), after.size()) << "seed " << seed;
    EXPECT_EQ(prog.get_measure_nodes().size(), read.get_measure_nodes().size()) << "seed " << seed;
    for (std::size_t i = 0; i < before.size(); ++i) {
      EXPECT_EQ(before[i].gate_type(), after[i].gate_type());
      EXPECT_EQ(before[i].is_dagger(), after[i].is_dagger());
      EXPECT_EQ(sorted(before[i].controls()), sorted(after[i].controls()));
      EXPECT_EQ(before[i].targets(), after[i].targets());
      const auto a = before[i].parameters(), b = after[i].parameters();
      ASSERT_EQ(a.size(), b.size());
      EXPECT_EQ(std::memcmp(a.data(), b.data(), a.size_bytes()), 0) << "seed " << seed << ", gate " << i;
    }
    gates += before.size();
  }
  EXPECT_GT(gates, 5000u);
}

TEST(OriginIrRoundTrip, fixed_notation_is_stable) {
  for (std::uint32_t seed = 1000; seed < 1050; ++seed) {
    const std::string text = parse_originir(RandomProgram(seed).program(1).originir()).originir();
    EXPECT_EQ(parse_originir(text).originir(), text) << "seed " << seed;
  }
}

}  // namespace
}  // namespace qpanda3
