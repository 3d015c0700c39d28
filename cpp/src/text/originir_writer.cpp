// Writes OriginIR. Each gate is written alone with its own CONTROL and DAGGER blocks, the form every reader of the
// field understands; nesting that the program shares is resolved by the cursor.

#include <algorithm>
#include <charconv>

#include "circuit/queries.hpp"
#include "qpanda3/base/concat.hpp"
#include "qpanda3/base/error.hpp"
#include "qpanda3/circuit/cursor.hpp"
#include "qpanda3/text/originir.hpp"

namespace qpanda3 {
namespace {

constexpr int kMaxPrecision = 100;

class OriginIrWriter {
 public:
  explicit OriginIrWriter(const OriginIrOptions& options) : options_(options) {
    if (options.exact) return;
    if (options.precision < 0) throw NegativeValue(concat("precision: at least 0, got ", options.precision));
    if (options.precision > kMaxPrecision)
      throw InvalidArgument(concat("precision: at most ", kMaxPrecision, ", got ", options.precision));
  }

  std::string write(const Block& block, bool dagger, std::span<const Index> controls) {
    check_listable(block);
    constexpr std::size_t kTypicalStatement = 24;
    constexpr std::uint64_t kMaxReserve = std::uint64_t{1} << 24;
    text_.reserve(kTypicalStatement * static_cast<std::size_t>(std::min(block.flat_size(), kMaxReserve)));
    write_steps(OperationCursor(block, dagger, controls));
    text_.insert(0,
                 concat("QINIT ", std::max<Index>(qubit_bound_, 1), "\nCREG ", std::max<Index>(cbit_bound_, 1), "\n"));
    return std::move(text_);
  }

 private:
  // Calls itself for the insides of branches and loops, at most Block::kMaxNesting deep.
  void write_steps(OperationCursor cursor) {
    for (Step step; cursor.next(step);) {
      switch (step.kind()) {
        case OpKind::gate:
          write_gate(step);
          break;
        case OpKind::measure:
          text_ += "MEASURE ";
          write_qubits(step.targets);
          text_ += ',';
          write_indexed('c', step.cbit(), cbit_bound_);
          text_ += '\n';
          break;
        case OpKind::branch:
          write_branch(step);
          break;
        case OpKind::loop:
          write_condition("QWHILE ", step.targets);
          write_steps(OperationCursor(*step.then_block()));
          text_ += "QENDWHILE\n";
          break;
        case OpKind::block:
          break;  // resolved by the cursor
      }
    }
  }

  void write_gate(const Step& step) {
    const GateInfo& info = gate_info(step.gate());
    if (!step.controls.empty()) {
      text_ += "CONTROL ";
      write_qubits(step.controls);
      text_ += '\n';
    }
    if (step.dagger) text_ += "DAGGER\n";
    text_ += info.originir;
    text_ += ' ';
    write_qubits(step.targets);
    write_params(step.params());
    text_ += '\n';
    if (step.dagger) text_ += "ENDDAGGER\n";
    if (!step.controls.empty()) text_ += "ENDCONTROL\n";
  }

  void write_branch(const Step& step) {
    write_condition("QIF ", step.targets);
    write_steps(OperationCursor(*step.then_block()));
    BlockPtr otherwise = step.else_block();
    bool chain = step.op->has(StoredOp::kElseIsChain);
    while (otherwise && chain) {
      const Block& block = *otherwise;
      const StoredOp& arm = block.ops()[0];
      write_condition("QELSEIF ", block.targets(arm));
      write_steps(OperationCursor(*block.inner(arm)));
      chain = arm.has(StoredOp::kElseIsChain);
      otherwise = arm.has(StoredOp::kHasElse) ? block.else_block(arm) : nullptr;
    }
    if (otherwise) {
      text_ += "QELSE\n";
      write_steps(OperationCursor(*otherwise));
    }
    text_ += "QENDIF\n";
  }

  void write_condition(std::string_view word, std::span<const Index> cbits) {
    text_ += word;
    bool first = true;
    for (const Index cbit : cbits) {
      if (!first) text_ += ',';
      first = false;
      write_indexed('c', cbit, cbit_bound_);
    }
    text_ += '\n';
  }

  void write_qubits(std::span<const Index> qubits) {
    bool first = true;
    for (const Index qubit : qubits) {
      if (!first) text_ += ',';
      first = false;
      write_indexed('q', qubit, qubit_bound_);
    }
  }

  void write_indexed(char name, Index index, Index& bound) {
    bound = std::max(bound, index + 1);
    char buffer[16] = {name, '['};
    char* end = std::to_chars(buffer + 2, buffer + sizeof(buffer), index).ptr;
    *end++ = ']';
    text_.append(buffer, end);
  }

  void write_params(std::span<const double> params) {
    if (params.empty()) return;
    char separator = '(';
    text_ += ',';
    for (const double value : params) {
      text_ += separator;
      write_number(value);
      separator = ',';
    }
    text_ += ')';
  }

  void write_number(double value) {
    char buffer[512];  // 309 digits before the point and kMaxPrecision after it fit
    char* const end = buffer + sizeof(buffer);
    const std::to_chars_result result =
        options_.exact ? std::to_chars(buffer, end, value)
                       : std::to_chars(buffer, end, value, std::chars_format::fixed, options_.precision);
    text_.append(buffer, result.ptr);
  }

  OriginIrOptions options_;
  std::string text_;
  Index qubit_bound_ = 0;
  Index cbit_bound_ = 0;
};

}  // namespace

std::string to_originir(const QProg& prog, const OriginIrOptions& options) {
  return OriginIrWriter(options).write(prog.block(), false, {});
}

std::string QProg::originir(int precision) const { return to_originir(*this, {.precision = precision}); }

std::string QCircuit::originir(int precision) const {
  return OriginIrWriter({.precision = precision}).write(block(), is_dagger(), controls());
}

}  // namespace qpanda3
