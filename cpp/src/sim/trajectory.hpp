#pragma once
// Programs in which what happens depends on chance, one shot by itself, from the state after the deterministic
// beginning and with its own stream of random numbers. What many shots do together (shot_tree.hpp) gives the same.

#include <cstdint>
#include <vector>

#include "qpanda3/base/rng.hpp"
#include "sim/kernels.hpp"
#include "sim/native_numbers.hpp"
#include "sim/plan.hpp"

namespace qpanda3::sim {

/// Carries out operations [begin, end) of a straight line of gates.
template <class Real>
void run_gates(const FlatProgram& program, const NativeNumbers<Real>& numbers, std::size_t begin, std::size_t end,
               Amplitudes<Real> state, Workers& workers);

/// The end of the row of gates that begins at `at`.
std::size_t end_of_gates(const FlatProgram& program, std::size_t at) noexcept;

/// One shot on one state.
template <class Real>
class Trajectory {
 public:
  /// Keeps references to plan, numbers and workers.
  Trajectory(const Plan& plan, const NativeNumbers<Real>& numbers, Amplitudes<Real> state, Workers& workers);

  /// Runs the operations behind the prefix. The state must be the one after the prefix. InvalidArgument if a loop runs
  /// too often.
  void run(std::uint64_t seed, std::uint64_t shot);
  /// Then draws the final measurements, from the state as run() has left it.
  void measure_finals();

  /// The classical register.
  const std::vector<std::uint64_t>& record() const noexcept { return record_; }
  /// Random numbers drawn so far.
  std::uint64_t draws() const noexcept { return rng_.position(); }

 private:
  void measure(const FlatOp& op);
  void reset(const FlatOp& op);
  void run_kraus(const FlatOp& op);
  void run_noise_line(const NoiseLine& line);

  const Plan& plan_;
  const NativeNumbers<Real>& numbers_;
  Amplitudes<Real> state_;
  Workers& workers_;
  CounterRng rng_{0, 0};
  std::vector<std::uint64_t> record_;
  std::vector<std::uint32_t> rounds_;  ///< by loop
};

}  // namespace qpanda3::sim
