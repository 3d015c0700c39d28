#pragma once
// PauliOperator: a sum of products of Pauli matrices with complex coefficients, stored as two bits for each qubit.
//
// Qubit 0 is the least significant bit of matrix and state indices. A key such as "X0 Z2" names the letters of a term;
// qubits not named are I. Terms keep the order of their first appearance; equal terms are merged.

#include <cstddef>
#include <cstdint>
#include <memory>
#include <span>
#include <string>
#include <string_view>
#include <utility>
#include <vector>

#include "qpanda3/base/export.hpp"
#include "qpanda3/circuit/circuit.hpp"
#include "qpanda3/gate/matrix.hpp"
#include "qpanda3/gate/qubit.hpp"

namespace qpanda3 {

class PauliTerms;  // the storage, see cpp/src/hamiltonian/pauli_terms.hpp

/// One letter of a term.
class QPANDA3_API PauliWithQbit {
 public:
  PauliWithQbit(Index qubit, char letter) : qubit_(qubit), letter_(letter) {}
  Index qbit() const noexcept { return qubit_; }
  char pauli_char() const noexcept { return letter_; }
  bool is_I() const noexcept { return letter_ == 'I'; }
  bool is_X() const noexcept { return letter_ == 'X'; }
  bool is_Y() const noexcept { return letter_ == 'Y'; }
  bool is_Z() const noexcept { return letter_ == 'Z'; }
  QGate to_qgate() const;
  friend bool operator==(const PauliWithQbit&, const PauliWithQbit&) = default;

 private:
  Index qubit_;
  char letter_;
};

/// Qubits on which there is only I, and the others; both ascending.
struct QubitSplit {
  std::vector<Index> identity;
  std::vector<Index> others;
};

/// One term of an operator, as it was when asked for: later changes of the operator do not show.
class QPANDA3_API PauliTerm {
 public:
  PauliTerm(std::shared_ptr<const PauliTerms> terms, std::size_t index) : terms_(std::move(terms)), index_(index) {}

  Complex coef() const;
  /// The letters other than I, by ascending qubit.
  std::vector<PauliWithQbit> paulis() const;
  QubitSplit qubits() const;
  /// Of the operator the term is from: its number of qubits - 1.
  Index max_qbit_idx() const;
  /// One gate for each qubit of the operator, I included; without the coefficient.
  QCircuit to_qcircuit() const;
  /// "X0 Z2"; "" for the identity.
  std::string key() const;
  /// "XZ"; the qubits are those of paulis().
  std::string letters() const;

 private:
  std::shared_ptr<const PauliTerms> terms_;
  std::size_t index_;
};

/// A value: copies are independent and cheap, contents are shared until one of them changes.
///
/// The number of qubits is the highest index mentioned + 1, also by I and by terms that vanished later, and at least 1.
/// Terms whose coefficient is exactly 0 vanish; in constructors they are not even counted as mentioned.
///
/// Memory: 16 bytes for each term and started 64 qubits, 16 for the coefficient, about 8 for lookup. ResourceExhausted,
/// before it is allocated, if an operation would need more than there is. Sums, products and what walks over all terms
/// ask the InterruptScope of the thread.
class QPANDA3_API PauliOperator {
 public:
  /// One term given by letters and their qubits; a qubit listed twice multiplies, from left to right.
  struct Entry {
    std::string paulis;
    std::vector<Index> qubits;
    Complex coef;
  };
  class Builder;

  /// 0, on one qubit.
  PauliOperator();
  /// A single term with coefficient 1: see Builder::add for keys.
  explicit PauliOperator(std::string_view key);
  PauliOperator(std::initializer_list<std::pair<std::string_view, Complex>> terms);
  /// Keys and their coefficients. InvalidArgument for lists of different length.
  PauliOperator(std::span<const std::string> keys, std::span<const Complex> coefs);
  /// Strings of one letter a qubit, such as "XIZ". `rightmost_is_0`: the rightmost letter belongs to qubit 0, else the
  /// leftmost.
  PauliOperator(std::span<const std::string> strings, std::span<const Complex> coefs, bool rightmost_is_0);
  explicit PauliOperator(std::span<const Entry> entries);
  /// The decomposition of a matrix of 2^n rows and columns, n >= 1, in O(4^n n) steps. What is below the rounding error
  /// of the decomposition (n 2^-53 of the largest element) counts as 0.
  explicit PauliOperator(const Matrix& matrix);
  /// c times the identity on one qubit.
  static PauliOperator identity(Complex c, Index num_qubits = 1);

  std::size_t size() const noexcept;
  bool empty() const noexcept { return size() == 0; }
  /// At least 1.
  Index num_qubits() const noexcept;
  Index max_qbit_idx() const noexcept { return num_qubits() - 1; }
  QubitSplit qubits() const;
  PauliTerm term(std::size_t index) const { return PauliTerm(terms_, index); }
  std::vector<PauliTerm> terms() const;
  std::span<const Complex> coefficients() const noexcept;
  /// Bit q % 64 of word q / 64 is set where qubit q has X or Y.
  std::span<const std::uint64_t> x_mask(std::size_t index) const noexcept;
  /// Likewise where it has Z or Y.
  std::span<const std::uint64_t> z_mask(std::size_t index) const noexcept;

