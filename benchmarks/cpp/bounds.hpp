#pragma once
// What the machine can do at most: passes over memory and fused multiply-adds. Measured, since data sheets do not know
// what a container was given.

#include <cstddef>

namespace bench {

/// Seconds of one pass that reads and writes `bytes` of memory in place, the bound of a gate that touches all of a
/// state. With several threads each passes over a part of its own. The fastest of several; from caches if it fits.
double update_seconds(std::size_t bytes, int threads);

/// Seconds of writing `bytes` of zeros, into the caches or past them, whichever is faster; by the clock. One array, as
/// a state is, of which each thread writes a part.
double write_seconds(std::size_t bytes, int threads);

/// Seconds of a pass a = b + s * c whose three arrays have `bytes` together.
double triad_seconds(std::size_t bytes, int threads);

/// Floating point operations a second in fused multiply-adds of doubles (two operations each), without memory.
double fma_rate(int threads);

}  // namespace bench
