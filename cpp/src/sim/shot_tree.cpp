#include "sim/shot_tree.hpp"

#include <algorithm>
#include <atomic>
#include <bit>
#include <numeric>
#include <optional>
#include <utility>

#include "sim/group_runner.hpp"
#include "sim/machine.hpp"
#include "sim/shot_exchange.hpp"
#include "sim/shot_records.hpp"
#include "sim/trajectory.hpp"

namespace qpanda3::sim {
namespace {

/// Workers share the groups if a state is not larger than this, and work on one state together otherwise.
constexpr unsigned kMaxQubitsPerWorker = 16;
/// Nanoseconds of work, roughly, that are worth a thread.
constexpr std::uint64_t kWorthAThread = std::uint64_t{1} << 18;
/// States up to this many bytes in all are taken without asking how much memory there is.
constexpr std::uint64_t kAlwaysThere = std::uint64_t{64} << 20;
/// The part of the memory that may be taken for the sake of speed.
constexpr std::uint64_t kMemoryShare = 4;

std::vector<bool> tested_slots(const FlatProgram& program) {
  std::vector<bool> is_tested(program.cbits.size());
  for (const FlatCondition& condition : program.conditions) {
    for (const std::uint32_t slot : condition.ones) is_tested[slot] = true;
    for (const std::uint32_t slot : condition.zeros) is_tested[slot] = true;
  }
  return is_tested;
}

/// All a worker does; number 0 begins with `first`.
template <class Real>
void serve(const ShotRun<Real>& run, std::size_t worker, ShotGroup& first, const std::atomic<bool>& stop,
           Workers& workers) {
  GroupRunner<Real> runner(run, worker, stop, workers);
  if (worker == 0) runner.run_first(first);
  if (run.exchange == nullptr) return;
  for (bool has_worked = worker == 0;; has_worked = true) {
    std::optional<ShotGroup> group = run.exchange->wait(worker, has_worked, stop, workers.guard());
    if (!group) return;
    runner.run_received(*group);
  }
}

ShotGroup all_shots(const Plan& plan, std::span<std::uint64_t> shots) {
  ShotGroup group;
  group.shots = shots;
  group.at = plan.prefix;
  group.record.resize(record_words(plan.program));
  group.rounds.resize(plan.program.num_loops);
  return group;
}

/// Nanoseconds, roughly, if the shots share nothing.
std::uint64_t work_of(const Plan& plan, std::uint64_t shots) noexcept {
  const auto per_shot = static_cast<double>(plan.program.ops.size() - plan.prefix) *
                            static_cast<double>(std::uint64_t{1} << plan.program.num_qubits) +
                        static_cast<double>(kWorkPerShot);
  return static_cast<std::uint64_t>(std::min(per_shot * static_cast<double>(shots), 0x1p62));
}

}  // namespace

ShotSpace shot_space(const Plan& plan, Precision precision, std::uint64_t shots, int threads) {
  ShotSpace space;
  if (shots <= 1) return space;
  const unsigned num_qubits = plan.program.num_qubits;
  if (num_qubits <= kMaxQubitsPerWorker && work_of(plan, shots) >= kWorthAThread)
    space.workers = static_cast<int>(std::min<std::uint64_t>(static_cast<std::uint64_t>(threads), shots));
  // One for a copy, and one more for each halving of its shots.
  space.levels = static_cast<std::uint64_t>(std::bit_width(std::min(shots, kShotsAtOnce)));
  const std::uint64_t bytes = std::uint64_t{bytes_per_amplitude(precision)} << num_qubits;
  if (space.states() <= kAlwaysThere / bytes) return space;
  const std::uint64_t affordable = available_memory() / kMemoryShare / bytes;
  // A worker that gets groups from another one needs two states, the first for the group itself.
  space.workers =
      static_cast<int>(std::clamp<std::uint64_t>(affordable / 2, 1, static_cast<std::uint64_t>(space.workers)));
  const std::uint64_t least = space.workers > 1 ? 2 : 1;
  space.levels = std::clamp(affordable / static_cast<std::uint64_t>(space.workers), least, space.levels);
  return space;
}

template <class Real>
void for_each_group(const Plan& plan, const ShotSpace& space, std::span<const Amplitudes<Real>> states,
                    const ShotRange& shots, std::uint64_t seed, Workers& workers,
                    FunctionRef<void(const GroupEnd<Real>&)> after) {
  std::vector<std::uint64_t> list(shots.count);
  std::iota(list.begin(), list.end(), shots.first);
  ShotGroup all = all_shots(plan, list);
  if (shots.count == 1 && shots.is_last) {
    Trajectory<Real> trajectory(plan, workers);
    trajectory.run(states[0], seed, shots.first);
    all.record = trajectory.record();
    all.draws = trajectory.draws();
    after({0, all, states[0], workers});
    return;
  }

  ShotExchange exchange(static_cast<std::size_t>(space.workers));
  const ShotRun<Real> run{.plan = plan,
                          .seed = seed,
                          .last_shot = shots.is_last ? shots.first + shots.count - 1 : ~std::uint64_t{0},
                          .is_tested = tested_slots(plan.program),
                          .levels = space.levels,
                          .states = states,
                          .keeps_prefix = !shots.is_last,
                          .exchange = space.workers > 1 ? &exchange : nullptr,
                          .after = after};
  if (space.workers == 1) {
    serve<Real>(run, 0, all, std::atomic<bool>(false), workers);
    return;
  }
  // Each thread works alone on states of its own; the calling one asks the guard, the others watch for its word.
  workers.run_each(space.workers, [&](int worker, const std::atomic<bool>& stop) {
    Guard watcher(stop);
    Workers alone(1, worker == 0 ? workers.guard() : watcher);
    serve<Real>(run, static_cast<std::size_t>(worker), all, stop, alone);
  });
}

template <class Real>
Histogram run_shots(const Plan& plan, const ShotSpace& space, std::span<const Amplitudes<Real>> states,
                    std::uint64_t shots, std::uint64_t seed, Workers& workers) {
  const ShotRecords records(plan, seed);
  std::vector<Histogram> histograms(static_cast<std::size_t>(space.workers), Histogram(plan.program.cbits.size()));
  for_each_range(shots, [&](const ShotRange& range) {
    for_each_group<Real>(plan, space, states, range, seed, workers,
                         [&](const GroupEnd<Real>& end) { records.count(end, histograms[end.worker]); });
  });
  Histogram histogram(plan.program.cbits.size());
  for (const Histogram& part : histograms) histogram.add(part);
  histogram.finish();
  return histogram;
}

#define QPANDA3_INSTANTIATE(Real)                                                                                  \
  template void for_each_group(const Plan&, const ShotSpace&, std::span<const Amplitudes<Real>>, const ShotRange&, \
                               std::uint64_t, Workers&, FunctionRef<void(const GroupEnd<Real>&)>);                 \
  template Histogram run_shots(const Plan&, const ShotSpace&, std::span<const Amplitudes<Real>>, std::uint64_t,    \
                               std::uint64_t, Workers&)
QPANDA3_INSTANTIATE(float);
QPANDA3_INSTANTIATE(double);
#undef QPANDA3_INSTANTIATE

}  // namespace qpanda3::sim
