// Sums over pairs of amplitudes, for vectors of any width; part of vector_kernels.hpp, whose rules hold here too:
// internal linkage, nothing of the standard library.

namespace qpanda3::sim {
namespace QPANDA3_KERNEL_SET {
namespace {

template <int kBytes>
struct Sums {
  using Vectors = Kernels<double, kBytes>;
  using V = typename Vectors::V;
  typedef std::int64_t Whole __attribute__((vector_size(kBytes)));
  static constexpr std::size_t kReals = Vectors::kReals;
  static constexpr std::size_t kLanes = Vectors::kLanes;
  static constexpr unsigned kLaneBits = Vectors::kLaneBits;
  static constexpr unsigned kRealBits = kLaneBits + 1;
  /// Vectors dealt with together: as many sums run without waiting for one another.
  static constexpr std::size_t kTogether = 8;
  static constexpr std::size_t kStep = kTogether * kReals;

  QPANDA3_INLINE static V load(const double* from) { return Vectors::load(from); }
  QPANDA3_INLINE static void store(double* to, V value) { Vectors::store(to, value); }
  QPANDA3_INLINE static bool parity(Bits value) { return __builtin_parityll(value) != 0; }
  QPANDA3_INLINE static V negated_if(V value, Whole sign_bit) {
    return reinterpret_cast<V>(reinterpret_cast<Whole>(value) ^ sign_bit);
  }
  QPANDA3_INLINE static Whole sign_bit(bool negative) {
    return Whole{} + static_cast<std::int64_t>(Bits{negative} << 63);
  }

  /// Calls body(number, here, there) for each kTogether vectors of the block that have to be looked at.
  template <class Body>
  QPANDA3_INLINE static void each_step(const PairBlock& block, const Body& body) {
    Bits steps = Bits{1} << (block.bits - kLaneBits - 3);
    const Bits move = block.move >> (kLaneBits + 3);
    // One partner of each pair: where the highest bit of the move is 0.
    Bits above = 0;  // bits of the count that lie above that bit
    if (block.here == block.there && move != 0) {
      above = ~Bits{0} << (63 - __builtin_clzll(move));
      steps /= 2;
    }
    for (Bits count = 0; count < steps; ++count) {
      const Bits step = count + (count & above);
      body(step, block.here + step * kStep, block.there + (step ^ move) * kStep);
    }
  }

  template <int kMove, unsigned kKind>
  struct Pairs {
    static constexpr int kDifference = 2 * kMove + (kKind == kCrossed ? 1 : 0);

    Bits offsets[kTogether];

    QPANDA3_INLINE explicit Pairs(const PairBlock& block) {
      const std::size_t move = block.move >> kLaneBits & 7;
#pragma GCC unroll 8
      for (std::size_t j = 0; j < kTogether; ++j) offsets[j] = (j ^ move) * kReals;
    }
    /// Of the j-th vectors.
    QPANDA3_INLINE V partner(const double* there, std::size_t j) const {
      return Vectors::template xored<kDifference>(load(there + offsets[j]));
    }

    static void add_signed(double* sums, const PairBlock& block, std::uint64_t signs, bool negative) {
      const Pairs pairs(block);
      const Bits step_signs = signs >> (kLaneBits + 3);
      V part[kTogether];
#pragma GCC unroll 8
      for (std::size_t j = 0; j < kTogether; ++j) part[j] = V{};
      each_step(block, [&](Bits step, const double* here, const double* there) QPANDA3_INLINE_LAMBDA {
        const Whole sign = sign_bit(parity(step & step_signs));
#pragma GCC unroll 8
        for (std::size_t j = 0; j < kTogether; ++j)
          part[j] += negated_if(load(here + j * kReals), sign) * pairs.partner(there, j);
      });
      const Bits own = signs >> kLaneBits & 7;
      const Whole low = sign_bit((own & 1) != 0), middle = sign_bit((own & 2) != 0), high = sign_bit((own & 4) != 0);
#pragma GCC unroll 4
      for (std::size_t j = 0; j < kTogether; j += 2) part[j] += negated_if(part[j + 1], low);
      for (std::size_t j = 0; j < kTogether; j += 4) part[j] += negated_if(part[j + 2], middle);
      store(sums, load(sums) + negated_if(part[0] + negated_if(part[4], high), sign_bit(negative)));
    }

    static void add_looked(double* sums, const PairBlock& block, const double* table, const std::uint8_t* index,
                           std::uint8_t first) {
      const Pairs pairs(block);
      V part[4] = {};
      each_step(block, [&](Bits step, const double* here, const double* there) QPANDA3_INLINE_LAMBDA {
        const std::uint8_t* const place = index + step * kTogether;
#pragma GCC unroll 8
        for (std::size_t j = 0; j < kTogether; ++j)
          part[j % 4] += load(here + j * kReals) * pairs.partner(there, j) *
                         load(table + static_cast<std::size_t>(place[j] ^ first) * kReals);
      });
      store(sums, load(sums) + ((part[0] + part[1]) + (part[2] + part[3])));
    }

    static void add_scaled(double* sums, const PairBlock& block, const double* factors) {
      const Pairs pairs(block);
      V part[4] = {};
      each_step(block, [&](Bits step, const double* here, const double* there) QPANDA3_INLINE_LAMBDA {
        const double* const factor = factors + step * kTogether * kLanes;
#pragma GCC unroll 8
        for (std::size_t j = 0; j < kTogether; ++j)
          part[j % 4] += load(here + j * kReals) * pairs.partner(there, j) * doubled(factor + j * kLanes);
      });
      store(sums, load(sums) + ((part[0] + part[1]) + (part[2] + part[3])));
    }
  };

