// Reads OriginIR, statement by statement. Line ends mean nothing; every statement begins with a word.
// Nothing here calls itself, so that no text can exhaust the stack, and all errors carry a line and a column.

#include <charconv>
#include <cmath>
#include <memory>

#include "qpanda3/base/concat.hpp"
#include "qpanda3/base/error.hpp"
#include "qpanda3/base/interrupt.hpp"
#include "qpanda3/text/originir.hpp"
#include "text/expression.hpp"
#include "text/file.hpp"
#include "text/lexer.hpp"
#include "text/macros.hpp"
#include "text/program_builder.hpp"
#include "text/vocabulary.hpp"

namespace qpanda3 {
namespace text {
namespace {

constexpr std::uint32_t kStatementsPerPoll = 1024;

/// What stands behind the name of a gate: qubits, then numbers.
struct Signature {
  std::string_view name;
  std::size_t num_operands;
  std::size_t num_params;
  bool params_optional;
};

class OriginIrReader {
 public:
  explicit OriginIrReader(std::string_view source)
      : lexer_(source), expressions_(lexer_), macros_(lexer_, expressions_), builder_(lexer_) {}

  std::shared_ptr<Block> read() {
    for (std::uint32_t read = 1; lexer_.current().kind != TokenKind::end; ++read) {
      if (read % kStatementsPerPoll == 0) InterruptScope::poll();
      read_statement();
    }
    std::shared_ptr<Block> block = builder_.finish();
    if (!has_statement_)
      lexer_.fail(lexer_.current().where(), "nothing to build: expected a statement besides QINIT, CREG and QGATE");
    return block;
  }

 private:
  void read_statement();
  void read_keyword(const Token& statement, WordKind kind);
  void read_unknown(const Token& statement);
  void read_gate(const Word& word);
  void read_call(const Macro& macro);
  void read_barrier(const Token& statement);
  void read_measure(const Token& statement);
  void read_control(const Token& statement);
  void read_assignment();
  Condition read_condition(const Token& statement);
  Condition read_register_condition();
  std::uint64_t read_register_value();

  void read_arguments(const Signature& signature);
  bool read_qubit(bool register_allowed);
  void read_params(const Signature& signature);
  void check_operand_count(const Signature& signature);
  Operand read_item(std::string_view name, Index count, std::string_view declaration);
  Index read_index();
  Index read_register_size(std::string_view what);
  void whole_register(const Token& name);

