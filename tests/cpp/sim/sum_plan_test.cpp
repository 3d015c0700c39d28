// How observables are cut into parts and passes: nothing is lost, and no move leaves a tile.

#include "sim/sum_plan.hpp"

#include <gtest/gtest.h>

#include <bit>
#include <map>
#include <random>

#include "sim/bit_masks.hpp"

namespace qpanda3::sim {
namespace {

int sign(std::uint64_t i, std::uint64_t z) { return (std::popcount(i & z) & 1) != 0 ? -1 : 1; }

/// `terms` on random qubits; x masks come from `moves` values, so that many terms share one.
XGroups random_groups(unsigned num_qubits, std::size_t terms, std::size_t moves, unsigned seed) {
  std::mt19937_64 engine(seed);
  std::uniform_real_distribution<double> weight(-1, 1);
  const std::uint64_t all = lowest_bits(num_qubits);
  std::vector<std::uint64_t> x(moves);
  for (std::uint64_t& move : x) move = engine() & engine() & all;
  std::vector<MaskTerm> items;
  for (std::size_t i = 0; i < terms; ++i) items.push_back({x[engine() % moves], engine() & all, weight(engine)});
  return group_by_x(std::move(items));
}

/// The diagonal of a part at i.
double diagonal(const SumPlan& plan, const SumPart& part, std::uint64_t i) {
  const std::uint64_t* const masks = plan.masks.data() + part.masks;
  const double* const weights = plan.weights.data() + part.weights;
  double sum = 0;
  std::size_t combination = 0;
  switch (part.form) {
    case SumForm::signs:
      return weights[0] * sign(i, masks[0]);
    case SumForm::lookup:
      for (std::size_t k = 0; k < part.num_masks; ++k) combination |= std::size_t{sign(i, masks[k]) < 0} << k;
      return weights[combination];
    case SumForm::dense:
      for (std::size_t t = 0; t < part.num_masks; ++t) sum += weights[t] * sign(i, masks[t]);
      return sum;
  }
  return 0;
}

void check_parts(const SumPlan& plan, const XGroups& groups) {
  std::mt19937_64 engine(1);
  for (int repetition = 0; repetition < 20; ++repetition) {
    const std::uint64_t i = engine() & lowest_bits(plan.num_qubits);
    std::map<std::uint64_t, Complex> expected, found;
    for (const XGroup& group : groups.groups)
      for (const WeightedSign& term : groups.of(group))
        expected[group.x] += term.weight * static_cast<double>(sign(i, term.z));
    for (const SumPart& part : plan.parts)
      found[part.x] += part.kind == kStraight ? Complex(diagonal(plan, part, i)) : Complex(0, diagonal(plan, part, i));
    ASSERT_EQ(found.size(), expected.size());
    for (const auto& [x, value] : expected) ASSERT_LT(std::abs(found.at(x) - value), 1e-12) << x;
  }
}

void check_passes(const SumPlan& plan) {
  std::size_t next = 0;
  for (const SumPass& pass : plan.passes) {
    EXPECT_EQ(pass.begin, next);
    EXPECT_LT(pass.begin, pass.end);
    next = pass.end;
    ASSERT_EQ(pass.basis.size(), plan.tile_bits - plan.chunk_bits);
    ASSERT_EQ(count_bits(pass.pivots), pass.basis.size());
    bool is_contiguous = true;
    for (std::size_t k = 0; k < pass.basis.size(); ++k) {
      EXPECT_EQ(extract(pass.basis[k], pass.pivots), std::uint64_t{1} << k);
      EXPECT_EQ(pass.basis[k] & lowest_bits(plan.chunk_bits), 0u);
      is_contiguous = is_contiguous && pass.basis[k] == std::uint64_t{1} << (plan.chunk_bits + k);
    }
    EXPECT_EQ(pass.is_contiguous, is_contiguous);
    for (std::size_t p = pass.begin; p < pass.end; ++p) {
      std::uint64_t rest = plan.parts[p].x & ~lowest_bits(plan.chunk_bits);
      const std::uint64_t coordinates = extract(rest, pass.pivots);
      for (std::size_t k = 0; k < pass.basis.size(); ++k)
        if ((coordinates >> k & 1) != 0) rest ^= pass.basis[k];
      ASSERT_EQ(rest, 0u) << "part " << p << " leaves its tiles";
    }
  }
  EXPECT_EQ(next, plan.parts.size());
}

TEST(SumPlan, parts_make_up_the_operator_and_stay_in_tiles) {
  unsigned seed = 0;
  for (const unsigned num_qubits : {0u, 1u, 3u, 7u, 8u, 10u, 16u, 17u, 20u, 30u, 40u})
    for (const std::size_t terms : {1u, 2u, 7u, 40u, 2000u})
      for (const std::size_t moves : {1u, 3u, 500u}) {
        const XGroups groups = random_groups(num_qubits, terms, moves, ++seed);
        const SumPlan plan = plan_sums(groups, num_qubits);
        SCOPED_TRACE(testing::Message() << num_qubits << " qubits, " << terms << " terms, " << moves << " masks");
        EXPECT_EQ(plan.num_qubits, num_qubits);
        EXPECT_EQ(plan.tile_bits, std::min(num_qubits, kTileBits));
        check_parts(plan, groups);
        check_passes(plan);
      }
}

TEST(SumPlan, forms_follow_the_structure_of_the_terms) {
  const auto forms = [](const XGroups& groups) {
    std::map<SumForm, int> count;
    for (const SumPart& part : plan_sums(groups, 20).parts) ++count[part.form];
    return count;
  };
  using Forms = std::map<SumForm, int>;
  EXPECT_EQ(forms({}), Forms());
  EXPECT_EQ(forms(group_by_x({{3, 5, 1.0}})), (Forms{{SumForm::signs, 1}}));
  // Weights of a real and of an imaginary term are two sums.
  EXPECT_EQ(forms(group_by_x({{3, 0, 1.0}, {3, 1, 1.0}})), (Forms{{SumForm::signs, 2}}));
  // Eight terms, but the products of three signs.
  std::vector<MaskTerm> excitation;
  for (std::uint64_t z = 0; z < 8; ++z) excitation.push_back({0, z << 7, 1.0});
  EXPECT_EQ(forms(group_by_x(excitation)), (Forms{{SumForm::lookup, 1}}));
  std::vector<MaskTerm> many;
  for (Index a = 0; a < 20; ++a)
    for (Index b = 0; b < a; ++b) many.push_back({0, bit_of(a) | bit_of(b), 1.0});
  EXPECT_EQ(forms(group_by_x(many)), (Forms{{SumForm::dense, 1}}));
}

TEST(SumPlan, one_pass_takes_all_moves_that_span_a_tile) {
  std::vector<MaskTerm> items;
  for (Index q = 0; q < 16; ++q) items.push_back({bit_of(q), 0, 1.0});
  SumPlan plan = plan_sums(group_by_x(items), 25);
  ASSERT_EQ(plan.passes.size(), 1u);
  EXPECT_TRUE(plan.passes[0].is_contiguous);
  // Any moves will do, as long as few of them are independent.
  items.clear();
  for (std::uint64_t combination = 1; combination < 512; ++combination)
    items.push_back({deposit(combination, 0x155ull << 12) ^ deposit(combination, 0x155ull << 13), 0, 1.0});
  plan = plan_sums(group_by_x(items), 25);
  ASSERT_EQ(plan.passes.size(), 1u);
  EXPECT_FALSE(plan.passes[0].is_contiguous);
}

}  // namespace
}  // namespace qpanda3::sim