  PauliOperator& operator+=(const PauliOperator& other) { return add(other, 1); }
  PauliOperator& operator-=(const PauliOperator& other) { return add(other, -1); }
  PauliOperator& operator*=(const PauliOperator& other) { return *this = *this * other; }
  PauliOperator& operator+=(Complex c) { return *this += identity(c); }
  PauliOperator& operator-=(Complex c) { return *this -= identity(c); }
  PauliOperator& operator*=(Complex c) { return *this = *this * c; }
  PauliOperator& operator/=(Complex c) { return *this = *this / c; }
  PauliOperator operator-() const { return *this * Complex(-1); }
  friend PauliOperator operator+(PauliOperator a, const PauliOperator& b) { return a += b; }
  friend PauliOperator operator-(PauliOperator a, const PauliOperator& b) { return a -= b; }
  friend PauliOperator operator+(PauliOperator a, Complex c) { return a += c; }
  friend PauliOperator operator+(Complex c, PauliOperator a) { return a += c; }
  friend PauliOperator operator-(PauliOperator a, Complex c) { return a -= c; }
  friend PauliOperator operator-(Complex c, const PauliOperator& a) { return -a + c; }
  friend QPANDA3_API PauliOperator operator*(const PauliOperator& a, const PauliOperator& b);
  friend QPANDA3_API PauliOperator operator*(const PauliOperator& a, Complex c);
  friend PauliOperator operator*(Complex c, const PauliOperator& a) { return a * c; }
  /// InvalidArgument for a divisor of 0.
  friend QPANDA3_API PauliOperator operator/(const PauliOperator& a, Complex c);
  /// The same number of qubits and the same terms with equal coefficients, in any order.
  friend QPANDA3_API bool operator==(const PauliOperator& a, const PauliOperator& b);

  /// The n-th power, n >= 0 (NegativeValue otherwise); the 0th is the identity on the same qubits.
  PauliOperator pow(std::int64_t n) const;
  /// The other operator on the qubits above: those of `other` move up by num_qubits().
  PauliOperator tensor(const PauliOperator& other) const;
  /// This operator n times side by side; for n = 0, as for 1, itself. NegativeValue below 0.
  PauliOperator tensor(std::int64_t n) const;
  /// Without the terms whose coefficient has an absolute value of at most `tolerance`.
  PauliOperator simplify(double tolerance = 1e-12) const;

  /// Splits the terms into operators of which all terms commute, each term joining the first of them it fits: as whole
  /// products, or with `qubit_wise` on every qubit by itself (so that one basis measures them all).
  std::vector<PauliOperator> group_commuting(bool qubit_wise = false) const;
  /// For each term PauliTerm::to_qcircuit() and its coefficient.
  std::vector<std::pair<QCircuit, Complex>> to_qcircuits() const;

  /// 2^n square, row-major, O(2^n) steps for each term. ResourceExhausted, before it is allocated, if it does not fit.
  Matrix matrix() const;
  /// The operator applied to 2^m amplitudes, m >= num_qubits(), without a matrix.
  std::vector<Complex> apply(std::span<const Complex> state) const;
  /// <state|operator|state>, for 2^m amplitudes, m >= num_qubits(); the state is not normalised before.
  Complex expectation(std::span<const Complex> state) const;

  /// `{ qubit_total = 2, pauli_with_coef_s = { 'X0 Y1 ':1 + 2j, } }`, coefficients with 6 digits.
  std::string str_no_I() const;
  /// The letters of all qubits; `rightmost_is_0`: with qubit 0 on the right.
  std::string str_with_I(bool rightmost_is_0 = true) const;
  /// `"X0 Y1":1.000000000000000000+2.000000000000000000j,...`: what from_dict_str() reads, without loss.
  std::string data_dict_str(bool with_imaginary = true, bool double_quote = true) const;
  /// Reads `"X0 Y1":1+2j, "Z0":-0.5`, in braces or not, with either kind of quotes. ParseError otherwise.
  static PauliOperator from_dict_str(std::string_view text);
  /// A Python dict that makes the same operator, numbers with all digits: `{'X0 Y1': (1+2j)}`; the first key mentions
  /// the highest qubit if no term does. Empty if there is no such dict, that is for 0 on more than one qubit.
  std::string dict_literal() const;

  /// All that makes the operator, as machine words, for archives.
  struct Archive {
    Index num_qubits;
    std::vector<std::uint64_t> masks;  ///< for each term the words of x_mask, then those of z_mask
    std::vector<Complex> coefs;
  };
  Archive archive() const;
  /// InvalidArgument for what archive() cannot have given.
  static PauliOperator from_archive(const Archive& archive);

 private:
  explicit PauliOperator(std::shared_ptr<const PauliTerms> terms) : terms_(std::move(terms)) {}
  static PauliOperator from_terms(PauliTerms terms);
  PauliOperator& add(const PauliOperator& other, double factor);

  std::shared_ptr<const PauliTerms> terms_;
};

/// Makes an operator term by term.
class QPANDA3_API PauliOperator::Builder {
 public:
  Builder();
  ~Builder();
  Builder(const Builder&) = delete;
  Builder& operator=(const Builder&) = delete;

  void reserve(std::size_t terms);
  /// `key`: letters I, X, Y, Z, each followed by its qubit and separated by blanks, in any order: "X0 Z2". A qubit
  /// named twice multiplies ("X0 Y0" is i Z0), a letter without number means qubit 0, I only mentions its qubit, "" is
  /// the identity. ParseError otherwise, with the column; InvalidArgument for a coefficient that is not finite.
  void add(std::string_view key, Complex coef);
  /// One letter a qubit, without blanks. ParseError for other characters.
  void add_string(std::string_view letters, Complex coef, bool rightmost_is_0);
  /// One letter for each qubit of the list.
  void add_letters(std::string_view letters, std::span<const Index> qubits, Complex coef);
  PauliOperator finish();

 private:
  struct Draft;
  std::unique_ptr<Draft> draft_;
};

}  // namespace qpanda3
