// Reads OpenQASM 2, statement by statement, each ended by ';' or '}'. Nothing here calls itself, so that no text can
// exhaust the stack, and all errors carry a line and a column.

#include <algorithm>
#include <charconv>
#include <unordered_map>
#include <unordered_set>

#include "qpanda3/base/concat.hpp"
#include "qpanda3/base/error.hpp"
#include "qpanda3/base/interrupt.hpp"
#include "qpanda3/circuit/condition.hpp"
#include "qpanda3/text/qasm.hpp"
#include "text/expression.hpp"
#include "text/file.hpp"
#include "text/lexer.hpp"
#include "text/qasm_definitions.hpp"
#include "text/qasm_words.hpp"

namespace qpanda3 {
namespace text {
namespace {

constexpr std::uint32_t kStatementsPerPoll = 1024;
constexpr std::size_t kMaxOperands = 65535;

struct Register {
  bool quantum;
  Index first;  ///< its first qubit or bit in the program
  Index size;
  const char* where;
};

/// An item of a register, or all of it.
struct Argument {
  Index first;
  Index count;  ///< 1 for an item
  bool whole;
  const char* where;
};

class QasmReader {
 public:
  explicit QasmReader(std::string_view source)
      : lexer_(source),
        expressions_(lexer_, ExpressionReader::Functions::openqasm),
        definitions_(lexer_, expressions_),
        work_left_(kMaxQasmWork + kMaxQasmWorkPerByte * source.size()) {}

  std::shared_ptr<Block> read() {
    read_version();
    for (std::uint32_t read = 1; lexer_.current().kind != TokenKind::end; ++read) {
      if (read % kStatementsPerPoll == 0) InterruptScope::poll();
      read_statement();
    }
    return program_;
  }

 private:
  void read_version();
  void read_statement();
  void read_include();
  void read_register(bool quantum);
  void read_sized_register(bool quantum);
  void declare(const Token& name, bool quantum, Index size);
  void read_name_statement(const Token& statement);
  void read_call(const Token& name, const QasmGate& gate);
  void read_params(const Token& name, std::size_t expected);
  void call_one(const Token& name, const QasmGate& gate);
  void read_barrier(const Token& statement);
  void read_measure();
  void read_assigned_measure(const Token& name);
  void measure(const Argument& qubits, const Argument& bits);
  void read_reset();
  void read_if();
  void read_conditional_operation();
  void read_gphase();
  Condition read_condition(const Token& name);
  [[noreturn]] void fail_unknown(const Token& name);

  Argument read_argument(bool quantum);
  const Register& read_register_name(bool quantum);
  std::uint64_t read_integer(std::string_view what);
  void end_statement() { lexer_.expect(';', "at the end of the statement"); }
  /// Counts work that a statement multiplies; fails if the text asks for more than its length allows.
  void charge(const char* where, std::uint64_t work, std::uint64_t times = 1);
  bool has_repeated_operand();
  std::string operand_text() const;

