// Waiting, with a clock that only moves when someone sleeps.

#include "qpanda3/cloud/poll.hpp"

#include "cloud/fakes.hpp"

namespace qpanda3::cloud {
namespace {

using testing::FakeClock;
using testing::message_of;

PollAnswer in_state(const char* state, std::optional<Milliseconds> hint = {}) {
  return {TaskDetail("T", std::string(R"({"success":true,"obj":{"taskState":")") + state + "\"}}"), hint};
}

class Waiting : public ::testing::Test {
 protected:
  Waiting() {
    context_.job_id = "T";
    context_.clock = &clock_;
    options_.jitter = 0.0;
  }

  TaskDetail wait(const Ask& ask) { return wait_until_final(ask, options_, context_); }

  FakeClock clock_;
  PollOptions options_;
  WaitContext context_;
  int asked_ = 0;
};

TEST_F(Waiting, asks_at_once_and_ever_more_rarely) {
  std::vector<JobStatus> seen;
  context_.on_update = [&](JobStatus status) { seen.push_back(status); };
  const TaskDetail detail = wait([&](Milliseconds) { return in_state(++asked_ < 7 ? "2" : "3"); });
  EXPECT_EQ(detail.status(), JobStatus::FINISHED);
  EXPECT_EQ(clock_.pauses, (std::vector<Milliseconds>{Milliseconds(500), Milliseconds(750), Milliseconds(1125),
                                                      Milliseconds(1687), Milliseconds(2000), Milliseconds(2000)}));
  EXPECT_EQ(seen.size(), 7U);
  EXPECT_EQ(seen.front(), JobStatus::COMPUTING);
  EXPECT_EQ(seen.back(), JobStatus::FINISHED);
}

TEST_F(Waiting, obeys_the_service_within_bounds) {
  const std::vector<std::optional<Milliseconds>> hints = {Milliseconds(40), Milliseconds(0), Milliseconds(99'000'000),
                                                          std::nullopt};
  wait([&](Milliseconds) {
    const auto i = static_cast<std::size_t>(asked_++);
    return i < hints.size() ? in_state("5", hints[i]) : in_state("4");
  });
  EXPECT_EQ(clock_.pauses,
            (std::vector<Milliseconds>{Milliseconds(40), Milliseconds(10), Milliseconds(600'000), Milliseconds(500)}));
}

TEST_F(Waiting, jitter_varies_pauses_by_its_fraction) {
  PollOptions options;
  options.jitter = 0.1;
  std::vector<Milliseconds> first;
  for (std::uint32_t seed = 0; seed < 50; ++seed) first.push_back(PollSchedule(options, seed).after_answer({}));
  const auto [low, high] = std::minmax_element(first.begin(), first.end());
  EXPECT_GE(*low, Milliseconds(450));
  EXPECT_LE(*high, Milliseconds(550));
  EXPECT_GT(*high - *low, Milliseconds(30));
}

TEST_F(Waiting, survives_transient_faults) {
  const TaskDetail detail = wait([&](Milliseconds) -> PollAnswer {
    switch (asked_++) {
      case 0:
        throw TransportError("reset", true);
      case 1:
        throw HttpStatusError("busy", 503, std::nullopt);
      case 2:
        throw HttpStatusError("slow down", 429, Milliseconds(7'000));
      case 3:
        throw AnswerError("short", true);
      case 4:
        throw Timeout("no answer");
      default:
        return in_state("3");
    }
  });
  EXPECT_EQ(detail.status(), JobStatus::FINISHED);
  EXPECT_EQ(clock_.pauses, (std::vector<Milliseconds>{Milliseconds(500), Milliseconds(1000), Milliseconds(7'000),
                                                      Milliseconds(4000), Milliseconds(8000)}));
}

TEST_F(Waiting, an_answer_resets_the_back_off) {
  wait([&](Milliseconds) -> PollAnswer {
    ++asked_;
    if (asked_ == 8) return in_state("3");
    if (asked_ == 4) return in_state("2", Milliseconds(100));
    throw TransportError("reset", true);
  });
  ASSERT_EQ(clock_.pauses.size(), 7U);
  EXPECT_EQ(clock_.pauses[2], Milliseconds(2000));
  EXPECT_EQ(clock_.pauses[4], Milliseconds(500));
}

TEST_F(Waiting, gives_up_after_ten_minutes_of_faults_alone) {
  const std::string message = message_of<NetworkError>([&] {
    wait([&](Milliseconds) -> PollAnswer {
      ++asked_;
      throw TransportError("connection refused", true);
    });
  });
  EXPECT_CONTAINS(message, "job T");
  EXPECT_CONTAINS(message, "left alone");
  EXPECT_CONTAINS(message, "connection refused");
  const Milliseconds waited = clock_.now() - Milliseconds(1'000'000);
  EXPECT_GE(waited, Milliseconds(600'000));
  EXPECT_LE(waited, Milliseconds(635'000));
  EXPECT_LT(asked_, 40);
}

TEST_F(Waiting, slow_jobs_are_waited_for_without_limit) {
  wait([&](Milliseconds) { return in_state(++asked_ < 20'000 ? "1" : "3"); });
  EXPECT_GT(clock_.now(), Milliseconds(30'000'000));
}

TEST_F(Waiting, with_a_timeout_faults_are_survived_until_it_runs_out) {
  options_.timeout = Milliseconds(3'600'000);
  const std::string message =
      message_of<Timeout>([&] { wait([&](Milliseconds) -> PollAnswer { throw TransportError("down", true); }); });
  EXPECT_CONTAINS(message, "job T was not finished within 3600 s");
  EXPECT_CONTAINS(message, "the job goes on");
  EXPECT_CONTAINS(message, "down");
  EXPECT_EQ(clock_.now() - Milliseconds(1'000'000), Milliseconds(3'600'000));
}

TEST_F(Waiting, timeout_names_the_last_state) {
  options_.timeout = Milliseconds(1'200);
  const std::string message = message_of<Timeout>([&] { wait([&](Milliseconds) { return in_state("5"); }); });
  EXPECT_CONTAINS(message, "QUEUING");
  EXPECT_EQ(clock_.pauses, (std::vector<Milliseconds>{Milliseconds(500), Milliseconds(700)}));
}

TEST_F(Waiting, timeout_of_zero_asks_once) {
  options_.timeout = Milliseconds(0);
  EXPECT_EQ(wait([&](Milliseconds limit) {
              EXPECT_EQ(limit, Milliseconds(250));
              return in_state("3");
            }).status(),
            JobStatus::FINISHED);
  EXPECT_THROW(wait([&](Milliseconds) {
                 ++asked_;
                 return in_state("2");
               }),
               Timeout);
  EXPECT_EQ(asked_, 1);
}

TEST_F(Waiting, requests_get_no_more_time_than_is_left) {
  options_.timeout = Milliseconds(800);
  context_.request_limit = Milliseconds(700);
  std::vector<Milliseconds> limits;
  EXPECT_THROW(wait([&](Milliseconds limit) {
                 limits.push_back(limit);
                 return in_state("2");
               }),
               Timeout);
  EXPECT_EQ(limits, (std::vector<Milliseconds>{Milliseconds(700), Milliseconds(300)}));
}

TEST_F(Waiting, hopeless_answers_are_raised_at_once) {
  for (const int status : {301, 400, 401, 403, 404, 501}) {
    try {
      wait([&](Milliseconds) -> PollAnswer { throw HttpStatusError("no", status, std::nullopt); });
      ADD_FAILURE() << status;
    } catch (const ServiceError& error) {
      EXPECT_EQ(error.http_status(), status);
    }
  }
  EXPECT_THROW(wait([](Milliseconds) -> PollAnswer { throw TransportError("bad certificate", false); }),
               TransportError);
  EXPECT_THROW(wait([](Milliseconds) -> PollAnswer { throw AnswerError("not JSON", false); }), AnswerError);
  EXPECT_TRUE(clock_.pauses.empty());
}

TEST_F(Waiting, exceptions_of_the_callback_pass_even_if_they_look_like_faults) {
  context_.on_update = [](JobStatus) { throw TransportError("from the callback", true); };
  EXPECT_THROW(wait([&](Milliseconds) { return in_state("2"); }), TransportError);
  EXPECT_TRUE(clock_.pauses.empty());
}

TEST_F(Waiting, is_interrupted_between_questions) {
  struct Stop {};
  context_.interrupt = [] { throw Stop(); };
  EXPECT_THROW(wait([&](Milliseconds) { return in_state("2"); }), Stop);
}

}  // namespace
}  // namespace qpanda3::cloud
