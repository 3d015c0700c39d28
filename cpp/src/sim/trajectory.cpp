#include "sim/trajectory.hpp"

#include <algorithm>
#include <atomic>
#include <cmath>

#include "qpanda3/base/concat.hpp"
#include "qpanda3/base/error.hpp"
#include "sim/sampler.hpp"
#include "sim/straight_line.hpp"

namespace qpanda3::sim {
namespace {

/// Shots a thread takes at a time.
constexpr std::uint64_t kShotGrain = 16;

template <class Real>
void run_gate(const FlatProgram& program, const NativeNumbers<Real>& numbers, const FlatOp& op, Amplitudes<Real> state,
              Workers& workers) {
  apply_gate<Real>(state, {op.kernel, op.control_mask, program.targets_of(op), numbers.of(op)}, workers);
}

}  // namespace

template <class Real>
void run_gates(const FlatProgram& program, const NativeNumbers<Real>& numbers, std::size_t begin, std::size_t end,
               Amplitudes<Real> state, Workers& workers) {
  if (end - begin == 1) return run_gate(program, numbers, program.ops[begin], state, workers);
  KnownZeros zeros;
  run_line(program, numbers, begin, end, state, zeros, workers);
}

template <class Real>
Trajectory<Real>::Trajectory(const Plan& plan, const NativeNumbers<Real>& numbers, Amplitudes<Real> state,
                             Workers& workers)
    : plan_(plan),
      numbers_(numbers),
      state_(state),
      workers_(workers),
      record_((plan.program.cbits.size() + 63) / 64 + 1),
      rounds_(plan.program.num_loops) {}

template <class Real>
void Trajectory<Real>::run(std::uint64_t seed, std::uint64_t shot) {
  const FlatProgram& program = plan_.program;
  CounterRng rng(seed, shot);
  std::fill(record_.begin(), record_.end(), 0);
  for (std::size_t at = plan_.prefix; at < program.ops.size();) {
    const FlatOp& op = program.ops[at++];
    switch (op.kind) {
      case FlatKind::gate:
        run_gate(program, numbers_, op, state_, workers_);
        break;
      case FlatKind::measure:
        measure(op, rng);
        break;
      case FlatKind::reset:
        reset(op, rng);
        break;
      case FlatKind::noise:
        apply_noise(op, rng);
        break;
      case FlatKind::jump:
        at = op.extra;
        break;
      case FlatKind::jump_unless:
        if (!condition_holds(op.payload)) at = op.extra;
        break;
      case FlatKind::loop_enter:
        rounds_[op.payload] = 0;
        break;
      case FlatKind::loop_count:
        count_round(op.payload);
        break;
    }
    workers_.guard().tick(16);
  }
  sample_finals_once(state_, plan_, rng, record_.data(), workers_);
}

template <class Real>
bool Trajectory<Real>::draw_outcome(Index qubit, CounterRng& rng, double& factor) {
  const QubitWeights weights = qubit_weights(state_, qubit, workers_);
  // u < 1, so that an outcome of weight 0 is never drawn.
  const double u = rng.uniform() * (weights.zero + weights.one);
  const bool outcome = weights.one > 0 && u >= weights.zero;
  factor = 1 / std::sqrt(outcome ? weights.one : weights.zero);
  return outcome;
}

template <class Real>
void Trajectory<Real>::measure(const FlatOp& op, CounterRng& rng) {
  const Index qubit = plan_.program.targets[op.targets];
  double factor = 1;
  const bool outcome = draw_outcome(qubit, rng, factor);
  collapse(state_, qubit, outcome, factor, false, workers_);
  write_bit(record_.data(), op.payload, read_bit(plan_.program, op.extra, outcome, rng));
}

template <class Real>
void Trajectory<Real>::reset(const FlatOp& op, CounterRng& rng) {
  const Index qubit = plan_.program.targets[op.targets];
  double factor = 1;
  const bool outcome = draw_outcome(qubit, rng, factor);
  collapse(state_, qubit, outcome, factor, true, workers_);
}

template <class Real>
void Trajectory<Real>::apply_noise(const FlatOp& op, CounterRng& rng) {
  const Channel& channel = plan_.program.channels[op.payload];
  const std::span<const Index> targets = plan_.program.targets_of(op);
  if (!channel.kraus.empty()) return apply_kraus(channel, targets, rng);

  const double u = rng.uniform() * channel.strings.back().cumulative;
  const auto drawn = std::find_if(channel.strings.begin(), channel.strings.end() - 1,
                                  [&](const Channel::PauliString& string) { return u < string.cumulative; });
  std::uint64_t x_mask = 0, z_mask = 0;
  for (std::size_t i = 0; i < targets.size(); ++i) {
    x_mask |= (drawn->x_mask >> i & 1) << targets[i];
    z_mask |= (drawn->z_mask >> i & 1) << targets[i];
  }
  apply_paulis(state_, x_mask, z_mask, workers_);
}

/// The weight of each Kraus matrix is the trace of K rho K†, rho being the density matrix of the targets alone.
template <class Real>
void Trajectory<Real>::apply_kraus(const Channel& channel, std::span<const Index> targets, CounterRng& rng) {
  const std::size_t size = std::size_t{1} << targets.size();
  const std::vector<Complex> rho = reduced_density(state_, targets, workers_);
  double total = 0;
  for (std::size_t i = 0; i < size; ++i) total += rho[i * (size + 1)].real();
  double left = rng.uniform() * total;
  std::size_t drawn = 0;
  double drawn_weight = 0;
  for (std::size_t k = 0; k < channel.kraus.size(); ++k) {
    const std::vector<Complex>& kraus = channel.kraus[k];
    double weight = 0;
    for (std::size_t row = 0; row < size; ++row)
      for (std::size_t a = 0; a < size; ++a)
        for (std::size_t b = 0; b < size; ++b)
          weight += (kraus[row * size + a] * rho[a * size + b] * std::conj(kraus[row * size + b])).real();
    if (weight <= 0) continue;
    drawn = k;  // rounding may leave nothing for the last one with a weight: then it is that one
    drawn_weight = weight;
    left -= weight;
    if (left < 0) break;
  }
  const std::vector<Complex>& kraus = channel.kraus[drawn];
  const double factor = std::sqrt(total / drawn_weight);
  std::vector<std::complex<Real>> scaled(kraus.size());
  std::transform(kraus.begin(), kraus.end(), scaled.begin(),
                 [&](Complex value) { return std::complex<Real>(value * factor); });
  apply_gate<Real>(state_, {Kernel::dense, 0, targets, scaled.data()}, workers_);
}

template <class Real>
bool Trajectory<Real>::condition_holds(std::uint32_t condition) const {
  const auto is_one = [&](std::uint32_t slot) { return (record_[slot / 64] >> (slot % 64) & 1) != 0; };
  const FlatCondition& slots = plan_.program.conditions[condition];
  return std::all_of(slots.ones.begin(), slots.ones.end(), is_one) &&
         std::none_of(slots.zeros.begin(), slots.zeros.end(), is_one);
}

template <class Real>
void Trajectory<Real>::count_round(std::uint32_t loop) {
  if (rounds_[loop]++ == kLoopLimit)
    throw InvalidArgument(concat("a qwhile has run ", kLoopLimit,
                                 " times in one shot and its condition still holds; this is the limit. Its body must "
                                 "measure a 0 into one of the bits of the condition"));
}

std::uint64_t extra_states(unsigned num_qubits, std::uint64_t shots, int threads) {
  if (shots <= 1) return 0;
  // Small states: threads share the shots. Large ones: threads share the work on one state.
  if ((std::uint64_t{1} << num_qubits) > kGrain) return 1;
  const std::uint64_t pieces = (shots - 1) / kShotGrain + 1;
  return std::min<std::uint64_t>(static_cast<std::uint64_t>(threads), pieces);
}

template <class Real>
int for_each_shot(const Plan& plan, const NativeNumbers<Real>& numbers, Amplitudes<Real> prefix,
                  const std::vector<Amplitudes<Real>>& scratch, std::uint64_t shots, std::uint64_t seed,
                  Workers& workers, FunctionRef<void(const ShotEnd<Real>&)> after) {
  if (shots <= 1) {
    Trajectory<Real> trajectory(plan, numbers, prefix, workers);
    trajectory.run(seed, 0);
    after({0, 0, trajectory, prefix, workers});
    return -1;
  }

  int last_state = -1;
  std::atomic<std::uint64_t> next{0};
  const auto work = [&](int worker, Workers& own, const std::atomic<bool>& stop) {
    const auto mine = static_cast<std::size_t>(worker);
    Trajectory<Real> trajectory(plan, numbers, scratch[mine], own);
    while (!stop.load(std::memory_order_relaxed)) {
      const std::uint64_t begin = next.fetch_add(kShotGrain, std::memory_order_relaxed);
      if (begin >= shots) return;
      const std::uint64_t end = std::min(begin + kShotGrain, shots);
      for (std::uint64_t shot = begin; shot < end; ++shot) {
        copy_state<Real>(scratch[mine], prefix.data, own);
        trajectory.run(seed, shot);
        after({mine, shot, trajectory, scratch[mine], own});
      }
      if (end != shots) continue;
      last_state = worker;  // whose state is now that of the last shot, and stays so
      return;
    }
  };
  if (scratch.size() == 1) {
    work(0, workers, std::atomic<bool>(false));
  } else {
    // Each thread works alone on states of its own; the calling one asks the guard, the others watch for its word.
    workers.run_each(static_cast<int>(scratch.size()), [&](int worker, const std::atomic<bool>& stop) {
      Guard watcher(stop);
      Workers alone(1, worker == 0 ? workers.guard() : watcher);
      work(worker, alone, stop);
    });
  }
  return last_state;
}

template <class Real>
ShotsResult run_shots(const Plan& plan, const NativeNumbers<Real>& numbers, Amplitudes<Real> prefix,
                      const std::vector<Amplitudes<Real>>& scratch, std::uint64_t shots, std::uint64_t seed,
                      Workers& workers) {
  ShotsResult result{Histogram(plan.program.cbits.size()), -1};
  std::vector<Histogram> histograms(std::max<std::size_t>(scratch.size(), 1), Histogram(plan.program.cbits.size()));
  result.state =
      for_each_shot<Real>(plan, numbers, prefix, scratch, shots, seed, workers,
                          [&](const ShotEnd<Real>& end) { histograms[end.worker].add(end.trajectory.record(), 1); });
  for (const Histogram& histogram : histograms) result.histogram.add(histogram);
  result.histogram.finish();
  return result;
}

#define QPANDA3_INSTANTIATE(Real)                                                                                     \
  template void run_gates(const FlatProgram&, const NativeNumbers<Real>&, std::size_t, std::size_t, Amplitudes<Real>, \
                          Workers&);                                                                                  \
  template class Trajectory<Real>;                                                                                    \
  template int for_each_shot(const Plan&, const NativeNumbers<Real>&, Amplitudes<Real>,                               \
                             const std::vector<Amplitudes<Real>>&, std::uint64_t, std::uint64_t, Workers&,            \
                             FunctionRef<void(const ShotEnd<Real>&)>);                                                \
  template ShotsResult run_shots(const Plan&, const NativeNumbers<Real>&, Amplitudes<Real>,                           \
                                 const std::vector<Amplitudes<Real>>&, std::uint64_t, std::uint64_t, Workers&)
QPANDA3_INSTANTIATE(float);
QPANDA3_INSTANTIATE(double);
#undef QPANDA3_INSTANTIATE

}  // namespace qpanda3::sim
