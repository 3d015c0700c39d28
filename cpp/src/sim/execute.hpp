#pragma once
// The pipeline of one run: lower, plan, the deterministic part, then sampling or shots.

#include <bit>
#include <cstdint>
#include <memory>

#include "qpanda3/hamiltonian/pauli_operator.hpp"
#include "qpanda3/sim/cpuqvm.hpp"
#include "qpanda3/sim/execution_plan.hpp"
#include "sim/kernels.hpp"
#include "sim/plan.hpp"
#include "sim/result_data.hpp"
#include "sim/state_buffer.hpp"
#include "sim/straight_line.hpp"

namespace qpanda3::sim {

/// Gives out memory for states; asked once for all the states of a run, before anything else is done with them.
class BufferSource {
 public:
  virtual ~BufferSource() = default;
  /// ResourceExhausted if `copies` states cannot be had.
  virtual std::vector<BufferPtr> take(unsigned num_qubits, std::uint64_t copies) = 0;
};

/// Runs a program in `precision`, which is also that of the buffers. `initial` is null for |0...0>.
std::shared_ptr<const ResultData> execute(const QProg& prog, std::uint64_t shots, const RunOptions& options,
                                          Precision precision, const StateBuffer* initial, BufferSource& buffers);

/// What execute() would do.
ExecutionPlan plan_of(const QProg& prog, std::uint64_t shots, const RunOptions& options, Precision precision,
                      bool starts_at_zero);

/// <prog|op|prog>, averaged over `shots` trajectories if the state depends on chance; see
/// CPUQVM::expval_pauli_operator.
double expectation_of(const QProg& prog, const PauliOperator& op, std::uint64_t shots, const RunOptions& options,
                      Precision precision, const StateBuffer* initial, BufferSource& buffers);

/// A seed from the system.
std::uint64_t random_seed();

template <class Real>
Amplitudes<Real> amplitudes_of(const StateBuffer& buffer) {
  const std::span<std::complex<Real>> amplitudes = buffer.amplitudes<Real>();
  return {amplitudes.data(), static_cast<unsigned>(std::countr_zero(amplitudes.size()))};
}

/// All of them, which then no longer hold zeros.
template <class Real>
std::vector<Amplitudes<Real>> all_amplitudes(const std::vector<BufferPtr>& buffers) {
  std::vector<Amplitudes<Real>> states;
  states.reserve(buffers.size());
  for (const BufferPtr& buffer : buffers) {
    buffer->mark_used();
    states.push_back(amplitudes_of<Real>(*buffer));
  }
  return states;
}

/// Makes the buffer the state after the deterministic beginning of a program. `initial` is null for |0...0>.
template <class Real>
void run_prefix(const Plan& plan, const NativeNumbers<Real>& numbers, StateBuffer& buffer, const StateBuffer* initial,
                Workers& workers) {
  const auto state = amplitudes_of<Real>(buffer);
  KnownZeros zeros;
  if (initial != nullptr)
    copy_state<Real>(state, initial->amplitudes<Real>().data(), workers);
  else
    zeros = start_at_zero(state, buffer.is_zero(), workers);
  buffer.mark_used();
  run_line(plan.program, numbers, 0, plan.prefix, state, zeros, workers);
  settle_zeros(state, zeros, workers);
}

}  // namespace qpanda3::sim
