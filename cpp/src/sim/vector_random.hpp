// Random numbers, many at a time; part of vector_kernels.hpp, whose rules hold here too: internal linkage, nothing of
// the standard library.

namespace qpanda3::sim {
namespace QPANDA3_KERNEL_SET {
namespace {

/// CounterRng of base/rng.hpp, block after block of Philox4x32-10 from block number `block` on; both numbers of each.
/// The loops over blocks are left to the compiler to turn into vectors.
void random_words(std::uint64_t* words, Bits count, Bits seed, Bits stream, Bits block) {
  constexpr std::uint32_t kBlocks = kRandomAtATime / 2;
  for (Bits done = 0; done < count; done += kRandomAtATime, block += kBlocks, words += kRandomAtATime) {
    std::uint32_t counter[4][kBlocks];
#pragma GCC unroll 1
    for (std::uint32_t i = 0; i < kBlocks; ++i) {
      counter[0][i] = static_cast<std::uint32_t>(block + i);
      counter[1][i] = static_cast<std::uint32_t>((block + i) >> 32);
      counter[2][i] = static_cast<std::uint32_t>(stream);
      counter[3][i] = static_cast<std::uint32_t>(stream >> 32);
    }
    auto key0 = static_cast<std::uint32_t>(seed);
    auto key1 = static_cast<std::uint32_t>(seed >> 32);
#pragma GCC unroll 10
    for (int round = 0; round < 10; ++round) {
#pragma GCC unroll 1
      for (std::uint32_t i = 0; i < kBlocks; ++i) {
        const Bits product0 = Bits{0xD2511F53u} * counter[0][i];
        const Bits product1 = Bits{0xCD9E8D57u} * counter[2][i];
        counter[0][i] = static_cast<std::uint32_t>(product1 >> 32) ^ counter[1][i] ^ key0;
        counter[1][i] = static_cast<std::uint32_t>(product1);
        counter[2][i] = static_cast<std::uint32_t>(product0 >> 32) ^ counter[3][i] ^ key1;
        counter[3][i] = static_cast<std::uint32_t>(product0);
      }
      key0 += 0x9E3779B9u;
      key1 += 0xBB67AE85u;
    }
#pragma GCC unroll 1
    for (std::uint32_t i = 0; i < kBlocks; ++i) {
      words[2 * i] = counter[0][i] | Bits{counter[1][i]} << 32;
      words[2 * i + 1] = counter[2][i] | Bits{counter[3][i]} << 32;
    }
  }
}

}  // namespace
}  // namespace QPANDA3_KERNEL_SET
}  // namespace qpanda3::sim
