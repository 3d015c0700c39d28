#pragma once
// How a group of shots goes through a program: part of the shot tree (shot_tree.hpp), for one worker.

#include <algorithm>
#include <atomic>
#include <cstdint>
#include <numeric>
#include <optional>
#include <span>
#include <utility>
#include <vector>

#include "qpanda3/base/rng.hpp"
#include "sim/chance.hpp"
#include "sim/prepared_lines.hpp"
#include "sim/shot_exchange.hpp"
#include "sim/shot_group.hpp"
#include "sim/shot_tree.hpp"
#include "sim/trajectory.hpp"

namespace qpanda3::sim {

/// What a shot costs besides the operations on its state, in nanoseconds, roughly.
inline constexpr std::uint64_t kWorkPerShot = 64;

/// What all workers know.
template <class Real>
struct ShotRun {
  const Plan& plan;
  std::uint64_t seed;
  std::uint64_t last_shot;      ///< whose state the first one becomes; none if that keeps the prefix
  std::vector<bool> is_tested;  ///< by slot: whether a condition reads it
  std::size_t levels;           ///< states of a worker
  std::span<const Amplitudes<Real>> states;
  bool keeps_prefix;       ///< of the first state
  ShotExchange* exchange;  ///< null for a single worker
  FunctionRef<void(const GroupEnd<Real>&)> after;

  std::span<const Amplitudes<Real>> states_of(std::size_t worker) const {
    return states.subspan(1 + worker * levels, levels);
  }
};

/// Runs groups to their end, depth first. The parts of a group that go on with a copy of its state come first, the part
/// that keeps the state last: that with the last shot, otherwise the largest one. So each copy serves at most half of
/// the shots of the group before it, and there are few copies at a time. Where nevertheless no state is left for a
/// copy, the shots that need one are put aside and begin anew from the last copy that was made.
template <class Real>
class GroupRunner {
 public:
  GroupRunner(const ShotRun<Real>& run, std::size_t worker, const std::atomic<bool>& stop, Workers& workers)
      : run_(run),
        program_(run.plan.program),
        noise_(run.plan.noise),
        worker_(worker),
        stop_(stop),
        workers_(workers),
        scratch_(run.states_of(worker)),
        lines_(program_) {}

  /// Runs the group that all shots begin in.
  void run_first(ShotGroup& group) {
    const Amplitudes<Real> prefix = run_.states[0];
    if (run_.keeps_prefix)
      run_apart(group, [&](ShotGroup&, Amplitudes<Real> own) { copy_state<Real>(own, prefix.data, workers_); });
    else
      run(group, prefix);
  }

  /// Runs a group of another worker, who has put its state into the first one of this worker.
  void run_received(ShotGroup& group) {
    level_ = 1;
    run(group, scratch_[0]);
    level_ = 0;
  }

 private:
  static constexpr std::uint64_t kWorthHandingOver = std::uint64_t{1} << 15;  ///< nanoseconds, roughly

  void run(ShotGroup& group, Amplitudes<Real> state) {
    while (group.at < program_.ops.size()) {
      if (stop_.load(std::memory_order_relaxed)) throw Stopped{};
      step(group, state);
    }
    run_.after({worker_, group, state, workers_});
  }

  /// Shots of a group to which chance has done the same.
  struct Part {
    std::size_t kind;
    std::span<std::uint64_t> shots;
  };
  struct PutAside {
    std::span<std::uint64_t> shots;
    std::uint64_t agreed;
  };

  void step(ShotGroup& group, Amplitudes<Real> state) {
    const FlatOp& op = program_.ops[group.at];
    switch (op.kind) {
      case FlatKind::gate: {
        const std::size_t end = end_of_gates(program_, group.at);
        lines_.run(group.at, end, state, workers_);
        group.at = end;
        break;
      }
      case FlatKind::measure:
        measure(group, state, op);
        break;
      case FlatKind::reset:
        reset(group, state, op);
        break;
      case FlatKind::noise:
        if (!noise_.is_label_noise(program_, op))
          draw_kraus(group, state, op);
        else if (group.is_at_error)
          draw_string(group, state, op);
        else
          draw_next_error(group, state, op);
        break;
      case FlatKind::jump:
        group.at = op.extra;
        break;
      case FlatKind::jump_unless:
        group.at = condition_holds(program_.conditions[op.payload], group.record.data()) ? group.at + 1 : op.extra;
        break;
      case FlatKind::loop_enter:
        group.rounds[op.payload] = 0;
        ++group.at;
        break;
      case FlatKind::loop_count:
        count_round(group.rounds[op.payload]);
        ++group.at;
        break;
    }
    workers_.guard().tick(16);
  }

