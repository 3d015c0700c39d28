// The only file that includes libcurl. Each exchange borrows a channel (handle plus the connections it keeps) from a
// pool and drives it in short steps, so that the caller can stop it; no lock is held meanwhile.

#include "cloud/curl_transport.hpp"

#include <curl/curl.h>
#include <unistd.h>

#include <algorithm>
#include <array>
#include <limits>
#include <mutex>
#include <new>
#include <vector>

#include "cloud/ca_bundle.hpp"
#include "cloud/http_text.hpp"
#include "qpanda3/base/concat.hpp"
#include "qpanda3/base/version.hpp"

namespace qpanda3::cloud {
namespace {

constexpr int kStepMs = 50;  // between two questions to the interrupt check
constexpr std::size_t kMaxIdleChannels = 8;
constexpr std::size_t kMaxHeaderBytes = std::size_t{256} << 10;

/// libcurl's process-wide part, held as long as any transport lives.
class CurlLibrary {
 public:
  CurlLibrary() {
    const std::lock_guard<std::mutex> lock(mutex());
    if (curl_global_init(CURL_GLOBAL_DEFAULT) != CURLE_OK) throw InternalError("libcurl could not be initialised");
  }
  ~CurlLibrary() {
    const std::lock_guard<std::mutex> lock(mutex());
    curl_global_cleanup();
  }
  CurlLibrary(const CurlLibrary&) = delete;
  CurlLibrary& operator=(const CurlLibrary&) = delete;

 private:
  static std::mutex& mutex() {
    static std::mutex instance;
    return instance;
  }
};

struct EasyDeleter {
  void operator()(CURL* handle) const { curl_easy_cleanup(handle); }
};
struct MultiDeleter {
  void operator()(CURLM* handle) const { curl_multi_cleanup(handle); }
};
struct ListDeleter {
  void operator()(curl_slist* list) const { curl_slist_free_all(list); }
};

/// A handle and the multi handle that keeps its connections. The easy handle goes first.
struct Channel {
  std::unique_ptr<CURLM, MultiDeleter> multi{curl_multi_init()};
  std::unique_ptr<CURL, EasyDeleter> easy{curl_easy_init()};
};

/// Channels that nobody uses at the moment.
class ChannelPool {
 public:
  Channel take() {
    {
      const std::lock_guard<std::mutex> lock(mutex_);
      leave_parent_process();
      if (!idle_.empty()) {
        Channel channel = std::move(idle_.back());
        idle_.pop_back();
        return channel;
      }
    }
    Channel channel;
    if (!channel.multi || !channel.easy) throw ResourceExhausted("libcurl could not make a handle: no memory");
    return channel;
  }

  void give_back(Channel channel) {
    const std::lock_guard<std::mutex> lock(mutex_);
    leave_parent_process();
    if (idle_.size() < kMaxIdleChannels) idle_.push_back(std::move(channel));
  }

 private:
  /// After a fork the connections belong to the parent: using or closing them would disturb its transfers. They are
  /// left alone, memory and all.
  void leave_parent_process() {
    const pid_t process = getpid();
    if (process == process_) return;
    process_ = process;
    for (Channel& channel : idle_) {
      static_cast<void>(channel.easy.release());
      static_cast<void>(channel.multi.release());
    }
    idle_.clear();
  }

