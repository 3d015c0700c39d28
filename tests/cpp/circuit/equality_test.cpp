// ==: the same operations in the same order, however they are nested.

#include <gtest/gtest.h>

#include "qpanda3/circuit/prog.hpp"
#include "qpanda3/gate/factories.hpp"
#include "support/programs.hpp"
#include "support/random_circuits.hpp"

namespace qpanda3 {
namespace {

using support::circuit_of;
using support::prog_of;

TEST(Equality, of_gates_is_of_all_their_parts) {
  EXPECT_EQ(RX(0, 0.3), RX(0, 0.3));
  EXPECT_NE(RX(0, 0.3), RX(0, 0.4));
  EXPECT_NE(RX(0, 0.3), RX(1, 0.3));
  EXPECT_NE(RX(0, 0.3), RY(0, 0.3));
  EXPECT_NE(RX(0, 0.3), RX(0, 0.3).dagger());
  EXPECT_EQ(RX(0, 0.3), RX(0, 0.3).dagger().dagger());
  EXPECT_NE(X(0).control(1), X(0).control(2));
  EXPECT_NE(X(0).control({1, 2}), X(0).control({2, 1}));
  EXPECT_NE(CNOT(1, 0), X(0).control(1)) << "written differently";
  const Matrix one = Matrix::identity(2);
  EXPECT_EQ(Oracle({0}, one), Oracle({0}, Matrix(one)));
  Matrix other = one;
  other(1, 1) = -1;
  EXPECT_NE(Oracle({0}, one), Oracle({0}, other));
}

TEST(Equality, of_operations_asks_for_the_class) {
  EXPECT_EQ(measure(0, 1), measure(0, 1));
  EXPECT_NE(measure(0, 1), measure(0, 2));
  Operation plain, same;
  plain.set_targets(std::vector<Index>{0});
  EXPECT_NE(plain, same);
  same.set_targets(std::vector<Index>{0});
  EXPECT_EQ(plain, same);
  const QGate gate = H(0);
  EXPECT_FALSE(plain == static_cast<const Operation&>(gate));
}

TEST(Equality, resolves_nesting_daggers_and_controls) {
  const QCircuit inner = circuit_of(S(0), T(1));
  EXPECT_EQ(circuit_of(H(0), inner.dagger()), circuit_of(H(0), T(1).dagger(), S(0).dagger()));
  EXPECT_EQ(inner.control(2), circuit_of(S(0).control(2), T(1).control(2)));
  EXPECT_EQ(circuit_of(inner, H(0)), circuit_of(S(0), circuit_of(T(1), H(0)))) << "cut elsewhere";
  EXPECT_EQ(circuit_of(inner, inner), circuit_of(S(0), T(1), S(0), T(1)));
  EXPECT_EQ(circuit_of(QCircuit(), inner, QCircuit()), inner) << "empty circuits do not count";
  EXPECT_NE(circuit_of(inner, inner), circuit_of(inner, inner.dagger()));
  EXPECT_NE(inner, circuit_of(T(1), S(0)));
  EXPECT_NE(inner, circuit_of(S(0)));
  QCircuit named = inner;
  named.set_name("other");
  EXPECT_EQ(named, inner);
}

TEST(Equality, asks_for_the_number_of_qubits) {
  QCircuit wide(3);
  wide << H(0);
  EXPECT_NE(wide, circuit_of(H(0)));
  EXPECT_NE(QProg(2), QProg());
  EXPECT_EQ(QProg(), QProg());
}

TEST(Equality, of_programs_looks_into_branches) {
  const QProg x = prog_of(X(0)), y = prog_of(Y(0));
  EXPECT_EQ(qif({0}).then(x).qelse(y), qif({0}).then(prog_of(x)).qelse(y));
  EXPECT_NE(qif({0}).then(x).qelse(y), qif({0}).then(y).qelse(x));
  EXPECT_NE(qif({0}).then(x).qelse(y), qif({0}).then(x).qendif());
  EXPECT_NE(qif({0}).then(x).qendif(), qif({1}).then(x).qendif());
  EXPECT_NE(QIf(Condition{{0}, {1}}).then(x).qendif(), QIf(Condition{{1}, {0}}).then(x).qendif());
  EXPECT_NE(qif({0}).then(x).qendif(), qwhile({0}).loop(x));
  EXPECT_EQ(qif({0}).then(x).qelse(qif({1}).then(y).qendif()), qif({0}).then(x).qelseif({1}).then(y).qendif());
  EXPECT_EQ(prog_of(prog_of(x, qwhile({0}).loop(y)), y), prog_of(x, prog_of(qwhile({0}).loop(y), y)));
  EXPECT_NE(prog_of(x, measure(0, 0)), prog_of(x, measure(0, 1)));
}

TEST(Equality, of_channels) {
  const Index first[] = {0}, second[] = {1};
  const KarusMatrices flip{{std::sqrt(0.5), 0, 0, std::sqrt(0.5)}, {0, std::sqrt(0.5), std::sqrt(0.5), 0}};
  const KarusMatrices project{{1, 0, 0, 0}, {0, 0, 0, 1}};
  EXPECT_EQ(Karus(first, flip), Karus(first, flip));
  EXPECT_NE(Karus(first, flip), Karus(second, flip));
  EXPECT_NE(Karus(first, flip), Karus(first, project));
  EXPECT_EQ(prog_of(Karus(first, flip)), prog_of(prog_of(Karus(first, flip))));
  EXPECT_NE(prog_of(Karus(first, flip)), prog_of(Karus(first, project)));
}

TEST(Equality, agrees_with_the_lists_of_gates) {
  support::Random random(5);
  std::vector<QCircuit> circuits;
  for (int i = 0; i < 60; ++i) {
    // Short ones on few qubits, so that equal ones come up by chance, and each once more without nesting.
    circuits.push_back(support::random_circuit(random, 3, {0, 1, 2}, i % 3, 2).circuit);
    circuits.push_back(circuits.back().expand());
  }
  int equal = 0;
  for (const QCircuit& a : circuits)
    for (const QCircuit& b : circuits) {
      const bool same = a.gate_operations() == b.gate_operations() && a.get_register_size() == b.get_register_size();
      ASSERT_EQ(a == b, same) << a.originir() << b.originir();
      equal += same ? 1 : 0;
    }
  EXPECT_GT(equal, 120);
}

TEST(Equality, shared_circuits_are_compared_once) {
  // 2^60 gates each.
  QCircuit a = circuit_of(H(0), T(0)), b = circuit_of(H(0), T(0)), c = circuit_of(H(0), S(0));
  for (int i = 0; i < 60; ++i) {
    a = circuit_of(a, a.dagger());
    b = circuit_of(b, b.dagger());
    c = circuit_of(c, c.dagger());
  }
  EXPECT_EQ(a, b);
  EXPECT_NE(a, c);
  EXPECT_EQ(a.control({1, 2}), b.control(1).control(2));
}

}  // namespace
}  // namespace qpanda3