  Lexer lexer_;
  ExpressionReader expressions_;
  MacroTable macros_;
  ProgramBuilder builder_;
  Index qubits_ = 0;  ///< of the last QINIT
  Index cbits_ = 0;   ///< of the last CREG
  bool has_statement_ = false;
  std::vector<Operand> operands_;
  std::vector<double> params_;
};

void OriginIrReader::read_statement() {
  const Token statement = lexer_.current();
  if (statement.kind != TokenKind::word) lexer_.fail_expected("a statement");
  lexer_.advance();
  const Word* word = find_word(statement.text);
  if (word == nullptr) {
    read_unknown(statement);
  } else if (word->kind == WordKind::gate) {
    has_statement_ = true;
    read_gate(*word);
  } else {
    read_keyword(statement, word->kind);
  }
}

void OriginIrReader::read_keyword(const Token& statement, WordKind kind) {
  switch (kind) {
    case WordKind::qinit:
      qubits_ = read_register_size("qubits");
      return;
    case WordKind::creg:
      cbits_ = read_register_size("bits");
      return;
    case WordKind::qgate:
      macros_.read_definition(statement);
      return;
    case WordKind::endqgate:
      lexer_.fail(statement.where(), "ENDQGATE without QGATE");
    default:
      break;
  }
  has_statement_ = true;
  switch (kind) {
    case WordKind::barrier:
      return read_barrier(statement);
    case WordKind::measure:
      return read_measure(statement);
    case WordKind::dagger:
      return builder_.open_dagger(statement);
    case WordKind::control:
      return read_control(statement);
    case WordKind::qif:
      return builder_.open_qif(statement, read_condition(statement));
    case WordKind::qwhile:
      return builder_.open_qwhile(statement, read_condition(statement));
    case WordKind::qelseif:
      return builder_.next_arm(statement, read_condition(statement));
    case WordKind::qelse:
      return builder_.else_arm(statement);
    default:
      return builder_.close(statement, kind);
  }
}

void OriginIrReader::read_unknown(const Token& statement) {
  if (const Macro* macro = macros_.find(statement.text)) {
    has_statement_ = true;
    read_call(*macro);
    return;
  }
  if (statement.text == "c" && lexer_.current().is('[')) {
    read_assignment();
    return;
  }
  const std::string advice = advice_on(statement.text);
  lexer_.fail(statement.where(), concat("unknown statement ", quoted(statement),
                                        advice.empty() ? "; expected a gate, a QGATE defined above "
                                                         "or another OriginIR word"
                                                       : "; ",
                                        advice));
}

void OriginIrReader::read_gate(const Word& word) {
  read_arguments({word.name, word.num_operands, word.num_params, word.params_optional});
  if (word.params_optional && params_.empty()) params_.push_back(0);
  if (word.num_operands != 1) {
    builder_.add_gate(word, operands_, params_);
    return;
  }
  for (const Operand& operand : operands_) builder_.add_gate(word, {&operand, 1}, params_);
}

void OriginIrReader::read_call(const Macro& macro) {
  read_arguments({macro.name, macro.qubit_names.size(), macro.parameter_names.size(), false});
  // Errors inside the QGATE are reported at the qubits of the call.
  const std::size_t per_call = macro.qubit_names.size();
  for (std::size_t i = 0; i < operands_.size(); i += per_call)
    macros_.expand(macro, std::span(operands_).subspan(i, per_call), params_, builder_);
}

/// Qubits and numbers into operands_ and params_. One-qubit gates take a whole register or a list of qubits.
void OriginIrReader::read_arguments(const Signature& signature) {
  operands_.clear();
  params_.clear();
  const bool whole = read_qubit(signature.num_operands == 1);
  while (lexer_.accept(',')) {
    const Token& token = lexer_.current();
    const bool params_follow = token.kind == TokenKind::number || token.is('(') || token.is('-') || token.is('+') ||
                               token.text == "PI" || token.text == "pi";
    if (params_follow) {
      check_operand_count(signature);
      read_params(signature);
      return;
    }
    if (whole || !token.is_word("q")) {
      const bool more_qubits = !whole && (operands_.size() < signature.num_operands || signature.num_operands == 1);
      if (signature.num_params == 0 || more_qubits) lexer_.fail_expected("a qubit such as q[0] after ','");
      lexer_.fail_expected(concat("the parameters of ", signature.name));
    }
    if (signature.num_operands != 1 && operands_.size() == signature.num_operands)
      lexer_.fail(token.where(),
                  concat(signature.name, " takes ", signature.num_operands, " qubits, found another one"));
    read_qubit(false);
  }
  check_operand_count(signature);
  if (signature.num_params != 0 && !signature.params_optional)
    lexer_.fail_expected(concat("',' and ", signature.num_params, " parameter(s) of ", signature.name));
}

void OriginIrReader::check_operand_count(const Signature& signature) {
  if (signature.num_operands != 1 && operands_.size() < signature.num_operands)
    lexer_.fail(lexer_.current().where(),
                concat(signature.name, " takes ", signature.num_operands, " qubits, got ", operands_.size()));
}

/// `q[i]`, or `q` for the whole register; true if it was the register.
bool OriginIrReader::read_qubit(bool register_allowed) {
  const Token name = lexer_.current();
  if (!name.is_word("q")) lexer_.fail_expected("a qubit such as q[0]");
  lexer_.advance();
  if (lexer_.current().is('[')) {
    operands_.push_back(read_item("q", qubits_, "QINIT"));
    operands_.back().where = name.where();
    return false;
  }
  if (!register_allowed) lexer_.fail_expected("'[' (a whole register is not possible here)");
  whole_register(name);
  return true;
}

void OriginIrReader::whole_register(const Token& name) {
  if (qubits_ == 0) lexer_.fail(name.where(), "the register q has no qubits; expected QINIT before");
  builder_.charge(name.where(), 2 * std::uint64_t{qubits_});
  for (Index qubit = 0; qubit < qubits_; ++qubit) operands_.push_back({qubit, name.where()});
}

/// From '[' to ']'.
Operand OriginIrReader::read_item(std::string_view name, Index count, std::string_view declaration) {
  lexer_.advance();
  const char* const where = lexer_.current().where();
  const Index index = read_index();
  if (index >= count)
    lexer_.fail(where, concat(name, "[", index, "] is out of range: ", declaration, " declares ", count));
  return {index, where};
}

/// An index and the closing bracket.
Index OriginIrReader::read_index() {
  const char* const where = lexer_.current().where();
  const double value = expressions_.read_value();
  if (value < 0 || value > kMaxIndex || value != std::floor(value))
    lexer_.fail(where, concat("an index is a whole number from 0 to ", kMaxIndex, ", got ", value));
  lexer_.expect(']', "after the index");
  return static_cast<Index>(value);
}

Index OriginIrReader::read_register_size(std::string_view what) {
  constexpr Index kMaxSize = kMaxIndex + 1;
  const Token token = lexer_.current();
  if (token.kind != TokenKind::number) lexer_.fail_expected(concat("a number of ", what, " from 0 to ", kMaxSize));
  const double value = number_value(lexer_, token);
  if (value > kMaxSize || value != std::floor(value))
    lexer_.fail_expected(concat("a number of ", what, " from 0 to ", kMaxSize));
  lexer_.advance();
  return static_cast<Index>(value);
}

/// `(a,b,c)`, or a single one without parentheses.
void OriginIrReader::read_params(const Signature& signature) {
  if (signature.num_params == 0)
    lexer_.fail(lexer_.current().where(),
                concat(signature.name, " takes no parameters, found ", quoted(lexer_.current())));
  const bool parenthesised = lexer_.accept('(');
  if (!parenthesised && signature.num_params != 1) lexer_.expect('(', "before the parameters");
  do {
    if (params_.size() == signature.num_params)
      lexer_.fail(lexer_.current().where(),
                  concat(signature.name, " takes ", signature.num_params, " parameter(s), found another one"));
    params_.push_back(expressions_.read_value());
  } while (parenthesised && lexer_.accept(','));
  if (params_.size() != signature.num_params)
    lexer_.fail(lexer_.current().where(),
                concat(signature.name, " takes ", signature.num_params, " parameters, got ", params_.size()));
  if (parenthesised) lexer_.expect(')', "after the parameters");
}

/// `BARRIER q[0],q[1]`, `BARRIER q` or `BARRIER` alone; the last two mean all qubits.
void OriginIrReader::read_barrier(const Token& statement) {
  operands_.clear();
  if (!lexer_.current().is_word("q")) {
    whole_register(statement);
  } else if (!read_qubit(true)) {
    while (lexer_.accept(',')) read_qubit(false);
  }
  builder_.add_barrier(statement, operands_);
}

/// `MEASURE q[0],c[0]`, or `MEASURE q,c` for registers of the same size.
void OriginIrReader::read_measure(const Token& statement) {
  operands_.clear();
  const bool whole = read_qubit(true);
  lexer_.expect(',', "and a bit such as c[0]");
  const Token name = lexer_.current();
  if (!name.is_word("c")) lexer_.fail_expected(whole ? "the register c" : "a bit such as c[0]");
  lexer_.advance();
  if (!whole) {
    if (!lexer_.current().is('[')) lexer_.fail_expected("'[' and the number of a bit");
    builder_.add_measure(statement, operands_[0], read_item("c", cbits_, "CREG"));
    return;
  }
  if (lexer_.current().is('[')) lexer_.fail(name.where(), "MEASURE q takes the whole register c");
  if (cbits_ != qubits_)
    lexer_.fail(name.where(),
                concat("MEASURE q,c takes registers of the same size; QINIT declares ", qubits_, " and CREG ", cbits_));
  for (const Operand& qubit : operands_) builder_.add_measure(statement, qubit, {qubit.index, name.where()});
}

void OriginIrReader::read_control(const Token& statement) {
  operands_.clear();
  do {
    read_qubit(false);
  } while (lexer_.accept(','));
  builder_.open_control(statement, operands_);
}

/// `c[0]=1` is read and has no effect: programs have no classical memory besides the results of measurements.
void OriginIrReader::read_assignment() {
  lexer_.advance();
  read_index();
  lexer_.expect('=', "after the bit");
  expressions_.read_value();
}

/// Bits that all have to be 1, or `c==n`; nothing is always true. Bits beyond CREG are fine, since there are writers
/// that count only the bits that are measured into.
Condition OriginIrReader::read_condition(const Token& statement) {
  std::vector<Index> bits;
  if (!lexer_.current().is_word("c")) {
    if (lexer_.current().kind != TokenKind::word) lexer_.fail_expected("bits such as c[0],c[1], or c==n");
    return {};
  }
  lexer_.advance();
  if (!lexer_.current().is('[')) return read_register_condition();
  lexer_.advance();
  bits.push_back(read_index());
  while (lexer_.accept(',')) {
    if (!lexer_.current().is_word("c")) lexer_.fail_expected("a bit such as c[0]");
    lexer_.advance();
    lexer_.expect('[', "and the number of a bit");
    bits.push_back(read_index());
  }
  if (bits.size() > ProgramBuilder::kMaxOperands)
    lexer_.fail(statement.where(),
                concat("a condition takes at most ", ProgramBuilder::kMaxOperands, " bits, got ", bits.size()));
  return Condition::all_ones(std::move(bits));
}

/// `c==n`: the bits of the register form the number n, c[0] being the lowest one.
Condition OriginIrReader::read_register_condition() {
  if (lexer_.current().text != "==") lexer_.fail_expected("'[' and the number of a bit, or '=='");
  lexer_.advance();
  const Token number = lexer_.current();
  const std::uint64_t value = read_register_value();
  if (cbits_ == 0) lexer_.fail(number.where(), "a condition on the whole register c needs a CREG before it");
  if (cbits_ > ProgramBuilder::kMaxOperands)
    lexer_.fail(number.where(),
                concat("a condition takes at most ", ProgramBuilder::kMaxOperands, " bits, CREG declares ", cbits_));
  constexpr Index kValueBits = 64;
  if (cbits_ < kValueBits && (value >> cbits_) != 0)
    lexer_.fail(number.where(), concat("the condition c==", number.text, " can never be met: CREG declares ", cbits_,
                                       cbits_ == 1 ? " bit" : " bits"));
  // What a program with as many bits as a number has can say stays free: each of its conditions is a text of its own.
  if (cbits_ > kValueBits) builder_.charge(number.where(), cbits_);
  Condition condition;
  for (Index bit = 0; bit < cbits_; ++bit)
    (bit < kValueBits && (value >> bit & 1) != 0 ? condition.ones : condition.zeros).push_back(bit);
  return condition;
}

std::uint64_t OriginIrReader::read_register_value() {
  const Token token = lexer_.current();
  if (token.kind != TokenKind::number) lexer_.fail_expected("a whole number");
  const char* const end = token.text.data() + token.text.size();
  std::uint64_t exact = 0;
  const std::from_chars_result result = std::from_chars(token.text.data(), end, exact);
  if (result.ec != std::errc() || result.ptr != end) {    // 0x3, 2.0, 1e2, or too large
    constexpr double kExactDoubles = 9007199254740992.0;  // 2^53
    const double value = number_value(lexer_, token);
    if (value > kExactDoubles || value != std::floor(value))
      lexer_.fail(token.where(), concat("expected a whole number below 2^64, found ", quoted(token)));
    exact = static_cast<std::uint64_t>(value);
  }
  lexer_.advance();
  return exact;
}

}  // namespace
}  // namespace text

QProg parse_originir(std::string_view source) { return QProg::from_block(text::OriginIrReader(source).read()); }

QProg::QProg(std::string_view originir, bool is_file)
    : QProg(parse_originir(is_file ? std::string_view(text::read_text_file(std::string(originir), "OriginIR"))
                                   : originir)) {}

}  // namespace qpanda3
