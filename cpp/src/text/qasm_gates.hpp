#pragma once
// The gates that OpenQASM texts can use without defining them.

#include <cstdint>
#include <string_view>

#include "qpanda3/gate/gate_info.hpp"

namespace qpanda3::text {

/// A built-in gate that is stored as one gate of the gate table.
struct QasmNative {
  std::string_view name;
  GateType gate;
  std::uint8_t num_controls;  ///< leading operands that are stored as controls
  std::uint8_t num_operands;  ///< controls included
  std::uint8_t num_params;
};

/// The row of a gate in lower case, or null.
const QasmNative* find_qasm_native(std::string_view name) noexcept;

/// Definitions of the other built-in gates, in OpenQASM. They use native gates, and `cu4`, which texts cannot name: U4
/// under one control.
extern const std::string_view kQasmPrelude;

}  // namespace qpanda3::text
