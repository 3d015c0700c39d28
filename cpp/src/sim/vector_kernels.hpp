// The kernels, for vectors of any width. Included once by each kernels_<set>.cpp, which is compiled for its set of
// instructions and defines QPANDA3_KERNEL_SET (a namespace) and QPANDA3_VECTOR_BYTES (the widest vector).
//
// Everything here has internal linkage, and nothing of the standard library is called: a function shared with other
// files could be taken from this one by the linker, and then run where these instructions do not exist.
//
// A vector holds W = 2^lane_bits amplitudes, real and imaginary parts alternating. A complex product with a factor
// (r, i) is r * v + (-i, i) * (v with parts exchanged). A gate on qubits within the vector takes other lanes of the
// same vector: lanes whose number differs by XOR, so that one formula holds for all gates:
//   out[row] = sum over columns c and lane differences x of  C[row][c][x] * lanes_xored(v[c], x)
// where C differs from lane to lane, which also takes care of controls within the vector.

#include <cstddef>
#include <cstdint>
#include <type_traits>
#include <utility>

#include "sim/kernel_table.hpp"

#if !defined(QPANDA3_KERNEL_SET) || !defined(QPANDA3_VECTOR_BYTES)
#error "defined by the including file"
#endif

namespace qpanda3::sim {
namespace QPANDA3_KERNEL_SET {
namespace {

#define QPANDA3_INLINE __attribute__((always_inline)) inline
#define QPANDA3_INLINE_LAMBDA __attribute__((always_inline))

using Bits = std::uint64_t;

template <class Real, int kBytes>
struct VectorOf {
  // Aligned as an amplitude is: memory of others need not be aligned for vectors.
  typedef Real Type __attribute__((vector_size(kBytes), aligned(sizeof(Real)), may_alias));
  typedef Real Value __attribute__((vector_size(kBytes)));
};

/// The x-th subset of a set of qubits within a vector.
constexpr int subset(unsigned set, std::size_t x) {
  int result = 0;
  for (int bit = 0; bit < 3; ++bit) {
    if ((set >> bit & 1) == 0) continue;
    if (x & 1) result |= 1 << bit;
    x >>= 1;
  }
  return result;
}

template <class Real, int kBytes>
constexpr void enter_state_kernels(KernelTable<Real>& table);  // vector_state.hpp

template <class Real, int kBytes>
struct Kernels {
  using Memory = typename VectorOf<Real, kBytes>::Type;
  using V = typename VectorOf<Real, kBytes>::Value;
  using Gate = PreparedGate<Real>;
  static constexpr std::size_t kReals = kBytes / sizeof(Real);
  static constexpr std::size_t kLanes = kReals / 2;
  static constexpr unsigned kLaneBits = kLanes == 8 ? 3 : kLanes == 4 ? 2 : kLanes == 2 ? 1 : 0;

  QPANDA3_INLINE static V load(const Real* from) { return *reinterpret_cast<const Memory*>(from); }
  QPANDA3_INLINE static void store(Real* to, V value) { *reinterpret_cast<Memory*>(to) = value; }

  /// Element e of the result is element e ^ kDifference: 1 exchanges the parts, 2x takes the lanes that differ by x.
  template <int kDifference>
  QPANDA3_INLINE static V xored(V value) {
    if constexpr (kDifference == 0)
      return value;
    else
      return xored<kDifference>(value, std::make_integer_sequence<int, int{kReals}>());
  }
  template <int kDifference, int... kElement>
  QPANDA3_INLINE static V xored(V value, std::integer_sequence<int, kElement...>) {
#if __has_builtin(__builtin_shufflevector)
    return __builtin_shufflevector(value, value, (kElement ^ kDifference)...);
#else  // GCC 11
    using Element = std::conditional_t<sizeof(Real) == 4, std::int32_t, std::int64_t>;
    typedef Element Order __attribute__((vector_size(kBytes)));
    return __builtin_shuffle(value, Order{(kElement ^ kDifference)...});
#endif
  }

  // --- walking ------------------------------------------------------------------------------------------------------

  // A body says by kIsShort whether it is so quick that the walk itself counts.

