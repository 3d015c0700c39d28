#include "qpanda3/circuit/qubit_set.hpp"

#include <algorithm>

namespace qpanda3 {
namespace {

/// Gaps are filled with empty chunks while there are at most so many chunks for each one used: without gaps a chunk is
/// found at once, and none has to be moved for another.
constexpr std::size_t kChunksPerUsed = 32;

}  // namespace

std::vector<QubitSet::Chunk>::const_iterator QubitSet::not_before(Index number) const noexcept {
  return std::lower_bound(chunks_.begin(), chunks_.end(), number,
                          [](const Chunk& chunk, Index wanted) { return chunk.number < wanted; });
}

const QubitSet::Chunk* QubitSet::find(Index number) const noexcept {
  const auto at = not_before(number);
  return at != chunks_.end() && at->number == number ? &*at : nullptr;
}

QubitSet::Chunk& QubitSet::found_or_made(Index number) {
  auto at = not_before(number);
  if (at == chunks_.end() || at->number != number) {
    chunks_.insert(at, {number, 0});
    ++num_used_;  // it will be
    fill_gaps();
    --num_used_;
    at = not_before(number);
  }
  return chunks_[static_cast<std::size_t>(at - chunks_.begin())];
}

void QubitSet::fill_gaps() {
  const std::size_t bound = std::size_t{chunks_.back().number} + 1;
  if (bound == chunks_.size() || bound > kChunksPerUsed * num_used_) return;
  // What lies before the first gap stays where it is.
  std::size_t first = 0;
  for (std::size_t end = chunks_.size(); first < end;) {
    const std::size_t middle = first + (end - first) / 2;
    if (chunks_[middle].number == middle)
      first = middle + 1;
    else
      end = middle;
  }
  const std::vector<Chunk> behind(chunks_.begin() + static_cast<std::ptrdiff_t>(first), chunks_.end());
  chunks_.resize(bound);
  for (std::size_t number = first; number < bound; ++number) chunks_[number] = {static_cast<Index>(number), 0};
  for (const Chunk& chunk : behind) chunks_[chunk.number] = chunk;
}

void QubitSet::insert(const QubitSet& other) {
  if (chunks_.empty()) {
    *this = other;
    return;
  }
  std::vector<Chunk> missing;
  for (const Chunk& chunk : other.chunks_) {
    if (chunk.bits == 0) continue;
    const Chunk* found = is_at_its_number(chunk.number) ? &chunks_[chunk.number] : find(chunk.number);
    if (found == nullptr) {
      missing.push_back(chunk);
      continue;
    }
    Chunk& mine = chunks_[static_cast<std::size_t>(found - chunks_.data())];
    num_used_ += mine.bits == 0;
    mine.bits |= chunk.bits;
  }
  if (missing.empty()) return;
  num_used_ += missing.size();
  const auto old_size = static_cast<std::ptrdiff_t>(chunks_.size());
  chunks_.insert(chunks_.end(), missing.begin(), missing.end());
  const auto less = [](const Chunk& a, const Chunk& b) { return a.number < b.number; };
  std::inplace_merge(chunks_.begin(), chunks_.begin() + old_size, chunks_.end(), less);
  fill_gaps();
}

}  // namespace qpanda3
