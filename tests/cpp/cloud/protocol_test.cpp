// Messages against the golden files in tests/fixtures/qcloud.

#include "qpanda3/cloud/protocol.hpp"

#include <random>

#include "cloud/fakes.hpp"

namespace qpanda3::cloud {
namespace {

using Json = nlohmann::json;
using testing::fixture;
using testing::message_of;

const char* const kBell = "QINIT 2\nCREG 2\nH q[0]\nCNOT q[0],q[1]\nMEASURE q[0],c[0]\nMEASURE q[1],c[1]\n";
const char* const kBare = "QINIT 2\nCREG 1\nH q[0]\nCNOT q[0],q[1]\n";

SubmitMessage bell(decltype(SubmitMessage::task) task) { return {{{kBell, 2, 2}}, false, std::move(task)}; }
SubmitMessage bare(decltype(SubmitMessage::task) task) { return {{{kBare, 2, 0}}, false, std::move(task)}; }

struct SubmitCase {
  const char* file;
  SubmitMessage message;
};

void PrintTo(const SubmitCase& one, std::ostream* out) { *out << one.file; }

class Submit : public ::testing::TestWithParam<SubmitCase> {};

TEST_P(Submit, is_written_as_the_golden_file_has_it) {
  const Json golden = fixture(GetParam().file);
  EXPECT_EQ(Json::parse(encode_submit(GetParam().message)), golden.at("body"));
  EXPECT_EQ(std::to_string(submit_task_mode(GetParam().message)), golden.at("headers").at("task_mode"));
  EXPECT_EQ(decode_submit_answer(golden.at("answer").dump()), "A1B2C3D4E5F60718293A4B5C6D7E8F90");
}

INSTANTIATE_TEST_SUITE_P(
    Golden, Submit,
    ::testing::Values(SubmitCase{"submit-full-amplitude.json", bell(ShotsTask{1000})},
                      SubmitCase{"submit-full-amplitude-qubits.json", bare(QubitsTask{{0, 1}})},
                      SubmitCase{
                          "submit-full-amplitude-noise.json",
                          bell(NoiseTask{1000, QCloudNoiseModel(NOISE_MODEL::BITFLIP_KRAUS_OPERATOR, {0.1}, {0.2})})},
                      SubmitCase{"submit-partial-amplitude.json", bare(AmplitudesTask{{"0", "1"}})},
                      SubmitCase{"submit-single-amplitude.json", bare(AmplitudeTask{"0"})},
                      SubmitCase{"submit-chip.json", bell(ChipTask{"72", 1000})},
                      SubmitCase{"submit-chip-list.json",
                                 SubmitMessage{{{kBell, 2, 2}, {kBare, 2, 0}}, true, ChipTask{"72", 1000}}}));

TEST(SubmitMessage, carries_options_batch_and_origin) {
  QCloudOptions options(3, true, false, false, 7, false, {4, 5});
  options.set_custom_option("flag", true);
  options.set_custom_option("name", std::string("x"));
  options.set_custom_option("ratio", 0.25);
  SubmitMessage message = bell(ChipTask{"72", 5, options});
  message.batch_id = "b7";
  message.task_form = 9;
  const Json body = Json::parse(encode_submit(message));
  EXPECT_EQ(body.at("batchNo"), "b7");
  EXPECT_EQ(body.at("taskFrom"), 9);
  EXPECT_EQ(body.at("Configuration"),
            Json::parse(R"({"shot":5,"isProbcount":false,"amendFlag":3,"use_cz_pattern":true,"mappingFlag":false,
                            "PointLabel":7,"circuitOptimization":false,"specified_block":[4,5],
                            "flag":true,"name":"x","ratio":0.25})"));
}

TEST(SubmitMessage, of_no_programs_is_an_empty_list) {
  const Json body = Json::parse(encode_submit({{}, true, ChipTask{"72", 1}}));
  EXPECT_EQ(body.at("QProg"), Json::array());
  EXPECT_FALSE(body.contains("qubitNum"));
}

TEST(SubmitMessage, refuses_text_that_is_not_utf8) {
  EXPECT_THROW(encode_submit({{{"QINIT 1\n\xff", 1, 0}}, false, ShotsTask{1}}), InvalidArgument);
  EXPECT_THROW(encode_cancel("\xff"), InvalidArgument);
}

TEST(SubmitAnswer, gives_the_reason_of_a_refusal) {
  const std::string message =
      message_of<ServiceError>([] { decode_submit_answer(fixture("submit-refused.json").at("answer").dump()); });
  EXPECT_CONTAINS(message, "no permission");
  EXPECT_CONTAINS(message, "20012");
}

TEST(SubmitAnswer, names_what_is_missing) {
  const std::vector<std::pair<const char*, const char*>> cases = {
      {"{}", "member success is missing"},
      {R"({"success":1})", "member success is number, not a bool"},
      {R"({"success":true})", "member obj is missing"},
      {R"({"success":true,"obj":[]})", "member obj is missing or no object"},
      {R"({"success":true,"obj":{}})", "member obj.taskId is missing"},
      {R"({"success":true,"obj":{"taskId":5}})", "member obj.taskId is number, not a string"},
      {R"({"success":true,"obj":{"taskId":""}})", "member obj.taskId is empty"},
      {"[]", "a JSON object was expected, not array"},
      {"<html>", "not JSON at byte"},
      {"", "the answer is empty"},
      {R"({"success":false})", "unknown error"}};
  for (const auto& [text, part] : cases) {
    const std::string message = message_of<ServiceError>([&, body = text] { decode_submit_answer(body); });
    EXPECT_CONTAINS(message, part);
    EXPECT_CONTAINS(message, "submit answer");
  }
}

TEST(CancelMessage, follows_the_golden_file) {
  const Json golden = fixture("cancel.json");
  EXPECT_EQ(Json::parse(encode_cancel("T")), golden.at("body"));
  for (const Json& one : golden.at("cases")) {
    const std::string answer = one.at("answer").dump();
    if (one.at("outcome").is_boolean()) {
      EXPECT_EQ(decode_cancel_answer(answer), one.at("outcome").get<bool>());
    } else {
      EXPECT_CONTAINS(message_of<AnswerError>([&] { decode_cancel_answer(answer); }), "cancelTask answer");
    }
  }
}

TEST(ResourceList, follows_the_golden_file) {
  const Json golden = fixture("resources.json");
  EXPECT_EQ(Json(decode_resources(golden.at("answer").dump())), golden.at("outcome"));
  EXPECT_EQ(decode_resources("[]").size(), 3U);
}

TEST(ResourceList, reports_refusals_and_wrong_members) {
  EXPECT_CONTAINS(
      message_of<ServiceError>([] { decode_resources(R"({"success":false,"code":7,"message":"key expired"})"); }),
      "key expired (code 7)");
  EXPECT_CONTAINS(message_of<AnswerError>([] { decode_resources(R"({"success":true})"); }), "an array was expected");
  EXPECT_CONTAINS(message_of<AnswerError>([] { decode_resources(R"([{"machineType":5,"onlineFlag":true}])"); }),
                  "[0].sinanChipId");
  EXPECT_CONTAINS(
      message_of<AnswerError>([] { decode_resources(R"([{"machineType":5,"onlineFlag":1,"sinanChipId":"a"}])"); }),
      "[0].onlineFlag");
  EXPECT_CONTAINS(message_of<AnswerError>([] { decode_resources("[5]"); }), "[0] is number");
  EXPECT_CONTAINS(message_of<AnswerError>([] { decode_resources("[{}]"); }), "[0].machineType");
}

TEST(DetailRequest, follows_the_golden_file) {
  const Json bodies = fixture("detail-request.json").at("bodies");
  EXPECT_EQ(Json::parse(encode_detail("T", {})), bodies.at(0));
  EXPECT_EQ(Json::parse(encode_detail("T", {"qprog", "mappingQubit"})), bodies.at(1));
}

TEST(Detail, states_follow_the_golden_file) {
  const Json golden = fixture("detail-states.json");
  for (const Json& one : golden.at("cases")) {
    const Json answer = {{"success", true}, {"obj", {{"taskState", one.at("taskState")}}}};
    const TaskDetail detail("T", answer.dump());
    EXPECT_EQ(status_name(detail.status()), one.at("status").get<std::string>()) << answer;
    const bool known = one.at("taskState") == "4" || detail.status() != JobStatus::FAILED;
    EXPECT_EQ(detail.error_message().find("unsupported taskState") == std::string::npos, known) << answer;
  }
}

TEST(Detail, failures_follow_the_golden_file) {
  const Json golden = fixture("detail-failed.json");
  for (const Json& one : golden.at("cases")) {
    const TaskDetail detail("T", one.at("answer").dump());
    EXPECT_EQ(detail.status(), JobStatus::FAILED);
    EXPECT_EQ(detail.error_message(), one.at("error_message"));
    EXPECT_EQ(detail.query_rejected(), detail.error_message().starts_with("query"));
  }
}

TEST(Detail, tells_the_reason_as_the_service_gave_it) {
  const auto error_of = [](const std::string& members, const std::string& envelope = R"(,"message":"success")") {
    return TaskDetail("T", R"({"success":true)" + envelope + R"(,"obj":{)" + members + "}}").error_message();
  };
  EXPECT_EQ(error_of(R"("taskState":"4","errInfo":"")"), "qcloud task T run failed: success");
  EXPECT_EQ(error_of(R"("taskState":"4","errInfo":null)"), "qcloud task T run failed: success");
  EXPECT_EQ(error_of(R"("taskState":"4","errInfo":{"a":1})"), "qcloud task T run failed: {\"a\":1}");
  EXPECT_EQ(error_of(R"("taskState":"4")", ""), "qcloud task T run failed: unknown error");
  EXPECT_EQ(error_of(R"("taskState":"03","errInfo":"why")"), "qcloud task T returned unsupported taskState 03: why");
  EXPECT_EQ(error_of(R"("taskState":null)"), "qcloud task T returned unsupported taskState null: success");
  EXPECT_EQ(error_of(R"("taskState":{"a":[1]})"), "qcloud task T returned unsupported taskState {\"a\":[1]}: success");
  EXPECT_EQ(error_of(R"("taskState":3.0)"), "");
}

std::string finished(const std::string& members) {
  return R"({"success":true,"obj":{"taskId":"T","taskState":"3",)" + members + "}}";
}

TEST(Detail, reads_tables_the_scanner_does_not_know) {
  const TaskDetail detail("T", finished(R"("taskResult":["{\"Key\":[\"0x1\"],\"z\":{\"key\":1},\"Value\":[1]}",
      "{\"key\":[\"\\u0030x1\"],\"value\":[2.5]}"],"measureQubitSize":[2,2])"));
  ASSERT_EQ(detail.probabilities().size(), 2U);
  EXPECT_EQ(detail.probabilities()[0].keys, std::vector<std::string>{"0x1"});
  EXPECT_EQ(detail.probabilities()[1].keys, std::vector<std::string>{"0x1"});
  EXPECT_EQ(detail.probabilities()[1].values, std::vector<double>{2.5});
}

TEST(Detail, names_the_member_that_cannot_be_read) {
  const std::vector<std::pair<std::string, const char*>> cases = {
      {R"("taskResult":null)", "obj.taskResult is no array of strings"},
      {R"("taskResult":"x")", "obj.taskResult is no array of strings"},
      {R"("taskResult":[{}])", "obj.taskResult is no array of strings"},
      {R"("probCount":[1])", "obj.probCount is no array of strings"},
      {R"("taskResult":["x"])", "obj.taskResult[0]: not JSON at byte"},
      {R"("taskResult":["[]"])", "obj.taskResult[0]: holds array"},
      {R"("taskResult":["{}"])", "obj.taskResult[0]: has no member key"},
      {R"("taskResult":["{\"key\":[]}"])", "obj.taskResult[0]: has no member value"},
      {R"("taskResult":["{\"key\":[\"a\"],\"value\":[]}"])", "has 1 keys but 0 values"},
      {R"("taskResult":["{\"key\":[1],\"value\":[1]}"])", ".key[0] is number"},
      {R"("taskResult":["{\"key\":[\"a\"],\"value\":[\"1\"]}"])", ".value[0]: is \"1\", not a number"},
      {R"("probCount":["{\"key\":[\"a\"],\"value\":[1.0]}"])", "obj.probCount[0].value[0]: is 1.0, not a whole number"},
      {R"("probCount":["{\"key\":[\"a\"],\"value\":[-1]}"])", "not a whole number from 0"},
      {R"("measureQubitSize":null)", "obj.measureQubitSize: is null"},
      {R"("measureQubitSize":["2"])", "obj.measureQubitSize: holds \"2\""},
      {R"("measureQubitSize":[-1])", "holds -1"},
      {R"("measureQubitSize":[1000000000])", "holds 1000000000"},
      {R"("qstTaskResult":["[{},{}]"])", "has 2 cells, which is no square"},
      {R"("qstTaskResult":["[{\"r\":1}]"])", "obj.qstTaskResult[0].i"},
      {R"("qstTaskResult":["[]","[]"])", "no array with one string"},
      {R"("qstFidelity":"abc")", "obj.qstFidelity is \"abc\""},
      {R"("amplitudeResult":["{\"key\":[\"0\"],\"real\":[1],\"imag\":[]}"])", "has 1 keys, 1 real and 0 imaginary"}};
  for (const auto& [members, part] : cases) {
    const std::string message = message_of<AnswerError>([&, m = members] { TaskDetail("T", finished(m)); });
    EXPECT_CONTAINS(message, part);
    EXPECT_CONTAINS(message, "taskDetail answer");
  }
}

TEST(Detail, ignores_results_of_jobs_that_are_not_finished) {
  const TaskDetail detail("T", R"({"success":true,"obj":{"taskState":"1","taskResult":null,"probCount":"x"}})");
  EXPECT_EQ(detail.status(), JobStatus::WAITING);
  EXPECT_TRUE(detail.probabilities().empty());
}

TEST(Detail, refuses_what_is_no_object_and_tells_truncation) {
  for (const char* text : {"[]", "5", "\"x\"", "null", "xx", "{\"a\":1}x", "{'a':1}"}) {
    try {
      TaskDetail("T", text);
      ADD_FAILURE() << text;
    } catch (const AnswerError& error) {
      EXPECT_FALSE(error.truncated()) << text;
    }
  }
  const std::string whole = finished(R"("taskResult":["{\"key\":[\"a\"],\"value\":[1]}"],"x":[true,null,1.5])");
  for (std::size_t size = 0; size < whole.size(); ++size) {
    try {
      TaskDetail("T", whole.substr(0, size));
      ADD_FAILURE() << size;
    } catch (const AnswerError& error) {
      EXPECT_TRUE(error.truncated()) << whole.substr(0, size) << " -> " << error.what();
    }
  }
}

TEST(Detail, bounds_the_nesting) {
  const auto nested = [](std::size_t depth) {
    return R"({"success":true,"obj":{"taskState":"1","x":)" + std::string(depth, '[') + std::string(depth, ']') + "}}";
  };
  EXPECT_NO_THROW(TaskDetail("T", nested(60)));
  EXPECT_CONTAINS(message_of<AnswerError>([&] { TaskDetail("T", nested(3'000'000)); }), "nested deeper than 64");
  const std::string inner(3'000'000, '[');
  EXPECT_CONTAINS(message_of<AnswerError>([&] { TaskDetail("T", finished("\"taskResult\":[\"" + inner + "\"]")); }),
                  "nested deeper than 64");
}

TEST(Detail, members_are_text_in_the_order_sent) {
  const TaskDetail detail(
      "T", R"({"success":true,"obj":{"taskState":"1","a":"x\u00e9\n","b":1.50,"c":{ "z":1, "a":[1, 2] },"d":null,
               "e":true,"a":"second","\u0066":7}})");
  EXPECT_EQ(detail.member("a"), "x\xc3\xa9\n");
  EXPECT_EQ(detail.member("b"), "1.50");
  EXPECT_EQ(detail.member("c"), "{\"z\":1,\"a\":[1,2]}");
  EXPECT_EQ(detail.member("d"), "null");
  EXPECT_EQ(detail.member("e"), "true");
  EXPECT_EQ(detail.member("f"), "7");
  EXPECT_EQ(detail.member("A"), std::nullopt);
  EXPECT_EQ(detail.member("success"), std::nullopt);
}

TEST(Detail, invalid_utf8_is_refused) {
  EXPECT_THROW(TaskDetail("T", "{\"success\":true,\"message\":\"\xff\",\"obj\":{\"taskState\":\"1\"}}"), AnswerError);
  EXPECT_THROW(TaskDetail("T", finished("\"taskResult\":[\"{\\\"key\\\":[\\\"\xff\\\"],\\\"value\\\":[1]}\"]")),
               AnswerError);
}

TEST(Detail, survives_random_damage) {
  const std::string whole = finished(
      R"("taskResult":["{\"key\":[\"0x0\",\"0x3\"],\"value\":[0.5,0.5]}"],"measureQubitSize":[2],"qstFidelity":"0.97",
         "qstTaskResult":["[{\"r\":1,\"i\":0}]"],"amplitudeResult":["{\"key\":[\"0\"],\"real\":[1],\"imag\":[0]}"])");
  std::mt19937 random(11);
  int read = 0;
  for (int i = 0; i < 20'000; ++i) {
    std::string text = whole;
    for (int changes = 0; changes < 1 + i % 3; ++changes) {
      text[std::uniform_int_distribution<std::size_t>(0, text.size() - 1)(random)] =
          static_cast<char>(std::uniform_int_distribution<int>(0, 255)(random));
    }
    try {
      const TaskDetail detail("T", text);
      for (const char* name : {"taskResult", "measureQubitSize", "qstFidelity"}) detail.member(name);
      ++read;
    } catch (const ServiceError&) {
    }
  }
  EXPECT_GT(read, 100);
}

}  // namespace
}  // namespace qpanda3::cloud
