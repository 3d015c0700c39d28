// What the client sends: message structs to JSON text.

#include <type_traits>

#include "cloud/json.hpp"
#include "qpanda3/base/concat.hpp"

namespace qpanda3::cloud {
namespace {

std::string dump(const Json& message, const char* what) {
  try {
    return message.dump();
  } catch (const Json::type_error&) {
    throw InvalidArgument(concat(what, " holds text that is not UTF-8"));
  }
}

Json noise_entry(const std::string& name, const std::vector<double>& parameters) {
  Json entry = Json::array({name});
  for (const double parameter : parameters) entry.push_back(parameter);
  return entry;
}

Json chip_configuration(const ChipTask& task) {
  const QCloudOptions& options = task.options;
  Json configuration = {{"shot", task.shots},
                        {"isProbcount", options.is_prob_counts()},
                        {"amendFlag", options.amend_flag()},
                        {"use_cz_pattern", options.use_cz_pattern()},
                        {"mappingFlag", options.is_mapping()},
                        {"PointLabel", options.point_label()},
                        {"circuitOptimization", options.is_optimization()},
                        {"specified_block", options.specified_block()}};
  for (const auto& [key, value] : options.get_custom_options()) {
    std::visit([&configuration, &name = key](const auto& held) { configuration[name] = held; }, value);
  }
  return configuration;
}

/// Machine type, configuration and what else depends on the kind of task.
struct TaskWriter {
  Json& message;
  const SubmitMessage& submit;

  void write(const char* machine_type, Json configuration, bool with_batch) const {
    message["QMachineType"] = machine_type;
    message["Configuration"] = std::move(configuration);
    if (!with_batch) return;
    message["batchNo"] = submit.batch_id;
    message["taskFrom"] = submit.task_form;
  }

  void operator()(const ShotsTask& task) const {
    write("0", Json::object({{"shot", task.shots}, {"measure_type", 1}}), true);
  }
  void operator()(const QubitsTask& task) const {
    write("0", Json::object({{"qubits", task.qubits}, {"measure_type", 2}}), true);
  }
  void operator()(const NoiseTask& task) const {
    const std::string name = task.model.get_noise_model();
    const Json noise = {{"single_gate", noise_entry(name, task.model.get_single_params())},
                        {"double_gate", noise_entry(name, task.model.get_double_params())}};
    write("1", Json::object({{"mode", 1}, {"noisemodel", noise}, {"shot", task.shots}, {"measure_type", 1}}), true);
  }
  void operator()(const AmplitudesTask& task) const { write("2", Json::object({{"Amplitude", task.states}}), false); }
  void operator()(const AmplitudeTask& task) const { write("3", Json::object({{"Amplitude", task.state}}), false); }
  void operator()(const ChipTask& task) const {
    message["ChipID"] = task.chip;
    write("5", chip_configuration(task), true);
  }
};

}  // namespace

std::string encode_submit(const SubmitMessage& message) {
  Json out = Json::object();
  Json programs = Json::array();
  for (const ProgramText& program : message.programs) programs.push_back(program.originir);
  out["QProg"] = std::move(programs);
  if (!message.is_list) {
    out["qubitNum"] = message.programs.at(0).qubits;
    out["classicalbitNum"] = message.programs.at(0).cbits;
  }
  std::visit(TaskWriter{out, message}, message.task);
  return dump(out, "the submit message");
}

std::string encode_detail(const std::string& task_id, const std::vector<std::string>& keys) {
  Json out = Json::object({{"taskId", task_id}});
  if (!keys.empty()) out["keys"] = keys;
  return dump(out, "job id or keys");
}

std::string encode_cancel(const std::string& task_id) { return dump(Json::object({{"taskId", task_id}}), "job id"); }

}  // namespace qpanda3::cloud
