#pragma once
// The qubits that a block acts on: one bit for each where they lie close together, and memory in proportion to how many
// there are where they do not, however large their numbers.

#include <cstddef>
#include <cstdint>
#include <vector>

#include "qpanda3/base/export.hpp"
#include "qpanda3/gate/qubit.hpp"

namespace qpanda3 {

class QPANDA3_API QubitSet {
 public:
  void insert(Index qubit) {
    const Index number = qubit / kChunkBits;
    Chunk& chunk = is_at_its_number(number) ? chunks_[number] : found_or_made(number);
    num_used_ += chunk.bits == 0;
    chunk.bits |= std::uint64_t{1} << (qubit % kChunkBits);
  }
  void insert(const QubitSet& other);
  bool contains(Index qubit) const noexcept {
    const Index number = qubit / kChunkBits;
    const Chunk* chunk = is_at_its_number(number) ? &chunks_[number] : find(number);
    return chunk != nullptr && (chunk->bits >> (qubit % kChunkBits) & 1) != 0;
  }
  std::size_t size_bytes() const noexcept { return chunks_.capacity() * sizeof(Chunk); }

 private:
  static constexpr Index kChunkBits = 64;
  struct Chunk {
    Index number;
    std::uint64_t bits;
  };

  bool is_at_its_number(Index number) const noexcept {
    return number < chunks_.size() && chunks_[number].number == number;
  }
  std::vector<Chunk>::const_iterator not_before(Index number) const noexcept;
  const Chunk* find(Index number) const noexcept;
  Chunk& found_or_made(Index number);
  void fill_gaps();

  std::vector<Chunk> chunks_;  ///< ascending by number; one for each number where that takes little more
  std::size_t num_used_ = 0;   ///< chunks that are not empty
};

}  // namespace qpanda3
