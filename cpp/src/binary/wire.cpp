#include "binary/wire.hpp"

#include <bit>

#include "qpanda3/base/concat.hpp"
#include "qpanda3/base/error.hpp"

namespace qpanda3::wire {
namespace {

constexpr std::size_t kDoubleSize = 8;

/// `size` bytes, the lowest first; `size` is at most 8 and they are there.
std::uint64_t little_endian(std::string_view bytes, std::size_t size) {
  std::uint64_t value = 0;
  for (std::size_t i = 0; i < size; ++i) value |= std::uint64_t{static_cast<unsigned char>(bytes[i])} << (8 * i);
  return value;
}

}  // namespace

void put_double(std::string& out, double value) {
  const auto bits = std::bit_cast<std::uint64_t>(value);
  for (std::size_t i = 0; i < kDoubleSize; ++i) out.push_back(static_cast<char>(bits >> (8 * i)));
}

std::uint64_t take_varint(std::string_view message, std::string_view& bytes) {
  const auto offset = static_cast<std::size_t>(bytes.data() - message.data());
  std::uint64_t value = 0;
  for (std::size_t i = 0; i < bytes.size(); ++i) {
    const auto byte = static_cast<unsigned char>(bytes[i]);
    if (i == 9 && byte > 1) throw ParseError("a number of more than 64 bits", ByteOffset{offset});
    value |= std::uint64_t{byte & 0x7Fu} << (7 * i);
    if (byte < 0x80) {
      bytes.remove_prefix(i + 1);
      return value;
    }
  }
  throw ParseError("the data ends within a number", ByteOffset{offset});
}

bool Reader::next(Field& field) {
  if (rest_.empty()) return false;
  field.offset = offset();
  const std::uint64_t tag = take_varint(message_, rest_);
  const std::uint64_t number = tag >> 3;
  if (number == 0 || number > 0x1FFFFFFF) fail(field, concat("field number ", number, " does not exist"));
  field.number = static_cast<std::uint32_t>(number);
  std::size_t size = 0;
  switch (tag & 7) {
    case 0:
      field.shape = Shape::varint;
      field.value = take_varint(message_, rest_);
      return true;
    case 1:
      field.shape = Shape::fixed64;
      size = 8;
      break;
    case 5:
      field.shape = Shape::fixed32;
      size = 4;
      break;
    case 2: {
      field.shape = Shape::bytes;
      const std::uint64_t length = take_varint(message_, rest_);
      if (length > rest_.size())
        fail(field, concat("field ", number, " has ", length, " bytes, but only ", rest_.size(), " follow"));
      field.bytes = rest_.substr(0, static_cast<std::size_t>(length));
      rest_.remove_prefix(static_cast<std::size_t>(length));
      return true;
    }
    default:
      fail(field, concat("field ", number, " has wire type ", tag & 7, "; expected 0, 1, 2 or 5"));
  }
  if (size > rest_.size()) fail(field, concat("the data ends within field ", number));
  field.value = little_endian(rest_, size);
  rest_.remove_prefix(size);
  return true;
}

void Reader::fail(const Field& field, const std::string& why) const { fail_at(field.offset, why); }

void Reader::fail_at(std::size_t offset, const std::string& why) const {
  throw ParseError(concat(what_, ": ", why), ByteOffset{offset});
}

std::uint64_t Reader::number(const Field& field) const {
  if (field.shape != Shape::varint) fail(field, concat("field ", field.number, " should be a number"));
  return field.value;
}

std::uint64_t Reader::number(const Field& field, std::uint64_t limit, const char* name) const {
  const std::uint64_t value = number(field);
  if (value > limit) fail(field, concat(name, " ", value, " is too large; expected at most ", limit));
  return value;
}

std::string_view Reader::bytes(const Field& field) const {
  if (field.shape != Shape::bytes) fail(field, concat("field ", field.number, " should be a message or list"));
  return field.bytes;
}

void Reader::indices(const Field& field, std::vector<Index>& list) const {
  const auto add = [&](std::uint64_t value) {
    if (value > kMaxIndex) fail(field, concat("index ", value, " is too large; expected at most ", kMaxIndex));
    list.push_back(static_cast<Index>(value));
  };
  if (field.shape == Shape::varint) return add(field.value);
  for (std::string_view packed = bytes(field); !packed.empty();) add(take_varint(message_, packed));
}

void Reader::doubles(const Field& field, std::vector<double>& list) const {
  if (field.shape == Shape::fixed64) return list.push_back(std::bit_cast<double>(field.value));
  const std::string_view packed = bytes(field);
  if (packed.size() % kDoubleSize != 0)
    fail(field, concat("a list of numbers of ", kDoubleSize, " bytes has ", packed.size(), " bytes"));
  for (std::size_t at = 0; at < packed.size(); at += kDoubleSize)
    list.push_back(std::bit_cast<double>(little_endian(packed.substr(at), kDoubleSize)));
}

}  // namespace qpanda3::wire