  std::mutex mutex_;
  std::vector<Channel> idle_;
  pid_t process_ = getpid();
};

CaPaths built_in_ca_paths() {
  CaPaths paths;
#if LIBCURL_VERSION_NUM >= 0x074600
  const curl_version_info_data* info = curl_version_info(CURLVERSION_NOW);
  if (info->age >= CURLVERSION_SEVENTH) {
    if (info->cainfo != nullptr) paths.file = info->cainfo;
    if (info->capath != nullptr) paths.directory = info->capath;
  }
#endif
  return paths;
}

CaPaths choose_ca_paths(const TlsOptions& tls) {
  if (!tls.ca_file.empty()) return {tls.ca_file, {}};
  const CaPaths found = find_ca_certificates(built_in_ca_paths());
  if (!found.empty() || tls.fallback_ca_file.empty()) return found;
  return {tls.fallback_ca_file, {}};
}

bool is_loopback(std::string_view url) {
  std::string_view host = url.substr(url.find("://") + 3);
  host = host.substr(0, host.find_first_of("/?#"));
  if (const std::size_t at = host.rfind('@'); at != std::string_view::npos) host.remove_prefix(at + 1);
  if (host.starts_with("[::1]")) return true;
  host = host.substr(0, host.find(':'));
  return host == "localhost" || host.starts_with("127.");
}

/// What libcurl's callbacks fill. Exceptions must not pass through libcurl, so they set flags.
struct Received {
  HttpResponse response;
  std::size_t limit = 0;
  std::size_t header_bytes = 0;
  bool body_too_large = false;
  bool headers_too_large = false;
  bool no_memory = false;
};

std::size_t on_body(char* data, std::size_t size, std::size_t count, void* user) {
  auto& received = *static_cast<Received*>(user);
  const std::size_t bytes = size * count;
  if (bytes > received.limit - received.response.body.size()) {
    received.body_too_large = true;
    return 0;
  }
  try {
    received.response.body.append(data, bytes);
  } catch (const std::bad_alloc&) {
    received.no_memory = true;
    return 0;
  }
  return bytes;
}

void store_header(std::string_view line, HttpResponse& response) {
  const std::size_t colon = line.find(':');
  if (line.starts_with("HTTP/")) {
    response.headers.clear();  // those so far belong to an interim answer
  } else if (colon != std::string_view::npos) {
    std::string name(line.substr(0, colon));
    std::transform(name.begin(), name.end(), name.begin(),
                   [](char c) { return c >= 'A' && c <= 'Z' ? char(c + 32) : c; });
    std::string_view value = line.substr(colon + 1);
    while (!value.empty() && (value.front() == ' ' || value.front() == '\t')) value.remove_prefix(1);
    while (!value.empty() && static_cast<unsigned char>(value.back()) <= ' ') value.remove_suffix(1);
    response.headers[std::move(name)] = value;
  }
}

std::size_t on_header(char* data, std::size_t size, std::size_t count, void* user) {
  auto& received = *static_cast<Received*>(user);
  const std::size_t bytes = size * count;
  received.header_bytes += bytes;
  if (received.header_bytes > kMaxHeaderBytes) {
    received.headers_too_large = true;
    return 0;
  }
  try {
    store_header({data, bytes}, received.response);
  } catch (const std::bad_alloc&) {
    received.no_memory = true;
    return 0;
  }
  return bytes;
}

template <class Value>
void set(CURL* easy, CURLoption option, Value value) {
  const CURLcode code = curl_easy_setopt(easy, option, value);
  if (code != CURLE_OK) {
    throw InternalError(concat("libcurl refused option ", static_cast<int>(option), ": ", curl_easy_strerror(code)));
  }
}

/// The multi handle holds the easy one for as long as this lives.
class Attachment {
 public:
  Attachment(CURLM* multi, CURL* easy) : multi_(multi), easy_(easy) {
    if (curl_multi_add_handle(multi_, easy_) != CURLM_OK) throw InternalError("libcurl could not start a transfer");
  }
  ~Attachment() { curl_multi_remove_handle(multi_, easy_); }
  Attachment(const Attachment&) = delete;
  Attachment& operator=(const Attachment&) = delete;

 private:
  CURLM* multi_;
  CURL* easy_;
};

/// One exchange on one channel.
class Transfer {
 public:
  Transfer(const Channel& channel, const HttpRequest& request, const Limits& limits)
      : multi_(channel.multi.get()), easy_(channel.easy.get()), request_(request), limits_(limits) {
    received_.limit = limits.answer_bytes;
  }
  /// The handle outlives this exchange and must not keep pointers into it.
  ~Transfer() { curl_easy_reset(easy_); }
  Transfer(const Transfer&) = delete;
  Transfer& operator=(const Transfer&) = delete;

  HttpResponse run(const CaPaths& ca, const InterruptCheck& interrupt) {
    curl_easy_reset(easy_);
    set_request();
    set_safety(ca);
    const CURLcode code = drive(interrupt);
    if (code != CURLE_OK) report(code, ca);
    long status = 0;
    curl_easy_getinfo(easy_, CURLINFO_RESPONSE_CODE, &status);
    received_.response.status = static_cast<int>(status);
    return std::move(received_.response);
  }

