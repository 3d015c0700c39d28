#pragma once
// Numbers of successes.

#include <cstdint>

#include "sim/random_numbers.hpp"

namespace qpanda3::sim {

/// How many of `trials` succeed, each with probability `chance`. A chance that is no number counts as 0.
///
/// Up to some thousand trials exactly, to the last bit of `chance` at or above 2^-64: a trial is a fraction of random
/// bits, which succeeds if it is below. Most are decided by their first bits, and those whose bits have all been those
/// of `chance` are alike: only their number matters, so that 64 trials take about two random words.
///
/// From then on as exactly as double precision allows, in a time that does not grow with the number of trials: by
/// inversion where few succeed or few fail, otherwise by transformed rejection (algorithm BTRS of W. Hörmann,
/// "The generation of binomial random variates", J. Statist. Comput. Simul. 46, 1993), with probabilities from the
/// saddle point expansion (C. Loader, "Fast and accurate computation of binomial probabilities", 2000).
std::uint64_t binomial(std::uint64_t trials, double chance, RandomWords& random);

}  // namespace qpanda3::sim
