#pragma once
// OriginBIS: programs as bytes, in the wire format of protocol buffers. docs/binary_formats.md describes it field by
// field.

#include <string>
#include <string_view>

#include "qpanda3/base/export.hpp"
#include "qpanda3/circuit/prog.hpp"

namespace qpanda3 {

/// The program as OriginBIS. Parameters and matrices are kept bit for bit; circuits inside circuits are resolved,
/// programs inside programs, branches and loops stay. The same program gives the same bytes.
/// Unsupported for a condition that asks for zeros and for a 1 beyond the first 64 of its bits; ResourceExhausted for
/// more than 2^31 - 1 bytes.
QPANDA3_API std::string to_originbis(const QProg& prog);

/// Reads OriginBIS. Fields that are not known are skipped. ParseError with the offset of the byte for damaged, cut off
/// or foreign data, and for a mark (dagger, control) that does not say which of the gates it is for.
QPANDA3_API QProg from_originbis(std::string_view bytes);

}  // namespace qpanda3
