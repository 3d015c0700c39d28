#include "binary/comm_words.hpp"

#include <algorithm>

namespace qpanda3::comm {
namespace {

constexpr CommGate kGates[] = {
    {GateType::I, 0, 3, 1, 0},     {GateType::X, 0, 4, 1, 0},      {GateType::Y, 0, 5, 1, 0},
    {GateType::Z, 0, 6, 1, 0},     {GateType::X1, 0, 7, 1, 0},     {GateType::Y1, 0, 8, 1, 0},
    {GateType::Z1, 0, 9, 1, 0},    {GateType::P, 0, 10, 1, 1},     {GateType::H, 0, 11, 1, 0},
    {GateType::T, 0, 12, 1, 0},    {GateType::S, 0, 13, 1, 0},     {GateType::RX, 0, 14, 1, 1},
    {GateType::RY, 0, 15, 1, 1},   {GateType::RZ, 0, 16, 1, 1},    {GateType::RPHI, 0, 17, 1, 2},
    {GateType::U1, 0, 18, 1, 1},   {GateType::U2, 0, 19, 1, 2},    {GateType::U3, 0, 20, 1, 3},
    {GateType::U4, 0, 21, 1, 4},   {GateType::CU, 0, 22, 2, 4},    {GateType::CNOT, 0, 23, 2, 0},
    {GateType::CZ, 0, 24, 2, 0},   {GateType::CP, 0, 25, 2, 1},    {GateType::MS, 0, 26, 2, 0},
    {GateType::RYY, 0, 27, 2, 1},  {GateType::RXX, 0, 28, 2, 1},   {GateType::RZZ, 0, 29, 2, 1},
    {GateType::RZX, 0, 30, 2, 1},  {GateType::ISWAP, 0, 32, 2, 0}, {GateType::SQISWAP, 0, 33, 2, 0},
    {GateType::SWAP, 0, 34, 2, 0}, {GateType::X, 2, 35, 3, 0},     {GateType::ECHO, 0, 36, 1, 0},
    {GateType::IDLE, 0, 39, 1, 0},
};

/// What a gate with controls is called, where it has a name. All are the same operator, not only up to a phase.
struct Renaming {
  GateType type;
  std::size_t num_controls;
  GateType named;
  std::uint8_t named_controls;
};
constexpr Renaming kRenamings[] = {
    {GateType::X, 1, GateType::CNOT, 0}, {GateType::CNOT, 1, GateType::X, 2}, {GateType::Z, 1, GateType::CZ, 0},
    {GateType::P, 1, GateType::CP, 0},   {GateType::U1, 1, GateType::CP, 0},  {GateType::U4, 1, GateType::CU, 0},
};

}  // namespace

std::span<const CommGate> comm_gates() noexcept { return kGates; }

const CommGate* find_by_type(GateType type, std::size_t num_controls) noexcept {
  for (const Renaming& renaming : kRenamings)
    if (renaming.type == type && renaming.num_controls == num_controls)
      return find_by_type(renaming.named, renaming.named_controls);
  const auto* found = std::find_if(std::begin(kGates), std::end(kGates), [&](const CommGate& gate) {
    return gate.type == type && gate.num_controls == num_controls;
  });
  return found == std::end(kGates) ? nullptr : found;
}

const CommGate* find_by_opcode(std::uint64_t opcode) noexcept {
  const auto* found =
      std::find_if(std::begin(kGates), std::end(kGates), [&](const CommGate& gate) { return gate.opcode == opcode; });
  return found == std::end(kGates) ? nullptr : found;
}

}  // namespace qpanda3::comm
