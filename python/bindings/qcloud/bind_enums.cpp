// The enumerations of the cloud client. int() gives a member's number; a member never equals a plain number.

#include "qcloud/register.hpp"
#include "qpanda3/cloud/job_status.hpp"
#include "qpanda3/cloud/log.hpp"
#include "qpanda3/cloud/noise_model.hpp"
#include "qpanda3/cloud/options.hpp"
#include "qpanda3/cloud/result.hpp"

namespace py = pybind11;

namespace qpanda3::python {

void bind_cloud_enums(py::module_& m) {
  py::enum_<DataBase>(m, "DataBase", "How basis states are written.")
      .value("Binary", DataBase::Binary, "Bits, the highest measured bit first: '011'.")
      .value("Hex", DataBase::Hex, "Hexadecimal with prefix: '0x3'.")
      .export_values();

  py::enum_<DataFormat>(m, "DataFormat", "How a program is written when it is sent. This version sends text.")
      .value("DEFAULT", DataFormat::DEFAULT, "OriginIR text.")
      .value("BINARY", DataFormat::BINARY, "A binary message.")
      .value("INSTRUCTION_SET", DataFormat::INSTRUCTION_SET, "Instructions of a chip.");

  py::enum_<JobStatus>(m, "JobStatus", "The states of a job. FINISHED and FAILED are final.")
      .value("WAITING", JobStatus::WAITING, "Accepted, not yet started.")
      .value("COMPUTING", JobStatus::COMPUTING, "Running.")
      .value("FINISHED", JobStatus::FINISHED, "Done; results are there.")
      .value("FAILED", JobStatus::FAILED, "Ended without results; QCloudResult.error_message() tells why.")
      .value("QUEUING", JobStatus::QUEUING, "In the queue of the backend.");

  py::enum_<LogLevel>(m, "LogLevel", "The weight of a log line, in rising order: DEBUG, INFO, WARNING, ERROR.")
      .value("CLOUD_INFO", LogLevel::CLOUD_INFO)
      .value("CLOUD_DEBUG", LogLevel::CLOUD_DEBUG)
      .value("CLOUD_WARNING", LogLevel::CLOUD_WARNING)
      .value("CLOUD_ERROR", LogLevel::CLOUD_ERROR)
      .export_values();

  py::enum_<LogOutput>(m, "LogOutput", "Where log lines go.")
      .value("CONSOLE", LogOutput::CONSOLE, "Standard error.")
      .value("FILE", LogOutput::FILE, "The end of a file.")
      .export_values();

  py::enum_<NOISE_MODEL>(m, "NOISE_MODEL", "Kinds of noise a simulator of the service can add.")
      .value("BITFLIP_KRAUS_OPERATOR", NOISE_MODEL::BITFLIP_KRAUS_OPERATOR)
      .value("BIT_PHASE_FLIP_OPERATOR", NOISE_MODEL::BIT_PHASE_FLIP_OPERATOR)
      .value("DAMPING_KRAUS_OPERATOR", NOISE_MODEL::DAMPING_KRAUS_OPERATOR)
      .value("DECOHERENCE_KRAUS_OPERATOR", NOISE_MODEL::DECOHERENCE_KRAUS_OPERATOR)
      .value("DEPHASING_KRAUS_OPERATOR", NOISE_MODEL::DEPHASING_KRAUS_OPERATOR)
      .value("DEPOLARIZING_KRAUS_OPERATOR", NOISE_MODEL::DEPOLARIZING_KRAUS_OPERATOR)
      .value("PHASE_DAMPING_OPERATOR", NOISE_MODEL::PHASE_DAMPING_OPERATOR);
}

}  // namespace qpanda3::python
