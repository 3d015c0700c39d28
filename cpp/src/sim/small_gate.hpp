#pragma once
// Products of gates on a few qubits, and the simplest gate that a product is.

#include <array>
#include <complex>
#include <cstdint>
#include <span>

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
};
/// std::complex<double> has this layout.
inline const Number* numbers_of(const Complex* values) noexcept { return reinterpret_cast<const Number*>(values); }

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

/// The simplest gate that does what a 2x2 matrix does, row-major. Elements within rounding of 0 and 1 count as such.
SimpleGate simplest(std::span<const Number, 4> matrix, Index qubit);

/// A product of gates: a matrix on up to 3 qubits, or a diagonal on up to 6.
class SmallGate {
 public:
  static bool fits(std::uint64_t qubits, bool is_diagonal) noexcept;

  /// The identity on qubits that fit.
  SmallGate(std::uint64_t qubits, bool is_diagonal);

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
