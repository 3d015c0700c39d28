#pragma once
// Fast paths over JSON text for large answers. Nothing here decides what is valid: a scanner either understands its
// input completely, or says no, and the JSON library then reads the same text the slow way.

#include <cstddef>
#include <cstdint>
#include <string>
#include <string_view>
#include <vector>

#include "qpanda3/cloud/protocol.hpp"

namespace qpanda3::cloud {

struct JsonMember {
  std::string_view name;   ///< between the quotes, escapes as sent
  std::string_view value;  ///< from its first to its last character
};

/// The members of the object that `text` is, in order. False if it is no object or its brackets and quotes do not fit.
/// Names and values themselves are not checked.
bool scan_members(std::string_view text, std::vector<JsonMember>& members);

/// What stands between the quotes of each element, if `text` is an array of strings; false otherwise.
bool scan_strings(std::string_view text, std::vector<std::string_view>& strings);

/// Reads a table `{"key":[...],"value":[...]}` from the inside of a JSON string. False for anything unusual.
bool scan_table(std::string_view escaped, Table<double>& table);
bool scan_table(std::string_view escaped, Table<std::uint64_t>& table);

/// `text` without the white space outside of strings.
std::string compact_json(std::string_view text);

}  // namespace qpanda3::cloud
