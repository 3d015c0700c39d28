#include "binary/originbis_hash.hpp"

#include <algorithm>
#include <string>
#include <vector>

namespace qpanda3::bis {
namespace {

/// MurmurHash64A over the bytes of a text.
std::uint64_t murmur(const std::string& text) {
  constexpr std::uint64_t kMultiplier = 0xc6a4a7935bd1e995, kSeed = 0xc70f6907;
  const auto mix = [](std::uint64_t value) { return value ^ (value >> 47); };
  const auto load = [&](std::size_t at, std::size_t size) {
    std::uint64_t value = 0;
    for (std::size_t i = 0; i < size; ++i) value |= std::uint64_t{static_cast<unsigned char>(text[at + i])} << (8 * i);
    return value;
  };
  std::uint64_t hash = kSeed ^ (text.size() * kMultiplier);
  const std::size_t tail = text.size() % 8;
  const std::size_t whole = text.size() - tail;
  for (std::size_t at = 0; at < whole; at += 8) {
    hash ^= mix(load(at, 8) * kMultiplier) * kMultiplier;
    hash *= kMultiplier;
  }
  if (tail != 0) {
    hash ^= load(whole, tail);
    hash *= kMultiplier;
  }
  return mix(mix(hash) * kMultiplier);
}

std::uint64_t combine(std::uint64_t hash, std::uint64_t value) {
  return hash ^ (value + 0x9e3779b97f4a7c15 + (hash << 6) + (hash >> 2));
}

}  // namespace

std::uint64_t hash_of_ones(std::span<const Index> bits) {
  std::vector<Index> sorted(bits.begin(), bits.end());
  std::sort(sorted.begin(), sorted.end());
  std::string text;
  for (const Index bit : sorted) text += std::to_string(bit) + ',';
  return murmur(text);
}

std::uint64_t hash_of_value(std::span<const Index> bits, std::uint64_t value) {
  std::uint64_t hash = 0xcc820adf109b385e;
  for (const Index bit : bits) hash = combine(hash, bit);
  return combine(hash, value);
}

}  // namespace qpanda3::bis
