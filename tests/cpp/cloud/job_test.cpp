// Services, backends and jobs over a scripted transport.

#include "qpanda3/cloud/job.hpp"

#include <algorithm>
#include <cstring>
#include <thread>

#include "cloud/fakes.hpp"
#include "qpanda3/cloud/service.hpp"
#include "qpanda3/gate/factories.hpp"

namespace qpanda3 {
namespace {

using cloud::HttpRequest;
using cloud::Milliseconds;
using cloud::testing::FakeSetup;
using cloud::testing::fixture;
using cloud::testing::message_of;
using Json = nlohmann::json;

const char* const kBell = "QINIT 2\nCREG 2\nH q[0]\nCNOT q[0],q[1]\nMEASURE q[0],c[0]\nMEASURE q[1],c[1]\n";
const char* const kAccepted = R"({"success":true,"code":10000,"message":"success","obj":{"taskId":"J1"}})";

std::map<std::string, std::string> headers_of(const HttpRequest& request) {
  return {request.headers.begin(), request.headers.end()};
}

bool is_uuid4(const std::string& text) {
  static constexpr std::string_view kForm = "xxxxxxxx-xxxx-4xxx-yxxx-xxxxxxxxxxxx";
  return text.size() == kForm.size() && std::equal(text.begin(), text.end(), kForm.begin(), [](char c, char form) {
           const char* allowed = form == 'x' ? "0123456789abcdef" : form == 'y' ? "89ab" : nullptr;
           return allowed == nullptr ? c == form : std::strchr(allowed, c) != nullptr;
         });
}

class Client : public ::testing::Test {
 protected:
  FakeSetup fake_;
  QCloudService service_{"KEY-1", "http://user:pw@host/prefix/", fake_.options()};
};

TEST_F(Client, making_things_sends_nothing) {
  const QCloudBackend backend = service_.backend("any name");
  const QCloudJob job = service_.job("J");
  EXPECT_EQ(backend.name(), "any name");
  EXPECT_EQ(job.job_id(), "J");
  EXPECT_TRUE(fake_.transport->requests.empty());
}

TEST_F(Client, headers_and_path_follow_the_golden_files) {
  fake_.transport->answer(kAccepted);
  service_.backend("full_amplitude").run(kBell, 1000);
  const Json golden = fixture("submit-full-amplitude.json");
  const HttpRequest& request = fake_.transport->requests.at(0);
  EXPECT_EQ(request.method, golden.at("method"));
  EXPECT_EQ(request.url, "http://user:pw@host/prefix" + golden.at("path").get<std::string>());
  EXPECT_EQ(Json::parse(request.body), golden.at("body"));
  auto headers = headers_of(request);
  const std::string idempotency = headers["Idempotency-Key"];
  headers.erase("Idempotency-Key");
  EXPECT_EQ(Json(headers), golden.at("headers"));
  EXPECT_TRUE(is_uuid4(idempotency)) << idempotency;
  EXPECT_TRUE(request.fresh_connection);
}

TEST_F(Client, each_submit_has_its_own_idempotency_key) {
  fake_.transport->answer(kAccepted);
  for (int i = 0; i < 2; ++i) service_.backend("full_amplitude").run(kBell, 1);
  EXPECT_NE(headers_of(fake_.transport->requests.at(0)).at("Idempotency-Key"),
            headers_of(fake_.transport->requests.at(1)).at("Idempotency-Key"));
}

TEST_F(Client, only_submits_and_cancels_take_fresh_connections) {
  fake_.transport->answer("[]").state("3").answer(R"({"success":true})");
  service_.backends();
  service_.job("T").status();
  service_.job("T").cancel();
  const auto& requests = fake_.transport->requests;
  EXPECT_FALSE(requests.at(0).fresh_connection);
  EXPECT_FALSE(requests.at(1).fresh_connection);
  EXPECT_TRUE(requests.at(2).fresh_connection);
  EXPECT_EQ(headers_of(requests.at(0)).count("task_mode"), 0U);
  EXPECT_EQ(headers_of(requests.at(1)).at("task_mode"), "0");
  EXPECT_EQ(headers_of(requests.at(1)).count("Idempotency-Key"), 0U);
}

TEST_F(Client, a_program_goes_out_as_text_with_its_sizes) {
  fake_.transport->answer(kAccepted);
  QProg prog;
  prog << H(0) << RX(2, 1e-9);
  service_.backend("chip").run(prog, 10);
  const Json body = Json::parse(fake_.transport->requests.at(0).body);
  const std::string text = body.at("QProg").at(0);
  EXPECT_TRUE(text.starts_with("QINIT 3\n")) << text;
  EXPECT_TRUE(text.find("(1e-09)") != std::string::npos || text.find("(1e-9)") != std::string::npos) << text;
  EXPECT_EQ(body.at("qubitNum"), 3);
  EXPECT_EQ(body.at("classicalbitNum"), 0);
}

TEST_F(Client, text_programs_are_sent_as_they_are) {
  fake_.transport->answer(kAccepted);
  const std::string text = "\n// a comment\n QINIT  5 // five\r\n\nH q[4]\n";
  service_.backend("chip").run(text, 10);
  const Json body = Json::parse(fake_.transport->requests.at(0).body);
  EXPECT_EQ(body.at("QProg").at(0), text);
  EXPECT_EQ(body.at("qubitNum"), 5);
  EXPECT_EQ(body.at("classicalbitNum"), 0);
  for (const char* bad : {"", "H q[0]", "QINIT x", "QINIT -1", "QINIT 2 3", "hello"}) {
    EXPECT_THROW(CloudProgram{bad}, InvalidArgument) << bad;
  }
}

TEST_F(Client, what_a_backend_cannot_do_is_refused_before_any_request) {
  const QCloudNoiseModel noise(NOISE_MODEL::BITFLIP_KRAUS_OPERATOR, {0.1}, {0.1});
  const std::vector<std::string> names = {"0"};
  const std::vector<CloudProgram> list = {kBell};
  for (const char* name : {"full_amplitude", "partial_amplitude", "single_amplitude", "chip"}) {
    const QCloudBackend backend = service_.backend(name);
    const std::string kind = name;
    fake_.transport->answer(kAccepted);
    const auto expect = [&](bool allowed, const char* what, const std::function<void()>& run) {
      const std::size_t before = fake_.transport->requests.size();
      if (allowed) {
        EXPECT_NO_THROW(run()) << kind << ' ' << what;
      } else {
        EXPECT_CONTAINS(message_of<Unsupported>(run), kind);
      }
      EXPECT_EQ(fake_.transport->requests.size(), before + (allowed ? 1 : 0)) << kind << ' ' << what;
    };
    expect(kind == "full_amplitude" || kind == "chip", "shots", [&] { backend.run(kBell, 1); });
    expect(kind == "full_amplitude", "noise", [&] { backend.run(kBell, 1, noise); });
    expect(kind == "full_amplitude", "qubits", [&] { backend.run(kBell, {0, 1}); });
    expect(kind == "partial_amplitude", "amplitudes", [&] { backend.run(kBell, names); });
    expect(kind == "single_amplitude", "amplitude", [&] { backend.run(kBell, std::string("0")); });
    expect(kind == "chip", "options", [&] { backend.run(kBell, 1, QCloudOptions()); });
    expect(kind == "chip", "list", [&] { backend.run(list, 1); });
  }
}

TEST_F(Client, wrong_values_are_refused_before_any_request) {
  const QCloudBackend full = service_.backend("full_amplitude");
  EXPECT_CONTAINS(message_of<InvalidArgument>([&] { full.run(kBell, 0); }), "shots is 0");
  EXPECT_CONTAINS(message_of<InvalidArgument>([&] { full.run(kBell, -1); }), "shots is -1");
  EXPECT_CONTAINS(message_of<InvalidArgument>([&] { full.run(kBell, {0, 2}); }), "qubits holds 2");
  EXPECT_CONTAINS(message_of<InvalidArgument>([&] { full.run(kBell, {-1}); }), "qubits holds -1");
  EXPECT_CONTAINS(message_of<InvalidArgument>([&] { full.run(QProg(), 1); }), "prog is empty");
  SubmitOptions binary;
  binary.enable_binary_encoding = true;
  EXPECT_CONTAINS(message_of<Unsupported>([&] { full.run(kBell, 1, binary); }), "enable_binary_encoding");
  QCloudNoiseModel half(NOISE_MODEL::BITFLIP_KRAUS_OPERATOR, {0.1}, {});
  EXPECT_CONTAINS(message_of<InvalidArgument>([&] { full.run(kBell, 1, half); }), "both or neither");
  QCloudNoiseModel nameless;
  nameless.set_single_params({0.1});
  nameless.set_double_params({0.1});
  EXPECT_CONTAINS(message_of<InvalidArgument>([&] { full.run(kBell, 1, nameless); }), "no kind");
  EXPECT_TRUE(fake_.transport->requests.empty());
}

TEST_F(Client, an_empty_noise_model_counts_as_none) {
  fake_.transport->answer(kAccepted);
  service_.backend("full_amplitude").run(kBell, 7, QCloudNoiseModel(NOISE_MODEL::DAMPING_KRAUS_OPERATOR, {}, {}));
  EXPECT_EQ(Json::parse(fake_.transport->requests.at(0).body).at("QMachineType"), "0");
}

TEST_F(Client, submit_is_sent_once_whatever_happens) {
  fake_.transport->broken();
  EXPECT_CONTAINS(message_of<NetworkError>([&] { service_.backend("full_amplitude").run(kBell, 1); }),
                  "a job may exist");
  EXPECT_EQ(fake_.transport->requests.size(), 1U);

  FakeSetup busy;
  busy.transport->answer("overload", 503);
  const QCloudService second("K2", "http://h", busy.options());
  EXPECT_THROW(second.backend("full_amplitude").run(kBell, 1), ServiceError);
  EXPECT_THROW(second.job("T").cancel(), ServiceError);
  EXPECT_EQ(busy.transport->requests.size(), 2U);
}

TEST_F(Client, refused_and_unreadable_submits_are_errors) {
  fake_.transport->answer(fixture("submit-refused.json").at("answer").dump())
      .answer(R"({"success":true,"obj":{"taskId":""}})");
  const auto submit = [&] { service_.backend("full_amplitude").run(kBell, 1); };
  const std::string refused = message_of<ServiceError>(submit);
  EXPECT_CONTAINS(refused, "no permission");
  EXPECT_CONTAINS(refused, "http://host/prefix/oqcs/task/origin/submit.json");
  EXPECT_LACKS(refused, "pw");
  EXPECT_CONTAINS(message_of<ServiceError>(submit), "obj.taskId is empty");
}

TEST_F(Client, questions_are_repeated_up_to_three_times) {
  fake_.transport->broken().answer("busy", 503, {{"retry-after", "2"}}).state("2");
  EXPECT_EQ(service_.job("T").status(), JobStatus::COMPUTING);
  EXPECT_EQ(fake_.transport->requests.size(), 3U);
  ASSERT_EQ(fake_.clock->pauses.size(), 2U);
  EXPECT_EQ(fake_.clock->pauses[1], Milliseconds(2000));

  FakeSetup down;
  down.transport->broken();
  const QCloudService second("K", "http://h", down.options());
  EXPECT_THROW(second.backends(), NetworkError);
  EXPECT_EQ(down.transport->requests.size(), 3U);
}

TEST_F(Client, hopeless_questions_are_not_repeated) {
  for (const int status : {302, 400, 401, 403, 404}) {
    FakeSetup fake;
    fake.transport->answer("go away", status);
    const QCloudService service("K", "http://h", fake.options());
    const std::string message = message_of<ServiceError>([&] { service.job("T").query(); });
    EXPECT_CONTAINS(message, "HTTP status " + std::to_string(status));
    EXPECT_CONTAINS(message, "go away");
    EXPECT_CONTAINS(message, "POST http://h/oqcs/task/origin/taskDetail.json");
    EXPECT_EQ(fake.transport->requests.size(), 1U);
  }
}

TEST_F(Client, call_timeouts_bound_request_and_repetition) {
  fake_.transport->broken();
  CallOptions options;
  options.timeout = std::chrono::duration<double>(0.3);
  EXPECT_THROW(service_.job("T").status(options), NetworkError);
  EXPECT_EQ(fake_.transport->requests.size(), 1U);  // the pause would last longer than the call may
  EXPECT_EQ(fake_.transport->seen_limits.at(0).total, Milliseconds(300));
  EXPECT_EQ(fake_.transport->seen_limits.at(0).connect, Milliseconds(10'000));
  options.timeout = std::chrono::duration<double>(-1.0);
  EXPECT_THROW(service_.job("T").status(options), InvalidArgument);
  options.timeout = std::chrono::duration<double>(std::nan(""));
  EXPECT_THROW(service_.job("T").status(options), InvalidArgument);
}

TEST_F(Client, result_follows_the_job_and_reports_each_state) {
  fake_.transport->state("1").state("5", {{"x-qp-poll-ms", "30"}}).broken().state("2").state("3");
  std::vector<JobStatus> seen;
  WaitOptions options;
  options.on_update = [&](JobStatus status) { seen.push_back(status); };
  const QCloudResult result = service_.job("T").result({"qprog"}, options);
  EXPECT_EQ(result.job_status(), JobStatus::FINISHED);
  EXPECT_EQ(result.job_id(), "T");
  EXPECT_EQ(seen, (std::vector<JobStatus>{JobStatus::WAITING, JobStatus::QUEUING, JobStatus::COMPUTING,
                                          JobStatus::FINISHED}));
  EXPECT_EQ(fake_.clock->pauses.at(1), Milliseconds(30));
  for (const HttpRequest& request : fake_.transport->requests) {
    EXPECT_EQ(Json::parse(request.body), Json::parse(R"({"taskId":"T","keys":["qprog"]})"));
  }
}

TEST_F(Client, retry_after_of_an_answer_counts_unless_the_service_says_more) {
  fake_.transport->state("1", {{"retry-after", "4"}})
      .state("1", {{"retry-after", "4"}, {"x-qp-poll-ms", "70"}})
      .state("3");
  service_.job("T").result();
  EXPECT_EQ(fake_.clock->pauses, (std::vector<Milliseconds>{Milliseconds(4000), Milliseconds(70)}));
}

TEST_F(Client, result_timeout_leaves_the_job_alone) {
  fake_.transport->state("2");
  WaitOptions options;
  options.timeout = std::chrono::duration<double>(5.0);
  const std::string message = message_of<Timeout>([&] { service_.job("T").result({}, options); });
  EXPECT_CONTAINS(message, "job T");
  EXPECT_CONTAINS(message, "COMPUTING");
  for (const HttpRequest& request : fake_.transport->requests) EXPECT_CONTAINS(request.url, "taskDetail");
}

TEST_F(Client, failed_jobs_give_a_result) {
  fake_.transport->answer(fixture("detail-failed.json").at("cases").at(0).at("answer").dump());
  const QCloudResult result = service_.job("T").result();
  EXPECT_EQ(result.job_status(), JobStatus::FAILED);
  EXPECT_EQ(result.error_message(), "qcloud task T run failed: boom");
  EXPECT_FALSE(result.query_rejected());
}

TEST_F(Client, empty_ids_are_refused) {
  const QCloudJob job("");
  EXPECT_THROW(job.job_id(), InvalidArgument);
  EXPECT_THROW(job.status(), InvalidArgument);
  EXPECT_THROW(job.result(), InvalidArgument);
  EXPECT_THROW(job.cancel(), InvalidArgument);
  EXPECT_THROW(QCloudJob::cancel_task(""), InvalidArgument);
  EXPECT_TRUE(fake_.transport->requests.empty());
}

TEST_F(Client, the_key_is_in_no_message) {
  const std::string echo = "you sent oqcs_auth=KEY-1";
  fake_.transport->answer(echo, 401).answer(echo).answer(R"({"success":false,"message":"bad key KEY-1"})");
  const auto status = message_of<ServiceError>([&] { service_.backends(); });
  const auto unreadable = message_of<ServiceError>([&] { service_.backends(); });
  const auto refused = message_of<ServiceError>([&] { service_.backends(); });
  for (const std::string& message : {status, unreadable, refused, service_.describe(), service_.url(),
                                     service_.backend("b").describe(), service_.job("j").describe()}) {
    EXPECT_LACKS(message, "KEY-1");
    EXPECT_LACKS(message, "pw");
    EXPECT_CONTAINS(message, "host");
  }
}

TEST_F(Client, log_lines_hold_no_key_and_no_line_ends_of_others) {
  const std::string path = ::testing::TempDir() + "qcloud_log_test.log";
  std::remove(path.c_str());
  service_.setup_logging(LogOutput::FILE, path, LogLevel::CLOUD_DEBUG);
  fake_.transport->answer("oops KEY-1\nfaked line", 400);
  EXPECT_THROW(service_.backends(), ServiceError);
  std::ifstream file(path);
  std::string line;
  int lines = 0;
  while (std::getline(file, line)) {
    ++lines;
    EXPECT_LACKS(line, "KEY-1");
    EXPECT_CONTAINS(line, "getResourceList.json");
  }
  EXPECT_EQ(lines, 2);
  EXPECT_THROW(service_.setup_logging(LogOutput::FILE, "/nonexistent/x.log"), InvalidArgument);
}

TEST(Service, refuses_bad_keys_and_addresses) {
  EXPECT_THROW(QCloudService("", "http://h"), InvalidArgument);
  EXPECT_THROW(QCloudService("a\r\nb", "http://h"), InvalidArgument);
  EXPECT_THROW(QCloudService("k", "ftp://h"), InvalidArgument);
  ConnectionOptions options;
  options.request_timeout = std::chrono::duration<double>(0.0);
  EXPECT_CONTAINS(message_of<InvalidArgument>([&] { QCloudService("k", "http://h", options); }),
                  "request_timeout is 0");
}

TEST(Service, jobs_made_by_hand_belong_to_the_last_one) {
  FakeSetup first;
  FakeSetup second;
  first.transport->state("1");
  second.transport->state("2");
  const QCloudService one("K1", "http://one", first.options());
  const QCloudJob of_one("A");
  const QCloudService two("K2", "http://two", second.options());
  EXPECT_EQ(of_one.status(), JobStatus::WAITING);
  EXPECT_EQ(QCloudJob("B").status(), JobStatus::COMPUTING);
  EXPECT_EQ(one.job("C").status(), JobStatus::WAITING);
  EXPECT_CONTAINS(QCloudBackend("b").describe(), "http://two");
}

TEST(Service, two_of_them_never_mix) {
  constexpr int kRounds = 200;
  FakeSetup setups[2];
  std::vector<QCloudService> services;
  for (int i = 0; i < 2; ++i) {
    setups[i].transport->answer(kAccepted);
    services.emplace_back("KEY" + std::to_string(i), "http://host" + std::to_string(i), setups[i].options());
  }
  std::vector<std::thread> threads;
  for (int t = 0; t < 4; ++t) {
    threads.emplace_back([&services, t] {
      for (int i = 0; i < kRounds; ++i)
        services[static_cast<std::size_t>(t % 2)].backend("full_amplitude").run(kBell, 1);
    });
  }
  for (std::thread& thread : threads) thread.join();
  for (int i = 0; i < 2; ++i) {
    EXPECT_EQ(setups[i].transport->requests.size(), 2U * kRounds);
    for (const HttpRequest& request : setups[i].transport->requests) {
      EXPECT_TRUE(request.url.starts_with("http://host" + std::to_string(i)));
      EXPECT_EQ(headers_of(request).at("Authorization"), "oqcs_auth=KEY" + std::to_string(i));
    }
  }
}

TEST(Options, custom_ones_are_checked_and_known_ones_protected) {
  QCloudOptions options;
  options.set_custom_option("a", std::int64_t{5});
  EXPECT_EQ(std::get<std::int64_t>(options.get_custom_option("a")), 5);
  EXPECT_TRUE(options.has_custom_option("a"));
  EXPECT_FALSE(options.has_custom_option("b"));
  EXPECT_THROW(options.get_custom_option("b"), KeyNotFound);
  for (const char* known : {"shot", "isProbcount", "amendFlag", "use_cz_pattern", "mappingFlag", "PointLabel",
                            "circuitOptimization", "specified_block", ""}) {
    EXPECT_THROW(options.set_custom_option(known, true), InvalidArgument) << known;
  }
  EXPECT_THROW(options.set_custom_option("nan", std::nan("")), InvalidArgument);
  EXPECT_CONTAINS(options.describe(), "custom option a: 5");
}

TEST(Options, amend_flag_is_0_1_or_3) {
  EXPECT_EQ(QCloudOptions().amend_flag(), 1);
  EXPECT_FALSE(QCloudOptions(0).is_amend());
  EXPECT_TRUE(QCloudOptions(3).is_amend());
  EXPECT_THROW(QCloudOptions(2), InvalidArgument);
  EXPECT_THROW(QCloudOptions(-1), InvalidArgument);
}

TEST(NoiseModel, has_wire_names_and_finite_parameters) {
  EXPECT_STREQ(noise_wire_name(NOISE_MODEL::BIT_PHASE_FLIP_OPERATOR), "BIT_PHASE_FLIP_OPRATOR");
  EXPECT_STREQ(noise_wire_name(NOISE_MODEL::PHASE_DAMPING_OPERATOR), "PHASE_DAMPING_OPRATOR");
  EXPECT_STREQ(noise_wire_name(NOISE_MODEL::DEPOLARIZING_KRAUS_OPERATOR), "DEPOLARIZING_KRAUS_OPERATOR");
  QCloudNoiseModel model;
  EXPECT_FALSE(model.is_enabled());
  EXPECT_EQ(model.get_noise_model(), "");
  EXPECT_THROW(model.set_single_params({-0.1}), InvalidArgument);
  EXPECT_THROW(model.set_double_params({std::nan("")}), InvalidArgument);
  EXPECT_THROW(QCloudNoiseModel(static_cast<NOISE_MODEL>(9), {}, {}), InvalidArgument);
  EXPECT_EQ(QCloudNoiseModel(NOISE_MODEL::DAMPING_KRAUS_OPERATOR, {1}, {2}),
            QCloudNoiseModel(NOISE_MODEL::DAMPING_KRAUS_OPERATOR, {1}, {2}));
}

}  // namespace
}  // namespace qpanda3
