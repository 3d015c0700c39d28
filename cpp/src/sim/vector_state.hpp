// Measuring and collapsing a state, for vectors of any width; part of vector_kernels.hpp, whose rules hold here too:
// internal linkage, nothing of the standard library. Sums are taken in double precision.

namespace qpanda3::sim {
namespace QPANDA3_KERNEL_SET {
namespace {

/// Vectors of doubles, kBytes each, read from amplitudes of any precision.
template <class Real, int kBytes>
struct Widened {
  using Vectors = Kernels<double, kBytes>;
  using V = typename Vectors::V;
  static constexpr std::size_t kReals = Vectors::kReals;
  static constexpr std::size_t kLanes = Vectors::kLanes;
  static constexpr unsigned kLaneBits = Vectors::kLaneBits;

  QPANDA3_INLINE static V load(const Real* from) {
    if constexpr (sizeof(Real) == sizeof(double))
      return Vectors::load(from);
    else
      return __builtin_convertvector(*reinterpret_cast<const typename VectorOf<float, kBytes / 2>::Type*>(from), V);
  }

  /// Calls body(pointer) for each kCount neighbouring vectors whose index bits are any in `free` and 0 elsewhere;
  /// `free` holds all bits within them.
  template <std::size_t kCount, class Body>
  QPANDA3_INLINE static void each(const Real* from, Bits free, const Body& body) {
    const Bits above = free / (kCount * kLanes);
    const Bits run = ~above & (above + 1);
    const Bits rest = free & ~(run * kCount * kLanes - 1);
    Bits index = 0;
    do {
      const Real* const first = from + 2 * index;
      for (Bits k = 0; k < run; ++k) body(first + k * kCount * kReals);
      index = ((index | ~rest) + 1) & rest;
    } while (index != 0);
  }

  /// The qubit tells neighbouring vectors apart, or lanes, or there is none.
  template <std::size_t kCount>
  static void weights_within(const Real* from, Bits active, Bits bit, double* sums) {
    V parts[kCount];
    for (std::size_t k = 0; k < kCount; ++k) parts[k] = V{};
    each<kCount>(from, active, [&](const Real* first) QPANDA3_INLINE_LAMBDA {
#pragma GCC unroll 8
      for (std::size_t k = 0; k < kCount; ++k) {
        const V a = load(first + k * kReals);
        parts[k] += a * a;
      }
    });
    V zero{}, one{};
    for (std::size_t k = 0; k < kCount; ++k)
      if ((k * kLanes & bit) != 0)
        one += parts[k];
      else
        zero += parts[k];
    for (std::size_t e = 0; e < kReals; ++e) {
      sums[(e / 2 & bit) != 0 ? 1 : 0] += zero[e];
      sums[1] += one[e];
    }
  }
  template <std::size_t kCount>
  static void weights_apart(const Real* from, Bits active, Bits bit, double* sums) {
    V zero[kCount], one[kCount];
    for (std::size_t k = 0; k < kCount; ++k) zero[k] = one[k] = V{};
    each<kCount>(from, active & ~bit, [&](const Real* first) QPANDA3_INLINE_LAMBDA {
#pragma GCC unroll 4
      for (std::size_t k = 0; k < kCount; ++k) {
        const V a = load(first + k * kReals), b = load(first + 2 * bit + k * kReals);
        zero[k] += a * a;
        one[k] += b * b;
      }
    });
    for (std::size_t k = 1; k < kCount; ++k) {
      zero[0] += zero[k];
      one[0] += one[k];
    }
    for (std::size_t e = 0; e < kReals; ++e) {
      sums[0] += zero[0][e];
      sums[1] += one[0][e];
    }
  }
  static void weights(const Real* from, Bits active, Bits bit, double* sums) {
    constexpr Bits kEight = 8 * kLanes, kFour = 4 * kLanes;
    sums[0] = sums[1] = 0;
    if ((~active & (kEight - 1)) == 0)
      if (bit < kEight)
        weights_within<8>(from, active, bit, sums);
      else
        weights_apart<4>(from, active, bit, sums);
    else if ((~active & (kFour - 1)) == 0 && bit < kFour)
      weights_within<4>(from, active, bit, sums);
    else if (bit < kLanes)
      weights_within<1>(from, active, bit, sums);
    else
      weights_apart<1>(from, active, bit, sums);
  }

  /// The density matrix of kHigh qubits above the vector and those of the set kLow within it.
  template <int kHigh, unsigned kLow>
  struct Density {
    static constexpr std::size_t kRows = 1u << kHigh;
    static constexpr std::size_t kDifferences = 1u << __builtin_popcount(kLow);
    static constexpr std::size_t kPairs = kRows * (kRows + 1) / 2;

    struct Sum {
      V straight[kPairs][kDifferences], crossed[kPairs][kDifferences];
      QPANDA3_INLINE void operator+=(const Sum& other) {
        for (std::size_t p = 0; p < kPairs; ++p)
          for (std::size_t d = 0; d < kDifferences; ++d) {
            straight[p][d] += other.straight[p][d];
            crossed[p][d] += other.crossed[p][d];
          }
      }
    };

    /// The bits of a lane in kLow, put together.
    static constexpr std::size_t value_of(std::size_t lane) {
      std::size_t result = 0, place = 0;
      for (int bit = 0; bit < 3; ++bit)
        if ((kLow >> bit & 1) != 0) result |= (lane >> bit & 1) << place++;
      return result;
    }

