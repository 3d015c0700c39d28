#include "sim/lower.hpp"

#include <algorithm>
#include <limits>
#include <map>
#include <optional>
#include <utility>

#include "qpanda3/base/concat.hpp"
#include "qpanda3/base/error.hpp"
#include "qpanda3/circuit/cursor.hpp"
#include "sim/bit_masks.hpp"
#include "sim/gate_runs.hpp"
#include "sim/machine.hpp"

namespace qpanda3::sim {
namespace {

/// Bytes a flat operation takes, with its share of the pools; a program needs more where it has noise.
constexpr std::uint64_t kBytesPerOp = sizeof(FlatOp) + 64;

/// Operations that room is made for at once.
constexpr std::uint64_t kReserved = 1u << 16;

constexpr std::uint64_t kAll = ~std::uint64_t{0};

class Lowering {
 public:
  Lowering(const LowerOptions& options, Guard& guard)
      : options_(options), guard_(guard), gates_(flat_, options.merge) {}

  FlatProgram run(const QProg& prog) {
    flat_.num_qubits = static_cast<unsigned>(prog.qubits_num());
    if (options_.measure) collect_cbits(prog);
    const std::uint64_t length = prog.block().flat_size();
    check_length(length);
    reserve(length);
    lower_block(prog.block());
    gates_.flush(kAll);
    return std::move(flat_);
  }

 private:
  void collect_cbits(const QProg& prog) {
    if (!prog.block().has_measure()) return;
    flat_.cbits = prog.cbits();
    std::sort(flat_.cbits.begin(), flat_.cbits.end());
    flat_.writers.resize(flat_.cbits.size());
  }

  static void check_length(std::uint64_t length) {
    if (length < 1'000'000) return;
    const std::uint64_t available = available_memory();
    if (length <= available / kBytesPerOp && length < std::numeric_limits<std::uint32_t>::max() / 16) return;
    throw ResourceExhausted(concat(
        "the program has ", length, " operations after resolving nested circuits, which need ",
        bytes_text(static_cast<double>(length) * double{kBytesPerOp}), "; ", bytes_text(static_cast<double>(available)),
        " is available; repeat less, or run it in parts with init_state"));
  }

  /// For most programs all that is needed, for the rest a beginning.
  void reserve(std::uint64_t length) {
    const auto expected = static_cast<std::size_t>(std::min(length, kReserved));
    flat_.ops.reserve(expected);
    flat_.targets.reserve(expected);
    flat_.numbers.reserve(2 * expected);
  }

  void lower_block(const Block& block) {
    OperationCursor cursor(block);
    for (Step step; cursor.next(step);) {
      guard_.tick(16);
      switch (step.kind()) {
        case OpKind::gate:
          lower_gate(step);
          break;
        case OpKind::measure:
          if (options_.measure) lower_measure(step);
          break;
        case OpKind::branch:
          lower_branch(step);
          break;
        case OpKind::loop:
          lower_loop(step);
          break;
        case OpKind::karus:
          append_channel(channel_of(step.block->karus_matrices(*step.op)), step.targets);
          break;
        case OpKind::block:
          break;  // the cursor has resolved them
      }
    }
  }

  void lower_gate(const Step& step) {
    if (step.gate() == GateType::BARRIER) return;
    if (step.gate() == GateType::RESET) {
      if (!step.controls.empty())
        throw Unsupported(concat("RESET on qubit ", step.targets[0], " under control of ", list_text(step.controls),
                                 ": a reset is not unitary and cannot be controlled"));
      append_one_qubit(FlatKind::reset, step.targets[0]);
      return;
    }
    const GateInfo& gate = gate_info(step.gate());
    const double* const params = gate.num_params != 0 ? step.block->first_param(*step.op) : nullptr;
    gates_.append(gate, step.dagger, step.controls, step.targets, {params, gate.num_params}, step.oracle());
    if (options_.noise != nullptr && options_.noise->has_gate_errors()) lower_noise(step);
  }

  FlatOp& append_one_qubit(FlatKind kind, Index qubit) {
    gates_.flush(kAll);  // what comes before chance runs once for all shots
    FlatOp op;
    op.kind = kind;
    op.num_targets = 1;
    op.targets = static_cast<std::uint32_t>(flat_.targets.size());
    op.qubit_mask = bit_of(qubit);
    flat_.targets.push_back(qubit);
    flat_.ops.push_back(op);
    return flat_.ops.back();
  }

  void lower_measure(const Step& step) {
    FlatOp& op = append_one_qubit(FlatKind::measure, step.targets[0]);
    op.payload = static_cast<std::uint32_t>(slot_of(step.cbit()));
    flat_.writers[op.payload] = {step.targets[0], num_measures_++};
    const ReadOutError* error = options_.noise != nullptr ? options_.noise->read_out_error(step.targets[0]) : nullptr;
    if (error == nullptr) return;
    flat_.read_out.push_back(*error);
    op.extra = static_cast<std::uint32_t>(flat_.read_out.size());
  }

