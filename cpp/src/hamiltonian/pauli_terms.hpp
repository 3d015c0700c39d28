#pragma once
// The storage of a PauliOperator: masks of all terms in one array, coefficients in another, and a table for finding
// equal terms. A term with masks x and z and coefficient c stands for c times the product of the letters of all qubits,
// Y where both masks have a bit. With Y = i X Z that is c i^|x & z| X^x Z^z.

#include <bit>
#include <cstddef>
#include <cstdint>
#include <string>
#include <string_view>
#include <vector>

#include "qpanda3/gate/matrix.hpp"
#include "qpanda3/gate/qubit.hpp"

namespace qpanda3 {

inline constexpr std::size_t words_for(std::size_t num_qubits) noexcept { return (num_qubits + 63) / 64; }

/// value * i^k, exactly.
inline Complex times_power_of_i(Complex value, unsigned k) noexcept {
  switch (k & 3u) {
    case 0:
      return value;
    case 1:
      return {-value.imag(), value.real()};
    case 2:
      return {-value.real(), -value.imag()};
    default:
      return {value.imag(), -value.real()};
  }
}

/// The character at text[at], which may be several bytes of UTF-8: messages must not cut it.
std::string_view character_at(std::string_view text, std::size_t at);
/// A text as messages show it: long ones shortened.
std::string shortened(std::string_view text);

/// InvalidArgument for a coefficient, or a scalar operand, that is infinite or not a number.
void check_finite(const char* what, Complex value);

class PauliTerms {
 public:
  static constexpr std::size_t kNone = ~std::size_t{0};

  explicit PauliTerms(Index num_qubits = 1) : num_qubits_(num_qubits), words_(words_for(num_qubits)) {}

  Index num_qubits() const noexcept { return num_qubits_; }
  /// Words of one mask. May be more than the qubits need while terms are being added.
  std::size_t words() const noexcept { return words_; }
  std::size_t size() const noexcept { return coefs_.size(); }
  /// words() words of x, then as many of z.
  const std::uint64_t* masks(std::size_t term) const noexcept { return masks_.data() + 2 * words_ * term; }
  const std::uint64_t* x(std::size_t term) const noexcept { return masks(term); }
  const std::uint64_t* z(std::size_t term) const noexcept { return masks(term) + words_; }
  Complex coef(std::size_t term) const noexcept { return coefs_[term]; }
  const std::vector<Complex>& coefs() const noexcept { return coefs_; }
  const std::vector<std::uint64_t>& all_masks() const noexcept { return masks_; }
  bool has_x(std::size_t term, Index qubit) const noexcept { return (x(term)[qubit / 64] >> (qubit % 64) & 1) != 0; }
  bool has_z(std::size_t term, Index qubit) const noexcept { return (z(term)[qubit / 64] >> (qubit % 64) & 1) != 0; }
  char letter(std::size_t term, Index qubit) const noexcept {
    return "IXZY"[(has_x(term, qubit) ? 1 : 0) + (has_z(term, qubit) ? 2 : 0)];
  }
  /// Calls f(qubit, letter) for the letters other than I, by ascending qubit.
  template <class F>
  void for_each_letter(std::size_t term, F&& f) const {
    for (std::size_t word = 0; word < words_; ++word)
      for (std::uint64_t rest = x(term)[word] | z(term)[word]; rest != 0; rest &= rest - 1) {
        const auto qubit = static_cast<Index>(64 * word + static_cast<std::size_t>(std::countr_zero(rest)));
        f(qubit, letter(term, qubit));
      }
  }

  /// Raises the number of qubits. `spare`: makes room for more words than needed, for many calls with growing numbers.
  void widen(Index num_qubits, bool spare = false);
  /// Gives spare words back.
  void fit();
  /// ResourceExhausted if there is no memory for that many terms.
  void reserve(std::size_t terms);
  /// Adds a term, or adds the coefficient to that of the equal term. `masks` as in masks(). False if the term's
  /// coefficient has become 0.
  bool add(const std::uint64_t* masks, Complex coef);
  /// Adds a term that is known to be new, where there is no index yet.
  void append(const std::uint64_t* masks, Complex coef);
  /// The position of a term, or kNone.
  std::size_t find(const std::uint64_t* masks) const;
  /// Makes find() and add() quick; add() does it by itself.
  void build_index();
  /// Removes terms with coefficient 0, and the sign of zeros in others.
  void drop_zeros();
  template <class F>
  void map_coefs(F&& f) {
    for (Complex& coef : coefs_) coef = f(coef);
  }

 private:
  std::size_t hash(const std::uint64_t* masks) const noexcept;
  bool equal(std::size_t term, const std::uint64_t* masks) const noexcept;
  /// The slot of the term, or the free one where it belongs.
  std::size_t slot_of(const std::uint64_t* masks) const noexcept;
  void restride(std::size_t words);
  void make_room();

  Index num_qubits_;
  std::size_t words_;
  std::vector<std::uint64_t> masks_;
  std::vector<Complex> coefs_;
  std::vector<std::uint32_t> slots_;  ///< open addressing: term + 1, or 0; empty if there is no index
};

}  // namespace qpanda3
