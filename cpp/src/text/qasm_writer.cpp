// Writes OpenQASM 2. Gates that have a name there are written as they are, others are rewritten first.

#include <algorithm>
#include <charconv>

#include "circuit/queries.hpp"
#include "qpanda3/base/concat.hpp"
#include "qpanda3/base/error.hpp"
#include "qpanda3/circuit/cursor.hpp"
#include "qpanda3/compile/rewrite.hpp"
#include "qpanda3/text/qasm.hpp"
#include "text/decimals.hpp"
#include "text/qasm_conditions.hpp"

namespace qpanda3 {
namespace text {
namespace {

constexpr std::uint64_t kMaxStatements = 100'000'000;

/// The name of what GateSet::openqasm2() holds.
std::string_view qasm_name(GateType type, std::size_t num_controls, bool dagger) {
  using enum GateType;
  if (num_controls == 1) return type == X ? "cx" : type == Z ? "cz" : "cp";
  if (num_controls == 2) return "ccx";
  switch (type) {
    case I:
      return "id";
    case X:
      return "x";
    case Y:
      return "y";
    case Z:
      return "z";
    case H:
      return "h";
    case S:
      return dagger ? "sdg" : "s";
    case T:
      return dagger ? "tdg" : "t";
    case P:
      return "p";
    case RX:
      return "rx";
    case RY:
      return "ry";
    case RZ:
      return "rz";
    case U1:
      return "u1";
    case U2:
      return "u2";
    case U3:
      return "u3";
    case CNOT:
      return "cx";
    case CZ:
      return "cz";
    case CP:
      return "cp";
    case SWAP:
      return "swap";
    case RXX:
      return "rxx";
    case RYY:
      return "ryy";
    case RZZ:
      return "rzz";
    default:
      throw InternalError(concat("no name in OpenQASM 2 for ", gate_info(type).name));
  }
}

class QasmWriter {
 public:
  QasmWriter(const QProg& prog, int precision) : prog_(prog), registers_(prog.block()), precision_(precision) {}

  std::string write() {
    text_ = concat("OPENQASM 2.0;\ninclude \"qelib1.inc\";\nqreg q[", prog_.qubits_num(), "];");
    for (std::size_t i = 0; i < registers_.size(); ++i)
      text_ += concat("\ncreg ", registers_.name(i), '[', registers_[i].size, "];");
    write_steps(OperationCursor(prog_.block()));
    return std::move(text_);
  }

 private:
  // Calls itself for the arms of branches, at most Block::kMaxNesting deep.
  void write_steps(OperationCursor cursor) {
    for (Step step; cursor.next(step);) {
      switch (step.kind()) {
        case OpKind::gate:
          write_gate(step);
          break;
        case OpKind::measure:
          write_measure(step.targets[0], step.cbit());
          break;
        case OpKind::branch:
          write_branch(step);
          break;
        case OpKind::loop:
          throw Unsupported("OpenQASM 2 has no loops: a program with QWHILE cannot be written");
        case OpKind::karus:
          throw Unsupported("OpenQASM 2 has no channels: a program with a Karus cannot be written");
        case OpKind::block:
          break;  // resolved by the cursor
      }
    }
  }

  void write_gate(const Step& step) {
    if (step.gate() == GateType::BARRIER) {
      // Not below `if`, which takes operations only; a barrier does nothing to the state.
      begin_line();
      write_operands("barrier ", {}, step.targets);
      return;
    }
    if (step.gate() == GateType::RESET) {
      for_each_value([&] { write_operands("reset ", {}, step.targets); });
      return;
    }
    if (write_direct(step)) return;
    Block plain;
    rewrite_gate(GateView::of(step), GateSet::openqasm2(), plain);
    for (const StoredOp& op : plain.ops())
      write_named(op.gate, op.has(StoredOp::kDagger), plain.controls(op), plain.targets(op), plain.params(op));
  }

