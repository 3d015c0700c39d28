#pragma once
// Many shots of a program in which what happens depends on chance. They begin together as one group with one state;
// where what they draw differs, the group divides, and each part goes on with a copy of the state. Each shot has its
// own stream of random numbers and draws from it as it would alone (trajectory.hpp), so its record and its state do not
// depend on the company, on the number of threads or on how many states there is memory for.

#include <algorithm>
#include <cstdint>
#include <span>
#include <vector>

#include "qpanda3/sim/precision.hpp"
#include "sim/histogram.hpp"
#include "sim/kernels.hpp"
#include "sim/plan.hpp"
#include "sim/shot_group.hpp"

namespace qpanda3::sim {

/// How many states a run of shots works on: the one after the prefix, and `levels` for each of the workers.
struct ShotSpace {
  int workers = 1;
  std::uint64_t levels = 0;

  std::uint64_t states() const noexcept { return 1 + static_cast<std::uint64_t>(workers) * levels; }
};

/// Enough for all shots of a plan on up to `threads` threads, fewer where memory is scarce, but at least 2 for more
/// than one shot.
ShotSpace shot_space(const Plan& plan, Precision precision, std::uint64_t shots, int threads);

/// No more shots run at a time, so that lists of shots do not fill the memory.
inline constexpr std::uint64_t kShotsAtOnce = std::uint64_t{1} << 20;

/// Shots first .. first + count - 1 of a run.
struct ShotRange {
  std::uint64_t first = 0, count = 0;
  bool is_last = true;  ///< no shots come after them
};

/// Runs shots and calls `after` behind each group of them that has ended, on several threads, but never twice at the
/// same time for one worker; each shot is in one group. `states` are as many as `space` says. The first holds the state
/// after the prefix; it is left alone, or, if the shots are the last ones, becomes that of the last shot.
/// InvalidArgument if a loop runs too often.
template <class Real>
void for_each_group(const Plan& plan, const ShotSpace& space, std::span<const Amplitudes<Real>> states,
                    const ShotRange& shots, std::uint64_t seed, Workers& workers,
                    FunctionRef<void(const GroupEnd<Real>&)> after);

/// Calls body(range) for all shots in turn, at most kShotsAtOnce at a time.
template <class Body>
void for_each_range(std::uint64_t shots, const Body& body) {
  for (std::uint64_t first = 0; first < shots; first += kShotsAtOnce) {
    const std::uint64_t count = std::min(kShotsAtOnce, shots - first);
    body(ShotRange{first, count, first + count == shots});
  }
}

/// Runs all shots and counts their records; see for_each_group.
template <class Real>
Histogram run_shots(const Plan& plan, const ShotSpace& space, std::span<const Amplitudes<Real>> states,
                    std::uint64_t shots, std::uint64_t seed, Workers& workers);

}  // namespace qpanda3::sim
