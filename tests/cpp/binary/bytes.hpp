#pragma once
// Bytes as hexadecimal digits, and what every reader of bytes has to do with damaged ones.

#include <gtest/gtest.h>

#include <string>
#include <string_view>

#include "qpanda3/base/error.hpp"

namespace qpanda3 {

inline std::string from_hex(std::string_view digits) {
  std::string bytes;
  for (std::size_t i = 0; i + 1 < digits.size(); i += 2)
    bytes.push_back(static_cast<char>(std::stoi(std::string(digits.substr(i, 2)), nullptr, 16)));
  return bytes;
}

inline std::string to_hex(std::string_view bytes) {
  constexpr std::string_view kDigits = "0123456789abcdef";
  std::string digits;
  for (const char byte : bytes) {
    digits.push_back(kDigits[static_cast<unsigned char>(byte) >> 4]);
    digits.push_back(kDigits[static_cast<unsigned char>(byte) & 15]);
  }
  return digits;
}

/// The message of the ParseError that `read` throws; a test failure if it throws none.
template <class Read>
std::string parse_error(Read&& read) {
  try {
    read();
  } catch (const ParseError& error) {
    return error.what();
  }
  ADD_FAILURE() << "no ParseError";
  return {};
}

/// No message that is cut off is read.
template <class Decode>
void refuses_every_truncation(const std::string& bytes, Decode&& decode) {
  for (std::size_t size = 0; size < bytes.size(); ++size)
    EXPECT_THROW(decode(std::string_view(bytes).substr(0, size)), ParseError) << size << " of " << bytes.size();
}

/// Whatever one wrong bit makes of a message, it is refused, or it is a message like any other: written again, it is
/// read as the same. `decode` gives a value that `encode` takes.
template <class Decode, class Encode>
int survives_every_flip(const std::string& bytes, Decode&& decode, Encode&& encode) {
  int refused = 0;
  for (std::size_t bit = 0; bit < 8 * bytes.size(); ++bit) {
    std::string damaged = bytes;
    damaged[bit / 8] = static_cast<char>(damaged[bit / 8] ^ (1 << (bit % 8)));
    std::string once;
    try {
      once = encode(decode(damaged));
    } catch (const ParseError&) {
      ++refused;
      continue;
    }
    EXPECT_EQ(to_hex(encode(decode(once))), to_hex(once)) << "bit " << bit;
  }
  return refused;
}

}  // namespace qpanda3
