// Services: the way in.

#include "qpanda3/cloud/service.hpp"

#include "cloud/session.hpp"
#include "qpanda3/base/concat.hpp"

namespace qpanda3 {

QCloudService::QCloudService(std::string api_key, const std::string& url, const ConnectionOptions& connection)
    : session_(std::make_shared<cloud::Session>(std::move(api_key), url, connection)) {
  cloud::Session::remember(session_);
}

std::map<std::string, bool> QCloudService::backends(const CallOptions& options) const {
  return session_->backends(options);
}

QCloudBackend QCloudService::backend(std::string backend_name) const {
  return QCloudBackend(std::move(backend_name), session_);
}

QCloudJob QCloudService::job(std::string job_id) const { return QCloudJob(std::move(job_id), session_); }

void QCloudService::setup_logging(LogOutput output, const std::string& file_path, LogLevel level) const {
  if (output == LogOutput::CONSOLE) {
    session_->logger().to_console(level);
  } else {
    session_->logger().to_file(file_path.empty() ? cloud::default_log_name() : file_path, level);
  }
}

std::string QCloudService::url() const { return session_->address(); }

std::string QCloudService::describe() const { return concat("QCloudService(url='", session_->address(), "')"); }

}  // namespace qpanda3