  /// (f[0], f[0], f[1], f[1], ...)
  QPANDA3_INLINE static V doubled(const double* f) {
    return doubled(f, std::make_integer_sequence<int, int{kReals}>());
  }
  template <int... kElement>
  QPANDA3_INLINE static V doubled(const double* f, std::integer_sequence<int, kElement...>) {
    if constexpr (kLanes == 1) {
      return V{f[0], f[0]};
    } else {
      using Half = typename Kernels<double, kBytes / 2>::V;
      const Half half = Kernels<double, kBytes / 2>::load(f);
#if __has_builtin(__builtin_shufflevector)
      return __builtin_shufflevector(half, half, (kElement / 2)...);
#else  // GCC 11
      return V{half[kElement / 2]...};
#endif
    }
  }

  // --- factors ------------------------------------------------------------------------------------------------------

  static void scatter(double* values, const std::uint32_t* low, const double* weights, const std::uint64_t* masks,
                      std::uint64_t count, std::uint64_t index) {
    for (std::uint64_t t = 0; t < count; ++t) values[low[t]] += parity(masks[t] & index) ? -weights[t] : weights[t];
  }

  template <std::size_t kRadix>
  QPANDA3_INLINE static void butterflies(V (&v)[kRadix]) {
#pragma GCC unroll 8
    for (std::size_t half = 1; half < kRadix; half *= 2)
#pragma GCC unroll 8
      for (std::size_t i = 0; i < kRadix; ++i) {
        if ((i & half) != 0) continue;
        const V a = v[i], b = v[i + half];
        v[i] = a + b;
        v[i + half] = a - b;
      }
  }
  template <std::size_t kRadix>
  static void transform(double* values, Bits size, Bits distance) {
    for (Bits first = 0; first < size; first += kRadix * distance)
      for (Bits i = first; i < first + distance; i += kReals) {
        V v[kRadix];
#pragma GCC unroll 8
        for (std::size_t k = 0; k < kRadix; ++k) v[k] = load(values + i + k * distance);
        butterflies(v);
#pragma GCC unroll 8
        for (std::size_t k = 0; k < kRadix; ++k) store(values + i + k * distance, v[k]);
      }
  }
  /// Over the lowest bit, or the next ones, of the elements of a vector.
  template <int kBit>
  QPANDA3_INLINE static V within(V v) {
    if constexpr (1u << kBit >= kReals) {
      return v;
    } else {
      V signs{};
      for (std::size_t e = 0; e < kReals; ++e) signs[e] = (e >> kBit & 1) != 0 ? -1.0 : 1.0;
      return Vectors::template xored<1 << kBit>(v) + signs * v;
    }
  }
  static void transform_lowest(double* values, Bits size) {
    for (Bits i = 0; i < size; i += 4 * kReals) {
      V v[4];
#pragma GCC unroll 4
      for (std::size_t k = 0; k < 4; ++k) v[k] = within<2>(within<1>(within<0>(load(values + i + k * kReals))));
      butterflies(v);
#pragma GCC unroll 4
      for (std::size_t k = 0; k < 4; ++k) store(values + i + k * kReals, v[k]);
    }
  }
  static void walsh(double* values, unsigned bits) {
    constexpr unsigned kLowest = kRealBits + 2, kFirstCache = 11;
    const Bits size = Bits{1} << bits;
    unsigned left = bits;
    while (left > kLowest) {
      const unsigned taken = left - kLowest < 3 ? left - kLowest : 3;
      left -= taken;
      const Bits distance = Bits{1} << left;
      if (taken == 3)
        transform<8>(values, size, distance);
      else if (taken == 2)
        transform<4>(values, size, distance);
      else
        transform<2>(values, size, distance);
      if (left >= kFirstCache) {
        for (Bits first = 0; first < size; first += distance) walsh(values + first, left);
        return;
      }
    }
    transform_lowest(values, size);
  }

  static void widen(double* to, const float* from, Bits amplitudes) {
    for (Bits i = 0; i < 2 * amplitudes; ++i) to[i] = static_cast<double>(from[i]);
  }

  // --- the table
  // ------------------------------------------------------------------------------------------------------

  template <int kMove>
  static constexpr void enter(SumTable& table) {
    if constexpr (kMove < int{kLanes}) {
      table.add_signed[kStraight][kMove] = &Pairs<kMove, kStraight>::add_signed;
      table.add_signed[kCrossed][kMove] = &Pairs<kMove, kCrossed>::add_signed;
      table.add_looked[kStraight][kMove] = &Pairs<kMove, kStraight>::add_looked;
      table.add_looked[kCrossed][kMove] = &Pairs<kMove, kCrossed>::add_looked;
      table.add_scaled[kStraight][kMove] = &Pairs<kMove, kStraight>::add_scaled;
      table.add_scaled[kCrossed][kMove] = &Pairs<kMove, kCrossed>::add_scaled;
    }
  }
  static constexpr SumTable make_table() {
    SumTable table;
    table.lane_bits = kLaneBits;
    enter<0>(table);
    enter<1>(table);
    enter<2>(table);
    enter<3>(table);
    table.scatter = &scatter;
    table.walsh = &walsh;
    table.widen = &widen;
    return table;
  }
  static constexpr SumTable kTable = make_table();
};

}  // namespace
}  // namespace QPANDA3_KERNEL_SET
}  // namespace qpanda3::sim
