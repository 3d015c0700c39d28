#include "sim/basis_finder.hpp"

#include <algorithm>
#include <bit>
#include <numeric>

#include "sim/amplitude.hpp"

namespace qpanda3::sim {
namespace {

constexpr unsigned kBlockBits = 10;
/// A block is looked through anew for each of up to so many weights in it; for more, a table is made.
constexpr std::size_t kScans = 3;
/// Entry points of such a table: with one for each weight that is looked up, few of them need a step further.
constexpr std::size_t kMaxStarts = std::size_t{1} << kBlockBits;

}  // namespace

/// The sums of the shares in one block, and for each piece of the block's weight where to begin looking.
template <class Real>
class BasisFinder<Real>::Table {
 public:
  Table(const BasisFinder& finder, std::size_t block, std::size_t uses)
      : first_(std::uint64_t{block} << finder.block_bits_),
        begin_(finder.begin_of(block)),
        sums_(std::size_t{1} << finder.block_bits_),
        starts_(std::bit_ceil(std::clamp(uses, sums_.size(), kMaxStarts))) {
    const double end = finder.ends_[block];
    double sum = begin_;
    std::size_t last = 0;
    for (std::size_t i = 0; i < sums_.size(); ++i) {
      const double share = squared_norm(finder.state_.data + first_ + i);
      if (share > 0) {
        sum += share;
        last = i;
      }
      sums_[i] = std::min(sum, end);
    }
    // Rounding can let a weight lie just behind the last share.
    for (std::size_t i = last; i < sums_.size(); ++i) sums_[i] = end;
    scale_ = end > begin_ ? static_cast<double>(starts_.size()) / (end - begin_) : 0;
    std::size_t at = 0;
    for (std::size_t piece = 0; piece < starts_.size(); ++piece) {
      while (at + 1 < sums_.size() && (sums_[at] - begin_) * scale_ < static_cast<double>(piece)) ++at;
      starts_[piece] = static_cast<std::uint32_t>(at);
    }
  }

  /// The first state whose sum is above `weight`.
  std::uint64_t find(double weight) const {
    const auto piece = static_cast<std::size_t>(std::max(0.0, (weight - begin_) * scale_));
    std::size_t at = starts_[std::min(piece, starts_.size() - 1)];
    while (at > 0 && sums_[at - 1] > weight) --at;
    while (at + 1 < sums_.size() && sums_[at] <= weight) ++at;
    return first_ + at;
  }

 private:
  std::uint64_t first_;
  double begin_, scale_ = 0;
  std::vector<double> sums_;
  std::vector<std::uint32_t> starts_;
};

template <class Real>
BasisFinder<Real>::BasisFinder(Amplitudes<Real> state, Workers& workers)
    : state_(state), block_bits_(std::min(kBlockBits, state.num_qubits)) {
  ends_ = block_weights(state, block_bits_, workers);
  double sum = 0;
  for (double& end : ends_) end = sum += end;
}

template <class Real>
std::size_t BasisFinder<Real>::block_of(double weight) const noexcept {
  const auto block = static_cast<std::size_t>(std::upper_bound(ends_.begin(), ends_.end(), weight) - ends_.begin());
  return std::min(block, ends_.size() - 1);
}

template <class Real>
std::uint64_t BasisFinder<Real>::find_in(std::size_t block, double weight) const {
  const std::uint64_t begin = std::uint64_t{block} << block_bits_, end = begin + (std::uint64_t{1} << block_bits_);
  double sum = begin_of(block);
  bool is_found = false;
  std::uint64_t found = 0;
  for (std::uint64_t i = begin; i < end; ++i) {
    const double share = squared_norm(state_.data + i);
    if (share <= 0) continue;
    sum += share;
    found = i;
    is_found = true;
    if (weight < sum) break;
  }
  return is_found ? found : last_occupied_before(block);
}

template <class Real>
std::uint64_t BasisFinder<Real>::last_occupied_before(std::size_t block) const {
  std::uint64_t index = std::uint64_t{block} << block_bits_;
  while (index > 0 && squared_norm(state_.data + (index - 1)) <= 0) --index;
  return index > 0 ? index - 1 : 0;
}

template <class Real>
void BasisFinder<Real>::find_in(std::size_t block, std::span<const double> weights, std::uint64_t* found) const {
  if (weights.size() <= kScans || !(ends_[block] > begin_of(block))) {
    for (std::size_t i = 0; i < weights.size(); ++i) found[i] = find_in(block, weights[i]);
    return;
  }
  const Table table(*this, block, weights.size());
  for (std::size_t i = 0; i < weights.size(); ++i) found[i] = table.find(weights[i]);
}

template <class Real>
void BasisFinder<Real>::find_all(std::span<const double> weights, std::uint64_t* found) const {
  if (weights.empty()) return;
  const auto [low, high] = std::minmax_element(weights.begin(), weights.end());
  const std::size_t first = block_of(*low), last = block_of(*high);
  if (first == last)
    find_in(first, weights, found);
  else
    find_by_block(first, last, weights, found);
}

/// Weights are sorted by block, looked up, and put back where they were.
template <class Real>
void BasisFinder<Real>::find_by_block(std::size_t first, std::size_t last, std::span<const double> weights,
                                      std::uint64_t* found) const {
  const double* const ends = ends_.data();
  std::vector<std::size_t> blocks(weights.size()), order(weights.size());
  for (std::size_t i = 0; i < weights.size(); ++i) {
    const auto block = static_cast<std::size_t>(std::upper_bound(ends + first, ends + last, weights[i]) - ends);
    blocks[i] = std::min(block, last);
  }
  const std::size_t range = last - first + 1;
  if (range <= 4 * weights.size()) {
    std::vector<std::size_t> places(range + 1);
    for (const std::size_t block : blocks) ++places[block - first + 1];
    std::partial_sum(places.begin(), places.end(), places.begin());
    for (std::size_t i = 0; i < blocks.size(); ++i) order[places[blocks[i] - first]++] = i;
  } else {
    std::iota(order.begin(), order.end(), std::size_t{0});
    std::sort(order.begin(), order.end(), [&](std::size_t a, std::size_t b) { return blocks[a] < blocks[b]; });
  }
  std::vector<double> sorted(weights.size());
  for (std::size_t i = 0; i < order.size(); ++i) sorted[i] = weights[order[i]];
  std::vector<std::uint64_t> answers(weights.size());
  for (std::size_t i = 0; i < order.size();) {
    const std::size_t block = blocks[order[i]];
    std::size_t end = i + 1;
    while (end < order.size() && blocks[order[end]] == block) ++end;
    find_in(block, std::span<const double>(sorted).subspan(i, end - i), answers.data() + i);
    i = end;
  }
  for (std::size_t i = 0; i < order.size(); ++i) found[order[i]] = answers[i];
}

template class BasisFinder<float>;
template class BasisFinder<double>;

}  // namespace qpanda3::sim
