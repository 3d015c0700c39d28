// What this build can do: simulators, precisions, vector instructions.

#include <pybind11/operators.h>
#include <pybind11/typing.h>

#include "core/names.hpp"
#include "core/register.hpp"
#include "pickling.hpp"
#include "qpanda3/base/concat.hpp"
#include "qpanda3/sim/capabilities.hpp"
#include "qpanda3/sim/simd.hpp"

namespace py = pybind11;

namespace qpanda3::python {
namespace {

void bind_simulators(py::module_& m) {
  using Row = SimulatorCapabilities;
  py::class_<Row>(m, "SimulatorCapabilities", "What one simulator of this build offers; see simulator_capabilities().")
      .def_readonly("name", &Row::name, "The name of the class.")
      .def_property_readonly(
          "supported_precisions", [](const Row& self) { return to_names(self.supported_precisions); },
          "The precisions that its constructor takes.")
      .def_readonly("default_precision", &Row::default_precision, "The precision it computes in if none is given.")
      .def_readonly("available", &Row::available, "Whether one can be made on this machine.")
      .def_readonly("simd_domain", &Row::simd_domain,
                    "What its kernels work on: 'StateVector', 'Density', 'Amplitude', 'Tensor', 'Sparse', or\n"
                    "'NotApplicable' for a simulator without vector kernels.")
      .def(py::self == py::self, "Whether all facts are equal.")
      .def("__repr__", [](const Row& self) {
        return concat("<SimulatorCapabilities ", self.name, ": ", list_text(self.supported_precisions), ", default ",
                      self.default_precision, ", ", self.available ? "available" : "not available", ", ",
                      self.simd_domain, ">");
      });
  m.def(
      "simulator_capabilities",
      [](const py::none&) {
        py::typing::List<Row> rows;
        for (const Row& row : simulator_capabilities()) rows.append(py::cast(row));
        return rows;
      },
      py::arg("name") = py::none(),
      "What the simulators of this build offer: a list of SimulatorCapabilities, by name. A simulator that is not\n"
      "built is not in it.");
  m.def(
      "simulator_capabilities", [](const std::string& name) { return simulator_capabilities(name); }, py::arg("name"),
      "What one simulator offers. Raises BackendUnavailableError (a RuntimeError), with the names there are, if this\n"
      "build has none of that name.");
}

void bind_simd(py::module_& m) {
  using simd::Capabilities;
  py::class_<Capabilities>(
      m, "SIMDCapabilities",
      "The sets of vector instructions that the kernels are compiled for, and which of them is used. A snapshot.\n\n"
      "Names, narrowest first: 'scalar', 'sse2', 'avx2', 'avx512' on x86_64; 'scalar', 'neon' on aarch64.")
      .def_readonly("architecture", &Capabilities::architecture, "'x86_64', 'aarch64' or 'unknown'.")
      .def_property_readonly(
          "compiled_backends", [](const Capabilities& self) { return to_names(self.compiled_backends); },
          "The backends that this build has kernels for.")
      .def_property_readonly(
          "available_backends", [](const Capabilities& self) { return to_names(self.available_backends); },
          "Those of them that this machine can run.")
      .def_readonly("default_backend", &Capabilities::default_backend,
                    "What is used unless set_preference() was called.")
      .def_readonly("active_backend", &Capabilities::active_backend, "What runs that start now use.")
      .def_readonly("fallback_reason", &Capabilities::fallback_reason,
                    "Why the preferred backend is not the active one; '' if it is.")
      .def(py::self == py::self, "Whether all facts are equal.")
      .def("__repr__", [](const Capabilities& self) {
        return concat("<SIMDCapabilities ", self.architecture, ": active ", self.active_backend, ", available ",
                      list_text(self.available_backends), ">");
      });
  m.def("active_backend", &simd::active_backend, "The name of the backend that runs that start now use.");
  m.def("capabilities", &simd::capabilities, "What this build and this machine offer, as SIMDCapabilities.");
  m.def(
      "set_preference", &simd::set_preference, py::arg("backend"), py::arg("strict") = false,
      "Chooses the backend of later runs of all simulators in this process.\n\n"
      "`backend`: a name of SIMDCapabilities.available_backends, or 'auto' for the default; upper and lower case are\n"
      "the same. If it is not there: with `strict`, UnsupportedSIMDBackendError (a RuntimeError) is raised and the\n"
      "choice stays as it is; without, the default is used and SIMDCapabilities.fallback_reason says why.");
}

}  // namespace

void bind_capabilities(py::module_& m) {
  bind_simulators(m);
  auto sub = m.def_submodule("_simd", "Which vector instructions the simulators use.");
  sub.attr("__module__") = "pyqpanda3.core.simd";
  bind_simd(sub);
  define_pickling(sub);
}

}  // namespace qpanda3::python
