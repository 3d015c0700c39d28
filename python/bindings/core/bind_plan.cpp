// What a run does before it runs: CPUQVM.plan.

#include "core/casters.hpp"
#include "core/machine.hpp"
#include "core/register.hpp"
#include "qpanda3/sim/execution_plan.hpp"

namespace py = pybind11;

namespace qpanda3::python {
namespace {

using Qubits = std::vector<Index>;

void bind_parts(py::module_& m) {
  py::class_<PlannedGate>(m, "PlannedGate",
                          "One gate as it is applied: several gates of the program may have become one.")
      .def_readonly("kernel", &PlannedGate::kernel, "'phase', 'flip', 'swap', 'diagonal' or 'dense'.")
      .def_readonly("controls", &PlannedGate::controls,
                    "Qubits that have to be 1, ascending; of a phase all its qubits.")
      .def_readonly("targets", &PlannedGate::targets, "Qubits, the least significant of its matrix first.")
      .def_readonly("flops", &PlannedGate::flops, "Floating-point operations for the whole state.");
  py::class_<PlannedGroup>(
      m, "PlannedGroup",
      "Gates applied one after the other to a block that fits into the first cache, for all blocks\n"
      "of a tile.")
      .def_readonly("qubits", &PlannedGroup::qubits, "A block holds all combinations of these.")
      .def_readonly("gates", &PlannedGroup::gates, "A list of PlannedGate, in the order in which they are applied.");
  py::class_<PlannedSweep>(m, "PlannedSweep", "A passage of the state through the second cache, tile by tile.")
      .def_readonly("qubits", &PlannedSweep::qubits, "A tile holds all combinations of these.")
      .def_readonly("tiles", &PlannedSweep::tiles, "How many there are; 1 if the whole state is one.")
      .def_readonly("is_gathered", &PlannedSweep::is_gathered,
                    "Whether the amplitudes of a tile are copied together and back, not being consecutive.")
      .def_readonly("groups", &PlannedSweep::groups, "A list of PlannedGroup.");
  py::class_<PlannedNoiseLine>(
      m, "PlannedNoiseLine",
      "Gates with errors between them that do not depend on the state (Pauli channels). Each shot draws where it\n"
      "meets the next error; those without one share the line as a whole, its gates merged as if there were no noise.")
      .def_readonly("gates", &PlannedNoiseLine::gates, "Gates of the program.")
      .def_readonly("merged_gates", &PlannedNoiseLine::merged_gates, "Gates of the line as a whole.")
      .def_readonly("error_sites", &PlannedNoiseLine::error_sites, "Places where an error may happen.")
      .def_readonly("survival", &PlannedNoiseLine::survival, "The probability that none does.");
}

ExecutionPlan plan(Machine& self, const QProg& prog, std::int64_t shots, const NoiseModel& model) {
  const NoiseModel noise = model;
  RunOptions options;
  options.interrupt = signal_check();
  options.noise = &noise;
  return self.exclusively([&, program = prog](CPUQVM& machine) { return machine.plan(program, shots, options); });
}

}  // namespace

void bind_plan(py::module_& m) {
  bind_parts(m);
  py::class_<ExecutionPlan>(m, "ExecutionPlan",
                            "The plan of a program on a state vector, see CPUQVM.plan(). `print(plan)` shows it. An "
                            "addition of this package.")
      .def_readonly("num_qubits", &ExecutionPlan::num_qubits, "Qubits of the program's register.")
      .def_readonly("precision", &ExecutionPlan::precision, "'float64' or 'float32'.")
      .def_readonly("backend", &ExecutionPlan::backend, "The set of vector instructions, see core.simd.")
      .def_readonly("state_bytes", &ExecutionPlan::state_bytes, "Bytes of one copy of the state.")
      .def_readonly("program_gates", &ExecutionPlan::program_gates,
                    "Gates of the program, nested circuits resolved, without those that act as the identity.")
      .def_readonly("planned_gates", &ExecutionPlan::planned_gates, "Gates after merging.")
      .def_readonly(
          "operations_per_shot", &ExecutionPlan::operations_per_shot,
          "Gates, measurements, channels and jumps that each shot runs; 0 if nothing depends on chance but the\n"
          "outcomes of final measurements.")
      .def_readonly("sweeps", &ExecutionPlan::sweeps,
                    "A list of PlannedSweep: what runs once, the gates before chance comes in.")
      .def_readonly("noise_lines", &ExecutionPlan::noise_lines,
                    "A list of PlannedNoiseLine: of what shots run, in the order of the text.")
      .def_readonly("flops", &ExecutionPlan::flops, "Floating-point operations of the sweeps.")
      .def_readonly("bytes_moved", &ExecutionPlan::bytes_moved,
                    "Bytes between memory and the second cache, at most; 0 if the whole state is one tile.")
      .def("text", &ExecutionPlan::text, py::arg("max_sweeps") = 32,
           "The plan for people: a line for each sweep and each group of gates, the first `max_sweeps` sweeps.")
      .def("__str__", [](const ExecutionPlan& self) { return self.text(); })
      .def("__repr__", [](const ExecutionPlan& self) {
        return concat("<ExecutionPlan: ", self.num_qubits, " qubits, ", self.program_gates, " gates, ",
                      self.planned_gates, " after merging, ", self.sweeps.size(), " sweeps>");
      });
  auto machine = py::reinterpret_borrow<py::class_<Machine>>(m.attr("CPUQVM"));
  machine.def(
      "plan", &plan, py::arg("prog"), py::arg("shots") = 1, py::arg_v("model", NoiseModel(), "<NoiseModel object>"),
      "What run() does with this program, as an ExecutionPlan: which gates are merged, and in which passes over\n"
      "the state they are applied. Nothing is computed, and the state need not fit into memory. An addition of\n"
      "this package.\n\n"
      "Raises NegativeValue (a TypeError) for negative shots, and what run() raises for the program.");
}

}  // namespace qpanda3::python
