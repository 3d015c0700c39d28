#pragma once
// A machine at a service: programs go in, jobs come out.

#include <initializer_list>
#include <memory>
#include <string>
#include <vector>

#include "qpanda3/base/export.hpp"
#include "qpanda3/circuit/prog.hpp"
#include "qpanda3/cloud/connection.hpp"
#include "qpanda3/cloud/job.hpp"
#include "qpanda3/cloud/noise_model.hpp"
#include "qpanda3/cloud/options.hpp"
#include "qpanda3/cloud/protocol.hpp"

namespace qpanda3 {

/// A program on its way out. Made from a QProg or from OriginIR text; a text is sent as it is.
class QPANDA3_API CloudProgram {
 public:
  /// Written as OriginIR with as many digits as each angle needs. InvalidArgument if `prog` is empty.
  CloudProgram(const QProg& prog);  // NOLINT(google-explicit-constructor): run(prog, ...) is the common call
  /// InvalidArgument if the text does not open with QINIT and a number of qubits.
  CloudProgram(std::string originir);                                          // NOLINT(google-explicit-constructor)
  CloudProgram(const char* originir) : CloudProgram(std::string(originir)) {}  // NOLINT(google-explicit-constructor)

  const cloud::ProgramText& text() const noexcept { return text_; }

 private:
  cloud::ProgramText text_;
};

/// What the `run` calls share.
struct SubmitOptions {
  /// Binary programs are not part of this version: true is refused as Unsupported.
  bool enable_binary_encoding = false;
  std::string batch_id{};
  int task_form = 4;
  CallOptions call{};
};

/// Any name is taken: `full_amplitude`, `partial_amplitude` and `single_amplitude` are simulators, all else is a chip.
/// What a backend cannot do is refused as Unsupported, wrong values as InvalidArgument, both before anything is sent.
/// A submit is sent once: if its answer is lost, the NetworkError says so, and the job may exist.
class QPANDA3_API QCloudBackend {
 public:
  /// At the service made last in this process; Error if there is none.
  explicit QCloudBackend(std::string backend_name);
  QCloudBackend(std::string backend_name, std::shared_ptr<cloud::Session> session);

  const std::string& name() const noexcept { return name_; }

  /// full_amplitude and chips. `shots` from 1.
  QCloudJob run(const CloudProgram& prog, int shots, const SubmitOptions& submit = {}) const;
  /// full_amplitude: with noise, if `model` is enabled.
  QCloudJob run(const CloudProgram& prog, int shots, const QCloudNoiseModel& model,
                const SubmitOptions& submit = {}) const;
  /// full_amplitude: exact probabilities of `qubits`.
  QCloudJob run(const CloudProgram& prog, const std::vector<int>& qubits, const SubmitOptions& submit = {}) const;
  QCloudJob run(const CloudProgram& prog, std::initializer_list<int> qubits, const SubmitOptions& submit = {}) const {
    return run(prog, std::vector<int>(qubits), submit);
  }
  /// Chips.
  QCloudJob run(const CloudProgram& prog, int shots, const QCloudOptions& options,
                const SubmitOptions& submit = {}) const;
  /// Chips: several programs, one job; the results come as lists.
  QCloudJob run(const std::vector<CloudProgram>& progs, int shots, const QCloudOptions& options = QCloudOptions(),
                const SubmitOptions& submit = {}) const;
  QCloudJob run(const std::vector<QProg>& progs, int shots, const QCloudOptions& options = QCloudOptions(),
                const SubmitOptions& submit = {}) const {
    return run(std::vector<CloudProgram>(progs.begin(), progs.end()), shots, options, submit);
  }
  /// partial_amplitude: amplitudes of the basis states named in decimal.
  QCloudJob run(const CloudProgram& prog, const std::vector<std::string>& amplitudes,
                const SubmitOptions& submit = {}) const;
  /// single_amplitude: the amplitude of one basis state named in decimal.
  QCloudJob run(const CloudProgram& prog, const std::string& amplitude, const SubmitOptions& submit = {}) const;

  /// Name and address in one line.
  std::string describe() const;

 private:
  QCloudJob submit(cloud::SubmitMessage message, const SubmitOptions& submit) const;

  std::string name_;
  std::shared_ptr<cloud::Session> session_;
};

}  // namespace qpanda3
