#include "sim/evolve.hpp"

#include <algorithm>
#include <bit>

#include "qpanda3/base/concat.hpp"
#include "qpanda3/base/error.hpp"
#include "qpanda3/circuit/prog.hpp"
#include "sim/fusion.hpp"
#include "sim/kernels.hpp"
#include "sim/lower.hpp"
#include "sim/native_numbers.hpp"
#include "sim/trajectory.hpp"

namespace qpanda3::sim {
namespace {

Guard interruptible() {
  return Guard([] { InterruptScope::poll(); }, {});
}

FlatProgram lowered(const QCircuit& circuit, unsigned num_qubits, Guard& guard) {
  const std::size_t used = circuit.get_register_size();
  if (used > num_qubits)
    throw InvalidArgument(
        concat("evolve: the circuit uses ", used, " qubits (0 .. ", used - 1, "), the state has ", num_qubits));
  QProg prog(static_cast<std::int64_t>(num_qubits));
  prog << circuit;
  FlatProgram program = lower(prog, {.measure = false, .merge = true, .noise = nullptr}, guard);
  if (std::any_of(program.ops.begin(), program.ops.end(), [](const FlatOp& op) { return op.kind != FlatKind::gate; }))
    throw InvalidArgument("evolve: the circuit has a RESET, which is no unitary operation");
  fuse(program, nullptr, guard);
  return program;
}

void run_all(FlatProgram program, Amplitudes<double> state, Workers& workers) {
  program.num_qubits = state.num_qubits;
  run_gates(program, NativeNumbers<double>(program), 0, program.ops.size(), state, workers);
}

/// The same operations `shift` qubits higher.
FlatProgram shifted(FlatProgram program, unsigned shift) {
  for (FlatOp& op : program.ops) {
    op.control_mask <<= shift;
    op.qubit_mask <<= shift;
  }
  for (Index& target : program.targets) target += shift;
  return program;
}

FlatProgram conjugated(FlatProgram program) {
  for (Complex& number : program.numbers) number = std::conj(number);
  return program;
}

}  // namespace

void evolve_state(std::span<Complex> state, const QCircuit& circuit) {
  Guard guard = interruptible();
  Workers workers(0, guard);
  const auto num_qubits = static_cast<unsigned>(std::countr_zero(state.size()));
  run_all(lowered(circuit, num_qubits, guard), {state.data(), num_qubits}, workers);
}

// Row-major, rho is a state of 2n qubits whose higher half numbers the rows: U acts there, conj(U) on the columns.
void evolve_density(std::span<Complex> rho, const QCircuit& circuit) {
  Guard guard = interruptible();
  Workers workers(0, guard);
  const auto num_qubits = static_cast<unsigned>(std::countr_zero(rho.size())) / 2;
  const FlatProgram program = lowered(circuit, num_qubits, guard);
  const Amplitudes<double> vectorised{rho.data(), 2 * num_qubits};
  run_all(shifted(program, num_qubits), vectorised, workers);
  run_all(conjugated(program), vectorised, workers);
}

}  // namespace qpanda3::sim
