#pragma once
// OriginBIS stores a number with each condition that depends on its bits alone. Readers do not need it; it is written
// so that the same program gives the same bytes everywhere.

#include <cstdint>
#include <span>

#include "qpanda3/gate/qubit.hpp"

namespace qpanda3::bis {

/// For a list of bits that all have to be 1, in any order; an empty one for `else`.
std::uint64_t hash_of_ones(std::span<const Index> bits);

/// For bits that have to form a number.
std::uint64_t hash_of_value(std::span<const Index> bits, std::uint64_t value);

}  // namespace qpanda3::bis