  /// Calls body.template at<U>(pointer) for the vectors whose index bits are any in `free` and 0 elsewhere, relative to
  /// `data`, kUnroll neighbours at a time where there are so many.
  template <std::size_t kUnroll, class Body>
  QPANDA3_INLINE static void walk(Real* data, Bits free, const Body& body) {
    const Bits above = free >> kLaneBits;
    const Bits run = ~above & (above + 1);  // neighbouring vectors
    const Bits rest = free & ~(((run << kLaneBits) - 1));
    if (run >= kUnroll) {
      each_run(data, rest, [&](Real* first) QPANDA3_INLINE_LAMBDA {
        for (Bits k = 0; k < run; k += kUnroll) body.template at<kUnroll>(first + k * kReals);
      });
    } else if (Body::kIsShort && rest != 0) {
      // Short runs, two of them a step.
      const Bits next = rest & (~rest + 1);
      each_run(data, rest & ~next, [&](Real* first) QPANDA3_INLINE_LAMBDA {
        for (Bits k = 0; k < run; ++k) {
          body.template at<1>(first + k * kReals);
          body.template at<1>(first + 2 * next + k * kReals);
        }
      });
    } else {
      each_run(data, rest, [&](Real* first) QPANDA3_INLINE_LAMBDA {
        for (Bits k = 0; k < run; ++k) body.template at<1>(first + k * kReals);
      });
    }
  }
  template <class Body>
  QPANDA3_INLINE static void each_run(Real* data, Bits rest, const Body& body) {
    Bits index = 0;
    do {
      body(data + 2 * index);
      index = ((index | ~rest) + 1) & rest;  // the carry ripples through the bits that are not free
    } while (index != 0);
  }

  /// The bits that vary over the amplitudes a gate acts on.
  static Bits free_bits(Bits active, const Gate& gate) { return active & ~gate.fixed & ~Bits{kLanes - 1}; }

  // --- dense gates --------------------------------------------------------------------------------------------------

  /// kHigh targets above the vector, kLow (a set) within it.
  template <int kHigh, unsigned kLow, bool kComplex>
  struct Dense {
    static constexpr std::size_t kColumns = 1u << kHigh;
    static constexpr std::size_t kDifferences = 1u << __builtin_popcount(kLow);
    /// Vectors of coefficients of one product.
    static constexpr std::size_t kParts = kComplex ? 2 : 1;
    static constexpr std::size_t kUnroll = kHigh + __builtin_popcount(kLow) < 3 ? 2 : 1;

    /// The x-th difference of lanes.
    static constexpr int difference(std::size_t x) { return subset(kLow, x); }

    /// Few coefficients stay in registers.
    static constexpr std::size_t kFactors = kColumns * kColumns * kDifferences * kParts;
    static constexpr bool kInRegisters = kFactors <= 8;
    static constexpr bool kIsShort = kInRegisters;

    const Real* coefficients;
    Bits offsets[kColumns];
    V kept[kInRegisters ? kFactors : 1];

    QPANDA3_INLINE V factor(std::size_t i) const {
      if constexpr (kInRegisters)
        return kept[i];
      else
        return load(coefficients + i * kReals);
    }

    template <std::size_t kCount>
    QPANDA3_INLINE void at(Real* first) const {
      at_each<kCount>(first, std::make_index_sequence<kColumns * kDifferences>());
    }

