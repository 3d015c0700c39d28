// What the client receives: JSON text to message structs. Errors name the endpoint and the member. The two big tables
// of a result are cut out of the text and read by the scanners; the JSON library reads and judges all the rest.

#include <algorithm>
#include <charconv>
#include <cmath>

#include "cloud/http_text.hpp"
#include "cloud/json.hpp"
#include "cloud/json_scan.hpp"
#include "qpanda3/base/concat.hpp"

namespace qpanda3::cloud {
namespace {

[[noreturn]] void fail(const std::string& where, const std::string& what) {
  throw AnswerError(concat(where, ": ", what), false);
}

/// Walks JSON text without building anything; stops at an error or at too much depth.
class DepthChecker : public nlohmann::json_sax<Json> {
 public:
  bool null() override { return true; }
  bool boolean(bool) override { return true; }
  bool number_integer(number_integer_t) override { return true; }
  bool number_unsigned(number_unsigned_t) override { return true; }
  bool number_float(number_float_t, const string_t&) override { return true; }
  bool string(string_t&) override { return true; }
  bool binary(binary_t&) override { return true; }
  bool key(string_t&) override { return true; }
  bool start_object(std::size_t) override { return enter(); }
  bool start_array(std::size_t) override { return enter(); }
  bool end_object() override { return leave(); }
  bool end_array() override { return leave(); }
  bool parse_error(std::size_t position, const std::string& token, const nlohmann::detail::exception&) override {
    position_ = position;
    token_ = token;
    return false;
  }

  bool too_deep() const { return depth_ > kMaxDepth; }
  std::size_t position() const { return position_; }
  const std::string& token() const { return token_; }

 private:
  bool enter() { return ++depth_ <= kMaxDepth; }
  bool leave() {
    --depth_;
    return true;
  }

  int depth_ = 0;
  std::size_t position_ = 0;
  std::string token_;
};

bool is_blank(std::string_view text) { return text.find_first_not_of(" \t\r\n") == std::string_view::npos; }

/// A string's content; anything else as compact JSON; nothing for null.
std::string as_text(const Json& value) {
  if (value.is_null()) return {};
  return value.is_string() ? value.get<std::string>() : value.dump();
}

Json parse_envelope(const std::string& text, const std::string& where) {
  Json answer = parse_json(text, where);
  if (!answer.is_object()) fail(where, concat("a JSON object was expected, not ", answer.type_name()));
  return answer;
}

bool read_success(const Json& answer, const std::string& where) {
  const auto success = answer.find("success");
  if (success == answer.end()) fail(where, "member success is missing");
  if (!success->is_boolean()) fail(where, concat("member success is ", success->type_name(), ", not a bool"));
  return success->get<bool>();
}

/// The service said no: its words and its code.
[[noreturn]] void refuse(const Json& answer, const std::string& where) {
  const std::string message = as_text(answer.value("message", Json()));
  const std::string code = as_text(answer.value("code", Json()));
  throw ServiceError(concat(where, ": the service refused: ", message.empty() ? "unknown error" : message,
                            code.empty() ? "" : concat(" (code ", code, ")")));
}

}  // namespace

void check_json(std::string_view text, const std::string& where) {
  if (is_blank(text)) throw AnswerError(concat(where, ": the answer is empty"), true);
  DepthChecker checker;
  if (Json::sax_parse(text.begin(), text.end(), &checker)) return;
  if (checker.too_deep()) fail(where, concat("nested deeper than ", kMaxDepth, " levels"));
  const bool at_end = checker.position() > text.size();
  throw AnswerError(concat(where, ": not JSON at byte ", checker.position(), ", near '", excerpt(checker.token(), 40),
                           "'", at_end ? " (the text ends too early)" : ""),
                    at_end);
}

Json parse_json(std::string_view text, const std::string& where) {
  check_json(text, where);
  return Json::parse(text.begin(), text.end());
}

std::string decode_submit_answer(const std::string& text) {
  const std::string where = "submit answer";
  const Json answer = parse_envelope(text, where);
  if (!read_success(answer, where)) refuse(answer, where);
  const auto object = answer.find("obj");
  if (object == answer.end() || !object->is_object()) fail(where, "member obj is missing or no object");
  const auto id = object->find("taskId");
  if (id == object->end()) fail(where, "member obj.taskId is missing");
  if (!id->is_string()) fail(where, concat("member obj.taskId is ", id->type_name(), ", not a string"));
  if (id->get_ref<const std::string&>().empty()) fail(where, "member obj.taskId is empty");
  return id->get<std::string>();
}

bool decode_cancel_answer(const std::string& text) {
  const std::string where = "cancelTask answer";
  return read_success(parse_envelope(text, where), where);
}

std::map<std::string, bool> decode_resources(const std::string& text) {
  constexpr int kChip = 5;
  const std::string where = "getResourceList answer";
  const Json answer = parse_json(text, where);
  if (answer.is_object() && answer.contains("success")) {
    if (!read_success(answer, where)) refuse(answer, where);
  }
  if (!answer.is_array()) fail(where, concat("an array was expected, not ", answer.type_name()));
  std::map<std::string, bool> backends = {
      {"full_amplitude", true}, {"partial_amplitude", true}, {"single_amplitude", true}};
  for (std::size_t i = 0; i < answer.size(); ++i) {
    const Json& entry = answer[i];
    const std::string at = concat("member [", i, "]");
    if (!entry.is_object()) fail(where, concat(at, " is ", entry.type_name(), ", not an object"));
    const Json type = entry.value("machineType", Json());
    if (!type.is_number_unsigned()) fail(where, at + ".machineType is missing or no unsigned number");
    if (type != kChip) continue;
    const Json online = entry.value("onlineFlag", Json());
    const Json name = entry.value("sinanChipId", Json());
    if (!online.is_boolean()) fail(where, at + ".onlineFlag is missing or no bool");
    if (!name.is_string()) fail(where, at + ".sinanChipId is missing or no string");
    backends.emplace(name.get<std::string>(), online.get<bool>());
  }
  return backends;
}

/// Fills a TaskDetail from its text, step by step.
class DetailReader {
 public:
  DetailReader(TaskDetail& detail, std::string_view text) : detail_(detail), text_(text) {}

