#include "sim/execute.hpp"

#include <unistd.h>

#include <algorithm>
#include <random>
#include <utility>

#include "sim/execution_plan.hpp"
#include "sim/fusion.hpp"
#include "sim/lower.hpp"
#include "sim/native_numbers.hpp"
#include "sim/sampler.hpp"
#include "sim/shot_tree.hpp"
#include "sim/trajectory.hpp"

namespace qpanda3::sim {
namespace {

/// All shots gave the empty record: nothing was measured, but noise makes the result a sampled one.
Histogram empty_records(std::uint64_t shots) {
  Histogram histogram(0);
  histogram.add(nullptr, shots);
  return histogram;
}

/// What a planned run is made of.
struct Run {
  const Plan& plan;
  const StateBuffer* initial;
  const ShotSpace& space;
  const std::vector<BufferPtr>& states;  ///< the first becomes the result's
  std::uint64_t shots;                   ///< asked for
  std::uint64_t trajectories;            ///< runs of what depends on chance
  std::uint64_t seed;
};

/// The numerical part, in the precision of the buffers.
template <class Real>
void compute(const Run& run, Workers& workers, ResultData& data) {
  const Plan& plan = run.plan;
  const NativeNumbers<Real> numbers(plan.program);
  run_prefix(plan, numbers, *run.states[0], run.initial, workers);
  const auto state = amplitudes_of<Real>(*run.states[0]);
  data.state = run.states[0];
  const bool is_measured = !plan.program.cbits.empty();
  if (run.trajectories > 0)
    data.histogram =
        run_shots<Real>(plan, run.space, all_amplitudes<Real>(run.states), run.trajectories, run.seed, workers);
  if (data.is_sampled && !is_measured)
    data.histogram = empty_records(run.shots);
  else if (data.is_sampled && run.trajectories == 0)
    data.histogram = sample_finals(state, plan, run.shots, run.seed, workers);
}

}  // namespace

std::uint64_t random_seed() {
  std::uint64_t seed = 0;
  if (getentropy(&seed, sizeof seed) == 0)
    return seed;  // much cheaper than std::random_device, which matters for small runs
  std::random_device device;
  return device() | std::uint64_t{device()} << 32;
}

ExecutionPlan plan_of(const QProg& prog, std::uint64_t shots, const RunOptions& options, Precision precision,
                      bool starts_at_zero) {
  Guard guard(options.interrupt, options.time_limit);
  check_memory(prog.qubits_num(), precision, 0, 0);
  const NoiseModel* noise = options.noise != nullptr && options.noise->is_enabled() ? options.noise : nullptr;
  FlatProgram flat = lower(prog, {.measure = shots > 0, .merge = true, .noise = noise}, guard);
  const std::uint64_t gates = flat.num_gates;
  Plan plan = make_plan(std::move(flat), starts_at_zero);
  fuse(plan.program, &plan.prefix, guard);
  arrange_noise(plan);
  return described(plan, gates, precision, guard);
}

std::shared_ptr<const ResultData> execute(const QProg& prog, std::uint64_t shots, const RunOptions& options,
                                          Precision precision, const StateBuffer* initial, BufferSource& buffers) {
  Guard guard(options.interrupt, options.time_limit);
  Workers workers(options.threads, guard);
  // A register that no machine holds is refused before all other work.
  check_memory(prog.qubits_num(), precision, 1, ~std::uint64_t{0});

  const NoiseModel* noise = options.noise != nullptr && options.noise->is_enabled() ? options.noise : nullptr;
  FlatProgram flat = lower(prog, {.measure = shots > 0, .merge = true, .noise = noise}, guard);
  const bool is_measured = !flat.cbits.empty();
  Plan plan = make_plan(std::move(flat), initial == nullptr);
  fuse(plan.program, &plan.prefix, guard);
  arrange_noise(plan);

  auto data = std::make_shared<ResultData>();
  data->num_qubits = plan.program.num_qubits;
  data->is_sampled = shots > 0 && (is_measured || noise != nullptr || prog.block().has_karus());
  data->shots = data->is_sampled ? shots : 0;
  data->writers = plan.program.writers;

  // Without a record to fill, one trajectory is as good as many.
  const std::uint64_t trajectories = plan.is_deterministic() ? 0 : is_measured ? shots : 1;
  const ShotSpace space = trajectories > 1 ? shot_space(plan, precision, trajectories, workers.threads()) : ShotSpace{};
  const std::vector<BufferPtr> states = buffers.take(data->num_qubits, space.states());
  const bool needs_seed = data->is_sampled || trajectories > 0;
  const std::uint64_t seed = options.seed ? *options.seed : needs_seed ? random_seed() : 0;

  const Run run{plan, initial, space, states, shots, trajectories, seed};
  if (precision == Precision::float32)
    compute<float>(run, workers, *data);
  else
    compute<double>(run, workers, *data);
  return data;
}

}  // namespace qpanda3::sim
