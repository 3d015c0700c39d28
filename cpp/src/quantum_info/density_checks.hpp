#pragma once
// What makes a matrix a density matrix.

#include <optional>
#include <string>

#include "qpanda3/gate/matrix.hpp"

namespace qpanda3::quantum_info {

/// What is wrong with it; nothing if it is a density matrix within kStateTolerance.
std::optional<std::string> fault_of_density_matrix(const Matrix& matrix);

}  // namespace qpanda3::quantum_info