    template <std::size_t kCount, std::size_t... kTerm>
    QPANDA3_INLINE void at_each(Real* first, std::index_sequence<kTerm...>) const {
      constexpr std::size_t kTerms = kColumns * kDifferences;
      V plain[kTerms][kCount], crossed[kTerms][kCount];
      for (std::size_t u = 0; u < kCount; ++u) {
        V column[kColumns];
        for (std::size_t c = 0; c < kColumns; ++c) column[c] = load(first + 2 * offsets[c] + u * kReals);
        ((plain[kTerm][u] = xored<2 * difference(kTerm % kDifferences)>(column[kTerm / kDifferences])), ...);
        if constexpr (kComplex)
          ((crossed[kTerm][u] = xored<2 * difference(kTerm % kDifferences) + 1>(column[kTerm / kDifferences])), ...);
      }
#pragma GCC unroll 8
      for (std::size_t row = 0; row < kColumns; ++row) {
        const std::size_t f = row * kTerms * kParts;
        V sum[kCount];
        for (std::size_t u = 0; u < kCount; ++u) sum[u] = factor(f) * plain[0][u];
        if constexpr (kComplex)
          for (std::size_t u = 0; u < kCount; ++u) sum[u] += factor(f + 1) * crossed[0][u];
#pragma GCC unroll 8
        for (std::size_t term = 1; term < kTerms; ++term) {
          for (std::size_t u = 0; u < kCount; ++u) sum[u] += factor(f + term * kParts) * plain[term][u];
          if constexpr (kComplex)
            for (std::size_t u = 0; u < kCount; ++u) sum[u] += factor(f + term * kParts + 1) * crossed[term][u];
        }
        for (std::size_t u = 0; u < kCount; ++u) store(first + 2 * offsets[row] + u * kReals, sum[u]);
      }
    }

    static void apply(Real* data, Bits active, const Gate& gate) {
      Dense body;
      body.coefficients = gate.coefficients;
      for (std::size_t c = 0; c < kColumns; ++c) body.offsets[c] = gate.offsets[c];
      if constexpr (kInRegisters)
        for (std::size_t i = 0; i < kFactors; ++i) body.kept[i] = load(gate.coefficients + i * kReals);
      walk<kUnroll>(data + 2 * gate.ones, free_bits(active, gate), body);
    }
  };

  /// Any number of targets, all above the vector; coefficients are pairs (real, imaginary), row-major.
  struct Wide {
    static constexpr bool kIsShort = false;
    const Gate& gate;

    // Two rows at a time, so that what is loaded serves more than one product.
    template <std::size_t kCount>
    QPANDA3_INLINE void at(Real* first) const {
      constexpr Bits kOnStack = 64;
      const Bits size = Bits{1} << gate.num_high;
      V few[kOnStack * kCount];
      Memory* gathered = reinterpret_cast<Memory*>(few);
      // A matrix of 2^k rows fits into memory for small k only; so does a column of it on the stack.
      if (size > kOnStack) gathered = static_cast<Memory*>(__builtin_alloca(size * kCount * sizeof(V)));
      for (Bits c = 0; c < size; ++c)
        for (Bits u = 0; u < kCount; ++u) gathered[c * kCount + u] = load(first + 2 * gate.offsets[c] + u * kReals);
      const Real* factor = gate.coefficients;
      for (Bits row = 0; row < size; row += 2, factor += 4 * size) {
        const Real* const next = factor + 2 * size;
        // The sums of real parts times v, and of imaginary parts times v.
        V real[2][kCount] = {}, imaginary[2][kCount] = {};
        for (Bits c = 0; c < size; ++c)
          for (Bits u = 0; u < kCount; ++u) {
            const V v = gathered[c * kCount + u];
            real[0][u] += factor[2 * c] * v;
            imaginary[0][u] += factor[2 * c + 1] * v;
            real[1][u] += next[2 * c] * v;
            imaginary[1][u] += next[2 * c + 1] * v;
          }
        for (Bits u = 0; u < kCount; ++u) {
          store(first + 2 * gate.offsets[row] + u * kReals, real[0][u] + signs() * xored<1>(imaginary[0][u]));
          store(first + 2 * gate.offsets[row + 1] + u * kReals, real[1][u] + signs() * xored<1>(imaginary[1][u]));
        }
      }
    }
  };
  static void apply_wide(Real* data, Bits active, const Gate& gate) {
    walk<2>(data + 2 * gate.ones, free_bits(active, gate), Wide{gate});
  }
  /// (-1, 1, -1, 1, ...)
  static V signs() {
    V result{};
    for (std::size_t e = 0; e < kReals; ++e) result[e] = e % 2 == 0 ? Real(-1) : Real(1);
    return result;
  }

  // --- gates that multiply or move ----------------------------------------------------------------------------------

  struct Multiply {
    static constexpr bool kIsShort = true;
    V real, imaginary;

