// The readers of Pauli operators: keys ("X0 Z2"), strings of letters ("XIZ"), dictionaries as text, archives. Each text
// is read or refused with an error of the library, and what was read is the same after it was written and read again.
// The first byte of an input chooses the reader.

#include <cmath>
#include <cstring>
#include <string>
#include <vector>

#include "fuzz_support.hpp"
#include "qpanda3/base/error.hpp"
#include "qpanda3/hamiltonian/pauli_operator.hpp"

namespace {

using qpanda3::Complex;
using qpanda3::PauliOperator;
using qpanda3::fuzz::report;

/// Wider operators tell nothing new and take the time of many.
constexpr qpanda3::Index kMaxQubits = 1 << 12;

PauliOperator read_again(const std::string& written) {
  try {
    return PauliOperator::from_dict_str(written);
  } catch (const qpanda3::Error& error) {
    report("a written operator is refused", written, error.what());
  }
}

bool same_terms(const PauliOperator& a, const PauliOperator& b) {
  if (a.size() != b.size()) return false;
  for (std::size_t i = 0; i < a.size(); ++i)
    if (a.term(i).key() != b.term(i).key() || a.coefficients()[i] != b.coefficients()[i]) return false;
  return true;
}

void check_forms(const PauliOperator& op) {
  const std::string dict = op.dict_literal();
  if (!dict.empty() && !(read_again(dict) == op)) report("reading a dict_literal() changes an operator", dict);
  const std::string exchanged = op.data_dict_str();
  if (!same_terms(read_again(exchanged), op)) report("reading a data_dict_str() changes an operator", exchanged);
  if (!(PauliOperator::from_archive(op.archive()) == op)) report("an archive changes an operator", exchanged);
  if (op.str_no_I().empty()) report("an operator has no text", exchanged);
}

void check_algebra(const PauliOperator& op) {
  if (!(op - op).empty()) report("an operator less itself is not 0", op.str_no_I());
  for (const Complex& coef : op.coefficients())
    if (!std::isfinite(coef.real() * 2) || !std::isfinite(coef.imag() * 2)) return;
  if (!(op + op == op * Complex(2))) report("an operator twice is not the operator times 2", op.str_no_I());
}

PauliOperator read_key(std::string_view text) {
  PauliOperator::Builder builder;
  builder.add(text, Complex(1.5, -0.25));
  return builder.finish();
}

PauliOperator read_letters(std::string_view text, bool rightmost_is_0) {
  PauliOperator::Builder builder;
  builder.add_string(text, Complex(0, 1e-300), rightmost_is_0);
  return builder.finish();
}

/// Qubits, then masks and coefficients in turn, as long as the bytes last.
PauliOperator read_archive(std::string_view text) {
  constexpr std::size_t kWord = sizeof(std::uint64_t);
  std::vector<std::uint64_t> words(text.size() / kWord);
  if (!words.empty()) std::memcpy(words.data(), text.data(), words.size() * kWord);
  PauliOperator::Archive archive{1, {}, {}};
  if (!text.empty()) archive.num_qubits = static_cast<unsigned char>(text[0]) % 200;
  for (std::size_t i = 1; i < words.size(); ++i) {
    if (i % 3 != 0) {
      archive.masks.push_back(words[i]);
    } else {
      archive.coefs.emplace_back(static_cast<double>(words[i] % 1000) - 500, static_cast<double>(words[i] >> 60));
    }
  }
  return PauliOperator::from_archive(archive);
}

PauliOperator read(std::uint8_t reader, std::string_view text) {
  switch (reader % 5) {
    case 0:
      return read_key(text);
    case 1:
      return read_letters(text, true);
    case 2:
      return read_letters(text, false);
    case 3:
      return read_archive(text);
    default:
      return PauliOperator::from_dict_str(text);
  }
}

}  // namespace

extern "C" int LLVMFuzzerTestOneInput(const std::uint8_t* data, std::size_t size) {
  if (size == 0) return 0;
  try {
    const PauliOperator op = read(data[0], qpanda3::fuzz::as_text(data + 1, size - 1));
    if (op.num_qubits() > kMaxQubits) return 0;
    check_forms(op);
    check_algebra(op);
  } catch (const qpanda3::ParseError&) {
  } catch (const qpanda3::InvalidArgument&) {
  } catch (const qpanda3::ResourceExhausted&) {
  }
  return 0;
}
