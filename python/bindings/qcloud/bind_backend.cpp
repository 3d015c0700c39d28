// QCloudBackend. Programs are written as text and sent without the GIL.

#include <pybind11/stl.h>

#include "qcloud/call.hpp"
#include "qcloud/register.hpp"
#include "qpanda3/base/concat.hpp"
#include "qpanda3/base/error.hpp"
#include "qpanda3/cloud/backend.hpp"

namespace py = pybind11;

namespace qpanda3::python {
namespace {

using Names = std::vector<std::string>;

/// A program on hand, taken from Python while the GIL is held. Copies of a QProg are cheap, and independent of what
/// other threads do to the original.
using Source = std::variant<QProg, std::string>;

Source to_source(const py::handle& prog, const char* name) {
  if (py::isinstance<QProg>(prog)) return prog.cast<QProg>();
  if (py::isinstance<QCircuit>(prog)) return QProg(prog.cast<const QCircuit&>());
  if (py::isinstance<py::str>(prog)) return prog.cast<std::string>();
  throw InvalidArgument(concat(name, " is of type ", std::string(py::str(py::type::handle_of(prog).attr("__name__"))),
                               "; expected QProg, or OriginIR text as str"));
}

CloudProgram to_program(const Source& source) {
  return std::visit([](const auto& held) { return CloudProgram(held); }, source);
}

SubmitOptions submit_options(bool binary, const std::string& batch_id, int task_form) {
  return {binary, batch_id, task_form, call_options()};
}

[[noreturn]] void refuse_options(const py::object& options) {
  throw InvalidArgument(concat("options is of type ", std::string(py::str(py::type::of(options).attr("__name__"))),
                               "; expected QCloudOptions, QCloudNoiseModel or None"));
}

QCloudJob run_list(const QCloudBackend& self, const py::list& progs, int shots, const py::object& options, bool binary,
                   const std::string& batch_id, int task_form) {
  std::vector<Source> sources;
  sources.reserve(progs.size());
  for (const py::handle prog : progs) sources.push_back(to_source(prog, "an element of progs"));
  if (py::isinstance<QCloudNoiseModel>(options)) {
    throw Unsupported("a list of programs cannot be run with a noise model; run the programs one by one");
  }
  QCloudOptions chip_options;
  if (py::isinstance<QCloudOptions>(options)) {
    chip_options = options.cast<QCloudOptions>();
  } else if (!options.is_none()) {
    refuse_options(options);
  }
  const py::gil_scoped_release released;
  std::vector<CloudProgram> programs;
  programs.reserve(sources.size());
  for (const Source& source : sources) programs.push_back(to_program(source));
  return self.run(programs, shots, chip_options, submit_options(binary, batch_id, task_form));
}

QCloudJob run_one(const QCloudBackend& self, const py::object& prog, int shots, const py::object& options, bool binary,
                  const std::string& batch_id, int task_form) {
  const Source source = to_source(prog, "prog");
  const SubmitOptions submit = submit_options(binary, batch_id, task_form);
  if (py::isinstance<QCloudOptions>(options)) {
    const auto chip_options = options.cast<QCloudOptions>();
    const py::gil_scoped_release released;
    return self.run(to_program(source), shots, chip_options, submit);
  }
  if (py::isinstance<QCloudNoiseModel>(options)) {
    const auto model = options.cast<QCloudNoiseModel>();
    const py::gil_scoped_release released;
    return self.run(to_program(source), shots, model, submit);
  }
  if (!options.is_none()) refuse_options(options);
  const py::gil_scoped_release released;
  return self.run(to_program(source), shots, submit);
}

QCloudJob run_noise(const QCloudBackend& self, const QProg& prog, int shots, const QCloudNoiseModel& model,
                    const std::string& batch_id, int task_form) {
  const QProg copy = prog;
  const QCloudNoiseModel held = model;
  const py::gil_scoped_release released;
  return self.run(copy, shots, held, submit_options(false, batch_id, task_form));
}

QCloudJob run_options(const QCloudBackend& self, const QProg& prog, int shots, const QCloudOptions& options,
                      bool binary, const std::string& batch_id, int task_form) {
  const QProg copy = prog;
  const QCloudOptions held = options;
  const py::gil_scoped_release released;
  return self.run(copy, shots, held, submit_options(binary, batch_id, task_form));
}

QCloudJob run_options_list(const QCloudBackend& self, const std::vector<QProg>& progs, int shots,
                           const QCloudOptions& options, bool binary, const std::string& batch_id, int task_form) {
  const QCloudOptions held = options;
  const py::gil_scoped_release released;
  return self.run(progs, shots, held, submit_options(binary, batch_id, task_form));
}

/// For QProg (documented) and str (an addition).
template <class Program>
QCloudJob run_qubits(const QCloudBackend& self, const Program& prog, const std::vector<int>& qubits,
                     const std::string& batch_id, int task_form) {
  const Program copy = prog;
  const py::gil_scoped_release released;
  return self.run(CloudProgram(copy), qubits, submit_options(false, batch_id, task_form));
}

template <class Program>
QCloudJob run_amplitudes(const QCloudBackend& self, const Program& prog, const Names& amplitudes) {
  const Program copy = prog;
  const py::gil_scoped_release released;
  return self.run(CloudProgram(copy), amplitudes, submit_options(false, "", 4));
}

template <class Program>
QCloudJob run_amplitude(const QCloudBackend& self, const Program& prog, const std::string& amplitude) {
  const Program copy = prog;
  const py::gil_scoped_release released;
  return self.run(CloudProgram(copy), amplitude, submit_options(false, "", 4));
}

/// The order is part of the interface: the first that fits is taken.
void bind_run(py::class_<QCloudBackend>& backend) {
  const py::arg_v binary("enable_binary_encoding", false);
  const py::arg_v batch("batch_id", "");
  const py::arg_v form("task_form", 4);
  const auto shots = py::arg("shots").noconvert();  // no silent int() of a Decimal
  backend
      .def("run", &run_list, py::arg("progs"), shots, py::arg("options") = py::none(), binary, batch, form,
           "Chips: several programs in one job; `options` is a QCloudOptions or None. The results come as lists.")
      .def("run", &run_one, py::arg("prog"), shots, py::arg("options") = py::none(), binary, batch, form,
           "One program, a QProg or OriginIR text (text is an addition to the documented interface). full_amplitude: "
           "`options` is a QCloudNoiseModel or None. Chips: a QCloudOptions or None. `shots` from 1. What a backend "
           "cannot do raises RuntimeError before anything is sent. The request is sent once: if its answer is lost, a "
           "job may exist all the same. `enable_binary_encoding` is refused in this version.")
      .def("run", &run_noise, py::arg("prog"), shots,
           py::arg_v("model", QCloudNoiseModel(), "<QCloudNoiseModel object>"), batch, form,
           "full_amplitude: with noise, if `model` is enabled.")
      .def("run", &run_qubits<QProg>, py::arg("prog"), py::arg("qubits"), batch, form,
           "full_amplitude: probabilities of `qubits`, without sampling.")
      .def("run", &run_options, py::arg("prog"), shots, py::arg("options"), binary, batch, form, "Chips.")
      .def("run", &run_options_list, py::arg("progs"), shots, py::arg("options"), binary, batch, form,
           "Chips: several programs in one job.")
      .def("run", &run_amplitudes<QProg>, py::arg("prog"), py::arg("amplitudes"),
           "partial_amplitude: amplitudes of the basis states, named in decimal.")
      .def("run", &run_amplitude<QProg>, py::arg("prog"), py::arg("amplitude"),
           "single_amplitude: the amplitude of one basis state, named in decimal.")
      .def("run", &run_qubits<std::string>, py::arg("prog"), py::arg("qubits"), batch, form,
           "The same for OriginIR text, like the two below; additions to the documented interface.")
      .def("run", &run_amplitudes<std::string>, py::arg("prog"), py::arg("amplitudes"))
      .def("run", &run_amplitude<std::string>, py::arg("prog"), py::arg("amplitude"));
}

}  // namespace

void bind_backend(py::module_& m) {
  py::class_<QCloudBackend> backend(m, "QCloudBackend",
                                    "A machine at a service. full_amplitude, partial_amplitude and single_amplitude "
                                    "are simulators; any other name is a chip.");
  backend
      .def(py::init<std::string>(), py::arg("backend_name"),
           "At the QCloudService made last in this process; RuntimeError if there is none. Sends nothing.")
      .def("name", &QCloudBackend::name, "The name the service knows it by, such as 'full_amplitude'.");
  bind_run(backend);
  backend.def("__repr__", [](const QCloudBackend& self) { return "<" + self.describe() + ">"; });
}

}  // namespace qpanda3::python
