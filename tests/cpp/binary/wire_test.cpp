// The wire format: numbers, fields and lists, whole and damaged.

#include "binary/wire.hpp"

#include <gtest/gtest.h>

#include "bytes.hpp"

namespace qpanda3::wire {
namespace {

std::uint64_t take_all(const std::string& bytes) {
  std::string_view rest = bytes;
  const std::uint64_t value = take_varint(bytes, rest);
  EXPECT_TRUE(rest.empty());
  return value;
}

TEST(Wire, numbers_are_what_they_were) {
  for (int shift = 0; shift < 64; ++shift)
    for (const std::uint64_t value :
         {std::uint64_t{1} << shift, (std::uint64_t{1} << shift) - 1, ~std::uint64_t{0} >> shift}) {
      std::string bytes;
      put_varint(bytes, value);
      EXPECT_EQ(bytes.size(), varint_size(value));
      EXPECT_EQ(take_all(bytes), value);
    }
}

TEST(Wire, numbers_stop_at_64_bits) {
  EXPECT_EQ(take_all(from_hex("ffffffffffffffffff01")), ~std::uint64_t{0});
  for (const char* digits : {"ffffffffffffffffff02", "ffffffffffffffffffff01", "80808080808080808080808080808000"})
    EXPECT_EQ(parse_error([&] { take_all(from_hex(digits)); }), "byte 0: a number of more than 64 bits") << digits;
  for (const char* digits : {"", "80", "ffffff"})
    EXPECT_EQ(parse_error([&] { take_all(from_hex(digits)); }), "byte 0: the data ends within a number") << digits;
}

struct FieldCase {
  const char* digits;
  const char* message;
};

class DamagedField : public testing::TestWithParam<FieldCase> {};

TEST_P(DamagedField, is_refused) {
  const std::string bytes = from_hex(GetParam().digits);
  Reader reader(bytes, bytes, "part");
  EXPECT_EQ(parse_error([&] {
              for (Field field; reader.next(field);) {
              }
            }),
            GetParam().message);
}

INSTANTIATE_TEST_SUITE_P(
    All, DamagedField,
    testing::Values(
        FieldCase{"00", "byte 0: part: field number 0 does not exist"},
        FieldCase{"0801ffffffffffffffffff01", "byte 2: part: field number 2305843009213693951 does not exist"},
        FieldCase{"0b", "byte 0: part: field 1 has wire type 3; expected 0, 1, 2 or 5"},
        FieldCase{"08010f", "byte 2: part: field 1 has wire type 7; expected 0, 1, 2 or 5"},
        FieldCase{"0a05aabb", "byte 0: part: field 1 has 5 bytes, but only 2 follow"},
        FieldCase{"0affffffffffffffffff01", "byte 0: part: field 1 has 18446744073709551615 bytes, but only 0 follow"},
        FieldCase{"0901020304050607", "byte 0: part: the data ends within field 1"},
        FieldCase{"0d010203", "byte 0: part: the data ends within field 1"},
        FieldCase{"08", "byte 1: the data ends within a number"}));

TEST(Wire, fields_of_all_shapes_are_read) {
  const std::string bytes = from_hex(
      "089601"
      "110000000000000440"
      "1a03616263"
      "2501000000");
  Reader reader(bytes, bytes, "part");
  Field field;
  ASSERT_TRUE(reader.next(field));
  EXPECT_EQ(field.number, 1u);
  EXPECT_EQ(reader.number(field), 150u);
  ASSERT_TRUE(reader.next(field));
  std::vector<double> doubles;
  reader.doubles(field, doubles);
  EXPECT_EQ(doubles, std::vector{2.5});
  ASSERT_TRUE(reader.next(field));
  EXPECT_EQ(reader.bytes(field), "abc");
  EXPECT_EQ(parse_error([&] { reader.number(field); }), "byte 12: part: field 3 should be a number");
  ASSERT_TRUE(reader.next(field));
  EXPECT_EQ(field.shape, Shape::fixed32);
  EXPECT_EQ(parse_error([&] { reader.bytes(field); }), "byte 17: part: field 4 should be a message or list");
  EXPECT_FALSE(reader.next(field));
}

TEST(Wire, lists_are_packed_or_one_entry_a_field) {
  const std::string bytes = from_hex(
      "0a03010296"
      "01"
      "0807");
  std::vector<Index> list;
  const std::string whole = from_hex(
      "0a0401029601"
      "0807");
  Reader reader(whole, whole, "part");
  for (Field field; reader.next(field);) reader.indices(field, list);
  EXPECT_EQ(list, (std::vector<Index>{1, 2, 150, 7}));
  Reader cut(bytes, bytes, "part");
  Field field;
  ASSERT_TRUE(cut.next(field));
  EXPECT_EQ(parse_error([&] { cut.indices(field, list); }), "byte 4: the data ends within a number");
}

TEST(Wire, lists_hold_what_they_are_for) {
  const std::string large = from_hex("0a0480808008");
  Reader reader(large, large, "part");
  Field field;
  ASSERT_TRUE(reader.next(field));
  std::vector<Index> list;
  EXPECT_EQ(parse_error([&] { reader.indices(field, list); }),
            "byte 0: part: index 16777216 is too large; expected at most 16777215");
  std::vector<double> doubles;
  EXPECT_EQ(parse_error([&] { reader.doubles(field, doubles); }),
            "byte 0: part: a list of numbers of 8 bytes has 4 bytes");
}

}  // namespace
}  // namespace qpanda3::wire
