#pragma once
// Counts of outcomes. An outcome is a classical register of any number of bits, in 64-bit words, slot 0 lowest.

#include <cstdint>
#include <functional>
#include <memory>
#include <span>
#include <string>
#include <vector>

namespace qpanda3::sim {

/// Memory whose elements are not set to anything unless a value is given.
template <class Value>
struct UnsetAllocator : std::allocator<Value> {
  template <class Other>
  struct rebind {
    using other = UnsetAllocator<Other>;
  };
  template <class Other>
  void construct(Other* place) noexcept {
    ::new (static_cast<void*>(place)) Other;
  }
  template <class Other, class... Args>
  void construct(Other* place, Args&&... args) {
    ::new (static_cast<void*>(place)) Other(std::forward<Args>(args)...);
  }
};

class Histogram {
 public:
  using Words = std::vector<std::uint64_t, UnsetAllocator<std::uint64_t>>;

  explicit Histogram(std::size_t num_bits = 0) : num_bits_(num_bits), words_((num_bits + 63) / 64) {}

  std::size_t num_bits() const noexcept { return num_bits_; }
  std::size_t words() const noexcept { return words_; }

  void add(const std::uint64_t* outcome, std::uint64_t count);
  void add(const Histogram& other);
  /// Outcomes of one word each.
  void add_words(Words outcomes, Words counts);
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
  void append(const Words& outcomes, const Words& counts);
  void finish_empty();
  void finish_words();
  void finish_rows();

  std::size_t num_bits_;
  std::size_t words_;
  Words bits_;
  Words counts_;
  std::size_t sorted_ = 0;  ///< entries after the last finish()
};

}  // namespace qpanda3::sim
