// Expectation values: the kernels of vector_sums.hpp over the tiles and blocks of a state, as sum_plan.hpp lays out.

#include <algorithm>
#include <array>
#include <bit>
#include <cstring>
#include <memory>
#include <mutex>

#include "sim/bit_masks.hpp"
#include "sim/observable.hpp"
#include "sim/simd_backends.hpp"

namespace qpanda3::sim {
namespace {

/// Parts whose tables fit the first cache next to a block of the state are dealt with block by block.
constexpr std::size_t kBatchBytes = std::size_t{12} << 10;
constexpr std::size_t kBatchParts = 64;
constexpr std::size_t kMaxBlocks = std::size_t{1} << (kTileBits - kBlockBits);
/// An observable with more terms in a part than that has its diagonal made for a whole tile: each term is looked at
/// once for it, not once for each block.
constexpr std::size_t kManyTerms = std::size_t{1} << 12;

constexpr std::size_t kCacheLine = 64;
struct Freed {
  void operator()(double* memory) const noexcept { ::operator delete[](memory, std::align_val_t{kCacheLine}); }
};

/// Memory that is not filled before it is used, for whole vectors; loses its contents when it grows.
class Scratch {
 public:
  double* of(std::size_t size) {
    if (size > size_) {
      data_.reset();
      data_.reset(new (std::align_val_t{kCacheLine}) double[size]);
      size_ = size;
    }
    return data_.get();
  }

 private:
  std::unique_ptr<double[], Freed> data_;
  std::size_t size_ = 0;
};

/// A part made ready for the blocks of a tile.
struct ReadyPart {
  const SumPart* part;
  std::uint64_t high = 0;               ///< the move among blocks
  std::uint64_t move = 0;               ///< within a block
  std::uint64_t signs = 0;              ///< of a single term, within a block
  const double* table = nullptr;        ///< of a lookup
  const std::uint8_t* index = nullptr;  ///< of a lookup
  const std::uint64_t* masks = nullptr;
};

/// The sum over one tile for all the parts of a pass.
class TileSum {
 public:
  TileSum(const SumPlan& plan, const SumTable& kernels)
      : plan_(plan),
        kernels_(kernels),
        reals_(std::size_t{2} << kernels.lane_bits),
        tile_bits_(std::max(plan.tile_bits, kernels.min_bits())),
        bits_(std::max(std::min(plan.tile_bits, kBlockBits), kernels.min_bits())),
        blocks_(std::uint64_t{1} << (tile_bits_ - bits_)) {}

  template <class Real>
  double run(const std::complex<Real>* state, const SumPass& pass, std::uint64_t tile) {
    pass_ = &pass;
    first_ = deposit(tile, lowest_bits(plan_.num_qubits) & ~pass.pivots & ~lowest_bits(plan_.chunk_bits));
    data_ = tile_data(state);
    positions_[0] = first_;
    for (std::uint64_t block = 1; block < blocks_; ++block)
      positions_[block] = positions_[block & (block - 1)] ^
                          pass.basis[static_cast<unsigned>(std::countr_zero(block)) + bits_ - plan_.chunk_bits];
    double sum = 0;
    for (std::size_t part = pass.begin; part < pass.end;) {
      if (plan_.parts[part].form == SumForm::dense)
        sum += dense_part(plan_.parts[part++]);
      else
        sum += batch(part);
    }
    return sum;
  }

