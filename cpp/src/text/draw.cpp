// Renders a DrawingLayout: three rows of characters for each qubit, the lower one shared with the next qubit.

#include "qpanda3/text/draw.hpp"

#include <algorithm>

#include "qpanda3/base/concat.hpp"
#include "qpanda3/base/error.hpp"
#include "qpanda3/base/interrupt.hpp"
#include "text/decimals.hpp"
#include "text/drawing_canvas.hpp"
#include "text/drawing_labels.hpp"
#include "text/text_placement.hpp"

namespace qpanda3 {
namespace text {
namespace {

constexpr std::size_t kLabelWidth = 9;

std::size_t above(Index row) { return 2 * std::size_t{row}; }
std::size_t wire(Index row) { return 2 * std::size_t{row} + 1; }
std::size_t below(Index row) { return 2 * std::size_t{row} + 2; }

/// The rows of a canvas; ResourceExhausted if it would take more than a gibibyte.
std::size_t checked_rows(std::size_t rows, std::size_t columns) {
  constexpr std::size_t kMaxCells = std::size_t{1} << 28;
  if (rows <= kMaxCells / columns) return rows;
  throw ResourceExhausted(concat("a drawing of ", rows, " lines of ", columns, " characters is refused; at most ",
                                 kMaxCells, " characters can be drawn"));
}

/// Some columns of the drawing, drawn below their labels.
class DrawingChunk {
 public:
  DrawingChunk(const std::vector<Index>& qubits, std::span<const PlacedColumn> all, std::size_t begin, std::size_t end,
               std::size_t label_width, std::size_t columns)
      : qubits_(qubits),
        first_(begin == 0),
        last_(end == all.size()),
        label_width_(label_width),
        num_qubits_(static_cast<Index>(qubits.size())),
        bits_line_(2 * std::size_t{num_qubits_} + 1),
        canvas_(checked_rows(bits_line_ + 1, columns), columns),
        columns_(columns) {
    draw_labels();
    std::size_t column = label_width_ + (first_ ? 1 : 0);
    numbers_.assign(column, ' ');
    for (const PlacedColumn& placed : all.subspan(begin, end - begin)) {
      InterruptScope::poll();
      draw_column(placed, column);
      column += placed.width + 1;
    }
  }

  void append_to(std::string& out) const {
    const bool empty = first_ && columns_ == label_width_ + 1;
    for (std::size_t row = 0; row < bits_line_; ++row) {
      canvas_.append_row(row, out);
      out += last_ ? "\n" : ">\n";
    }
    std::string bits;
    canvas_.append_row(bits_line_, bits);
    // Without the last column, the gap behind the last one: here a character of three bytes.
    out.append(bits, 0, bits.size() - (empty ? 0 : 3));
    out += '\n';
    out.append(numbers_, 0, numbers_.size() - (empty ? 0 : 1));
    out += '\n';
  }

 private:
  void draw_labels();
  void draw_column(const PlacedColumn& placed, std::size_t column);
  void draw_item(const PlacedItem& placed, std::size_t column);
  void draw_box(const PlacedItem& placed, std::size_t column);
  void draw_multi_box(const PlacedItem& placed, std::size_t column);
  void draw_swap(const DrawingItem& item, std::size_t column);
  void draw_barrier(const PlacedItem& placed, std::size_t column);
  void join_bars(const PlacedItem& placed, std::size_t column);
  void draw_measure(const DrawingItem& item, std::size_t column);
  void draw_opening(const PlacedItem& placed, std::size_t column);
  void draw_closing(const PlacedItem& placed, std::size_t column);
  void draw_controls(const PlacedItem& placed, std::size_t column, Index first, Index last);
  void draw_stem_to_bits(std::size_t row, std::size_t column, char32_t crossing);

