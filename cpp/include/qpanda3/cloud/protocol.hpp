#pragma once
// The messages of the cloud protocol: structs to JSON text for what the client sends, JSON text to structs for what it
// receives. Pure functions; nothing here knows about connections, keys or time.

#include <complex>
#include <cstddef>
#include <cstdint>
#include <map>
#include <optional>
#include <string>
#include <string_view>
#include <utility>
#include <variant>
#include <vector>

#include "qpanda3/base/error.hpp"
#include "qpanda3/base/export.hpp"
#include "qpanda3/cloud/job_status.hpp"
#include "qpanda3/cloud/noise_model.hpp"
#include "qpanda3/cloud/options.hpp"

namespace qpanda3::cloud {

/// An answer that cannot be read. The message names the endpoint and the member.
class QPANDA3_API AnswerError : public ServiceError {
 public:
  AnswerError(const std::string& message, bool truncated) : ServiceError(message), truncated_(truncated) {}
  /// True if the text just ends too early, as after a broken connection: asking again may help.
  bool truncated() const noexcept { return truncated_; }

 private:
  bool truncated_;
};

// What a submit asks for. Each has its own machine type on the wire.
struct ShotsTask {  ///< noiseless simulation, measured `shots` times
  int shots = 0;
};
struct QubitsTask {  ///< probabilities of `qubits`, without sampling
  std::vector<int> qubits;
};
struct NoiseTask {  ///< simulation with noise
  int shots = 0;
  QCloudNoiseModel model;
};
struct AmplitudesTask {  ///< amplitudes of several basis states
  std::vector<std::string> states;
};
struct AmplitudeTask {  ///< the amplitude of one basis state
  std::string state;
};
struct ChipTask {  ///< a chip, or any backend that is not one of the three simulators
  std::string chip;
  int shots = 0;
  QCloudOptions options{};
};

/// A program as it is sent: OriginIR text and the sizes the message repeats.
struct ProgramText {
  std::string originir;
  std::size_t qubits = 0;
  std::size_t cbits = 0;
};

struct SubmitMessage {
  std::vector<ProgramText> programs;
  bool is_list = false;  ///< a list is sent without sizes, even if it holds one program
  std::variant<ShotsTask, QubitsTask, NoiseTask, AmplitudesTask, AmplitudeTask, ChipTask> task;
  std::string batch_id{};
  int task_form = 4;
};

/// The value of the `task_mode` header that belongs to a submit.
constexpr int submit_task_mode(const SubmitMessage& message) noexcept { return message.is_list ? 2 : 1; }

QPANDA3_API std::string encode_submit(const SubmitMessage& message);
/// The body of taskDetail. `keys` are left out when empty.
QPANDA3_API std::string encode_detail(const std::string& task_id, const std::vector<std::string>& keys);
QPANDA3_API std::string encode_cancel(const std::string& task_id);

/// The task id. ServiceError with the service's message if it refused; AnswerError if the id is missing or empty.
QPANDA3_API std::string decode_submit_answer(const std::string& text);
/// True if the service took the cancellation.
QPANDA3_API bool decode_cancel_answer(const std::string& text);
/// Backend name -> online. The three simulators are always there.
QPANDA3_API std::map<std::string, bool> decode_resources(const std::string& text);

template <class Value>
struct Table {
  std::vector<std::string> keys;
  std::vector<Value> values;
};

/// An answer of taskDetail. Keeps the text and reads single members from it when they are asked for.
class QPANDA3_API TaskDetail {
 public:
  /// Throws AnswerError if `text` is no JSON object, or if the job is finished and its results cannot be read.
  TaskDetail(std::string task_id, std::string text);

  const std::string& task_id() const noexcept { return task_id_; }
  const std::string& text() const noexcept { return text_; }
  JobStatus status() const noexcept { return status_; }
  /// Why the job, or the question about it, failed; empty otherwise.
  const std::string& error_message() const noexcept { return error_message_; }
  /// True if the service did not say how the job is: it refused the question or answered without a state.
  bool query_rejected() const noexcept { return query_rejected_; }

  // Results; all empty unless the job is finished.
  const std::vector<Table<double>>& probabilities() const noexcept { return probabilities_; }
  const std::vector<Table<std::uint64_t>>& counts() const noexcept { return counts_; }
  /// Measured bits of each result; empty if the service did not say.
  const std::vector<std::size_t>& widths() const noexcept { return widths_; }
  const std::map<std::string, std::complex<double>>& amplitudes() const noexcept { return amplitudes_; }
  const std::vector<std::vector<std::complex<double>>>& density() const noexcept { return density_; }
  double fidelity() const noexcept { return fidelity_; }

  /// A member of `obj` as text: a string's content, anything else as compact JSON. Nothing if it is absent.
  std::optional<std::string> member(std::string_view name) const;
  bool has_member(std::string_view name) const { return find(name) != nullptr; }

 private:
  struct Span {
    std::size_t begin = 0;
    std::size_t size = 0;
  };
  friend class DetailReader;

  const Span* find(std::string_view name) const;

  std::string task_id_;
  std::string text_;
  std::vector<std::pair<std::string, Span>> members_;  // of obj, as sent; positions in text_
  JobStatus status_ = JobStatus::FAILED;
  std::string error_message_;
  bool query_rejected_ = false;
  std::vector<Table<double>> probabilities_;
  std::vector<Table<std::uint64_t>> counts_;
  std::vector<std::size_t> widths_;
  std::map<std::string, std::complex<double>> amplitudes_;
  std::vector<std::vector<std::complex<double>>> density_;
  double fidelity_ = 0.0;
};

}  // namespace qpanda3::cloud
