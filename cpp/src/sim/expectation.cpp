// Expectation values: the state of a program, or of each of its shots, against an observable.

#include "qpanda3/sim/expectation.hpp"

#include <algorithm>
#include <vector>

#include "qpanda3/base/concat.hpp"
#include "qpanda3/base/error.hpp"
#include "sim/execute.hpp"
#include "sim/fusion.hpp"
#include "sim/lower.hpp"
#include "sim/native_numbers.hpp"
#include "sim/observable.hpp"
#include "sim/shot_tree.hpp"
#include "sim/trajectory.hpp"

namespace qpanda3 {
namespace sim {
namespace {

struct Measurement {
  const Plan& plan;
  const SumPlan& observable;
  const StateBuffer* initial;
  const ShotSpace& space;
  const std::vector<BufferPtr>& states;
  std::uint64_t shots;  ///< runs of what depends on chance; 0 if nothing does
  std::uint64_t seed;
};

template <class Real>
double measured(const Measurement& run, Workers& workers) {
  const NativeNumbers<Real> numbers(run.plan.program);
  run_prefix(run.plan, numbers, *run.states[0], run.initial, workers);
  const auto state = amplitudes_of<Real>(*run.states[0]);
  if (run.shots == 0) return expectation(state, run.observable, workers);

  const std::vector<Amplitudes<Real>> states = all_amplitudes<Real>(run.states);
  double sum = 0;
  for_each_range(run.shots, [&](const ShotRange& range) {
    // Added up in the order of the shots, which depends neither on threads nor on how shots are grouped.
    std::vector<double> values(range.count);
    for_each_group<Real>(run.plan, run.space, states, range, run.seed, workers, [&](const GroupEnd<Real>& end) {
      const double value = expectation(end.state, run.observable, end.workers);
      for (const std::uint64_t shot : end.group.shots) values[shot - range.first] = value;
    });
    for (const double value : values) sum += value;
  });
  return sum / static_cast<double>(run.shots);
}

}  // namespace

double expectation_of(const QProg& prog, const PauliOperator& op, std::uint64_t shots, const RunOptions& options,
                      Precision precision, const StateBuffer* initial, BufferSource& buffers) {
  Guard guard(options.interrupt, options.time_limit);
  Workers workers(options.threads, guard);
  check_memory(prog.qubits_num(), precision, 1, ~std::uint64_t{0});
  const NoiseModel* noise = options.noise != nullptr && options.noise->is_enabled() ? options.noise : nullptr;
  Plan plan = make_plan(lower(prog, {.measure = true, .merge = true, .noise = noise}, guard), initial == nullptr);
  fuse(plan.program, &plan.prefix, guard);
  arrange_noise(plan);
  plan.finals.clear();  // nothing depends on them: the state is wanted, not the record
  const bool is_exact = plan.is_deterministic();
  if (!is_exact && shots == 0)
    throw InvalidArgument(
        "expectation value: shots must be at least 1 for a program with noise, or with channels, resets or "
        "measurements that later operations depend on; got 0");

  const unsigned num_qubits = plan.program.num_qubits;
  const SumPlan observable = make_observable(op, num_qubits, noise);
  const std::uint64_t trajectories = is_exact ? 0 : shots;
  const ShotSpace space = is_exact ? ShotSpace{} : shot_space(plan, precision, trajectories, workers.threads());
  const std::vector<BufferPtr> states = buffers.take(num_qubits, space.states());
  const std::uint64_t seed = options.seed ? *options.seed : is_exact ? 0 : random_seed();
  const Measurement run{plan, observable, initial, space, states, trajectories, seed};
  return precision == Precision::float32 ? measured<float>(run, workers) : measured<double>(run, workers);
}

}  // namespace sim

double expval_pauli_operator(const QProg& prog, const PauliOperator& pauli_operator, std::int64_t shots,
                             const RunOptions& options, std::string_view backend, std::span<const Complex> init_state) {
  if (backend != "CPU")
    throw BackendUnavailable(concat("expval_pauli_operator: backend '", backend,
                                    "' is not part of this build; "
                                    "available: CPU"));
  CPUQVM machine;
  if (!init_state.empty()) machine.init_state(init_state);
  return machine.expval_pauli_operator(prog, pauli_operator, shots, options);
}

double expval_hamiltonian(const QProg& prog, const Hamiltonian& hamiltonian, std::int64_t shots,
                          const RunOptions& options, std::string_view backend, std::span<const Complex> init_state) {
  return expval_pauli_operator(prog, hamiltonian.pauli_operator(), shots, options, backend, init_state);
}

}  // namespace qpanda3
