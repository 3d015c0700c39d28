#pragma once
// The words of the communication format: 64 bits each, written as varints. The lowest six bits say what a word is.

#include <array>
#include <cstdint>
#include <span>

#include "qpanda3/gate/gate_info.hpp"
#include "qpanda3/gate/qubit.hpp"

namespace qpanda3::comm {

/// The first word of a message, whole.
inline constexpr std::uint64_t kBegin = 0x7e;
inline constexpr std::uint64_t kKindMask = 0x3f;
inline constexpr std::uint64_t kConfig = 1;
inline constexpr std::uint64_t kProgram = 2;
inline constexpr std::uint64_t kBarrier = 37;
inline constexpr std::uint64_t kMeasure = 38;
inline constexpr std::uint64_t kEnd = 0x3f;  ///< the last word of a program, whole

inline constexpr std::uint64_t kMappingBit = 1 << 6, kMitigationBit = 1 << 7;  ///< of the config word
inline constexpr std::uint64_t kMoreBit = 1 << 6;                              ///< the next word goes on with this one
inline constexpr std::uint64_t kDaggerBit = 1 << 7;

inline constexpr Index kMaxIndex8 = 0xff;
inline constexpr std::size_t kBarrierQubits = 6;  ///< of one word
inline constexpr double kSteps = 65536;           ///< of a full turn
inline constexpr double kMaxIdle = 65535;

/// A gate word: qubit i in the byte at bit 8 + 8 i, angle i in the 16 bits at 32 + 16 i.
struct CommGate {
  GateType type;
  std::uint8_t num_controls;  ///< qubits that are controls; they come first
  std::uint8_t opcode;
  std::uint8_t num_qubits;
  std::uint8_t num_angles;  ///< 0 for ECHO and IDLE, whose numbers are no angles
};

/// All gates of the format.
std::span<const CommGate> comm_gates() noexcept;
/// Null if there is none. Controlled gates that have a name of their own are found under it, say X with one control
/// as CNOT.
const CommGate* find_by_type(GateType type, std::size_t num_controls) noexcept;
const CommGate* find_by_opcode(std::uint64_t opcode) noexcept;

constexpr std::uint64_t field(std::uint64_t word, int at, int bits) noexcept {
  return (word >> at) & ((std::uint64_t{1} << bits) - 1);
}

}  // namespace qpanda3::comm
