#pragma once
// Programs in which what happens depends on chance, one shot by itself, from the state after the deterministic
// beginning and with its own stream of random numbers. What many shots do together (shot_tree.hpp) gives the same.

#include <cstdint>
#include <vector>

#include "qpanda3/base/rng.hpp"
#include "sim/kernels.hpp"
#include "sim/native_numbers.hpp"
#include "sim/plan.hpp"
#include "sim/prepared_lines.hpp"

namespace qpanda3::sim {

/// Carries out operations [begin, end) of a straight line of gates.
template <class Real>
void run_gates(const FlatProgram& program, const NativeNumbers<Real>& numbers, std::size_t begin, std::size_t end,
               Amplitudes<Real> state, Workers& workers);

/// The end of the row of gates that begins at `at`.
std::size_t end_of_gates(const FlatProgram& program, std::size_t at) noexcept;

/// One shot after another, each on a state given for it.
template <class Real>
class Trajectory {
 public:
  /// Keeps references to plan and workers.
  Trajectory(const Plan& plan, Workers& workers);

  /// Runs the operations behind the prefix on the state after it. InvalidArgument if a loop runs too often.
  void run(Amplitudes<Real> state, std::uint64_t seed, std::uint64_t shot);
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
  Amplitudes<Real> state_;
  Workers& workers_;
  CounterRng rng_{0, 0};
  std::vector<std::uint64_t> record_;
  std::vector<std::uint32_t> rounds_;  ///< by loop
  PreparedLines<Real> lines_;
};

}  // namespace qpanda3::sim
