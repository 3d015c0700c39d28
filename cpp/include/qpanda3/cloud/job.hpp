#pragma once
// A job at a service: an id and the way to ask about it.

#include <memory>
#include <string>
#include <vector>

#include "qpanda3/base/export.hpp"
#include "qpanda3/cloud/connection.hpp"
#include "qpanda3/cloud/job_status.hpp"
#include "qpanda3/cloud/result.hpp"

namespace qpanda3 {

namespace cloud {
class Session;
}

/// Copies are handles of the same job. Safe to use from several threads.
class QPANDA3_API QCloudJob {
 public:
  /// A job known by its id alone. It belongs to the service made last in this process; Error if there is none.
  explicit QCloudJob(std::string job_id);
  QCloudJob(std::string job_id, std::shared_ptr<cloud::Session> session);

  /// Error if the job was made with an empty id.
  const std::string& job_id() const;
  /// Asks once; faults of the connection are survived by asking up to three times.
  JobStatus status(const CallOptions& options = {}) const;
  /// Asks once and returns what there is. `keys` names fields the answer shall hold besides the usual ones.
  QCloudResult query(const std::vector<std::string>& keys = {}, const CallOptions& options = {}) const;
  /// Waits until the job is finished or failed, and survives faults of the connection meanwhile. Without a timeout it
  /// gives up only when nothing but faults came for ten minutes.
  QCloudResult result(const std::vector<std::string>& keys = {}, const WaitOptions& options = {}) const;
  /// Asks the service to end the job. False if it refused, as for a job that has ended.
  bool cancel(const CallOptions& options = {}) const;
  /// The same by id, at the service made last.
  static bool cancel_task(const std::string& task_id, const CallOptions& options = {});

  /// Id and address in one line.
  std::string describe() const;

 private:
  std::string id_;
  std::shared_ptr<cloud::Session> session_;
};

}  // namespace qpanda3
