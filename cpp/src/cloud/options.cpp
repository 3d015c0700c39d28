// Options of a run on a chip.

#include "qpanda3/cloud/options.hpp"

#include <algorithm>
#include <array>
#include <cmath>

#include "qpanda3/base/concat.hpp"
#include "qpanda3/base/error.hpp"

namespace qpanda3 {
namespace {

// Members of the message that the library writes itself; protocol_requests.cpp writes them.
constexpr std::array<const char*, 8> kKnownMembers = {
    "shot",        "isProbcount", "amendFlag",           "use_cz_pattern",
    "mappingFlag", "PointLabel",  "circuitOptimization", "specified_block"};

const char* word(bool value) { return value ? "true" : "false"; }

}  // namespace

QCloudOptions::QCloudOptions(int amend_flag, bool use_cz_pattern, bool mapping, bool optimization, int point_label,
                             bool is_prob_counts, std::vector<int> specified_block)
    : amend_flag_(1),
      use_cz_pattern_(use_cz_pattern),
      mapping_(mapping),
      optimization_(optimization),
      point_label_(point_label),
      is_prob_counts_(is_prob_counts),
      specified_block_(std::move(specified_block)) {
  set_amend_flag(amend_flag);
}

void QCloudOptions::set_amend_flag(int amend_flag) {
  if (amend_flag != 0 && amend_flag != 1 && amend_flag != 3) {
    throw InvalidArgument(concat("amend_flag is ", amend_flag, "; expected 0, 1 or 3"));
  }
  amend_flag_ = amend_flag;
}

void QCloudOptions::set_custom_option(const std::string& key, CustomOption value) {
  if (key.empty()) throw InvalidArgument("key is empty; expected the name of an option");
  if (std::find(kKnownMembers.begin(), kKnownMembers.end(), key) != kKnownMembers.end()) {
    throw InvalidArgument(
        concat("key is '", key, "', which the library writes itself; use the argument or method for it"));
  }
  if (const double* number = std::get_if<double>(&value); number != nullptr && !std::isfinite(*number)) {
    throw InvalidArgument(concat("value of option '", key, "' is ", *number, "; expected a finite number"));
  }
  custom_[key] = std::move(value);
}

const CustomOption& QCloudOptions::get_custom_option(const std::string& key) const {
  const auto found = custom_.find(key);
  if (found == custom_.end()) throw KeyNotFound(concat("there is no custom option '", key, "'"));
  return found->second;
}

std::string QCloudOptions::describe() const {
  std::string out =
      concat("amend_flag: ", amend_flag_, "\nuse_cz_pattern: ", word(use_cz_pattern_), "\nmapping: ", word(mapping_),
             "\noptimization: ", word(optimization_), "\npoint_label: ", point_label_,
             "\nis_prob_counts: ", word(is_prob_counts_), "\nspecified_block: ", list_text(specified_block_), "\n");
  for (const auto& [key, value] : custom_) {
    const std::string text = std::visit(
        [](const auto& held) {
          using Held = std::decay_t<decltype(held)>;
          if constexpr (std::is_same_v<Held, bool>) {
            return std::string(word(held));
          } else {
            return concat(held);
          }
        },
        value);
    out += concat("custom option ", key, ": ", text, "\n");
  }
  return out;
}

}  // namespace qpanda3
