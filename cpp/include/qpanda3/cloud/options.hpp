#pragma once
// How a chip (or a service that behaves like one) shall run a program.

#include <cstdint>
#include <map>
#include <string>
#include <variant>
#include <vector>

#include "qpanda3/base/export.hpp"

namespace qpanda3 {

/// How a program is written when it is sent. Only DEFAULT (text) is used in this version.
enum class DataFormat : std::uint8_t { DEFAULT = 0, BINARY = 1, INSTRUCTION_SET = 2 };

using CustomOption = std::variant<bool, std::int64_t, double, std::string>;

class QPANDA3_API QCloudOptions {
 public:
  /// `amend_flag`: correction of readout errors, 0 (none), 1 or 3; anything else is an InvalidArgument.
  explicit QCloudOptions(int amend_flag = 1, bool use_cz_pattern = false, bool mapping = true, bool optimization = true,
                         int point_label = 1, bool is_prob_counts = true, std::vector<int> specified_block = {});

  void set_amend(bool is_amend) { amend_flag_ = is_amend ? 1 : 0; }
  void set_amend_flag(int amend_flag);
  void set_use_cz_pattern(bool use_cz_pattern) { use_cz_pattern_ = use_cz_pattern; }
  void set_mapping(bool is_mapping) { mapping_ = is_mapping; }
  void set_optimization(bool is_optimization) { optimization_ = is_optimization; }
  void set_point_label(int point_label) { point_label_ = point_label; }
  void set_specified_block(std::vector<int> specified_block) { specified_block_ = std::move(specified_block); }
  void set_is_prob_counts(bool is_prob_counts) { is_prob_counts_ = is_prob_counts; }

  bool is_amend() const noexcept { return amend_flag_ != 0; }
  int amend_flag() const noexcept { return amend_flag_; }
  bool use_cz_pattern() const noexcept { return use_cz_pattern_; }
  bool is_mapping() const noexcept { return mapping_; }
  bool is_optimization() const noexcept { return optimization_; }
  int point_label() const noexcept { return point_label_; }
  bool is_prob_counts() const noexcept { return is_prob_counts_; }
  const std::vector<int>& specified_block() const noexcept { return specified_block_; }

  /// An option this library does not know. It is sent beside the known ones; InvalidArgument if `key` is empty, is the
  /// wire name of a known one, or `value` is a number JSON cannot hold.
  void set_custom_option(const std::string& key, CustomOption value);
  /// KeyNotFound if there is none of that name.
  const CustomOption& get_custom_option(const std::string& key) const;
  bool has_custom_option(const std::string& key) const { return custom_.count(key) != 0; }
  const std::map<std::string, CustomOption>& get_custom_options() const noexcept { return custom_; }

  /// All options in words, one a line.
  std::string describe() const;

  bool operator==(const QCloudOptions&) const = default;

 private:
  int amend_flag_;
  bool use_cz_pattern_;
  bool mapping_;
  bool optimization_;
  int point_label_;
  bool is_prob_counts_;
  std::vector<int> specified_block_;
  std::map<std::string, CustomOption> custom_;
};

}  // namespace qpanda3