 private:
  /// The tile in double precision, one amplitude after another: the state itself where it is that.
  template <class Real>
  const double* tile_data(const std::complex<Real>* state) {
    if constexpr (std::is_same_v<Real, double>)
      if (pass_->is_contiguous && tile_bits_ == plan_.tile_bits) return reinterpret_cast<const double*>(state + first_);
    double* const data = tile_memory_.of(std::size_t{2} << tile_bits_);
    unsigned run_bits = plan_.chunk_bits;
    for (const std::uint64_t move : pass_->basis) {
      if (move != std::uint64_t{1} << run_bits) break;
      ++run_bits;
    }
    const std::uint64_t run = std::uint64_t{1} << run_bits, runs = std::uint64_t{1} << (plan_.tile_bits - run_bits);
    std::uint64_t from = first_;
    for (std::uint64_t i = 0;;) {
      copy(data + 2 * (i << run_bits), state + from, run);
      if (++i == runs) break;
      // i - 1 and i differ in the bits up to the lowest 1 of i.
      for (unsigned bit = 0; bit <= static_cast<unsigned>(std::countr_zero(i)); ++bit)
        from ^= pass_->basis[bit + run_bits - plan_.chunk_bits];
    }
    std::fill(data + 2 * (run << (plan_.tile_bits - run_bits)), data + (std::size_t{2} << tile_bits_), 0.0);
    return data;
  }
  void copy(double* to, const std::complex<double>* from, std::uint64_t count) const {
    std::memcpy(to, from, count * sizeof *from);
  }
  void copy(double* to, const std::complex<float>* from, std::uint64_t count) const {
    kernels_.widen(to, reinterpret_cast<const float*>(from), count);
  }

  /// Where a set of index bits lies within a tile, for moves.
  std::uint64_t moved(std::uint64_t x) const {
    return extract(x, pass_->pivots) << plan_.chunk_bits | (x & lowest_bits(plan_.chunk_bits));
  }
  /// The lowest `bits` bits of a mask as seen within a tile: |i & mask| and |place & result| are both even or odd.
  std::uint64_t seen(std::uint64_t mask, unsigned bits) const {
    std::uint64_t result = mask & lowest_bits(plan_.chunk_bits);
    for (unsigned bit = plan_.chunk_bits; bit < std::min(bits, plan_.tile_bits); ++bit)
      result |= std::uint64_t{parity(pass_->basis[bit - plan_.chunk_bits] & mask)} << bit;
    return result;
  }
  static bool parity(std::uint64_t value) noexcept { return __builtin_parityll(value) != 0; }

  PairBlock pair_block(std::uint64_t block, std::uint64_t high, std::uint64_t move) const {
    return {.here = data_ + 2 * (block << bits_),
            .there = data_ + 2 * ((block ^ high) << bits_),
            .bits = bits_,
            .move = move};
  }
  /// Of two blocks that a move exchanges, the one that is looked at.
  static bool is_looked_at(std::uint64_t block, std::uint64_t high) noexcept {
    return high == 0 || (block & std::bit_floor(high)) == 0;
  }
  /// How much a pair that was met counts.
  double multiple(std::uint64_t high, std::uint64_t move) const noexcept {
    return high == 0 && move >> kernels_.min_bits() == 0 ? 1 : 2;
  }

  /// Bytes of an index, a byte for each vector of a block, filled up to whole cache lines.
  std::size_t index_size() const noexcept {
    return ((std::size_t{1} << (bits_ - kernels_.lane_bits)) + kCacheLine - 1) / kCacheLine * kCacheLine;
  }

  /// From parts_[part] on, as many as a batch takes; `part` is then the one behind them.
  double batch(std::size_t& part) {
    // The sums of all parts, then tables; the last one that begins below the limit may go beyond it.
    double* const sums = tables_.of(kBatchParts * reals_ + kBatchBytes / sizeof(double) +
                                    (std::size_t{1} << kMaxRank) * reals_ + index_size() / sizeof(double));
    double* table = sums + kBatchParts * reals_;
    const double* const full = table + kBatchBytes / sizeof(double);
    std::size_t count = 0;
    for (; part < pass_->end && count < kBatchParts && table < full; ++part) {
      const SumPart& next = plan_.parts[part];
      if (next.form == SumForm::dense) break;
      ReadyPart& ready = ready_[count++];
      const std::uint64_t place = moved(next.x);
      ready = {.part = &next,
               .high = place >> bits_,
               .move = place & lowest_bits(bits_),
               .masks = plan_.masks.data() + next.masks};
      if (next.form == SumForm::signs)
        ready.signs = seen(ready.masks[0], bits_);
      else
        table = make_table(ready, table);
    }
    std::fill(sums, sums + count * reals_, 0.0);
    for (std::uint64_t block = 0; block < blocks_; ++block)
      for (std::size_t i = 0; i < count; ++i)
        if (is_looked_at(block, ready_[i].high)) add_block(ready_[i], block, sums + i * reals_);
    double sum = 0;
    for (std::size_t i = 0; i < count; ++i) sum += finished(ready_[i], sums + i * reals_);
    return sum;
  }

