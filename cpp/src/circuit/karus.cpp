#include "qpanda3/circuit/karus.hpp"

#include <algorithm>
#include <bit>

#include "qpanda3/base/concat.hpp"
#include "qpanda3/base/error.hpp"

namespace qpanda3 {
namespace {

constexpr double kTolerance = 1e-6;

/// Number of rows of a square matrix given row by row; InvalidArgument if it is no power of two.
std::size_t checked_rows(const char* owner, const std::vector<Complex>& matrix, std::size_t position) {
  for (std::size_t qubits = 1; qubits <= Karus::kMaxQubits; ++qubits)
    if (matrix.size() == std::size_t{1} << (2 * qubits)) return std::size_t{1} << qubits;
  throw InvalidArgument(concat(owner, ": Kraus matrix ", position, " has ", matrix.size(),
                               " numbers; a matrix on k qubits has 4^k, k = 1 .. ", Karus::kMaxQubits));
}

void add_gram(const std::vector<Complex>& matrix, std::size_t rows, std::vector<Complex>& sum) {
  for (std::size_t row = 0; row < rows; ++row)
    for (std::size_t a = 0; a < rows; ++a) {
      const Complex left = std::conj(matrix[row * rows + a]);
      for (std::size_t b = 0; b < rows; ++b) sum[a * rows + b] += left * matrix[row * rows + b];
    }
}

void check_distinct(std::vector<Index> qubits) {
  std::sort(qubits.begin(), qubits.end());
  const auto twice = std::adjacent_find(qubits.begin(), qubits.end());
  if (twice != qubits.end()) throw InvalidArgument(concat("Karus: the qubits must differ, ", *twice, " appears twice"));
}

}  // namespace

std::size_t checked_karus_matrices(const char* owner, const KarusMatrices& matrices) {
  if (matrices.empty()) throw InvalidArgument(concat(owner, ": at least one Kraus matrix is needed"));
  const std::size_t rows = checked_rows(owner, matrices[0], 0);
  std::vector<Complex> sum(rows * rows);
  for (std::size_t k = 0; k < matrices.size(); ++k) {
    if (matrices[k].size() != rows * rows)
      throw InvalidArgument(
          concat(owner, ": Kraus matrix ", k, " has ", matrices[k].size(), " numbers, the first has ", rows * rows));
    add_gram(matrices[k], rows, sum);
  }
  for (std::size_t a = 0; a < rows; ++a)
    for (std::size_t b = 0; b < rows; ++b)
      if (!(std::abs(sum[a * rows + b] - (a == b ? 1.0 : 0.0)) <= kTolerance))  // also refuses NaN
        throw InvalidArgument(concat(owner, ": not trace preserving: the sum of K†K has ", sum[a * rows + b],
                                     " at row ", a, ", column ", b, "; it must be the identity"));
  return static_cast<std::size_t>(std::countr_zero(rows));
}

Karus::Karus(std::span<const Index> qubits, KarusMatrices matrices) : qubits_(qubits) {
  check_distinct(qubits_.to_vector());
  const std::size_t acts_on = checked_karus_matrices("Karus", matrices);
  if (acts_on != qubits_.size())
    throw InvalidArgument(
        concat("Karus: the matrices act on ", acts_on, " qubits, but the list is ", list_text(qubits)));
  matrices_ = std::make_shared<const KarusMatrices>(std::move(matrices));
}

Karus& Karus::remap(const std::map<Index, Index>& map) {
  IndexList renamed = qubits_;
  for (Index& qubit : renamed) {
    const auto entry = map.find(qubit);
    if (entry != map.end()) qubit = entry->second;
  }
  replace_qubits(std::move(renamed));
  return *this;
}

Karus& Karus::remap(std::span<const Index> map) {
  IndexList renamed = qubits_;
  for (Index& qubit : renamed) {
    if (qubit >= map.size())
      throw IndexOutOfRange(concat("remap: qubit ", qubit, " is beyond the list of ", map.size(), " new numbers"));
    qubit = map[qubit];
  }
  replace_qubits(std::move(renamed));
  return *this;
}

void Karus::replace_qubits(IndexList qubits) {
  check_distinct(qubits.to_vector());
  qubits_ = std::move(qubits);
}

}  // namespace qpanda3