  void read() {
    if (!scan_members(text_, top_)) reject_unscanned();
    const JsonMember* object = find(top_, "obj");
    const bool has_object = object != nullptr && scan_members(object->value, members_);
    cut_tables();
    check_rest();
    for (const JsonMember& member : members_) {
      detail_.members_.emplace_back(decoded_name(member.name), span(member.value));
    }
    if (!read_envelope(has_object)) return;
    read_state();
    if (detail_.status_ == JobStatus::FINISHED) read_results();
  }

 private:
  using Members = std::vector<JsonMember>;
  static constexpr std::size_t kMaxWidth = 4096;

  TaskDetail::Span span(std::string_view part) const {
    return {static_cast<std::size_t>(part.data() - text_.data()), part.size()};
  }

  static std::string decoded_name(std::string_view name) {
    if (name.find('\\') == std::string_view::npos) return std::string(name);
    return parse_json(concat('"', name, '"'), kWhere).get<std::string>();
  }

  static const JsonMember* find(const Members& members, std::string_view name) {
    const auto found =
        std::find_if(members.begin(), members.end(), [name](const JsonMember& m) { return m.name == name; });
    return found == members.end() ? nullptr : &*found;
  }

  /// The scanner could not make an object of the text; the JSON library knows why.
  [[noreturn]] void reject_unscanned() const {
    const Json answer = parse_json(text_, kWhere);
    fail(kWhere, concat("a JSON object was expected, not ", answer.type_name()));
  }

  /// Finds the tables that can be read apart from the rest: arrays of strings.
  void cut_tables() {
    for (const char* name : {"taskResult", "probCount"}) {
      const JsonMember* member = find(members_, name);
      std::vector<std::string_view> strings;
      if (member != nullptr && scan_strings(member->value, strings))
        tables_.push_back({member->value, std::move(strings)});
    }
    std::sort(tables_.begin(), tables_.end(),
              [](const CutTable& a, const CutTable& b) { return a.value.data() < b.value.data(); });
  }

  /// Checks all text but the tables that were cut out.
  void check_rest() const {
    if (tables_.empty()) return check_json(text_, kWhere);
    std::string rest;
    std::size_t from = 0;
    for (const CutTable& table : tables_) {
      const TaskDetail::Span cut = span(table.value);
      rest += text_.substr(from, cut.begin - from);
      rest += "[]";
      from = cut.begin + cut.size;
    }
    rest += text_.substr(from);
    check_json(rest, kWhere);
  }

  Json value_of(const Members& members, std::string_view name) const {
    const JsonMember* member = find(members, name);
    return member == nullptr ? Json() : Json::parse(member->value.begin(), member->value.end());
  }

  void rejected(const std::string& why) {
    detail_.query_rejected_ = true;
    detail_.error_message_ = concat("query qcloud task ", detail_.task_id_, " failed: ", why);
  }

  std::string server_message() const {
    const std::string message = as_text(value_of(top_, "message"));
    return message.empty() ? "unknown error" : message;
  }

