#include "sim/shot_spread.hpp"

#include <algorithm>
#include <bit>

#include "sim/binomial.hpp"
#include "sim/workers.hpp"

namespace qpanda3::sim {
namespace {

/// With more shots than this for a state the interval is halved.
constexpr std::uint64_t kManyAState = 16;
/// With more states than this for a shot groups of states come first.
constexpr std::uint64_t kFewAShot = 6;
constexpr std::size_t kGroup = 16;
/// There are 2^kCellBits cells for a share, or more: few of them have a second shot, as long as a share has one.
constexpr unsigned kCellBits = 2;
constexpr std::size_t most_cells(std::size_t states) { return std::bit_ceil(states) << kCellBits; }
/// A shot is a whole number in [0, 2^32), and a fraction that is seldom wanted. A little less, so that only the last
/// share ends at 2^32.
constexpr double kRange = 0x1p32 * (1 - 0x1p-51);

}  // namespace

ShotSpread::ShotSpread(std::size_t max_states)
    : shots_before_(most_cells(max_states) + 1),
      last_shot_(most_cells(max_states)),
      places_(max_states),
      states_(max_states + 1),
      counts_(max_states + 1) {}

/// A cell in which shares end and with more shots than the table can tell apart, or a shot on whose 32 bits a share
/// ends. Shares end one behind the other, so each end cuts what the one before has left.
class ShotSpread::CutCell {
 public:
  explicit CutCell(RandomWords& random) noexcept : random_(random) {}

  /// How many of the `shots` shots in a cell lie below `at`, whose whole part is `place`. `at` may not be
  /// less than in the call before.
  [[gnu::noinline]] std::uint32_t below(double at, std::uint32_t place, unsigned bits, std::uint32_t shots) {
    const std::uint32_t width = shots > 1 ? 1u << (32 - bits) : 1u, begin = place & ~(width - 1);
    if (shots != shots_ || begin != begin_) {
      begin_ = begin;
      shots_ = left_ = shots;
      from_ = begin;
    }
    const double end = static_cast<double>(begin) + static_cast<double>(width);
    left_ -= static_cast<std::uint32_t>(binomial(left_, (at - from_) / (end - from_), random_));
    from_ = at;
    return shots - left_;
  }

