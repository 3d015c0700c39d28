#pragma once
// Counts of outcomes. An outcome is a classical register of any number of bits, in 64-bit words, slot 0 lowest.

#include <cstdint>
#include <functional>
#include <span>
#include <string>
#include <vector>

namespace qpanda3::sim {

class Histogram {
 public:
  explicit Histogram(std::size_t num_bits = 0) : num_bits_(num_bits), words_((num_bits + 63) / 64) {}

  std::size_t num_bits() const noexcept { return num_bits_; }
  std::size_t words() const noexcept { return words_; }

  void add(const std::uint64_t* outcome, std::uint64_t count);
  void add(const Histogram& other);
  /// Outcomes of one word each into an empty histogram.
  void add_words(std::vector<std::uint64_t> outcomes, std::vector<std::uint64_t> counts);
  /// Sorts, and joins equal outcomes. Wanted before reading.
  void finish();

  std::size_t size() const noexcept { return counts_.size(); }
  std::span<const std::uint64_t> outcome(std::size_t i) const noexcept { return {bits_.data() + i * words_, words_}; }
  bool bit(std::size_t i, std::size_t slot) const noexcept {
    return (bits_[i * words_ + slot / 64] >> (slot % 64) & 1) != 0;
  }
  std::uint64_t count(std::size_t i) const noexcept { return counts_[i]; }
  /// Highest slot leftmost.
  std::string text(std::size_t i) const;

 private:
  void finish_empty();
  void finish_words();
  void finish_rows();

  std::size_t num_bits_;
  std::size_t words_;
  std::vector<std::uint64_t> bits_;
  std::vector<std::uint64_t> counts_;
  std::size_t sorted_ = 0;  ///< entries after the last finish()
};

}  // namespace qpanda3::sim
