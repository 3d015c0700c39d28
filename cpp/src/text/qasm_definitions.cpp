#include "text/qasm_definitions.hpp"

#include <algorithm>
#include <cmath>
#include <limits>

#include "qpanda3/base/concat.hpp"
#include "text/qasm_words.hpp"

namespace qpanda3::text {
namespace {

constexpr std::size_t kMaxParameters = 256;  // expressions look their names up one by one
constexpr std::size_t kMaxQubits = 65535;

std::uint64_t saturating_add(std::uint64_t a, std::uint64_t b) {
  constexpr std::uint64_t kMax = std::numeric_limits<std::uint64_t>::max();
  return a > kMax - b ? kMax : a + b;
}

std::uint32_t size32(std::size_t size) { return static_cast<std::uint32_t>(size); }

}  // namespace

std::size_t QasmGate::num_operands() const noexcept {
  return native != nullptr ? native->num_operands : definition->num_operands;
}

std::size_t QasmGate::num_params() const noexcept {
  return native != nullptr ? native->num_params : definition->parameter_names.size();
}

const QasmDefinitions::Table& QasmDefinitions::built_in() {
  struct Prelude {
    Lexer lexer{kQasmPrelude};
    ExpressionReader expressions{lexer, ExpressionReader::Functions::openqasm};
    QasmDefinitions definitions{lexer, expressions, true};
    Prelude() {
      while (lexer.current().is_word("gate")) {
        lexer.advance();
        definitions.read(false);
      }
    }
  };
  static const Prelude prelude;
  return prelude.definitions.by_name_;
}

QasmGate QasmDefinitions::find(std::string_view name) const {
  if (const auto own = by_name_.find(name); own != by_name_.end()) return {nullptr, own->second};
  const auto look_up = [this](std::string_view lower) -> QasmGate {
    if (const QasmNative* native = find_qasm_native(lower))
      return {native->gate == GateType::CU && !prelude_ ? nullptr : native, nullptr};
    if (prelude_) return {};
    const auto found = built_in().find(lower);
    return {nullptr, found == built_in().end() ? nullptr : found->second};
  };
  if (const QasmGate gate = look_up(name)) return gate;
  // Built-in gates are known in upper case too, and two of them in a mixture.
  constexpr std::size_t kLongest = 16;
  if (name.size() > kLongest) return {};
  const bool mixture = name == "Sdg" || name == "Tdg";
  char lower[kLongest];
  for (std::size_t i = 0; i < name.size(); ++i) {
    const char c = name[i];
    if (c >= 'a' && c <= 'z' && !mixture) return {};
    lower[i] = c >= 'A' && c <= 'Z' ? static_cast<char>(c - 'A' + 'a') : c;
  }
  return look_up({lower, name.size()});
}

std::string QasmDefinitions::advice_on(std::string_view name) const {
  std::string advice = qasm_advice_on(name);
  const std::string lower = lower_case(name);
  if (advice.empty() && lower != name && find(lower))
    advice = concat("names are case-sensitive; did you mean ", lower, "?");
  return advice.empty() ? "expected a built-in gate or one defined above" : advice;
}

void QasmDefinitions::read(bool opaque) {
  QasmDefinition& definition = definitions_.emplace_back();
  definition.opaque = opaque;
  definition.where = lexer_.current().where();
  const std::string_view name = read_name("the name of a gate");
  if (const auto before = by_name_.find(name); before != by_name_.end())
    lexer_.fail(definition.where,
                concat("the gate '", name, "' is already defined, in line ", lexer_.line_of(before->second->where)));
  qubit_names_.clear();
  if (lexer_.accept('(')) read_parameters(definition);
  read_qubits(definition);
  if (opaque) {
    lexer_.expect(';', "after the declaration");
  } else {
    lexer_.expect('{', "before the body of the gate");
    while (!lexer_.current().is('}')) {
      if (lexer_.current().kind == TokenKind::end)
        lexer_.fail_expected(concat("'}' for the gate of line ", lexer_.line_of(definition.where)));
      read_statement(definition, name);
    }
    lexer_.advance();
  }
  by_name_.emplace(name, &definition);
}

std::string_view QasmDefinitions::read_name(std::string_view what) {
  const Token token = lexer_.current();
  if (token.kind != TokenKind::word) lexer_.fail_expected(what);
  if (is_reserved_in_qasm(token.text))
    lexer_.fail(token.where(), concat("expected ", what, ", found ", quoted(token), ", a word of OpenQASM"));
  lexer_.advance();
  return token.text;
}

void QasmDefinitions::read_parameters(QasmDefinition& definition) {
  if (lexer_.accept(')')) return;
  do {
    const Token token = lexer_.current();
    const std::string_view name = read_name("the name of a parameter");
    auto& names = definition.parameter_names;
    if (std::find(names.begin(), names.end(), name) != names.end())
      lexer_.fail(token.where(), concat("the name ", quoted(token), " is used twice"));
    if (names.size() == kMaxParameters)
      lexer_.fail(token.where(), concat("a gate takes at most ", kMaxParameters, " parameters"));
    names.push_back(name);
  } while (lexer_.accept(','));
  lexer_.expect(')', "after the parameters");
}

void QasmDefinitions::read_qubits(QasmDefinition& definition) {
  do {
    const Token token = lexer_.current();
    const std::string_view name = read_name("the name of a qubit");
    const auto& names = definition.parameter_names;
    if (!qubit_names_.emplace(name, size32(definition.num_operands)).second ||
        std::find(names.begin(), names.end(), name) != names.end())
      lexer_.fail(token.where(), concat("the name ", quoted(token), " is used twice"));
    if (definition.num_operands++ == kMaxQubits)
      lexer_.fail(token.where(), concat("a gate takes at most ", kMaxQubits, " qubits"));
  } while (lexer_.accept(','));
}

void QasmDefinitions::read_statement(QasmDefinition& definition, std::string_view own_name) {
  const Token name = lexer_.current();
  QasmDefinition::Statement statement{};
  statement.first_value = size32(definition.values.size());
  const std::size_t steps_before = definition.steps.size();
  if (name.is_word("gphase") && !find(name.text)) {  // a global phase: checked, and without effect
    lexer_.advance();
    if (!lexer_.current().is('(')) lexer_.fail_expected("'(' and an angle after gphase");
    read_values(definition, statement);
    definition.values.resize(statement.first_value);
    definition.steps.resize(steps_before);
    lexer_.expect(';', "after the statement");
    return;
  }
  if (name.is_word("barrier")) {
    lexer_.advance();
  } else {
    statement.gate = read_callee(own_name);
    if (lexer_.current().is('(')) read_values(definition, statement);
    if (statement.num_values != statement.gate.num_params())
      lexer_.fail(name.where(), concat(name.text, " takes ", statement.gate.num_params(), " parameter(s), got ",
                                       statement.num_values));
  }
  read_operands(definition, statement, name.text);
  if (statement.gate && statement.num_operands != statement.gate.num_operands())
    lexer_.fail(name.where(),
                concat(name.text, " takes ", statement.gate.num_operands(), " qubit(s), got ", statement.num_operands));
  lexer_.expect(';', "after the statement");
  const std::size_t own_work = 1 + statement.num_operands + (definition.steps.size() - steps_before);
  definition.expanded_size = saturating_add(definition.expanded_size, own_work);
  if (statement.gate.definition != nullptr)
    definition.expanded_size = saturating_add(definition.expanded_size, statement.gate.definition->expanded_size);
  definition.body.push_back(statement);
}

QasmGate QasmDefinitions::read_callee(std::string_view own_name) {
  const Token name = lexer_.current();
  if (name.kind != TokenKind::word) lexer_.fail_expected("a gate, barrier or '}'");
  if (name.text == own_name)
    lexer_.fail(name.where(), concat("the gate ", quoted(name), " is used in its own definition"));
  const QasmGate gate = find(name.text);
  if (!gate) {
    const QasmWord word = qasm_word(name.text);
    if (word == QasmWord::version3)
      lexer_.fail(name.where(), concat(quoted(name), " belongs to OpenQASM 3; expected a gate of OpenQASM 2"));
    if (word != QasmWord::none) lexer_.fail_expected("a gate, barrier or '}'");
    lexer_.fail(name.where(), concat("unknown gate ", quoted(name), "; ", advice_on(name.text)));
  }
  if (gate.definition != nullptr && gate.definition->opaque)
    lexer_.fail(name.where(), concat("the gate ", quoted(name), " is declared opaque, without a meaning"));
  lexer_.advance();
  return gate;
}

void QasmDefinitions::read_values(QasmDefinition& definition, QasmDefinition::Statement& statement) {
  lexer_.expect('(', "before the parameters");
  if (lexer_.accept(')')) return;
  do {
    const std::uint32_t begin = size32(definition.steps.size());
    expressions_.read_steps(definition.parameter_names, definition.steps);
    definition.values.push_back({begin, size32(definition.steps.size())});
    ++statement.num_values;
  } while (lexer_.accept(','));
  lexer_.expect(')', "after the parameters");
}

void QasmDefinitions::read_operands(QasmDefinition& definition, QasmDefinition::Statement& statement,
                                    std::string_view name) {
  statement.first_operand = size32(definition.operands.size());
  do {
    const Token token = lexer_.current();
    const auto qubit = qubit_names_.find(token.text);
    if (token.kind != TokenKind::word || qubit == qubit_names_.end())
      lexer_.fail_expected("the name of a qubit of this gate");
    lexer_.advance();
    if (lexer_.current().is('[')) lexer_.fail_expected("',' or ';': qubits of a gate have no index");
    definition.operands.push_back(qubit->second);
    ++statement.num_operands;
  } while (lexer_.accept(','));
  std::vector<std::uint32_t> sorted(definition.operands.begin() + statement.first_operand, definition.operands.end());
  std::sort(sorted.begin(), sorted.end());
  if (std::adjacent_find(sorted.begin(), sorted.end()) != sorted.end())
    lexer_.fail(lexer_.current().where(), concat(name, ": the qubits must differ"));
}

void append_native(const QasmNative& gate, std::span<const Index> operands, std::span<const double> params,
                   Block& out) {
  out.append_gate(gate.gate, false, operands.first(gate.num_controls), operands.subspan(gate.num_controls), params);
}

void QasmDefinitions::expand(const QasmDefinition& definition, std::span<const Index> operands,
                             std::span<const double> params, const char* where, Block& out) {
  frames_.assign(1, {&definition, 0, 0, 0});
  operands_.assign(operands.begin(), operands.end());
  params_.assign(params.begin(), params.end());
  while (!frames_.empty()) {
    const Frame frame = frames_.back();
    const QasmDefinition& running = *frame.definition;
    operands_.resize(frame.first_operand + running.num_operands);
    params_.resize(frame.first_param + running.parameter_names.size());
    if (frame.next == running.body.size()) {
      frames_.pop_back();
      continue;
    }
    ++frames_.back().next;
    const QasmDefinition::Statement& statement = running.body[frame.next];
    const std::size_t first_operand = operands_.size(), first_param = params_.size();
    push(frame, statement, where);
    if (statement.gate.definition != nullptr) {
      frames_.push_back({statement.gate.definition, 0, first_operand, first_param});
      continue;
    }
    const auto own_operands = std::span<const Index>(operands_).subspan(first_operand);
    if (statement.gate.native == nullptr) {
      out.append_gate(GateType::BARRIER, false, {}, own_operands, {});
    } else {
      append_native(*statement.gate.native, own_operands, std::span<const double>(params_).subspan(first_param), out);
    }
  }
}

/// Appends the arguments of a statement to operands_ and params_.
void QasmDefinitions::push(const Frame& frame, const QasmDefinition::Statement& statement, const char* where) {
  const QasmDefinition& running = *frame.definition;
  for (std::uint32_t i = 0; i < statement.num_operands; ++i)
    operands_.push_back(operands_[frame.first_operand + running.operands[statement.first_operand + i]]);
  const std::size_t count = running.parameter_names.size();
  for (std::uint32_t i = 0; i < statement.num_values; ++i) {
    const QasmDefinition::Value& value = running.values[statement.first_value + i];
    const auto steps = std::span(running.steps).subspan(value.begin, value.end - value.begin);
    const auto given = std::span<const double>(params_).subspan(frame.first_param, count);
    const double result = expressions_.evaluate(steps, given, where);
    if (!std::isfinite(result)) lexer_.fail(where, concat("a parameter inside this gate is not finite: ", result));
    params_.push_back(result);
  }
}

}  // namespace qpanda3::text
