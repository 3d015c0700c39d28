// Commuting groups. A group is known by a few masks, not by its members: products commute with all members if they
// commute with generators of the group, of which there are at most n; qubit by qubit, with the letters seen so far.

#include <algorithm>
#include <bit>

#include "hamiltonian/pauli_terms.hpp"
#include "qpanda3/hamiltonian/pauli_operator.hpp"

namespace qpanda3 {
namespace {

using Masks = std::vector<std::uint64_t>;  ///< as PauliTerms::masks()

bool commute(const std::uint64_t* a, const std::uint64_t* b, std::size_t words) {
  int anticommuting = 0;
  for (std::size_t w = 0; w < words; ++w) anticommuting += std::popcount((a[w] & b[words + w]) ^ (a[words + w] & b[w]));
  return anticommuting % 2 == 0;
}

/// Terms that commute as wholes.
class CommutingGroup {
 public:
  explicit CommutingGroup(std::size_t words) : words_(words) {}

  bool fits(const std::uint64_t* term) const {
    return std::all_of(generators_.begin(), generators_.end(),
                       [&](const Generator& generator) { return commute(generator.masks.data(), term, words_); });
  }
  /// Keeps the term if it is no product of generators (Gaussian elimination on masks as vectors of bits).
  void add(const std::uint64_t* term) {
    Masks rest(term, term + 2 * words_);
    for (const Generator& generator : generators_)
      if ((rest[generator.word] & generator.bit) != 0)
        for (std::size_t w = 0; w < rest.size(); ++w) rest[w] ^= generator.masks[w];
    const auto leading = std::find_if(rest.begin(), rest.end(), [](std::uint64_t word) { return word != 0; });
    if (leading == rest.end()) return;
    const auto word = static_cast<std::size_t>(leading - rest.begin());
    const std::uint64_t bit = *leading & (0 - *leading);
    generators_.push_back({std::move(rest), word, bit});
  }

 private:
  struct Generator {
    Masks masks;
    std::size_t word;  ///< where this bit is set, and in no generator that came later
    std::uint64_t bit;
  };
  std::size_t words_;
  std::vector<Generator> generators_;
};

/// Terms of which no two have different letters on a qubit.
class QubitWiseGroup {
 public:
  explicit QubitWiseGroup(std::size_t words) : words_(words), letters_(2 * words) {}

  bool fits(const std::uint64_t* term) const {
    for (std::size_t w = 0; w < words_; ++w) {
      const std::uint64_t x = term[w], z = term[words_ + w], own_x = letters_[w], own_z = letters_[words_ + w];
      if ((((x ^ own_x) | (z ^ own_z)) & (x | z) & (own_x | own_z)) != 0) return false;
    }
    return true;
  }
  void add(const std::uint64_t* term) {
    for (std::size_t w = 0; w < letters_.size(); ++w) letters_[w] |= term[w];
  }

 private:
  std::size_t words_;
  Masks letters_;
};

/// For each term the number of the first group it fits.
template <class Group>
std::vector<std::size_t> first_fit(const PauliTerms& terms, std::size_t& num_groups) {
  std::vector<Group> groups;
  std::vector<std::size_t> group_of(terms.size());
  for (std::size_t term = 0; term < terms.size(); ++term) {
    InterruptScope::poll();
    const std::uint64_t* const masks = terms.masks(term);
    const auto found =
        std::find_if(groups.begin(), groups.end(), [&](const Group& group) { return group.fits(masks); });
    group_of[term] = static_cast<std::size_t>(found - groups.begin());
    if (found == groups.end()) groups.emplace_back(terms.words());
    groups[group_of[term]].add(masks);
  }
  num_groups = groups.size();
  return group_of;
}

}  // namespace

std::vector<PauliOperator> PauliOperator::group_commuting(bool qubit_wise) const {
  std::size_t num_groups = 0;
  const std::vector<std::size_t> group_of =
      qubit_wise ? first_fit<QubitWiseGroup>(*terms_, num_groups) : first_fit<CommutingGroup>(*terms_, num_groups);
  std::vector<PauliTerms> groups(num_groups, PauliTerms(num_qubits()));
  for (std::size_t term = 0; term < size(); ++term)
    groups[group_of[term]].append(terms_->masks(term), terms_->coef(term));
  std::vector<PauliOperator> result;
  result.reserve(num_groups);
  for (PauliTerms& group : groups) result.push_back(from_terms(std::move(group)));
  return result;
}

}  // namespace qpanda3
