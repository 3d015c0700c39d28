#pragma once
// A grid of characters where lines that meet join: a box above and a box below share their border.

#include <string>
#include <string_view>
#include <vector>

namespace qpanda3::text {

class DrawingCanvas {
 public:
  DrawingCanvas(std::size_t rows, std::size_t columns) : columns_(columns), cells_(rows * columns, U' ') {}

  char32_t at(std::size_t row, std::size_t column) const { return cells_[row * columns_ + column]; }
  /// Overwrites.
  void put(std::size_t row, std::size_t column, char32_t character) { cells_[row * columns_ + column] = character; }
  /// A text in UTF-8; wide characters take two cells.
  void put(std::size_t row, std::size_t column, std::string_view text);
  void fill(std::size_t row, std::size_t begin, std::size_t end, char32_t character);
  /// Adds the strokes of a line character to what is there; other characters overwrite and are overwritten.
  void join(std::size_t row, std::size_t column, char32_t line);
  void join(std::size_t row, std::size_t column, std::u32string_view lines);
  /// A horizontal border from `left` to `right` corner, `width` characters wide.
  void border(std::size_t row, std::size_t column, std::size_t width, char32_t left, char32_t right);

  /// The row as UTF-8.
  void append_row(std::size_t row, std::string& out) const;

 private:
  static constexpr char32_t kCovered = 0;  ///< the second cell of a wide character

  std::size_t columns_;
  std::vector<char32_t> cells_;
};

}  // namespace qpanda3::text