    template <std::size_t kCount>
    QPANDA3_INLINE void at(Real* first) const {
      for (std::size_t u = 0; u < kCount; ++u) {
        const V v = load(first + u * kReals);
        store(first + u * kReals, real * v + imaginary * xored<1>(v));
      }
    }
  };
  /// The same for the two or four values of one or two targets above, in one walk.
  template <std::size_t kBlocks>
  struct MultiplyBlocks {
    static constexpr bool kIsShort = false;
    Bits offsets[kBlocks];
    V real[kBlocks], imaginary[kBlocks];

    template <std::size_t kCount>
    QPANDA3_INLINE void at(Real* first) const {
      for (std::size_t block = 0; block < kBlocks; ++block)
        for (std::size_t u = 0; u < kCount; ++u) {
          Real* const place = first + 2 * offsets[block] + u * kReals;
          const V v = load(place);
          store(place, real[block] * v + imaginary[block] * xored<1>(v));
        }
    }
  };
  template <std::size_t kBlocks>
  static void apply_blocks(Real* data, Bits active, const Gate& gate) {
    MultiplyBlocks<kBlocks> body;
    for (std::size_t block = 0; block < kBlocks; ++block) {
      body.offsets[block] = gate.offsets[block];
      body.real[block] = load(gate.coefficients + block * 2 * kReals);
      body.imaginary[block] = load(gate.coefficients + (block * 2 + 1) * kReals);
    }
    walk<2>(data + 2 * gate.ones, free_bits(active, gate), body);
  }
  /// A block of coefficients, two vectors, for each value of the targets above; the first num_skipped are left out.
  static void apply_diagonal(Real* data, Bits active, const Gate& gate) {
    if (gate.num_skipped == 0 && gate.num_high == 1) return apply_blocks<2>(data, active, gate);
    if (gate.num_skipped == 0 && gate.num_high == 2) return apply_blocks<4>(data, active, gate);
    const Bits free = free_bits(active, gate);
    for (Bits block = gate.num_skipped; block >> gate.num_high == 0; ++block) {
      const Real* const c = gate.coefficients + block * 2 * kReals;
      walk<4>(data + 2 * (gate.ones + gate.offsets[block]), free, Multiply{load(c), load(c + kReals)});
    }
  }

  /// Exchanges what lies `distance` apart.
  struct Exchange {
    static constexpr bool kIsShort = true;
    Bits distance;

    template <std::size_t kCount>
    QPANDA3_INLINE void at(Real* first) const {
      for (std::size_t u = 0; u < kCount; ++u) {
        Real* const other = first + distance + u * kReals;
        const V a = load(first + u * kReals), b = load(other);
        store(first + u * kReals, b);
        store(other, a);
      }
    }
  };
  static void apply_flip(Real* data, Bits active, const Gate& gate) {
    walk<4>(data + 2 * gate.ones, free_bits(active, gate), Exchange{2 * gate.offsets[1]});
  }
  static void apply_swap(Real* data, Bits active, const Gate& gate) {
    // Where the first target is 1 and the second 0, with where it is the other way round.
    Real* const first = data + 2 * (gate.ones + gate.offsets[1]);
    walk<4>(first, free_bits(active, gate), Exchange{2 * (gate.offsets[2] - gate.offsets[1])});
  }

  // --- whole pieces -------------------------------------------------------------------------------------------------

  static void copy(Real* to, const Real* from, Bits amplitudes) {
    for (Bits i = 0; i < 2 * amplitudes; i += kReals) store(to + i, load(from + i));
  }

