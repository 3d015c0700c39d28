#include "qpanda3/gate/gate_info.hpp"

#include <array>

#include "gate/gate_matrices.hpp"
#include "qpanda3/base/concat.hpp"
#include "qpanda3/base/error.hpp"

namespace qpanda3 {
namespace {

struct Shape {
  std::uint8_t targets;
  std::uint8_t params;
};
constexpr Shape Q1{1, 0}, Q1P1{1, 1}, Q1P2{1, 2}, Q1P3{1, 3}, Q1P4{1, 4}, Q2{2, 0}, Q2P1{2, 1}, Q2P4{2, 4}, Q3{3, 0},
    LIST{0, 0};

using enum InverseRule;

constexpr GateInfo kGates[] = {
#define QPANDA3_GATE(identifier, value, shape, originir, operands, parameters, inverse, flags, help) \
  {GateType::identifier,    #identifier, originir,   shape.targets, shape.params, inverse, (flags),  \
   gate_matrix::identifier, operands,    parameters, help},
#include "qpanda3/gate/gate_table.def"
};

constexpr ControlledInfo kControlled[] = {
#define QPANDA3_CONTROLLED(identifier, value, shape, base, controls, operands, parameters, help) \
  {GateType::identifier, #identifier, GateType::base, controls, shape.targets,                   \
   shape.params,         operands,    parameters,     help},
#include "qpanda3/gate/gate_table.def"
};

constexpr std::size_t kTypeLimit = 64;

constexpr auto kRowOfType = [] {
  std::array<std::int8_t, kTypeLimit> rows{};
  rows.fill(-1);
  for (std::size_t i = 0; i < std::size(kGates); ++i)
    rows[static_cast<std::size_t>(kGates[i].type)] = static_cast<std::int8_t>(i);
  return rows;
}();

}  // namespace

std::span<const GateInfo> gate_table() noexcept { return kGates; }
std::span<const ControlledInfo> controlled_table() noexcept { return kControlled; }

const GateInfo& gate_info(GateType type) {
  const auto number = static_cast<std::size_t>(type);
  const int row = number < kTypeLimit ? kRowOfType[number] : -1;
  if (row < 0) throw InvalidArgument(concat("gate type ", number, " has no matrix and arguments of its own"));
  return kGates[row];
}

const GateInfo* find_gate(std::string_view name) noexcept {
  for (const GateInfo& info : kGates)
    if (info.name == name) return &info;
  return nullptr;
}

const ControlledInfo* find_controlled(std::string_view name) noexcept {
  for (const ControlledInfo& info : kControlled)
    if (info.name == name) return &info;
  return nullptr;
}

}  // namespace qpanda3
