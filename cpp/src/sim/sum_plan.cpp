#include "sim/sum_plan.hpp"

#include <algorithm>
#include <array>
#include <bit>
#include <span>

#include "sim/bit_masks.hpp"

namespace qpanda3::sim {
namespace {

/// What a pass may cost, as pairs of vectors: enough to repay reading a tile, not too much for one thread to do alone.
constexpr double kMaxPassCost = 2e6;

/// A basis of a few vectors of bits, each with a pivot, a bit that later ones do not have.
class Basis {
 public:
  /// What remains of `value`, and which vectors were taken off it.
  struct Rest {
    std::uint64_t value, coordinates;
  };
  Rest reduce(std::uint64_t value) const noexcept {
    std::uint64_t coordinates = 0;
    for (std::size_t k = 0; k < size_; ++k)
      if ((value & entries_[k].pivot) != 0) {
        value ^= entries_[k].vector;
        coordinates |= std::uint64_t{1} << k;
      }
    return {value, coordinates};
  }
  /// `rest` is what remained of a value, not 0.
  void add(std::uint64_t rest) noexcept { entries_[size_++] = {rest, std::bit_floor(rest)}; }
  /// No vector has the pivot of another, and they are in the order of their pivots.
  void finish() noexcept {
    for (std::size_t k = size_; k-- > 0;)
      for (std::size_t i = 0; i < k; ++i)
        if ((entries_[i].vector & entries_[k].pivot) != 0) entries_[i].vector ^= entries_[k].vector;
    std::sort(entries_.begin(), entries_.begin() + static_cast<std::ptrdiff_t>(size_),
              [](const Entry& a, const Entry& b) { return a.pivot < b.pivot; });
  }
  std::size_t size() const noexcept { return size_; }
  std::uint64_t vector(std::size_t k) const noexcept { return entries_[k].vector; }
  std::uint64_t pivot(std::size_t k) const noexcept { return entries_[k].pivot; }

 private:
  struct Entry {
    std::uint64_t vector, pivot;
  };
  static constexpr std::size_t kMaxSize = std::max<std::size_t>(kMaxRank, kTileBits - kChunkBits);

  std::array<Entry, kMaxSize> entries_;
  std::size_t size_ = 0;
};

/// values[i] becomes the sum over z of values[z] * (-1)^|i & z|.
void walsh(std::span<double> values) {
  for (std::size_t half = 1; half < values.size(); half *= 2)
    for (std::size_t begin = 0; begin < values.size(); begin += 2 * half)
      for (std::size_t i = begin; i < begin + half; ++i) {
        const double a = values[i], b = values[i + half];
        values[i] = a + b;
        values[i + half] = a - b;
      }
}

struct Term {
  std::uint64_t z;
  double weight;
  std::uint64_t coordinates = 0;  ///< of z, in the basis of the lookup
};

class Planner {
 public:
  explicit Planner(unsigned num_qubits) {
    plan_.num_qubits = num_qubits;
    plan_.tile_bits = std::min(num_qubits, kTileBits);
    plan_.chunk_bits = std::min(num_qubits, kChunkBits);
    block_bits_ = std::min(plan_.tile_bits, kBlockBits);
  }

  SumPlan run(const XGroups& groups) {
    plan_.masks.reserve(groups.terms.size());
    plan_.weights.reserve(groups.terms.size());
    for (const XGroup& group : groups.groups)
      for (const SumKind kind : {kStraight, kCrossed}) {
        terms_.clear();
        for (const WeightedSign& term : groups.of(group)) {
          const double weight = kind == kStraight ? term.weight.real() : term.weight.imag();
          if (weight != 0) terms_.push_back({term.z, weight});
        }
        if (!terms_.empty()) add_terms(group.x, kind);
      }
    share_out();
    return std::move(plan_);
  }

 private:
  // Costs are in pairs of vectors of 4 amplitudes, for a block, as measured with AVX-512: reading the signs of a pair
  // from a table costs as much as the pair, and so on.
  double pairs(std::uint64_t x) const {
    const double all = std::max(1.0, static_cast<double>(std::uint64_t{1} << block_bits_) / 4);
    return x == 0 ? all : all / 2;
  }
  double lookup_cost(std::uint64_t x, std::size_t rank) const {
    const double filling = static_cast<double>(std::size_t{1} << rank);
    return 1.6 * pairs(x) + filling / static_cast<double>(std::uint64_t{1} << (plan_.tile_bits - block_bits_)) + 10;
  }
  double dense_cost(std::uint64_t x, std::size_t terms) const {
    const auto size = static_cast<double>(std::uint64_t{1} << block_bits_);
    return 1.4 * pairs(x) + 2 * static_cast<double>(terms) + size * block_bits_ / 8 + 10;
  }
  double cost(const SumPart& part) const {
    switch (part.form) {
      case SumForm::signs:
        return pairs(part.x) + 10;
      case SumForm::lookup:
        return lookup_cost(part.x, part.num_masks);
      case SumForm::dense:
        return dense_cost(part.x, part.num_masks);
    }
    return 0;
  }

  void add_part(std::uint64_t x, SumKind kind, SumForm form, std::size_t num_masks, std::size_t first_mask) {
    plan_.parts.push_back(SumPart{.x = x,
                                  .form = form,
                                  .kind = kind,
                                  .num_masks = static_cast<std::uint32_t>(num_masks),
                                  .masks = first_mask,
                                  .weights = plan_.weights.size()});
  }