  /// Past the caches, where the instruction set can; `to` is aligned to the vector.
  QPANDA3_INLINE static void store_past(Real* to, V value) {
#if __has_builtin(__builtin_nontemporal_store)
    __builtin_nontemporal_store(value, reinterpret_cast<V*>(to));
#elif defined(__x86_64__)
    // A vector of any numbers is one of doubles here.
    using Doubles = typename VectorOf<double, kBytes>::Value;
    auto* const place = reinterpret_cast<double*>(to);
    const auto bits = reinterpret_cast<Doubles>(value);
#if QPANDA3_VECTOR_BYTES >= 64
    if constexpr (kBytes == 64) return __builtin_ia32_movntpd512(place, bits);
#endif
#if QPANDA3_VECTOR_BYTES >= 32
    if constexpr (kBytes == 32) return __builtin_ia32_movntpd256(place, bits);
#endif
    if constexpr (kBytes == 16)
      __builtin_ia32_movntpd(place, bits);
    else
      store(to, value);
#else
    store(to, value);
#endif
  }
  static void copy_past(Real* to, const Real* from, Bits amplitudes) {
    for (Bits i = 0; i < 2 * amplitudes; i += kReals) store_past(to + i, load(from + i));
  }
  static void clear_past(Real* to, Bits amplitudes) {
    for (Bits i = 0; i < 2 * amplitudes; i += kReals) store_past(to + i, V{});
  }

  // --- the table ----------------------------------------------------------------------------------------------------

  template <int kHigh, unsigned kLow>
  static constexpr void enter(KernelTable<Real>& table) {
    if constexpr (kLow < 1u << kLaneBits && kHigh + __builtin_popcount(kLow) <= int{kMaxDense} &&
                  kHigh + __builtin_popcount(kLow) > 0) {
      table.dense[0][kHigh][kLow] = &Dense<kHigh, kLow, false>::apply;
      table.dense[1][kHigh][kLow] = &Dense<kHigh, kLow, true>::apply;
    }
  }
  template <int kHigh, unsigned... kLow>
  static constexpr void enter_row(KernelTable<Real>& table, std::integer_sequence<unsigned, kLow...>) {
    (enter<kHigh, kLow>(table), ...);
  }
  static constexpr KernelTable<Real> make_table() {
    KernelTable<Real> table;
    table.lane_bits = kLaneBits;
    constexpr std::make_integer_sequence<unsigned, 1u << kMaxLaneBits> kSets;
    enter_row<0>(table, kSets);
    enter_row<1>(table, kSets);
    enter_row<2>(table, kSets);
    enter_row<3>(table, kSets);
    table.diagonal = &apply_diagonal;
    table.flip = &apply_flip;
    table.swap = &apply_swap;
    table.wide = &apply_wide;
    table.copy = &copy;
    table.copy_past = &copy_past;
    table.clear_past = &clear_past;
    enter_state_kernels<Real, kBytes>(table);
    return table;
  }
  static constexpr KernelTable<Real> kTable = make_table();
};

}  // namespace
}  // namespace QPANDA3_KERNEL_SET
}  // namespace qpanda3::sim

#include "sim/vector_random.hpp"
#include "sim/vector_state.hpp"
#include "sim/vector_sums.hpp"

namespace qpanda3::sim {
namespace QPANDA3_KERNEL_SET {
namespace {

// A table for each width up to the widest: states too small for it take a narrower one.
constexpr const KernelTable<double>* kTables64[] = {
    &Kernels<double, 16>::kTable,
#if QPANDA3_VECTOR_BYTES >= 32
    &Kernels<double, 32>::kTable,
#endif
#if QPANDA3_VECTOR_BYTES >= 64
    &Kernels<double, 64>::kTable,
#endif
};
constexpr const KernelTable<float>* kTables32[] = {
    &Kernels<float, 8>::kTable,
    &Kernels<float, 16>::kTable,
#if QPANDA3_VECTOR_BYTES >= 32
    &Kernels<float, 32>::kTable,
#endif
#if QPANDA3_VECTOR_BYTES >= 64
    &Kernels<float, 64>::kTable,
#endif
};
void finish_past() {
#if defined(__x86_64__)
  __builtin_ia32_sfence();
#endif
}

constexpr KernelSet kSet{{kTables32, sizeof kTables32 / sizeof kTables32[0]},
                         {kTables64, sizeof kTables64 / sizeof kTables64[0]},
                         &Sums<QPANDA3_VECTOR_BYTES>::kTable,
                         &random_words,
                         &finish_past};

}  // namespace
}  // namespace QPANDA3_KERNEL_SET
}  // namespace qpanda3::sim
