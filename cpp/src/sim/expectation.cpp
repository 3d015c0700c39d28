// Expectation values: the state of a program, or of each of its shots, against an observable.

#include "qpanda3/sim/expectation.hpp"

#include <algorithm>

#include "qpanda3/base/concat.hpp"
#include "qpanda3/base/error.hpp"
#include "sim/execute.hpp"
#include "sim/fusion.hpp"
#include "sim/lower.hpp"
#include "sim/native_numbers.hpp"
#include "sim/observable.hpp"
#include "sim/trajectory.hpp"

namespace qpanda3 {
namespace sim {
namespace {

/// Shots whose values are added up together, so that the order of additions does not depend on threads.
constexpr std::uint64_t kShotsAPart = 16;

struct Measurement {
  const Plan& plan;
  const XGroups& observable;
  const StateBuffer* initial;
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

  std::vector<Amplitudes<Real>> scratch;
  for (std::size_t i = 1; i < run.states.size(); ++i) scratch.push_back(amplitudes_of<Real>(*run.states[i]));
  std::vector<double> parts((run.shots - 1) / kShotsAPart + 1);
  // Shots are handed out in pieces of that size, so one thread alone adds to a part, in order.
  for_each_shot<Real>(run.plan, numbers, state, scratch, run.shots, run.seed, workers, [&](const ShotEnd<Real>& end) {
    parts[end.shot / kShotsAPart] += expectation(end.state, run.observable, end.workers);
  });
  double sum = 0;
  for (const double part : parts) sum += part;
  return sum / static_cast<double>(run.shots);
}

}  // namespace

double expectation_of(const QProg& prog, const PauliOperator& op, std::uint64_t shots, const RunOptions& options,
                      Precision precision, const StateBuffer* initial, BufferSource& buffers) {
  Guard guard(options.interrupt, options.time_limit);
  Workers workers(options.threads, guard);
  check_memory(prog.qubits_num(), precision, 1, ~std::uint64_t{0});
  const NoiseModel* noise = options.noise != nullptr && options.noise->is_enabled() ? options.noise : nullptr;
  Plan plan = make_plan(lower(prog, {.measure = true, .noise = noise}, guard), initial == nullptr);
  fuse(plan.program, &plan.prefix, guard);
  plan.finals.clear();  // nothing depends on them: the state is wanted, not the record
  const bool is_exact = plan.is_deterministic();
  if (!is_exact && shots == 0)
    throw InvalidArgument(
        "expectation value: shots must be at least 1 for a program with noise, or with channels, resets or "
        "measurements that later operations depend on; got 0");

  const unsigned num_qubits = plan.program.num_qubits;
  const XGroups observable = make_observable(op, num_qubits, noise);
  const std::uint64_t trajectories = is_exact ? 0 : shots;
  const std::uint64_t copies = 1 + (is_exact ? 0 : extra_states(num_qubits, trajectories, workers.threads()));
  const std::vector<BufferPtr> states = buffers.take(num_qubits, copies);
  for (std::size_t i = 1; i < states.size(); ++i) states[i]->mark_used();
  const std::uint64_t seed = options.seed ? *options.seed : is_exact ? 0 : random_seed();
  const Measurement run{plan, observable, initial, states, trajectories, seed};
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