    template <std::size_t... kDifference>
    QPANDA3_INLINE static void add(Sum& sum, const Real* first, const Bits* offsets,
                                   std::index_sequence<kDifference...>) {
      V rows[kRows];
      for (std::size_t row = 0; row < kRows; ++row) rows[row] = load(first + 2 * offsets[row]);
      std::size_t pair = 0;
#pragma GCC unroll 4
      for (std::size_t row = 0; row < kRows; ++row)
#pragma GCC unroll 4
        for (std::size_t column = row; column < kRows; ++column, ++pair) {
          ((sum.straight[pair][kDifference] +=
            rows[row] * Vectors::template xored<2 * subset(kLow, kDifference)>(rows[column])),
           ...);
          ((sum.crossed[pair][kDifference] +=
            rows[row] * Vectors::template xored<2 * subset(kLow, kDifference) + 1>(rows[column])),
           ...);
        }
    }

    static void run(const Real* from, Bits active, const Bits* offsets, double* matrix) {
      // One accumulator of each kind is enough: there are several kinds.
      const Bits rest = active & ~(offsets[kRows - 1] | (kLanes - 1));
      Sum sum = {};
      Bits index = 0;
      do {
        add(sum, from + 2 * index, offsets, std::make_index_sequence<kDifferences>());
        index = ((index | ~rest) + 1) & rest;
      } while (index != 0);

      constexpr std::size_t kSize = kRows * kDifferences;
      for (std::size_t i = 0; i < 2 * kSize * kSize; ++i) matrix[i] = 0;
      std::size_t pair = 0;
      for (std::size_t high_row = 0; high_row < kRows; ++high_row)
        for (std::size_t high_column = high_row; high_column < kRows; ++high_column, ++pair)
          for (std::size_t x = 0; x < kDifferences; ++x)
            for (std::size_t lane = 0; lane < kLanes; ++lane) {
              const V straight = sum.straight[pair][x], crossed = sum.crossed[pair][x];
              const std::size_t low = value_of(lane);
              const std::size_t row = high_row * kDifferences + low, column = high_column * kDifferences + (low ^ x);
              const double real = straight[2 * lane] + straight[2 * lane + 1];
              const double imaginary = crossed[2 * lane + 1] - crossed[2 * lane];
              matrix[2 * (row * kSize + column)] += real;
              matrix[2 * (row * kSize + column) + 1] += imaginary;
              if (high_row == high_column) continue;
              matrix[2 * (column * kSize + row)] += real;
              matrix[2 * (column * kSize + row) + 1] -= imaginary;
            }
    }
  };

  template <int kHigh, unsigned kLow>
  static constexpr void enter(KernelTable<Real>& table) {
    if constexpr (kLow < kLanes) table.density[kHigh][kLow] = &Density<kHigh, kLow>::run;
  }
  static constexpr void enter_all(KernelTable<Real>& table) {
    table.wide_lane_bits = kLaneBits;
    table.weights = &weights;
    enter<1, 0>(table);
    enter<2, 0>(table);
    enter<0, 1>(table);
    enter<0, 2>(table);
    enter<0, 3>(table);
    enter<1, 1>(table);
    enter<1, 2>(table);
  }
};

template <class Real, int kBytes>
struct Collapse {
  using Vectors = Kernels<Real, kBytes>;
  using V = typename Vectors::V;
  static constexpr std::size_t kReals = Vectors::kReals;
  static constexpr std::size_t kLanes = Vectors::kLanes;

  /// What lies `from` away is kept and put `to` away; what lies `clear` away becomes 0.
  struct Halves {
    static constexpr bool kIsShort = true;
    Bits from, to, clear;
    V factor;

    template <std::size_t kCount>
    QPANDA3_INLINE void at(Real* first) const {
      for (std::size_t u = 0; u < kCount; ++u) {
        const V kept = factor * Vectors::load(first + from + u * kReals);
        Vectors::store(first + clear + u * kReals, V{});
        Vectors::store(first + to + u * kReals, kept);
      }
    }
  };
  /// Within vectors; lanes with 0 in `factor` become 0, never -0.
  template <int kMove>
  struct Lanes {
    static constexpr bool kIsShort = true;
    V factor;

    template <std::size_t kCount>
    QPANDA3_INLINE void at(Real* first) const {
      for (std::size_t u = 0; u < kCount; ++u) {
        const V v = Vectors::template xored<2 * kMove>(Vectors::load(first + u * kReals));
        Vectors::store(first + u * kReals, factor != 0 ? factor * v : V{});
      }
    }
  };
  template <int kMove>
  static void within(Real* data, Bits active, V factor) {
    if constexpr (kMove < int{kLanes})
      Vectors::template walk<4>(data, active & ~Bits{kLanes - 1}, Lanes<kMove>{factor});
  }

  static void collapse(Real* data, Bits active, Bits bit, bool outcome, bool to_zero, Real factor) {
    const bool moves = outcome && to_zero;
    if (bit >= kLanes) {
      const Bits from = outcome ? 2 * bit : 0, to = moves ? 0 : from;
      Vectors::template walk<4>(data, active & ~(bit | Bits{kLanes - 1}), Halves{from, to, 2 * bit - to, V{} + factor});
      return;
    }
    V factors{};
    for (std::size_t e = 0; e < kReals; ++e)
      factors[e] = ((e / 2 & bit) != 0) == (outcome && !moves) ? factor : Real(0);
    if (!moves)
      within<0>(data, active, factors);
    else if (bit == 1)
      within<1>(data, active, factors);
    else if (bit == 2)
      within<2>(data, active, factors);
    else
      within<4>(data, active, factors);
  }
};

template <class Real, int kBytes>
constexpr void enter_state_kernels(KernelTable<Real>& table) {
  // A vector of doubles has no more amplitudes than one of this width.
  Widened<Real, (kBytes < 16 ? 16 : kBytes)>::enter_all(table);
  table.collapse = &Collapse<Real, kBytes>::collapse;
}

}  // namespace
}  // namespace QPANDA3_KERNEL_SET
}  // namespace qpanda3::sim
