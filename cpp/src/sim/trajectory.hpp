#pragma once
// Programs in which what happens depends on chance: each shot is run by itself, from the state after the deterministic
// beginning, with its own stream of random numbers.

#include <cstdint>
#include <vector>

#include "qpanda3/base/rng.hpp"
#include "sim/histogram.hpp"
#include "sim/kernels.hpp"
#include "sim/native_numbers.hpp"
#include "sim/plan.hpp"

namespace qpanda3::sim {

/// Carries out operations [begin, end) of a straight line of gates.
template <class Real>
void run_gates(const FlatProgram& program, const NativeNumbers<Real>& numbers, std::size_t begin, std::size_t end,
               Amplitudes<Real> state, Workers& workers);

/// One shot after another on one state.
template <class Real>
class Trajectory {
 public:
  /// Keeps references to plan, numbers and workers.
  Trajectory(const Plan& plan, const NativeNumbers<Real>& numbers, Amplitudes<Real> state, Workers& workers);

  /// Runs the operations behind the prefix, and the final measurements. The state must be the one after the prefix.
  /// InvalidArgument if a loop runs too often.
  void run(std::uint64_t seed, std::uint64_t shot);
  /// The classical register after run().
  const std::uint64_t* record() const noexcept { return record_.data(); }

 private:
  void measure(const FlatOp& op, CounterRng& rng);
  void reset(const FlatOp& op, CounterRng& rng);
  void apply_noise(const FlatOp& op, CounterRng& rng);
  void apply_kraus(const Channel& channel, std::span<const Index> targets, CounterRng& rng);
  bool draw_outcome(Index qubit, CounterRng& rng, double& factor);
  bool condition_holds(std::uint32_t condition) const;
  void count_round(std::uint32_t loop);

  const Plan& plan_;
  const NativeNumbers<Real>& numbers_;
  Amplitudes<Real> state_;
  Workers& workers_;
  std::vector<std::uint64_t> record_;
  std::vector<std::uint32_t> rounds_;  ///< by loop
};

/// What many shots need at once: states to work on besides the one that holds the prefix.
std::uint64_t extra_states(unsigned num_qubits, std::uint64_t shots, int threads);

/// Where a shot has ended.
template <class Real>
struct ShotEnd {
  std::size_t worker;  ///< position of its state in `scratch`, 0 for a single shot
  std::uint64_t shot;
  const Trajectory<Real>& trajectory;
  Amplitudes<Real> state;
  Workers& workers;  ///< what may go on working on this state
};

/// Runs all shots and calls `after` behind each, on several threads, but never twice at the same time for one worker.
/// `prefix` is the state after the prefix; `scratch` are as many states as extra_states() says (fewer only if shots is
/// 1). The state of the last shot is left in scratch[result], or in `prefix` if the result is -1.
template <class Real>
int for_each_shot(const Plan& plan, const NativeNumbers<Real>& numbers, Amplitudes<Real> prefix,
                  const std::vector<Amplitudes<Real>>& scratch, std::uint64_t shots, std::uint64_t seed,
                  Workers& workers, FunctionRef<void(const ShotEnd<Real>&)> after);

/// Runs all shots and counts their records; see for_each_shot.
struct ShotsResult {
  Histogram histogram;
  int state;
};
template <class Real>
ShotsResult run_shots(const Plan& plan, const NativeNumbers<Real>& numbers, Amplitudes<Real> prefix,
                      const std::vector<Amplitudes<Real>>& scratch, std::uint64_t shots, std::uint64_t seed,
                      Workers& workers);

}  // namespace qpanda3::sim