 private:
  RandomWords& random_;
  std::uint32_t begin_ = 0, shots_ = 0, left_ = 0;  ///< of the cell or the single number that was cut last
  double from_ = 0;
};

void ShotSpread::add(std::uint64_t state, std::uint64_t count) noexcept {
  states_[size_] = static_cast<std::uint32_t>(state);
  counts_[size_] = count;
  ++size_;
}

void ShotSpread::spread(std::span<const double> sums, std::uint64_t shots, RandomWords& random) {
  size_ = 0;
  spread_range(sums, 0, 0, shots, random);
}

void ShotSpread::spread_range(std::span<const double> sums, std::size_t first, double begin, std::uint64_t shots,
                              RandomWords& random) {
  if (shots == 0) return;
  if (sums.size() == 1) return add(first, shots);
  const double total = sums.back() - begin;
  // Far from where the scale of cells would leave the range of numbers.
  const bool has_scale = total > 0x1p-900 && total < 0x1p900;
  if (!has_scale || shots / sums.size() >= kManyAState) {
    const std::size_t half = std::bit_ceil(sums.size()) / 2;
    const double middle = sums[half - 1];
    const std::uint64_t low = binomial(shots, (middle - begin) / total, random);
    spread_range(sums.first(half), first, begin, low, random);
    spread_range(sums.subspan(half), first + half, middle, shots - low, random);
  } else if (sums.size() % kGroup == 0 && sums.size() / shots >= kFewAShot) {
    spread_by_cells<kGroup>(sums, begin, shots, random, [&](std::size_t group, std::uint32_t count) {
      if (count == 0) return;
      const std::size_t at = group * kGroup;
      spread_group(sums.data() + at, first + at, group == 0 ? begin : sums[at - 1], count, random);
    });
  } else {
    std::uint32_t* const states = states_.data();
    std::uint64_t* const counts = counts_.data();
    std::size_t size = size_;
    // Written whether it was found or not, and then overwritten: which ones were cannot be predicted.
    spread_by_cells<1>(sums, begin, shots, random, [=, &size](std::size_t i, std::uint32_t count) {
      states[size] = static_cast<std::uint32_t>(first + i);
      counts[size] = count;
      size += count != 0 ? 1u : 0u;
    });
    size_ = size;
  }
}

/// Few shots over a group of states, from `begin` on.
void ShotSpread::spread_group(const double* sums, std::size_t first, double begin, std::uint64_t shots,
                              RandomWords& random) {
  std::uint32_t counts[kGroup] = {};
  const double end = sums[kGroup - 1];
  for (; shots > 0; --shots) {
    double at = begin + random.uniform() * (end - begin);
    if (at >= end) at = begin;  // by rounding
    std::size_t state = 0;
    for (std::size_t i = 0; i < kGroup - 1; ++i) state += sums[i] <= at ? 1u : 0u;
    ++counts[state];
  }
  for (std::size_t i = 0; i < kGroup; ++i)
    if (counts[i] != 0) add(first + i, counts[i]);
}

/// Draws the shots, and counts those in cells before each cell.
void ShotSpread::fill_cells(unsigned bits, std::uint64_t shots, RandomWords& random) {
  const std::size_t cells = std::size_t{1} << bits;
  std::uint32_t* const counts = shots_before_.data();
  std::uint32_t* const last = last_shot_.data();
  std::fill_n(counts, cells, 0u);
  const auto enter = [&](std::uint32_t shot) {
    const std::uint32_t cell = shot >> (32 - bits);
    ++counts[cell];
    last[cell] = shot;
  };
  for (std::uint64_t pairs = shots / 2; pairs > 0;) {
    const auto words = random.some(pairs);
    pairs -= words.size();
    for (const std::uint64_t word : words) {
      enter(static_cast<std::uint32_t>(word));
      enter(static_cast<std::uint32_t>(word >> 32));
    }
  }
  if (shots % 2 != 0) enter(static_cast<std::uint32_t>(random.next()));
  std::uint32_t before = 0;
  for (std::size_t cell = 0; cell < cells; ++cell) {
    const std::uint32_t count = counts[cell];
    counts[cell] = before;
    before += count;
  }
  counts[cells] = before;
}

/// Calls found(part, count) for each part in turn. Part i ends where the sum `ends[(i + 1) * stride - 1]` does.
template <std::size_t kStride, class Found>
void ShotSpread::spread_by_cells(std::span<const double> sums, double begin, std::uint64_t shots, RandomWords& random,
                                 const Found& found) {
  const double* const ends = sums.data() + (kStride - 1);
  std::size_t last_part = sums.size() / kStride - 1;
  const unsigned bits = static_cast<unsigned>(std::bit_width(last_part)) + kCellBits, shift = 32 - bits;
  fill_cells(bits, shots, random);
  // Parts behind the last one with weight are empty; that one takes what is left, rounded or not.
  const double end = sums.back();
  while (last_part > 0 && ends[(last_part - 1) * kStride] >= end) --last_part;
  const double scale = kRange / (end - begin);
  std::uint32_t* const places = places_.data();
  for (std::size_t part = 0; part < last_part; ++part)
    places[part] = static_cast<std::uint32_t>(static_cast<std::int64_t>((ends[part * kStride] - begin) * scale));

  const std::uint32_t* const before = shots_before_.data();
  const std::uint32_t* const last_shot = last_shot_.data();
  CutCell cut(random);
  std::uint32_t below_before = 0;
  for (std::size_t part = 0; part < last_part; ++part) {
    const std::uint32_t place = places[part], cell = place >> shift;
    const std::uint32_t here = before[cell + 1] - before[cell];
    std::uint32_t below = before[cell] + (here & (last_shot[cell] < place ? 1u : 0u));
    if (here > 1 || last_shot[cell] == place)
      below = before[cell] + cut.below((ends[part * kStride] - begin) * scale, place, bits, here);
    found(part, below - below_before);
    below_before = below;
  }
  found(last_part, static_cast<std::uint32_t>(shots) - below_before);
}

std::vector<std::uint64_t> spread_by_halves(std::span<const double> ends, std::uint64_t shots, std::uint64_t seed,
                                            std::uint64_t first_stream, Workers& workers) {
  // A part takes some words per 64 shots, and some dozens for itself; these pieces are worth a thread.
  constexpr std::uint64_t kPartsAtATime = 32;
  std::vector<std::uint64_t> counts{shots}, halves;
  for (std::size_t parts = 1; parts < ends.size(); parts *= 2) {
    halves.resize(2 * parts);
    const std::size_t size = ends.size() / parts;
    workers.parallel_for(
        parts, kPartsAtATime,
        [&](std::uint64_t begin, std::uint64_t end) {
          for (std::uint64_t part = begin; part < end; ++part) {
            std::uint64_t low = 0;
            if (counts[part] != 0) {
              const double from = part == 0 ? 0 : ends[part * size - 1];
              RandomWords random(seed, first_stream + parts + part);
              low = binomial(counts[part],
                             (ends[part * size + size / 2 - 1] - from) / (ends[(part + 1) * size - 1] - from), random);
            }
            halves[2 * part] = low;
            halves[2 * part + 1] = counts[part] - low;
          }
        },
        128 + shots / parts / 16);
    counts.swap(halves);
  }
  return counts;
}

}  // namespace qpanda3::sim
