// Writes OriginIR. Each gate is written alone with its own CONTROL and DAGGER blocks, the form every reader of the
// field understands; nesting that the program shares is resolved by the cursor.

#include <algorithm>
#include <charconv>

#include "circuit/queries.hpp"
#include "qpanda3/base/concat.hpp"
#include "qpanda3/base/error.hpp"
#include "qpanda3/circuit/control_flow.hpp"
#include "qpanda3/circuit/cursor.hpp"
#include "qpanda3/text/originir.hpp"
#include "text/decimals.hpp"

namespace qpanda3 {
namespace {

class OriginIrWriter {
 public:
  explicit OriginIrWriter(const OriginIrOptions& options) : options_(options) {
    if (!options.exact) text::check_precision(options.precision);
  }

  std::string write(const Block& block, bool dagger, std::span<const Index> controls) {
    check_listable(block);
    register_size_ = cbit_bound_ = std::max<Index>(block.cbit_bound(), 1);
    own_size_ = block.flat_size();
    constexpr std::size_t kTypicalStatement = 24;
    constexpr std::uint64_t kMaxReserve = std::uint64_t{1} << 24;
    text_.reserve(kTypicalStatement * static_cast<std::size_t>(std::min(block.flat_size(), kMaxReserve)));
    write_steps(OperationCursor(block, dagger, controls));
    text_.insert(0, concat("QINIT ", std::max<Index>(qubit_bound_, 1), "\nCREG ", cbit_bound_, "\n"));
    return std::move(text_);
  }

