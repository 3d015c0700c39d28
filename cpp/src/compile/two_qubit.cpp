// Unitaries on two qubits with as few CNOT as there are: their interaction decides how many (Vidal and Dawson, Phys.
// Rev. A 69, 010301 (2004); the circuit with three is that of Vatan and Williams, Phys. Rev. A 69, 032315 (2004)).

#include <algorithm>
#include <cmath>
#include <numbers>

#include "compile/canonical_form.hpp"
#include "compile/rewriter.hpp"

namespace qpanda3::compile {
namespace {

constexpr double kNegligible = 1e-14;  // some times the rounding error of a canonical form
constexpr std::size_t kY = 1, kZ = 2;
constexpr double kRoot = std::numbers::sqrt2 / 2;
constexpr Matrix2 kHadamard{kRoot, kRoot, kRoot, -kRoot};

Matrix2 z_rotation(double angle) { return {std::polar(1.0, -angle / 2), 0, 0, std::polar(1.0, angle / 2)}; }

/// (P + Q) / sqrt 2 on both qubits, its own inverse, makes PP of QQ and the other way round, and keeps the third.
void exchange_axes(CanonicalForm& form, std::size_t a, std::size_t b) {
  if (a == b) return;
  Matrix2 exchange;
  for (std::size_t i = 0; i < 4; ++i) exchange[i] = kRoot * (kPaulis[a][i] + kPaulis[b][i]);
  for (std::size_t qubit = 0; qubit < 2; ++qubit) {
    form.left[qubit] = form.left[qubit] * exchange;
    form.right[qubit] = exchange * form.right[qubit];
  }
  std::swap(form.interaction[a], form.interaction[b]);
}

}  // namespace

void Rewriter::two_qubits(const Matrix& matrix, Qubits qubits) {
  CanonicalForm form = canonical_form(matrix);
  auto& left = form.left;
  auto& right = form.right;
  const auto& interaction = form.interaction;
  phase_ += form.phase;
  const auto is_zero = [&](std::size_t axis) { return std::abs(interaction[axis]) < kNegligible; };
  const auto zeros = is_zero(0) + is_zero(1) + is_zero(2);
  const Index target = qubits[0], control = qubits[1];

  if (zeros == 3) {
    one_qubit(left[0] * right[0], target);
    one_qubit(left[1] * right[1], control);
    return;
  }
  if (zeros == 2) {
    // exp(i a ZZ): a rotation of the parity, or for a = +-pi/4 a CZ between rotations by half a right angle.
    exchange_axes(form, is_zero(0) ? is_zero(1) ? kZ : kY : 0, kZ);
    const double angle = interaction[kZ];
    const bool is_cz = std::abs(std::abs(angle) - std::numbers::pi / 4) < kNegligible;
    if (is_cz) {
      const double turn = std::copysign(std::numbers::pi / 4, angle);
      phase_ -= turn;
      for (Matrix2& gate : left) gate = gate * z_rotation(-2 * turn);
      left[0] = left[0] * kHadamard;
      right[0] = kHadamard * right[0];
    }
    one_qubit(right[0], target);
    one_qubit(right[1], control);
    cnot(control, target);
    if (!is_cz) {
      rotation(GateType::RZ, target, -2 * angle);
      cnot(control, target);
    }
  } else if (zeros == 1) {
    // CNOT turns XX into X on the control and ZZ into Z on the target.
    exchange_axes(form, is_zero(0) ? 0 : is_zero(1) ? kY : kZ, kY);
    one_qubit(right[0], target);
    one_qubit(right[1], control);
    cnot(control, target);
    rotation(GateType::RX, control, -2 * interaction[0]);
    rotation(GateType::RZ, target, -2 * interaction[kZ]);
    cnot(control, target);
  } else {
    constexpr double kRight = std::numbers::pi / 2;
    phase_ += kRight / 2;
    left[0] = left[0] * z_rotation(kRight);
    right[1] = z_rotation(-kRight) * right[1];
    one_qubit(right[0], target);
    one_qubit(right[1], control);
    cnot(control, target);
    rotation(GateType::RZ, target, kRight - 2 * interaction[kZ]);
    rotation(GateType::RY, control, 2 * interaction[0] - kRight);
    cnot(target, control);
    rotation(GateType::RY, control, kRight - 2 * interaction[kY]);
    cnot(control, target);
  }
  one_qubit(left[0], target);
  one_qubit(left[1], control);
}

}  // namespace qpanda3::compile
