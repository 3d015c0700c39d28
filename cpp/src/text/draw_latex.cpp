// Writes a DrawingLayout as a LaTeX document for the package qcircuit: one row of cells for each qubit and bit.

#include <algorithm>
#include <set>

#include "qpanda3/base/concat.hpp"
#include "qpanda3/base/error.hpp"
#include "qpanda3/base/interrupt.hpp"
#include "qpanda3/text/draw.hpp"
#include "qpanda3/text/drawing_layout.hpp"
#include "text/decimals.hpp"
#include "text/drawing_labels.hpp"

namespace qpanda3 {
namespace text {
namespace {

constexpr std::size_t kMaxCells = std::size_t{1} << 25;

/// A name as LaTeX shows it in math mode.
std::string escaped(std::string_view name) {
  std::string out;
  for (const char32_t c : decode_utf8(name)) {
    switch (c) {
      case U'&':
      case U'%':
      case U'$':
      case U'#':
      case U'_':
      case U'{':
      case U'}':
      case U' ':
        out += '\\';
        append_utf8(c, out);
        break;
      case U'\\':
        out += "\\backslash{}";
        break;
      case U'^':
        out += "\\wedge{}";
        break;
      case U'~':
        out += "\\sim{}";
        break;
      case 0xFFFD:
        out += "?";
        break;
      default:
        append_utf8(c, out);
    }
  }
  return out;
}

/// `q_3`, `q_{12}`
std::string indexed(char letter, Index index) {
  return index < 10 ? concat(letter, '_', index) : concat(letter, "_{", index, '}');
}

int distance(Index from, Index to) { return static_cast<int>(to) - static_cast<int>(from); }

class LatexTable {
 public:
  LatexTable(const DrawingLayout& layout, const DrawOptions& options);
  std::string document() const;

 private:
  struct Cell {
    std::size_t column;
    std::string text;
  };

  void add(const DrawingItem& item);
  void add_gate(const DrawingItem& item);
  void add_swap(const DrawingItem& item);
  void add_frame(const DrawingItem& item);
  void add_controls(std::span<const Index> controls, Index anchor);
  void add_box(std::vector<Index> targets, std::span<const Index> controls, const std::string& label);
  void add_linked_boxes(const DrawingItem& item, std::span<const Index> targets, std::span<const Index> controls);
  std::string label_of(const DrawingItem& item) const;
  void put(Index row, std::string text) { rows_[row].push_back({column_, std::move(text)}); }
  static void append_row(const std::string& label, std::span<const Cell> cells, std::size_t columns,
                         std::string_view wire, std::string& out);

