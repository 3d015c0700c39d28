#include "sim/trajectory.hpp"

#include <algorithm>

#include "sim/chance.hpp"
#include "sim/sampler.hpp"
#include "sim/straight_line.hpp"

namespace qpanda3::sim {
namespace {

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

std::size_t end_of_gates(const FlatProgram& program, std::size_t at) noexcept {
  while (at < program.ops.size() && program.ops[at].kind == FlatKind::gate) ++at;
  return at;
}

template <class Real>
Trajectory<Real>::Trajectory(const Plan& plan, Workers& workers)
    : plan_(plan),
      workers_(workers),
      record_(record_words(plan.program)),
      rounds_(plan.program.num_loops),
      lines_(plan.program) {}

template <class Real>
void Trajectory<Real>::run(Amplitudes<Real> state, std::uint64_t seed, std::uint64_t shot) {
  const FlatProgram& program = plan_.program;
  state_ = state;
  rng_ = CounterRng(seed, shot);
  std::fill(record_.begin(), record_.end(), 0);
  for (std::size_t at = plan_.prefix; at < program.ops.size();) {
    const FlatOp& op = program.ops[at++];
    switch (op.kind) {
      case FlatKind::gate: {
        const std::size_t end = end_of_gates(program, at);
        lines_.run(at - 1, end, state_, workers_);
        at = end;
        break;
      }
      case FlatKind::measure:
        measure(op);
        break;
      case FlatKind::reset:
        reset(op);
        break;
      case FlatKind::noise:
        if (plan_.noise.is_label_noise(program, op)) {
          run_noise_line(plan_.noise.line(op));
          at = plan_.noise.line(op).end;
        } else {
          run_kraus(op);
        }
        break;
      case FlatKind::jump:
        at = op.extra;
        break;
      case FlatKind::jump_unless:
        if (!condition_holds(program.conditions[op.payload], record_.data())) at = op.extra;
        break;
      case FlatKind::loop_enter:
        rounds_[op.payload] = 0;
        break;
      case FlatKind::loop_count:
        count_round(rounds_[op.payload]);
        break;
    }
    workers_.guard().tick(16);
  }
}

template <class Real>
void Trajectory<Real>::measure_finals() {
  sample_finals_once(state_, plan_, rng_, record_.data(), workers_);
}

template <class Real>
void Trajectory<Real>::measure(const FlatOp& op) {
  const Index qubit = plan_.program.targets[op.targets];
  const OutcomeChoice choice{qubit_weights(state_, qubit, workers_)};
  const bool outcome = choice.pick(rng_.uniform());
  collapse(state_, qubit, outcome, choice.factor(outcome), false, workers_);
  write_bit(record_.data(), op.payload, read_bit(plan_.program, op.extra, outcome, rng_));
}

template <class Real>
void Trajectory<Real>::reset(const FlatOp& op) {
  const Index qubit = plan_.program.targets[op.targets];
  const OutcomeChoice choice{qubit_weights(state_, qubit, workers_)};
  const bool outcome = choice.pick(rng_.uniform());
  collapse(state_, qubit, outcome, choice.factor(outcome), true, workers_);
}

template <class Real>
void Trajectory<Real>::run_kraus(const FlatOp& op) {
  const Channel& channel = plan_.program.channels[op.payload];
  const std::span<const Index> targets = plan_.program.targets_of(op);
  const KrausChoice choice = kraus_choice(state_, channel, targets, workers_);
  apply_kraus(state_, channel, targets, choice, choice.pick(rng_.uniform()), workers_);
}

template <class Real>
void Trajectory<Real>::run_noise_line(const NoiseLine& line) {
  const FlatProgram& program = plan_.program;
  const NoiseLines& noise = plan_.noise;
  std::uint32_t gate = line.gates;
  bool is_whole = true;
  for (std::uint32_t at = line.begin; at < line.gates; ++at) {
    at = noise.next_error(line, at, rng_.uniform());
    if (at == line.gates) break;
    const FlatOp& op = program.ops[at];
    lines_.run_part(gate, noise.site(op).gate, state_, workers_);
    gate = noise.site(op).gate;
    lines_.apply_paulis(noise.masks(program, op, noise.strings(op).pick(rng_.next())), state_, workers_);
    is_whole = false;
  }
  if (is_whole)
    lines_.run(gate, line.end, state_, workers_);
  else
    lines_.run_part(gate, line.end, state_, workers_);
}

#define QPANDA3_INSTANTIATE(Real)                                                                                     \
  template void run_gates(const FlatProgram&, const NativeNumbers<Real>&, std::size_t, std::size_t, Amplitudes<Real>, \
                          Workers&);                                                                                  \
  template class Trajectory<Real>
QPANDA3_INSTANTIATE(float);
QPANDA3_INSTANTIATE(double);
#undef QPANDA3_INSTANTIATE

}  // namespace qpanda3::sim
