#include "text/drawing_canvas.hpp"

#include "text/drawing_labels.hpp"

namespace qpanda3::text {
namespace {

enum Stroke : unsigned { kUp = 1, kDown = 2, kLeft = 4, kRight = 8 };

/// Line characters by their strokes; a space where there is none.
constexpr char32_t kLines[16] = {U' ', U' ', U' ', U'│', U' ', U'┘', U'┐', U'┤',
                                 U' ', U'└', U'┌', U'├', U'─', U'┴', U'┬', U'┼'};

unsigned strokes_of(char32_t character) {
  for (unsigned strokes = 1; strokes < 16; ++strokes)
    if (kLines[strokes] == character && character != U' ') return strokes;
  return 0;
}

}  // namespace

void DrawingCanvas::put(std::size_t row, std::size_t column, std::string_view text) {
  for (const char32_t character : decode_utf8(text)) {
    const std::size_t cells = cells_of(character);
    if (cells == 0) continue;
    put(row, column, character);
    if (cells == 2) put(row, column + 1, kCovered);
    column += cells;
  }
}

void DrawingCanvas::fill(std::size_t row, std::size_t begin, std::size_t end, char32_t character) {
  for (std::size_t column = begin; column < end; ++column) put(row, column, character);
}

void DrawingCanvas::join(std::size_t row, std::size_t column, char32_t line) {
  char32_t& cell = cells_[row * columns_ + column];
  const unsigned strokes = strokes_of(line);
  const unsigned before = strokes_of(cell);
  cell = strokes != 0 && before != 0 ? kLines[strokes | before] : line;
}

void DrawingCanvas::join(std::size_t row, std::size_t column, std::u32string_view lines) {
  for (const char32_t line : lines) join(row, column++, line);
}

void DrawingCanvas::border(std::size_t row, std::size_t column, std::size_t width, char32_t left, char32_t right) {
  join(row, column, left);
  for (std::size_t i = 1; i + 1 < width; ++i) join(row, column + i, U'─');
  join(row, column + width - 1, right);
}

void DrawingCanvas::append_row(std::size_t row, std::string& out) const {
  for (std::size_t column = 0; column < columns_; ++column)
    if (at(row, column) != kCovered) append_utf8(at(row, column), out);
}

}  // namespace qpanda3::text
