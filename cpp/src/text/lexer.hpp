#pragma once
// Words, numbers and signs of OriginIR and OpenQASM. Tokens are views into the text; positions become line and column
// only when an error is reported.

#include <string>
#include <string_view>

#include "qpanda3/base/error.hpp"

namespace qpanda3::text {

enum class TokenKind : std::uint8_t { word, number, sign, end };

struct Token {
  TokenKind kind = TokenKind::end;
  std::string_view text;  ///< empty at the end of the text

  const char* where() const noexcept { return text.data(); }
  bool is(char sign) const noexcept { return kind == TokenKind::sign && text.size() == 1 && text[0] == sign; }
  bool is_word(std::string_view word) const noexcept { return kind == TokenKind::word && text == word; }
};

/// Reads one token ahead: `current()` is the next token to be used.
///
/// Blanks, tabs, line ends and comments (`//` to the end of the line, `/* */`) separate tokens. A NUL ends the text if
/// nothing but NULs and blanks follow. Signs are single characters, but for `==`.
class Lexer {
 public:
  /// `text` must outlive the lexer and its tokens.
  explicit Lexer(std::string_view text);

  const Token& current() const noexcept { return current_; }
  void advance() { scan(); }
  /// Uses up the current token and returns it.
  Token take() {
    const Token token = current_;
    advance();
    return token;
  }
  /// Uses up the sign if it is the current token.
  bool accept(char sign) {
    if (!current_.is(sign)) return false;
    advance();
    return true;
  }
  /// Uses up the sign or fails with "expected '<sign>' <context>".
  void expect(char sign, std::string_view context);
  /// Uses up a text in quotes that starts at the current token, a quotation mark, and returns it without them.
  std::string_view take_quoted();
  /// The character right behind the current token, 0 at the end.
  char following() const noexcept { return position_ == end_ ? '\0' : *position_; }

  /// Throws a ParseError at a place in the text.
  [[noreturn]] void fail(const char* where, const std::string& message) const;
  /// "expected <what>, found '<token>'", at the current token.
  [[noreturn]] void fail_expected(std::string_view what) const;
  std::size_t line_of(const char* where) const noexcept;

 private:
  void scan();
  void skip_blanks();
  void skip_block_comment();
  void finish_at_nul();
  void scan_number();

  const char* begin_;
  const char* position_;
  const char* end_;
  Token current_;
};

/// A token as messages show it: quoted, shortened, with unprintable bytes as \xNN.
std::string quoted(const Token& token);

}  // namespace qpanda3::text
