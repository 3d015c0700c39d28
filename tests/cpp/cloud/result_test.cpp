// QCloudResult: every accessor.

#include "qpanda3/cloud/result.hpp"

#include "cloud/fakes.hpp"

namespace qpanda3 {
namespace {

using cloud::testing::fixture;
using cloud::testing::message_of;
using Json = nlohmann::json;
using Probs = std::map<std::string, double>;
using Counts = std::map<std::string, std::uint64_t>;

QCloudResult finished(const Json& members) {
  Json object = {{"taskId", "T"}, {"taskState", "3"}};
  object.update(members);
  return QCloudResult("T", Json{{"success", true}, {"message", "success"}, {"obj", object}}.dump());
}

std::string table(const Json& keys, const Json& values) { return Json{{"key", keys}, {"value", values}}.dump(); }

TEST(CloudResult, follows_the_golden_file) {
  const Json golden = fixture("detail-finished.json");
  const std::string text = golden.at("answer").dump();
  const QCloudResult result("job", text);
  const Json& outcome = golden.at("outcome");
  EXPECT_EQ(Json(result.get_probs()), outcome.at("probs"));
  EXPECT_EQ(Json(result.get_counts()), outcome.at("counts"));
  EXPECT_EQ(Json(result.get_probs(DataBase::Hex)), outcome.at("probs_hex"));
  EXPECT_EQ(result.job_id(), "job");
  EXPECT_EQ(result.job_status(), JobStatus::FINISHED);
  EXPECT_EQ(result.error_message(), "");
  EXPECT_EQ(result.origin_data(), text);
  EXPECT_EQ(result.timing_info(), (std::map<std::string, std::string>{{"startTime", "1700000000000"},
                                                                      {"totalTime", "3407"},
                                                                      {"pulseTime", "30"},
                                                                      {"cirExecuteTime", "100000"},
                                                                      {"aioTimeStamp", "9:1;8:2;"}}));
}

TEST(CloudResult, lists_follow_the_golden_file) {
  const Json golden = fixture("detail-finished-list.json");
  const QCloudResult result("T", golden.at("answer").dump());
  EXPECT_EQ(Json(result.get_probs_list()), golden.at("outcome").at("probs_list"));
  EXPECT_EQ(result.get_probs(), (Probs{{"101", 1.0}}));  // the last result, with its own width
  EXPECT_TRUE(result.get_counts_list().empty());
}

TEST(CloudResult, tomography_follows_the_golden_file) {
  const Json golden = fixture("detail-tomography.json");
  const QCloudResult result("T", golden.at("answer").dump());
  EXPECT_DOUBLE_EQ(result.get_state_fidelity(), golden.at("outcome").at("fidelity").get<double>());
  const auto& density = result.get_state_tomography_density();
  const Json& expected = golden.at("outcome").at("density");
  ASSERT_EQ(density.size(), 2U);
  for (std::size_t row = 0; row < 2; ++row) {
    for (std::size_t column = 0; column < 2; ++column) {
      EXPECT_EQ(density[row][column].real(), expected[row][column][0].get<double>());
      EXPECT_EQ(density[row][column].imag(), expected[row][column][1].get<double>());
    }
  }
}

TEST(CloudResult, fidelity_may_be_a_number) {
  EXPECT_DOUBLE_EQ(finished({{"qstFidelity", 0.5}}).get_state_fidelity(), 0.5);
  EXPECT_DOUBLE_EQ(finished({{"qstFidelity", "0.5"}}).get_state_fidelity(), 0.5);
  EXPECT_EQ(finished(Json::object()).get_state_fidelity(), 0.0);
}

TEST(CloudResult, amplitudes_are_read) {
  const QCloudResult result =
      finished({{"amplitudeResult", {R"({"key":["0","3"],"real":[0.5,-0.25],"imag":[0,1e-3]})"}}});
  EXPECT_EQ(result.get_amplitudes(),
            (std::map<std::string, std::complex<double>>{{"0", {0.5, 0.0}}, {"3", {-0.25, 1e-3}}}));
}

TEST(CloudResult, binary_keys_have_the_measured_width) {
  const auto probs = [](const char* key, int width) {
    return finished({{"taskResult", {table({key}, {1.0})}}, {"measureQubitSize", {width}}}).get_probs().begin()->first;
  };
  EXPECT_EQ(probs("0x1", 2), "01");
  EXPECT_EQ(probs("0X1f", 5), "11111");
  EXPECT_EQ(probs("0x7", 2), "11");
  EXPECT_EQ(probs("0x1", 0), "");
  EXPECT_EQ(probs("0x3", 70), std::string(68, '0') + "11");
  EXPECT_EQ(probs("0x200000000000000001", 70), "1" + std::string(68, '0') + "1");
  EXPECT_EQ(probs("11", 2), "11");
  EXPECT_EQ(probs("0xzz", 2), "0XZZ");
  EXPECT_EQ(probs("0x", 2), "0X");
  EXPECT_EQ(probs("", 2), "");
}

TEST(CloudResult, hex_keys_stay_and_bits_become_hex) {
  const QCloudResult result = finished(
      {{"taskResult",
        {table({"0xaB", "5", "zz", "", "0011", "10000", "0", std::string(70, '1')}, {1, 1, 1, 1, 1, 1, 1, 1})}}});
  EXPECT_EQ(result.get_probs(DataBase::Hex), (Probs{{"0xaB", 1},
                                                    {"5", 1},
                                                    {"zz", 1},
                                                    {"0x", 1},
                                                    {"0x3", 1},
                                                    {"0x10", 1},
                                                    {"0x0", 1},
                                                    {"0x3FFFFFFFFFFFFFFFFF", 1}}));
}

TEST(CloudResult, without_widths_hex_keys_stay) {
  const QCloudResult result = finished({{"taskResult", {table({"0xaB", "ff"}, {0.5, 0.5})}}});
  EXPECT_EQ(result.get_probs(), (Probs{{"0xaB", 0.5}, {"FF", 0.5}}));
  EXPECT_EQ(result.get_probs_list(), (std::vector<Probs>{{{"0xaB", 0.5}, {"FF", 0.5}}}));
}

TEST(CloudResult, keys_that_coincide_are_added_up) {
  const QCloudResult result =
      finished({{"probCount", {table({"0x7", "0x3", "0x1", "0x1"}, {1, 2, 4, 8})}}, {"measureQubitSize", {2}}});
  EXPECT_EQ(result.get_counts(), (Counts{{"01", 12}, {"11", 3}}));
}

TEST(CloudResult, too_few_widths_are_not_guessed) {
  const QCloudResult result =
      finished({{"taskResult", {table({"0x1"}, {1}), table({"0x1"}, {1})}}, {"measureQubitSize", {2}}});
  EXPECT_TRUE(result.get_probs_list().empty());
  EXPECT_CONTAINS(message_of<ServiceError>([&] { result.get_probs(); }), "measureQubitSize");
}

TEST(CloudResult, unfinished_jobs_have_fields_but_no_results) {
  const QCloudResult result("T", R"({"success":true,"obj":{"taskState":"2","qprog":"Q","startTime":3,
                                     "taskResult":["{\"key\":[\"0x1\"],\"value\":[1]}"]}})");
  EXPECT_EQ(result.job_status(), JobStatus::COMPUTING);
  EXPECT_TRUE(result.get_probs().empty());
  EXPECT_TRUE(result.get_counts().empty());
  EXPECT_TRUE(result.get_probs_list().empty());
  EXPECT_TRUE(result.get_amplitudes().empty());
  EXPECT_EQ(result.qprog(), "Q");
  EXPECT_EQ(result.timing_info(), (std::map<std::string, std::string>{{"startTime", "3"}}));
}

