#include "sim/plan.hpp"

#include <algorithm>
#include <utility>

namespace qpanda3::sim {
namespace {

bool is_control_flow(FlatKind kind) noexcept {
  return kind == FlatKind::jump || kind == FlatKind::jump_unless || kind == FlatKind::loop_enter ||
         kind == FlatKind::loop_count;
}

/// Where the straight line at the end begins: what lies behind it runs once in each shot. The body of a branch may end
/// without a jump, so where jumps lead to counts as well as where they are.
std::size_t straight_line_begin(const std::vector<FlatOp>& ops) {
  std::size_t begin = 0;
  for (std::size_t i = 0; i < ops.size(); ++i) {
    if (is_control_flow(ops[i].kind)) begin = std::max(begin, i + 1);
    if (ops[i].kind == FlatKind::jump || ops[i].kind == FlatKind::jump_unless)
      begin = std::max(begin, std::size_t{ops[i].extra});
  }
  return begin;
}

/// Takes those measurements out of the straight line at the end whose qubits nothing touches afterwards.
std::vector<FinalMeasure> take_finals(FlatProgram& program) {
  std::vector<FinalMeasure> finals;
  std::vector<bool> is_written(program.cbits.size(), false);  // by a later measurement
  std::vector<FlatOp>& ops = program.ops;
  std::size_t keep = ops.size();  // the part of ops from here on is final and without the measurements taken
  std::uint64_t touched = 0;
  const std::size_t begin = straight_line_begin(ops);
  for (std::size_t i = ops.size(); i-- > begin;) {
    const FlatOp op = ops[i];
    const bool is_measure = op.kind == FlatKind::measure;
    if (is_measure && (touched & op.qubit_mask) == 0) {
      if (!is_written[op.payload]) finals.push_back({program.targets[op.targets], op.payload, op.extra});
      is_written[op.payload] = true;
      ops[i].num_targets = 0;  // marks it for removal: nothing else in a measurement has no target
      keep = i;
      continue;
    }
    if (is_measure) is_written[op.payload] = true;
    touched |= op.qubit_mask;
  }
  ops.erase(std::remove_if(ops.begin() + static_cast<std::ptrdiff_t>(keep), ops.end(),
                           [](const FlatOp& op) { return op.kind == FlatKind::measure && op.num_targets == 0; }),
            ops.end());
  std::reverse(finals.begin(), finals.end());
  return finals;
}

/// Finds the deterministic beginning, leaving out resets of qubits that are still 0. Jumps only lead behind it.
std::size_t find_prefix(FlatProgram& program, bool starts_at_zero) {
  std::vector<FlatOp>& ops = program.ops;
  std::uint64_t touched = starts_at_zero ? 0 : ~std::uint64_t{0};
  std::size_t prefix = 0;
  std::vector<std::size_t> idle_resets;
  for (; prefix < ops.size(); ++prefix) {
    const FlatOp& op = ops[prefix];
    if (op.kind == FlatKind::reset && (touched & op.qubit_mask) == 0) {
      idle_resets.push_back(prefix);
      continue;
    }
    if (op.kind != FlatKind::gate) break;
    touched |= op.qubit_mask;
  }
  if (idle_resets.empty()) return prefix;

  std::size_t next_idle = 0, kept = 0;
  for (std::size_t i = 0; i < ops.size(); ++i) {
    if (next_idle < idle_resets.size() && idle_resets[next_idle] == i) {
      ++next_idle;
      continue;
    }
    ops[kept++] = ops[i];
  }
  ops.resize(kept);
  const auto removed = static_cast<std::uint32_t>(idle_resets.size());
  for (FlatOp& op : ops)
    if (op.kind == FlatKind::jump || op.kind == FlatKind::jump_unless) op.extra -= removed;
  return prefix - removed;
}

}  // namespace

Plan make_plan(FlatProgram program, bool starts_at_zero) {
  Plan plan;
  plan.finals = take_finals(program);
  plan.prefix = find_prefix(program, starts_at_zero);
  plan.program = std::move(program);
  return plan;
}

void arrange_noise(Plan& plan) { plan.noise = NoiseLines(plan.program, plan.prefix); }

}  // namespace qpanda3::sim
