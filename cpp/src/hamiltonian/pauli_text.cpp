// Operators as text: the forms that programs print and exchange, and reading one of them back.

#include <charconv>
#include <cstdio>
#include <cstdlib>

#include "hamiltonian/pauli_terms.hpp"
#include "qpanda3/base/concat.hpp"
#include "qpanda3/base/error.hpp"
#include "qpanda3/hamiltonian/pauli_operator.hpp"

namespace qpanda3 {
namespace {

std::string six_digits(double value) {
  char buffer[32];
  const int length = std::snprintf(buffer, sizeof buffer, "%g", value + 0.0);  // no sign on a zero
  return std::string(buffer, static_cast<std::size_t>(length));
}

std::string eighteen_decimals(double value) {
  char buffer[400];  // the largest double has 328 characters
  const int length = std::snprintf(buffer, sizeof buffer, "%.18f", value);
  return std::string(buffer, static_cast<std::size_t>(length));
}

/// `1 + 2j`, `0 -1j`: six digits, as operators are printed.
std::string printed(Complex value) {
  return six_digits(value.real()) + (value.imag() < 0 ? " " : " + ") + six_digits(value.imag()) + "j";
}

/// The shortest text that reads back as the same double.
std::string shortest(double value) {
  char buffer[32];
  const auto end = std::to_chars(buffer, buffer + sizeof buffer, value).ptr;
  return std::string(buffer, end);
}

/// With 18 decimals where that is exact, otherwise shortest.
std::string exchanged(double value) {
  const std::string text = eighteen_decimals(value);
  return std::strtod(text.c_str(), nullptr) == value ? text : shortest(value);
}

std::string with_sign(std::string number) { return number[0] == '-' ? number : "+" + number; }

std::string python_number(Complex value) {
  if (value.imag() == 0) return shortest(value.real());
  return "(" + shortest(value.real()) + with_sign(shortest(value.imag())) + "j)";
}

/// Reads the entries of a dict of strings and complex numbers.
class DictReader {
 public:
  explicit DictReader(std::string_view text) : text_(text) {}

  PauliOperator read() {
    PauliOperator::Builder builder;
    const bool in_braces = take('{');
    while (!at_end() && !(in_braces && peek() == '}')) {
      const std::string_view key = read_key();
      if (!take(':')) refuse("':' is expected behind a Pauli string");
      builder.add(key, read_complex());
      if (!take(',')) break;
    }
    if (in_braces && !take('}')) refuse("',' or '}' is expected behind an entry");
    if (!at_end()) refuse("',' or the end is expected behind an entry");
    return builder.finish();
  }

 private:
  [[noreturn]] void refuse(std::string_view problem) const {
    std::size_t line = 1, begin = 0;
    for (std::size_t i = 0; i < at_; ++i)
      if (text_[i] == '\n') {
        ++line;
        begin = i + 1;
      }
    throw ParseError(
        concat("dict of Pauli strings: ", problem,
               at_ < text_.size() ? concat(", got '", character_at(text_, at_), "'") : ", got the end of the text"),
        line, at_ - begin + 1);
  }
  void skip_blanks() {
    while (at_ < text_.size() && std::string_view(" \t\r\n").find(text_[at_]) != std::string_view::npos) ++at_;
  }
  bool at_end() {
    skip_blanks();
    return at_ == text_.size();
  }
  char peek() {
    skip_blanks();
    return at_ < text_.size() ? text_[at_] : '\0';
  }
  bool take(char wanted) {
    if (peek() != wanted || at_ == text_.size()) return false;
    ++at_;
    return true;
  }
  std::string_view read_key() {
    const char quote = peek();
    if (quote != '"' && quote != '\'') refuse("a Pauli string in quotes is expected");
    const std::size_t end = text_.find(quote, at_ + 1);
    if (end == std::string_view::npos) refuse("this string is not closed: its quote is expected again");
    const std::string_view key = text_.substr(at_ + 1, end - at_ - 1);
    at_ = end + 1;
    return key;
  }
  /// A number, a number with j, or their sum, in parentheses or not.
  Complex read_complex() {
    const bool in_parentheses = take('(');
    bool is_imaginary = false;
    double first = read_real(is_imaginary);
    Complex value = is_imaginary ? Complex(0, first) : Complex(first);
    if (!is_imaginary && (peek() == '+' || peek() == '-')) {
      first = read_real(is_imaginary);
      if (!is_imaginary) refuse("'j' is expected behind the imaginary part");
      value += Complex(0, first);
    }
    if (in_parentheses && !take(')')) refuse("')' is expected");
    return value;
  }
  double read_real(bool& is_imaginary) {
    const bool is_negative = take('-');
    if (!is_negative) take('+');
    skip_blanks();
    double value = 0;
    const auto [end, error] = std::from_chars(text_.data() + at_, text_.data() + text_.size(), value);
    const bool starts_well = peek() == '.' || (peek() >= '0' && peek() <= '9');  // no "inf", no second sign
    if (!starts_well || error == std::errc::invalid_argument) refuse("a number is expected");
    if (error != std::errc()) refuse("this number is beyond the range of a double");
    at_ = static_cast<std::size_t>(end - text_.data());
    is_imaginary = at_ < text_.size() && (text_[at_] == 'j' || text_[at_] == 'J');
    if (is_imaginary) ++at_;
    return is_negative ? -value : value;
  }