  void measure(ShotGroup& group, Amplitudes<Real> state, const FlatOp& op) {
    const Index qubit = program_.targets[op.targets];
    const std::uint32_t slot = op.payload, read_out = op.extra;
    const bool is_read_now = read_out != 0 && run_.is_tested[slot];
    const OutcomeChoice choice{qubit_weights(state, qubit, workers_)};
    const std::uint64_t draw = group.draws;
    const std::vector<Part> parts = divide(group, [&](const CounterRng& rng) -> std::size_t {
      const bool bit = choice.pick(rng.uniform_at(draw));
      const bool is_wrong = is_read_now && is_misread(program_.read_out[read_out - 1], bit, rng.uniform_at(draw + 1));
      return std::size_t{bit ? 1u : 0u} + (is_wrong ? 2u : 0u);
    });
    group.draws += read_out == 0 ? 1 : 2;
    branch(group, state, parts, [&](std::size_t kind, ShotGroup& part, Amplitudes<Real> own) {
      const bool bit = (kind & 1) != 0;
      collapse(own, qubit, bit, choice.factor(bit), false, workers_);
      write_bit(part.record.data(), slot, bit != (kind >= 2));
      std::erase_if(part.pending, [&](const PendingRead& read) { return read.slot == slot; });
      if (read_out != 0 && !is_read_now) part.pending.push_back({slot, read_out, bit, draw + 1});
      ++part.at;
    });
  }

  void reset(ShotGroup& group, Amplitudes<Real> state, const FlatOp& op) {
    const Index qubit = program_.targets[op.targets];
    const OutcomeChoice choice{qubit_weights(state, qubit, workers_)};
    const std::uint64_t draw = group.draws;
    const std::vector<Part> parts =
        divide(group, [&](const CounterRng& rng) { return std::size_t{choice.pick(rng.uniform_at(draw)) ? 1u : 0u}; });
    ++group.draws;
    branch(group, state, parts, [&](std::size_t bit, ShotGroup& part, Amplitudes<Real> own) {
      collapse(own, qubit, bit != 0, choice.factor(bit != 0), true, workers_);
      ++part.at;
    });
  }

  void draw_kraus(ShotGroup& group, Amplitudes<Real> state, const FlatOp& op) {
    const Channel& channel = program_.channels[op.payload];
    const std::span<const Index> targets = program_.targets_of(op);
    const KrausChoice choice = kraus_choice(state, channel, targets, workers_);
    const std::uint64_t draw = group.draws;
    const std::vector<Part> parts =
        divide(group, [&](const CounterRng& rng) { return choice.pick(rng.uniform_at(draw)); });
    ++group.draws;
    branch(group, state, parts, [&](std::size_t matrix, ShotGroup& part, Amplitudes<Real> own) {
      apply_kraus(own, channel, targets, choice, matrix, workers_);
      ++part.at;
    });
  }

  /// Each shot draws where in the line it meets an error, and goes there, or to the end of the line.
  void draw_next_error(ShotGroup& group, Amplitudes<Real> state, const FlatOp& op) {
    const NoiseLine& line = noise_.line(op);
    const auto at = static_cast<std::uint32_t>(group.at);
    const std::uint32_t gate = at == line.begin ? line.gates : group.gate;
    const std::uint64_t draw = group.draws;
    const std::vector<Part> parts = divide(group, [&](const CounterRng& rng) -> std::size_t {
      return noise_.next_error(line, at, rng.uniform_at(draw)) - line.begin;
    });
    ++group.draws;
    branch(group, state, parts, [&](std::size_t site, ShotGroup& part, Amplitudes<Real> own) {
      part.at = line.begin + site;
      part.is_at_error = part.at != line.gates;
      part.gate = part.is_at_error ? noise_.site(program_.ops[part.at]).gate : line.end;
      if (at == line.begin && !part.is_at_error)
        lines_.run(gate, part.gate, own, workers_);
      else
        lines_.run_part(gate, part.gate, own, workers_);
      if (!part.is_at_error) part.at = line.end;
    });
  }

  void draw_string(ShotGroup& group, Amplitudes<Real> state, const FlatOp& op) {
    const NoiseLine& line = noise_.line(op);
    const std::uint64_t draw = group.draws;
    const std::vector<Part> parts =
        divide(group, [&](const CounterRng& rng) { return noise_.strings(op).pick(rng.at(draw)); });
    ++group.draws;
    branch(group, state, parts, [&](std::size_t string, ShotGroup& part, Amplitudes<Real> own) {
      lines_.apply_paulis(noise_.masks(program_, op, string), own, workers_);
      part.is_at_error = false;
      if (++part.at < line.gates) return;
      lines_.run_part(part.gate, line.end, own, workers_);
      part.at = line.end;
    });
  }

