#pragma once
// From a plan to its description.

#include "qpanda3/sim/execution_plan.hpp"
#include "qpanda3/sim/precision.hpp"
#include "sim/guard.hpp"
#include "sim/plan.hpp"

namespace qpanda3::sim {

/// The noise of the plan has been arranged.
ExecutionPlan described(const Plan& plan, std::uint64_t program_gates, Precision precision, Guard& guard);

}  // namespace qpanda3::sim