  std::string_view text_;
  std::size_t at_ = 0;
};

}  // namespace

std::string PauliOperator::str_no_I() const {
  std::string text = concat("{ qubit_total = ", num_qubits(), ", pauli_with_coef_s = { ");
  for (std::size_t i = 0; i < size(); ++i) {
    InterruptScope::poll();
    text += '\'';
    terms_->for_each_letter(i, [&](Index qubit, char letter) { text += letter + std::to_string(qubit) + ' '; });
    text += "':" + printed(terms_->coef(i)) + ", ";
  }
  return text + "} }";
}

std::string PauliOperator::str_with_I(bool rightmost_is_0) const {
  std::string text = concat("{ qubit_total = ", num_qubits(), ", paulis = [ ");
  for (std::size_t i = 0; i < size(); ++i) {
    InterruptScope::poll();
    text += '\'';
    for (Index place = 0; place < num_qubits(); ++place)
      text += terms_->letter(i, rightmost_is_0 ? num_qubits() - 1 - place : place);
    text += "', ";
  }
  text += "], coefs = [ ";
  for (const Complex coef : coefficients()) text += printed(coef) + ", ";
  return text + "] }";
}

std::string PauliOperator::data_dict_str(bool with_imaginary, bool double_quote) const {
  const char quote = double_quote ? '"' : '\'';
  std::string text;
  for (std::size_t i = 0; i < size(); ++i) {
    InterruptScope::poll();
    if (i != 0) text += ',';
    text += quote + term(i).key() + quote + ':';
    const Complex coef = terms_->coef(i);
    text += exchanged(coef.real());
    if (with_imaginary) text += with_sign(exchanged(coef.imag())) + 'j';
  }
  return text;
}

PauliOperator PauliOperator::from_dict_str(std::string_view text) { return DictReader(text).read(); }

std::string PauliOperator::dict_literal() const {
  if (empty()) return num_qubits() == 1 ? "{}" : "";
  bool is_mentioned = false;
  for (std::size_t i = 0; i < size() && !is_mentioned; ++i) is_mentioned = terms_->letter(i, max_qbit_idx()) != 'I';
  std::string text = "{";
  for (std::size_t i = 0; i < size(); ++i) {
    InterruptScope::poll();
    std::string key = term(i).key();
    const bool is_plain = is_mentioned || i != 0 || max_qbit_idx() == 0;
    if (!is_plain) key += concat(key.empty() ? "I" : " I", max_qbit_idx());
    text += concat(i == 0 ? "'" : ", '", key, "': ") + python_number(terms_->coef(i));
  }
  return text + "}";
}

}  // namespace qpanda3
