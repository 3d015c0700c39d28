// Making operators term by term, from keys such as "X0 Z2" and from strings with one letter a qubit.

#include <algorithm>
#include <charconv>

#include "hamiltonian/pauli_terms.hpp"
#include "qpanda3/base/concat.hpp"
#include "qpanda3/base/error.hpp"
#include "qpanda3/hamiltonian/pauli_operator.hpp"

namespace qpanda3 {
namespace {

struct Letter {
  Index qubit;
  bool x, z;
};

[[noreturn]] void refuse(std::string_view text, std::size_t at, std::string_view problem) {
  throw ParseError(concat("Pauli string '", shortened(text), "': ", problem), 1, at + 1);
}

bool is_letter(char c) noexcept { return c == 'I' || c == 'X' || c == 'Y' || c == 'Z'; }

Letter letter_on(char letter, Index qubit) noexcept {
  return {qubit, letter == 'X' || letter == 'Y', letter == 'Z' || letter == 'Y'};
}

/// What is wrong with a character where a letter should stand.
std::string no_letter(std::string_view text, std::size_t at) {
  const char c = text[at];
  if (c == '\t' || c == '\n' || c == '\r' || c == ',')
    return "terms of a product are separated by blanks, as in \"X0 Z1\"";
  const bool is_lower = c == 'i' || c == 'x' || c == 'y' || c == 'z';
  return concat(
      is_lower ? "letters are upper case: I, X, Y or Z is expected, got '" : "a letter I, X, Y or Z is expected, got '",
      character_at(text, at), "'");
}

/// The number of the qubit at text[at], and moves `at` behind it; 0 if there are no digits.
Index read_qubit(std::string_view text, std::size_t& at) {
  const char* const begin = text.data() + at;
  std::uint64_t qubit = 0;
  const auto [end, error] = std::from_chars(begin, text.data() + text.size(), qubit);
  if (end == begin) return 0;
  if (error != std::errc() || qubit > kMaxIndex) refuse(text, at, concat("a qubit number is at most ", kMaxIndex));
  at += static_cast<std::size_t>(end - begin);
  return static_cast<Index>(qubit);
}

void parse_key(std::string_view text, std::vector<Letter>& letters) {
  letters.clear();
  for (std::size_t at = 0; at < text.size();) {
    if (text[at] == ' ') {
      ++at;
      continue;
    }
    const char letter = text[at];
    if (!is_letter(letter)) refuse(text, at, no_letter(text, at));
    ++at;
    letters.push_back(letter_on(letter, read_qubit(text, at)));
    if (at == text.size() || text[at] == ' ') continue;
    if (is_letter(text[at])) refuse(text, at, "a blank is expected before the next letter, as in \"X0 Z1\"");
    refuse(text, at, concat("the number of a qubit is expected behind a letter, got '", character_at(text, at), "'"));
  }
}

}  // namespace

struct PauliOperator::Builder::Draft {
  PauliTerms terms;
  std::vector<Letter> letters;
  std::vector<std::uint64_t> masks;

  /// Adds the product of `letters`.
  void add(Complex coef) {
    check_finite("a coefficient", coef);
    if (coef == Complex(0)) return;
    Index highest = 0;
    for (const Letter& letter : letters) highest = std::max(highest, letter.qubit);
    terms.widen(highest + 1, true);
    const std::size_t words = terms.words();
    masks.assign(2 * words, 0);
    unsigned quarter_turns = 0;
    for (const Letter& letter : letters) {
      std::uint64_t& x = masks[letter.qubit / 64];
      std::uint64_t& z = masks[words + letter.qubit / 64];
      const unsigned shift = letter.qubit % 64;
      const bool had_x = (x >> shift & 1) != 0, had_z = (z >> shift & 1) != 0;
      const bool has_x = had_x != letter.x, has_z = had_z != letter.z;
      // Each Y is i X Z, and moving the new X to the front of an old Z changes the sign.
      quarter_turns += (had_x && had_z) + (letter.x && letter.z) + 2u * (had_z && letter.x) + 3u * (has_x && has_z);
      x ^= std::uint64_t{letter.x} << shift;
      z ^= std::uint64_t{letter.z} << shift;
    }
    terms.add(masks.data(), times_power_of_i(coef, quarter_turns));
  }
};

PauliOperator::Builder::Builder() : draft_(std::make_unique<Draft>()) {}
PauliOperator::Builder::~Builder() = default;

void PauliOperator::Builder::reserve(std::size_t terms) { draft_->terms.reserve(terms); }

void PauliOperator::Builder::add(std::string_view key, Complex coef) {
  parse_key(key, draft_->letters);
  draft_->add(coef);
}

void PauliOperator::Builder::add_string(std::string_view text, Complex coef, bool rightmost_is_0) {
  if (text.size() > std::size_t{kMaxIndex} + 1)
    throw InvalidArgument(
        concat("PauliOperator: a string of ", text.size(), " letters; the longest has ", kMaxIndex + 1));
  draft_->letters.clear();
  for (std::size_t at = 0; at < text.size(); ++at) {
    if (!is_letter(text[at]))
      refuse(text, at,
             concat("one letter I, X, Y or Z for each qubit is expected, got '", character_at(text, at), "'"));
    draft_->letters.push_back(letter_on(text[at], static_cast<Index>(rightmost_is_0 ? text.size() - 1 - at : at)));
  }
  draft_->add(coef);
}

void PauliOperator::Builder::add_letters(std::string_view text, std::span<const Index> qubits, Complex coef) {
  if (text.size() != qubits.size())
    throw InvalidArgument(concat("PauliOperator: '", shortened(text), "' has ", text.size(), " letters for ",
                                 qubits.size(), " qubits ", list_text(qubits)));
  draft_->letters.clear();
  for (std::size_t at = 0; at < text.size(); ++at) {
    if (!is_letter(text[at])) refuse(text, at, no_letter(text, at));
    draft_->letters.push_back(letter_on(text[at], Qubit(qubits[at]).index()));
  }
  draft_->add(coef);
}

PauliOperator PauliOperator::Builder::finish() {
  PauliTerms terms;
  std::swap(terms, draft_->terms);
  for (const Complex& coef : terms.coefs()) check_finite("the sum of the coefficients of a term", coef);
  return from_terms(std::move(terms));
}

}  // namespace qpanda3