  /// The terms in `terms_` by lookups, as many as their masks need, or at once where that is cheaper.
  void add_terms(std::uint64_t x, SumKind kind) {
    const double limit = terms_.size() > kMaxRank ? dense_cost(x, terms_.size()) : 1e300;
    double spent = 0;
    const auto lookup = [&](std::size_t terms, std::size_t rank) {
      spent += lookup_cost(x, rank);
      cuts_.push_back({terms, rank});
      return spent <= limit;
    };
    const std::size_t first_mask = plan_.masks.size();
    cuts_.clear();
    Basis basis;
    for (std::size_t t = 0; t < terms_.size(); ++t) {
      Basis::Rest rest = basis.reduce(terms_[t].z);
      if (rest.value != 0) {
        if (basis.size() == kMaxRank) {
          if (!lookup(t, kMaxRank)) break;
          basis = Basis();
          rest = {terms_[t].z, 0};
        }
        rest.coordinates |= std::uint64_t{1} << basis.size();
        basis.add(rest.value);
        plan_.masks.push_back(rest.value);
      }
      terms_[t].coordinates = rest.coordinates;
    }
    const bool is_cheap = spent <= limit && lookup(terms_.size(), basis.size());
    if (!is_cheap) plan_.masks.resize(first_mask);
    if (is_cheap)
      add_lookups(x, kind, first_mask);
    else
      add_dense(x, kind);
  }

  void add_dense(std::uint64_t x, SumKind kind) {
    add_part(x, kind, SumForm::dense, terms_.size(), plan_.masks.size());
    for (const Term& term : terms_) {
      plan_.masks.push_back(term.z);
      plan_.weights.push_back(term.weight);
    }
  }

  /// One for each cut; their masks are in the plan already.
  void add_lookups(std::uint64_t x, SumKind kind, std::size_t first_mask) {
    std::size_t begin = 0;
    for (const auto& [end, rank] : cuts_) {
      const bool is_single = end - begin == 1;
      if (is_single && rank == 0) plan_.masks.push_back(0);
      const std::size_t num_masks = is_single ? 1 : rank;
      add_part(x, kind, is_single ? SumForm::signs : SumForm::lookup, num_masks, first_mask);
      first_mask += num_masks;
      const std::size_t first_weight = plan_.weights.size();
      if (is_single) {
        plan_.weights.push_back(terms_[begin].weight);
      } else {
        plan_.weights.resize(first_weight + (std::size_t{1} << rank));
        const std::span<double> values = std::span(plan_.weights).subspan(first_weight);
        for (std::size_t t = begin; t < end; ++t) values[terms_[t].coordinates] += terms_[t].weight;
        walsh(values);
      }
      begin = end;
    }
  }

  /// Which parts go into which pass: those whose moves lie in a space that grows from the lowest moves on, until it is
  /// as large as a tile.
  void share_out() {
    const unsigned chunk = plan_.chunk_bits;
    const std::size_t room = plan_.tile_bits - chunk;
    std::vector<SumPart> left = std::move(plan_.parts), rest;
    plan_.parts.clear();
    plan_.parts.reserve(left.size());
    std::vector<SumPart> taken;
    while (!left.empty()) {
      Basis basis;
      taken.clear();
      rest.clear();
      for (const SumPart& part : left) {
        const std::uint64_t more = basis.reduce(part.x >> chunk).value;
        if (more != 0 && basis.size() == room) {
          rest.push_back(part);
          continue;
        }
        if (more != 0) basis.add(more);
        taken.push_back(part);
      }
      for (unsigned bit = 0; basis.size() < room; ++bit) {
        const std::uint64_t more = basis.reduce(std::uint64_t{1} << bit).value;
        if (more != 0) basis.add(more);
      }
      basis.finish();
      add_passes(basis, taken);
      std::swap(left, rest);
    }
  }

  void add_passes(const Basis& basis, std::vector<SumPart>& taken) {
    SumPass pass;
    for (std::size_t k = 0; k < basis.size(); ++k) {
      pass.is_contiguous = pass.is_contiguous && basis.vector(k) == std::uint64_t{1} << k;
      pass.basis.push_back(basis.vector(k) << plan_.chunk_bits);
      pass.pivots |= basis.pivot(k) << plan_.chunk_bits;
    }
    // Parts with the same partner block one after another: then it is in the cache.
    const std::uint64_t low = lowest_bits(plan_.chunk_bits);
    const auto place = [&](std::uint64_t x) { return extract(x, pass.pivots) << plan_.chunk_bits | (x & low); };
    std::stable_sort(taken.begin(), taken.end(),
                     [&](const SumPart& a, const SumPart& b) { return place(a.x) < place(b.x); });
    const auto blocks = static_cast<double>(std::uint64_t{1} << (plan_.tile_bits - block_bits_));
    pass.begin = plan_.parts.size();
    double spent = 0;
    for (const SumPart& part : taken) {
      plan_.parts.push_back(part);
      spent += cost(part) * blocks;
      if (spent < kMaxPassCost) continue;
      pass.end = plan_.parts.size();
      plan_.passes.push_back(pass);
      pass.begin = pass.end;
      spent = 0;
    }
    pass.end = plan_.parts.size();
    if (pass.end != pass.begin) plan_.passes.push_back(std::move(pass));
  }

  /// Where the terms of a lookup end, and how many masks are a basis of theirs.
  struct Cut {
    std::size_t end, rank;
  };

  SumPlan plan_;
  unsigned block_bits_ = 0;
  std::vector<Term> terms_;
  std::vector<Cut> cuts_;
};

}  // namespace

SumPlan plan_sums(const XGroups& groups, unsigned num_qubits) { return Planner(num_qubits).run(groups); }

}  // namespace qpanda3::sim
