#include "sim/basis_finder.hpp"

#include <algorithm>
#include <bit>
#include <cmath>
#include <limits>
#include <numeric>

#include "sim/amplitude.hpp"

namespace qpanda3::sim {
namespace {

constexpr unsigned kBlockBits = 10;
/// A block is looked through anew for each of up to so many weights in it; for more, a table is made.
constexpr std::size_t kScans = 3;
/// Weights that may lie in several blocks share a table if it has at most so many states for each of them.
constexpr std::size_t kStatesAWeight = 8;

}  // namespace

/// The sums of the shares in some blocks, and for each piece of the interval that weights lie in where to begin
/// looking. There are about twice as many pieces as weights, so that few of these need more than a step or two, which
/// are taken without a branch: nobody could predict it.
template <class Real>
class BasisFinder<Real>::Table {
 public:
  /// For so many weights in [low, high], which lie in blocks `first` to `last`.
  Table(const BasisFinder& finder, std::size_t first, std::size_t last, double low, double high,
        std::size_t num_weights)
      : finder_(finder),
        first_(std::uint64_t{first} << finder.block_bits_),
        low_(low),
        sums_(((last - first + 1) << finder.block_bits_) + 1),
        starts_(std::bit_ceil(2 * std::min(num_weights, sums_.size())) + 2) {
    double* sums = sums_.data();
    for (std::size_t block = first; block <= last; ++block, sums += std::size_t{1} << finder.block_bits_)
      add_up(block, sums);
    sums_.back() = std::numeric_limits<double>::infinity();
    const auto pieces = static_cast<double>(starts_.size() - 2);
    scale_ = high > low ? pieces / (high - low) : 0;
    // A weight in a piece has all states behind it whose sum lies in an earlier piece.
    const auto begin = std::lower_bound(sums_.begin(), sums_.end() - 1, low) - sums_.begin();
    const auto end = std::upper_bound(sums_.begin() + begin, sums_.end() - 1, high) - sums_.begin();
    starts_[0] = static_cast<std::uint32_t>(begin);
    for (auto i = static_cast<std::size_t>(begin); i < static_cast<std::size_t>(end); ++i) {
      const double place = std::min((sums_[i] - low_) * scale_ + 1, pieces + 1);
      starts_[static_cast<std::size_t>(place)] = static_cast<std::uint32_t>(i + 1);
    }
    std::partial_sum(starts_.begin(), starts_.end(), starts_.begin(),
                     [](std::uint32_t a, std::uint32_t b) { return std::max(a, b); });
  }

  std::size_t size() const noexcept { return sums_.size() - 1; }
  std::uint64_t first() const noexcept { return first_; }

  /// The first state whose sum is above `weight`, counted from first().
  std::size_t find(double weight) const {
    const double place = std::clamp((weight - low_) * scale_, 0.0, static_cast<double>(starts_.size() - 3));
    std::size_t at = starts_[static_cast<std::size_t>(place)];
    at += sums_[at] <= weight ? 1u : 0u;
    at += sums_[at] <= weight ? 1u : 0u;
    while (sums_[at] <= weight) ++at;
    // Rounding, or a weight that is the total, can lead behind the last share.
    return at < size() ? at : static_cast<std::size_t>(finder_.find(weight) - first_);
  }

 private:
  /// Sums of one block into `sums`.
  void add_up(std::size_t block, double* sums) const {
    const std::size_t size = std::size_t{1} << finder_.block_bits_;
    const std::complex<Real>* const amplitudes = finder_.state_.data + (std::uint64_t{block} << finder_.block_bits_);
    const double end = finder_.ends_[block];
    double sum = finder_.begin_of(block);
    std::size_t last = 0;
    for (std::size_t i = 0; i < size; ++i) sums[i] = squared_norm(amplitudes + i);
    for (std::size_t i = 0; i < size; ++i) {
      last = sums[i] > 0 ? i : last;
      sum += sums[i] > 0 ? sums[i] : 0;
      sums[i] = std::min(sum, end);
    }
    // Rounding can let a weight lie just behind the last share.
    for (std::size_t i = last; i < size; ++i) sums[i] = end;
  }

  const BasisFinder& finder_;
  std::uint64_t first_;
  double low_, scale_ = 0;
  std::vector<double> sums_;           ///< an infinite one at the end
  std::vector<std::uint32_t> starts_;  ///< by piece; one more for sums before the first, and one for those behind
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
bool BasisFinder<Real>::wants_table(std::size_t first, std::size_t last, std::size_t num_weights) const noexcept {
  return num_weights > kScans && ends_[last] > begin_of(first) && std::isfinite(total()) &&
         (first == last || ((last - first + 1) << block_bits_) <= kStatesAWeight * num_weights);
}

template <class Real>
void BasisFinder<Real>::find_in(std::size_t block, std::span<const double> weights, std::uint64_t* found) const {
  if (!wants_table(block, block, weights.size())) {
    for (std::size_t i = 0; i < weights.size(); ++i) found[i] = find_in(block, weights[i]);
    return;
  }
  const Table table(*this, block, block, begin_of(block), ends_[block], weights.size());
  for (std::size_t i = 0; i < weights.size(); ++i) found[i] = table.first() + table.find(weights[i]);
}

template <class Real>
void BasisFinder<Real>::find_all(std::span<const double> weights, double low, double high, std::uint64_t* found) const {
  const std::size_t first = block_of(low), last = block_of(high);
  if (wants_table(first, last, weights.size())) {
    const Table table(*this, first, last, low, high, weights.size());
    for (std::size_t i = 0; i < weights.size(); ++i) found[i] = table.first() + table.find(weights[i]);
  } else if (first == last) {
    find_in(first, weights, found);
  } else {
    find_by_block(first, last, weights, found);
  }
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
