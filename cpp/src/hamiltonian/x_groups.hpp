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
#include "qpanda3/hamiltonian/pauli_operator.hpp"

namespace qpanda3 {

struct XGroup {
  std::uint64_t x;
  std::size_t begin, end;  ///< in XGroups::terms
};

struct WeightedSign {
  std::uint64_t z;
  Complex weight;  ///< coefficient times i for each Y
};

struct XGroups {
  std::vector<WeightedSign> terms;
  std::vector<XGroup> groups;  ///< by ascending x

  std::span<const WeightedSign> of(const XGroup& group) const {
    return {terms.data() + group.begin, group.end - group.begin};
  }
};

/// Groups the terms of an operator of which only the lowest 63 qubits matter; `coef_of(term)` is the coefficient to
/// use, terms for which it is 0 are left out.
template <class CoefOf>
XGroups group_by_x(const PauliOperator& op, CoefOf&& coef_of) {
  struct Item {
    std::uint64_t x;
    WeightedSign sign;
  };
  std::vector<Item> items;
  items.reserve(op.size());
  for (std::size_t term = 0; term < op.size(); ++term) {
    const Complex coef = coef_of(term);
    if (coef == Complex(0)) continue;
    const std::uint64_t x = op.x_mask(term)[0], z = op.z_mask(term)[0];
    items.push_back({x, {z, times_power_of_i(coef, static_cast<unsigned>(std::popcount(x & z)))}});
  }
  std::sort(items.begin(), items.end(),
            [](const Item& a, const Item& b) { return a.x != b.x ? a.x < b.x : a.sign.z < b.sign.z; });
  XGroups result;
  result.terms.reserve(items.size());
  for (const Item& item : items) {
    if (result.groups.empty() || result.groups.back().x != item.x)
      result.groups.push_back({item.x, result.terms.size(), result.terms.size()});
    result.terms.push_back(item.sign);
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
    values.assign(size_, 0);
    for (const WeightedSign& term : terms) {
      const double weight = part(term.weight);
      if (weight == 0) continue;
      const bool is_odd = (std::popcount((block << bits_) & term.z) & 1) != 0;
      const std::uint64_t low = term.z & (size_ - 1);
      if (count <= kFewTerms)
        add_signs(low, is_odd ? -weight : weight, values.data());
      else
        values[low] += is_odd ? -weight : weight;
    }
    if (count > kFewTerms) transform(values.data());
    return true;
  }

  /// values[i] += weight * (-1)^|i & z|, each sign from that of half the index.
  void add_signs(std::uint64_t z, double weight, double* values) {
    double* const signs = scratch_.data();
    signs[0] = weight;
    for (unsigned bit = 0; bit < bits_; ++bit) {
      const std::size_t half = std::size_t{1} << bit;
      const double factor = (z >> bit & 1) != 0 ? -1 : 1;
      for (std::size_t i = 0; i < half; ++i) signs[half + i] = factor * signs[i];
    }
    for (std::size_t i = 0; i < size_; ++i) values[i] += signs[i];
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

/// Sums real coefficients against a state: the part of <psi|operator|psi> that pairs (i, i ^ x) with i in one block
/// make up. Each pair is counted once, at the partner whose highest bit of x is 0; the two halves of a Hermitian sum
/// are conjugates, so the pair gives twice the real part. Adding the blocks up gives the value.
class PairSum {
 public:
  PairSum(const XGroups& groups, unsigned num_qubits, unsigned block_bits)
      : groups_(groups), bits_(std::min(num_qubits, block_bits)), diagonal_(bits_) {}

  unsigned bits() const noexcept { return bits_; }

  template <class Real>
  double of_block(const std::complex<Real>* state, std::uint64_t block) {
    const std::uint64_t size = std::uint64_t{1} << bits_;
    double sum = 0;
    for (const XGroup& group : groups_.groups) {
      const std::uint64_t high = group.x >> bits_, low = group.x & (size - 1);
      if (high != 0 && (block & std::bit_floor(high)) != 0) continue;
      diagonal_.make(groups_.of(group), block);
      const std::complex<Real>* const here = state + (block << bits_);
      const std::complex<Real>* const there = state + ((block ^ high) << bits_);
      if (group.x == 0)
        sum += norms(here, size);
      else if (high != 0)
        sum += 2 * pairs(here, there, low, 0, size);
      else
        for (std::uint64_t run = std::bit_floor(low), begin = 0; begin < size; begin += 2 * run)
          sum += 2 * pairs(here, there, low, begin, begin + run);
    }
    return sum;
  }

 private:
  using Pair __attribute__((vector_size(16))) = double;

  template <class Real>
  static Pair load(const std::complex<Real>* from) noexcept {
    return Pair{from->real(), from->imag()};
  }

  template <class Real>
  double norms(const std::complex<Real>* here, std::uint64_t size) const {
    const double* const factor = diagonal_.real();
    Pair even{0, 0}, odd{0, 0};
    std::uint64_t i = 0;
    for (; i + 1 < size; i += 2) {
      const Pair a = load(here + i), b = load(here + i + 1);
      even += a * a * factor[i];
      odd += b * b * factor[i + 1];
    }
    if (i < size) even += load(here + i) * load(here + i) * factor[i];
    even += odd;
    return even[0] + even[1];
  }

  /// The sum of Re(conj(there[i ^ x]) here[i] D(i)) for i in [begin, end).
  template <class Real>
  double pairs(const std::complex<Real>* here, const std::complex<Real>* there, std::uint64_t x, std::uint64_t begin,
               std::uint64_t end) const {
    Pair straight{0, 0}, crossed{0, 0};
    if (diagonal_.has_real()) {
      const double* const factor = diagonal_.real();
      for (std::uint64_t i = begin; i < end; ++i) straight += load(here + i) * load(there + (i ^ x)) * factor[i];
    }
    if (diagonal_.has_imaginary()) {
      const double* const factor = diagonal_.imaginary();
      for (std::uint64_t i = begin; i < end; ++i) {
        const Pair other = load(there + (i ^ x));
        crossed += load(here + i) * Pair{other[1], other[0]} * factor[i];
      }
    }
    return straight[0] + straight[1] + crossed[0] - crossed[1];
  }

  const XGroups& groups_;
  unsigned bits_;
  BlockDiagonal diagonal_;
};

}  // namespace qpanda3
