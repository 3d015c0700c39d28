#include "qpanda3/circuit/gate_arrays.hpp"

#include <algorithm>
#include <array>
#include <bit>
#include <cmath>
#include <limits>
#include <utility>

#include "qpanda3/base/concat.hpp"
#include "qpanda3/base/error.hpp"
#include "qpanda3/base/huge_pages.hpp"
#include "qpanda3/base/interrupt.hpp"
#include "qpanda3/circuit/block.hpp"

namespace qpanda3 {
namespace {

constexpr std::size_t kTypeLimit = 64;
/// Loops over gates ask for an interrupt this often.
constexpr std::size_t kGatesPerPoll = std::size_t{1} << 16;

/// By type; a row without operands belongs to no type that can be appended in bulk.
const std::array<GateShape, kTypeLimit>& shapes() {
  static const auto table = [] {
    std::array<GateShape, kTypeLimit> rows{};
    for (const GateInfo& info : gate_table())
      rows[static_cast<std::size_t>(info.type)] = {info.name, info.type, 0, info.num_targets, info.num_params};
    for (const ControlledInfo& info : controlled_table())
      rows[static_cast<std::size_t>(info.type)] = {info.name, info.base, info.num_controls, info.num_operands,
                                                   info.num_params};
    return rows;
  }();
  return table;
}

std::uint64_t saturating_add(std::uint64_t a, std::uint64_t b) {
  return a > std::numeric_limits<std::uint64_t>::max() - b ? std::numeric_limits<std::uint64_t>::max() : a + b;
}

[[noreturn]] void refuse_type(GateType type) {
  const auto number = static_cast<std::size_t>(type);
  const std::string_view name = number < kTypeLimit ? shapes()[number].name : std::string_view();
  if (name.empty()) throw InvalidArgument(concat("append_gates: number ", number, " is no type of gate"));
  throw InvalidArgument(concat("append_gates: ", name, " takes a list of qubits; append such gates one by one"));
}

/// InvalidArgument for what is wrong with one gate.
[[noreturn]] void refuse_gate(std::size_t number, const GateShape& shape, const Index* operands, const double* params) {
  const auto error = [&](const auto&... parts) {
    return InvalidArgument(concat("append_gates: gate ", number, " (", shape.name, "): ", parts...));
  };
  for (std::size_t i = 0; i < shape.num_operands; ++i) {
    if (operands[i] > kMaxIndex) throw error("qubit number must be at most ", kMaxIndex, ", got ", operands[i]);
    for (std::size_t k = 0; k < i; ++k)
      if (operands[i] == operands[k]) throw error("qubit ", operands[i], " is used twice");
  }
  std::size_t i = 0;
  while (i + 1 < shape.num_params && std::isfinite(params[i])) ++i;
  throw error("parameters must be finite, got ", params[i]);
}

bool is_gate(const GateShape& shape, const Index* operands, const double* params) noexcept {
  bool is_right = true;
  for (std::size_t i = 0; i < shape.num_operands; ++i) {
    is_right &= operands[i] <= kMaxIndex;
    for (std::size_t k = 0; k < i; ++k) is_right &= operands[i] != operands[k];
  }
  for (std::size_t i = 0; i < shape.num_params; ++i) is_right &= std::isfinite(params[i]);
  return is_right;
}

void check_counts(std::size_t gates, std::string_view name, std::size_t qubits_wanted, std::size_t qubits,
                  std::size_t params_wanted, std::size_t params) {
  const auto fail = [&](const char* what, std::size_t wanted, std::size_t given) {
    const std::string kind = name.empty() ? std::string() : concat(" ", name);
    throw InvalidArgument(concat("append_gates: ", gates, kind, " gates take ", wanted, " ", what, ", got ", given));
  };
  if (qubits != qubits_wanted) fail("qubits", qubits_wanted, qubits);
  if (params != params_wanted) fail("parameters", params_wanted, params);
}

}  // namespace

const GateShape& gate_shape(GateType type) {
  const auto number = static_cast<std::size_t>(type);
  if (number >= kTypeLimit || shapes()[number].num_operands == 0) refuse_type(type);
  return shapes()[number];
}

std::optional<GateType> gate_type_named(std::string_view name) noexcept {
#define QPANDA3_ALIAS(identifier, gate) \
  if (name == #identifier) return GateType::gate;
#include "qpanda3/gate/gate_table.def"
  if (const GateInfo* info = find_gate(name)) return info->type;
  if (const ControlledInfo* info = find_controlled(name)) return info->type;
  return std::nullopt;
}

Block Block::of_gates(GateType gate, std::vector<Index> qubits, std::vector<double> params) {
  const GateShape& shape = gate_shape(gate);
  const std::size_t count = qubits.size() / shape.num_operands;
  if (qubits.size() % shape.num_operands != 0)
    throw InvalidArgument(concat("append_gates: gates ", shape.name, " take ", int{shape.num_operands},
                                 " qubits each, got ", qubits.size(), " qubits in all"));
  check_counts(count, shape.name, qubits.size(), qubits.size(), count * shape.num_params, params.size());
  const auto shape_of = [&shape](std::size_t) -> const GateShape& { return shape; };
  Block block;
  block.fill(count, shape_of, std::move(qubits), std::move(params));
  return block;
}

Block Block::of_gates(std::span<const GateType> gates, std::vector<Index> qubits, std::vector<double> params) {
  const auto& table = shapes();
  std::size_t qubits_wanted = 0, params_wanted = 0;
  for (const GateType gate : gates) {
    const auto number = static_cast<std::size_t>(gate);
    if (number >= kTypeLimit || table[number].num_operands == 0) refuse_type(gate);
    qubits_wanted += table[number].num_operands;
    params_wanted += table[number].num_params;
  }
  check_counts(gates.size(), {}, qubits_wanted, qubits.size(), params_wanted, params.size());
  const auto shape_of = [&](std::size_t i) -> const GateShape& { return table[static_cast<std::size_t>(gates[i])]; };
  Block block;
  block.fill(gates.size(), shape_of, std::move(qubits), std::move(params));
  return block;
}

/// Checks gates one after the other and takes their numbers off the arrays, which are long enough.
template <class ShapeOf>
void Block::fill(std::size_t count, ShapeOf&& shape_of, std::vector<Index> qubits, std::vector<double> params) {
  position(qubits.size());
  position(params.size());
  operands_ = std::move(qubits);
  params_ = std::move(params);
  reserve_large(ops_, count);
  std::uint32_t operand = 0, param = 0;
  bool has_reset = false;
  for (std::size_t i = 0; i < count; ++i) {
    if (i % kGatesPerPoll == 0) InterruptScope::poll();
    const GateShape& shape = shape_of(i);
    if (!is_gate(shape, operands_.data() + operand, params_.data() + param)) [[unlikely]]
      refuse_gate(i, shape, operands_.data() + operand, params_.data() + param);
    ops_.push_back({.kind = OpKind::gate,
                    .gate = shape.stored,
                    .flags = 0,
                    .reserved = 0,
                    .num_controls = shape.num_controls,
                    .num_targets = static_cast<std::uint16_t>(shape.num_operands - shape.num_controls),
                    .operands = operand,
                    .payload = param});
    has_reset |= shape.stored == GateType::RESET;
    operand += shape.num_operands;
    param += shape.num_params;
  }
  note_all(operands_);
  has_reset_ |= has_reset;
  flat_size_ = count;
}

/// note_qubits() for many qubits, most of which occur often.
void Block::note_all(std::span<const Index> qubits) {
  Index bound = qubit_bound_;
  std::uint64_t low = 0;  // of the first 64
  for (const Index qubit : qubits) {
    bound = std::max(bound, qubit + 1);
    if (qubit < 64)
      low |= std::uint64_t{1} << qubit;
    else if (!uses(qubit))
      used_.insert(qubit);
  }
  qubit_bound_ = bound;
  for (; low != 0; low &= low - 1) used_.insert(static_cast<Index>(std::countr_zero(low)));
}

void Block::append_gates(Block gates) {
  if (empty()) {
    *this = std::move(gates);
    return;
  }
  const std::uint32_t operand = position(operands_.size()), param = position(params_.size());
  position(operands_.size() + gates.operands_.size());
  position(params_.size() + gates.params_.size());
  // Inserted without reserving: memory has to grow by a factor, also where there are many small appends. The operations
  // come last: without them nothing refers to the rest.
  operands_.insert(operands_.end(), gates.operands_.begin(), gates.operands_.end());
  params_.insert(params_.end(), gates.params_.begin(), gates.params_.end());
  used_.insert(gates.used_);
  const auto first = ops_.insert(ops_.end(), gates.ops_.begin(), gates.ops_.end());
  for (auto op = first; op != ops_.end(); ++op) {
    op->operands += operand;
    op->payload += param;
  }
  qubit_bound_ = std::max(qubit_bound_, gates.qubit_bound_);
  has_reset_ |= gates.has_reset_;
  flat_size_ = saturating_add(flat_size_, gates.flat_size_);
}

}  // namespace qpanda3
