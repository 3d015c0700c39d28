#pragma once
// The only file that includes the JSON library; the two protocol_*.cpp files include this one and nothing else does.
// What comes from the network is checked for depth before a tree is built of it.

#include <nlohmann/json.hpp>
#include <string>
#include <string_view>

#include "qpanda3/cloud/protocol.hpp"

namespace qpanda3::cloud {

using Json = nlohmann::json;

/// Objects and arrays inside one another, at most. Answers have about five.
constexpr int kMaxDepth = 64;

/// Checks that `text` is one JSON value of bounded depth. AnswerError opening with `where` otherwise.
void check_json(std::string_view text, const std::string& where);

/// The value `text` is, after the same checks.
Json parse_json(std::string_view text, const std::string& where);

}  // namespace qpanda3::cloud
