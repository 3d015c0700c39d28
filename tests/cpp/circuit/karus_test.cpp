// Karus: what is refused, and how programs hold and count channels.

#include "qpanda3/circuit/karus.hpp"

#include <gtest/gtest.h>

#include <cmath>

#include "qpanda3/base/error.hpp"
#include "qpanda3/circuit/cursor.hpp"
#include "qpanda3/circuit/prog.hpp"
#include "qpanda3/gate/factories.hpp"

namespace qpanda3 {
namespace {

const KarusMatrices kDamping{{1, 0, 0, std::sqrt(0.75)}, {0, 0.5, 0, 0}};

KarusMatrices identity(std::size_t rows) {
  std::vector<Complex> matrix(rows * rows);
  for (std::size_t i = 0; i < rows; ++i) matrix[i * (rows + 1)] = 1;
  return {matrix};
}

Karus on(std::vector<Index> qubits, KarusMatrices matrices) { return Karus(qubits, std::move(matrices)); }

TEST(Karus, keeps_what_was_given) {
  const Karus karus = on({4}, kDamping);
  EXPECT_EQ(karus.qubits(), std::vector<Index>{4});
  EXPECT_EQ(karus.karus_matrices(), kDamping);
}

TEST(Karus, refuses_what_is_no_channel_on_its_qubits) {
  EXPECT_THROW(on({}, {}), InvalidArgument);
  EXPECT_THROW(on({0}, {}), InvalidArgument);
  EXPECT_THROW(on({}, kDamping), InvalidArgument);
  EXPECT_THROW(on({0, 1}, kDamping), InvalidArgument);
  EXPECT_THROW(on({1, 1}, identity(4)), InvalidArgument);
  EXPECT_THROW(on({0}, {{1, 0, 0}}), InvalidArgument) << "not square";
  EXPECT_THROW(on({0}, {{1, 0, 0, 1}, {0}}), InvalidArgument);
  EXPECT_THROW(on({0}, {{1, 0, 0, 1}, identity(4)[0]}), InvalidArgument);
  EXPECT_THROW(on({0}, {{1, 0, 0, 2}}), InvalidArgument) << "not trace preserving";
  EXPECT_THROW(on({0}, {{1, 0, 0, NAN}}), InvalidArgument);
  EXPECT_NO_THROW(on({0}, {{1, 0, 0, 1 + 1e-8}}));
  EXPECT_NO_THROW(on({0, 1, 2}, identity(8)));
}

TEST(Karus, is_renamed_in_place) {
  Karus karus = on({2, 5}, identity(4));
  const Index list[] = {0, 1, 2, 3, 4, 9};
  EXPECT_EQ(&karus.remap(std::span<const Index>(list)), &karus);
  EXPECT_EQ(karus.qubits(), (std::vector<Index>{2, 9}));
  EXPECT_THROW(karus.remap(std::span<const Index>(list)), IndexOutOfRange);
  karus.remap(std::map<Index, Index>{{9, 1}});
  EXPECT_EQ(karus.qubits(), (std::vector<Index>{2, 1}));
  EXPECT_THROW(karus.remap(std::map<Index, Index>{{1, 2}}), InvalidArgument);
  EXPECT_EQ(karus.qubits(), (std::vector<Index>{2, 1}));
}

QProg sample() {
  QProg inner, prog;
  inner << on({2, 5}, identity(4)) << X(3);
  prog << H(0) << on({0}, kDamping) << inner << measure(0, 0);
  return prog;
}

TEST(Karus, is_an_item_of_programs) {
  const QProg prog = sample();
  const auto items = prog.operations();
  ASSERT_EQ(items.size(), 5u);
  EXPECT_EQ(std::get<Karus>(items[1]).karus_matrices(), kDamping);
  EXPECT_EQ(std::get<Karus>(items[2]).qubits(), (std::vector<Index>{2, 5}));
  EXPECT_EQ(prog.flatten().operations().size(), 5u);
  EXPECT_EQ(prog.qubits(), (std::vector<Index>{0, 2, 5, 3}));
  EXPECT_EQ(prog.qubits_num(), 6u);
  EXPECT_TRUE(prog.block().has_karus());
}

TEST(Karus, is_no_gate) {
  const QProg prog = sample();
  EXPECT_EQ(prog.depth(), 1u);
  EXPECT_EQ(prog.count_ops(), (std::map<std::string, std::size_t>{{"H", 1}, {"X", 1}}));
  EXPECT_EQ(prog.gate_operations().size(), 2u);
  EXPECT_EQ(prog.to_circuit().size(), 2u);
  EXPECT_EQ(prog.originir(), "QINIT 4\nCREG 1\nH q[0]\n// Karus\n// Karus\nX q[3]\nMEASURE q[0],c[0]\n");
  EXPECT_EQ(QProg(prog.originir()).originir(), "QINIT 4\nCREG 1\nH q[0]\nX q[3]\nMEASURE q[0],c[0]\n");
}

TEST(Karus, is_renamed_with_its_program) {
  QProg prog = sample();
  prog.remap(std::map<Index, Index>{{5, 0}, {0, 7}});
  EXPECT_EQ(std::get<Karus>(prog.operations()[2]).qubits(), (std::vector<Index>{2, 0}));
  EXPECT_EQ(std::get<Karus>(prog.operations()[1]).qubits(), std::vector<Index>{7});
  EXPECT_EQ(std::get<Karus>(sample().operations()[1]).qubits(), std::vector<Index>{0});
}

TEST(Karus, stands_in_branches) {
  QProg body, prog;
  body << on({1}, kDamping);
  prog << qif({0}).then(body).qelse(body) << qwhile({0}).loop(body);
  EXPECT_EQ(prog.depth(), 0u);
  EXPECT_EQ(prog.originir(),
            "QINIT 1\nCREG 1\nQIF c[0]\n// Karus\nQELSE\n// Karus\nQENDIF\nQWHILE c[0]\n// Karus\nQENDWHILE\n");
}

}  // namespace
}  // namespace qpanda3
