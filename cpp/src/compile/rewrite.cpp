#include "qpanda3/compile/rewrite.hpp"

#include <cmath>
#include <numbers>

#include "compile/rewriter.hpp"
#include "qpanda3/base/concat.hpp"
#include "qpanda3/base/error.hpp"

namespace qpanda3 {
namespace compile {
namespace {

/// The gate under one more control that CNOT, CZ, CP and CU are.
GateType controlled_base(GateType type) {
  switch (type) {
    case GateType::CNOT:
      return GateType::X;
    case GateType::CZ:
      return GateType::Z;
    case GateType::CP:
      return GateType::P;
    case GateType::CU:
      return GateType::U4;
    default:
      return GateType::GATE_NOP;
  }
}

GateType with_one_control(GateType type) {
  switch (type) {
    case GateType::X:
      return GateType::CNOT;
    case GateType::Z:
      return GateType::CZ;
    case GateType::P:
      return GateType::CP;
    default:
      return type;
  }
}

Matrix2 matrix_of(const GateView& gate) {
  const Matrix matrix = little_endian_matrix(gate.type, gate.params, gate.dagger, gate.oracle);
  return {matrix(0, 0), matrix(0, 1), matrix(1, 0), matrix(1, 1)};
}

}  // namespace

void Rewriter::gate(const GateView& view) {
  const GateInfo& info = gate_info(view.type);
  GateView gate = view;
  ParameterList negated;
  if (gate.dagger && info.inverse == InverseRule::kSelf) gate.dagger = false;
  if (gate.dagger && info.inverse == InverseRule::kNegate) {
    for (const double value : view.params) negated.push_back(-value);
    gate.params = negated.span();
    gate.dagger = false;
  }
  if (controlled_form(gate)) return;
  if (native(gate.type, gate.dagger, gate.controls, gate.targets, gate.params)) return;
  if (gate.type == GateType::ECHO || gate.type == GateType::IDLE) return;
  if (gate.type == GateType::I && !gate.controls.empty()) return;
  if (gate.type == GateType::ORACLE) {
    const Matrix matrix = gate.dagger ? gate.oracle->adjoint() : *gate.oracle;
    if (gate.controls.empty()) return unitary(matrix, gate.targets);
    return controlled_unitary(matrix, gate.controls, gate.targets);
  }
  if (gate.targets.size() == 1 && gate.controls.empty())
    return one_qubit(matrix_of(gate), gate.targets[0], gate.type != GateType::U4 && gate.type != GateType::I);
  if (!gate.controls.empty() && gate.targets.size() == 1) {
    switch (gate.type) {
      case GateType::X:
        return controlled_x(gate.controls, gate.targets[0]);
      case GateType::P: {
        IndexList qubits(gate.controls);
        qubits.push_back(gate.targets[0]);
        return controlled_phase(qubits.span(), gate.params[0]);
      }
      case GateType::RZ:
      case GateType::RY:
        return controlled_rotation(gate.type, gate.controls, gate.targets[0], gate.params[0]);
      default:
        break;
    }
  }
  if (const Rule* rule = find_rule(gate.type)) return apply_rule(*rule, gate);
  controlled_one_qubit(matrix_of(gate), gate.controls, gate.targets[0]);
}

/// CNOT, CZ, CP and CU become X, Z, P and U4 with one more control.
bool Rewriter::controlled_form(const GateView& view) {
  const GateType base = controlled_base(view.type);
  if (base == GateType::GATE_NOP) return false;
  IndexList controls(view.controls);
  controls.push_back(view.targets[0]);
  GateView inner = view;
  inner.type = base;
  inner.controls = controls.span();
  inner.targets = view.targets.subspan(1);
  gate(inner);
  return true;
}

/// Appends the gate if the set has it. The only daggers in the output are those of S and T.
bool Rewriter::native(GateType type, bool dagger, Qubits controls, Qubits targets, std::span<const double> params) {
  if (!set_.has(type, controls.size())) return false;
  const bool may_be_daggered = type == GateType::S || type == GateType::T;
  if (dagger && !may_be_daggered) return false;
  if (controls.size() == 1 && with_one_control(type) != type) {
    const Index both[] = {controls[0], targets[0]};
    out_.append_gate(with_one_control(type), dagger, {}, both, params);
  } else {
    out_.append_gate(type, dagger, controls, targets, params);
  }
  return true;
}

void Rewriter::apply_rule(const Rule& rule, const GateView& gate) {
  for (const RuleStep& step : rule.frame) apply_step(step, false, {}, gate);
  const std::size_t count = rule.core.size();
  for (std::size_t i = 0; i < count; ++i)
    apply_step(rule.core[gate.dagger ? count - 1 - i : i], gate.dagger, gate.controls, gate);
  for (std::size_t i = rule.frame.size(); i-- > 0;) apply_step(rule.frame[i], true, {}, gate);
}

void Rewriter::apply_step(const RuleStep& step, bool inverse, Qubits controls, const GateView& gate) {
  Index targets[2];
  for (std::size_t i = 0; i < step.num_operands; ++i) targets[i] = gate.targets[step.operands[i]];
  double angle = step.angle.constant;
  if (step.angle.factor != 0) angle += step.angle.factor * gate.params[step.angle.param];
  const std::size_t num_params = gate_info(step.type).num_params;
  this->gate(
      {step.type, step.dagger != inverse, controls, {targets, step.num_operands}, {&angle, num_params}, nullptr});
}

void Rewriter::one_qubit(const Matrix2& matrix, Index qubit, bool drop_identity) {
  constexpr double kNegligible = 1e-15;
  const U3Angles u3 = u3_angles(matrix);
  const double params[] = {u3.theta, u3.phi, u3.lambda};
  phase_ += u3.phase;
  const double turn = std::remainder(u3.phi + u3.lambda, 2 * std::numbers::pi);
  if (drop_identity && u3.theta < kNegligible && std::abs(turn) < kNegligible) return;
  out_.append_gate(GateType::U3, false, {}, {&qubit, 1}, params);
}

void Rewriter::rotation(GateType axis, Index qubit, double angle) {
  if (angle != 0) gate({axis, false, {}, {&qubit, 1}, {&angle, 1}, nullptr});
}

/// U is a rotation about some axis and a phase: a frame turns the axis to Z, and the phase belongs to the controls.
void Rewriter::controlled_one_qubit(const Matrix2& matrix, Qubits controls, Index target) {
  const AxisAngles axis = axis_angles(matrix);
  const double frame[] = {0, axis.azimuth, axis.polar, 0};
  const bool has_frame = axis.azimuth != 0 || axis.polar != 0;
  if (has_frame) gate({GateType::U4, true, {}, {&target, 1}, frame, nullptr});
  controlled_rotation(GateType::RZ, controls, target, axis.angle);
  if (has_frame) gate({GateType::U4, false, {}, {&target, 1}, frame, nullptr});
  controlled_phase(controls, axis.phase);
}

namespace {

void check(const GateView& gate, const GateSet& set) {
  if (!set.has(GateType::U3) || !set.has(GateType::X, 1))
    throw InvalidArgument("set: gates are rewritten into sets that contain at least U3 and CNOT");
  const std::string_view name = gate_info(gate.type).name;
  if (gate.type == GateType::RESET || gate.type == GateType::BARRIER)
    throw Unsupported(concat(name, " is not unitary and cannot be rewritten"));
  if (gate.controls.size() > kMaxRewrittenControls)
    throw Unsupported(concat("a gate with ", gate.controls.size(), " controls (", name,
                             ") cannot be rewritten; at most ", kMaxRewrittenControls, " are taken"));
  if (gate.type == GateType::ORACLE && gate.targets.size() > kMaxSynthesisedQubits)
    throw Unsupported(concat("an ORACLE on ", gate.targets.size(),
                             " qubits cannot be rewritten as smaller gates; at most ", kMaxSynthesisedQubits,
                             " qubits are taken"));
  constexpr double kRounded = 1e-4;  // matrices of few digits are rewritten as well as they say
  if (gate.type == GateType::ORACLE && !gate.oracle->is_unitary(kRounded))
    throw Unsupported("an ORACLE whose matrix is not unitary cannot be rewritten as other gates");
}

}  // namespace
}  // namespace compile

double rewrite_gate(const GateView& gate, const GateSet& set, Block& out) {
  compile::check(gate, set);
  compile::Rewriter rewriter(set, out);
  rewriter.gate(gate);
  return rewriter.phase();
}

QCircuit rewrite_circuit(const QCircuit& circuit, const GateSet& set) {
  auto block = std::make_shared<Block>();
  OperationCursor cursor(circuit.block(), circuit.is_dagger(), circuit.controls());
  for (Step step; cursor.next(step);) {
    if (step.gate() == GateType::BARRIER) {
      block->append_gate(GateType::BARRIER, false, {}, step.targets, {});
    } else {
      rewrite_gate(GateView::of(step), set, *block);
    }
  }
  return QCircuit::from_block(std::move(block));
}

}  // namespace qpanda3
