#pragma once
// Programs drawn with characters.

#include <string>

#include "qpanda3/base/export.hpp"
#include "qpanda3/circuit/prog.hpp"

namespace qpanda3 {

struct DrawOptions {
  /// Show parameters, and `.dag` on daggered gates; names alone otherwise.
  bool show_params = true;
  /// Decimals of parameters, 0 to 100.
  int precision = 8;
  /// A line that has become longer than this many characters is continued in a new group of lines, as long as more than
  /// two layers follow. 0 never folds.
  std::size_t line_length = 100;
};

/// One line of boxes for each qubit in use (all of them up to a fixed size), one column for each time layer, and a
/// double line for all bits with the number of the bit below each measurement. UTF-8. Nested circuits are resolved;
/// branches and loops are framed. InvalidArgument for a bad precision.
QPANDA3_API std::string draw_text(const QProg& prog, const DrawOptions& options = {});
QPANDA3_API std::string draw_text(const QCircuit& circuit, const DrawOptions& options = {});

}  // namespace qpanda3
