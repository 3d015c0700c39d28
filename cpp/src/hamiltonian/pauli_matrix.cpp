// Operators and dense numbers: matrices, states, and the decomposition of a matrix.

#include <bit>
#include <cmath>

#include "hamiltonian/pauli_terms.hpp"
#include "hamiltonian/x_groups.hpp"
#include "qpanda3/base/concat.hpp"
#include "qpanda3/base/error.hpp"
#include "qpanda3/base/machine.hpp"
#include "qpanda3/hamiltonian/pauli_operator.hpp"

namespace qpanda3 {
namespace {

/// Blocks of 2^10 amplitudes: with their diagonal they fit the first cache.
constexpr unsigned kBlockBits = 10;
/// A matrix over more qubits has more bytes than 64 bits count.
constexpr Index kMaxMatrixQubits = 29;

void check_memory(const char* what, Index num_qubits, double bytes) {
  constexpr double kAlwaysThere = 64.0 * 1024 * 1024;
  if (bytes <= kAlwaysThere) return;
  const auto available = static_cast<double>(available_memory());
  if (num_qubits > kMaxMatrixQubits || bytes > available)
    throw ResourceExhausted(concat(what, " on ", num_qubits, " qubits needs ", bytes_text(bytes), "; ",
                                   bytes_text(available), " is available. apply() and expectation() need no matrix"));
}

unsigned state_qubits(const char* what, std::size_t size, Index num_qubits) {
  if (!std::has_single_bit(size) || num_qubits > 63 || size >> num_qubits == 0)
    throw InvalidArgument(concat(what, ": the state must have 2^m amplitudes with m >= ", num_qubits,
                                 ", the number of qubits of the operator; got ", size));
  return static_cast<unsigned>(std::countr_zero(size));
}

/// Calls f(first index, D of the block, x) for all blocks of all groups.
template <class F>
void for_each_block(const XGroups& groups, unsigned num_qubits, F&& f) {
  const unsigned bits = std::min(num_qubits, kBlockBits);
  BlockDiagonal diagonal(bits);
  for (std::uint64_t block = 0; block < std::uint64_t{1} << (num_qubits - bits); ++block)
    for (const XGroup& group : groups.groups) {
      InterruptScope::poll();
      diagonal.make(groups.of(group), block);
      f(block << bits, std::uint64_t{1} << bits, diagonal, group.x);
    }
}

void walsh_transform(std::vector<Complex>& values) {
  for (std::size_t half = 1; half < values.size(); half *= 2)
    for (std::size_t begin = 0; begin < values.size(); begin += 2 * half)
      for (std::size_t i = begin; i < begin + half; ++i) {
        const Complex a = values[i], b = values[i + half];
        values[i] = a + b;
        values[i + half] = a - b;
      }
}

double largest_element(const Matrix& matrix) {
  double largest = 0;
  for (const Complex value : matrix.values()) {
    check_finite("an element of the matrix", value);
    largest = std::max({largest, std::abs(value.real()), std::abs(value.imag())});
  }
  return largest;
}

Complex times(Complex a, Complex b) noexcept {
  return {a.real() * b.real() - a.imag() * b.imag(), a.real() * b.imag() + a.imag() * b.real()};
}

/// The terms of an operator that fits into one word, with coefficient(term).
template <class Coefficient>
XGroups groups_of(const PauliOperator& op, Coefficient&& coefficient) {
  std::vector<MaskTerm> terms;
  terms.reserve(op.size());
  for (std::size_t i = 0; i < op.size(); ++i)
    terms.push_back({op.x_mask(i)[0], op.z_mask(i)[0], coefficient(op.coefficients()[i])});
  return group_by_x(std::move(terms));
}

XGroups groups_of(const PauliOperator& op) {
  return groups_of(op, [](Complex coef) { return coef; });
}

double real_expectation(const XGroups& groups, std::span<const Complex> state) {
  const auto num_qubits = static_cast<unsigned>(std::countr_zero(state.size()));
  PairSum pairs(groups, num_qubits, kBlockBits);
  double sum = 0;
  for (std::uint64_t block = 0; block < state.size() >> pairs.bits(); ++block) {
    InterruptScope::poll();
    sum += pairs.of_blocks(state.data(), block, block + 1);
  }
  return sum;
}

}  // namespace

/// The elements (j ^ x, j) of a matrix are D(j) of the group x; its Walsh-Hadamard transform gives the weights.
PauliOperator::PauliOperator(const Matrix& matrix) {
  const std::size_t size = matrix.rows();
  if (!matrix.is_square() || size < 2 || !std::has_single_bit(size))
    throw InvalidArgument(concat("PauliOperator: a matrix of 2^n rows and columns with n >= 1 is expected, got ",
                                 matrix.rows(), " x ", matrix.cols()));
  const int num_qubits = std::countr_zero(size);
  const double noise = largest_element(matrix) * num_qubits * 0x1p-53;
  PauliTerms terms(static_cast<Index>(num_qubits));
  std::vector<Complex> diagonal(size);
  for (std::size_t x = 0; x < size; ++x) {
    InterruptScope::poll();
    for (std::size_t j = 0; j < size; ++j) diagonal[j] = matrix(j ^ x, j);
    walsh_transform(diagonal);
    for (std::size_t z = 0; z < size; ++z) {
      const Complex weight = diagonal[z] / static_cast<double>(size);
      const Complex clean(std::abs(weight.real()) <= noise ? 0 : weight.real(),
                          std::abs(weight.imag()) <= noise ? 0 : weight.imag());
      if (clean == Complex(0)) continue;
      const std::uint64_t masks[2] = {x, z};
      terms.append(masks, times_power_of_i(clean, 0u - static_cast<unsigned>(std::popcount(x & z))));
    }
  }
  *this = from_terms(std::move(terms));
}

Matrix PauliOperator::matrix() const {
  check_memory("the matrix of a Pauli operator", num_qubits(), std::ldexp(16.0, 2 * static_cast<int>(num_qubits())));
  const std::size_t size = std::size_t{1} << num_qubits();
  Matrix result(size, size);
  const XGroups groups = groups_of(*this);
  for_each_block(groups, num_qubits(),
                 [&](std::uint64_t first, std::uint64_t count, const BlockDiagonal& diagonal, std::uint64_t x) {
                   for (std::uint64_t i = 0; i < count; ++i) result((first + i) ^ x, first + i) += diagonal[i];
                 });
  return result;
}

std::vector<Complex> PauliOperator::apply(std::span<const Complex> state) const {
  const unsigned state_bits = state_qubits("apply", state.size(), num_qubits());
  check_memory("a state", state_bits, 16.0 * static_cast<double>(state.size()));
  std::vector<Complex> result(state.size());
  const XGroups groups = groups_of(*this);
  for_each_block(groups, state_bits,
                 [&](std::uint64_t first, std::uint64_t count, const BlockDiagonal& diagonal, std::uint64_t x) {
                   for (std::uint64_t i = 0; i < count; ++i)
                     result[(first + i) ^ x] += times(diagonal[i], state[first + i]);
                 });
  return result;
}

Complex PauliOperator::expectation(std::span<const Complex> state) const {
  state_qubits("expectation", state.size(), num_qubits());
  const XGroups real = groups_of(*this, [](Complex coef) { return Complex(coef.real()); });
  const XGroups imaginary = groups_of(*this, [](Complex coef) { return Complex(coef.imag()); });
  return {real_expectation(real, state), real_expectation(imaginary, state)};
}

}  // namespace qpanda3
