#include "sim/histogram.hpp"

#include <algorithm>
#include <numeric>

namespace qpanda3::sim {
namespace {

/// Entries are joined when there are this many more than twice those that were left the last time.
constexpr std::size_t kSlack = std::size_t{1} << 16;

}  // namespace

void Histogram::add(const std::uint64_t* outcome, std::uint64_t count) {
  bits_.insert(bits_.end(), outcome, outcome + words_);
  counts_.push_back(count);
  if (counts_.size() > 2 * sorted_ + kSlack) finish();
}

void Histogram::add(const Histogram& other) {
  for (std::size_t i = 0; i < other.size(); ++i) add(other.outcome(i).data(), other.count(i));
}

void Histogram::finish() {
  std::vector<std::size_t> order(counts_.size());
  std::iota(order.begin(), order.end(), std::size_t{0});
  const auto compare = [&](std::size_t a, std::size_t b) {  // <0, 0, >0; the highest word decides first
    for (std::size_t word = words_; word-- > 0;) {
      const std::uint64_t left = bits_[a * words_ + word], right = bits_[b * words_ + word];
      if (left != right) return left < right ? -1 : 1;
    }
    return 0;
  };
  const auto less = [&](std::size_t a, std::size_t b) { return compare(a, b) < 0; };
  if (!std::is_sorted(order.begin(), order.end(), less)) std::sort(order.begin(), order.end(), less);

  std::vector<std::uint64_t> bits, counts;
  for (std::size_t i = 0; i < order.size(); ++i) {
    if (i != 0 && compare(order[i - 1], order[i]) == 0) {
      counts.back() += counts_[order[i]];
      continue;
    }
    counts.push_back(counts_[order[i]]);
    for (std::size_t word = 0; word < words_; ++word) bits.push_back(bits_[order[i] * words_ + word]);
  }
  bits_ = std::move(bits);
  counts_ = std::move(counts);
  sorted_ = counts_.size();
}

std::string Histogram::text(std::size_t i) const {
  std::string text(num_bits_, '0');
  for (std::size_t slot = 0; slot < num_bits_; ++slot)
    if (bit(i, slot)) text[num_bits_ - 1 - slot] = '1';
  return text;
}

}  // namespace qpanda3::sim
