#include "quantum_info/density_checks.hpp"

#include <bit>

#include "qpanda3/quantum_info/matrix_functions.hpp"
#include "qpanda3/quantum_info/state_vector.hpp"
#include "quantum_info/checks.hpp"

namespace qpanda3::quantum_info {

std::optional<std::string> fault_of_density_matrix(const Matrix& matrix) {
  const std::size_t size = matrix.rows();
  if (!matrix.is_square() || !std::has_single_bit(size))
    return concat("the matrix must be square with a power of two of rows, got ", size, " x ", matrix.cols());
  Complex trace = 0;
  for (std::size_t row = 0; row < size; ++row) {
    trace += matrix(row, row);
    for (std::size_t col = 0; col < size; ++col) {
      const Complex value = matrix(row, col), mirror = matrix(col, row);
      if (!is_finite(value)) return concat("element (", row, ", ", col, ") is ", value, ", which is not finite");
      if (!is_near(value, std::conj(mirror), kStateTolerance))
        return concat("the matrix is not Hermitian: element (", row, ", ", col, ") is ", value, ", element (", col,
                      ", ", row, ") is ", mirror);
    }
  }
  if (!is_near(trace, 1, kStateTolerance)) return concat("the trace must be 1, it is ", trace);
  if (!is_positive(matrix, kStateTolerance)) return "the matrix has a negative eigenvalue";
  return std::nullopt;
}

}  // namespace qpanda3::quantum_info