  Lexer lexer_;
  ExpressionReader expressions_;
  QasmDefinitions definitions_;
  std::unordered_map<std::string_view, Register> registers_;
  Index qubits_ = 0, cbits_ = 0;
  std::uint64_t work_left_;
  std::shared_ptr<Block> program_ = std::make_shared<Block>();
  Block* block_ = program_.get();  ///< where operations go: the program, or the body of an `if`
  std::vector<Argument> arguments_;
  std::vector<Index> operands_;
  std::vector<Index> sorted_;
  std::vector<double> params_;
};

void QasmReader::read_version() {
  if (!lexer_.current().is_word("OPENQASM")) return;
  lexer_.advance();
  const Token version = lexer_.current();
  const std::string_view text = version.text;
  const bool known = version.kind == TokenKind::number && (text[0] == '2' || text[0] == '3') &&
                     (text.size() == 1 || (text.size() == 3 && text[1] == '.' && text[2] >= '0' && text[2] <= '9'));
  if (!known) lexer_.fail_expected("a version of OpenQASM: 2.0 (or 3.0 for what both have in common)");
  lexer_.advance();
  lexer_.expect(';', "after the version");
}

void QasmReader::read_statement() {
  const Token statement = lexer_.current();
  if (statement.kind != TokenKind::word) lexer_.fail_expected("a statement");
  const QasmWord word = qasm_word(statement.text);
  lexer_.advance();
  switch (word) {
    case QasmWord::openqasm:
      lexer_.fail(statement.where(), "OPENQASM may only be the first statement");
    case QasmWord::include:
      return read_include();
    case QasmWord::qreg:
    case QasmWord::creg:
      return read_register(word == QasmWord::qreg);
    case QasmWord::qubit:
    case QasmWord::bit:
      return read_sized_register(word == QasmWord::qubit);
    case QasmWord::gate:
    case QasmWord::opaque:
      return definitions_.read(word == QasmWord::opaque);
    case QasmWord::barrier:
      return read_barrier(statement);
    case QasmWord::measure:
      return read_measure();
    case QasmWord::reset:
      return read_reset();
    case QasmWord::if_:
      return read_if();
    case QasmWord::gphase:
    case QasmWord::version3:
    case QasmWord::none:
      return read_name_statement(statement);
  }
}

/// A call of a gate, or the assignment of a measurement.
void QasmReader::read_name_statement(const Token& statement) {
  if (lexer_.current().is('[') || lexer_.current().is('=')) {
    const auto bits = registers_.find(statement.text);
    if (bits != registers_.end()) return read_assigned_measure(statement);
  }
  if (const QasmGate gate = definitions_.find(statement.text)) return read_call(statement, gate);
  if (statement.is_word("gphase")) return read_gphase();
  fail_unknown(statement);
}

void QasmReader::fail_unknown(const Token& name) {
  if (qasm_word(name.text) == QasmWord::version3 || lexer_.current().is('@'))
    lexer_.fail(name.where(), concat(quoted(name),
                                     " belongs to OpenQASM 3; of that version only qubit[n], bit[n] and "
                                     "c[0] = measure q[0] are read"));
  if (registers_.contains(name.text))
    lexer_.fail(name.where(), concat("expected a statement, found the register ", quoted(name)));
  lexer_.fail(name.where(),
              concat("unknown gate or statement ", quoted(name), "; ", definitions_.advice_on(name.text)));
}

void QasmReader::read_include() {
  const Token quote = lexer_.current();
  if (!quote.is('"') && !quote.is('\'')) lexer_.fail_expected("the name of a file in quotes");
  const std::string_view name = lexer_.take_quoted();
  if (name != "qelib1.inc" && name != "stdgates.inc")
    lexer_.fail(quote.where(), concat("cannot include ", quoted({TokenKind::word, name}),
                                      "; expected \"qelib1.inc\" or \"stdgates.inc\", whose gates are built in"));
  end_statement();
}

/// `qreg q[3];`
void QasmReader::read_register(bool quantum) {
  const Token name = lexer_.current();
  if (name.kind != TokenKind::word) lexer_.fail_expected("the name of a register");
  lexer_.advance();
  lexer_.expect('[', "and the size of the register");
  const std::uint64_t size = read_integer("a size");
  lexer_.expect(']', "after the size");
  declare(name, quantum, static_cast<Index>(size));
  end_statement();
}

/// `qubit[3] q;`
void QasmReader::read_sized_register(bool quantum) {
  if (!lexer_.current().is('['))
    lexer_.fail_expected(
        concat("'[': a single ", quantum ? "qubit" : "bit", " is OpenQASM 3, write ", quantum ? "qubit[1]" : "bit[1]"));
  lexer_.advance();
  const std::uint64_t size = read_integer("a size");
  lexer_.expect(']', "after the size");
  const Token name = lexer_.current();
  if (name.kind != TokenKind::word) lexer_.fail_expected("the name of a register");
  lexer_.advance();
  declare(name, quantum, static_cast<Index>(size));
  end_statement();
}

void QasmReader::declare(const Token& name, bool quantum, Index size) {
  if (is_reserved_in_qasm(name.text))
    lexer_.fail(name.where(), concat("expected the name of a register, found ", quoted(name), ", a word of OpenQASM"));
  Index& total = quantum ? qubits_ : cbits_;
  if (size > kMaxIndex + 1 - total)
    lexer_.fail(name.where(), concat("more than ", kMaxIndex + 1, quantum ? " qubits" : " bits"));
  const auto [entry, added] = registers_.emplace(name.text, Register{quantum, total, size, name.where()});
  if (!added)
    lexer_.fail(name.where(), concat("the register ", quoted(name), " is already declared, in line ",
                                     lexer_.line_of(entry->second.where)));
  total += size;
}

void QasmReader::read_call(const Token& name, const QasmGate& gate) {
  if (gate.definition != nullptr && gate.definition->opaque)
    lexer_.fail(name.where(), concat("the gate ", quoted(name), " is declared opaque, without a meaning"));
  read_params(name, gate.num_params());
  const std::size_t expected = gate.num_operands();
  arguments_.clear();
  do {
    if (arguments_.size() == expected)
      lexer_.fail(lexer_.current().where(), concat(name.text, " takes ", expected, " qubit(s), found another one"));
    arguments_.push_back(read_argument(true));
  } while (lexer_.accept(','));
  end_statement();
  if (arguments_.size() != expected)
    lexer_.fail(name.where(), concat(name.text, " takes ", expected, " qubit(s), got ", arguments_.size()));
  call_one(name, gate);
}

void QasmReader::read_params(const Token& name, std::size_t expected) {
  params_.clear();
  if (lexer_.accept('(') && !lexer_.accept(')')) {
    do {
      if (params_.size() == expected)
        lexer_.fail(lexer_.current().where(),
                    concat(name.text, " takes ", expected, " parameter(s), found another one"));
      params_.push_back(expressions_.read_value());
    } while (lexer_.accept(','));
    lexer_.expect(')', "after the parameters");
  }
  if (params_.size() != expected)
    lexer_.fail(lexer_.current().where(),
                concat(name.text, " takes ", expected, " parameter(s), got ", params_.size()));
}

/// The gate on arguments_: registers of equal size stand for one call after another, items are repeated.
void QasmReader::call_one(const Token& name, const QasmGate& gate) {
  const Argument* widest = nullptr;
  for (const Argument& argument : arguments_) {
    if (!argument.whole) continue;
    if (widest != nullptr && argument.count != widest->count)
      lexer_.fail(argument.where, concat(name.text, ": registers of one statement must have the same size, found ",
                                         widest->count, " and ", argument.count));
    widest = &argument;
  }
  const Index calls = widest == nullptr ? 1 : widest->count;
  if (gate.definition != nullptr) {
    charge(name.where(), gate.definition->expanded_size, calls);
  } else if (widest != nullptr) {
    charge(name.where(), 1, calls);
  }
  for (Index call = 0; call < calls; ++call) {
    operands_.clear();
    for (const Argument& argument : arguments_) operands_.push_back(argument.first + (argument.whole ? call : 0));
    if (has_repeated_operand())
      lexer_.fail(arguments_[0].where, concat(name.text, ": the qubits must differ, found ", operand_text()));
    if (gate.native != nullptr) {
      append_native(*gate.native, operands_, params_, *block_);
    } else {
      definitions_.expand(*gate.definition, operands_, params_, name.where(), *block_);
    }
  }
}

/// Qubits that are listed twice count once.
void QasmReader::read_barrier(const Token& statement) {
  operands_.clear();
  do {
    const Argument argument = read_argument(true);
    charge(argument.where, argument.count);
    for (Index i = 0; i < argument.count; ++i) operands_.push_back(argument.first + i);
  } while (lexer_.accept(','));
  end_statement();
  if (has_repeated_operand()) {
    std::unordered_set<Index> seen;
    std::erase_if(operands_, [&](Index qubit) { return !seen.insert(qubit).second; });
  }
  if (operands_.size() > kMaxOperands)
    lexer_.fail(statement.where(), concat("barrier takes at most ", kMaxOperands, " qubits, got ", operands_.size()));
  if (!operands_.empty()) block_->append_gate(GateType::BARRIER, false, {}, operands_, {});
}

/// `measure q -> c;` or `measure q[0] -> c[0];`
void QasmReader::read_measure() {
  const Argument qubits = read_argument(true);
  if (!lexer_.current().is('-') || lexer_.following() != '>') lexer_.fail_expected("'->' and a bit");
  lexer_.advance();
  lexer_.advance();
  const Argument bits = read_argument(false);
  end_statement();
  measure(qubits, bits);
}

/// `c[0] = measure q[0];` or `c = measure q;`, from behind the name.
void QasmReader::read_assigned_measure(const Token& name) {
  const Register& bits = registers_.find(name.text)->second;
  if (bits.quantum)
    lexer_.fail(name.where(), concat("expected a statement, found the register of qubits ", quoted(name)));
  Argument target{bits.first, bits.size, true, name.where()};
  if (lexer_.accept('[')) {
    const char* const where = lexer_.current().where();
    const std::uint64_t index = read_integer("an index");
    if (index >= bits.size)
      lexer_.fail(where, concat(name.text, "[", index, "] is out of range: ", name.text, " has ", bits.size, " bits"));
    lexer_.expect(']', "after the index");
    target = {bits.first + static_cast<Index>(index), 1, false, name.where()};
  }
  lexer_.expect('=', "and a measurement");
  if (!lexer_.current().is_word("measure")) lexer_.fail_expected("measure: other assignments belong to OpenQASM 3");
  lexer_.advance();
  const Argument qubits = read_argument(true);
  end_statement();
  measure(qubits, target);
}

void QasmReader::measure(const Argument& qubits, const Argument& bits) {
  if (qubits.whole != bits.whole || qubits.count != bits.count)
    lexer_.fail(bits.where, concat("measure takes a qubit and a bit, or registers of the same size; found ",
                                   qubits.whole ? "a register of " : "an item of ", qubits.count, " and ",
                                   bits.whole ? "a register of " : "an item of ", bits.count));
  if (qubits.whole) charge(qubits.where, qubits.count);
  for (Index i = 0; i < qubits.count; ++i) block_->append_measure(qubits.first + i, bits.first + i);
}

void QasmReader::read_reset() {
  const Argument qubits = read_argument(true);
  end_statement();
  if (qubits.whole) charge(qubits.where, qubits.count);
  for (Index i = 0; i < qubits.count; ++i) {
    const Index qubit = qubits.first + i;
    block_->append_gate(GateType::RESET, false, {}, {&qubit, 1}, {});
  }
}

/// `gphase(x);` has no effect on results; its angle is checked all the same.
void QasmReader::read_gphase() {
  lexer_.expect('(', "and an angle after gphase");
  expressions_.read_value();
  lexer_.expect(')', "after the angle");
  end_statement();
}

/// `if(c==n) operation`
void QasmReader::read_if() {
  lexer_.expect('(', "after if");
  const Token name = lexer_.current();
  const Condition condition = read_condition(name);
  lexer_.expect(')', "after the condition");
  auto body = std::make_shared<Block>();
  block_ = body.get();
  read_conditional_operation();
  block_ = program_.get();
  if (lexer_.current().is_word("else")) lexer_.fail_expected("a statement: else belongs to OpenQASM 3");
  if (!body->empty()) program_->append_branch(condition, std::move(body), nullptr, false);
}

void QasmReader::read_conditional_operation() {
  constexpr std::string_view kExpected = "a gate, measure or reset behind if";
  const Token statement = lexer_.current();
  if (statement.is('{')) lexer_.fail_expected(concat(kExpected, ": blocks belong to OpenQASM 3"));
  if (statement.kind != TokenKind::word) lexer_.fail_expected(kExpected);
  switch (qasm_word(statement.text)) {
    case QasmWord::none:
    case QasmWord::version3:
    case QasmWord::gphase:
      lexer_.advance();
      return read_name_statement(statement);
    case QasmWord::measure:
      lexer_.advance();
      return read_measure();
    case QasmWord::reset:
      lexer_.advance();
      return read_reset();
    default:
      lexer_.fail_expected(kExpected);
  }
}

/// `c==n`: the bits of c form the number n, c[0] being the lowest one.
Condition QasmReader::read_condition(const Token& name) {
  const Register bits = read_register_name(false);
  if (lexer_.current().is('['))
    lexer_.fail_expected("'==': conditions of OpenQASM 2 are on whole registers, single bits belong to OpenQASM 3");
  if (lexer_.current().text != "==") lexer_.fail_expected("'=='");
  lexer_.advance();
  const Token number = lexer_.current();
  const std::uint64_t value = read_integer("a whole number below 2^64");
  constexpr Index kValueBits = 64;
  if (bits.size == 0) lexer_.fail(name.where(), concat("the register ", quoted(name), " has no bits to compare"));
  if (bits.size > kMaxOperands)
    lexer_.fail(name.where(),
                concat("a condition takes at most ", kMaxOperands, " bits, ", name.text, " has ", bits.size));
  if (bits.size < kValueBits && (value >> bits.size) != 0)
    lexer_.fail(number.where(), concat("the condition ", name.text, "==", value, " can never be met: ", name.text,
                                       " has ", bits.size, bits.size == 1 ? " bit" : " bits"));
  charge(name.where(), bits.size);
  Condition condition;
  for (Index bit = 0; bit < bits.size; ++bit)
    (bit < kValueBits && (value >> bit & 1) != 0 ? condition.ones : condition.zeros).push_back(bits.first + bit);
  return condition;
}

const Register& QasmReader::read_register_name(bool quantum) {
  const Token name = lexer_.current();
  const std::string_view expected = quantum ? "a qubit or a register of qubits" : "a register of bits";
  if (name.kind != TokenKind::word) lexer_.fail_expected(expected);
  const auto found = registers_.find(name.text);
  if (found == registers_.end())
    lexer_.fail(name.where(), concat("expected ", expected, ", found ", quoted(name), ", which is not declared"));
  if (found->second.quantum != quantum)
    lexer_.fail(name.where(), concat("expected ", expected, ", found ", quoted(name), ", a register of ",
                                     quantum ? "bits" : "qubits"));
  lexer_.advance();
  return found->second;
}

/// `q[i]` or `q`.
Argument QasmReader::read_argument(bool quantum) {
  const Token name = lexer_.current();
  const Register& whole = read_register_name(quantum);
  if (!lexer_.accept('[')) return {whole.first, whole.size, true, name.where()};
  const char* const where = lexer_.current().where();
  const std::uint64_t index = read_integer("an index");
  if (index >= whole.size)
    lexer_.fail(where, concat(name.text, "[", index, "] is out of range: ", name.text, " has ", whole.size,
                              quantum ? " qubits" : " bits"));
  if (lexer_.current().is(':')) lexer_.fail_expected("']': ranges belong to OpenQASM 3");
  lexer_.expect(']', "after the index");
  return {whole.first + static_cast<Index>(index), 1, false, name.where()};
}

std::uint64_t QasmReader::read_integer(std::string_view what) {
  const Token token = lexer_.current();
  if (token.kind != TokenKind::number) lexer_.fail_expected(what);
  const char* const end = token.text.data() + token.text.size();
  std::uint64_t value = 0;
  const std::from_chars_result result = std::from_chars(token.text.data(), end, value);
  if (result.ec != std::errc() || result.ptr != end) lexer_.fail_expected(what);
  lexer_.advance();
  return value;
}

void QasmReader::charge(const char* where, std::uint64_t work, std::uint64_t times) {
  if (times != 0 && work > work_left_ / times)
    lexer_.fail(where,
                "definitions and whole registers of this text stand for more operations than its length "
                "allows; write fewer of them, or split it");
  work_left_ -= work * times;
}

bool QasmReader::has_repeated_operand() {
  constexpr std::size_t kFew = 8;
  if (operands_.size() <= kFew) {
    for (std::size_t i = 1; i < operands_.size(); ++i)
      for (std::size_t j = 0; j < i; ++j)
        if (operands_[i] == operands_[j]) return true;
    return false;
  }
  sorted_ = operands_;
  std::sort(sorted_.begin(), sorted_.end());
  return std::adjacent_find(sorted_.begin(), sorted_.end()) != sorted_.end();
}

/// The operands of a call as messages show them: with the names of their registers.
std::string QasmReader::operand_text() const {
  constexpr std::size_t kShown = 8;
  std::string text;
  for (std::size_t i = 0; i < std::min(operands_.size(), kShown); ++i) {
    for (const auto& [name, reg] : registers_) {
      if (!reg.quantum || operands_[i] < reg.first || operands_[i] - reg.first >= reg.size) continue;
      text += concat(text.empty() ? "" : ", ", name, '[', operands_[i] - reg.first, ']');
    }
  }
  return operands_.size() > kShown ? text + ", ..." : text;
}

}  // namespace
}  // namespace text

QProg qasm_to_prog(std::string_view text) { return QProg::from_block(text::QasmReader(text).read()); }

QProg qasm_file_to_prog(const std::string& path) { return qasm_to_prog(text::read_text_file(path, "OpenQASM")); }

}  // namespace qpanda3