  /// Sorts the shots of a group by what chance does to them; kind_of(stream of the shot) is a small number.
  template <class KindOf>
  std::vector<Part> divide(const ShotGroup& group, const KindOf& kind_of) {
    const std::span<std::uint64_t> shots = group.shots;
    const auto kind = [&](std::uint64_t shot) { return std::size_t{kind_of(CounterRng(run_.seed, shot))}; };
    const std::size_t first = kind(shots[0]);
    if (shots.size() == 1 || group.draws < group.agreed) return {{first, shots}};
    kinds_.resize(shots.size());
    bool is_one = true;
    for (std::size_t i = 0; i < shots.size(); ++i) {
      kinds_[i] = kind(shots[i]);
      is_one = is_one && kinds_[i] == first;
    }
    workers_.guard().tick(8 * shots.size());
    if (is_one) return {{first, shots}};

    places_.assign(*std::max_element(kinds_.begin(), kinds_.end()) + 2, 0);
    for (const std::size_t k : kinds_) ++places_[k + 1];
    std::partial_sum(places_.begin(), places_.end(), places_.begin());
    std::vector<Part> parts;
    for (std::size_t k = 0; k + 1 < places_.size(); ++k)
      if (places_[k] != places_[k + 1]) parts.push_back({k, shots.subspan(places_[k], places_[k + 1] - places_[k])});
    sorted_.resize(shots.size());
    for (std::size_t i = 0; i < shots.size(); ++i) sorted_[places_[kinds_[i]]++] = shots[i];
    std::copy(sorted_.begin(), sorted_.end(), shots.begin());
    return parts;
  }

  /// Goes on with each part: act(kind, part, state) does to its state what chance has decided. `group` and its state
  /// become the last part.
  template <class Act>
  void branch(ShotGroup& group, Amplitudes<Real> state, const std::vector<Part>& parts, const Act& act) {
    std::size_t last = 0;
    for (std::size_t i = 1; i < parts.size(); ++i)
      if (weight_of(parts[i]) > weight_of(parts[last])) last = i;
    for (std::size_t i = 0; i < parts.size(); ++i) {
      if (i == last) continue;
      ShotGroup part = group;
      part.shots = parts[i].shots;
      part.agreed = group.draws;
      const auto begin = [&](ShotGroup& copy, Amplitudes<Real> own) {
        copy_state<Real>(own, state.data, workers_);
        act(parts[i].kind, copy, own);
      };
      if (!hand_over(part, begin)) run_apart(part, begin);
    }
    group.shots = parts[last].shots;
    act(parts[last].kind, group, state);
  }

  std::uint64_t weight_of(const Part& part) const noexcept {
    return part.shots.back() == run_.last_shot ? ~std::uint64_t{0} : part.shots.size();
  }

  template <class Begin>
  bool hand_over(ShotGroup& part, const Begin& begin) {
    if (run_.exchange == nullptr || !run_.exchange->is_wanted() || !is_worth_handing_over(part)) return false;
    const std::optional<std::size_t> receiver = run_.exchange->claim();
    if (!receiver) return false;
    begin(part, run_.states_of(*receiver)[0]);
    run_.exchange->deliver(*receiver, std::move(part));
    return true;
  }

  bool is_worth_handing_over(const ShotGroup& part) const noexcept {
    const std::uint64_t left = program_.ops.size() - part.at;
    return (left << program_.num_qubits) + part.shots.size() * kWorkPerShot >= kWorthHandingOver;
  }

  template <class Begin>
  void run_apart(const ShotGroup& part, const Begin& begin) {
    if (level_ == scratch_.size()) {
      put_aside_.push_back({part.shots, part.agreed});
      return;
    }
    const Amplitudes<Real> own = scratch_[level_++];
    const std::size_t before = put_aside_.size();
    ShotGroup copy = part;
    for (;;) {
      begin(copy, own);
      run(copy, own);
      if (put_aside_.size() == before) break;
      copy = part;
      copy.shots = put_aside_.back().shots;
      copy.agreed = put_aside_.back().agreed;
      put_aside_.pop_back();
    }
    --level_;
  }

  const ShotRun<Real>& run_;
  const FlatProgram& program_;
  const NoiseLines& noise_;
  std::size_t worker_;
  const std::atomic<bool>& stop_;
  Workers& workers_;
  std::span<const Amplitudes<Real>> scratch_;
  PreparedLines<Real> lines_;
  std::size_t level_ = 0;            ///< states of `scratch` in use
  std::vector<PutAside> put_aside_;  ///< by groups that found no state for a copy
  std::vector<std::size_t> kinds_, places_;
  std::vector<std::uint64_t> sorted_;
};

}  // namespace qpanda3::sim