 private:
  void set_request() {
    for (const auto& [name, value] : request_.headers) add_header(concat(name, ": ", value));
    add_header("Expect:");  // no pause before large bodies
    set(easy_, CURLOPT_URL, request_.url.c_str());
    set(easy_, CURLOPT_HTTPHEADER, headers_.get());
    set(easy_, CURLOPT_USERAGENT, "qpanda3/" QPANDA3_VERSION);
    if (request_.method == "POST") {
      set(easy_, CURLOPT_POST, 1L);
      set(easy_, CURLOPT_POSTFIELDS, request_.body.data());
      set(easy_, CURLOPT_POSTFIELDSIZE_LARGE, static_cast<curl_off_t>(request_.body.size()));
    } else {
      set(easy_, CURLOPT_HTTPGET, 1L);
    }
    if (request_.fresh_connection) {
      set(easy_, CURLOPT_FRESH_CONNECT, 1L);
      set(easy_, CURLOPT_FORBID_REUSE, 1L);
    }
    set(easy_, CURLOPT_WRITEFUNCTION, &on_body);
    set(easy_, CURLOPT_WRITEDATA, &received_);
    set(easy_, CURLOPT_HEADERFUNCTION, &on_header);
    set(easy_, CURLOPT_HEADERDATA, &received_);
    set(easy_, CURLOPT_ERRORBUFFER, error_.data());
    curl_easy_setopt(easy_, CURLOPT_ACCEPT_ENCODING, "gzip");  // may fail: a libcurl without zlib asks for plain text
  }

  void set_safety(const CaPaths& ca) {
    set(easy_, CURLOPT_NOSIGNAL, 1L);
    set(easy_, CURLOPT_FOLLOWLOCATION, 0L);
#if LIBCURL_VERSION_NUM >= 0x075500
    set(easy_, CURLOPT_PROTOCOLS_STR, "http,https");
#else
    set(easy_, CURLOPT_PROTOCOLS, static_cast<long>(CURLPROTO_HTTP | CURLPROTO_HTTPS));
#endif
#if LIBCURL_VERSION_NUM >= 0x075700
    set(easy_, CURLOPT_QUICK_EXIT, 1L);  // a stopped call does not wait for a name server
#endif
    set(easy_, CURLOPT_HTTP_VERSION, static_cast<long>(CURL_HTTP_VERSION_1_1));
    if (is_loopback(request_.url)) set(easy_, CURLOPT_PROXY, "");  // a proxy would not reach this machine
    set(easy_, CURLOPT_CONNECTTIMEOUT_MS, curl_time(limits_.connect));
    set(easy_, CURLOPT_TIMEOUT_MS, curl_time(limits_.total));
    set(easy_, CURLOPT_SSL_VERIFYPEER, 1L);
    set(easy_, CURLOPT_SSL_VERIFYHOST, 2L);
    set(easy_, CURLOPT_SSLVERSION, static_cast<long>(CURL_SSLVERSION_TLSv1_2));
    // Backends that ask the system for its certificates know no paths; that is fine.
    if (!ca.file.empty()) curl_easy_setopt(easy_, CURLOPT_CAINFO, ca.file.c_str());
    if (!ca.directory.empty()) curl_easy_setopt(easy_, CURLOPT_CAPATH, ca.directory.c_str());
  }

  void add_header(const std::string& line) {
    curl_slist* longer = curl_slist_append(headers_.get(), line.c_str());
    if (longer == nullptr) throw ResourceExhausted("libcurl could not store a header: no memory");
    static_cast<void>(headers_.release());
    headers_.reset(longer);
  }

  CURLcode drive(const InterruptCheck& interrupt) {
    const Attachment attachment(multi_, easy_);
    int running = 1;
    while (running != 0) {
      if (interrupt) interrupt();
      CURLMcode code = curl_multi_perform(multi_, &running);
      if (code == CURLM_OK && running != 0) code = curl_multi_poll(multi_, nullptr, 0, kStepMs, nullptr);
      if (code != CURLM_OK) throw InternalError(concat("libcurl failed: ", curl_multi_strerror(code)));
    }
    int left = 0;
    while (const CURLMsg* message = curl_multi_info_read(multi_, &left)) {
      if (message->msg == CURLMSG_DONE && message->easy_handle == easy_) return message->data.result;
    }
    return CURLE_OK;
  }