  /// A vector for each combination of signs, and which of them to take for each vector of a block; returns the end.
  double* make_table(ReadyPart& ready, double* table) const {
    const SumPart& part = *ready.part;
    const std::size_t size = std::size_t{1} << part.num_masks, lanes = reals_ / 2;
    std::uint64_t low[kMaxRank];
    for (std::size_t k = 0; k < part.num_masks; ++k) low[k] = seen(ready.masks[k], bits_);
    const auto combination = [&](std::uint64_t i) {
      std::size_t result = 0;
      for (std::size_t k = 0; k < part.num_masks; ++k) result |= std::size_t{parity(i & low[k])} << k;
      return result;
    };
    const double* const weights = plan_.weights.data() + part.weights;
    for (std::size_t lane = 0; lane < lanes; ++lane) {
      const std::size_t difference = combination(lane);
      double* to = table + 2 * lane;
      for (std::size_t c = 0; c < size; ++c, to += reals_) {
        to[0] = weights[c ^ difference];
        to[1] = part.kind == kCrossed ? -to[0] : to[0];
      }
    }
    ready.table = table;
    auto* const index = reinterpret_cast<std::uint8_t*>(table + size * reals_);
    index[0] = 0;
    for (unsigned bit = 0; bit < bits_ - kernels_.lane_bits; ++bit) {
      const std::size_t half = std::size_t{1} << bit;
      const auto difference = static_cast<std::uint8_t>(combination(std::uint64_t{1} << (bit + kernels_.lane_bits)));
      for (std::size_t i = 0; i < half; ++i) index[half + i] = static_cast<std::uint8_t>(index[i] ^ difference);
    }
    ready.index = index;
    return table + size * reals_ + index_size() / sizeof(double);
  }

  void add_block(const ReadyPart& ready, std::uint64_t block, double* sums) const {
    const PairBlock pairs = pair_block(block, ready.high, ready.move);
    const std::uint64_t lane_move = ready.move & (reals_ / 2 - 1), position = positions_[block];
    if (ready.table == nullptr) {
      kernels_.add_signed[ready.part->kind][lane_move](sums, pairs, ready.signs, parity(ready.masks[0] & position));
      return;
    }
    unsigned first = 0;
    for (unsigned k = 0; k < ready.part->num_masks; ++k) first |= unsigned{parity(ready.masks[k] & position)} << k;
    kernels_.add_looked[ready.part->kind][lane_move](sums, pairs, ready.table, ready.index,
                                                     static_cast<std::uint8_t>(first));
  }

  double finished(const ReadyPart& ready, const double* sums) const {
    double sum = 0;
    if (ready.table != nullptr) {
      for (std::size_t e = 0; e < reals_; ++e) sum += sums[e];
    } else {
      for (std::size_t lane = 0; lane < reals_ / 2; ++lane) {
        const double one =
            ready.part->kind == kCrossed ? sums[2 * lane] - sums[2 * lane + 1] : sums[2 * lane] + sums[2 * lane + 1];
        sum += parity(lane & ready.signs) ? -one : one;
      }
      sum *= plan_.weights[ready.part->weights];
    }
    return sum * multiple(ready.high, ready.move);
  }

