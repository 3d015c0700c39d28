// Scanners over JSON text. Iterative throughout: nesting costs no stack.

#include "cloud/json_scan.hpp"

#include <charconv>
#include <cstring>

namespace qpanda3::cloud {
namespace {

bool is_space(char c) { return c == ' ' || c == '\n' || c == '\t' || c == '\r'; }
bool is_digit(char c) { return c >= '0' && c <= '9'; }

/// A position in a text. Each `take` moves past what it names, or returns false.
class Cursor {
 public:
  explicit Cursor(std::string_view text) : at_(text.data()), end_(text.data() + text.size()) {}

  const char* at() const { return at_; }
  bool done() const { return at_ == end_; }
  char peek() const { return at_ == end_ ? '\0' : *at_; }

  void skip_space() {
    while (at_ != end_ && is_space(*at_)) ++at_;
  }

  bool take(char c) {
    if (at_ == end_ || *at_ != c) return false;
    ++at_;
    return true;
  }

  /// The character after white space.
  bool take_token(char c) {
    skip_space();
    return take(c);
  }

  /// A string; `inside` is what stands between its quotes, escapes as they are.
  bool take_string(std::string_view& inside) {
    if (!take('"')) return false;
    const char* const begin = at_;
    while (at_ != end_) {
      const auto* quote = static_cast<const char*>(std::memchr(at_, '"', static_cast<std::size_t>(end_ - at_)));
      if (quote == nullptr) return false;
      const char* first_backslash = quote;
      while (first_backslash != begin && first_backslash[-1] == '\\') --first_backslash;
      at_ = quote + 1;
      if ((quote - first_backslash) % 2 == 0) {
        inside = std::string_view(begin, static_cast<std::size_t>(quote - begin));
        return true;
      }
    }
    return false;
  }

  /// Any value. Brackets are counted, not matched by kind: the JSON library judges what is inside.
  bool take_value(std::string_view& value) {
    const char* const begin = at_;
    std::size_t depth = 0;
    do {
      const char c = peek();
      if (at_ == end_) return false;
      if (c == '"') {
        std::string_view ignored;
        if (!take_string(ignored)) return false;
      } else if (c == '{' || c == '[') {
        ++depth;
        ++at_;
      } else if (c == '}' || c == ']') {
        if (depth == 0) return false;
        --depth;
        ++at_;
      } else if (depth > 0) {
        ++at_;
      } else {
        while (at_ != end_ && !is_space(*at_) && std::strchr(",]}{[\":", *at_) == nullptr) ++at_;
        if (at_ == begin) return false;
      }
    } while (depth > 0);
    value = std::string_view(begin, static_cast<std::size_t>(at_ - begin));
    return true;
  }

  /// A number as JSON's grammar has it.
  bool take_number(std::string_view& number) {
    const char* const begin = at_;
    take('-');
    if (!take('0') && !take_digits()) return false;
    if (take('.') && !take_digits()) return false;
    if (take('e') || take('E')) {
      if (!take('+')) take('-');
      if (!take_digits()) return false;
    }
    number = std::string_view(begin, static_cast<std::size_t>(at_ - begin));
    return true;
  }

 private:
  bool take_digits() {
    const char* const begin = at_;
    while (at_ != end_ && is_digit(*at_)) ++at_;
    return at_ != begin;
  }

