#include "sim/straight_line.hpp"

#include <algorithm>
#include <bit>
#include <cstdlib>
#include <memory>
#include <new>

#include "sim/bit_masks.hpp"
#include "sim/first_touch.hpp"
#include "sim/simd_backends.hpp"
#include "sim/tile_moves.hpp"

namespace qpanda3::sim {
namespace {

/// Blocks that a thread takes at a time where a state is not cut into tiles.
constexpr std::uint64_t kBlocksAtATime = 4;
/// States from this size on do not fit into the caches of most machines.
constexpr std::uint64_t kPastCaches = std::uint64_t{64} << 20;
/// So many amplitudes are looked through without a second thought, in bits.
constexpr unsigned kFewBits = 17;

/// Memory for one tile, kept by each thread until it ends.
class TileMemory {
 public:
  void* of(std::size_t bytes) {
    if (bytes > bytes_) {
      memory_.reset(std::aligned_alloc(std::size_t{4096}, (bytes + 4095) / 4096 * 4096));
      bytes_ = memory_ ? bytes : 0;
      if (!memory_) throw std::bad_alloc();
    }
    return memory_.get();
  }

 private:
  struct Free {
    void operator()(void* memory) const noexcept { std::free(memory); }
  };
  std::unique_ptr<void, Free> memory_;
  std::size_t bytes_ = 0;
};

template <class Real>
Real* reals_of(Amplitudes<Real> state) noexcept {
  return reinterpret_cast<Real*>(state.data);
}

/// Whether a state is so large that what is written to is not in a cache any more when it is wanted again.
template <class Real>
bool is_past_caches(Amplitudes<Real> state) noexcept {
  return state.size() >= kPastCaches / sizeof *state.data;
}

/// Whether a sweep passes over tiles of zeros mostly.
template <class Real>
bool is_sparse(Amplitudes<Real> state, std::uint64_t active, std::uint64_t zeros) {
  const std::uint64_t others = lowest_bits(state.num_qubits) & ~active & ~zeros;
  if (count_bits(lowest_bits(state.num_qubits) & ~zeros) > kFewBits) return false;
  std::uint64_t tiles = 0;
  for_each_subset(others, [&](std::uint64_t outer) {
    if (!is_zero(active, reals_of(state) + 2 * outer, zeros)) ++tiles;
  });
  return tiles <= (std::uint64_t{1} << count_bits(others)) / 8;
}

}  // namespace

template <class Real>
KnownZeros start_at_zero(Amplitudes<Real> state, bool is_memory_zero, Workers& workers) {
  const std::uint64_t all = lowest_bits(state.num_qubits);
  if (is_memory_zero || state.num_qubits <= SweepSizes{}.whole) {
    set_to_zero_state(state, is_memory_zero, workers);
    return {all, true};
  }
  std::fill_n(state.data, std::uint64_t{1} << KnownZeros::kDefinedBits, std::complex<Real>(0));
  state.data[0] = 1;
  return {all & ~lowest_bits(KnownZeros::kDefinedBits), false};
}

template <class Real>
void settle_zeros(Amplitudes<Real> state, KnownZeros& zeros, Workers& workers) {
  if (zeros.qubits != 0 && !zeros.is_memory_zero) {
    const simd::Backend& backend = simd::active();
    const bool past = is_past_caches(state);
    const std::uint64_t piece = std::min(state.size(), kGrain), active = piece - 1;
    // Waiting until what went past the caches has arrived takes a while: seldom.
    const std::uint64_t pieces_at_a_time = past ? 16 : 1;
    workers.parallel_for(
        state.size() / piece, pieces_at_a_time,
        [&](std::uint64_t begin, std::uint64_t end) {
          const KernelTable<Real>& kernels = backend.kernels().template of<Real>().for_bits(state.num_qubits);
          for (std::uint64_t i = begin; i < end; ++i) {
            Real* const to = reals_of(state) + 2 * piece * i;
            if ((i * piece & zeros.qubits) == 0)
              fill_zeros(kernels, active, to, zeros.qubits, past);
            else if (past)
              kernels.clear_past(to, piece);
            else
              std::fill_n(to, 2 * piece, Real(0));
          }
          backend.kernels().finish_past();
        },
        piece);
  }
  zeros = {};
}

template <class Real>
void LinePiece<Real>::run(Amplitudes<Real> state, KnownZeros& zeros, Workers& workers) const {
  for (const PreparedSweep& sweep : sweeps_) {
    if (sweep.bits == state.num_qubits)
      run_whole(sweep, state, zeros, workers);
    else
      run_tiles(sweep, state, zeros, workers);
  }
}

template <class Real>
void LinePiece<Real>::run_block(const PreparedGroup& group, Real* data, std::uint64_t outer) const {
  for (std::uint32_t i = group.begin; i < group.end; ++i) {
    const Step& step = steps_[i];
    if ((outer & step.outer_ones) != step.outer_ones) continue;
    const PreparedGate<Real>& gate =
        gates_[step.gate + (step.outer_select == 0 ? 0 : extract(outer, step.outer_select))];
    if (gate.apply != nullptr) gate.apply(data, group.active, gate);
  }
}

/// `outer`: the values of the qubits outside of the tile. `zeros`: qubits that are 0 before the sweep.
template <class Real>
void LinePiece<Real>::run_tile(const PreparedSweep& sweep, Real* tile, std::uint64_t outer, std::uint64_t zeros) const {
  for (std::uint32_t g = sweep.begin; g < sweep.end; ++g) {
    const PreparedGroup& group = groups_[g];
    for_each_subset(lowest_bits(sweep.bits) & ~group.active, [&](std::uint64_t offset) {
      const std::uint64_t index = outer | deposit(offset, sweep.active);
      if ((index & zeros) == 0) run_block(group, tile + 2 * offset, index);
    });
    zeros &= ~group.moved;
  }
}

/// The state is one tile: threads share the blocks of a group.
template <class Real>
void LinePiece<Real>::run_whole(const PreparedSweep& sweep, Amplitudes<Real> state, KnownZeros& zeros,
                                Workers& workers) const {
  KnownZeros settled = zeros;
  if (!zeros.is_memory_zero) settle_zeros(state, settled, workers);
  Real* const data = reals_of(state);
  std::uint64_t known = zeros.qubits;
  for (std::uint32_t g = sweep.begin; g < sweep.end; ++g) {
    const PreparedGroup& group = groups_[g];
    const std::uint64_t others = lowest_bits(sweep.bits) & ~group.active & ~known;
    const std::uint64_t blocks = std::uint64_t{1} << count_bits(others);
    const std::uint64_t work = (group.end - group.begin) << count_bits(group.active);
    workers.parallel_for(
        blocks, kBlocksAtATime,
        [&](std::uint64_t begin, std::uint64_t end) {
          for (std::uint64_t i = begin; i < end; ++i) {
            const std::uint64_t index = deposit(i, others);
            run_block(group, data + 2 * index, index);
          }
        },
        work);
    known &= ~group.moved;
  }
  zeros = {known, true};
}

template <class Real>
void LinePiece<Real>::run_tiles(const PreparedSweep& sweep, Amplitudes<Real> state, KnownZeros& zeros,
                                Workers& workers) const {
  const KernelTable<Real>& kernels = tables_.for_bits(sweep.bits);
  const bool sparse = zeros.qubits != 0 && is_sparse(state, sweep.active, zeros.qubits);
  if (sparse && !zeros.is_memory_zero) {
    // Mostly zeros will be written: in one go, tiles lie all over memory.
    const std::uint64_t qubits = zeros.qubits;
    settle_zeros(state, zeros, workers);
    zeros = {qubits, true};
  } else if (!sparse && zeros.is_memory_zero) {
    touch_first(state, zeros.qubits, zeros.qubits & ~sweep.active, workers);
  }
  const std::uint64_t others = lowest_bits(state.num_qubits) & ~sweep.active & ~zeros.qubits;
  const std::uint64_t undefined = zeros.is_memory_zero ? 0 : zeros.qubits;
  const bool is_in_place = sweep.active == lowest_bits(sweep.bits);
  const bool past = undefined != 0 && is_past_caches(state);
  workers.parallel_for(
      std::uint64_t{1} << count_bits(others), 1,
      [&](std::uint64_t begin, std::uint64_t end) {
        for (std::uint64_t i = begin; i < end; ++i) {
          const std::uint64_t outer = deposit(i, others);
          Real* const place = reals_of(state) + 2 * outer;
          if (is_zero(sweep.active, place, zeros.qubits)) {
            fill_zeros(kernels, sweep.active, place, undefined, past);
            continue;
          }
          if (is_in_place) {
            fill_zeros(kernels, sweep.active, place, undefined, false);
            run_tile(sweep, place, outer, zeros.qubits);
            continue;
          }
          thread_local TileMemory memory;
          auto* const tile = static_cast<Real*>(memory.of(2 * sizeof(Real) << sweep.bits));
          gather(kernels, sweep.active, place, tile, zeros.qubits);
          run_tile(sweep, tile, outer, zeros.qubits);
          scatter(kernels, sweep.active, tile, place, past ? undefined : 0);
        }
        if (past) simd::active().kernels().finish_past();
      },
      (sweep.steps + 2) << sweep.bits);
  zeros.qubits &= ~sweep.active;
}

template <class Real>
void run_line(const FlatProgram& program, const NativeNumbers<Real>& numbers, std::size_t begin, std::size_t end,
              Amplitudes<Real> state, KnownZeros& zeros, Workers& workers) {
  const KernelTables<Real>& tables = simd::active_kernels<Real>();
  for_each_piece(begin, end, [&](std::size_t first, std::size_t last) {
    LinePiece<Real>(program, numbers, first, last, tables).run(state, zeros, workers);
  });
}

#define QPANDA3_INSTANTIATE(Real)                                                                                    \
  template class LinePiece<Real>;                                                                                    \
  template KnownZeros start_at_zero(Amplitudes<Real>, bool, Workers&);                                               \
  template void settle_zeros(Amplitudes<Real>, KnownZeros&, Workers&);                                               \
  template void run_line(const FlatProgram&, const NativeNumbers<Real>&, std::size_t, std::size_t, Amplitudes<Real>, \
                         KnownZeros&, Workers&)
QPANDA3_INSTANTIATE(float);
QPANDA3_INSTANTIATE(double);
#undef QPANDA3_INSTANTIATE

}  // namespace qpanda3::sim
