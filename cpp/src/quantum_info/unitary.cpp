#include "qpanda3/quantum_info/unitary.hpp"

#include <algorithm>

#include "qpanda3/base/interrupt.hpp"
#include "quantum_info/checks.hpp"

namespace qpanda3::quantum_info {
namespace {

constexpr double kTolerance = 1e-10;

}  // namespace

Unitary::Unitary(const QCircuit& circuit, StateSystemType system_type)
    : matrix_(circuit.matrix([] { InterruptScope::poll(); })) {
  if (system_type != StateSystemType::Q2Q1Q0)
    throw InvalidArgument(concat("Unitary: system_type must be Q2Q1Q0, got number ", static_cast<int>(system_type)));
}

Unitary::Unitary(Matrix matrix) : matrix_(std::move(matrix)) {
  check_power_of_two("Unitary", matrix_.rows(), "rows");
  if (!matrix_.is_square())
    throw InvalidArgument(concat("Unitary: the matrix must be square, got ", matrix_.rows(), " x ", matrix_.cols()));
  if (!matrix_.is_unitary())
    throw InvalidArgument("Unitary: the matrix is not unitary (U U† differs from 1 by more than 1e-8)");
}

bool operator==(const Unitary& a, const Unitary& b) noexcept {
  const auto x = a.matrix_.values(), y = b.matrix_.values();
  return std::equal(x.begin(), x.end(), y.begin(), y.end(),
                    [](Complex p, Complex q) { return is_near(p, q, kTolerance); });
}

}  // namespace qpanda3::quantum_info