  const DrawingLayout& layout_;
  const DrawOptions& options_;
  std::vector<std::vector<Cell>> rows_;  ///< what is more than a wire, by row from left to right
  std::set<Index> cbits_;
  std::size_t column_ = 0;
};

LatexTable::LatexTable(const DrawingLayout& layout, const DrawOptions& options)
    : layout_(layout), options_(options), rows_(layout.qubits.size()) {
  for (const DrawingColumn& column : layout.columns) {
    InterruptScope::poll();
    for (const DrawingItem& item : column) add(item);
    ++column_;
  }
}

/// `\mathrm{RX},\{0.30000000\}^{\dagger}`
std::string LatexTable::label_of(const DrawingItem& item) const {
  std::string label = concat("\\mathrm{", escaped(item.name), '}');
  if (options_.show_params && !item.params.empty()) {
    label += ",\\{";
    for (std::size_t i = 0; i < item.params.size(); ++i) {
      if (i != 0) label += ',';
      append_fixed(label, item.params[i], options_.precision);
    }
    label += "\\}";
  }
  const bool plain = item.shape == ItemShape::barrier || (item.shape == ItemShape::circuit && !options_.show_params);
  if (item.dagger && !plain) label += "^{\\dagger}";
  return label;
}

void LatexTable::add(const DrawingItem& item) {
  switch (item.shape) {
    case ItemShape::box:
      return add_gate(item);
    case ItemShape::swap:
      return add_swap(item);
    case ItemShape::barrier:
      return add_box(item.targets, {}, label_of(item));
    case ItemShape::circuit: {
      std::vector<Index> rows = item.targets;
      rows.insert(rows.end(), item.controls.begin(), item.controls.end());
      return add_box(std::move(rows), {}, label_of(item));
    }
    case ItemShape::measure:
      cbits_.insert(item.cbit);
      return put(item.targets[0], "\\meter");
    case ItemShape::opening:
    case ItemShape::middle:
    case ItemShape::closing:
      return add_frame(item);
  }
}

void LatexTable::add_gate(const DrawingItem& item) {
  std::vector<Index> targets = item.targets;
  std::span<const Index> controls = item.controls;
  const Index target = targets[0];
  if (item.gate == GateType::CNOT || item.gate == GateType::CZ) {
    put(target, item.gate == GateType::CNOT ? "\\targ" : "\\control\\qw");
    return add_controls(controls, target);
  }
  if (item.gate == GateType::CP || item.gate == GateType::CU) {
    targets = {controls.back(), target};
    controls = controls.first(controls.size() - 1);
  }
  const auto [first, last] = std::minmax_element(targets.begin(), targets.end());
  const bool inside = std::any_of(controls.begin(), controls.end(),
                                  [first = *first, last = *last](Index row) { return row > first && row < last; });
  if (!inside) return add_box(std::move(targets), controls, label_of(item));
  // A control cannot stand in a box, so each target gets one of its own.
  if (targets.size() == item.targets.size()) return add_linked_boxes(item, targets, controls);
  add_linked_boxes(item, item.targets, item.controls);
}

/// A box over all rows from the first target to the last.
void LatexTable::add_box(std::vector<Index> targets, std::span<const Index> controls, const std::string& label) {
  const auto [low, high] = std::minmax_element(targets.begin(), targets.end());
  const Index first = *low, last = *high;
  if (first == last) {
    put(first, concat("\\gate{", label, '}'));
  } else {
    put(first, concat("\\multigate{", last - first, "}{", label, '}'));
    for (Index row = first + 1; row <= last; ++row) put(row, concat("\\ghost{", label, '}'));
  }
  add_controls(controls, first);
}

/// One box for each target, with the number of its port where there are several, on one line with the controls.
void LatexTable::add_linked_boxes(const DrawingItem& item, std::span<const Index> targets,
                                  std::span<const Index> controls) {
  std::vector<Index> rows(controls.begin(), controls.end());
  rows.insert(rows.end(), targets.begin(), targets.end());
  std::sort(rows.begin(), rows.end());
  const std::string label = label_of(item);
  for (std::size_t i = 0; i < rows.size(); ++i) {
    const auto port = std::find(targets.begin(), targets.end(), rows[i]) - targets.begin();
    const int up = i == 0 ? 0 : distance(rows[i], rows[i - 1]);
    if (port == static_cast<std::ptrdiff_t>(targets.size())) {
      put(rows[i], i == 0 ? "\\control\\qw" : concat("\\ctrl{", up, '}'));
    } else {
      const std::string suffix = targets.size() == 1 ? "" : concat("_{", port, '}');
      put(rows[i], concat("\\gate{{", label, '}', suffix, '}', i == 0 ? "" : concat(" \\qwx[", up, ']')));
    }
  }
}

void LatexTable::add_controls(std::span<const Index> controls, Index anchor) {
  for (const Index row : controls) put(row, concat("\\ctrl{", distance(row, anchor), '}'));
}

void LatexTable::add_swap(const DrawingItem& item) {
  if (item.gate != GateType::SWAP) return add_gate(item);
  put(item.targets[0], "\\qswap");
  put(item.targets[1], concat("\\qswap \\qwx[", distance(item.targets[1], item.targets[0]), ']'));
  add_controls(item.controls, item.targets[1]);
}

/// `\mathrm{QIF}:c_0=1,c_1=0` over all rows that the branch uses.
void LatexTable::add_frame(const DrawingItem& item) {
  std::string label = label_of(item);
  std::string_view before = ":";
  const auto add_bits = [&](std::span<const Index> bits, int value) {
    for (const Index bit : bits) {
      cbits_.insert(bit);
      label += concat(before, indexed('c', bit), '=', value);
      before = ",";
    }
  };
  add_bits(item.condition.ones, 1);
  add_bits(item.condition.zeros, 0);
  add_box(item.targets, {}, label);
}

void LatexTable::append_row(const std::string& label, std::span<const Cell> cells, std::size_t columns,
                            std::string_view wire, std::string& out) {
  out += "\\nghost{} & \\lstick{" + label + "} & ";
  std::size_t next = 0;
  for (std::size_t column = 0; column < columns; ++column) {
    if (next < cells.size() && cells[next].column == column)
      out += cells[next++].text;
    else
      out += wire;
    out += " & ";
  }
  out += concat("\\rstick{}", wire, " & \\nghost{} \\\\\n");
}

std::string LatexTable::document() const {
  const std::size_t columns = layout_.columns.size();
  const std::size_t rows = rows_.size() + cbits_.size();
  if (rows > kMaxCells / (columns + 1))
    throw ResourceExhausted(concat("a picture of ", rows, " rows and ", columns, " columns is refused; at most ",
                                   kMaxCells, " cells can be written"));
  std::string out =
      "\\documentclass[border=2px]{standalone}\n\\usepackage[braket, qm]{qcircuit}\n\\usepackage{graphicx}\n"
      "\\begin{document}\n\n";
  if (options_.with_logo) out += "\\textbf{QPanda3}\\\\[0.5em]\n";
  out += "\\scalebox{1.0}{\n\\Qcircuit @C = 1.0em @R = 0.5em @!R { \\\\\n";
  for (std::size_t row = 0; row < rows_.size(); ++row) {
    InterruptScope::poll();
    append_row(concat("\\ket{", indexed('q', layout_.qubits[row]), '}'), rows_[row], columns, "\\qw", out);
  }
  for (const Index cbit : cbits_) append_row(indexed('c', cbit), {}, columns, "\\cw", out);
  out += "}\n}\n\\end{document}\n";
  return out;
}

std::string draw(const DrawingLayout& layout, const DrawOptions& options) {
  return LatexTable(layout, options).document();
}

}  // namespace
}  // namespace text

std::string draw_latex(const QProg& prog, const DrawOptions& options) {
  text::check_precision(options.precision);
  return text::draw(lay_out(prog, options.expand, Crossing::never), options);
}

std::string draw_latex(const QCircuit& circuit, const DrawOptions& options) {
  text::check_precision(options.precision);
  return text::draw(lay_out(circuit, options.expand, Crossing::never), options);
}

}  // namespace qpanda3
