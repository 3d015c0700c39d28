// The plan of a run as a value that can be looked at and printed.

#include "qpanda3/sim/execution_plan.hpp"

#include <algorithm>
#include <array>
#include <cmath>
#include <cstdio>

#include "qpanda3/base/concat.hpp"
#include "sim/bit_masks.hpp"
#include "sim/execution_plan.hpp"
#include "sim/machine.hpp"
#include "sim/prepared_lines.hpp"
#include "sim/simd_backends.hpp"
#include "sim/straight_line.hpp"

namespace qpanda3 {
namespace sim {
namespace {

constexpr std::array<std::string_view, 5> kKernelNames{"phase", "flip", "swap", "diagonal", "dense"};

std::vector<Index> listed(std::uint64_t mask) {
  std::vector<Index> qubits;
  for (; mask != 0; mask &= mask - 1) qubits.push_back(static_cast<Index>(std::countr_zero(mask)));
  return qubits;
}

/// A complex product takes 6 operations, a sum 2; with a real factor 2 and 2.
double flops_of(const FlatProgram& program, const FlatOp& op, std::uint64_t amplitudes) {
  const double touched =
      static_cast<double>(amplitudes) / std::ldexp(1.0, static_cast<int>(count_bits(op.control_mask)));
  switch (op.kernel) {
    case Kernel::phase:
    case Kernel::diagonal:
      return 6 * touched;
    case Kernel::flip:
    case Kernel::swap:
      return 0;
    case Kernel::dense:
      break;
  }
  const std::size_t size = std::size_t{1} << op.num_targets;
  const Complex* const numbers = program.numbers_of(op);
  const bool is_real = std::all_of(numbers, numbers + size * size, [](Complex value) { return value.imag() == 0; });
  return touched * (static_cast<double>(size) * (is_real ? 4 : 8) - 2);
}

}  // namespace

ExecutionPlan described(const Plan& plan, std::uint64_t program_gates, Precision precision, Guard& guard) {
  const FlatProgram& program = plan.program;
  ExecutionPlan result;
  result.num_qubits = program.num_qubits;
  result.precision = name_of(precision);
  result.backend = simd::active().name;
  const std::uint64_t amplitudes = std::uint64_t{1} << program.num_qubits;
  result.state_bytes = amplitudes * bytes_per_amplitude(precision);
  result.program_gates = program_gates;
  result.planned_gates = static_cast<std::uint64_t>(std::count_if(
      program.ops.begin(), program.ops.end(), [](const FlatOp& op) { return op.kind == FlatKind::gate; }));
  result.operations_per_shot = program.ops.size() - plan.prefix;

  for_each_piece(0, plan.prefix, [&](std::size_t begin, std::size_t end) {
    const Sweeps sweeps = plan_sweeps(program, begin, end);
    for (const Sweep& sweep : sweeps.sweeps) {
      const unsigned bits = count_bits(sweep.active);
      PlannedSweep row{listed(sweep.active), amplitudes >> bits, sweep.active != lowest_bits(bits), {}};
      for (std::uint32_t g = sweep.begin; g < sweep.end; ++g) {
        const Group& group = sweeps.groups[g];
        PlannedGroup& listing = row.groups.emplace_back(PlannedGroup{listed(group.active), {}});
        for (std::uint32_t i = group.begin; i < group.end; ++i) {
          const FlatOp& op = program.ops[begin + sweeps.order[i]];
          const auto targets = program.targets_of(op);
          listing.gates.push_back({kKernelNames[static_cast<std::size_t>(op.kernel)],
                                   listed(op.control_mask),
                                   {targets.begin(), targets.end()},
                                   flops_of(program, op, amplitudes)});
          result.flops += listing.gates.back().flops;
        }
      }
      if (row.tiles > 1) result.bytes_moved += 2 * static_cast<double>(result.state_bytes);
      result.sweeps.push_back(std::move(row));
    }
  });
  for (const NoiseLine& line : plan.noise.lines()) {
    const std::size_t merged = merged_part(program, line.gates, line.end, guard).ops.size();
    const NoiseSite& last = plan.noise.site(program.ops[line.gates - 1]);
    result.noise_lines.push_back({line.end - line.gates, merged, line.num_sites(), last.survival});
  }
  return result;
}

}  // namespace sim

namespace {

/// `0-5 9 12-13`.
std::string ranges(const std::vector<Index>& qubits) {
  std::string text;
  for (std::size_t i = 0; i < qubits.size();) {
    std::size_t last = i;
    while (last + 1 < qubits.size() && qubits[last + 1] == qubits[last] + 1) ++last;
    if (!text.empty()) text += ' ';
    text += concat(qubits[i]);
    if (last != i) text += concat('-', qubits[last]);
    i = last + 1;
  }
  return text;
}

std::string gate_text(const PlannedGate& gate) {
  std::string text(gate.kernel);
  text += '(';
  if (!gate.controls.empty()) text += ranges(gate.controls) + (gate.targets.empty() ? "" : " -> ");
  for (std::size_t i = 0; i < gate.targets.size(); ++i) text += concat(i == 0 ? "" : " ", gate.targets[i]);
  return text + ")";
}

std::string number_text(double value) {
  char text[32];
  std::snprintf(text, sizeof text, "%.3g", value);
  return text;
}

}  // namespace

std::string ExecutionPlan::text(std::size_t max_sweeps) const {
  std::string text =
      concat(num_qubits, " qubits in ", precision, ", ", sim::bytes_text(static_cast<double>(state_bytes)),
             "; kernels: ", backend, "\n", program_gates, " gates, ", planned_gates, " after merging\n");
  if (operations_per_shot != 0) text += concat("each shot runs the last ", operations_per_shot, " operations\n");
  for (std::size_t i = 0; i < std::min(max_sweeps, noise_lines.size()); ++i) {
    const PlannedNoiseLine& line = noise_lines[i];
    text +=
        concat("noise line ", i + 1, ": ", line.gates, " gates, ", line.merged_gates, " after merging; ",
               line.error_sites, " places for errors, none in ", number_text(100 * line.survival), "% of the shots\n");
  }
  if (noise_lines.size() > max_sweeps)
    text += concat("... and ", noise_lines.size() - max_sweeps, " more noise lines\n");
  for (std::size_t s = 0; s < std::min(max_sweeps, sweeps.size()); ++s) {
    const PlannedSweep& sweep = sweeps[s];
    text += concat("sweep ", s + 1, ": ");
    if (sweep.tiles == 1)
      text += "the whole state\n";
    else
      text +=
          concat(sweep.tiles, sweep.is_gathered ? " gathered" : "", " tiles of qubits ", ranges(sweep.qubits), "\n");
    for (const PlannedGroup& group : sweep.groups) {
      text += concat("  blocks of qubits ", ranges(group.qubits), ":");
      for (const PlannedGate& gate : group.gates) text += " " + gate_text(gate);
      text += "\n";
    }
  }
  if (sweeps.size() > max_sweeps) text += concat("... and ", sweeps.size() - max_sweeps, " more sweeps\n");
  text += concat(sweeps.size(), sweeps.size() == 1 ? " sweep, " : " sweeps, ", number_text(flops),
                 " floating-point operations");
  if (bytes_moved != 0) text += concat(", at most ", sim::bytes_text(bytes_moved), " through memory");
  return text + "\n";
}

}  // namespace qpanda3
