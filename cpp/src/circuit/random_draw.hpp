#pragma once
// Draws from a random stream that need arithmetic and square roots only, which are exact or correctly rounded
// everywhere: no function of the C library can make two machines differ.

#include <algorithm>
#include <array>
#include <cmath>
#include <utility>

#include "qpanda3/base/rng.hpp"
#include "qpanda3/gate/matrix.hpp"

namespace qpanda3 {

/// Uniform in 0 .. bound-1, without bias.
inline std::uint64_t draw_below(CounterRng& rng, std::uint64_t bound) {
  const std::uint64_t excess = (0 - bound) % bound;  // 2^64 mod bound: so many values would come too often
  std::uint64_t value = rng.next();
  while (value < excess) value = rng.next();
  return value % bound;
}

/// Uniform on the unit circle.
inline Complex draw_phase(CounterRng& rng) {
  for (;;) {
    const double x = 2 * rng.uniform() - 1;
    const double y = 2 * rng.uniform() - 1;
    const double square = x * x + y * y;
    if (square > 1 || square < 1e-6) continue;
    const double length = std::sqrt(square);
    return {x / length, y / length};
  }
}

/// Uniform on the unit sphere of C^N. The squared moduli of such a vector are the gaps between N - 1 uniform numbers
/// in [0, 1], sorted; its phases are independent.
template <std::size_t N>
std::array<Complex, N> draw_unit_vector(CounterRng& rng) {
  std::array<double, N + 1> marks;
  for (std::size_t i = 1; i < N; ++i) marks[i] = rng.uniform();
  marks[0] = 0;
  marks[N] = 1;
  std::sort(marks.begin(), marks.end());
  std::array<Complex, N> vector;
  for (std::size_t i = 0; i < N; ++i) vector[i] = std::sqrt(marks[i + 1] - marks[i]) * draw_phase(rng);
  return vector;
}

/// A matrix of SU(4), Haar-random.
Matrix draw_su4(CounterRng& rng);

}  // namespace qpanda3
