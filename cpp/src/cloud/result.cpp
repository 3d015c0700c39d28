// Results: keys written as bits or hexadecimal, and the fields of the answer.

#include "qpanda3/cloud/result.hpp"

#include <algorithm>
#include <array>
#include <initializer_list>
#include <utility>

#include "qpanda3/base/concat.hpp"
#include "qpanda3/base/error.hpp"
#include "qpanda3/cloud/protocol.hpp"

namespace qpanda3 {
namespace {

constexpr const char* kHexDigits = "0123456789ABCDEF";

int hex_value(char c) {
  if (c >= '0' && c <= '9') return c - '0';
  if (c >= 'a' && c <= 'f') return c - 'a' + 10;
  if (c >= 'A' && c <= 'F') return c - 'A' + 10;
  return -1;
}

bool is_hex_key(std::string_view key) {
  return key.size() > 2 && key[0] == '0' && (key[1] == 'x' || key[1] == 'X') &&
         std::all_of(key.begin() + 2, key.end(), [](char c) { return hex_value(c) >= 0; });
}

/// The lowest `width` bits, the highest first.
std::string bits_of_hex(std::string_view key, std::size_t width) {
  std::string bits(width, '0');
  for (std::size_t i = 0; i < width; ++i) {
    const std::size_t digit = i / 4;
    if (digit >= key.size() - 2) break;
    const int value = hex_value(key[key.size() - 1 - digit]);
    if (((value >> (i % 4)) & 1) != 0) bits[width - 1 - i] = '1';
  }
  return bits;
}

std::string hex_of_bits(std::string_view bits) {
  std::string digits;
  for (std::size_t end = bits.size(); end > 0; end -= std::min<std::size_t>(4, end)) {
    const std::size_t begin = end - std::min<std::size_t>(4, end);
    int value = 0;
    for (std::size_t i = begin; i < end; ++i) value = 2 * value + (bits[i] - '0');
    digits.insert(digits.begin(), kHexDigits[value]);
  }
  const std::size_t first = digits.find_first_not_of('0');
  return "0x" + (first == std::string::npos ? digits.substr(0, 1).empty() ? "" : "0" : digits.substr(first));
}

std::string to_binary_key(const std::string& key, const std::size_t* width) {
  if (is_hex_key(key)) return width == nullptr ? key : bits_of_hex(key, *width);
  std::string upper = key;
  std::transform(upper.begin(), upper.end(), upper.begin(),
                 [](char c) { return c >= 'a' && c <= 'z' ? char(c - 32) : c; });
  return upper;
}

std::string to_hex_key(const std::string& key) {
  const bool bits = std::all_of(key.begin(), key.end(), [](char c) { return c == '0' || c == '1'; });
  return bits ? hex_of_bits(key) : key;
}

/// The table with its keys rewritten. Keys that become equal (or were sent twice) are added up.
template <class Value>
std::map<std::string, Value> to_map(const cloud::Table<Value>& table, DataBase base, const std::size_t* width) {
  std::vector<std::pair<std::string, Value>> entries;
  entries.reserve(table.keys.size());
  for (std::size_t i = 0; i < table.keys.size(); ++i) {
    entries.emplace_back(base == DataBase::Hex ? to_hex_key(table.keys[i]) : to_binary_key(table.keys[i], width),
                         table.values[i]);
  }
  const auto by_key = [](const auto& a, const auto& b) { return a.first < b.first; };
  if (!std::is_sorted(entries.begin(), entries.end(), by_key)) std::stable_sort(entries.begin(), entries.end(), by_key);
  std::map<std::string, Value> out;
  for (auto& [key, value] : entries) out.try_emplace(out.end(), std::move(key), Value{})->second += value;
  return out;
}

template <class Value>
std::map<std::string, Value> last_map(const std::vector<cloud::Table<Value>>& tables,
                                      const std::vector<std::size_t>& widths, DataBase base) {
  if (tables.empty()) return {};
  const std::size_t last = tables.size() - 1;
  if (!widths.empty() && widths.size() <= last) {
    throw ServiceError(concat("the answer holds ", tables.size(), " results but only ", widths.size(),
                              " entries of measureQubitSize, so the width of the last result is unknown"));
  }
  return to_map(tables[last], base, widths.empty() ? nullptr : &widths[last]);
}

template <class Value>
std::vector<std::map<std::string, Value>> all_maps(const std::vector<cloud::Table<Value>>& tables,
                                                   const std::vector<std::size_t>& widths, DataBase base) {
  if (!widths.empty() && widths.size() < tables.size()) return {};
  std::vector<std::map<std::string, Value>> out;
  out.reserve(tables.size());
  for (std::size_t i = 0; i < tables.size(); ++i) {
    out.push_back(to_map(tables[i], base, widths.empty() ? nullptr : &widths[i]));
  }
  return out;
}

/// The first of several spellings that is there.
std::string field(const cloud::TaskDetail& detail, std::initializer_list<const char*> spellings) {
  for (const char* name : spellings) {
    if (auto text = detail.member(name)) return *std::move(text);
  }
  throw IndexOutOfRange(concat("the answer about job ", detail.task_id(), " has no field ", *spellings.begin()));
}

/// A number with a fraction or exponent in plain decimal form; other texts as they are.
std::string plain_number(const std::string& text) {
  if (text.empty() || text.find_first_not_of("0123456789.eE+-") != std::string::npos) return text;
  if (text.find_first_of(".eE") == std::string::npos) return text;
  try {
    return concat(std::stod(text));
  } catch (const std::exception&) {
    return text;
  }
}

}  // namespace

QCloudResult::QCloudResult(std::string cloud_job_id, std::string result_string)
    : QCloudResult(cloud::TaskDetail(std::move(cloud_job_id), std::move(result_string))) {}

QCloudResult::QCloudResult(cloud::TaskDetail detail)
    : detail_(std::make_shared<const cloud::TaskDetail>(std::move(detail))) {}

const std::string& QCloudResult::job_id() const { return detail_->task_id(); }
JobStatus QCloudResult::job_status() const { return detail_->status(); }
const std::string& QCloudResult::error_message() const { return detail_->error_message(); }
bool QCloudResult::query_rejected() const { return detail_->query_rejected(); }
const std::string& QCloudResult::origin_data() const { return detail_->text(); }

std::map<std::string, double> QCloudResult::get_probs(DataBase base) const {
  return last_map(detail_->probabilities(), detail_->widths(), base);
}
std::map<std::string, std::uint64_t> QCloudResult::get_counts(DataBase base) const {
  return last_map(detail_->counts(), detail_->widths(), base);
}
std::vector<std::map<std::string, double>> QCloudResult::get_probs_list(DataBase base) const {
  return all_maps(detail_->probabilities(), detail_->widths(), base);
}
std::vector<std::map<std::string, std::uint64_t>> QCloudResult::get_counts_list(DataBase base) const {
  return all_maps(detail_->counts(), detail_->widths(), base);
}
const std::map<std::string, std::complex<double>>& QCloudResult::get_amplitudes() const {
  return detail_->amplitudes();
}
double QCloudResult::get_state_fidelity() const { return detail_->fidelity(); }
const std::vector<std::vector<std::complex<double>>>& QCloudResult::get_state_tomography_density() const {
  return detail_->density();
}

std::string QCloudResult::operator[](std::string_view key) const {
  auto text = detail_->member(key);
  if (!text) throw KeyNotFound(concat("the answer about job ", job_id(), " has no member '", key, "'"));
  return *std::move(text);
}
bool QCloudResult::contains(std::string_view key) const { return detail_->has_member(key); }

std::string QCloudResult::instructions() const {
  return field(*detail_, {"convertQProg", "convertQprog", "convertqprog", "instructions"});
}
std::string QCloudResult::qprog() const { return field(*detail_, {"qProg", "qprog"}); }
std::string QCloudResult::mapping_qprog() const {
  return field(*detail_, {"mappingQprog", "mappingQProg", "mappingqprog"});
}
std::string QCloudResult::mapping_qubit() const { return field(*detail_, {"mappingQubit", "mappingqubit"}); }
std::string QCloudResult::src_qubits() const { return field(*detail_, {"srcQubits"}); }
std::string QCloudResult::target_cbits() const { return field(*detail_, {"targetCbits"}); }
std::string QCloudResult::measure_qubits() const { return field(*detail_, {"measureQubits", "measurequbits"}); }
std::string QCloudResult::prob_count_raw() const { return field(*detail_, {"probCount", "probcount"}); }

std::map<std::string, std::string> QCloudResult::timing_info() const {
  static constexpr std::array<const char*, 6> kFields = {"aioTimeStamp", "startTime",      "totalTime",
                                                         "pulseTime",    "cirExecuteTime", "qpuRunTime"};
  std::map<std::string, std::string> out;
  for (const char* name : kFields) {
    if (auto text = detail_->member(name)) out.emplace(name, plain_number(*text));
  }
  return out;
}

std::string QCloudResult::describe() const {
  return concat("QCloudResult(job_id='", job_id(), "', status=", status_name(job_status()),
                ", results=", std::max(detail_->probabilities().size(), detail_->counts().size()), ")");
}

}  // namespace qpanda3
