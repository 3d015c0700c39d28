#pragma once
// Products of gates on a few qubits, and the simplest gate that a product is.

#include <algorithm>
#include <array>
#include <complex>
#include <cstdint>
#include <span>

#include "sim/bit_masks.hpp"
#include "sim/flat_program.hpp"

namespace qpanda3::sim {

/// A complex number without the care that std::complex takes of initial values and infinities.
struct Number {
  double real, imaginary;

  friend Number operator*(Number a, Number b) noexcept {
    return {a.real * b.real - a.imaginary * b.imaginary, a.real * b.imaginary + a.imaginary * b.real};
  }
  friend Number operator+(Number a, Number b) noexcept { return {a.real + b.real, a.imaginary + b.imaginary}; }
  friend bool operator==(Number, Number) = default;
  Number conjugate() const noexcept { return {real, -imaginary}; }
};
/// std::complex<double> has this layout.
inline const Number* numbers_of(const Complex* values) noexcept { return reinterpret_cast<const Number*>(values); }

/// A product of gates on one qubit, row-major.
struct OneQubitMatrix {
  std::array<Number, 4> elements;

  static OneQubitMatrix identity() noexcept { return {{{{1, 0}, {0, 0}, {0, 0}, {1, 0}}}}; }

  void then(const Number* gate) noexcept {
    for (std::size_t column = 0; column < 2; ++column) {
      const Pair upper = pair(column), lower = pair(2 + column);
      const Pair turned_upper = turned(upper), turned_lower = turned(lower);
      for (std::size_t row = 0; row < 2; ++row, gate += 2)
        set(2 * row + column, gate[0].real * upper + gate[0].imaginary * turned_upper + gate[1].real * lower +
                                  gate[1].imaginary * turned_lower);
      gate -= 4;
    }
  }
  void then_diagonal(Number zero, Number one) noexcept {
    for (std::size_t i = 0; i < 4; ++i) {
      const Number factor = i < 2 ? zero : one;
      set(i, factor.real * pair(i) + factor.imaginary * turned(pair(i)));
    }
  }
  void then_flip() noexcept { elements = {elements[2], elements[3], elements[0], elements[1]}; }
  /// Elements within rounding of 0, 1 and -1 become these.
  void snap() noexcept;

 private:
  typedef double Pair __attribute__((vector_size(16)));

  Pair pair(std::size_t i) const noexcept { return Pair{elements[i].real, elements[i].imaginary}; }
  void set(std::size_t i, Pair value) noexcept { elements[i] = {value[0], value[1]}; }
  /// Times i.
  static Pair turned(Pair value) noexcept { return Pair{-value[1], value[0]}; }
};

/// A gate that owns its numbers. Targets are least significant first.
struct SimpleGate {
  Kernel kernel = Kernel::phase;
  std::uint64_t controls = 0;
  unsigned num_targets = 0;
  unsigned num_numbers = 0;
  std::array<Index, 6> targets;
  std::array<Number, 64> numbers;  ///< see Kernel

  bool is_identity() const noexcept { return kernel == Kernel::phase && numbers[0] == Number{1, 0}; }
  /// See GateCost; nothing for the identity.
  double cost() const noexcept;
};

/// A product of gates: a matrix on up to 3 qubits, or a diagonal on up to 6.
class SmallGate {
 public:
  static constexpr unsigned limit(bool is_diagonal) noexcept { return is_diagonal ? 6 : 3; }

  /// The identity on qubits that fit.
  SmallGate(std::uint64_t qubits, bool is_diagonal);
  SmallGate(const OneQubitMatrix& matrix, Index qubit) : count_(1), is_diagonal_(false) {
    qubits_[0] = qubit;
    std::copy_n(matrix.elements.begin(), 4, values_.begin());
  }

  /// Then a gate on some of these qubits; a diagonal one if this is.
  void then(Kernel kernel, std::uint64_t controls, std::span<const Index> targets, const Number* numbers);
  void then(const SimpleGate& gate) {
    then(gate.kernel, gate.controls, {gate.targets.data(), gate.num_targets}, gate.numbers.data());
  }

  /// Elements within rounding of 0 and 1 count as such.
  SimpleGate simplest() const;

 private:
  std::size_t size() const noexcept { return std::size_t{1} << count_; }
  Number& at(std::size_t row, std::size_t column) noexcept { return values_[row << count_ | column]; }

  std::array<Index, 6> qubits_;  ///< ascending; the first is least significant
  unsigned count_ = 0;
  bool is_diagonal_ = true;
  std::array<Number, 64> values_;  ///< row-major, or the diagonal
};

}  // namespace qpanda3::sim
