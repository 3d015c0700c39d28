#pragma once
// Random circuits with nested, daggered and controlled sub-circuits, each with its operator worked out by the
// reference.

#include <random>
#include <span>
#include <vector>

#include "qpanda3/circuit/circuit.hpp"
#include "qpanda3/gate/gate_info.hpp"
#include "support/dense_reference.hpp"

namespace support {

using Random = std::mt19937_64;

inline double random_angle(Random& random) { return std::uniform_real_distribution<double>(-7, 7)(random); }

inline unsigned random_below(Random& random, unsigned bound) {
  return std::uniform_int_distribution<unsigned>(0, bound - 1)(random);
}

/// Distinct qubits out of `from`.
inline std::vector<unsigned> random_qubits(Random& random, std::vector<unsigned> from, std::size_t count) {
  std::shuffle(from.begin(), from.end(), random);
  from.resize(count);
  return from;
}

/// All gates that have a matrix, but for ORACLE.
inline std::vector<const qpanda3::GateInfo*> matrix_gates() {
  std::vector<const qpanda3::GateInfo*> gates;
  for (const qpanda3::GateInfo& info : qpanda3::gate_table())
    if (info.matrix != nullptr) gates.push_back(&info);
  return gates;
}

struct GateSample {
  qpanda3::QGate gate;
  reference::Dense op;
};

/// The gate on given qubits together with its operator.
inline GateSample make_gate(const qpanda3::GateInfo& info, const std::vector<unsigned>& targets,
                            const std::vector<unsigned>& controls, bool dagger, unsigned num_qubits, Random& random) {
  std::vector<double> params;
  for (int i = 0; i < info.num_params; ++i) params.push_back(random_angle(random));
  const std::vector<qpanda3::Index> indices(targets.begin(), targets.end());
  qpanda3::QGate gate(info.type, indices, params);
  for (const unsigned control : controls) gate = gate.control(control);
  reference::Dense matrix = reference::gate_matrix(std::string(info.name), params);
  if (dagger) {
    gate = gate.dagger();
    matrix = reference::dagger(matrix);
  }
  return {gate, reference::full_operator(matrix, targets, controls, num_qubits)};
}

struct CircuitSample {
  qpanda3::QCircuit circuit;
  reference::Dense op;
};

/// A circuit of `length` items on the `usable` qubits of a register, sub-circuits nested up to `depth` deep.
inline CircuitSample random_circuit(Random& random, unsigned num_qubits, const std::vector<unsigned>& usable,
                                    int length, int depth) {
  const auto gates = matrix_gates();
  CircuitSample sample{qpanda3::QCircuit(), reference::identity(std::size_t{1} << num_qubits)};
  const auto then = [&](const reference::Dense& op) { sample.op = reference::product(op, sample.op); };
  for (int i = 0; i < length; ++i) {
    if (depth > 0 && usable.size() > 2 && random_below(random, 4) == 0) {
      std::vector<unsigned> order = random_qubits(random, usable, usable.size());
      const std::size_t num_controls = random_below(random, 2);
      const std::vector<unsigned> controls(order.begin(), order.begin() + static_cast<std::ptrdiff_t>(num_controls));
      const std::vector<unsigned> rest(order.begin() + static_cast<std::ptrdiff_t>(num_controls), order.end());
      CircuitSample inner = random_circuit(random, num_qubits, rest, 4, depth - 1);
      if (random_below(random, 2) == 0) {
        inner.circuit = inner.circuit.dagger();
        inner.op = reference::dagger(inner.op);
      }
      if (!controls.empty()) {
        inner.circuit = inner.circuit.control(controls[0]);
        // Where the control is 1 the inner operator acts, elsewhere nothing does; it does not touch the control itself.
        for (std::size_t row = 0; row < inner.op.size(); ++row)
          for (std::size_t col = 0; col < inner.op.size(); ++col)
            if ((row >> controls[0] & 1) == 0 || (col >> controls[0] & 1) == 0) inner.op[row][col] = row == col ? 1 : 0;
      }
      sample.circuit << inner.circuit;
      then(inner.op);
      continue;
    }
    const qpanda3::GateInfo& info = *gates[random_below(random, static_cast<unsigned>(gates.size()))];
    if (info.num_targets > usable.size()) continue;
    const std::size_t spare = usable.size() - info.num_targets;
    const std::size_t num_controls = random_below(random, static_cast<unsigned>(std::min<std::size_t>(spare, 2) + 1));
    const std::vector<unsigned> order = random_qubits(random, usable, info.num_targets + num_controls);
    const auto middle = order.begin() + info.num_targets;
    const GateSample gate = make_gate(info, {order.begin(), middle}, {middle, order.end()},
                                      random_below(random, 2) == 0, num_qubits, random);
    sample.circuit << gate.gate;
    then(gate.op);
  }
  return sample;
}

/// A random normalised state, for tests that no amplitude should hide from.
inline std::vector<std::complex<double>> random_state(Random& random, unsigned num_qubits) {
  std::normal_distribution<double> normal;
  std::vector<std::complex<double>> state(std::size_t{1} << num_qubits);
  double norm = 0;
  for (auto& value : state) {
    value = {normal(random), normal(random)};
    norm += std::norm(value);
  }
  for (auto& value : state) value /= std::sqrt(norm);
  return state;
}

}  // namespace support
