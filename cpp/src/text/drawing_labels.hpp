#pragma once
// Names in drawings: UTF-8 taken apart, and how many cells of a terminal a character takes.

#include <cstddef>
#include <string>
#include <string_view>

namespace qpanda3::text {

/// The characters of a UTF-8 text. Bytes that are none, and control characters, become U+FFFD.
std::u32string decode_utf8(std::string_view text);
void append_utf8(char32_t character, std::string& out);

/// 2 for the wide characters of East Asian scripts and for emoji, 0 for combining marks, 1 for others.
std::size_t cells_of(char32_t character) noexcept;
/// Of a whole UTF-8 text.
std::size_t cells_of(std::string_view text);

}  // namespace qpanda3::text
