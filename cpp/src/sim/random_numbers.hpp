#pragma once
// Many random numbers at once.

#include <array>
#include <cstddef>
#include <cstdint>
#include <span>

#include "qpanda3/base/rng.hpp"

namespace qpanda3::sim {

/// What as many calls of rng.next() give, worked out together.
void fill_words(CounterRng& rng, std::span<std::uint64_t> words);

/// The words of a stream one after another, made ahead: for those who want many, but do not know how many.
class RandomWords {
 public:
  RandomWords(std::uint64_t seed, std::uint64_t stream) noexcept : rng_(seed, stream) {}

  std::uint64_t next() {
    if (at_ == end_) refill();
    return words_[at_++];
  }
  /// Uniform in [0, 1), a multiple of 2^-53.
  double uniform() { return static_cast<double>(static_cast<std::int64_t>(next() >> 11)) * 0x1p-53; }
  /// Some of the next words, at least one and at most `wanted`.
  std::span<const std::uint64_t> some(std::uint64_t wanted) {
    if (at_ == end_) refill();
    const std::size_t count = wanted < end_ - at_ ? static_cast<std::size_t>(wanted) : end_ - at_;
    at_ += count;
    return {words_.data() + at_ - count, count};
  }

 private:
  void refill();

  CounterRng rng_;
  std::size_t at_ = 0, end_ = 0;
  std::array<std::uint64_t, 256> words_;  ///< made: the first end_
};

}  // namespace qpanda3::sim