  const char* at_;
  const char* end_;
};

/// Resolves the escapes that occur in nested JSON. False for any other, and for characters beyond printable ASCII.
bool unescape_plain(std::string_view escaped, std::string& out) {
  out.clear();
  out.reserve(escaped.size());
  const char* at = escaped.data();
  const char* const end = at + escaped.size();
  while (at != end) {
    const auto* backslash = static_cast<const char*>(std::memchr(at, '\\', static_cast<std::size_t>(end - at)));
    out.append(at, backslash == nullptr ? end : backslash);
    if (backslash == nullptr) break;
    if (end - backslash < 2) return false;
    const char next = backslash[1];
    if (next != '"' && next != '\\' && next != '/') return false;
    out += next;
    at = backslash + 2;
  }
  unsigned char low = 0xff;
  unsigned char all = 0;
  for (const char c : out) {
    const auto byte = static_cast<unsigned char>(c);
    low = byte < low ? byte : low;
    all = static_cast<unsigned char>(all | byte);
  }
  return out.empty() || (low >= 0x20 && all < 0x80);
}

bool parse_value(std::string_view number, double& value) {
  const auto [end, error] = std::from_chars(number.data(), number.data() + number.size(), value);
  return error == std::errc() && end == number.data() + number.size();
}

bool parse_value(std::string_view number, std::uint64_t& value) {
  const auto [end, error] = std::from_chars(number.data(), number.data() + number.size(), value);
  return error == std::errc() && end == number.data() + number.size();
}

bool take_keys(Cursor& cursor, std::vector<std::string>& keys) {
  if (!cursor.take_token('[')) return false;
  if (cursor.take_token(']')) return true;
  do {
    cursor.skip_space();
    std::string_view key;
    if (!cursor.take_string(key) || key.find('\\') != std::string_view::npos) return false;
    keys.emplace_back(key);
  } while (cursor.take_token(','));
  return cursor.take_token(']');
}

template <class Value>
bool take_values(Cursor& cursor, std::vector<Value>& values) {
  if (!cursor.take_token('[')) return false;
  if (cursor.take_token(']')) return true;
  do {
    cursor.skip_space();
    std::string_view number;
    Value value{};
    if (!cursor.take_number(number) || !parse_value(number, value)) return false;
    values.push_back(value);
  } while (cursor.take_token(','));
  return cursor.take_token(']');
}

template <class Value>
bool scan_table_of(std::string_view escaped, Table<Value>& table) {
  std::string text;
  if (!unescape_plain(escaped, text)) return false;
  Cursor cursor(text);
  bool has_keys = false;
  bool has_values = false;
  if (!cursor.take_token('{')) return false;
  do {
    cursor.skip_space();
    std::string_view name;
    if (!cursor.take_string(name) || !cursor.take_token(':')) return false;
    if (name == "key" && !has_keys) {
      has_keys = take_keys(cursor, table.keys);
      if (!has_keys) return false;
    } else if (name == "value" && !has_values) {
      has_values = take_values(cursor, table.values);
      if (!has_values) return false;
    } else {
      return false;
    }
  } while (cursor.take_token(','));
  if (!cursor.take_token('}')) return false;
  cursor.skip_space();
  return cursor.done() && has_keys && has_values && table.keys.size() == table.values.size();
}

}  // namespace

bool scan_members(std::string_view text, std::vector<JsonMember>& members) {
  Cursor cursor(text);
  if (!cursor.take_token('{')) return false;
  if (!cursor.take_token('}')) {
    do {
      cursor.skip_space();
      JsonMember member;
      if (!cursor.take_string(member.name) || !cursor.take_token(':')) return false;
      cursor.skip_space();
      if (!cursor.take_value(member.value)) return false;
      members.push_back(member);
    } while (cursor.take_token(','));
    if (!cursor.take_token('}')) return false;
  }
  cursor.skip_space();
  return cursor.done();
}

bool scan_strings(std::string_view text, std::vector<std::string_view>& strings) {
  Cursor cursor(text);
  if (!cursor.take_token('[')) return false;
  if (!cursor.take_token(']')) {
    do {
      cursor.skip_space();
      std::string_view inside;
      if (!cursor.take_string(inside)) return false;
      strings.push_back(inside);
    } while (cursor.take_token(','));
    if (!cursor.take_token(']')) return false;
  }
  cursor.skip_space();
  return cursor.done();
}

bool scan_table(std::string_view escaped, Table<double>& table) { return scan_table_of(escaped, table); }
bool scan_table(std::string_view escaped, Table<std::uint64_t>& table) { return scan_table_of(escaped, table); }

std::string compact_json(std::string_view text) {
  std::string out;
  out.reserve(text.size());
  Cursor cursor(text);
  while (!cursor.done()) {
    const char c = cursor.peek();
    std::string_view inside;
    if (c == '"' && cursor.take_string(inside)) {
      out.append(1, '"').append(inside).append(1, '"');
    } else {
      if (!is_space(c)) out += c;
      cursor.take(c);
    }
  }
  return out;
}

}  // namespace qpanda3::cloud
