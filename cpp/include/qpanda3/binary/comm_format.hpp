#pragma once
// The communication format: programs and how to run them as the compact words that quantum chips are sent.
// docs/binary_formats.md describes it bit by bit.

#include <cstdint>
#include <span>
#include <string>
#include <string_view>
#include <vector>

#include "qpanda3/base/export.hpp"
#include "qpanda3/circuit/prog.hpp"

namespace qpanda3 {

/// How the programs of a message are to be run.
struct CommProtocolConfig {
  /// The format has four bits for optimization_level.
  static constexpr std::uint8_t kMaxOptimizationLevel = 15;

  bool open_mapping = true;
  bool open_error_mitigation = true;
  std::uint8_t optimization_level = 4;
  std::uint8_t circuits_num = 100;
  std::uint32_t shots = 1000;

  friend bool operator==(const CommProtocolConfig&, const CommProtocolConfig&) = default;
};

/// What a message holds.
struct CommMessage {
  std::vector<QProg> progs;
  CommProtocolConfig config;
};

/// The programs in the communication format. Nested circuits and programs are resolved. Angles are rounded to
/// multiples of 2 pi / 65536, which the format is made for.
///
/// InvalidArgument for qubits and bits beyond 255, an IDLE that is no whole number from 0 to 65535, an ECHO with a
/// number, an optimization level beyond 15. Unsupported for what the format has no words for: branches, loops, RESET,
/// Oracle, channels, and controls other than those of a CNOT, CZ, CP, CU or TOFFOLI. The message names the program and
/// the item.
QPANDA3_API std::string encode_comm(std::span<const QProg> progs, const CommProtocolConfig& config = {});

/// Reads the communication format. ParseError with the offset of the byte for data that is damaged in any way.
QPANDA3_API CommMessage decode_comm(std::string_view bytes);

/// A message as the cloud protocol carries it in `QProgBytes`: its bytes as numbers from -128 to 127.
QPANDA3_API std::vector<std::int8_t> to_signed_bytes(std::string_view bytes);
/// The message that such numbers stand for.
QPANDA3_API std::string from_signed_bytes(std::span<const std::int8_t> numbers);

}  // namespace qpanda3
