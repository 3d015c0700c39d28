#include "sim/histogram.hpp"

#include <algorithm>
#include <array>
#include <functional>
#include <numeric>
#include <utility>

namespace qpanda3::sim {
namespace {

/// Entries are joined when there are this many more than twice those that were left the last time.
constexpr std::size_t kSlack = std::size_t{1} << 16;

/// Fewer entries than this are sorted by comparing.
constexpr std::size_t kSmall = 512;
constexpr unsigned kDigitBits = 11;

struct Entry {
  std::uint64_t outcome, count;
};

/// By digits, the lowest first; equal outcomes keep their order.
void radix_sort(std::vector<Entry>& entries, std::size_t num_bits) {
  std::vector<Entry> other(entries.size());
  for (std::size_t shift = 0; shift < num_bits; shift += kDigitBits) {
    const auto digit = [&](const Entry& entry) {
      return static_cast<std::size_t>(entry.outcome >> shift) & ((std::size_t{1} << kDigitBits) - 1);
    };
    std::array<std::size_t, (std::size_t{1} << kDigitBits)> places{};
    for (const Entry& entry : entries) ++places[digit(entry)];
    std::exclusive_scan(places.begin(), places.end(), places.begin(), std::size_t{0});
    for (const Entry& entry : entries) other[places[digit(entry)]++] = entry;
    entries.swap(other);
  }
}

}  // namespace

void Histogram::add(const std::uint64_t* outcome, std::uint64_t count) {
  bits_.insert(bits_.end(), outcome, outcome + words_);
  counts_.push_back(count);
  if (counts_.size() > 2 * sorted_ + kSlack) finish();
}

void Histogram::add(const Histogram& other) { append(other.bits_, other.counts_); }

void Histogram::add_words(Words outcomes, Words counts) {
  if (!counts_.empty()) return append(outcomes, counts);
  bits_ = std::move(outcomes);
  counts_ = std::move(counts);
}

void Histogram::append(const Words& outcomes, const Words& counts) {
  bits_.insert(bits_.end(), outcomes.begin(), outcomes.end());
  counts_.insert(counts_.end(), counts.begin(), counts.end());
  if (counts_.size() > 2 * sorted_ + kSlack) finish();
}

void Histogram::finish() {
  if (words_ == 0)
    finish_empty();
  else if (words_ == 1)
    finish_words();
  else
    finish_rows();
  sorted_ = counts_.size();
}

void Histogram::finish_empty() {
  if (counts_.size() > 1) counts_ = {std::accumulate(counts_.begin(), counts_.end(), std::uint64_t{0})};
}

void Histogram::finish_words() {
  const std::size_t size = counts_.size();
  if (std::adjacent_find(bits_.begin(), bits_.end(), std::greater_equal<>()) == bits_.end()) return;
  if (num_bits_ < 32 && (std::size_t{1} << num_bits_) <= 4 * size) {
    std::vector<std::uint64_t> table(std::size_t{1} << num_bits_);
    for (std::size_t i = 0; i < size; ++i) table[bits_[i]] += counts_[i];
    bits_.clear();
    counts_.clear();
    for (std::size_t outcome = 0; outcome < table.size(); ++outcome)
      if (table[outcome] != 0) {
        bits_.push_back(outcome);
        counts_.push_back(table[outcome]);
      }
    return;
  }
  std::vector<Entry> entries(size);
  for (std::size_t i = 0; i < size; ++i) entries[i] = {bits_[i], counts_[i]};
  const auto less = [](const Entry& a, const Entry& b) { return a.outcome < b.outcome; };
  if (!std::is_sorted(entries.begin(), entries.end(), less)) {
    if (size < kSmall)
      std::sort(entries.begin(), entries.end(), less);
    else
      radix_sort(entries, num_bits_);
  }
  bits_.clear();
  counts_.clear();
  for (const Entry& entry : entries) {
    if (!bits_.empty() && bits_.back() == entry.outcome) {
      counts_.back() += entry.count;
      continue;
    }
    bits_.push_back(entry.outcome);
    counts_.push_back(entry.count);
  }
}

void Histogram::finish_rows() {
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

  Words bits, counts;
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
}

std::string Histogram::text(std::size_t i) const {
  std::string text(num_bits_, '0');
  for (std::size_t slot = 0; slot < num_bits_; ++slot)
    if (bit(i, slot)) text[num_bits_ - 1 - slot] = '1';
  return text;
}

}  // namespace qpanda3::sim
