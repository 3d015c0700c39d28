#pragma once
// A cloud service: an address and the key that opens it. Everything made from it keeps to it.

#include <map>
#include <memory>
#include <string>

#include "qpanda3/base/export.hpp"
#include "qpanda3/cloud/backend.hpp"
#include "qpanda3/cloud/connection.hpp"
#include "qpanda3/cloud/job.hpp"
#include "qpanda3/cloud/log.hpp"

namespace qpanda3 {

/// Making one sends nothing. Copies share one connection. Several services live side by side; a QCloudJob or
/// QCloudBackend made by hand belongs to the one made last.
class QPANDA3_API QCloudService {
 public:
  static constexpr const char* kDefaultUrl = "http://pyqanda-admin.qpanda.cn";

  /// InvalidArgument if the key is empty or holds control characters, or if `url` is no http or https address. A `url`
  /// without scheme is http.
  explicit QCloudService(std::string api_key, const std::string& url = kDefaultUrl,
                         const ConnectionOptions& connection = {});

  /// The service's backends: name -> online.
  std::map<std::string, bool> backends(const CallOptions& options = {}) const;
  QCloudBackend backend(std::string backend_name) const;
  /// A job of this service by its id.
  QCloudJob job(std::string job_id) const;

  /// Writes a line about each request to standard error (CONSOLE) or to the end of a file (FILE). An empty `file_path`
  /// means `QCloudService-<date>.log` in the working directory. InvalidArgument if the file cannot be opened.
  void setup_logging(LogOutput output = LogOutput::CONSOLE, const std::string& file_path = "",
                     LogLevel level = LogLevel::CLOUD_INFO) const;

  /// The address, without what is secret.
  std::string url() const;
  std::string describe() const;

 private:
  std::shared_ptr<cloud::Session> session_;
};

}  // namespace qpanda3
