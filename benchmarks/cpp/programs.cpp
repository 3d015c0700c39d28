#include "programs.hpp"

#include <algorithm>
#include <cmath>
#include <numbers>
#include <numeric>
#include <random>
#include <utility>

#include "qpanda3/circuit/random_circuits.hpp"
#include "qpanda3/gate/factories.hpp"

namespace bench {
namespace {

using namespace qpanda3;

double angle(std::mt19937_64& random) { return std::uniform_real_distribution<>(0.0, 2 * std::numbers::pi)(random); }

}  // namespace

std::vector<std::complex<double>> random_state(int qubits) {
  std::vector<std::complex<double>> state(std::size_t{1} << qubits);
  std::mt19937_64 random(1);
  double norm = 0.0;
  for (auto& amplitude : state) {
    const auto draw = [&] { return static_cast<double>(random() >> 11) * 0x1p-53 - 0.5; };
    const double real = draw();
    const double imaginary = draw();
    amplitude = {real, imaginary};
    norm += std::norm(amplitude);
  }
  for (auto& amplitude : state) amplitude /= std::sqrt(norm);
  return state;
}

QProg random_layers(int qubits, int layers) {
  std::mt19937_64 random(2);
  QProg prog(qubits);
  for (int layer = 0; layer < layers; ++layer) {
    for (int q = 0; q < qubits; ++q) {
      prog << RX(q, angle(random)) << RY(q, angle(random)) << RZ(q, angle(random));
    }
    for (int q = 0; q < qubits; ++q) prog << CNOT(q, (q + 1) % qubits);
  }
  return prog;
}

QProg fourier(int qubits) {
  QProg prog(qubits);
  for (int q = 0; q < qubits; ++q) prog << RY(q, 0.3 + 0.1 * q);  // phases on |0...0> would be trivial
  for (int high = qubits - 1; high >= 0; --high) {
    prog << H(high);
    for (int low = high - 1; low >= 0; --low) prog << CP(low, high, std::ldexp(std::numbers::pi, low - high));
  }
  for (int q = 0; q < qubits / 2; ++q) prog << SWAP(q, qubits - 1 - q);
  return prog;
}

QProg quantum_volume(int qubits, int layers) { return QProg(QV(qubits, layers, 3)); }

QProg ghz(int qubits) {
  QProg prog(qubits);
  prog << H(0);
  for (int q = 0; q + 1 < qubits; ++q) prog << CNOT(q, q + 1);
  return prog;
}

QProg shallow(int qubits) {
  QProg prog(qubits);
  for (int q = 0; q < qubits; ++q) prog << RY(q, 0.3 + 0.1 * q);
  for (int q = 0; q + 1 < qubits; ++q) prog << CNOT(q, q + 1);
  return prog;
}

QProg measured(QProg prog, int qubits) {
  for (int q = 0; q < qubits; ++q) prog << measure(q, q);
  return prog;
}

QGate random_unitary(const std::vector<Qubit>& qubits) {
  // A product of rotations and controlled ones is dense, and unitary to rounding.
  const int count = static_cast<int>(qubits.size());
  QCircuit circuit(count);
  std::mt19937_64 random(4);
  for (int layer = 0; layer < 3; ++layer) {
    for (int q = 0; q < count; ++q) circuit << U3(q, angle(random), angle(random), angle(random));
    for (int q = 0; q + 1 < count; ++q) circuit << CNOT(q, q + 1);
  }
  return Oracle(qubits, circuit.matrix());
}

PauliOperator random_terms(int qubits, int terms) {
  std::mt19937_64 random(5);
  std::vector<std::string> keys;
  std::vector<Complex> coefficients;
  std::vector<int> order(static_cast<std::size_t>(qubits));
  std::iota(order.begin(), order.end(), 0);
  for (int term = 0; term < terms; ++term) {
    std::shuffle(order.begin(), order.end(), random);
    std::string key;
    const std::size_t letters = 1 + random() % 4;
    for (std::size_t k = 0; k < letters; ++k) {
      key += std::string(k == 0 ? "" : " ") + "XYZ"[random() % 3] + std::to_string(order[k]);
    }
    keys.push_back(std::move(key));
    coefficients.emplace_back(1.0 + term);
  }
  return PauliOperator(keys, coefficients);
}

}  // namespace bench
