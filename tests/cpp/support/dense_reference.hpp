#pragma once
// An independent, deliberately slow simulator: matrices from their formulas, applied index by index. It shares no code
// with the library; the first operand of a matrix is its most significant bit, as formulas are usually written.

#include <algorithm>
#include <cmath>
#include <complex>
#include <cstddef>
#include <numbers>
#include <stdexcept>
#include <string>
#include <vector>

namespace reference {

using Number = std::complex<double>;
using Vector = std::vector<Number>;
using Dense = std::vector<Vector>;

inline const Number kI{0, 1};

inline Dense zeros(std::size_t size) { return Dense(size, Vector(size)); }

inline Dense identity(std::size_t size) {
  Dense result = zeros(size);
  for (std::size_t i = 0; i < size; ++i) result[i][i] = 1;
  return result;
}

inline Dense product(const Dense& a, const Dense& b) {
  Dense result = zeros(a.size());
  for (std::size_t i = 0; i < a.size(); ++i)
    for (std::size_t j = 0; j < a.size(); ++j)
      for (std::size_t k = 0; k < a.size(); ++k) result[i][j] += a[i][k] * b[k][j];
  return result;
}

inline Dense kron(const Dense& a, const Dense& b) {
  Dense result = zeros(a.size() * b.size());
  for (std::size_t i = 0; i < result.size(); ++i)
    for (std::size_t j = 0; j < result.size(); ++j)
      result[i][j] = a[i / b.size()][j / b.size()] * b[i % b.size()][j % b.size()];
  return result;
}

inline Dense dagger(const Dense& a) {
  Dense result = zeros(a.size());
  for (std::size_t i = 0; i < a.size(); ++i)
    for (std::size_t j = 0; j < a.size(); ++j) result[i][j] = std::conj(a[j][i]);
  return result;
}

inline Dense scaled(const Dense& a, Number factor) {
  Dense result = a;
  for (Vector& row : result)
    for (Number& value : row) value *= factor;
  return result;
}

inline Dense sum(const Dense& a, const Dense& b) {
  Dense result = a;
  for (std::size_t i = 0; i < a.size(); ++i)
    for (std::size_t j = 0; j < a.size(); ++j) result[i][j] += b[i][j];
  return result;
}

inline Dense pauli(char letter) {
  switch (letter) {
    case 'X':
      return {{0, 1}, {1, 0}};
    case 'Y':
      return {{0, -kI}, {kI, 0}};
    case 'Z':
      return {{1, 0}, {0, -1}};
    default:
      return identity(2);
  }
}

/// cos(t/2) - i sin(t/2) P, for P that squares to the identity.
inline Dense rotation(const Dense& p, double t) {
  return sum(scaled(identity(p.size()), std::cos(t / 2)), scaled(p, -kI * std::sin(t / 2)));
}

inline Dense diagonal(const Vector& values) {
  Dense result = zeros(values.size());
  for (std::size_t i = 0; i < values.size(); ++i) result[i][i] = values[i];
  return result;
}

inline Dense under_control(const Dense& inner) {
  Dense result = identity(2 * inner.size());
  for (std::size_t i = 0; i < inner.size(); ++i)
    for (std::size_t j = 0; j < inner.size(); ++j) result[inner.size() + i][inner.size() + j] = inner[i][j];
  return result;
}

inline Dense u3(double t, double f, double l) {
  return {{std::cos(t / 2), -std::exp(kI * l) * std::sin(t / 2)},
          {std::exp(kI * f) * std::sin(t / 2), std::exp(kI * (f + l)) * std::cos(t / 2)}};
}

inline Dense u4(double a, double b, double c, double d) {
  return scaled(product(rotation(pauli('Z'), b), product(rotation(pauli('Y'), c), rotation(pauli('Z'), d))),
                std::exp(kI * a));
}

inline Dense one_qubit_matrix(const std::string& name, const std::vector<double>& p) {
  const double pi = std::numbers::pi, r = std::sqrt(0.5);
  if (name == "I" || name == "ECHO" || name == "IDLE") return identity(2);
  if (name == "X" || name == "Y" || name == "Z") return pauli(name[0]);
  if (name == "H") return {{r, r}, {r, -r}};
  if (name == "S") return diagonal({1, kI});
  if (name == "T") return diagonal({1, std::exp(kI * (pi / 4))});
  if (name == "X1" || name == "Y1" || name == "Z1") return rotation(pauli(name[0]), pi / 2);
  if (name == "P" || name == "U1") return diagonal({1, std::exp(kI * p[0])});
  if (name == "RX" || name == "RY" || name == "RZ") return rotation(pauli(name[1]), p[0]);
  if (name == "RPHI")
    return rotation(sum(scaled(pauli('X'), std::cos(p[1])), scaled(pauli('Y'), std::sin(p[1]))), p[0]);
  if (name == "U2") return u3(pi / 2, p[0], p[1]);
  if (name == "U3") return u3(p[0], p[1], p[2]);
  if (name == "U4") return u4(p[0], p[1], p[2], p[3]);
  return {};
}

/// The matrix of a gate by name, first operand most significant.
inline Dense gate_matrix(const std::string& name, const std::vector<double>& p) {
  const double pi = std::numbers::pi, r = std::sqrt(0.5);
  if (const Dense one = one_qubit_matrix(name, p); !one.empty()) return one;
  const auto pair = [](char a, char b) { return kron(pauli(a), pauli(b)); };
  if (name == "CNOT") return under_control(pauli('X'));
  if (name == "CZ") return under_control(pauli('Z'));
  if (name == "CP") return diagonal({1, 1, 1, std::exp(kI * p[0])});
  if (name == "CU") return under_control(u4(p[0], p[1], p[2], p[3]));
  if (name == "RXX") return rotation(pair('X', 'X'), p[0]);
  if (name == "RYY") return rotation(pair('Y', 'Y'), p[0]);
  if (name == "RZZ") return rotation(pair('Z', 'Z'), p[0]);
  if (name == "RZX") return rotation(pair('Z', 'X'), p[0]);
  if (name == "MS") return rotation(pair('X', 'X'), pi / 2);
  if (name == "SWAP") return {{1, 0, 0, 0}, {0, 0, 1, 0}, {0, 1, 0, 0}, {0, 0, 0, 1}};
  if (name == "ISWAP") return {{1, 0, 0, 0}, {0, 0, kI, 0}, {0, kI, 0, 0}, {0, 0, 0, 1}};
  if (name == "SQISWAP") return {{1, 0, 0, 0}, {0, r, kI * r, 0}, {0, kI * r, r, 0}, {0, 0, 0, 1}};
  throw std::invalid_argument("no formula for gate " + name);
}

/// The operator over `num_qubits` qubits (qubit 0 least significant) that applies `matrix` to `targets` (the first one
/// most significant) where all `controls` are 1. Each column is written down from the definition.
inline Dense full_operator(const Dense& matrix, const std::vector<unsigned>& targets,
                           const std::vector<unsigned>& controls, unsigned num_qubits) {
  Dense result = zeros(std::size_t{1} << num_qubits);
  for (std::size_t col = 0; col < result.size(); ++col) {
    const bool acts = std::all_of(controls.begin(), controls.end(), [&](unsigned c) { return (col >> c & 1) != 0; });
    if (!acts) {
      result[col][col] = 1;
      continue;
    }
    std::size_t from = 0;
    for (const unsigned target : targets) from = from * 2 + (col >> target & 1);
    for (std::size_t to = 0; to < matrix.size(); ++to) {
      std::size_t row = col;
      for (std::size_t i = 0; i < targets.size(); ++i) {
        const std::size_t bit = to >> (targets.size() - 1 - i) & 1;
        row = (row & ~(std::size_t{1} << targets[i])) | bit << targets[i];
      }
      result[row][col] += matrix[to][from];
    }
  }
  return result;
}

inline Vector apply(const Dense& op, const Vector& state) {
  Vector result(state.size());
  for (std::size_t row = 0; row < op.size(); ++row)
    for (std::size_t col = 0; col < op.size(); ++col) result[row] += op[row][col] * state[col];
  return result;
}

inline Vector zero_state(unsigned num_qubits) {
  Vector state(std::size_t{1} << num_qubits);
  state[0] = 1;
  return state;
}

inline std::vector<double> probabilities(const Vector& state) {
  std::vector<double> result;
  for (const Number value : state) result.push_back(std::norm(value));
  return result;
}

template <class A, class B>
double distance(const A& a, const B& b) {
  if (a.size() != b.size()) return INFINITY;
  double largest = 0;
  for (std::size_t i = 0; i < a.size(); ++i) largest = std::max(largest, std::abs(a[i] - b[i]));
  return largest;
}

}  // namespace reference