  bool read_envelope(bool has_object) {
    const Json success = value_of(top_, "success");
    if (!success.is_boolean()) {
      rejected("response success field is missing or invalid");
    } else if (!success.get<bool>()) {
      rejected(server_message());
    } else if (!has_object) {
      rejected("response obj field is missing or invalid");
    } else if (find(members_, "taskState") == nullptr) {
      rejected("response taskState field is missing");
    }
    return !detail_.query_rejected_;
  }

  static std::optional<JobStatus> known_state(const Json& state) {
    if (state.is_string()) {
      const std::string& word = state.get_ref<const std::string&>();
      if (word.size() == 1 && word[0] >= '1' && word[0] <= '5') return static_cast<JobStatus>(word[0] - '0');
    } else if (state.is_number()) {
      for (int value = 1; value <= 5; ++value) {
        if (state == value) return static_cast<JobStatus>(value);
      }
    }
    return std::nullopt;
  }

  void read_state() {
    const Json state = value_of(members_, "taskState");
    const std::optional<JobStatus> known = known_state(state);
    detail_.status_ = known.value_or(JobStatus::FAILED);
    if (detail_.status_ != JobStatus::FAILED) return;
    const std::string info = as_text(value_of(members_, "errInfo"));
    const std::string reason = info.empty() ? server_message() : info;
    const std::string verdict =
        known ? "run failed"
              : concat("returned unsupported taskState ", state.is_string() ? as_text(state) : state.dump());
    detail_.error_message_ = concat("qcloud task ", detail_.task_id_, " ", verdict, ": ", reason);
  }

  void read_results() {
    read_tables("taskResult", detail_.probabilities_);
    read_tables("probCount", detail_.counts_);
    read_widths();
    read_amplitudes();
    read_tomography();
  }

  template <class Value>
  void read_tables(const char* name, std::vector<Table<Value>>& tables) const {
    const JsonMember* member = find(members_, name);
    if (member == nullptr) return;
    const auto cut = std::find_if(tables_.begin(), tables_.end(),
                                  [member](const CutTable& t) { return t.value.data() == member->value.data(); });
    if (cut == tables_.end()) fail(kWhere, concat("member obj.", name, " is no array of strings"));
    tables.resize(cut->strings.size());
    for (std::size_t i = 0; i < tables.size(); ++i) {
      if (scan_table(cut->strings[i], tables[i])) continue;
      tables[i] = {};
      read_table(cut->strings[i], concat(kWhere, ": member obj.", name, "[", i, "]"), tables[i]);
    }
  }

  /// The slow way: for tables the scanner does not know.
  template <class Value>
  static void read_table(std::string_view escaped, const std::string& where, Table<Value>& table) {
    const std::string inner = parse_json(concat('"', escaped, '"'), where).get<std::string>();
    const Json parsed = parse_json(inner, where);
    if (!parsed.is_object()) fail(where, concat("holds ", parsed.type_name(), ", not an object with key and value"));
    const Json& keys = array_of(parsed, {"key", "Key", "KEY"}, where);
    const Json& values = array_of(parsed, {"value", "Value", "VALUE"}, where);
    if (keys.size() != values.size()) {
      fail(where, concat("has ", keys.size(), " keys but ", values.size(), " values"));
    }
    for (std::size_t i = 0; i < keys.size(); ++i) {
      if (!keys[i].is_string()) fail(where, concat(".key[", i, "] is ", keys[i].type_name(), ", not a string"));
      table.keys.push_back(keys[i].get<std::string>());
      table.values.push_back(number_of<Value>(values[i], concat(where, ".value[", i, "]")));
    }
  }

  static const Json& array_of(const Json& table, std::initializer_list<const char*> names, const std::string& where) {
    for (const char* name : names) {
      const auto found = table.find(name);
      if (found == table.end()) continue;
      if (!found->is_array()) fail(where, concat(".", name, " is ", found->type_name(), ", not an array"));
      return *found;
    }
    fail(where, concat("has no member ", *names.begin()));
  }

  template <class Value>
  static Value number_of(const Json& value, const std::string& where) {
    if constexpr (std::is_same_v<Value, std::uint64_t>) {
      if (!value.is_number_unsigned())
        fail(where, concat("is ", excerpt(value.dump(), 60), ", not a whole number from 0"));
    } else {
      if (!value.is_number()) fail(where, concat("is ", excerpt(value.dump(), 60), ", not a number"));
    }
    return value.get<Value>();
  }

