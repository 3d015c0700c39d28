// General unitaries: the quantum Shannon decomposition (Shende, Bullock and Markov, IEEE Trans. CAD 25, 1000 (2006)).
// The highest qubit splits the matrix: cosine-sine decomposition into two multiplexed unitaries and a multiplexed
// rotation between them; each multiplexed unitary is diagonalised into another multiplexed rotation.

#include <bit>
#include <cmath>

#include "compile/cosine_sine.hpp"
#include "compile/rewriter.hpp"
#include "qpanda3/base/interrupt.hpp"

namespace qpanda3::compile {

void Rewriter::unitary(const Matrix& matrix, Qubits qubits) {
  InterruptScope::poll();
  if (qubits.size() == 1) return one_qubit({matrix(0, 0), matrix(0, 1), matrix(1, 0), matrix(1, 1)}, qubits[0]);
  if (qubits.size() == 2) return two_qubits(matrix, qubits);
  const Qubits lower = qubits.first(qubits.size() - 1);
  const Index top = qubits.back();
  const CosineSine parts = cosine_sine(matrix);
  std::vector<double> angles = parts.angles;
  for (double& angle : angles) angle *= 2;
  multiplexed_unitary(parts.right0, parts.right1, lower, top);
  multiplexed_rotation(GateType::RY, std::move(angles), lower, top);
  multiplexed_unitary(parts.left0, parts.left1, lower, top);
}

/// A = V D W and B = V D† W, so that A B† = V D^2 V†.
void Rewriter::multiplexed_unitary(const Matrix& zero, const Matrix& one, Qubits qubits, Index selector) {
  if (zero == one) return unitary(zero, qubits);
  const auto [phases, basis] = unitary_spectrum(zero * one.adjoint());
  Matrix first = basis.adjoint() * one;
  std::vector<double> angles(phases.size());
  for (std::size_t row = 0; row < phases.size(); ++row) {
    const Complex half = std::polar(1.0, phases[row] / 2);
    for (std::size_t col = 0; col < phases.size(); ++col) first(row, col) *= half;
    angles[row] = -phases[row];  // RZ(angle) is diag(e^{-i angle/2}, e^{i angle/2}), wanted is diag(half, conj(half))
  }
  unitary(first, qubits);
  multiplexed_rotation(GateType::RZ, std::move(angles), qubits, selector);
  unitary(basis, qubits);
}

/// angles[j] on `target` where `selectors` hold j: a rotation after each CNOT of a closed walk over the selectors,
/// which turns the signs as a Gray code does.
void Rewriter::multiplexed_rotation(GateType axis, std::vector<double> angles, Qubits selectors, Index target) {
  constexpr double kNegligible = 1e-15;
  const std::size_t count = angles.size();
  for (std::size_t half = 1; half < count; half *= 2) {  // Walsh-Hadamard transform
    for (std::size_t i = 0; i < count; ++i) {
      if ((i & half) != 0) continue;
      const double a = angles[i], b = angles[i + half];
      angles[i] = (a + b) / 2;
      angles[i + half] = (a - b) / 2;
    }
  }
  bool any = false;
  for (double& angle : angles) {
    if (std::abs(angle) < kNegligible) angle = 0;
    any = any || angle != 0;
  }
  if (!any) return;
  for (std::size_t i = 0; i < count; ++i) {
    rotation(axis, target, angles[i ^ i >> 1]);
    const std::size_t toggled =
        i + 1 == count ? selectors.size() - 1 : static_cast<std::size_t>(std::countr_zero(i + 1));
    cnot(selectors[toggled], target);
  }
}

/// U = V D V†: only the phases D have to know the controls. Each is a sum of parities of its bits, and a parity is a
/// controlled RZ between CNOT.
void Rewriter::controlled_unitary(const Matrix& matrix, Qubits controls, Qubits targets) {
  const UnitarySpectrum spectrum = unitary_spectrum(matrix);
  std::vector<double> weights = spectrum.phases;
  const std::size_t count = weights.size();
  for (std::size_t half = 1; half < count; half *= 2) {
    for (std::size_t i = 0; i < count; ++i) {
      if ((i & half) != 0) continue;
      const double a = weights[i], b = weights[i + half];
      weights[i] = (a + b) / 2;
      weights[i + half] = (a - b) / 2;
    }
  }
  constexpr double kNegligible = 1e-15;
  unitary(spectrum.basis.adjoint(), targets);
  for (std::size_t subset = 1; subset < count; ++subset) {
    if (std::abs(weights[subset]) < kNegligible) continue;
    const auto top = static_cast<std::size_t>(std::bit_width(subset)) - 1;
    for (std::size_t i = 0; i < top; ++i)
      if ((subset >> i & 1) != 0) cnot(targets[i], targets[top]);
    controlled_rotation(GateType::RZ, controls, targets[top], -2 * weights[subset]);
    for (std::size_t i = top; i-- > 0;)
      if ((subset >> i & 1) != 0) cnot(targets[i], targets[top]);
  }
  if (std::abs(weights[0]) >= kNegligible) controlled_phase(controls, weights[0]);
  unitary(spectrum.basis, targets);
}

}  // namespace qpanda3::compile
