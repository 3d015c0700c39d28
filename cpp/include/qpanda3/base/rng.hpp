#pragma once
// Random numbers as a pure function of (seed, stream, position): Philox4x32-10 of Salmon et al., "Parallel random
// numbers: as easy as 1, 2, 3" (SC 2011). Each shot has a stream of its own, so results do not depend on which thread
// runs which shot.

#include <array>
#include <cstdint>

namespace qpanda3 {

/// One block of Philox4x32-10: 128 random bits for a 128-bit counter under a 64-bit key.
constexpr std::array<std::uint32_t, 4> philox_block(std::array<std::uint32_t, 4> counter, std::uint64_t key) noexcept {
  auto key0 = static_cast<std::uint32_t>(key);
  auto key1 = static_cast<std::uint32_t>(key >> 32);
  for (int round = 0; round < 10; ++round) {
    const std::uint64_t product0 = std::uint64_t{0xD2511F53u} * counter[0];
    const std::uint64_t product1 = std::uint64_t{0xCD9E8D57u} * counter[2];
    counter = {static_cast<std::uint32_t>(product1 >> 32) ^ counter[1] ^ key0, static_cast<std::uint32_t>(product1),
               static_cast<std::uint32_t>(product0 >> 32) ^ counter[3] ^ key1, static_cast<std::uint32_t>(product0)};
    key0 += 0x9E3779B9u;
    key1 += 0xBB67AE85u;
  }
  return counter;
}

/// A stream of random numbers. Equal (seed, stream) give equal numbers on every machine.
class CounterRng {
 public:
  constexpr CounterRng(std::uint64_t seed, std::uint64_t stream) noexcept : seed_(seed), stream_(stream) {}

  constexpr std::uint64_t next() noexcept {
    if (have_spare_) {
      have_spare_ = false;
      return spare_;
    }
    const auto random = block(position_++);
    spare_ = random[2] | std::uint64_t{random[3]} << 32;
    have_spare_ = true;
    return random[0] | std::uint64_t{random[1]} << 32;
  }

  /// Uniform in [0, 1), a multiple of 2^-53.
  constexpr double uniform() noexcept { return unit(next()); }

  constexpr std::uint64_t seed() const noexcept { return seed_; }
  constexpr std::uint64_t stream() const noexcept { return stream_; }

  /// How many numbers were drawn.
  constexpr std::uint64_t position() const noexcept { return 2 * position_ - (have_spare_ ? 1 : 0); }
  /// The next number is the one at `position`.
  constexpr void seek(std::uint64_t position) noexcept {
    position_ = position / 2;
    have_spare_ = false;
    if (position % 2 != 0) next();
  }
  /// What the call number `position` (from 0) of next() or uniform() gives, whatever was drawn before.
  constexpr std::uint64_t at(std::uint64_t position) const noexcept {
    const auto random = block(position / 2);
    return position % 2 == 0 ? random[0] | std::uint64_t{random[1]} << 32 : random[2] | std::uint64_t{random[3]} << 32;
  }
  constexpr double uniform_at(std::uint64_t position) const noexcept { return unit(at(position)); }

 private:
  constexpr std::array<std::uint32_t, 4> block(std::uint64_t position) const noexcept {
    return philox_block({static_cast<std::uint32_t>(position), static_cast<std::uint32_t>(position >> 32),
                         static_cast<std::uint32_t>(stream_), static_cast<std::uint32_t>(stream_ >> 32)},
                        seed_);
  }
  static constexpr double unit(std::uint64_t random) noexcept { return static_cast<double>(random >> 11) * 0x1p-53; }

  std::uint64_t seed_;
  std::uint64_t stream_;
  std::uint64_t position_ = 0;
  std::uint64_t spare_ = 0;
  bool have_spare_ = false;
};

}  // namespace qpanda3
