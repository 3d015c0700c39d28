// Requests of one service: what is sent with each, how often it may be sent, and what failures are called.

#include "cloud/session.hpp"

#include <algorithm>
#include <cmath>
#include <cstdio>
#include <mutex>
#include <random>

#include "qpanda3/base/concat.hpp"

namespace qpanda3::cloud {
namespace {

constexpr const char* kResourceListPath = "/oqcs/task/getResourceList.json";
constexpr const char* kSubmitPath = "/oqcs/task/origin/submit.json";
constexpr const char* kDetailPath = "/oqcs/task/origin/taskDetail.json";
constexpr const char* kCancelPath = "/oqcs/task/cancelTask.json";

constexpr int kTries = 3;                  // of a question that may be repeated
constexpr std::size_t kHeadBytes = 2'000;  // of an answer, kept for messages

/// The service made last. Never destroyed, so that it may be asked for while the process ends.
struct LastSession {
  std::mutex mutex;
  std::shared_ptr<Session> session;
};
LastSession& last_session() {
  static auto* const instance = new LastSession;
  return *instance;
}

/// A random UUID (version 4).
std::string make_uuid() {
  std::random_device device;
  std::uint32_t words[4];
  for (std::uint32_t& word : words) word = device();
  words[1] = (words[1] & 0xffff0fffU) | 0x00004000U;
  words[2] = (words[2] & 0x3fffffffU) | 0x80000000U;
  char text[37];
  std::snprintf(text, sizeof text, "%08x-%04x-%04x-%04x-%04x%08x", words[0], words[1] >> 16U, words[1] & 0xffffU,
                words[2] >> 16U, words[2] & 0xffffU, words[3]);
  return text;
}

Milliseconds checked_limit(std::chrono::duration<double> value, const char* what) {
  if (!(value.count() > 0.0)) throw InvalidArgument(concat(what, " is ", value.count(), "; expected seconds above 0"));
  return std::max(Milliseconds(1), *checked_timeout(value, what));
}

std::optional<Milliseconds> poll_hint(const HttpResponse& response, long long unix_now) {
  if (const std::string* text = response.header("x-qp-poll-ms")) {
    if (const auto hint = parse_poll_ms(*text)) return hint;
  }
  const std::string* text = response.header("retry-after");
  return text == nullptr ? std::nullopt : parse_retry_after(*text, unix_now);
}

/// The key, checked before anything is made of it.
std::string checked_key(std::string api_key) {
  if (api_key.empty()) throw InvalidArgument("api_key is empty; expected the key of your account");
  require_header_text(api_key, "api_key");
  return api_key;
}

}  // namespace

std::optional<Milliseconds> checked_timeout(const std::optional<std::chrono::duration<double>>& timeout,
                                            const char* what) {
  constexpr double kLongest = 10.0 * 365 * 86'400;
  if (!timeout) return std::nullopt;
  if (!(timeout->count() >= 0.0))
    throw InvalidArgument(concat(what, " is ", timeout->count(), "; expected seconds from 0"));
  return Milliseconds(static_cast<Milliseconds::rep>(std::ceil(std::min(timeout->count(), kLongest) * 1000.0)));
}

Session::Session(std::string api_key, const std::string& url, const ConnectionOptions& options)
    : base_(parse_base_url(url)),
      key_(checked_key(std::move(api_key))),
      limits_{checked_limit(options.connect_timeout, "connect_timeout"),
              checked_limit(options.request_timeout, "request_timeout"), options.max_answer_bytes},
      transport_(options.transport ? options.transport : make_http_transport(options.tls)),
      clock_(options.clock ? options.clock : system_clock()),
      logger_(key_) {}

void Session::remember(std::shared_ptr<Session> session) {
  LastSession& last = last_session();
  const std::lock_guard<std::mutex> lock(last.mutex);
  last.session.swap(session);  // the former one is released after the lock
}

std::shared_ptr<Session> Session::last() {
  LastSession& last = last_session();
  const std::lock_guard<std::mutex> lock(last.mutex);
  if (!last.session) {
    throw InvalidArgument("no QCloudService was made yet; make one before using QCloudJob or QCloudBackend by hand");
  }
  return last.session;
}

std::string Session::address_of(const Call& call) const { return concat(call.method, " ", base_.display, call.path); }

HttpRequest Session::request_for(const Call& call) const {
  HttpRequest request;
  request.method = call.method;
  request.url = base_.url + call.path;
  request.headers = {{"Authorization", "oqcs_auth=" + key_},
                     {"Content-Type", "application/json"},
                     {"Connection", "keep-alive"},
                     {"origin-language", "en"}};
  if (request.method == "POST") request.headers.emplace_back("task_mode", std::to_string(call.task_mode));
  if (!call.idempotency_key.empty()) request.headers.emplace_back("Idempotency-Key", call.idempotency_key);
  request.body = call.body;
  request.fresh_connection = call.once;
  return request;
}

HttpResponse Session::exchange(const Call& call, Milliseconds limit, const InterruptCheck& interrupt) {
  Limits limits = limits_;
  limits.total = std::min(limits.total, limit);
  const Milliseconds start = clock_->now();
  try {
    HttpResponse response = transport_->send(request_for(call), limits, interrupt);
    logger_.log(call.path == kDetailPath ? LogLevel::CLOUD_DEBUG : LogLevel::CLOUD_INFO,
                concat(address_of(call), ": status ", response.status, ", ", response.body.size(), " bytes in ",
                       (clock_->now() - start).count(), " ms"));
    if (response.status < 200 || response.status > 299) report_status(call, response);
    return response;
  } catch (const Error& error) {
    logger_.log(transient_fault(error) ? LogLevel::CLOUD_WARNING : LogLevel::CLOUD_ERROR, error.what());
    throw;
  }
}

void Session::report_status(const Call& call, const HttpResponse& response) {
  const std::string* retry = response.header("retry-after");
  const std::string body = excerpt(redact(response.body.substr(0, kHeadBytes), key_));
  throw HttpStatusError(concat(address_of(call), ": HTTP status ", response.status,
                               response.status >= 300 && response.status < 400 ? " (redirects are not followed)" : "",
                               body.empty() ? ", no text" : ": " + body),
                        response.status,
                        retry == nullptr ? std::nullopt : parse_retry_after(*retry, clock_->unix_time()));
}

HttpResponse Session::exchange_repeating(const Call& call, const CallOptions& options) {
  const auto timeout = checked_timeout(options.timeout, "timeout");
  const Milliseconds start = clock_->now();
  const auto left = [&] { return timeout ? *timeout - (clock_->now() - start) : Milliseconds::max(); };
  PollSchedule schedule(PollOptions{}, std::random_device{}());
  for (int attempt = 1;; ++attempt) {
    std::optional<Fault> fault;
    try {
      return exchange(call, left(), options.interrupt);
    } catch (const Error& error) {
      fault = transient_fault(error);
      // A service that let one request wait for the whole limit is not asked twice more for the same.
      if (!fault || attempt == kTries || error.code() == ErrorCode::timeout) throw;
      const Milliseconds pause = schedule.after_fault(fault->retry_after);
      if (pause >= left() || pause > limits_.total) throw;
      fault->retry_after = pause;
    }
    logger_.log(LogLevel::CLOUD_WARNING, concat("asking again in ", fault->retry_after->count(), " ms"));
    clock_->sleep(*fault->retry_after, options.interrupt);
  }
}

HttpResponse Session::exchange_once(const Call& call, const CallOptions& options) {
  return exchange(call, checked_timeout(options.timeout, "timeout").value_or(Milliseconds::max()), options.interrupt);
}

template <class Decode>
auto Session::decoded(const Call& call, const std::string& head, Decode decode) const {
  try {
    return decode();
  } catch (const AnswerError& error) {
    throw AnswerError(
        concat(address_of(call), ": ", redact(error.what(), key_), "; the answer was: ", excerpt(redact(head, key_))),
        error.truncated());
  } catch (const ServiceError& error) {
    throw ServiceError(concat(address_of(call), ": ", excerpt(redact(error.what(), key_))));
  }
}

std::map<std::string, bool> Session::backends(const CallOptions& options) {
  const Call call{"GET", kResourceListPath, ""};
  const HttpResponse response = exchange_repeating(call, options);
  return decoded(call, response.body.substr(0, kHeadBytes), [&] { return decode_resources(response.body); });
}

std::string Session::submit(const SubmitMessage& message, const CallOptions& options) {
  static constexpr const char* kDoubt = "; it is sent only once: if it reached the service, a job may exist";
  const Call call{"POST", kSubmitPath, encode_submit(message), submit_task_mode(message), true, make_uuid()};
  try {
    const HttpResponse response = exchange_once(call, options);
    const std::string id =
        decoded(call, response.body.substr(0, kHeadBytes), [&] { return decode_submit_answer(response.body); });
    logger_.log(LogLevel::CLOUD_INFO, concat("job ", id, " accepted"));
    return id;
  } catch (const TransportError& error) {
    throw TransportError(concat("submit: ", error.what(), kDoubt), error.retryable());
  } catch (const Timeout& error) {
    throw Timeout(concat("submit: ", error.what(), kDoubt));
  }
}

TaskDetail Session::detail(const std::string& task_id, const std::vector<std::string>& keys,
                           const CallOptions& options) {
  const Call call{"POST", kDetailPath, encode_detail(task_id, keys)};
  HttpResponse response = exchange_repeating(call, options);
  const std::string head = response.body.substr(0, kHeadBytes);
  return decoded(call, head, [&] { return TaskDetail(task_id, std::move(response.body)); });
}

TaskDetail Session::wait(const std::string& task_id, const std::vector<std::string>& keys, const WaitOptions& options) {
  const Call call{"POST", kDetailPath, encode_detail(task_id, keys)};
  const Ask ask = [&](Milliseconds limit) {
    HttpResponse response = exchange(call, limit, options.interrupt);
    const auto hint = poll_hint(response, clock_->unix_time());
    const std::string head = response.body.substr(0, kHeadBytes);
    return PollAnswer{decoded(call, head, [&] { return TaskDetail(task_id, std::move(response.body)); }), hint};
  };
  PollOptions poll;
  poll.timeout = checked_timeout(options.timeout, "timeout");
  const WaitContext context{task_id, limits_.total, clock_.get(), options.interrupt, options.on_update};
  return wait_until_final(ask, poll, context);
}

bool Session::cancel(const std::string& task_id, const CallOptions& options) {
  const Call call{"POST", kCancelPath, encode_cancel(task_id), 0, true};
  const HttpResponse response = exchange_once(call, options);
  return decoded(call, response.body.substr(0, kHeadBytes), [&] { return decode_cancel_answer(response.body); });
}

}  // namespace qpanda3::cloud
