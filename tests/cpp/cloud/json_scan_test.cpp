// The scanners against the JSON library: whatever they accept, it reads the same way.

#include "cloud/json_scan.hpp"

#include <random>

#include "cloud/fakes.hpp"

namespace qpanda3::cloud {
namespace {

using Json = nlohmann::json;

std::string inside_of(const std::string& text) {
  const std::string literal = Json(text).dump();
  return literal.substr(1, literal.size() - 2);
}

template <class Value>
std::optional<Table<Value>> scanned(const std::string& inner) {
  Table<Value> table;
  const std::string escaped = inside_of(inner);
  return scan_table(escaped, table) ? std::optional(std::move(table)) : std::nullopt;
}

TEST(ScanTable, reads_the_common_form) {
  const auto table = scanned<double>(R"( { "key" : [ "0x0" , "0x3" ] , "value" : [ 0.5 , -1.25e-2 ] } )");
  ASSERT_TRUE(table);
  EXPECT_EQ(table->keys, (std::vector<std::string>{"0x0", "0x3"}));
  EXPECT_EQ(table->values, (std::vector<double>{0.5, -0.0125}));
  EXPECT_TRUE(scanned<std::uint64_t>(R"({"value":[18446744073709551615],"key":["0"]})"));
  EXPECT_TRUE(scanned<double>(R"({"key":[],"value":[]})"));
}

TEST(ScanTable, leaves_everything_unusual_to_the_library) {
  for (const char* inner : {"",
                            "{}",
                            "[]",
                            R"({"key":["a"]})",
                            R"({"key":["a"],"value":[1]}x)",
                            R"({"key":["a"],"value":[1],})",
                            R"({"key":["a"],"value":[1,]})",
                            R"({"key":["a"],"value":[01]})",
                            R"({"key":["a"],"value":[1.]})",
                            R"({"key":["a"],"value":[.5]})",
                            R"({"key":["a"],"value":[+1]})",
                            R"({"key":["a"],"value":[1e]})",
                            R"({"key":["a"],"value":[NaN]})",
                            R"({"key":["a"],"value":[1e999]})",
                            R"({"key":["a"],"value":["1"]})",
                            R"({"key":["a"],"value":[null]})",
                            R"({"key":[1],"value":[1]})",
                            R"({"key":["a","b"],"value":[1]})",
                            R"({"key":["a"],"key":["b"],"value":[1]})",
                            R"({"key":["\u0061"],"value":[1]})",
                            R"({"Key":["a"],"Value":[1]})",
                            R"({"key":["é"],"value":[1]})",
                            R"({"key":["a"],"value":[1],"z":0})",
                            R"({"key":["a"],"value":[0x1]})"}) {
    EXPECT_FALSE(scanned<double>(inner)) << inner;
  }
  EXPECT_FALSE(scanned<std::uint64_t>(R"({"key":["a"],"value":[1.0]})"));
  EXPECT_FALSE(scanned<std::uint64_t>(R"({"key":["a"],"value":[-1]})"));
  EXPECT_FALSE(scanned<std::uint64_t>(R"({"key":["a"],"value":[18446744073709551616]})"));
  Table<double> table;
  EXPECT_FALSE(scan_table("{\"key\":[\"a\"],\"value\":[1]}\n", table));  // a line end inside of a JSON string
  EXPECT_FALSE(scan_table("\\", table));
  EXPECT_FALSE(scan_table("\\n{}", table));
}

/// Table-like texts, most of them damaged in one place.
std::string random_table(std::mt19937& random) {
  const auto pick = [&random](std::size_t n) { return std::uniform_int_distribution<std::size_t>(0, n - 1)(random); };
  static const std::vector<std::string> kKeys = {"\"0x0\"",     "\"0xFf\"",     "\"\"", "\"01\"", "\"a\\\"b\"",
                                                 "\"\\u0041\"", "\"\xc3\xa9\"", "1",    "null"};
  static const std::vector<std::string> kNumbers = {
      "0",      "-0",  "1",  "12", "0.5",    "1e-3",  "2E+2",
      "-1.5e3", "01",  "1.", "1e", "4e-320", "1e400", "18446744073709551616",
      "\"1\"",  "true"};
  const std::size_t size = pick(4);
  std::string keys;
  std::string values;
  for (std::size_t i = 0; i < size; ++i) {
    keys += (i == 0 ? "" : ",") + kKeys[pick(pick(3) == 0 ? kKeys.size() : 4)];
    values += (i == 0 ? "" : ", ") + kNumbers[pick(pick(3) == 0 ? kNumbers.size() : 8)];
  }
  std::string text = "{\"key\":[" + keys + "],\"value\":[" + values + "]}";
  if (pick(2) == 0 && !text.empty()) {
    static const std::string kBytes = "{}[]\",:\\ \n0e.-x\x01\xff";
    const std::size_t at = pick(text.size());
    switch (pick(3)) {
      case 0:
        text.erase(at, 1);
        break;
      case 1:
        text.insert(at, 1, kBytes[pick(kBytes.size())]);
        break;
      default:
        text[at] = kBytes[pick(kBytes.size())];
    }
  }
  return text;
}

template <class Value>
void expect_same_as_library(const std::string& inner, std::size_t& accepted) {
  std::string escaped;
  try {
    escaped = inside_of(inner);
  } catch (const Json::exception&) {
    escaped = inner;  // not UTF-8: goes in as it is
  }
  Table<Value> table;
  if (!scan_table(escaped, table)) return;
  ++accepted;
  const Json literal = Json::parse("\"" + escaped + "\"");
  const Json parsed = Json::parse(literal.get<std::string>());
  EXPECT_EQ(parsed.at("key").get<std::vector<std::string>>(), table.keys) << inner;
  EXPECT_EQ(parsed.at("value").get<std::vector<Value>>(), table.values) << inner;
  EXPECT_EQ(parsed.size(), 2U) << inner;
}

TEST(ScanTable, agrees_with_the_library_on_random_texts) {
  std::mt19937 random(20'261);
  std::size_t accepted = 0;
  constexpr int kRounds = 60'000;
  for (int i = 0; i < kRounds; ++i) {
    const std::string inner = random_table(random);
    expect_same_as_library<double>(inner, accepted);
    expect_same_as_library<std::uint64_t>(inner, accepted);
  }
  EXPECT_GT(accepted, kRounds / 10U);  // the texts are not all hopeless
}

std::string random_json(std::mt19937& random, int depth) {
  const auto pick = [&random](int n) { return std::uniform_int_distribution<int>(0, n - 1)(random); };
  static const std::vector<std::string> kScalars = {"1",           "-2.5e3", "true",     "null",        R"("s")",
                                                    R"("\"]}\\")", "\"\"",   R"("a\\")", "\"\xc3\xa9\""};
  if (depth == 0 || pick(3) == 0) return kScalars[static_cast<std::size_t>(pick(static_cast<int>(kScalars.size())))];
  const bool object = pick(2) == 0;
  std::string out = object ? "{" : "[";
  const int size = pick(4);
  for (int i = 0; i < size; ++i) {
    if (i > 0) out += " ,\n";
    if (object) out += "\"m" + std::to_string(i) + "\" : ";
    out += random_json(random, depth - 1);
  }
  return out + (object ? "}" : "]");
}

TEST(ScanMembers, finds_every_member_of_any_object) {
  std::mt19937 random(7);
  for (int i = 0; i < 5'000; ++i) {
    const std::string text = " {\"a\": " + random_json(random, 4) + " , \"b\":" + random_json(random, 4) + "}\n";
    std::vector<JsonMember> members;
    ASSERT_TRUE(scan_members(text, members)) << text;
    const Json parsed = Json::parse(text);
    ASSERT_EQ(members.size(), 2U);
    for (const JsonMember& member : members) EXPECT_EQ(parsed.at(std::string(member.name)), Json::parse(member.value));
    EXPECT_EQ(Json::parse(compact_json(text)), parsed);
    std::vector<JsonMember> none;
    EXPECT_FALSE(scan_members(std::string_view(text).substr(0, text.size() - 2), none)) << text;
  }
}

TEST(ScanStrings, takes_arrays_of_strings_only) {
  std::vector<std::string_view> strings;
  EXPECT_TRUE(scan_strings(R"([ "a" , "b\"]" ])", strings));
  EXPECT_EQ(strings, (std::vector<std::string_view>{"a", "b\\\"]"}));
  for (const char* text : {"[\"a\",]", "[1]", "[\"a\" \"b\"]", "\"a\"", "[\"a\"", "{}", "null", "[\"a\"]x"}) {
    std::vector<std::string_view> none;
    EXPECT_FALSE(scan_strings(text, none)) << text;
  }
}

TEST(ScanMembers, needs_no_stack_for_deep_nesting) {
  const std::string deep = "{\"a\":" + std::string(2'000'000, '[') + std::string(2'000'000, ']') + "}";
  std::vector<JsonMember> members;
  EXPECT_TRUE(scan_members(deep, members));
}

TEST(CompactJson, keeps_order_and_strings) {
  EXPECT_EQ(compact_json("{ \"z\" : [ 1, 2 ] ,\n\"a b\" : \" x \\\" y \" }"), "{\"z\":[1,2],\"a b\":\" x \\\" y \"}");
}

}  // namespace
}  // namespace qpanda3::cloud
