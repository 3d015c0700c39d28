#include "text/drawing_canvas.hpp"

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

void DrawingCanvas::put(std::size_t row, std::size_t column, std::string_view ascii) {
  for (const char c : ascii) put(row, column++, static_cast<char32_t>(static_cast<unsigned char>(c)));
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
  for (std::size_t column = 0; column < columns_; ++column) append_utf8(cells_[row * columns_ + column], out);
}

void append_utf8(char32_t character, std::string& out) {
  const auto code = static_cast<unsigned>(character);
  if (code < 0x80) {
    out += static_cast<char>(code);
  } else if (code < 0x800) {
    out += static_cast<char>(0xC0U | (code >> 6U));
    out += static_cast<char>(0x80U | (code & 0x3FU));
  } else {
    out += static_cast<char>(0xE0U | (code >> 12U));
    out += static_cast<char>(0x80U | ((code >> 6U) & 0x3FU));
    out += static_cast<char>(0x80U | (code & 0x3FU));
  }
}

}  // namespace qpanda3::text
