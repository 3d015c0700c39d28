// Jobs: questions about an id, put to the service it belongs to.

#include "qpanda3/cloud/job.hpp"

#include "cloud/session.hpp"
#include "qpanda3/base/concat.hpp"

namespace qpanda3 {
namespace {

const std::string& checked_id(const std::string& id, const char* what) {
  if (id.empty()) throw InvalidArgument(concat(what, " is empty; expected the id of a job"));
  return id;
}

}  // namespace

QCloudJob::QCloudJob(std::string job_id) : QCloudJob(std::move(job_id), cloud::Session::last()) {}

QCloudJob::QCloudJob(std::string job_id, std::shared_ptr<cloud::Session> session)
    : id_(std::move(job_id)), session_(std::move(session)) {}

const std::string& QCloudJob::job_id() const { return checked_id(id_, "job_id"); }

JobStatus QCloudJob::status(const CallOptions& options) const {
  return session_->detail(job_id(), {}, options).status();
}

QCloudResult QCloudJob::query(const std::vector<std::string>& keys, const CallOptions& options) const {
  return QCloudResult(session_->detail(job_id(), keys, options));
}

QCloudResult QCloudJob::result(const std::vector<std::string>& keys, const WaitOptions& options) const {
  return QCloudResult(session_->wait(job_id(), keys, options));
}

bool QCloudJob::cancel(const CallOptions& options) const { return session_->cancel(job_id(), options); }

bool QCloudJob::cancel_task(const std::string& task_id, const CallOptions& options) {
  const auto session = cloud::Session::last();
  return session->cancel(checked_id(task_id, "task_id"), options);
}

std::string QCloudJob::describe() const {
  return concat("QCloudJob(job_id='", cloud::excerpt(id_, 80), "', service='", session_->address(), "')");
}

}  // namespace qpanda3
