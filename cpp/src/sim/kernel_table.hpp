#pragma once
// The seam between what is planned and what runs: a gate prepared for vectors of one width, and the table of functions
// that one set of instructions offers for them. The functions come from vector_kernels.hpp, compiled once for each set.

#include <cstdint>

#include "sim/sum_table.hpp"

namespace qpanda3::sim {

/// A gate ready to run on 2^b amplitudes, for vectors of 2^lane_bits amplitudes. Qubits below lane_bits lie inside a
/// vector and are dealt with by `coefficients`; those above are bits of an index.
template <class Real>
struct PreparedGate {
  /// Applies the gate to the amplitudes whose index bits outside of `active` are 0, relative to `data`. `active` holds
  /// at least the bits below lane_bits, the targets and the controls.
  using Apply = void (*)(Real* data, std::uint64_t active, const PreparedGate& gate);

  Apply apply = nullptr;
  std::uint64_t fixed = 0;             ///< bits of targets and controls, at or above lane_bits
  std::uint64_t ones = 0;              ///< bits of controls, at or above lane_bits
  const Real* coefficients = nullptr;  ///< see gate_preparation.hpp
  std::uint32_t num_high = 0;          ///< targets at or above lane_bits
  std::uint32_t num_skipped = 0;       ///< of a diagonal: leading blocks that are the identity
  /// Index offset of each value of the targets at or above lane_bits, lowest target least significant; 2^num_high.
  const std::uint64_t* offsets = nullptr;
};

/// The largest dense gate with kernels of its own; wider ones take the general one.
inline constexpr unsigned kMaxDense = 3;
/// The most amplitudes in a vector: 64 bytes of single precision.
inline constexpr unsigned kMaxLaneBits = 3;
/// 64 bytes of double precision.
inline constexpr unsigned kMaxWideLaneBits = 2;

/// The functions for one width of vectors and one precision. Sums are taken in double precision, in an order that
/// depends on the size alone.
template <class Real>
struct KernelTable {
  using Apply = typename PreparedGate<Real>::Apply;

  unsigned lane_bits = 0;
  /// [is complex][targets above][set of targets within a vector]; null where these are more than kMaxDense.
  Apply dense[2][kMaxDense + 1][1u << kMaxLaneBits] = {};
  Apply diagonal = nullptr;
  Apply flip = nullptr;  ///< one target above
  Apply swap = nullptr;  ///< two targets above
  Apply wide = nullptr;  ///< dense, any number of targets, all above

  /// to[i] = from[i], 2^bits amplitudes, at least one vector.
  void (*copy)(Real* to, const Real* from, std::uint64_t amplitudes) = nullptr;
  /// The same, and zeros, past the caches: memory that was not read need not be fetched to be written to. `to` is
  /// aligned to 64 bytes or to all of what is written. KernelSet::finish_past comes after the last of them, on the same
  /// thread.
  void (*copy_past)(Real* to, const Real* from, std::uint64_t amplitudes) = nullptr;
  void (*clear_past)(Real* to, std::uint64_t amplitudes) = nullptr;

  // For the amplitudes whose index bits outside of `active` are 0, relative to the pointer; `active` holds at least the
  // bits below lane_bits and those of the qubits.

  /// Sets sums to the sums of |amplitude|^2 where a bit of the index is 0, and where it is 1; with no bit, to all and
  /// 0.
  void (*weights)(const Real* from, std::uint64_t active, std::uint64_t bit, double* sums) = nullptr;
  /// Multiplies by `factor` what has `outcome` in a bit of the index, and moves it to where that bit is 0 if `to_zero`;
  /// everything else becomes 0.
  void (*collapse)(Real* data, std::uint64_t active, std::uint64_t bit, bool outcome, bool to_zero,
                   Real factor) = nullptr;
  /// [qubits at or above wide_lane_bits][set of qubits below them]: sets `matrix` to the sums of a[row] conj(a[column])
  /// over all values of the other bits, row-major, real and imaginary parts alternating; the lowest qubit is the least
  /// significant bit of row and column. `offsets`: index offset of each value of the qubits above. Null for more than
  /// two qubits.
  using Density = void (*)(const Real* from, std::uint64_t active, const std::uint64_t* offsets, double* matrix);
  Density density[3][1u << kMaxWideLaneBits] = {};
  unsigned wide_lane_bits = 0;  ///< vectors of doubles hold 2^wide_lane_bits amplitudes
};

/// The tables of one set of instructions; the last is the one for its widest vectors.
template <class Real>
struct KernelTables {
  const KernelTable<Real>* const* tables = nullptr;
  unsigned count = 0;

  /// The widest for states of `bits` qubits.
  const KernelTable<Real>& for_bits(unsigned bits) const noexcept { return *tables[bits < count ? bits : count - 1]; }
};

/// Random words are made so many at a time.
inline constexpr std::uint32_t kRandomAtATime = 32;
/// Sets words[0 .. count), a multiple of kRandomAtATime, to those of CounterRng(seed, stream) from number 2 * block on.
using RandomKernel = void (*)(std::uint64_t* words, std::uint64_t count, std::uint64_t seed, std::uint64_t stream,
                              std::uint64_t block);

/// What one set of instructions offers.
struct KernelSet {
  KernelTables<float> f32;
  KernelTables<double> f64;
  const SumTable* sums = nullptr;  ///< for the widest vectors
  RandomKernel words = nullptr;
  void (*finish_past)() = nullptr;  ///< makes what was written past the caches visible to other threads

  template <class Real>
  const KernelTables<Real>& of() const noexcept {
    if constexpr (sizeof(Real) == sizeof(float))
      return f32;
    else
      return f64;
  }
};

/// Instructions that every machine of the architecture has.
const KernelSet& portable_kernels() noexcept;
#if defined(QPANDA3_X86_KERNELS)
const KernelSet& avx2_kernels() noexcept;
const KernelSet& avx512_kernels() noexcept;
#endif

}  // namespace qpanda3::sim
