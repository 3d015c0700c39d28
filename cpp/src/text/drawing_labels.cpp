#include "text/drawing_labels.hpp"

#include <algorithm>
#include <iterator>

namespace qpanda3::text {
namespace {

constexpr char32_t kReplacement = 0xFFFD;

struct Range {
  char32_t first, last;
};
/// The blocks of wide characters; single narrow ones among them do not matter for names.
constexpr Range kWide[] = {{0x1100, 0x115F}, {0x2E80, 0x303E},   {0x3041, 0xA4CF},   {0xA960, 0xA97F},
                           {0xAC00, 0xD7A3}, {0xF900, 0xFAFF},   {0xFE30, 0xFE6F},   {0xFF00, 0xFF60},
                           {0xFFE0, 0xFFE6}, {0x1F300, 0x1F64F}, {0x1F900, 0x1F9FF}, {0x20000, 0x3FFFD}};
constexpr Range kCombining[] = {{0x0300, 0x036F}, {0x1AB0, 0x1AFF}, {0x1DC0, 0x1DFF}, {0x200B, 0x200F},
                                {0x20D0, 0x20FF}, {0xFE00, 0xFE0F}, {0xFE20, 0xFE2F}};

template <std::size_t Count>
bool is_in(const Range (&ranges)[Count], char32_t character) noexcept {
  return std::any_of(std::begin(ranges), std::end(ranges),
                     [=](const Range& range) { return character >= range.first && character <= range.last; });
}

/// The character that starts at `at`, which moves behind it.
char32_t decode_one(std::string_view text, std::size_t& at) {
  const auto lead = static_cast<unsigned char>(text[at++]);
  if (lead < 0x80) return lead;
  const std::size_t more = lead >= 0xF0 && lead < 0xF5 ? 3 : lead >= 0xE0 ? 2 : 1;
  if (lead < 0xC2 || lead >= 0xF5 || text.size() - at < more) return kReplacement;
  char32_t character = lead & (0x3FU >> more);
  for (std::size_t i = 0; i < more; ++i) {
    const auto next = static_cast<unsigned char>(text[at + i]);
    if ((next & 0xC0U) != 0x80) return kReplacement;
    character = (character << 6U) | (next & 0x3FU);
  }
  constexpr char32_t kSmallest[] = {0, 0x80, 0x800, 0x10000};
  if (character < kSmallest[more] || (character >= 0xD800 && character < 0xE000) || character > 0x10FFFF)
    return kReplacement;
  at += more;
  return character;
}

}  // namespace

std::u32string decode_utf8(std::string_view text) {
  std::u32string characters;
  for (std::size_t at = 0; at < text.size();) {
    const char32_t character = decode_one(text, at);
    const bool control = character < 0x20 || (character >= 0x7F && character < 0xA0);
    characters += control ? kReplacement : character;
  }
  return characters;
}

std::size_t cells_of(char32_t character) noexcept {
  if (character < 0x300) return 1;
  if (is_in(kCombining, character)) return 0;
  return is_in(kWide, character) ? 2 : 1;
}

std::size_t cells_of(std::string_view text) {
  std::size_t cells = 0;
  for (const char32_t character : decode_utf8(text)) cells += cells_of(character);
  return cells;
}

void append_utf8(char32_t character, std::string& out) {
  const auto code = static_cast<unsigned>(character);
  if (code < 0x80) {
    out += static_cast<char>(code);
    return;
  }
  if (code < 0x800) {
    out += static_cast<char>(0xC0U | (code >> 6U));
  } else {
    if (code < 0x10000) {
      out += static_cast<char>(0xE0U | (code >> 12U));
    } else {
      out += static_cast<char>(0xF0U | (code >> 18U));
      out += static_cast<char>(0x80U | ((code >> 12U) & 0x3FU));
    }
    out += static_cast<char>(0x80U | ((code >> 6U) & 0x3FU));
  }
  out += static_cast<char>(0x80U | (code & 0x3FU));
}

}  // namespace qpanda3::text
