// Conditions of branches and loops: what they hold, how they are stored, renamed and counted.

#include "qpanda3/circuit/condition.hpp"

#include <gtest/gtest.h>

#include "qpanda3/base/error.hpp"
#include "qpanda3/circuit/prog.hpp"
#include "qpanda3/gate/factories.hpp"

namespace qpanda3 {
namespace {

QProg body() {
  QProg prog;
  prog << X(0);
  return prog;
}

Condition condition_of(const QProg& prog) { return prog.block().condition(prog.block().ops()[0]); }

TEST(Condition, value_of_a_register) {
  const Index bits[] = {5, 2, 9};
  EXPECT_EQ(Condition::equal_to(bits, 0b110), (Condition{{2, 9}, {5}}));
  EXPECT_EQ(Condition::equal_to(bits, 0), (Condition{{}, {2, 5, 9}}));
  EXPECT_EQ(Condition::equal_to({}, 0), Condition{});
  EXPECT_THROW(Condition::equal_to(bits, 8), InvalidArgument);
  const Index twice[] = {3, 3};
  EXPECT_THROW(Condition::equal_to(twice, 0), InvalidArgument);
  EXPECT_THROW(Condition::equal_to(twice, 1), InvalidArgument) << "1 and 0 at once";
  std::vector<Index> wide(70);
  for (Index i = 0; i < 70; ++i) wide[i] = i;
  const Condition top = Condition::equal_to(wide, std::uint64_t{1} << 63);
  EXPECT_EQ(top.ones, std::vector<Index>{63});
  EXPECT_EQ(top.zeros.size(), 69u);
}

TEST(Condition, covers_a_register) {
  EXPECT_TRUE((Condition{{1}, {0, 2}}.covers(3)));
  EXPECT_FALSE((Condition{{1}, {0, 2}}.covers(4)));
  EXPECT_FALSE((Condition{{1}, {0, 2}}.covers(2)));
  EXPECT_FALSE((Condition{{1}, {2}}.covers(3)));
  EXPECT_TRUE((Condition{{0, 0}, {1}}.covers(2))) << "a bit may be named twice";
  EXPECT_TRUE(Condition{}.covers(0));
}

TEST(Condition, bits_that_are_0_are_stored_and_counted) {
  const QProg branch = QIf(Condition{{4}, {7, 1}}).then(body()).qendif();
  EXPECT_EQ(condition_of(branch), (Condition{{4}, {1, 7}})) << "sorted";
  EXPECT_EQ(branch.cbits_num(), 8u);
  EXPECT_EQ(branch.qubits(), std::vector<Index>{0}) << "bits are no qubits";
  const QProg loop = QWhile(Condition{{}, {3}}).loop(body());
  EXPECT_EQ(condition_of(loop), (Condition{{}, {3}}));
  EXPECT_THROW(QIf(Condition{{1, 2}, {2}}), InvalidArgument);
  EXPECT_THROW(QWhile(Condition{{1}, {1}}), InvalidArgument);
}

TEST(Condition, arms_with_the_same_condition_are_refused) {
  const QIfThen branch = QIf(Condition{{0}, {1}}).then(body());
  EXPECT_THROW(branch.otherwise_if({{0}, {1}}), InvalidArgument);
  EXPECT_NO_THROW(branch.otherwise_if({{1}, {0}}));
  EXPECT_NO_THROW(branch.qelseif({0}));
}

TEST(Condition, survives_flattening_listing_and_renaming) {
  QProg inner, prog;
  inner << QIf(Condition{{0}, {2}}).then(body()).otherwise_if({{2}, {0}}).then(body()).qendif();
  prog << H(1) << inner;
  EXPECT_EQ(condition_of(std::get<QProg>(prog.operations()[1])), (Condition{{0}, {2}}));
  QProg flat = prog.flatten();
  EXPECT_EQ(flat.block().condition(flat.block().ops()[1]), (Condition{{0}, {2}}));
  prog.remap(std::map<Index, Index>{}, {{0, 2}, {2, 0}});
  flat = prog.flatten();
  EXPECT_EQ(flat.block().condition(flat.block().ops()[1]), (Condition{{2}, {0}}));
  EXPECT_THROW(prog.remap(std::map<Index, Index>{}, {{0, 2}}), InvalidArgument) << "two bits become one";
}

}  // namespace
}  // namespace qpanda3
