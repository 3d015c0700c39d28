#include "sim/gate_runs.hpp"

#include "sim/bit_masks.hpp"

namespace qpanda3::sim {
namespace {

/// Then a gate of the table.
void multiply(OneQubitMatrix& product, const GateInfo& gate, bool dagger, const double* params) {
  if (gate.type == GateType::X) {
    product.then_flip();
    return;
  }
  std::array<Number, 4> matrix;
  gate.matrix(params, reinterpret_cast<Complex*>(matrix.data()));
  if (dagger) matrix = {matrix[0].conjugate(), matrix[2].conjugate(), matrix[1].conjugate(), matrix[3].conjugate()};
  if (gate.has(kDiagonal))
    product.then_diagonal(matrix[0], matrix[3]);
  else
    product.then(matrix.data());
}

}  // namespace

void GateRuns::append(const GateInfo& gate, bool dagger, std::span<const Index> controls,
                      std::span<const Index> targets, std::span<const double> params, const Matrix* oracle) {
  if (gate.has(kDiagonal) && gate.has(kPermutation)) return;  // the identity, whatever its name
  ++program_.num_gates;
  if (merges_ && targets.size() == 1 && controls.empty() && gate.type != GateType::ORACLE) {
    hold(gate, dagger, targets[0], params.data());
    return;
  }
  flush(mask_of(controls) | mask_of(targets));
  lowering_.append(gate, dagger, controls, targets, params, oracle);
}

void GateRuns::hold(const GateInfo& gate, bool dagger, Index qubit, const double* params) {
  Run& run = runs_[qubit];
  if (run.length == 0) {
    held_ |= bit_of(qubit);
    run.first = &gate;
    run.first_params = params;
    run.first_dagger = dagger;
  } else {
    if (run.length == 1) {
      run.product = OneQubitMatrix::identity();
      multiply(run.product, *run.first, run.first_dagger, run.first_params);
    }
    multiply(run.product, gate, dagger, params);
  }
  ++run.length;
}

void GateRuns::flush_held(std::uint64_t qubits) {
  held_ &= ~qubits;
  for (; qubits != 0; qubits &= qubits - 1) {
    const auto qubit = static_cast<Index>(std::countr_zero(qubits));
    Run& run = runs_[qubit];
    if (run.length > 1)
      lowering_.append_product(run.product, qubit);
    else
      lowering_.append(*run.first, run.first_dagger, {}, {&qubit, 1}, {run.first_params, run.first->num_params},
                       nullptr);
    run.length = 0;
  }
}

}  // namespace qpanda3::sim