  double dense_part(const SumPart& part) {
    const std::uint64_t place = moved(part.x), high = place >> bits_, move = place & lowest_bits(bits_);
    const unsigned expanded = part.num_masks > kManyTerms ? tile_bits_ : bits_;
    const std::uint64_t* const masks = plan_.masks.data() + part.masks;
    low_.resize(part.num_masks);
    for (std::size_t t = 0; t < part.num_masks; ++t) low_[t] = static_cast<std::uint32_t>(seen(masks[t], expanded));
    const std::size_t size = std::size_t{1} << expanded;
    double* const factors = factors_.of(size);
    double* const sums = tables_.of(reals_);
    std::fill(sums, sums + reals_, 0.0);
    for (std::uint64_t block = 0; block < blocks_; ++block) {
      const std::uint64_t within = expanded == bits_ ? 0 : block;
      if (within == 0 && (expanded != bits_ || is_looked_at(block, high))) {
        std::fill(factors, factors + size, 0.0);
        kernels_.scatter(factors, low_.data(), plan_.weights.data() + part.weights, masks, part.num_masks,
                         positions_[block]);
        kernels_.walsh(factors, expanded);
      }
      if (is_looked_at(block, high))
        kernels_.add_scaled[part.kind][move & (reals_ / 2 - 1)](sums, pair_block(block, high, move),
                                                                factors + (within << bits_));
    }
    double sum = 0;
    for (std::size_t e = 0; e < reals_; ++e) sum += part.kind == kCrossed && e % 2 != 0 ? -sums[e] : sums[e];
    return sum * multiple(high, move);
  }

  const SumPlan& plan_;
  const SumTable& kernels_;
  const std::size_t reals_;          ///< of a vector
  const unsigned tile_bits_, bits_;  ///< of a tile and of a block, filled up with zeros to what kernels need
  const std::uint64_t blocks_;
  const SumPass* pass_ = nullptr;
  std::uint64_t first_ = 0;
  const double* data_ = nullptr;
  std::array<std::uint64_t, kMaxBlocks> positions_;  ///< in the state, of each block
  std::array<ReadyPart, kBatchParts> ready_;
  std::vector<std::uint32_t> low_;
  Scratch tile_memory_, tables_, factors_;
};

/// Objects that threads take and give back, so that there are no more than threads.
class TileSums {
 public:
  explicit TileSums(const SumPlan& plan, const SumTable& kernels) : plan_(plan), kernels_(kernels) {}

  std::unique_ptr<TileSum> take() {
    {
      const std::lock_guard lock(mutex_);
      if (!idle_.empty()) {
        std::unique_ptr<TileSum> sum = std::move(idle_.back());
        idle_.pop_back();
        return sum;
      }
    }
    return std::make_unique<TileSum>(plan_, kernels_);
  }
  void give_back(std::unique_ptr<TileSum> sum) {
    const std::lock_guard lock(mutex_);
    idle_.push_back(std::move(sum));
  }

 private:
  const SumPlan& plan_;
  const SumTable& kernels_;
  std::mutex mutex_;
  std::vector<std::unique_ptr<TileSum>> idle_;
};

}  // namespace

template <class Real>
double expectation(Amplitudes<Real> state, const SumPlan& observable, Workers& workers) {
  const SumTable& kernels = *simd::active().kernels().sums;
  const std::uint64_t tiles = observable.tiles(), items = tiles * observable.passes.size();
  // About as many nanoseconds, see Guard::tick.
  const std::uint64_t work =
      ((observable.parts.size() / std::max<std::size_t>(observable.passes.size(), 1) + 8) << observable.tile_bits) / 16;
  if (items == 1) {
    workers.guard().tick(work);
    return TileSum(observable, kernels).run(state.data, observable.passes[0], 0);
  }
  std::vector<double> parts(items);
  TileSums sums(observable, kernels);
  workers.parallel_for(
      items, 1,
      [&](std::uint64_t item, std::uint64_t) {
        std::unique_ptr<TileSum> sum = sums.take();
        parts[item] = sum->run(state.data, observable.passes[item / tiles], item % tiles);
        sums.give_back(std::move(sum));
      },
      work);
  double sum = 0;
  for (const double part : parts) sum += part;
  return sum;
}

template double expectation(Amplitudes<float>, const SumPlan&, Workers&);
template double expectation(Amplitudes<double>, const SumPlan&, Workers&);

}  // namespace qpanda3::sim
