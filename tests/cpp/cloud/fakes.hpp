#pragma once
// A clock that only moves when someone sleeps, and a transport that replays a script. With them no test of the client
// waits or opens a socket.

#include <gtest/gtest.h>

#include <deque>
#include <filesystem>
#include <fstream>
#include <functional>
#include <memory>
#include <mutex>
#include <nlohmann/json.hpp>
#include <sstream>
#include <string>
#include <utility>
#include <vector>

#include "qpanda3/cloud/clock.hpp"
#include "qpanda3/cloud/connection.hpp"
#include "qpanda3/cloud/transport.hpp"

namespace qpanda3::cloud::testing {

class FakeClock : public Clock {
 public:
  Milliseconds now() const override { return now_; }
  long long unix_time() const override { return 784'111'777; }  // Sun, 06 Nov 1994 08:49:37 GMT
  void sleep(Milliseconds duration, const InterruptCheck& interrupt) override {
    if (interrupt) interrupt();
    pauses.push_back(duration);
    now_ += duration;
  }
  void advance(Milliseconds duration) { now_ += duration; }

  std::vector<Milliseconds> pauses;

 private:
  Milliseconds now_{1'000'000};
};

/// Answers requests by the next step of its script, or by its last one for ever.
class FakeTransport : public Transport {
 public:
  using Step = std::function<HttpResponse(const HttpRequest&, const Limits&)>;

  HttpResponse send(const HttpRequest& request, const Limits& limits, const InterruptCheck& interrupt) override {
    if (interrupt) interrupt();
    Step step;
    {
      const std::lock_guard<std::mutex> lock(mutex_);
      requests.push_back(request);
      seen_limits.push_back(limits);
      if (steps_.empty()) throw TransportError("the script has no step for " + request.url, false);
      step = steps_.front();
      if (steps_.size() > 1) steps_.pop_front();
    }
    return step(request, limits);
  }

  FakeTransport& then(Step step) {
    steps_.push_back(std::move(step));
    return *this;
  }
  FakeTransport& answer(const std::string& body, int status = 200, std::map<std::string, std::string> headers = {}) {
    return then([=](const HttpRequest&, const Limits&) { return HttpResponse{status, headers, body}; });
  }
  FakeTransport& broken() {
    return then(
        [](const HttpRequest&, const Limits&) -> HttpResponse { throw TransportError("connection lost", true); });
  }
  FakeTransport& state(const char* state, std::map<std::string, std::string> headers = {}) {
    return answer(std::string(R"({"success":true,"obj":{"taskId":"T","taskState":")") + state + "\"}}", 200,
                  std::move(headers));
  }

  std::vector<HttpRequest> requests;
  std::vector<Limits> seen_limits;

 private:
  std::mutex mutex_;
  std::deque<Step> steps_;
};

struct FakeSetup {
  std::shared_ptr<FakeTransport> transport = std::make_shared<FakeTransport>();
  std::shared_ptr<FakeClock> clock = std::make_shared<FakeClock>();

  ConnectionOptions options() const {
    ConnectionOptions out;
    out.transport = transport;
    out.clock = clock;
    return out;
  }
};

inline std::string fixture_text(const std::string& name) {
  std::ifstream file(std::filesystem::path(QPANDA3_TEST_DATA).parent_path() / "fixtures/qcloud" / name);
  if (!file) throw std::runtime_error("no fixture " + name);
  std::ostringstream out;
  out << file.rdbuf();
  return std::move(out).str();
}

inline nlohmann::json fixture(const std::string& name) { return nlohmann::json::parse(fixture_text(name)); }

/// The message of the exception of type `E` that `f` throws; a test failure if it throws none.
template <class E, class F>
std::string message_of(F f) {
  try {
    f();
  } catch (const E& error) {
    return error.what();
  }
  ADD_FAILURE() << "no exception of the expected type";
  return {};
}

#define EXPECT_CONTAINS(text, part) EXPECT_NE(std::string(text).find(part), std::string::npos) << (text)
#define EXPECT_LACKS(text, part) EXPECT_EQ(std::string(text).find(part), std::string::npos) << (text)

}  // namespace qpanda3::cloud::testing
