#include "sim/execute.hpp"

#include <unistd.h>

#include <random>
#include <utility>

#include "sim/lower.hpp"
#include "sim/sampler.hpp"
#include "sim/trajectory.hpp"

namespace qpanda3::sim {
namespace {

std::uint64_t random_seed() {
  std::uint64_t seed = 0;
  if (getentropy(&seed, sizeof seed) == 0)
    return seed;  // much cheaper than std::random_device, which matters for small runs
  std::random_device device;
  return device() | std::uint64_t{device()} << 32;
}

void prepare(Amplitudes state, StateBuffer& buffer, const StateBuffer* initial, Workers& workers) {
  if (initial != nullptr)
    copy_state(state, initial->data(), workers);
  else
    set_to_zero_state(state, buffer.is_zero(), workers);
  buffer.mark_used();
}

/// All shots gave the empty record: nothing was measured, but noise makes the result a sampled one.
Histogram empty_records(std::uint64_t shots) {
  Histogram histogram(0);
  histogram.add(nullptr, shots);
  return histogram;
}

/// Runs what comes after the deterministic part and returns the state of the last shot.
BufferPtr run_chance(const Plan& plan, const std::vector<BufferPtr>& states, std::uint64_t shots, std::uint64_t seed,
                     Workers& workers, ResultData& data) {
  const auto amplitudes = [&](const BufferPtr& buffer) { return Amplitudes{buffer->data(), data.num_qubits}; };
  std::vector<Amplitudes> scratch;
  for (std::size_t i = 1; i < states.size(); ++i) {
    states[i]->mark_used();
    scratch.push_back(amplitudes(states[i]));
  }
  ShotsResult outcome = run_shots(plan, amplitudes(states[0]), scratch, shots, seed, workers);
  data.histogram = std::move(outcome.histogram);
  return states[static_cast<std::size_t>(outcome.state + 1)];
}

}  // namespace

std::shared_ptr<const ResultData> execute(const QProg& prog, std::uint64_t shots, const RunOptions& options,
                                          const StateBuffer* initial, BufferSource& buffers) {
  Guard guard(options.interrupt, options.time_limit);
  Workers workers(options.threads, guard);
  check_memory(prog.qubits_num(), 1, ~std::uint64_t{0});  // a register that no machine holds, before all other work

  const NoiseModel* noise = options.noise != nullptr && options.noise->is_enabled() ? options.noise : nullptr;
  FlatProgram flat = lower(prog, {.measure = shots > 0, .noise = noise}, guard);
  const bool is_measured = !flat.cbits.empty();
  const Plan plan = make_plan(std::move(flat), initial == nullptr);

  auto data = std::make_shared<ResultData>();
  data->num_qubits = plan.program.num_qubits;
  data->is_sampled = shots > 0 && (is_measured || noise != nullptr || prog.block().has_karus());
  data->shots = data->is_sampled ? shots : 0;
  data->writers = plan.program.writers;

  // Without a record to fill, one trajectory is as good as many.
  const std::uint64_t trajectories = plan.is_deterministic() ? 0 : is_measured ? shots : 1;
  const std::uint64_t copies =
      1 + (trajectories > 1 ? extra_states(data->num_qubits, trajectories, workers.threads()) : 0);
  const std::vector<BufferPtr> states = buffers.take(data->num_qubits, copies);
  const Amplitudes state{states[0]->data(), data->num_qubits};
  const bool needs_seed = data->is_sampled || trajectories > 0;
  const std::uint64_t seed = options.seed ? *options.seed : needs_seed ? random_seed() : 0;

  prepare(state, *states[0], initial, workers);
  run_gates(plan.program, 0, plan.prefix, state, workers);
  data->state = states[0];
  if (trajectories > 0) data->state = run_chance(plan, states, trajectories, seed, workers, *data);
  if (data->is_sampled && !is_measured)
    data->histogram = empty_records(shots);
  else if (data->is_sampled && trajectories == 0)
    data->histogram = sample_finals(state, plan, shots, seed, workers);
  return data;
}

}  // namespace qpanda3::sim
