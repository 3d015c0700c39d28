#include "text/program_builder.hpp"

#include <algorithm>

#include "qpanda3/base/concat.hpp"

namespace qpanda3::text {
namespace {

struct BlockWords {
  WordKind opener;
  std::string_view opening;
  WordKind closer;
  std::string_view closing;
};

constexpr BlockWords kBlockWords[] = {
    {WordKind::dagger, "DAGGER", WordKind::enddagger, "ENDDAGGER"},
    {WordKind::control, "CONTROL", WordKind::endcontrol, "ENDCONTROL"},
    {WordKind::qif, "QIF", WordKind::qendif, "QENDIF"},
    {WordKind::qwhile, "QWHILE", WordKind::qendwhile, "QENDWHILE"},
};

const BlockWords& words_of_opener(WordKind opener) {
  return *std::find_if(std::begin(kBlockWords), std::end(kBlockWords),
                       [&](const BlockWords& words) { return words.opener == opener; });
}

const BlockWords& words_of_closer(WordKind closer) {
  return *std::find_if(std::begin(kBlockWords), std::end(kBlockWords),
                       [&](const BlockWords& words) { return words.closer == closer; });
}

bool is_circuit(WordKind opener) { return opener == WordKind::dagger || opener == WordKind::control; }

}  // namespace

ProgramBuilder::ProgramBuilder(const Lexer& lexer) : lexer_(lexer) {
  // WordKind::qinit stands for the program itself: no word closes it.
  stack_.push_back({WordKind::qinit, nullptr, std::make_shared<Block>(), {}, {}, {}});
  top_ = stack_.back().block.get();
}

void ProgramBuilder::add_gate(const Word& word, std::span<const Operand> operands, std::span<const double> params) {
  Index indices[4];
  const std::size_t count = operands.size();
  for (std::size_t i = 0; i < count; ++i) {
    check_not_control(operands[i], word.name);
    indices[i] = operands[i].index;
    for (std::size_t j = 0; j < i; ++j)
      if (indices[j] == indices[i])
        lexer_.fail(operands[i].where,
                    concat(word.name, ": the qubits must differ, q[", indices[i], "] appears twice"));
  }
  const std::size_t controls = word.num_controls;
  top().append_gate(word.gate, false, {indices, controls}, {indices + controls, count - controls}, params);
}

void ProgramBuilder::add_barrier(const Token& statement, std::span<const Operand> operands) {
  if (operands.size() > kMaxOperands)
    lexer_.fail(statement.where(), concat("BARRIER takes at most ", kMaxOperands, " qubits, got ", operands.size()));
  scratch_.clear();
  for (const Operand& operand : operands) {
    check_not_control(operand, "BARRIER");
    scratch_.push_back(operand.index);
  }
  std::sort(scratch_.begin(), scratch_.end());
  const auto twice = std::adjacent_find(scratch_.begin(), scratch_.end());
  if (twice != scratch_.end()) {
    const auto last = std::find_if(operands.rbegin(), operands.rend(),
                                   [&](const Operand& operand) { return operand.index == *twice; });
    lexer_.fail(last->where, concat("BARRIER: the qubits must differ, q[", *twice, "] appears twice"));
  }
  scratch_.clear();
  for (const Operand& operand : operands) scratch_.push_back(operand.index);
  top().append_gate(GateType::BARRIER, false, {}, scratch_, {});
}

void ProgramBuilder::add_measure(const Token& statement, Operand qubit, Operand cbit) {
  require_program(statement);
  top().append_measure(qubit.index, cbit.index);
}

ProgramBuilder::OpenBlock& ProgramBuilder::open(const Token& statement, WordKind opener) {
  if (stack_.size() > kMaxOpenBlocks)
    lexer_.fail(statement.where(), concat("more than ", kMaxOpenBlocks, " blocks open at once"));
  stack_.push_back({opener, statement.where(), std::make_shared<Block>(), {}, {}, {}});
  top_ = stack_.back().block.get();
  return stack_.back();
}

void ProgramBuilder::open_dagger(const Token& statement) { open(statement, WordKind::dagger); }

void ProgramBuilder::open_control(const Token& statement, std::span<const Operand> controls) {
  if (controls.size() > kMaxOperands)
    lexer_.fail(statement.where(), concat("CONTROL takes at most ", kMaxOperands, " qubits, got ", controls.size()));
  std::vector<Index> list;
  list.reserve(controls.size());
  for (const Operand& control : controls) {
    check_not_control(control, "CONTROL");
    if (control.index >= is_control_.size()) is_control_.resize(control.index + std::size_t{1});
    is_control_[control.index] = 1;
    list.push_back(control.index);
  }
  std::sort(list.begin(), list.end());
  open(statement, WordKind::control).controls = std::move(list);
}

void ProgramBuilder::open_qif(const Token& statement, Condition condition) {
  require_program(statement);
  open(statement, WordKind::qif).condition = std::move(condition);
}

void ProgramBuilder::open_qwhile(const Token& statement, Condition condition) {
  require_program(statement);
  open(statement, WordKind::qwhile).condition = std::move(condition);
}

ProgramBuilder::OpenBlock& ProgramBuilder::current_branch(const Token& statement) {
  OpenBlock& current = stack_.back();
  if (current.opener != WordKind::qif)
    lexer_.fail(statement.where(), concat(statement.text, " without QIF", opener_text(current)));
  if (current.in_else) lexer_.fail(statement.where(), concat(statement.text, " after QELSE; expected QENDIF"));
  return current;
}

void ProgramBuilder::next_arm(const Token& statement, Condition condition) {
  OpenBlock& current = current_branch(statement);
  if (current.arms.size() == Block::kMaxNesting)
    lexer_.fail(statement.where(), concat("a QIF has at most ", Block::kMaxNesting, " QELSEIF"));
  current.arms.push_back({std::move(current.condition), std::move(current.block)});
  if (has_condition(current.arms, condition))
    lexer_.fail(statement.where(), "QELSEIF: an arm before has the same condition, so that this one could never run");
  current.condition = std::move(condition);
  current.block = std::make_shared<Block>();
  top_ = current.block.get();
}

void ProgramBuilder::else_arm(const Token& statement) {
  OpenBlock& current = current_branch(statement);
  current.arms.push_back({std::move(current.condition), std::move(current.block)});
  current.block = std::make_shared<Block>();
  current.in_else = true;
  top_ = current.block.get();
}

void ProgramBuilder::close(const Token& statement, WordKind closing) {
  const OpenBlock& current = stack_.back();
  if (words_of_closer(closing).opener != current.opener) {
    if (stack_.size() == 1)
      lexer_.fail(statement.where(), concat(statement.text, " without ", words_of_closer(closing).opening));
    lexer_.fail(statement.where(), concat("expected ", words_of_opener(current.opener).closing, ", found ",
                                          quoted(statement), opener_text(current)));
  }
  OpenBlock closed = pop();
  if (is_circuit(closed.opener)) {
    close_circuit(std::move(closed));
  } else if (closed.opener == WordKind::qif) {
    close_branch(std::move(closed));
  } else {
    close_loop(std::move(closed));
  }
}

ProgramBuilder::OpenBlock ProgramBuilder::pop() {
  OpenBlock closed = std::move(stack_.back());
  stack_.pop_back();
  top_ = stack_.back().block.get();
  if (closed.opener == WordKind::control)
    for (const Index control : closed.controls) is_control_[control] = 0;
  return closed;
}

/// A block around a single gate, the usual form, becomes a gate with these marks; others a marked nested block.
void ProgramBuilder::close_circuit(OpenBlock closed) {
  const bool dagger = closed.opener == WordKind::dagger;
  const Block& block = *closed.block;
  if (block.empty()) return;
  const StoredOp& first = block.ops()[0];
  const std::size_t controls = first.num_controls + closed.controls.size();
  if (block.size() == 1 && first.kind == OpKind::gate && controls <= kMaxOperands) {
    scratch_.assign(block.controls(first).begin(), block.controls(first).end());
    scratch_.insert(scratch_.end(), closed.controls.begin(), closed.controls.end());
    top().append_gate(first.gate, dagger != first.has(StoredOp::kDagger), scratch_, block.targets(first),
                      block.params(first));
    return;
  }
  top().append_block(std::move(closed.block), dagger, closed.controls);
}

void ProgramBuilder::close_branch(OpenBlock closed) {
  BlockPtr otherwise;
  if (closed.in_else) {
    otherwise = std::move(closed.block);
  } else {
    closed.arms.push_back({std::move(closed.condition), std::move(closed.block)});
  }
  bool else_is_chain = false;
  for (std::size_t i = closed.arms.size(); i-- > 0;) {
    BranchArm& arm = closed.arms[i];
    check_nesting(closed.where, *arm.body);
    if (otherwise) check_nesting(closed.where, *otherwise);
    if (i == 0) {
      top().append_branch(arm.condition, std::move(arm.body), std::move(otherwise), else_is_chain);
      return;
    }
    auto chain = std::make_shared<Block>();
    chain->append_branch(arm.condition, std::move(arm.body), std::move(otherwise), else_is_chain);
    otherwise = std::move(chain);
    else_is_chain = true;
  }
}

void ProgramBuilder::close_loop(OpenBlock closed) {
  check_nesting(closed.where, *closed.block);
  top().append_loop(closed.condition, std::move(closed.block));
}

std::shared_ptr<Block> ProgramBuilder::finish() {
  const OpenBlock& last = stack_.back();
  if (stack_.size() > 1)
    lexer_.fail_expected(concat(words_of_opener(last.opener).closing, " for the ", words_of_opener(last.opener).opening,
                                " of line ", lexer_.line_of(last.where)));
  return last.block;
}

void ProgramBuilder::charge(const char* where, std::uint64_t work) {
  if (work > kMaxExpansion - expanded_)
    lexer_.fail(where, concat("whole registers and QGATE calls of this text stand for more than ", kMaxExpansion,
                              " operations and operands"));
  expanded_ += work;
}

void ProgramBuilder::require_program(const Token& statement) const {
  const OpenBlock& current = stack_.back();
  if (is_circuit(current.opener))
    lexer_.fail(statement.where(), concat(statement.text, " cannot stand in a circuit", opener_text(current)));
}

void ProgramBuilder::check_not_control(const Operand& operand, std::string_view statement) const {
  if (operand.index < is_control_.size() && is_control_[operand.index] != 0)
    lexer_.fail(operand.where, concat(statement, ": q[", operand.index, "] is already a control of this place"));
}

void ProgramBuilder::check_nesting(const char* where, const Block& inner) const {
  if (inner.nesting() >= Block::kMaxNesting)
    lexer_.fail(where, concat("branches, loops and QELSEIF arms nested more than ", Block::kMaxNesting, " deep"));
}

/// " (QIF opened in line 3)", nothing for the program itself.
std::string ProgramBuilder::opener_text(const OpenBlock& block) const {
  if (block.where == nullptr) return "";
  return concat(" (", words_of_opener(block.opener).opening, " opened in line ", lexer_.line_of(block.where), ")");
}

}  // namespace qpanda3::text