  void read_widths() {
    if (find(members_, "measureQubitSize") == nullptr) return;
    const std::string where = concat(kWhere, ": member obj.measureQubitSize");
    const Json widths = value_of(members_, "measureQubitSize");
    if (!widths.is_array()) fail(where, concat("is ", widths.type_name(), ", not an array"));
    for (const Json& width : widths) {
      if (!width.is_number_unsigned() || width > kMaxWidth) {
        fail(where, concat("holds ", excerpt(width.dump(), 60), ", not a whole number from 0 to ", kMaxWidth));
      }
      detail_.widths_.push_back(width.get<std::size_t>());
    }
  }

  /// The JSON inside a member that is an array with one string; null if the member is absent, null or an empty array.
  Json nested(const char* name) const {
    const Json outer = value_of(members_, name);
    if (outer.is_null() || (outer.is_array() && outer.empty())) return {};
    const std::string where = concat(kWhere, ": member obj.", name);
    if (!outer.is_array() || outer.size() != 1 || !outer[0].is_string()) fail(where, "is no array with one string");
    return parse_json(outer[0].get_ref<const std::string&>(), where);
  }

  void read_amplitudes() {
    const Json table = nested("amplitudeResult");
    if (table.is_null()) return;
    const std::string where = concat(kWhere, ": member obj.amplitudeResult");
    if (!table.is_object()) fail(where, "holds no object");
    const Json& keys = array_of(table, {"key"}, where);
    const Json& real = array_of(table, {"real"}, where);
    const Json& imag = array_of(table, {"imag"}, where);
    if (keys.size() != real.size() || keys.size() != imag.size()) {
      fail(where, concat("has ", keys.size(), " keys, ", real.size(), " real and ", imag.size(), " imaginary parts"));
    }
    for (std::size_t i = 0; i < keys.size(); ++i) {
      if (!keys[i].is_string()) fail(where, concat(".key[", i, "] is ", keys[i].type_name(), ", not a string"));
      detail_.amplitudes_[keys[i].get<std::string>()] = {number_of<double>(real[i], where + ".real"),
                                                         number_of<double>(imag[i], where + ".imag")};
    }
  }

  void read_tomography() {
    detail_.fidelity_ = read_fidelity();
    const Json cells = nested("qstTaskResult");
    if (cells.is_null()) return;
    const std::string where = concat(kWhere, ": member obj.qstTaskResult");
    if (!cells.is_array()) fail(where, "holds no array of cells");
    const auto side = static_cast<std::size_t>(std::llround(std::sqrt(static_cast<double>(cells.size()))));
    if (side * side != cells.size()) fail(where, concat("has ", cells.size(), " cells, which is no square"));
    detail_.density_.assign(side, std::vector<std::complex<double>>(side));
    for (std::size_t i = 0; i < cells.size(); ++i) {
      const std::string at = concat(where, "[", i, "]");
      if (!cells[i].is_object()) fail(at, "is no object with r and i");
      detail_.density_[i / side][i % side] = {number_of<double>(cells[i].value("r", Json()), at + ".r"),
                                              number_of<double>(cells[i].value("i", Json()), at + ".i")};
    }
  }

  double read_fidelity() const {
    const Json value = value_of(members_, "qstFidelity");
    if (value.is_number()) return value.get<double>();
    const std::string text = as_text(value);
    if (value.is_null() || text.empty()) return 0.0;
    double number = 0.0;
    const auto [end, error] = std::from_chars(text.data(), text.data() + text.size(), number);
    if (!value.is_string() || error != std::errc() || end != text.data() + text.size()) {
      fail(kWhere, concat("member obj.qstFidelity is ", excerpt(value.dump(), 60), ", not a number"));
    }
    return number;
  }

  struct CutTable {
    std::string_view value;
    std::vector<std::string_view> strings;
  };

  static inline const std::string kWhere = "taskDetail answer";

  TaskDetail& detail_;
  std::string_view text_;
  Members top_;
  Members members_;
  std::vector<CutTable> tables_;
};

TaskDetail::TaskDetail(std::string task_id, std::string text) : task_id_(std::move(task_id)), text_(std::move(text)) {
  DetailReader(*this, text_).read();
}

const TaskDetail::Span* TaskDetail::find(std::string_view name) const {
  const auto found =
      std::find_if(members_.begin(), members_.end(), [name](const auto& member) { return member.first == name; });
  return found == members_.end() ? nullptr : &found->second;
}

std::optional<std::string> TaskDetail::member(std::string_view name) const {
  const Span* span = find(name);
  if (span == nullptr) return std::nullopt;
  const std::string_view value = std::string_view(text_).substr(span->begin, span->size);
  if (value.front() == '"') return parse_json(value, "taskDetail answer").get<std::string>();
  return compact_json(value);
}

}  // namespace qpanda3::cloud
