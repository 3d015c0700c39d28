// Gates with many controls, without further qubits. A phase under k controls is a rotation under k controls, whose cost
// is linear in k, and half the phase under k - 1 of them (Barenco et al., Phys. Rev. A 52, 3457 (1995), lemma 7.5).
// A rotation under k controls alternates quarter rotations with X gates under either half of the controls; those borrow
// the other half (lemmas 7.2 and 7.9). Inner Toffolis may be wrong by signs, since they occur in pairs (Maslov, Phys.
// Rev. A 93, 022311 (2016)).

#include <bit>
#include <cmath>
#include <numbers>

#include "compile/rewriter.hpp"

namespace qpanda3::compile {
namespace {

constexpr double kPi = std::numbers::pi;
/// A turn by less does nothing to a double.
constexpr double kNoTurn = 1e-18;

}  // namespace

void Rewriter::controlled_x(Qubits controls, Index target) {
  if (native(GateType::X, false, controls, {&target, 1}, {})) return;
  IndexList qubits(controls);
  qubits.push_back(target);
  gate({GateType::H, false, {}, {&target, 1}, {}, nullptr});
  controlled_phase(qubits.span(), kPi);
  gate({GateType::H, false, {}, {&target, 1}, {}, nullptr});
}

void Rewriter::controlled_phase(Qubits qubits, double angle) {
  constexpr std::size_t kMostForParities = 4;  // beyond, their exponential growth has overtaken the rest
  while (std::abs(angle) >= kNoTurn) {
    if (qubits.empty()) {
      phase_ += angle;
      return;
    }
    const Qubits controls = qubits.first(qubits.size() - 1);
    const Index target = qubits.back();
    if (std::abs(angle) == kPi) {
      if (native(GateType::Z, false, controls, {&target, 1}, {})) return;
      if (!controls.empty() && set_.has(GateType::X, controls.size())) {
        gate({GateType::H, false, {}, {&target, 1}, {}, nullptr});
        native(GateType::X, false, controls, {&target, 1}, {});
        gate({GateType::H, false, {}, {&target, 1}, {}, nullptr});
        return;
      }
    }
    if (native(GateType::P, false, controls, {&target, 1}, {&angle, 1})) return;
    if (qubits.size() == 1) return one_qubit({1, 0, 0, std::polar(1.0, angle)}, target);
    if (qubits.size() <= kMostForParities) return parity_phases(qubits, angle);
    controlled_rotation(GateType::RZ, controls, target, angle);
    qubits = controls;
    angle /= 2;
  }
}

/// The product of n bits is a sum of parities of its subsets with signs, divided by 2^(n-1): each parity is made on its
/// highest qubit, walking over the subsets of those below in the order of a Gray code.
void Rewriter::parity_phases(Qubits qubits, double angle) {
  angle /= static_cast<double>(std::size_t{1} << (qubits.size() - 1));
  for (std::size_t target = 0; target < qubits.size(); ++target) {
    const Index qubit = qubits[target];
    controlled_phase({&qubit, 1}, angle);
    const std::size_t subsets = std::size_t{1} << target;
    for (std::size_t i = 1; i <= subsets && target > 0; ++i) {
      const std::size_t toggled = i == subsets ? target - 1 : static_cast<std::size_t>(std::countr_zero(i));
      cnot(qubits[toggled], qubit);
      if (i == subsets) break;  // the walk is closed
      const bool odd = std::popcount(i ^ i >> 1) % 2 != 0;
      controlled_phase({&qubit, 1}, odd ? -angle : angle);
    }
  }
}

void Rewriter::controlled_rotation(GateType axis, Qubits controls, Index target, double angle) {
  if (std::abs(angle) < kNoTurn) return;
  if (native(axis, false, controls, {&target, 1}, {&angle, 1})) return;
  if (controls.empty()) return rotation(axis, target, angle);
  if (controls.size() == 1) {
    cnot(controls[0], target);
    rotation(axis, target, -angle / 2);
    cnot(controls[0], target);
    rotation(axis, target, angle / 2);
    return;
  }
  const std::size_t half = (controls.size() + 1) / 2;
  const Qubits first = controls.first(half), second = controls.subspan(half);
  for (int round = 0; round < 2; ++round) {
    borrowing_x(second, target, first);
    rotation(axis, target, -angle / 4);
    borrowing_x(first, target, second);
    rotation(axis, target, angle / 4);
  }
}

void Rewriter::borrowing_x(Qubits controls, Index target, Qubits borrowed) {
  constexpr std::size_t kDirect = 3;
  if (controls.size() <= kDirect || set_.has(GateType::X, controls.size())) return controlled_x(controls, target);
  half_of_borrowing_x(controls, target, borrowed);
  half_of_borrowing_x(controls, target, borrowed);
}

/// Turns `target` over by the last control and the last borrowed qubit, then adds the product of the other controls to
/// that borrowed qubit, up to signs. The second time this undoes the addition and the signs; the two turns together
/// differ by the product.
void Rewriter::half_of_borrowing_x(Qubits controls, Index target, Qubits borrowed) {
  const std::size_t last = controls.size() - 3;  // of the borrowed qubits in use
  const Index top[] = {controls.back(), borrowed[last]};
  controlled_x(top, target);
  for (std::size_t i = last; i > 0; --i) margolus(controls[i + 1], borrowed[i - 1], borrowed[i]);
  margolus(controls[0], controls[1], borrowed[0]);
  for (std::size_t i = 1; i <= last; ++i) margolus(controls[i + 1], borrowed[i - 1], borrowed[i]);
}

/// Margolus's gate: a Toffoli but for the sign of one state, its own inverse.
void Rewriter::margolus(Index a, Index b, Index target) {
  rotation(GateType::RY, target, kPi / 4);
  cnot(b, target);
  rotation(GateType::RY, target, kPi / 4);
  cnot(a, target);
  rotation(GateType::RY, target, -kPi / 4);
  cnot(b, target);
  rotation(GateType::RY, target, -kPi / 4);
}

}  // namespace qpanda3::compile
