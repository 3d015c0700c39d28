#pragma once
// OriginIR text: reading and writing programs.

#include <string>
#include <string_view>

#include "qpanda3/base/export.hpp"
#include "qpanda3/circuit/prog.hpp"

namespace qpanda3 {

struct OriginIrOptions {
  /// Decimals in fixed notation, 0 to 100; ignored if `exact`.
  int precision = 8;
  /// Write each number with as many digits as it takes to read the same double again (scientific notation where
  /// shorter).
  bool exact = false;
};

/// The program as OriginIR: `QINIT` and `CREG` from what is used (at least 1 each), one statement a line, a newline at
/// the end. Each gate stands alone, with its own CONTROL (outer) and DAGGER (inner) blocks. The matrix of an ORACLE is
/// lost.
QPANDA3_API std::string to_originir(const QProg& prog, const OriginIrOptions& options = {});

/// Reads OriginIR. ParseError with line and column for anything that is not OriginIR.
///
/// DAGGER and CONTROL blocks become marks on nested circuits, QGATE calls and whole registers are expanded. The
/// register of the program comes from use, not from QINIT. The lists of CONTROL and of conditions are put into
/// ascending order. Bits in conditions may lie beyond CREG. An assignment (`c[0]=1`) is read and has no effect.
/// Bounded: 502 open blocks, 1000 open parentheses, 500 QELSEIF, 2^23 operations and operands from QGATE calls and
/// whole registers.
QPANDA3_API QProg parse_originir(std::string_view text);

}  // namespace qpanda3
