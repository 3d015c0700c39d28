#pragma once
// The wire format of protocol buffers: fields with a number and one of four shapes, integers as base-128 varints. The
// reader trusts nothing: every length is checked against the bytes that are there before anything is made of them.

#include <cstddef>
#include <cstdint>
#include <string>
#include <string_view>
#include <vector>

#include "qpanda3/gate/qubit.hpp"

namespace qpanda3::wire {

enum class Shape : std::uint8_t { varint = 0, fixed64 = 1, bytes = 2, fixed32 = 5 };

/// Number of bytes of `value` as a varint.
constexpr std::size_t varint_size(std::uint64_t value) noexcept {
  std::size_t size = 1;
  while (value >= 0x80) {
    value >>= 7;
    ++size;
  }
  return size;
}

inline void put_varint(std::string& out, std::uint64_t value) {
  while (value >= 0x80) {
    out.push_back(static_cast<char>(value | 0x80));
    value >>= 7;
  }
  out.push_back(static_cast<char>(value));
}

inline void put_tag(std::string& out, std::uint32_t field, Shape shape) {
  put_varint(out, std::uint64_t{field} << 3 | static_cast<std::uint64_t>(shape));
}

inline void put_number(std::string& out, std::uint32_t field, std::uint64_t value) {
  put_tag(out, field, Shape::varint);
  put_varint(out, value);
}

/// Numbers and flags that are 0 are left out, as proto3 does.
inline void put_number_unless_zero(std::string& out, std::uint32_t field, std::uint64_t value) {
  if (value != 0) put_number(out, field, value);
}

inline void put_bytes(std::string& out, std::uint32_t field, std::string_view bytes) {
  put_tag(out, field, Shape::bytes);
  put_varint(out, bytes.size());
  out.append(bytes);
}

/// Eight bytes, the lowest first.
void put_double(std::string& out, double value);

/// One varint at the front of `bytes`, which is shortened by it; `message` is what offsets count from.
/// ParseError if it is cut off or exceeds 64 bits.
std::uint64_t take_varint(std::string_view message, std::string_view& bytes);

/// One field of a message.
struct Field {
  std::uint32_t number = 0;
  Shape shape = Shape::varint;
  std::uint64_t value = 0;  ///< of a varint or fixed64
  std::string_view bytes;   ///< of Shape::bytes
  std::size_t offset = 0;   ///< where the field begins in the whole message
};

/// Reads the fields of a message or of a part of it, in order. `what` names the part in messages of errors.
class Reader {
 public:
  Reader(std::string_view message, std::string_view part, const char* what)
      : message_(message), rest_(part), what_(what) {}

  /// The next field; false at the end. ParseError if it is damaged.
  bool next(Field& field);

  [[noreturn]] void fail(const Field& field, const std::string& why) const;
  [[noreturn]] void fail_at(std::size_t offset, const std::string& why) const;
  /// Where what is still to be read begins.
  std::size_t offset() const noexcept { return static_cast<std::size_t>(rest_.data() - message_.data()); }

  /// The value of a varint field. ParseError if the field has another shape.
  std::uint64_t number(const Field& field) const;
  /// The same, at most `limit`; `name` is how messages call it.
  std::uint64_t number(const Field& field, std::uint64_t limit, const char* name) const;
  bool flag(const Field& field) const { return number(field, 1, "flag") != 0; }
  /// The contents of a field of bytes.
  std::string_view bytes(const Field& field) const;
  /// A reader of the message inside a field.
  Reader inside(const Field& field, const char* what) const { return {message_, bytes(field), what}; }

  /// Appends the indices of a list, packed or one a field; each at most kMaxIndex.
  void indices(const Field& field, std::vector<Index>& list) const;
  /// Appends the numbers of a list of doubles, packed or one a field.
  void doubles(const Field& field, std::vector<double>& list) const;

 private:
  std::string_view message_;
  std::string_view rest_;
  const char* what_;
};

}  // namespace qpanda3::wire
