#pragma once
// What a service answered about a job.

#include <complex>
#include <cstddef>
#include <cstdint>
#include <map>
#include <memory>
#include <string>
#include <string_view>
#include <vector>

#include "qpanda3/base/export.hpp"
#include "qpanda3/cloud/job_status.hpp"

namespace qpanda3 {

namespace cloud {
class TaskDetail;
}

/// How basis states are written: bits, the highest measured bit first, or hexadecimal with `0x`.
enum class DataBase : std::uint8_t { Binary = 0, Hex = 1 };

/// Immutable; copies share the data. While the job is not finished, results are empty.
class QPANDA3_API QCloudResult {
 public:
  /// Reads the text of a taskDetail answer. ServiceError if it is no JSON object or holds results that cannot be read.
  QCloudResult(std::string cloud_job_id, std::string result_string);
  explicit QCloudResult(cloud::TaskDetail detail);

  const std::string& job_id() const;
  JobStatus job_status() const;
  /// Why the job, or the question about it, failed; empty otherwise.
  const std::string& error_message() const;
  /// True if the service did not say how the job is (it refused the question, or answered without a state): the state
  /// is then reported as FAILED, but the job may be well.
  bool query_rejected() const;
  /// The answer as received.
  const std::string& origin_data() const;

  /// Basis state -> probability, as the service sent them. Of several results the last; see get_probs_list.
  std::map<std::string, double> get_probs(DataBase base = DataBase::Binary) const;
  /// Basis state -> number of shots. Of several results the last; see get_counts_list.
  std::map<std::string, std::uint64_t> get_counts(DataBase base = DataBase::Binary) const;
  /// One entry for each program; empty if the service named fewer widths than it sent results.
  std::vector<std::map<std::string, double>> get_probs_list(DataBase base = DataBase::Binary) const;
  std::vector<std::map<std::string, std::uint64_t>> get_counts_list(DataBase base = DataBase::Binary) const;
  /// Basis state, as the service wrote it -> amplitude.
  const std::map<std::string, std::complex<double>>& get_amplitudes() const;
  /// Of a tomography; 0 if there is none.
  double get_state_fidelity() const;
  /// Of a tomography, row by row; empty if there is none.
  const std::vector<std::vector<std::complex<double>>>& get_state_tomography_density() const;

  /// A member of the answer's `obj` as text: strings as they are, anything else as compact JSON. KeyNotFound if absent.
  std::string operator[](std::string_view key) const;
  bool contains(std::string_view key) const;

  // Fields as text, under any of the spellings in use. IndexOutOfRange if the service did not send them.
  std::string instructions() const;
  std::string qprog() const;
  std::string mapping_qprog() const;
  std::string mapping_qubit() const;
  std::string src_qubits() const;
  std::string target_cbits() const;
  std::string measure_qubits() const;
  std::string prob_count_raw() const;
  /// The timing fields that were sent, values as text.
  std::map<std::string, std::string> timing_info() const;

  /// One line about job and state.
  std::string describe() const;

 private:
  std::shared_ptr<const cloud::TaskDetail> detail_;
};

}  // namespace qpanda3
