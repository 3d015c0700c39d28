#pragma once
// Shapes of gates, for those who append them in bulk: Block::of_gates() takes the qubits of many gates in one array,
// those of one gate behind those of the gate before, and their parameters likewise.

#include <cstdint>
#include <optional>
#include <string_view>

#include "qpanda3/base/export.hpp"
#include "qpanda3/gate/gate_info.hpp"

namespace qpanda3 {

/// How many numbers a gate takes, and as what it is stored: TOFFOLI, CRX, CRY and CRZ as another gate with controls.
struct GateShape {
  std::string_view name;
  GateType stored = GateType::GATE_UNDEFINED;
  std::uint8_t num_controls = 0;  ///< the first of the operands
  std::uint8_t num_operands = 0;
  std::uint8_t num_params = 0;
};

/// InvalidArgument for types without a fixed number of qubits (ORACLE, BARRIER) and for those of no gate.
QPANDA3_API const GateShape& gate_shape(GateType type);

/// By the name of a factory that makes such gates ("H", "CRX", "CR"); case-sensitive.
QPANDA3_API std::optional<GateType> gate_type_named(std::string_view name) noexcept;

}  // namespace qpanda3
