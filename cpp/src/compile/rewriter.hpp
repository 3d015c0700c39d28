#pragma once
// The working parts of rewrite_gate: one object for one gate, which appends to a block and keeps the global phase.
// Everything ends in one_qubit() or native(); nothing recurses deeper than the rules do.

#include <span>
#include <vector>

#include "compile/one_qubit.hpp"
#include "compile/rules.hpp"
#include "qpanda3/compile/rewrite.hpp"

namespace qpanda3::compile {

using Qubits = std::span<const Index>;

class Rewriter {
 public:
  Rewriter(const GateSet& set, Block& out) : set_(set), out_(out) {}

  void gate(const GateView& gate);
  double phase() const noexcept { return phase_; }

  // multi_control.cpp: what controls make of P, RZ and RY.
  /// diag(1, ..., 1, e^{i angle}) on all of `qubits`, which are equals.
  void controlled_phase(Qubits qubits, double angle);
  /// RZ or RY on `target` where all controls are 1.
  void controlled_rotation(GateType axis, Qubits controls, Index target, double angle);

  // synthesis.cpp: general unitaries.
  /// A unitary of 2^n x 2^n, bit i of its indices belonging to qubits[i].
  void unitary(const Matrix& matrix, Qubits qubits);
  void controlled_unitary(const Matrix& matrix, Qubits controls, Qubits targets);

  // two_qubit.cpp
  void two_qubits(const Matrix& matrix, Qubits qubits);

  void one_qubit(const Matrix2& matrix, Index qubit, bool drop_identity = true);
  void rotation(GateType axis, Index qubit, double angle);
  void cnot(Index control, Index target) { controlled_x({&control, 1}, target); }

 private:
  bool native(GateType type, bool dagger, Qubits controls, Qubits targets, std::span<const double> params);
  bool controlled_form(const GateView& gate);
  void apply_rule(const Rule& rule, const GateView& gate);
  void apply_step(const RuleStep& step, bool inverse, Qubits controls, const GateView& gate);
  void controlled_one_qubit(const Matrix2& matrix, Qubits controls, Index target);

  void controlled_x(Qubits controls, Index target);
  void parity_phases(Qubits qubits, double angle);
  /// X on `target` where all controls are 1, with the help of at least controls.size() - 2 other qubits in any state,
  /// which come out as they were.
  void borrowing_x(Qubits controls, Index target, Qubits borrowed);
  void margolus(Index a, Index b, Index target);
  void half_of_borrowing_x(Qubits controls, Index target, Qubits borrowed);

  void multiplexed_rotation(GateType axis, std::vector<double> angles, Qubits selectors, Index target);
  /// `zero` or `one` on `qubits`, chosen by `selector`.
  void multiplexed_unitary(const Matrix& zero, const Matrix& one, Qubits qubits, Index selector);

  const GateSet& set_;
  Block& out_;
  double phase_ = 0;
};

}  // namespace qpanda3::compile