 private:
  // Calls itself for the insides of branches and loops, at most Block::kMaxNesting deep.
  void write_steps(OperationCursor cursor) {
    for (Step step; cursor.next(step);) {
      count_written(1);
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
          write_loop(step);
          break;
        case OpKind::karus:
          text_ += "// Karus\n";  // there is no statement for a channel; its qubits do not count for QINIT
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

  using Arms = std::vector<BranchArm>;

  void write_branch(const Step& step) {
    Arms arms{{step.condition(), step.then_block()}};
    BlockPtr otherwise = step.else_block();
    bool chain = step.op->has(StoredOp::kElseIsChain);
    while (otherwise && chain) {
      const BlockPtr block = std::move(otherwise);
      const StoredOp& arm = block->ops()[0];
      arms.push_back({block->condition(arm), block->inner(arm)});
      chain = arm.has(StoredOp::kElseIsChain);
      otherwise = arm.has(StoredOp::kHasElse) ? block->else_block(arm) : nullptr;
    }
    const bool direct =
        std::all_of(arms.begin(), arms.end(), [&](const BranchArm& arm) { return has_text(arm.condition); });
    if (!direct) {
      write_decision(std::move(arms), otherwise, 0);
      return;
    }
    std::string_view word = "QIF ";
    for (const BranchArm& arm : arms) {
      write_condition(word, arm.condition);
      write_steps(OperationCursor(*arm.body));
      word = "QELSEIF ";
    }
    if (otherwise) {
      text_ += "QELSE\n";
      write_steps(OperationCursor(*otherwise));
    }
    text_ += "QENDIF\n";
  }

  void write_loop(const Step& step) {
    const Condition condition = step.condition();
    if (!has_text(condition))
      throw Unsupported(concat("OriginIR cannot say a QWHILE on bits ", list_text(condition.ones), " being 1 and ",
                               list_text(condition.zeros), " being 0 in a program with ", register_size_,
                               " classical bits: it knows bits that are all 1, and c==n for the whole register"));
    write_condition("QWHILE ", condition);
    write_steps(OperationCursor(*step.then_block()));
    text_ += "QENDWHILE\n";
  }

  /// True if a condition can be written as a list of bits that are 1, or as a value of the whole register.
  bool has_text(const Condition& condition) const {
    constexpr Index kValueBits = 64;
    const bool is_number = condition.ones.empty() || condition.ones.back() < kValueBits;
    return condition.zeros.empty() || (is_number && condition.covers(register_size_));
  }

  /// Asks for one bit after another what OriginIR cannot ask at once. An arm is written where all its bits are known,
  /// so that what stands behind a condition with zeros may be written several times.
  void write_decision(Arms arms, const BlockPtr& otherwise, std::size_t depth) {
    if (arms.empty() || arms[0].condition.empty()) {
      if (!arms.empty() || otherwise) write_steps(OperationCursor(arms.empty() ? *otherwise : *arms[0].body));
      return;
    }
    std::string_view word = "QIF ";
    for (; !arms.empty() && !arms[0].condition.empty(); word = "QELSEIF ") {
      if (++depth > Block::kMaxNesting)
        throw Unsupported(
            concat("OriginIR cannot say a QIF on more than ", Block::kMaxNesting,
                   " bits one by one: the condition has bits that are 0 and is not on all classical bits"));
      count_written(1);
      const Condition first = arms[0].condition;
      if (first.zeros.empty()) {
        write_condition(word, first);
        write_steps(OperationCursor(*arms[0].body));
        // What wants more than these bits to be 1 cannot come behind them; one bit is 0 for what does.
        std::erase_if(arms, [&](const BranchArm& arm) {
          return std::includes(arm.condition.ones.begin(), arm.condition.ones.end(), first.ones.begin(),
                               first.ones.end());
        });
        if (first.ones.size() == 1) arms = knowing(std::move(arms), first.ones[0], false);
      } else {
        const Index bit = first.zeros[0];
        write_condition(word, {{bit}, {}});
        write_decision(knowing(arms, bit, true), otherwise, depth);
        arms = knowing(std::move(arms), bit, false);
      }
    }
    if (!arms.empty() || otherwise) {
      text_ += "QELSE\n";
      write_steps(OperationCursor(arms.empty() ? *otherwise : *arms[0].body));
    }
    text_ += "QENDIF\n";
  }

  /// The arms that are still possible where a bit has a value, with what is left to ask.
  static Arms knowing(Arms arms, Index bit, bool value) {
    const auto contains = [bit](const std::vector<Index>& list) {
      return std::binary_search(list.begin(), list.end(), bit);
    };
    std::erase_if(arms,
                  [&](const BranchArm& arm) { return contains(value ? arm.condition.zeros : arm.condition.ones); });
    for (BranchArm& arm : arms) std::erase(value ? arm.condition.ones : arm.condition.zeros, bit);
    return arms;
  }

  /// Copies of what stands behind conditions may multiply: refused when they are far more than the program.
  void count_written(std::uint64_t statements) {
#ifdef FUZZING_BUILD_MODE_UNSAFE_FOR_PRODUCTION  // millions of inputs, each within microseconds
    constexpr std::uint64_t kMaxCopied = std::uint64_t{1} << 9;
#else
    constexpr std::uint64_t kMaxCopied = std::uint64_t{1} << 23;
#endif
    written_ += statements;
    if (written_ > kMaxCopied && written_ - kMaxCopied > own_size_)
      throw ResourceExhausted(concat("writing the conditions on bits that are 0 takes more than ", kMaxCopied,
                                     " statements besides the ", own_size_, " of the program; nest fewer of them"));
  }

  void write_condition(std::string_view word, const Condition& condition) {
    text_ += word;
    if (!condition.zeros.empty()) {
      std::uint64_t value = 0;
      for (const Index bit : condition.ones) value |= std::uint64_t{1} << bit;
      text_ += concat("c==", value, '\n');
      return;
    }
    bool first = true;
    for (const Index cbit : condition.ones) {
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
    if (!options_.exact) return text::append_fixed(text_, value, options_.precision);
    char buffer[32];  // the shortest form that reads as the same number
    text_.append(buffer, std::to_chars(buffer, buffer + sizeof(buffer), value).ptr);
  }

  OriginIrOptions options_;
  std::string text_;
  Index qubit_bound_ = 0;
  Index cbit_bound_ = 0;
  Index register_size_ = 0;  ///< what CREG will say
  std::uint64_t own_size_ = 0, written_ = 0;
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