  const std::vector<Index>& qubits_;
  bool first_;
  bool last_;
  std::size_t label_width_;
  Index num_qubits_;
  std::size_t bits_line_;
  DrawingCanvas canvas_;
  std::size_t columns_;
  std::string numbers_;  ///< the line below the line of bits
};

void DrawingChunk::draw_labels() {
  for (Index row = 0; row < num_qubits_; ++row) {
    std::string label = concat("q_", qubits_[row], ":");
    label.resize(label_width_ - 3, ' ');
    canvas_.put(wire(row), 0, label + "|0>");
    if (first_) canvas_.put(wire(row), label_width_, U'─');
  }
  canvas_.put(bits_line_, label_width_ - kLabelWidth, " c :   / ");
  canvas_.fill(bits_line_, label_width_, columns_, U'═');
}

void DrawingChunk::draw_column(const PlacedColumn& placed, std::size_t column) {
  for (Index row = 0; row < num_qubits_; ++row) canvas_.fill(wire(row), column, column + placed.width, U'─');
  std::size_t numbers_end = 0;
  for (const PlacedItem& item : placed.items) {
    draw_item(item, column + item.start);
    if (item.bits.empty()) continue;
    // A number longer than its place pushes all behind it to the right.
    numbers_.append(item.start - numbers_end, ' ');
    numbers_ += item.bits;
    numbers_.append(item.width - std::min(item.width, item.bits.size()), ' ');
    numbers_end = item.start + item.width;
  }
  numbers_.append(placed.width - numbers_end + 1, ' ');
  for (const PlacedItem& item : placed.items)
    if (item.shape() == ItemShape::barrier) join_bars(item, column + item.start);
}

void DrawingChunk::draw_item(const PlacedItem& placed, std::size_t column) {
  switch (placed.shape()) {
    case ItemShape::box:
    case ItemShape::circuit:
      return placed.is_single_box() ? draw_box(placed, column) : draw_multi_box(placed, column);
    case ItemShape::swap:
      return draw_swap(*placed.item, column);
    case ItemShape::barrier:
      return draw_barrier(placed, column);
    case ItemShape::measure:
      return draw_measure(*placed.item, column);
    case ItemShape::opening:
    case ItemShape::middle:
      return draw_opening(placed, column);
    case ItemShape::closing:
      return draw_closing(placed, column);
  }
}

/// Controls and the line that joins them to a shape on the rows from `first` to `last`.
void DrawingChunk::draw_controls(const PlacedItem& placed, std::size_t column, Index first, Index last) {
  for (Index row = placed.item->first; row <= placed.item->last; ++row) {
    if (row >= first && row <= last) continue;
    canvas_.put(wire(row), column, U'┼');
    const std::size_t towards_shape = row < first ? below(row) : above(row);
    const bool at_border = row < first ? row + 1 == first : row == last + 1;
    canvas_.join(towards_shape, column, at_border ? (row < first ? U'┴' : U'┬') : U'│');
  }
  for (const Index row : placed.controls)
    if (row < first || row > last) canvas_.put(wire(row), column, U'*');
}

void DrawingChunk::draw_box(const PlacedItem& placed, std::size_t column) {
  const Index row = placed.targets[0];
  canvas_.border(above(row), column, placed.width, U'┌', U'┐');
  canvas_.border(below(row), column, placed.width, U'└', U'┘');
  canvas_.put(wire(row), column, U'┤');
  canvas_.put(wire(row), column + 1, placed.label);
  canvas_.put(wire(row), column + placed.width - 1, U'├');
  draw_controls(placed, column + placed.stem, row, row);
}

void DrawingChunk::draw_multi_box(const PlacedItem& placed, std::size_t column) {
  const auto [first, last] = std::minmax_element(placed.targets.begin(), placed.targets.end());
  const std::size_t right = column + placed.width - 1;
  canvas_.border(above(*first), column, placed.width, U'┌', U'┐');
  canvas_.border(below(*last), column, placed.width, U'└', U'┘');
  for (std::size_t line = wire(*first); line <= wire(*last); ++line) {
    canvas_.fill(line, column + 1, right, U' ');
    canvas_.put(line, column, line % 2 == 1 ? U'┤' : U'│');
    canvas_.put(line, right, line % 2 == 1 ? U'├' : U'│');
  }
  canvas_.put((wire(*first) + wire(*last)) / 2, column + 2 + concat(placed.targets.size() - 1).size(), placed.label);
  for (std::size_t port = 0; port < placed.targets.size(); ++port)
    canvas_.put(wire(placed.targets[port]), column + 1, concat(port));
  for (const Index row : placed.controls)
    if (row > *first && row < *last) canvas_.put(wire(row), column + 1, U'*');
  draw_controls(placed, column + placed.stem, *first, *last);
}

void DrawingChunk::draw_swap(const DrawingItem& item, std::size_t column) {
  for (Index row = item.first; row <= item.last; ++row) {
    canvas_.put(wire(row), column, U'┼');
    if (row != item.last) canvas_.join(below(row), column, U'│');
  }
  for (const Index row : item.targets) canvas_.put(wire(row), column, U'X');
  for (const Index row : item.controls) canvas_.put(wire(row), column, U'*');
}

/// A row between the qubits of a barrier shows a gap.
void DrawingChunk::draw_barrier(const PlacedItem& placed, std::size_t column) {
  const std::size_t bar = column + placed.stem;
  for (Index row = placed.item->first; row <= placed.item->last; ++row) canvas_.put(wire(row), bar, U' ');
  for (const Index row : placed.targets) canvas_.put(wire(row), bar, U'!');
}

/// Once all barriers of a column are there: bars in neighbouring rows are joined, whichever barrier they belong to.
void DrawingChunk::join_bars(const PlacedItem& placed, std::size_t column) {
  const std::size_t bar = column + placed.stem;
  for (const Index row : placed.targets)
    if (row == 0 || canvas_.at(wire(row - 1), bar) == U'!') canvas_.put(above(row), bar, U'!');
}

void DrawingChunk::draw_measure(const DrawingItem& item, std::size_t column) {
  const Index row = item.targets[0];
  canvas_.join(above(row), column + 1, U"┌─┐");
  canvas_.put(wire(row), column + 1, U'┤');
  canvas_.put(wire(row), column + 2, U'M');
  canvas_.put(wire(row), column + 3, U'├');
  canvas_.join(below(row), column + 1, U"└─┘");
  canvas_.put(below(row), column + 2, U'╥');
  draw_stem_to_bits(below(row) + 1, column + 2, U'╫');
}

void DrawingChunk::draw_stem_to_bits(std::size_t row, std::size_t column, char32_t crossing) {
  for (; row < bits_line_; ++row) canvas_.put(row, column, row % 2 == 1 ? crossing : U'║');
  canvas_.put(bits_line_, column, U'╩');
}

void DrawingChunk::draw_opening(const PlacedItem& placed, std::size_t column) {
  const DrawingItem& item = *placed.item;
  const bool has_condition = !placed.bits.empty();
  const std::size_t right = column + placed.width - (has_condition ? 1 : 0);
  for (const std::size_t line : {above(item.first), below(item.last)}) {
    canvas_.join(line, column, line == above(item.first) ? U'┌' : U'└');
    for (std::size_t i = column + 1; i < right; ++i) canvas_.join(line, i, U'─');
  }
  for (std::size_t line = wire(item.first); line <= wire(item.last); ++line) {
    canvas_.fill(line, column, column + placed.width, U' ');
    canvas_.put(line, column, U'┤');
    if (has_condition && line % 2 == 1) canvas_.put(line, right, U'─');
  }
  std::size_t digits = 0;
  for (const Index row : item.targets) {
    const std::string qubit = concat(qubits_[row]);
    digits = std::max(digits, qubit.size());
    canvas_.put(wire(row), column + 1, qubit);
  }
  canvas_.put(wire(item.targets[0]), column + digits + 2, placed.label);
  if (!has_condition) return;
  canvas_.put(below(item.last), column + placed.stem, U'╥');
  draw_stem_to_bits(below(item.last) + 1, column + placed.stem, U'║');
}

void DrawingChunk::draw_closing(const PlacedItem& placed, std::size_t column) {
  const DrawingItem& item = *placed.item;
  const std::size_t right = column + placed.width - 1;
  for (std::size_t i = column; i < right; ++i) {
    canvas_.join(above(item.first), i, U'─');
    canvas_.join(below(item.last), i, U'─');
  }
  canvas_.join(above(item.first), right, U'┐');
  canvas_.join(below(item.last), right, U'┘');
  for (std::size_t line = wire(item.first); line <= wire(item.last); ++line) {
    canvas_.fill(line, column, right, U' ');
    canvas_.put(line, right, U'├');
  }
  canvas_.put(wire(item.first), column, placed.label);
}

DrawOptions str_options() {
  const PrintOptions options = print_options();
  return {.show_params = options.show_params, .precision = options.precision, .line_length = options.line_length};
}

std::string draw(const DrawingLayout& layout, const DrawOptions& options) {
  const std::vector<Index>& qubits = layout.qubits;
  std::vector<PlacedColumn> placed;
  placed.reserve(layout.columns.size());
  for (const DrawingColumn& column : layout.columns) {
    InterruptScope::poll();
    placed.push_back(place(column, qubits, options));
  }
  const std::size_t label_width = std::max(kLabelWidth, concat("q_", qubits.back(), ":|0>").size());
  constexpr std::size_t kNeverAlone = 2;  // as few columns as this are not worth lines of their own
  std::string out = "\n";
  std::size_t begin = 0;
  std::size_t width = label_width + 1;
  for (std::size_t i = 0; i < placed.size(); ++i) {
    width += placed[i].width + 1;
    if (options.line_length == 0 || width <= options.line_length || placed.size() - (i + 1) <= kNeverAlone) continue;
    DrawingChunk(qubits, placed, begin, i + 1, label_width, width).append_to(out);
    out += '\n';
    begin = i + 1;
    width = label_width;
  }
  DrawingChunk(qubits, placed, begin, placed.size(), label_width, width).append_to(out);
  out += '\n';
  return out;
}

}  // namespace
}  // namespace text

std::string draw_text(const QProg& prog, const DrawOptions& options) {
  text::check_precision(options.precision);
  return text::draw(lay_out(prog, options.expand, Crossing::allowed), options);
}

std::string draw_text(const QCircuit& circuit, const DrawOptions& options) {
  text::check_precision(options.precision);
  return text::draw(lay_out(circuit, options.expand, Crossing::allowed, true), options);
}

std::string QProg::str() const { return draw_text(*this, text::str_options()); }
std::string QCircuit::str() const {
  return text::draw(lay_out(*this, DrawOptions{}.expand, Crossing::late), text::str_options());
}

}  // namespace qpanda3
