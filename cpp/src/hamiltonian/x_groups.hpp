#pragma once
// An operator on at most 63 qubits as what it does to state indices: terms with the same x mask move amplitudes in the
// same way, i -> i ^ x, so they act as one diagonal matrix D followed by that move. D(i) is a sum of signs,
// weight * (-1)^|i & z|, and is made block by block for 2^bits consecutive indices.
//
// Header only: the simulator, in another library, runs these loops on its own threads.

#include <algorithm>
#include <bit>
#include <complex>
#include <cstdint>
#include <span>
#include <vector>

#include "hamiltonian/pauli_terms.hpp"

namespace qpanda3 {

/// A term on at most 63 qubits.
struct MaskTerm {
  std::uint64_t x, z;
  Complex coef;
};

struct WeightedSign {
  std::uint64_t z;
  Complex weight;  ///< coefficient times i for each Y
};

struct XGroup {
  std::uint64_t x;
  std::size_t begin, end;  ///< in XGroups::terms
};

struct XGroups {
  std::vector<WeightedSign> terms;
  std::vector<XGroup> groups;  ///< by ascending x

  std::span<const WeightedSign> of(const XGroup& group) const {
    return {terms.data() + group.begin, group.end - group.begin};
  }
};

/// Equal terms are merged, those with coefficient 0 left out.
inline XGroups group_by_x(std::vector<MaskTerm> items) {
  std::sort(items.begin(), items.end(),
            [](const MaskTerm& a, const MaskTerm& b) { return a.x != b.x ? a.x < b.x : a.z < b.z; });
  XGroups result;
  result.terms.reserve(items.size());
  for (std::size_t i = 0; i < items.size();) {
    const auto [x, z, first] = items[i];
    Complex coef = first;
    while (++i < items.size() && items[i].x == x && items[i].z == z) coef += items[i].coef;
    if (coef == Complex(0)) continue;
    if (result.groups.empty() || result.groups.back().x != x)
      result.groups.push_back({x, result.terms.size(), result.terms.size()});
    result.terms.push_back({z, times_power_of_i(coef, static_cast<unsigned>(std::popcount(x & z)))});
    ++result.groups.back().end;
  }
  return result;
}

/// D for one block of indices; real and imaginary parts apart, since most groups have but one of them.
class BlockDiagonal {
 public:
  explicit BlockDiagonal(unsigned bits) : bits_(bits), size_(std::size_t{1} << bits), scratch_(size_) {}

  /// Makes D(block * 2^bits + i) for i = 0 .. 2^bits - 1.
  void make(std::span<const WeightedSign> terms, std::uint64_t block) {
    has_real_ = make_part(terms, block, real_, [](const Complex& weight) { return weight.real(); });
    has_imaginary_ = make_part(terms, block, imaginary_, [](const Complex& weight) { return weight.imag(); });
  }
  bool has_real() const noexcept { return has_real_; }
  bool has_imaginary() const noexcept { return has_imaginary_; }
  const double* real() const noexcept { return real_.data(); }
  const double* imaginary() const noexcept { return imaginary_.data(); }
  Complex operator[](std::size_t i) const noexcept {
    return {has_real_ ? real_[i] : 0, has_imaginary_ ? imaginary_[i] : 0};
  }

 private:
  /// Up to this many terms are written down one by one, more by a Walsh-Hadamard transform of `bits` passes.
  static constexpr std::size_t kFewTerms = 4;

  template <class Part>
  bool make_part(std::span<const WeightedSign> terms, std::uint64_t block, std::vector<double>& values, Part&& part) {
    std::size_t count = 0;
    for (const WeightedSign& term : terms) count += part(term.weight) != 0 ? 1u : 0u;
    if (count == 0) return false;
    values.resize(size_);
    const bool few = count <= kFewTerms;
    if (!few) std::fill(values.begin(), values.end(), 0.0);
    bool is_first = true;
    for (const WeightedSign& term : terms) {
      double weight = part(term.weight);
      if (weight == 0) continue;
      if ((std::popcount((block << bits_) & term.z) & 1) != 0) weight = -weight;
      const std::uint64_t low = term.z & (size_ - 1);
      if (!few) {
        values[low] += weight;
        continue;
      }
      write_signs(low, weight, is_first ? values.data() : scratch_.data());
      if (!is_first)
        for (std::size_t i = 0; i < size_; ++i) values[i] += scratch_[i];
      is_first = false;
    }
    if (!few) transform(values.data());
    return true;
  }

  /// signs[i] = weight * (-1)^|i & z|, each half from the one below.
  void write_signs(std::uint64_t z, double weight, double* signs) const {
    signs[0] = weight;
    for (unsigned bit = 0; bit < bits_; ++bit) {
      const std::size_t half = std::size_t{1} << bit;
      const double factor = (z >> bit & 1) != 0 ? -1 : 1;
      for (std::size_t i = 0; i < half; ++i) signs[half + i] = factor * signs[i];
    }
  }

