#pragma once
// Many random numbers at once.

#include <span>

#include "qpanda3/base/rng.hpp"

namespace qpanda3::sim {

/// What as many calls of rng.uniform() give, worked out together.
void fill_uniform(CounterRng& rng, std::span<double> numbers);

}  // namespace qpanda3::sim
