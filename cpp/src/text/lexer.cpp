#include "text/lexer.hpp"

#include <algorithm>
#include <cstdint>

#include "qpanda3/base/concat.hpp"

namespace qpanda3::text {
namespace {

constexpr bool is_digit(char c) { return c >= '0' && c <= '9'; }
constexpr bool is_letter(char c) { return (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z') || c == '_'; }
constexpr bool is_blank(char c) { return c == ' ' || c == '\n' || c == '\t' || c == '\r'; }
constexpr bool is_continuation_byte(char c) { return (static_cast<unsigned char>(c) & 0xC0U) == 0x80U; }

constexpr std::string_view kByteOrderMark = "\xEF\xBB\xBF";

}  // namespace

Lexer::Lexer(std::string_view text) : begin_(text.data()), position_(text.data()), end_(text.data() + text.size()) {
  if (text.starts_with(kByteOrderMark)) position_ += kByteOrderMark.size();
  scan();
}

void Lexer::scan() {
  skip_blanks();
  const char* const start = position_;
  if (start == end_) {
    current_ = {TokenKind::end, std::string_view(start, 0)};
    return;
  }
  const char first = *start;
  TokenKind kind = TokenKind::sign;
  if (is_letter(first)) {
    kind = TokenKind::word;
    while (position_ != end_ && (is_letter(*position_) || is_digit(*position_))) ++position_;
  } else if (is_digit(first) || first == '.') {
    kind = TokenKind::number;
    scan_number();
  } else {
    ++position_;
    if (first == '=' && following() == '=') ++position_;
    while (position_ != end_ && is_continuation_byte(*position_)) ++position_;
  }
  current_ = {kind, std::string_view(start, static_cast<std::size_t>(position_ - start))};
}

/// Takes whatever looks like one number; whether it is one is decided where its value is needed.
void Lexer::scan_number() {
  const char* const start = position_;
  while (position_ != end_) {
    const char c = *position_;
    if (is_digit(c) || is_letter(c) || c == '.') {
      ++position_;
      continue;
    }
    const bool hexadecimal = position_ - start >= 2 && (start[1] == 'x' || start[1] == 'X');
    const char before = *(position_ - 1);
    if ((c == '+' || c == '-') && (before == 'e' || before == 'E') && !hexadecimal && position_ != start) {
      ++position_;
      continue;
    }
    return;
  }
}

void Lexer::skip_blanks() {
  while (position_ != end_) {
    const char c = *position_;
    if (is_blank(c)) {
      ++position_;
    } else if (c == '/' && position_ + 1 != end_ && position_[1] == '/') {
      position_ = std::find(position_, end_, '\n');
    } else if (c == '/' && position_ + 1 != end_ && position_[1] == '*') {
      skip_block_comment();
    } else if (c == '\0') {
      finish_at_nul();
      return;
    } else {
      return;
    }
  }
}

void Lexer::skip_block_comment() {
  constexpr std::string_view kClosing = "*/";
  const char* const closing = std::search(position_ + 2, end_, kClosing.begin(), kClosing.end());
  if (closing == end_) fail(position_, "the comment '/*' is not closed; expected '*/' before the end of the text");
  position_ = closing + 2;
}

void Lexer::finish_at_nul() {
  const bool padding = std::all_of(position_, end_, [](char c) { return c == '\0' || is_blank(c); });
  if (!padding) fail(position_, "a NUL character inside the text");
  end_ = position_;
}

void Lexer::expect(char sign, std::string_view context) {
  if (!accept(sign)) fail_expected(concat("'", sign, "' ", context));
}

std::string_view Lexer::take_quoted() {
  const char quote = *current_.where();
  const char* const begin = position_;
  const char* const end = std::find_if(begin, end_, [quote](char c) { return c == quote || c == '\n'; });
  if (end == end_ || *end != quote) fail(current_.where(), "this text in quotes does not end in its line");
  position_ = end + 1;
  scan();
  return {begin, static_cast<std::size_t>(end - begin)};
}

std::size_t Lexer::line_of(const char* where) const noexcept {
  return 1 + static_cast<std::size_t>(std::count(begin_, where, '\n'));
}

void Lexer::fail(const char* where, const std::string& message) const {
  const char* line = where;
  while (line != begin_ && line[-1] != '\n') --line;
  if (line == begin_ && std::string_view(line, static_cast<std::size_t>(end_ - line)).starts_with(kByteOrderMark))
    line = std::min(where, line + kByteOrderMark.size());
  // Columns count characters, not bytes of UTF-8.
  const auto column = 1 + std::count_if(line, where, [](char c) { return !is_continuation_byte(c); });
  throw ParseError(message, line_of(where), static_cast<std::size_t>(column));
}

void Lexer::fail_expected(std::string_view what) const {
  fail(current_.where(), concat("expected ", what, ", found ", quoted(current_)));
}

std::string quoted(const Token& token) {
  constexpr std::size_t kShown = 40;
  if (token.kind == TokenKind::end) return "the end of the text";
  std::string shown = "'";
  for (const char c : token.text.substr(0, kShown)) {
    if (c >= ' ' && c < 0x7F) {
      shown += c;
    } else {
      constexpr char kHex[] = "0123456789abcdef";
      const auto byte = static_cast<unsigned char>(c);
      shown += "\\x";
      shown += kHex[byte >> 4U];
      shown += kHex[byte & 15U];
    }
  }
  if (token.text.size() > kShown) shown += "...";
  return shown + "'";
}

}  // namespace qpanda3::text
