#pragma once
// Archives: programs and their items as bytes that keep everything, what pickle uses. Unlike OriginBIS and OriginIR,
// they keep nesting, sharing of nested circuits, names, fixed sizes and channels. The format may change between
// releases; its version is in the archive, and other versions are refused.

#include <string>
#include <string_view>

#include "qpanda3/base/export.hpp"
#include "qpanda3/circuit/prog.hpp"

namespace qpanda3 {

QPANDA3_API std::string to_archive(const QProg& prog);
QPANDA3_API std::string to_archive(const QCircuit& circuit);
QPANDA3_API std::string to_archive(const QGate& gate);
QPANDA3_API std::string to_archive(const MeasureNode& measure);
QPANDA3_API std::string to_archive(const Karus& karus);

/// Each of these reads what to_archive made of that class. ParseError with the offset of the byte for anything else:
/// archives of another class or version, damaged or cut off ones. Nothing is allocated that the bytes do not account
/// for.
QPANDA3_API QProg prog_from_archive(std::string_view bytes);
QPANDA3_API QCircuit circuit_from_archive(std::string_view bytes);
QPANDA3_API QGate gate_from_archive(std::string_view bytes);
QPANDA3_API MeasureNode measure_from_archive(std::string_view bytes);
QPANDA3_API Karus karus_from_archive(std::string_view bytes);

}  // namespace qpanda3
