#pragma once
// What quantum_info asks of a Matrix beyond what gates need.

#include <vector>

#include "qpanda3/base/export.hpp"
#include "qpanda3/gate/matrix.hpp"

namespace qpanda3::quantum_info {

QPANDA3_API Matrix transposed(const Matrix& matrix);
/// Square, and each element within `tolerance` of the conjugate of its mirror image; false for non-finite elements.
QPANDA3_API bool is_hermitian(const Matrix& matrix, double tolerance);
/// In descending order; as many as the smaller dimension.
QPANDA3_API std::vector<double> singular_values(const Matrix& matrix);
/// The largest singular value, 0 for an empty matrix.
QPANDA3_API double spectral_norm(const Matrix& matrix);
/// Whether a Hermitian matrix has no eigenvalue below -tolerance.
QPANDA3_API bool is_positive(const Matrix& hermitian, double tolerance);
/// The positive root of a Hermitian matrix; eigenvalues below 0 by rounding count as 0.
QPANDA3_API Matrix positive_root(const Matrix& hermitian);

}  // namespace qpanda3::quantum_info