  /// values[i] becomes the sum over z of values[z] * (-1)^|i & z|.
  void transform(double* values) const {
    for (std::size_t half = 1; half < size_; half *= 2)
      for (std::size_t begin = 0; begin < size_; begin += 2 * half)
        for (std::size_t i = begin; i < begin + half; ++i) {
          const double a = values[i], b = values[i + half];
          values[i] = a + b;
          values[i + half] = a - b;
        }
  }

  unsigned bits_;
  std::size_t size_;
  std::vector<double> real_, imaginary_, scratch_;
  bool has_real_ = false, has_imaginary_ = false;
};

/// <psi|operator|psi> for real coefficients, block by block: each pair of indices (i, i ^ x) is counted once, at the
/// partner whose highest bit of x is 0. Its two halves are conjugates, so it gives twice the real part.
class PairSum {
 public:
  /// Keeps a reference to the groups.
  PairSum(const XGroups& groups, unsigned num_qubits, unsigned block_bits)
      : groups_(groups), bits_(std::min(num_qubits, block_bits)), diagonal_(bits_) {}

  unsigned bits() const noexcept { return bits_; }

  /// What the blocks begin .. end - 1 contribute; the value is the sum over all blocks.
  template <class Real>
  double of_blocks(const std::complex<Real>* state, std::uint64_t begin, std::uint64_t end) {
    double sum = 0;
    for (const XGroup& group : groups_.groups) {
      const std::span<const WeightedSign> terms = groups_.of(group);
      const bool is_single = terms.size() == 1;  // then D is the same for all blocks up to a sign
      if (is_single) diagonal_.make(terms, 0);
      for (std::uint64_t block = begin; block < end; ++block) {
        const std::uint64_t high = group.x >> bits_;
        if (high != 0 && (block & std::bit_floor(high)) != 0) continue;
        if (!is_single) diagonal_.make(terms, block);
        const double part = of_block(state, block, group.x);
        sum += is_single && (std::popcount((block << bits_) & terms[0].z) & 1) != 0 ? -part : part;
      }
    }
    return sum;
  }

 private:
  using Pair __attribute__((vector_size(16))) = double;

  template <class Real>
  static Pair load(const std::complex<Real>* from) noexcept {
    const Real* const parts = reinterpret_cast<const Real*>(from);
    return Pair{parts[0], parts[1]};
  }

  template <class Real>
  double of_block(const std::complex<Real>* state, std::uint64_t block, std::uint64_t x) const {
    const std::uint64_t size = std::uint64_t{1} << bits_, high = x >> bits_, low = x & (size - 1);
    const std::complex<Real>* const here = state + (block << bits_);
    const std::complex<Real>* const there = state + ((block ^ high) << bits_);
    if (x == 0) return pairs(here, here, 0, 0, size);
    if (high != 0) return 2 * pairs(here, there, low, 0, size);
    double sum = 0;
    for (std::uint64_t run = std::bit_floor(low), begin = 0; begin < size; begin += 2 * run)
      sum += 2 * pairs(here, there, low, begin, begin + run);
    return sum;
  }

  /// The sum of Re(conj(there[i ^ x]) here[i] D(i)) for i in [begin, end), which is a power of two apart.
  template <class Real>
  double pairs(const std::complex<Real>* here, const std::complex<Real>* there, std::uint64_t x, std::uint64_t begin,
               std::uint64_t end) const {
    double sum = 0;
    if (diagonal_.has_real()) {
      const Pair straight = weighted_products(begin, end, diagonal_.real(),
                                              [=](std::uint64_t i) { return load(here + i) * load(there + (i ^ x)); });
      sum = straight[0] + straight[1];
    }
    if (diagonal_.has_imaginary()) {
      const Pair crossed = weighted_products(begin, end, diagonal_.imaginary(), [=](std::uint64_t i) {
        const Pair other = load(there + (i ^ x));
        return load(here + i) * Pair{other[1], other[0]};
      });
      sum += crossed[0] - crossed[1];
    }
    return sum;
  }

  /// The sum of factor[i] * product(i), with additions that need not wait for one another.
  template <class Product>
  static Pair weighted_products(std::uint64_t begin, std::uint64_t end, const double* factor, Product&& product) {
    Pair sums[4] = {};
    std::uint64_t i = begin;
    for (; i + 4 <= end; i += 4)
      for (std::uint64_t k = 0; k < 4; ++k) sums[k] += product(i + k) * factor[i + k];
    for (; i < end; ++i) sums[0] += product(i) * factor[i];
    return (sums[0] + sums[1]) + (sums[2] + sums[3]);
  }

  const XGroups& groups_;
  unsigned bits_;
  BlockDiagonal diagonal_;
};

}  // namespace qpanda3