TEST(CloudResult, fields_are_found_under_every_spelling) {
  using Field = std::string (QCloudResult::*)() const;
  const std::vector<std::pair<std::vector<const char*>, Field>> fields = {
      {{"convertQProg", "convertQprog", "convertqprog", "instructions"}, &QCloudResult::instructions},
      {{"qProg", "qprog"}, &QCloudResult::qprog},
      {{"mappingQprog", "mappingQProg", "mappingqprog"}, &QCloudResult::mapping_qprog},
      {{"mappingQubit", "mappingqubit"}, &QCloudResult::mapping_qubit},
      {{"srcQubits"}, &QCloudResult::src_qubits},
      {{"targetCbits"}, &QCloudResult::target_cbits},
      {{"measureQubits", "measurequbits"}, &QCloudResult::measure_qubits},
      {{"probCount", "probcount"}, &QCloudResult::prob_count_raw}};
  for (const auto& [names, field] : fields) {
    for (const char* name : names) {
      const Json value = Json::array({std::string(table({"a"}, {1}))});
      EXPECT_EQ((finished({{name, value}}).*field)(), value.dump()) << name;
    }
    EXPECT_CONTAINS(message_of<IndexOutOfRange>([&, f = field] { (finished(Json::object()).*f)(); }), names.front());
  }
  EXPECT_EQ(finished({{"qprog", "lower"}, {"qProg", "upper"}}).qprog(), "upper");
}

TEST(CloudResult, members_by_name) {
  const QCloudResult result = finished({{"note", "text"}, {"none", nullptr}});
  EXPECT_EQ(result["note"], "text");
  EXPECT_EQ(result["none"], "null");
  EXPECT_TRUE(result.contains("note"));
  EXPECT_FALSE(result.contains("Note"));
  EXPECT_FALSE(result.contains("success"));
  EXPECT_THROW(result["absent"], KeyNotFound);
}

TEST(CloudResult, a_million_keys) {
  constexpr std::uint64_t kKeys = 1'000'000;
  std::string inner = "{\\\"key\\\":[";
  std::string values;
  char key[32];
  for (std::uint64_t i = 0; i < kKeys; ++i) {
    std::snprintf(key, sizeof key, "%s\\\"0x%llx\\\"", i == 0 ? "" : ",", static_cast<unsigned long long>(i));
    inner += key;
    values += i == 0 ? "1" : ",1";
  }
  const std::string text = R"({"success":true,"obj":{"taskState":"3","probCount":[")" + inner + "],\\\"value\\\":[" +
                           values + R"(]}"],"measureQubitSize":[20]}})";
  const QCloudResult result("T", text);
  const Counts counts = result.get_counts();
  EXPECT_EQ(counts.size(), kKeys);
  EXPECT_EQ(counts.begin()->first, std::string(20, '0'));
  EXPECT_EQ(counts.rbegin()->first, "11110100001000111111");
}

}  // namespace
}  // namespace qpanda3
