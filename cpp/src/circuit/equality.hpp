#pragma once
// Whether two blocks stand for the same operations in the same order, however they are nested.

#include <span>

#include "qpanda3/circuit/block.hpp"

namespace qpanda3 {

/// A block as part of a circuit: with its marks.
struct MarkedBlock {
  const Block& block;
  bool dagger = false;
  std::span<const Index> controls = {};
};

/// Compares gates with their daggers, controls (in order), parameters and matrices, measurements, channels, conditions
/// and the insides of branches and loops. Names, and whether an else block is written as QELSEIF, do not matter.
bool same_operations(const MarkedBlock& a, const MarkedBlock& b);

}  // namespace qpanda3