  [[noreturn]] void report(CURLcode code, const CaPaths& ca) const {
    const std::string what = concat(request_.method, " ", display_url(request_.url));
    if (received_.body_too_large) {
      throw ServiceError(concat(what, ": the answer is larger than the limit of ", limits_.answer_bytes, " bytes"));
    }
    if (received_.headers_too_large) {
      throw ServiceError(concat(what, ": the answer's headers are larger than ", kMaxHeaderBytes, " bytes"));
    }
    if (received_.no_memory) throw ResourceExhausted(concat(what, ": no memory for the answer"));
    if (code == CURLE_OPERATION_TIMEDOUT) report_timeout(what);
    const std::string detail = error_[0] != '\0' ? excerpt(error_.data()) : std::string(curl_easy_strerror(code));
    const bool certificate = code == CURLE_PEER_FAILED_VERIFICATION || code == CURLE_SSL_CACERT_BADFILE;
    const std::string advice = !certificate ? ""
                               : ca.empty() ? "; no certificates of authorities were found: name a file of them in the "
                                              "environment variable SSL_CERT_FILE"
                                            : concat("; certificates of authorities were read from ",
                                                     ca.file.empty() ? ca.directory : ca.file);
    throw TransportError(concat(what, ": ", detail, advice), !is_hopeless(code));
  }

  [[noreturn]] void report_timeout(const std::string& what) const {
    double connected = 0.0;
    curl_easy_getinfo(easy_, CURLINFO_PRETRANSFER_TIME, &connected);
    if (connected <= 0.0 && limits_.connect < limits_.total) {
      throw TransportError(concat(what, ": no connection within ", seconds(limits_.connect), " s"), true);
    }
    throw Timeout(concat(what, ": no complete answer within ", seconds(limits_.total), " s"));
  }

  /// Zero would mean no limit to libcurl, and it takes no more than an int.
  static long curl_time(Milliseconds time) {
    return static_cast<long>(std::clamp<Milliseconds::rep>(time.count(), 1, std::numeric_limits<int>::max()));
  }

  static double seconds(Milliseconds time) { return static_cast<double>(time.count()) / 1000.0; }

  static bool is_hopeless(CURLcode code) {
    switch (code) {
      case CURLE_URL_MALFORMAT:
      case CURLE_UNSUPPORTED_PROTOCOL:
      case CURLE_PEER_FAILED_VERIFICATION:
      case CURLE_SSL_CACERT_BADFILE:
      case CURLE_SSL_CERTPROBLEM:
      case CURLE_SSL_ISSUER_ERROR:
      case CURLE_OUT_OF_MEMORY:
        return true;
      default:
        return false;
    }
  }

  CURLM* multi_;
  CURL* easy_;
  const HttpRequest& request_;
  const Limits& limits_;
  Received received_;
  std::unique_ptr<curl_slist, ListDeleter> headers_;
  std::array<char, CURL_ERROR_SIZE> error_{};
};

}  // namespace

struct CurlTransport::State {
  CurlLibrary library;
  CaPaths ca;
  ChannelPool pool;
};

CurlTransport::CurlTransport(const TlsOptions& tls) : state_(std::make_unique<State>()) {
  state_->ca = choose_ca_paths(tls);
}

CurlTransport::~CurlTransport() = default;

HttpResponse CurlTransport::send(const HttpRequest& request, const Limits& limits, const InterruptCheck& interrupt) {
  Channel channel = state_->pool.take();
  HttpResponse response = Transfer(channel, request, limits).run(state_->ca, interrupt);
  state_->pool.give_back(std::move(channel));  // one whose transfer failed is dropped with its connection
  return response;
}

std::shared_ptr<Transport> make_http_transport(const TlsOptions& tls) { return std::make_shared<CurlTransport>(tls); }

bool system_has_ca_certificates() { return !find_ca_certificates(built_in_ca_paths()).empty(); }

}  // namespace qpanda3::cloud
