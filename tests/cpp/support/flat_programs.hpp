#pragma once
// Random flat programs of gates, and what they do, written out amplitude by amplitude.

#include <cmath>
#include <complex>
#include <vector>

#include "sim/bit_masks.hpp"
#include "sim/flat_program.hpp"
#include "support/random_circuits.hpp"

namespace support {

using qpanda3::Complex;
using qpanda3::Index;
namespace sim = qpanda3::sim;

struct FlatGate {
  sim::Kernel kernel;
  std::uint64_t controls;
  std::vector<Index> targets;  ///< least significant first
  std::vector<Complex> numbers;
};

inline void append(sim::FlatProgram& program, const FlatGate& gate) {
  sim::FlatOp op;
  op.kernel = gate.kernel;
  op.num_targets = static_cast<std::uint16_t>(gate.targets.size());
  op.targets = static_cast<std::uint32_t>(program.targets.size());
  op.payload = static_cast<std::uint32_t>(program.numbers.size());
  op.control_mask = gate.controls;
  op.qubit_mask = gate.controls | sim::mask_of(gate.targets);
  program.targets.insert(program.targets.end(), gate.targets.begin(), gate.targets.end());
  program.numbers.insert(program.numbers.end(), gate.numbers.begin(), gate.numbers.end());
  program.ops.push_back(op);
}

/// A random unitary matrix of 2^k rows: Gram and Schmidt's of normal numbers.
inline std::vector<Complex> random_unitary(Random& random, unsigned k, bool is_real) {
  const std::size_t size = std::size_t{1} << k;
  std::vector<Complex> m(size * size);
  for (Complex& value : m) value = {random_angle(random), is_real ? 0 : random_angle(random)};
  for (std::size_t row = 0; row < size; ++row) {
    for (std::size_t before = 0; before < row; ++before) {
      Complex overlap = 0;
      for (std::size_t c = 0; c < size; ++c) overlap += std::conj(m[before * size + c]) * m[row * size + c];
      for (std::size_t c = 0; c < size; ++c) m[row * size + c] -= overlap * m[before * size + c];
    }
    double norm = 0;
    for (std::size_t c = 0; c < size; ++c) norm += std::norm(m[row * size + c]);
    for (std::size_t c = 0; c < size; ++c) m[row * size + c] /= std::sqrt(norm);
  }
  return m;
}

/// Any kind of gate, on any qubits, with few or many controls.
inline FlatGate random_flat_gate(Random& random, unsigned num_qubits, unsigned max_dense = 4) {
  std::vector<unsigned> all(num_qubits);
  for (unsigned q = 0; q < num_qubits; ++q) all[q] = q;
  FlatGate gate{static_cast<sim::Kernel>(random_below(random, 5)), 0, {}, {}};
  unsigned targets = 1;
  if (gate.kernel == sim::Kernel::phase) targets = 0;
  if (gate.kernel == sim::Kernel::swap) targets = 2;
  if (gate.kernel == sim::Kernel::diagonal) targets = 1 + random_below(random, 4);
  if (gate.kernel == sim::Kernel::dense) targets = 1 + random_below(random, max_dense);
  if (targets > num_qubits) {
    targets = num_qubits == 0 ? 0 : 1;
    gate.kernel = num_qubits == 0 ? sim::Kernel::phase : sim::Kernel::flip;
  }
  const unsigned controls = random_below(random, 3) == 0 ? random_below(random, num_qubits - targets + 1)
                                                         : random_below(random, std::min(2u, num_qubits - targets) + 1);
  const auto order = random_qubits(random, all, targets + controls);
  for (unsigned i = 0; i < targets; ++i) gate.targets.push_back(order[i]);
  for (unsigned i = 0; i < controls; ++i) gate.controls |= std::uint64_t{1} << order[targets + i];
  const auto phase = [&] { return std::polar(1.0, random_angle(random)); };
  if (gate.kernel == sim::Kernel::phase) gate.numbers = {phase()};
  if (gate.kernel == sim::Kernel::diagonal)
    for (std::size_t i = 0; i < std::size_t{1} << targets; ++i)
      gate.numbers.push_back(random_below(random, 4) == 0 ? Complex(1) : phase());
  if (gate.kernel == sim::Kernel::dense) gate.numbers = random_unitary(random, targets, random_below(random, 2) == 0);
  return gate;
}

inline sim::FlatProgram random_flat_program(Random& random, unsigned num_qubits, unsigned gates,
                                            unsigned max_dense = 4) {
  sim::FlatProgram program;
  program.num_qubits = num_qubits;
  for (unsigned i = 0; i < gates; ++i) append(program, random_flat_gate(random, num_qubits, max_dense));
  return program;
}

/// One gate on a state, from its definition.
inline std::vector<Complex> applied(const sim::FlatProgram& program, const sim::FlatOp& op,
                                    const std::vector<Complex>& state) {
  const auto targets = program.targets_of(op);
  const std::uint64_t target_mask = sim::mask_of(targets);
  const std::size_t size = std::size_t{1} << targets.size();
  const Complex* const numbers = program.numbers_of(op);
  std::vector<Complex> result = state;
  for (std::size_t i = 0; i < state.size(); ++i) {
    if ((i & op.control_mask) != op.control_mask) continue;
    std::size_t row = 0;
    for (std::size_t t = 0; t < targets.size(); ++t) row |= (i >> targets[t] & 1) << t;
    result[i] = 0;
    for (std::size_t column = 0; column < size; ++column) {
      std::size_t from = i & ~target_mask;
      for (std::size_t t = 0; t < targets.size(); ++t) from |= (column >> t & 1) << targets[t];
      Complex element = 0;
      switch (op.kernel) {
        case sim::Kernel::phase:
          element = numbers[0];
          break;
        case sim::Kernel::diagonal:
          element = row == column ? numbers[row] : Complex(0);
          break;
        case sim::Kernel::flip:
          element = row != column ? 1 : 0;
          break;
        case sim::Kernel::swap:
          element = column == (row >> 1 | (row & 1) << 1) ? 1 : 0;
          break;
        case sim::Kernel::dense:
          element = numbers[row * size + column];
          break;
      }
      result[i] += element * state[from];
    }
  }
  return result;
}

inline std::vector<Complex> applied(const sim::FlatProgram& program, std::vector<Complex> state) {
  for (const sim::FlatOp& op : program.ops) state = applied(program, op, state);
  return state;
}

}  // namespace support
