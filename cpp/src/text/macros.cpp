#include "text/macros.hpp"

#include <algorithm>
#include <cmath>
#include <limits>

#include "qpanda3/base/concat.hpp"

namespace qpanda3::text {
namespace {

std::uint64_t saturating_add(std::uint64_t a, std::uint64_t b) {
  constexpr std::uint64_t kMax = std::numeric_limits<std::uint64_t>::max();
  return a > kMax - b ? kMax : a + b;
}

/// Enough for any real gate, and keeps looking a name up cheap.
constexpr std::size_t kMaxNames = 256;

std::uint32_t size32(std::size_t size) { return static_cast<std::uint32_t>(size); }

}  // namespace

const Macro* MacroTable::find(std::string_view name) const {
  const auto found = by_name_.find(name);
  return found == by_name_.end() ? nullptr : &macros_[found->second];
}

void MacroTable::read_definition(const Token& statement) {
  Macro macro;
  const Token name = lexer_.current();
  if (name.kind != TokenKind::word) lexer_.fail_expected("the name of a gate");
  if (find_word(name.text) != nullptr || name.text == "q" || name.text == "c")
    lexer_.fail(name.where(), concat("QGATE cannot define ", quoted(name), ", a word of OriginIR"));
  macro.name = name.text;
  lexer_.advance();
  read_names(macro);
  while (!lexer_.current().is_word("ENDQGATE")) {
    if (lexer_.current().kind == TokenKind::end)
      lexer_.fail_expected(concat("ENDQGATE for the QGATE of line ", lexer_.line_of(statement.where())));
    read_statement(macro);
  }
  lexer_.advance();
  by_name_[macro.name] = size32(macros_.size());
  macros_.push_back(std::move(macro));
}

std::string_view MacroTable::read_name(std::string_view what, const std::vector<std::string_view>& taken) {
  const Token token = lexer_.current();
  if (token.kind != TokenKind::word) lexer_.fail_expected(what);
  if (find_word(token.text) != nullptr || token.text == "q" || token.text == "c" || token.text == "PI" ||
      token.text == "pi")
    lexer_.fail(token.where(), concat("expected ", what, ", found ", quoted(token), ", a word of OriginIR"));
  if (std::find(taken.begin(), taken.end(), token.text) != taken.end())
    lexer_.fail(token.where(), concat("the name ", quoted(token), " is used twice"));
  if (taken.size() == kMaxNames)
    lexer_.fail(token.where(), concat("a QGATE names at most ", kMaxNames, " qubits and parameters"));
  lexer_.advance();
  return token.text;
}

void MacroTable::read_names(Macro& macro) {
  do {
    if (!macro.qubit_names.empty() && lexer_.current().is('(')) {
      read_parameter_names(macro);
      return;
    }
    macro.qubit_names.push_back(read_name("the name of a qubit", macro.qubit_names));
  } while (lexer_.accept(','));
}

void MacroTable::read_parameter_names(Macro& macro) {
  lexer_.expect('(', "before the parameters");
  do {
    std::vector<std::string_view> taken = macro.qubit_names;
    taken.insert(taken.end(), macro.parameter_names.begin(), macro.parameter_names.end());
    macro.parameter_names.push_back(read_name("the name of a parameter", taken));
  } while (lexer_.accept(','));
  lexer_.expect(')', "after the parameters");
}

void MacroTable::read_statement(Macro& macro) {
  const Token name = lexer_.current();
  if (name.kind != TokenKind::word) lexer_.fail_expected("a gate or ENDQGATE");
  Macro::Statement statement{};
  statement.gate = find_word(name.text);
  if (statement.gate != nullptr && statement.gate->kind != WordKind::gate)
    lexer_.fail_expected("a gate, a call of a QGATE or ENDQGATE");
  if (statement.gate == nullptr) {
    const auto callee = by_name_.find(name.text);
    if (callee == by_name_.end()) {
      const std::string advice = advice_on(name.text);
      lexer_.fail(name.where(), concat("unknown gate ", quoted(name), advice.empty() ? "" : "; ", advice));
    }
    statement.callee = callee->second;
  }
  lexer_.advance();
  const std::size_t steps_before = macro.steps.size();
  read_statement_operands(macro, statement);
  check_statement(macro, statement, name);
  const std::size_t own_work = 1 + statement.num_operands + (macro.steps.size() - steps_before);
  macro.expanded_size = saturating_add(macro.expanded_size, own_work);
  if (statement.gate == nullptr)
    macro.expanded_size = saturating_add(macro.expanded_size, macros_[statement.callee].expanded_size);
  macro.body.push_back(statement);
}

/// Qubit names, and after them the values: in parentheses, or bare if it is one that is no name of a qubit.
void MacroTable::read_statement_operands(Macro& macro, Macro::Statement& statement) {
  statement.first_operand = size32(macro.operands.size());
  statement.first_value = size32(macro.values.size());
  do {
    const Token& token = lexer_.current();
    const auto qubit = std::find(macro.qubit_names.begin(), macro.qubit_names.end(), token.text);
    if (token.kind == TokenKind::word && qubit != macro.qubit_names.end()) {
      macro.operands.push_back(size32(static_cast<std::size_t>(qubit - macro.qubit_names.begin())));
      ++statement.num_operands;
      lexer_.advance();
      continue;
    }
    if (statement.num_operands == 0) lexer_.fail_expected(concat("a qubit of QGATE ", macro.name));
    read_statement_values(macro, statement);
    return;
  } while (lexer_.accept(','));
}

void MacroTable::read_statement_values(Macro& macro, Macro::Statement& statement) {
  const bool parenthesised = lexer_.accept('(');
  do {
    const std::uint32_t begin = size32(macro.steps.size());
    expressions_.read_steps(macro.parameter_names, macro.steps);
    macro.values.push_back({begin, size32(macro.steps.size())});
    ++statement.num_values;
  } while (parenthesised && lexer_.accept(','));
  if (parenthesised) lexer_.expect(')', "after the parameters");
}

void MacroTable::check_statement(const Macro& macro, const Macro::Statement& statement, const Token& name) {
  const Word* gate = statement.gate;
  const std::size_t operands = gate != nullptr ? gate->num_operands : macros_[statement.callee].qubit_names.size();
  const std::size_t values = gate != nullptr ? gate->num_params : macros_[statement.callee].parameter_names.size();
  const bool no_values = statement.num_values == 0 && gate != nullptr && gate->params_optional;
  if (statement.num_operands != operands)
    lexer_.fail(name.where(), concat(name.text, " takes ", operands, " qubit(s), got ", statement.num_operands));
  if (statement.num_values != values && !no_values)
    lexer_.fail(name.where(), concat(name.text, " takes ", values, " parameter(s), got ", statement.num_values));
  if (gate == nullptr) return;
  for (std::uint32_t i = 0; i < statement.num_operands; ++i)
    for (std::uint32_t j = 0; j < i; ++j)
      if (macro.operands[statement.first_operand + i] == macro.operands[statement.first_operand + j])
        lexer_.fail(name.where(), concat(name.text, ": the qubits must differ"));
}

void MacroTable::expand(const Macro& macro, std::span<const Operand> operands, std::span<const double> params,
                        ProgramBuilder& builder) {
  builder.charge(operands.empty() ? lexer_.current().where() : operands[0].where, macro.expanded_size);
  frames_.assign(1, {size32(static_cast<std::size_t>(&macro - macros_.data())), 0, 0, 0});
  operands_.assign(operands.begin(), operands.end());
  params_.assign(params.begin(), params.end());
  while (!frames_.empty()) {
    const Frame frame = frames_.back();
    const Macro& running = macros_[frame.macro];
    operands_.resize(frame.first_operand + running.qubit_names.size());
    params_.resize(frame.first_param + running.parameter_names.size());
    if (frame.next == running.body.size()) {
      frames_.pop_back();
      continue;
    }
    ++frames_.back().next;
    const Macro::Statement& statement = running.body[frame.next];
    push(frame, statement);
    const std::size_t first_operand = operands_.size() - statement.num_operands;
    const std::size_t first_param = frame.first_param + running.parameter_names.size();
    if (statement.gate == nullptr) {
      frames_.push_back({statement.callee, 0, first_operand, first_param});
      continue;
    }
    if (params_.size() == first_param && statement.gate->params_optional) params_.push_back(0);
    builder.add_gate(*statement.gate, std::span(operands_).subspan(first_operand),
                     std::span(params_).subspan(first_param));
  }
}

/// Appends the arguments of a statement to operands_ and params_.
void MacroTable::push(const Frame& frame, const Macro::Statement& statement) {
  const Macro& running = macros_[frame.macro];
  for (std::uint32_t i = 0; i < statement.num_operands; ++i)
    operands_.push_back(operands_[frame.first_operand + running.operands[statement.first_operand + i]]);
  const std::size_t count = running.parameter_names.size();
  for (std::uint32_t i = 0; i < statement.num_values; ++i) {
    const Macro::Value& value = running.values[statement.first_value + i];
    const auto steps = std::span(running.steps).subspan(value.begin, value.end - value.begin);
    const double result = expressions_.evaluate(steps, std::span(params_).subspan(frame.first_param, count));
    if (!std::isfinite(result))
      lexer_.fail(steps.back().where, concat("the value of this expression is not finite: ", result));
    params_.push_back(result);
  }
}

}  // namespace qpanda3::text
