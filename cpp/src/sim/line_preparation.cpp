// From the gates of a straight line to what runs: the part of straight_line.hpp that happens once for a line.

#include <algorithm>
#include <array>
#include <bit>
#include <optional>

#include "qpanda3/base/small_vector.hpp"
#include "sim/amplitude.hpp"
#include "sim/bit_masks.hpp"
#include "sim/straight_line.hpp"

namespace qpanda3::sim {
namespace {

/// The qubit of a matrix that an operation can be made one with, so that a pass is saved: an X on its target under one
/// control exchanges its rows where the control is 1, a phase of two qubits multiplies the lower one.
std::optional<Index> target_of_matrix(const FlatProgram& program, const FlatOp& op, std::uint64_t waiting) {
  if (op.kernel == Kernel::flip && has_one_bit(op.control_mask)) {
    const Index target = program.targets_of(op)[0];
    if ((waiting & bit_of(target)) != 0) return target;
  }
  if (op.kernel == Kernel::phase && count_bits(op.control_mask) == 2 && (waiting & op.control_mask) != 0)
    return static_cast<Index>(std::countr_zero(waiting & op.control_mask));
  return std::nullopt;
}

/// The place of a qubit of a tile in an index within it.
Index place_in(std::uint64_t tile, Index qubit) noexcept {
  return static_cast<Index>(count_bits(tile & (bit_of(qubit) - 1)));
}

}  // namespace

template <class Real>
LinePiece<Real>::LinePiece(const FlatProgram& program, const NativeNumbers<Real>& numbers, std::size_t begin,
                           std::size_t end, const KernelTables<Real>& tables, const SweepSizes& sizes)
    : tables_(tables) {
  const Sweeps plan = plan_sweeps(program, begin, end, sizes);
  steps_.reserve(plan.order.size());
  gates_.reserve(plan.order.size());
  groups_.reserve(plan.groups.size());
  sweeps_.reserve(plan.sweeps.size());
  for (const Sweep& sweep : plan.sweeps) {
    const auto first_group = static_cast<std::uint32_t>(groups_.size());
    const std::size_t first_step = steps_.size();
    for (std::uint32_t g = sweep.begin; g < sweep.end; ++g) {
      const Group& group = plan.groups[g];
      PreparedGroup prepared{extract(group.active, sweep.active), 0, static_cast<std::uint32_t>(steps_.size()), 0};
      prepared.moved =
          prepare_steps({program, numbers, std::span(plan.order).subspan(group.begin, group.end - group.begin), begin,
                         sweep.active, group.active});
      prepared.end = static_cast<std::uint32_t>(steps_.size());
      groups_.push_back(prepared);
    }
    sweeps_.push_back({sweep.active, count_bits(sweep.active), first_group, static_cast<std::uint32_t>(groups_.size()),
                       steps_.size() - first_step});
  }
}

/// Gives the qubits that the steps move amplitudes along. Matrices on one qubit wait until something else wants it.
template <class Real>
std::uint64_t LinePiece<Real>::prepare_steps(const GroupGates& gates) {
  std::uint64_t moved = 0, waiting = 0;
  std::array<const FlatOp*, 64> matrices;
  const auto prepare_waiting = [&](std::uint64_t qubits) {
    for (qubits &= waiting; qubits != 0; qubits &= qubits - 1)
      prepare_step(gates, *matrices[static_cast<std::size_t>(std::countr_zero(qubits))]);
  };
  for (const std::uint32_t i : gates.order) {
    const FlatOp& op = gates.program.ops[gates.first + i];
    moved |= touch_of(op).moved;
    if (op.kernel == Kernel::dense && has_one_bit(op.qubit_mask)) {
      prepare_waiting(op.qubit_mask);
      waiting |= op.qubit_mask;
      matrices[static_cast<std::size_t>(std::countr_zero(op.qubit_mask))] = &op;
      continue;
    }
    if ((op.qubit_mask & waiting) == 0) {
      prepare_step(gates, op);
      continue;
    }
    const std::optional<Index> target = target_of_matrix(gates.program, op, waiting);
    if (target) {
      prepare_waiting(op.qubit_mask & ~bit_of(*target));
      prepare_step_behind(gates, *matrices[*target], op);
    } else {
      prepare_waiting(op.qubit_mask);
      prepare_step(gates, op);
    }
    waiting &= ~op.qubit_mask;
  }
  prepare_waiting(waiting);
  return moved;
}

/// A matrix on one qubit, and what follows it there under control of another.
template <class Real>
void LinePiece<Real>::prepare_step_behind(const GroupGates& gates, const FlatOp& matrix, const FlatOp& op) {
  const auto target = static_cast<Index>(std::countr_zero(matrix.qubit_mask));
  const auto control = static_cast<Index>(std::countr_zero(op.qubit_mask & ~matrix.qubit_mask));
  const std::complex<Real>* const first = gates.numbers.of(matrix);
  auto* const both = arena_.template take<std::complex<Real>>(4);
  if (op.kernel == Kernel::flip) {
    std::copy_n(first + 2, 2, both);
    std::copy_n(first, 2, both + 2);
  } else {
    const Factor<Real> phase(*gates.numbers.of(op));
    std::copy_n(first, 2, both);
    for (std::size_t i = 2; i < 4; ++i) store(both + i, phase * load(first + i));
  }
  const unsigned bits = count_bits(gates.block);
  const Index place = place_in(gates.tile, target);
  Step step{0, 0, static_cast<std::uint32_t>(gates_.size())};
  if ((gates.block & bit_of(control)) == 0) {
    step.outer_select = bit_of(control);
    add_step(step, {Kernel::dense, 0, {&place, 1}, first}, bits);
    prepare_gate<Real>({Kernel::dense, 0, {&place, 1}, both}, tables_, bits, arena_, gates_.emplace_back());
    return;
  }
  const auto add = [&]() -> PreparedGate<Real>& {
    steps_.push_back({0, 0, static_cast<std::uint32_t>(gates_.size())});
    return gates_.emplace_back();
  };
  prepare_selected<Real>({place, place_in(gates.tile, control), first, both}, tables_, bits, arena_, add);
}

template <class Real>
void LinePiece<Real>::prepare_step(const GroupGates& gates, const FlatOp& op) {
  const FlatProgram& program = gates.program;
  const std::complex<Real>* const numbers = gates.numbers.of(op);
  const std::uint64_t tile = gates.tile, block = gates.block;
  const bool is_plain = (block & (block + 1)) == 0 && (op.qubit_mask & ~block) == 0 &&
                        (op.kernel != Kernel::dense || op.num_targets <= kMaxDense);
  if (is_plain)  // bits of the block are qubits, and all of the gate's are in it
    return add_step({}, {op.kernel, op.control_mask, program.targets_of(op), numbers}, count_bits(block));
  Step step{op.control_mask & ~block, 0, static_cast<std::uint32_t>(gates_.size())};
  const std::uint64_t controls = extract(op.control_mask & block, tile);
  const unsigned bits = count_bits(block);
  SmallVector<Index, 8> inner;
  SmallVector<std::uint32_t, 8> inner_at;  // their positions among the targets
  std::vector<std::pair<Index, std::size_t>> outer;
  const auto targets = program.targets_of(op);
  for (std::size_t i = 0; i < targets.size(); ++i) {
    const std::uint64_t bit = bit_of(targets[i]);
    if ((bit & block) != 0) {
      inner.push_back(place_in(tile, targets[i]));
      inner_at.push_back(static_cast<std::uint32_t>(i));
    } else {
      step.outer_select |= bit;
      outer.emplace_back(targets[i], i);
    }
  }
  if (outer.empty()) {
    GateAction<Real> gate{op.kernel, controls, inner.span(), numbers};
    if (op.kernel == Kernel::dense && targets.size() > kMaxDense)
      prepare_wide(gate, step, extract(block, tile), tables_.for_bits(bits));
    else
      add_step(step, gate, bits);
    return;
  }
  // A diagonal of which some qubits lie outside: one diagonal on the others for each of their values.
  std::sort(outer.begin(), outer.end());
  std::vector<std::complex<Real>> part(std::size_t{1} << inner.size());
  for (std::size_t value = 0; value < std::size_t{1} << outer.size(); ++value) {
    std::size_t base = 0;
    for (std::size_t i = 0; i < outer.size(); ++i) base |= (value >> i & 1) << outer[i].second;
    for (std::size_t i = 0; i < part.size(); ++i) {
      std::size_t position = base;
      for (std::size_t k = 0; k < inner.size(); ++k) position |= (i >> k & 1) << inner_at[k];
      part[i] = numbers[position];
    }
    PreparedGate<Real>& gate = gates_.emplace_back();
    prepare_gate<Real>({inner.empty() ? Kernel::phase : Kernel::diagonal, controls, inner, part.data()}, tables_, bits,
                       arena_, gate);
    if (gate.num_skipped >> gate.num_high != 0) gate.apply = nullptr;  // nothing but ones
  }
  steps_.push_back(step);
}

template <class Real>
void LinePiece<Real>::add_step(const Step& step, const GateAction<Real>& gate, unsigned bits) {
  steps_.push_back({step.outer_ones, step.outer_select, static_cast<std::uint32_t>(gates_.size())});
  prepare_gate<Real>(gate, tables_, bits, arena_, gates_.emplace_back());
}

/// The general kernel wants its qubits above a vector. Those within are exchanged with others of the block before and
/// after, if there are enough: that costs less than narrower vectors.
template <class Real>
void LinePiece<Real>::prepare_wide(GateAction<Real> gate, const Step& step, std::uint64_t block,
                                   const KernelTable<Real>& table) {
  const std::uint64_t inside = lowest_bits(table.lane_bits);
  const std::uint64_t touched = mask_of(gate.targets) | gate.controls;
  std::uint64_t unused = block & ~touched & ~inside;
  std::vector<Index> targets(gate.targets.begin(), gate.targets.end());
  std::vector<std::array<Index, 2>> exchanges;
  if (count_bits(unused) >= count_bits(touched & inside)) {
    for (std::uint64_t rest = touched & inside; rest != 0; rest &= rest - 1, unused &= unused - 1) {
      const auto low = static_cast<Index>(std::countr_zero(rest)), high = static_cast<Index>(std::countr_zero(unused));
      exchanges.push_back({low, high});
      std::replace(targets.begin(), targets.end(), low, high);
      if ((gate.controls & bit_of(low)) != 0) gate.controls ^= bit_of(low) | bit_of(high);
    }
    gate.targets = targets;
  }
  const auto exchange = [&] {
    for (const std::array<Index, 2>& pair : exchanges)
      add_step(step, {Kernel::swap, 0, pair, nullptr}, count_bits(block));
  };
  exchange();
  add_step(step, gate, count_bits(block));
  exchange();
}

#define QPANDA3_INSTANTIATE(Real)                                                                               \
  template LinePiece<Real>::LinePiece(const FlatProgram&, const NativeNumbers<Real>&, std::size_t, std::size_t, \
                                      const KernelTables<Real>&, const SweepSizes&)
QPANDA3_INSTANTIATE(float);
QPANDA3_INSTANTIATE(double);
#undef QPANDA3_INSTANTIATE

}  // namespace qpanda3::sim
