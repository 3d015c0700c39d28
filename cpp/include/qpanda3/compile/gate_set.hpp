#pragma once
// Which gates a rewriting may leave as they are.

#include <array>
#include <cstdint>

#include "qpanda3/base/export.hpp"
#include "qpanda3/gate/gate_info.hpp"

namespace qpanda3 {

/// A set of pairs (gate, number of controls). A controlled gate is named by the gate that it controls: (X, 1) is CNOT,
/// (X, 2) TOFFOLI, (Z, 1) CZ, (P, 1) CP.
class QPANDA3_API GateSet {
 public:
  /// The largest number of controls that a member can have.
  static constexpr std::size_t kMaxControls = 7;

  /// InvalidArgument for more than kMaxControls controls.
  GateSet& add(GateType type, std::size_t num_controls = 0);
  bool has(GateType type, std::size_t num_controls = 0) const noexcept {
    return num_controls <= kMaxControls && (controls_[static_cast<std::uint8_t>(type)] >> num_controls & 1) != 0;
  }

  /// U3 and CNOT.
  static const GateSet& u3_cnot();
  /// The gates that OpenQASM 2 texts name directly: I X Y Z H S T P RX RY RZ U1 U2 U3 CNOT CZ CP TOFFOLI SWAP RXX RYY
  /// RZZ.
  static const GateSet& openqasm2();

 private:
  std::array<std::uint8_t, 256> controls_{};  ///< by gate: bit k stands for k controls
};

}  // namespace qpanda3
