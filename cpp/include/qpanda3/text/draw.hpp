#pragma once
// Programs drawn with characters, or as LaTeX.

#include <cstddef>
#include <map>
#include <string>

#include "qpanda3/base/export.hpp"
#include "qpanda3/circuit/prog.hpp"

namespace qpanda3 {

/// How a program is drawn.
enum class PicType : int {
  TEXT = 0,   ///< characters, see draw_text()
  LATEX = 1,  ///< a document for the package qcircuit, see draw_latex()
};

struct DrawOptions {
  /// Show parameters, and in text `.dag` on daggered gates; names alone otherwise.
  bool show_params = true;
  /// Decimals of parameters, 0 to 100.
  int precision = 8;
  /// A line of text that has become longer than this many characters is continued in a new group of lines, as long as
  /// more than two layers follow. 0 never folds.
  std::size_t line_length = 100;
  /// Which nested circuits are resolved, by name; the others are boxes with their name. 0: a box. 1: resolved with
  /// everything in it. Any other number: resolved by one level, the circuits in it being looked up in turn. A number
  /// other than 0 for the name `all` resolves everything. Branches and loops always show what is in them.
  std::map<std::string, int> expand = {{"all", 1}};
  /// LaTeX only: a line with the name of the library above the picture.
  bool with_logo = false;
};

/// One line of boxes for each qubit in use (all of them up to a fixed size), one column for each time layer, and a
/// double line for all bits with the number of the bit below each measurement. UTF-8. Branches and loops are framed.
/// A circuit is looked up in `expand` itself, a program is not. QCircuit::str() gives more columns than this does:
/// there, nothing stands below a line that was drawn before. InvalidArgument for a bad precision.
QPANDA3_API std::string draw_text(const QProg& prog, const DrawOptions& options = {});
QPANDA3_API std::string draw_text(const QCircuit& circuit, const DrawOptions& options = {});

/// A LaTeX document that draws the program with the package qcircuit: one row for each qubit that draw_text() shows and
/// for each bit in use, one column for each time layer (more where lines would cross gates). Branches and loops are
/// boxes at their beginning and end. InvalidArgument for a bad precision.
QPANDA3_API std::string draw_latex(const QProg& prog, const DrawOptions& options = {});
QPANDA3_API std::string draw_latex(const QCircuit& circuit, const DrawOptions& options = {});

/// draw_text() or draw_latex(); with a file name the text is written there too, as UTF-8. InvalidArgument, naming the
/// file, if it cannot be written.
QPANDA3_API std::string draw_qprog(const QProg& prog, PicType type = PicType::TEXT, const DrawOptions& options = {},
                                   const std::string& output_file = {});
QPANDA3_API std::string draw_qprog(const QCircuit& circuit, PicType type = PicType::TEXT,
                                   const DrawOptions& options = {}, const std::string& output_file = {});

/// What QProg::str() and QCircuit::str() show.
struct PrintOptions {
  int precision = 8;              ///< decimals of parameters, 0 to 100
  bool show_params = true;        ///< parameters and `.dag`
  std::size_t line_length = 120;  ///< as in DrawOptions
};

/// The options of this process, and how they are changed, from any thread. InvalidArgument / NegativeValue for a bad
/// precision; nothing changes then.
QPANDA3_API PrintOptions print_options();
QPANDA3_API void set_print_options(const PrintOptions& options);

}  // namespace qpanda3