  /// Position of a bit among those measured into; their number if it is not one of them.
  std::size_t slot_of(Index cbit) const {
    const auto found = std::lower_bound(flat_.cbits.begin(), flat_.cbits.end(), cbit);
    const bool is_there = found != flat_.cbits.end() && *found == cbit;
    return static_cast<std::size_t>((is_there ? found : flat_.cbits.end()) - flat_.cbits.begin());
  }

  /// What is left to test of a condition, bits that are never measured being 0; nothing if it can never be met.
  std::optional<FlatCondition> flat_condition(const Condition& condition) const {
    FlatCondition flat;
    for (const Index cbit : condition.ones) {
      const std::size_t slot = slot_of(cbit);
      if (slot == flat_.cbits.size()) return std::nullopt;
      flat.ones.push_back(static_cast<std::uint32_t>(slot));
    }
    for (const Index cbit : condition.zeros) {
      const std::size_t slot = slot_of(cbit);
      if (slot != flat_.cbits.size()) flat.zeros.push_back(static_cast<std::uint32_t>(slot));
    }
    return flat;
  }

  std::size_t append_jump(FlatKind kind, std::uint32_t payload = 0) {
    gates_.flush(kAll);
    FlatOp op;
    op.kind = kind;
    op.payload = payload;
    flat_.ops.push_back(op);
    return flat_.ops.size() - 1;
  }
  std::size_t append_condition(FlatCondition condition) {
    flat_.conditions.push_back(std::move(condition));
    return append_jump(FlatKind::jump_unless, static_cast<std::uint32_t>(flat_.conditions.size() - 1));
  }
  std::uint32_t here() {
    gates_.flush(kAll);
    return static_cast<std::uint32_t>(flat_.ops.size());
  }

  void lower_branch(const Step& step) {
    // Owned here: the step may change while the inner blocks are walked.
    const BlockPtr then = step.then_block(), otherwise = step.else_block();
    auto condition = flat_condition(step.condition());
    if (!condition) {
      if (otherwise) lower_block(*otherwise);
      return;
    }
    if (condition->ones.empty() && condition->zeros.empty()) {
      lower_block(*then);
      return;
    }
    const std::size_t test = append_condition(std::move(*condition));
    lower_block(*then);
    if (!otherwise) {
      flat_.ops[test].extra = here();
      return;
    }
    const std::size_t skip = append_jump(FlatKind::jump);
    flat_.ops[test].extra = here();
    lower_block(*otherwise);
    flat_.ops[skip].extra = here();
  }

  void lower_loop(const Step& step) {
    const BlockPtr body = step.then_block();
    auto condition = flat_condition(step.condition());
    if (!condition) return;
    const std::uint32_t loop = flat_.num_loops++;
    append_jump(FlatKind::loop_enter, loop);
    const std::uint32_t head = here();
    const std::size_t test = append_condition(std::move(*condition));
    append_jump(FlatKind::loop_count, loop);
    lower_block(*body);
    flat_.ops[append_jump(FlatKind::jump)].extra = head;
    flat_.ops[test].extra = here();
  }

  void lower_noise(const Step& step) {
    for (const PlacedError& placed : options_.noise->errors_after(step.gate(), step.controls, step.targets))
      append_channel(channel_of(*placed.error), placed.qubits.span());
  }

  void append_channel(std::uint32_t channel, std::span<const Index> qubits) {
    gates_.flush(kAll);
    FlatOp op;
    op.kind = FlatKind::noise;
    op.num_targets = static_cast<std::uint16_t>(qubits.size());
    op.targets = static_cast<std::uint32_t>(flat_.targets.size());
    op.payload = channel;
    for (const Index qubit : qubits) {
      flat_.targets.push_back(qubit);
      op.qubit_mask |= bit_of(qubit);
    }
    flat_.ops.push_back(op);
  }

  std::uint32_t channel_of(const QuantumError& error) {
    const auto [entry, is_new] = channels_.try_emplace(&error, static_cast<std::uint32_t>(flat_.channels.size()));
    if (is_new) flat_.channels.push_back(compile_channel(error));
    return entry->second;
  }

  std::uint32_t channel_of(const std::shared_ptr<const KarusMatrices>& matrices) {
    const auto [entry, is_new] =
        channels_.try_emplace(matrices.get(), static_cast<std::uint32_t>(flat_.channels.size()));
    if (is_new) flat_.channels.push_back({.strings = {}, .kraus = *matrices});
    return entry->second;
  }

  const LowerOptions& options_;
  Guard& guard_;
  FlatProgram flat_;
  GateRuns gates_;
  std::uint32_t num_measures_ = 0;
  std::map<const void*, std::uint32_t> channels_;  ///< by QuantumError or KarusMatrices, which outlive the lowering
};

}  // namespace

FlatProgram lower(const QProg& prog, const LowerOptions& options, Guard& guard) {
  return Lowering(options, guard).run(prog);
}

}  // namespace qpanda3::sim
