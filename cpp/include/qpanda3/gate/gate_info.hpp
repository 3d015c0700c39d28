#pragma once
// GateType and the facts about each gate, both derived from gate_table.def.

#include <cstdint>
#include <optional>
#include <span>
#include <string_view>

#include "qpanda3/base/export.hpp"
#include "qpanda3/gate/matrix.hpp"

namespace qpanda3 {

enum class GateType : std::uint8_t {
  GATE_NOP = 0,
  GATE_UNDEFINED = 1,
#define QPANDA3_GATE(identifier, value, ...) identifier = value,
#define QPANDA3_CONTROLLED(identifier, value, ...) identifier = value,
#include "qpanda3/gate/gate_table.def"
};

/// How the inverse of a gate is obtained.
enum class InverseRule : std::uint8_t { kSelf, kNegate, kAdjoint, kNone };

enum GateFlag : std::uint32_t {
  kDiagonal = 1,
  kPermutation = 2,
  kHermitian = 4,
  kSymmetric = 8,
  kFirstOperandLow = 16,
};

/// Fills the row-major matrix of a gate, first operand most significant. `params` has info.num_params numbers.
using MatrixFunction = void (*)(const double* params, Complex* out);

struct GateInfo {
  GateType type;
  std::string_view name;      ///< canonical name
  std::string_view originir;  ///< the word in OriginIR
  std::uint8_t num_targets;   ///< 0: any number
  std::uint8_t num_params;
  InverseRule inverse;
  std::uint32_t flags;
  MatrixFunction matrix;        ///< null for BARRIER, RESET and ORACLE
  std::string_view operands;    ///< argument names, comma-separated
  std::string_view parameters;  ///< argument names, comma-separated
  std::string_view help;

  bool has(GateFlag flag) const noexcept { return (flags & flag) != 0; }
  bool takes_list() const noexcept { return num_targets == 0; }
};

/// A named gate that is stored as another gate with controls (TOFFOLI, CRX, ...).
struct ControlledInfo {
  GateType type;
  std::string_view name;
  GateType base;
  std::uint8_t num_controls;
  std::uint8_t num_operands;  ///< controls and targets
  std::uint8_t num_params;
  std::string_view operands;
  std::string_view parameters;
  std::string_view help;
};

/// All gates, in the order of the table.
QPANDA3_API std::span<const GateInfo> gate_table() noexcept;
QPANDA3_API std::span<const ControlledInfo> controlled_table() noexcept;

/// The row of a gate. InvalidArgument for types without a row (GATE_NOP, TOFFOLI, CRX, ...).
QPANDA3_API const GateInfo& gate_info(GateType type);

/// Row by canonical name, alias (CR) excluded; case-sensitive. Null if there is none.
QPANDA3_API const GateInfo* find_gate(std::string_view name) noexcept;
QPANDA3_API const ControlledInfo* find_controlled(std::string_view name) noexcept;

}  // namespace qpanda3
