#pragma once
// Hamiltonian: a PauliOperator under the name that expectation values ask for. It need not be Hermitian.

#include <utility>
#include <vector>

#include "qpanda3/base/export.hpp"
#include "qpanda3/hamiltonian/pauli_operator.hpp"

namespace qpanda3 {

/// Everything means what it means for PauliOperator.
class Hamiltonian {
 public:
  Hamiltonian() = default;
  explicit Hamiltonian(PauliOperator op) : operator_(std::move(op)) {}
  explicit Hamiltonian(const Matrix& matrix) : operator_(matrix) {}
  Hamiltonian(std::initializer_list<std::pair<std::string_view, Complex>> terms) : operator_(terms) {}

  const PauliOperator& pauli_operator() const noexcept { return operator_; }
  PauliOperator& pauli_operator() noexcept { return operator_; }

  Hamiltonian& operator+=(const Hamiltonian& other) { return operator_ += other.operator_, *this; }
  Hamiltonian& operator-=(const Hamiltonian& other) { return operator_ -= other.operator_, *this; }
  Hamiltonian& operator*=(const Hamiltonian& other) { return operator_ *= other.operator_, *this; }
  Hamiltonian& operator+=(Complex c) { return operator_ += c, *this; }
  Hamiltonian& operator-=(Complex c) { return operator_ -= c, *this; }
  Hamiltonian& operator*=(Complex c) { return operator_ *= c, *this; }
  Hamiltonian& operator/=(Complex c) { return operator_ /= c, *this; }
  Hamiltonian operator-() const { return Hamiltonian(-operator_); }
  friend Hamiltonian operator+(Hamiltonian a, const Hamiltonian& b) { return a += b; }
  friend Hamiltonian operator-(Hamiltonian a, const Hamiltonian& b) { return a -= b; }
  friend Hamiltonian operator*(const Hamiltonian& a, const Hamiltonian& b) {
    return Hamiltonian(a.operator_ * b.operator_);
  }
  friend Hamiltonian operator+(Hamiltonian a, Complex c) { return a += c; }
  friend Hamiltonian operator+(Complex c, Hamiltonian a) { return a += c; }
  friend Hamiltonian operator-(Hamiltonian a, Complex c) { return a -= c; }
  friend Hamiltonian operator-(Complex c, const Hamiltonian& a) { return -a + c; }
  friend Hamiltonian operator*(Hamiltonian a, Complex c) { return a *= c; }
  friend Hamiltonian operator*(Complex c, Hamiltonian a) { return a *= c; }
  friend Hamiltonian operator/(Hamiltonian a, Complex c) { return a /= c; }
  friend bool operator==(const Hamiltonian&, const Hamiltonian&) = default;

  Hamiltonian pow(std::int64_t n) const { return Hamiltonian(operator_.pow(n)); }
  Hamiltonian tensor(const Hamiltonian& other) const { return Hamiltonian(operator_.tensor(other.operator_)); }
  Hamiltonian tensor(std::int64_t n) const { return Hamiltonian(operator_.tensor(n)); }
  Hamiltonian& update_by_tensor(const Hamiltonian& other) {
    return operator_ = operator_.tensor(other.operator_), *this;
  }
  Hamiltonian& update_by_tensor(std::int64_t n) { return operator_ = operator_.tensor(n), *this; }
  Hamiltonian simplify(double tolerance = 1e-12) const { return Hamiltonian(operator_.simplify(tolerance)); }
  Matrix matrix() const { return operator_.matrix(); }

 private:
  PauliOperator operator_;
};

}  // namespace qpanda3
