// Backends: which call is allowed where, and the messages that go out.

#include "qpanda3/cloud/backend.hpp"

#include <algorithm>
#include <charconv>
#include <optional>
#include <string_view>

#include "cloud/session.hpp"
#include "qpanda3/base/concat.hpp"
#include "qpanda3/text/originir.hpp"

namespace qpanda3 {
namespace {

constexpr const char* kFull = "full_amplitude";
constexpr const char* kPartial = "partial_amplitude";
constexpr const char* kSingle = "single_amplitude";

bool is_chip(const std::string& name) { return name != kFull && name != kPartial && name != kSingle; }

[[noreturn]] void refuse(const std::string& backend, const char* what, const char* where) {
  throw Unsupported(concat("backend '", cloud::excerpt(backend, 80), "' cannot run a program ", what, "; use ", where));
}

int checked_shots(int shots) {
  if (shots < 1) throw InvalidArgument(concat("shots is ", shots, "; expected 1 to 2147483647"));
  return shots;
}

/// An amplitude is asked for by the number of its basis state.
const std::string& checked_state(const std::string& state, const char* what) {
  if (state.empty()) throw InvalidArgument(concat(what, " is empty; expected a basis state such as '3'"));
  return state;
}

bool is_space(char c) { return c == ' ' || c == '\t' || c == '\r'; }

std::string_view trimmed(std::string_view text) {
  while (!text.empty() && is_space(text.front())) text.remove_prefix(1);
  while (!text.empty() && is_space(text.back())) text.remove_suffix(1);
  return text;
}

/// Moves the next statement of OriginIR out of `text`, comments and empty lines left out; nothing at the end.
std::optional<std::string_view> next_statement(std::string_view& text) {
  while (!text.empty()) {
    const std::size_t end = std::min(text.find('\n'), text.size());
    std::string_view line = text.substr(0, end);
    text.remove_prefix(std::min(end + 1, text.size()));
    line = trimmed(line.substr(0, line.find("//")));
    if (!line.empty()) return line;
  }
  return std::nullopt;
}

/// The number after `word`, if the statement opens with that word.
std::optional<std::size_t> number_after(std::string_view statement, std::string_view word) {
  if (!statement.starts_with(word)) return std::nullopt;
  const std::string_view digits = trimmed(statement.substr(word.size()));
  std::size_t value = 0;
  const auto [end, error] = std::from_chars(digits.data(), digits.data() + digits.size(), value);
  if (error != std::errc() || end != digits.data() + digits.size()) return std::nullopt;
  return value;
}

void check_noise(const QCloudNoiseModel& model) {
  if (model.get_single_params().empty() != model.get_double_params().empty()) {
    throw InvalidArgument(concat("model has ", model.get_single_params().size(), " parameters for one qubit and ",
                                 model.get_double_params().size(), " for two; expected both or neither"));
  }
  if (model.is_enabled() && model.get_noise_model().empty()) {
    throw InvalidArgument("model has parameters but no kind; expected one made with a NOISE_MODEL");
  }
}

}  // namespace

CloudProgram::CloudProgram(const QProg& prog) {
  if (prog.block().empty()) throw InvalidArgument("prog is empty; expected a program that does something");
  OriginIrOptions options;
  options.exact = true;
  *this = CloudProgram(to_originir(prog, options));
  text_.cbits = prog.cbits_num();  // the text has at least one
}

CloudProgram::CloudProgram(std::string originir) {
  std::string_view rest = originir;
  const auto first = next_statement(rest);
  const auto qubits = first ? number_after(*first, "QINIT") : std::nullopt;
  if (!qubits) {
    throw InvalidArgument(concat("prog is the text '", cloud::excerpt(originir, 60),
                                 "'; expected OriginIR, which opens with QINIT and a number of qubits"));
  }
  const auto second = next_statement(rest);
  const auto cbits = second ? number_after(*second, "CREG") : std::nullopt;
  text_ = {std::move(originir), *qubits, cbits.value_or(0)};
}

QCloudBackend::QCloudBackend(std::string backend_name)
    : QCloudBackend(std::move(backend_name), cloud::Session::last()) {}

QCloudBackend::QCloudBackend(std::string backend_name, std::shared_ptr<cloud::Session> session)
    : name_(std::move(backend_name)), session_(std::move(session)) {}

QCloudJob QCloudBackend::submit(cloud::SubmitMessage message, const SubmitOptions& submit) const {
  if (submit.enable_binary_encoding) {
    throw Unsupported("enable_binary_encoding=True is not part of this version; programs are sent as text");
  }
  message.batch_id = submit.batch_id;
  message.task_form = submit.task_form;
  return QCloudJob(session_->submit(message, submit.call), session_);
}

QCloudJob QCloudBackend::run(const CloudProgram& prog, int shots, const SubmitOptions& options) const {
  return is_chip(name_) ? run(prog, shots, QCloudOptions(), options) : run(prog, shots, QCloudNoiseModel(), options);
}

QCloudJob QCloudBackend::run(const CloudProgram& prog, int shots, const QCloudNoiseModel& model,
                             const SubmitOptions& options) const {
  check_noise(model);
  checked_shots(shots);
  if (!model.is_enabled()) {
    if (is_chip(name_)) return run(prog, shots, QCloudOptions(), options);
    if (name_ != kFull) refuse(name_, "with shots", "'full_amplitude' or a chip");
    return submit({{prog.text()}, false, cloud::ShotsTask{shots}}, options);
  }
  if (name_ != kFull) refuse(name_, "with a noise model", "'full_amplitude'");
  return submit({{prog.text()}, false, cloud::NoiseTask{shots, model}}, options);
}

QCloudJob QCloudBackend::run(const CloudProgram& prog, const std::vector<int>& qubits,
                             const SubmitOptions& options) const {
  if (name_ != kFull) refuse(name_, "for the probabilities of qubits", "'full_amplitude'");
  const auto limit = static_cast<std::ptrdiff_t>(prog.text().qubits);
  for (const int qubit : qubits) {
    if (qubit >= 0 && qubit < limit) continue;
    throw InvalidArgument(concat("qubits holds ", qubit, "; expected qubits of the program, 0 to ", limit - 1));
  }
  return submit({{prog.text()}, false, cloud::QubitsTask{qubits}}, options);
}

QCloudJob QCloudBackend::run(const CloudProgram& prog, int shots, const QCloudOptions& chip_options,
                             const SubmitOptions& options) const {
  checked_shots(shots);
  if (!is_chip(name_)) refuse(name_, "with QCloudOptions", "a chip");
  return submit({{prog.text()}, false, cloud::ChipTask{name_, shots, chip_options}}, options);
}

QCloudJob QCloudBackend::run(const std::vector<CloudProgram>& progs, int shots, const QCloudOptions& chip_options,
                             const SubmitOptions& options) const {
  checked_shots(shots);
  if (!is_chip(name_)) refuse(name_, "list", "a chip, or one program at a time");
  cloud::SubmitMessage message{{}, true, cloud::ChipTask{name_, shots, chip_options}};
  message.programs.reserve(progs.size());
  for (const CloudProgram& prog : progs) message.programs.push_back(prog.text());
  return submit(std::move(message), options);
}

QCloudJob QCloudBackend::run(const CloudProgram& prog, const std::vector<std::string>& amplitudes,
                             const SubmitOptions& options) const {
  if (name_ != kPartial) refuse(name_, "for several amplitudes", "'partial_amplitude'");
  if (amplitudes.empty()) throw InvalidArgument("amplitudes is empty; expected basis states such as '3'");
  for (const std::string& state : amplitudes) checked_state(state, "amplitudes holds a name that");
  return submit({{prog.text()}, false, cloud::AmplitudesTask{amplitudes}}, options);
}

QCloudJob QCloudBackend::run(const CloudProgram& prog, const std::string& amplitude,
                             const SubmitOptions& options) const {
  if (name_ != kSingle) refuse(name_, "for one amplitude", "'single_amplitude'");
  checked_state(amplitude, "amplitude");
  return submit({{prog.text()}, false, cloud::AmplitudeTask{amplitude}}, options);
}

std::string QCloudBackend::describe() const {
  return concat("QCloudBackend(name='", cloud::excerpt(name_, 80), "', service='", session_->address(), "')");
}

}  // namespace qpanda3