  /// A gate that needs no rewriting.
  bool write_direct(const Step& step) {
    const GateType type = step.gate();
    const GateSet& set = GateSet::openqasm2();
    const bool two_qubit = type == GateType::CNOT || type == GateType::CZ || type == GateType::CP;
    if (two_qubit ? !step.controls.empty() : !set.has(type, step.controls.size())) return false;
    bool dagger = step.dagger;
    std::span<const double> params = step.params();
    ParameterList negated;
    const InverseRule inverse = gate_info(type).inverse;
    if (dagger && inverse == InverseRule::kNegate) {
      for (const double value : params) negated.push_back(-value);
      params = negated.span();
    }
    if (inverse == InverseRule::kSelf || inverse == InverseRule::kNegate) dagger = false;
    if (dagger && type != GateType::S && type != GateType::T) return false;
    if (type == GateType::Z && step.controls.size() == 1) {  // written with the smaller qubit first, as both are equals
      const Index both[] = {std::min(step.controls[0], step.targets[0]), std::max(step.controls[0], step.targets[0])};
      write_named(GateType::CZ, false, {}, both, {});
    } else {
      write_named(type, dagger, step.controls, step.targets, params);
    }
    return true;
  }

  void write_named(GateType type, bool dagger, std::span<const Index> controls, std::span<const Index> targets,
                   std::span<const double> params) {
    for_each_value([&] {
      text_ += qasm_name(type, controls.size(), dagger);
      write_params(params);
      write_operands(" ", controls, targets);
    });
  }

  void write_measure(Index qubit, Index cbit) {
    const std::size_t target = registers_.index_of(cbit);
    for_each_value([&] {
      write_operands("measure ", {}, {&qubit, 1});
      text_.pop_back();
      text_ += concat(" -> ", registers_.name(target), '[', cbit - registers_[target].first, "];");
    });
    if (decision_ && decision_->reg == target) decided_by_changed_ = true;
  }

  void write_branch(const Step& step) {
    const Condition condition = step.condition();
    const BlockPtr otherwise = step.else_block();
    if (condition.empty()) return write_steps(OperationCursor(*step.then_block()));
    const std::optional<Decision> around = decision_;
    if (!step.then_block()->empty()) {
      decision_ = decide(registers_, around, condition, true);
      write_steps(OperationCursor(*step.then_block()));
    }
    if (otherwise && !otherwise->empty()) {
      decision_ = decide(registers_, around, condition, false);
      write_steps(OperationCursor(*otherwise));
    }
    decision_ = around;
    if (!around) decided_by_changed_ = false;
  }

  /// One line for each value that decides on the statement, or one line if nothing does.
  template <class Write>
  void for_each_value(Write&& write) {
    if (!decision_) {
      begin_line();
      write();
      return;
    }
    if (decided_by_changed_)
      throw Unsupported(concat("OpenQASM 2 tests a condition again for each statement: a branch on the register ",
                               registers_.name(decision_->reg),
                               " measures into that register and goes on; let the measurement be its last statement"));
    for (const std::uint64_t value : decision_->values) {
      begin_line();
      text_ += concat("if(", registers_.name(decision_->reg), "==", value, ") ");
      write();
    }
  }

  void begin_line() {
    if (++statements_ > kMaxStatements)
      throw ResourceExhausted(concat("the program takes more than ", kMaxStatements, " statements of OpenQASM 2"));
    text_ += '\n';
  }

  void write_operands(std::string_view before, std::span<const Index> controls, std::span<const Index> targets) {
    text_ += before;
    for (const std::span<const Index> list : {controls, targets}) {
      for (const Index qubit : list) {
        char buffer[16] = {'q', '['};
        char* end = std::to_chars(buffer + 2, buffer + sizeof(buffer), qubit).ptr;
        *end++ = ']';
        *end++ = ',';
        text_.append(buffer, end);
      }
    }
    text_.back() = ';';
  }

  void write_params(std::span<const double> params) {
    if (params.empty()) return;
    char separator = '(';
    for (const double value : params) {
      text_ += separator;
      if (separator == ',') text_ += ' ';
      append_fixed(text_, value, precision_);
      separator = ',';
    }
    text_ += ')';
  }

  const QProg& prog_;
  BitRegisters registers_;
  int precision_;
  std::string text_;
  std::optional<Decision> decision_;  ///< on the statements of the current arm
  bool decided_by_changed_ = false;   ///< the register of the decision was written since the branch began
  std::uint64_t statements_ = 0;
};

}  // namespace
}  // namespace text

std::string to_qasm(const QProg& prog, int precision) {
  text::check_precision(precision);
  check_listable(prog.block());
  return text::QasmWriter(prog, precision).write();
}

}  // namespace qpanda3
