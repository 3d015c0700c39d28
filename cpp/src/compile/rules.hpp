#pragma once
// How gates are made of simpler ones, as data: gate = frame†  core  frame (the frame is applied first). Controls and
// dagger go to the core alone, since the frame cancels where the core does nothing.

#include <cstdint>
#include <span>

#include "qpanda3/gate/gate_info.hpp"

namespace qpanda3::compile {

/// constant + factor * params[param]
struct LinearAngle {
  double constant = 0;
  double factor = 0;
  std::uint8_t param = 0;
};

struct RuleStep {
  GateType type;
  bool dagger = false;
  std::uint8_t operands[2] = {0, 0};  ///< positions in the targets of the gate
  std::uint8_t num_operands = 1;
  LinearAngle angle{};  ///< of gates with a parameter
};

struct Rule {
  GateType type;
  std::span<const RuleStep> frame;
  std::span<const RuleStep> core;
};

/// The rule for a gate, or null.
const Rule* find_rule(GateType type) noexcept;

}  // namespace qpanda3::compile
