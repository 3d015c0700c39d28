// QuantumError, NoiseModel and the functions that make errors.

#include "core/casters.hpp"
#include "core/register.hpp"
#include "qpanda3/sim/noise.hpp"
#include "value_protocols.hpp"

namespace py = pybind11;

namespace qpanda3::python {
namespace {

void bind_quantum_error(py::module_& m) {
  py::enum_<NoiseOpType>(m, "NoiseOpType", "How a QuantumError is given: by Kraus matrices or by Pauli strings.")
      .value("KARUS_MATRIICES", NoiseOpType::KARUS_MATRIICES)
      .value("NOISE", NoiseOpType::NOISE);

  py::class_<QuantumError> error(
      m, "QuantumError",
      "A noise channel on one or more qubits, as Kraus matrices or as Pauli strings with probabilities.\n\n"
      "The first qubit it acts on is the least significant bit of matrices and the RIGHTMOST letter of strings.");
  error.def(py::init<>(), "The channel that does nothing, on one qubit.")
      .def(py::init<const QuantumError::FlatMatrices&>(), py::arg("karus_matrices"),
           "Square matrices of 2^k rows, each given row by row as a flat list.\n\n"
           "Raises InvalidArgument unless the sum of K†K is the identity within 1e-6.")
      .def(py::init<const QuantumError::Labels&>(), py::arg("probabilities"),
           "Pauli strings of the letters I, X, Y, Z, all of one length, and their probabilities.\n\n"
           "Raises InvalidArgument for other letters, unequal lengths, or probabilities that do not sum to 1 within "
           "1e-6.")
      .def("tensor", &QuantumError::tensor, py::arg("quantum_error"),
           "Both errors side by side, this one on the more significant qubits. A new error.")
      .def("expand", &QuantumError::expand, py::arg("quantum_error"),
           "Both errors side by side, this one on the less significant qubits. A new error.")
      .def("compose", &QuantumError::compose, py::arg("quantum_error"), "This error, then the other. A new error.")
      .def("qubit_num", &QuantumError::qubit_num, "The number of qubits it acts on.")
      .def("error_type", &QuantumError::error_type, "How it is given.")
      .def(
          "error_circuit",
          [](const QuantumError& self, const std::vector<Qubit>& qubits) {
            return self.error_circuit(to_indices(qubits));
          },
          py::arg("qubits"),
          "One Pauli string drawn at random by its probability, as a circuit on `qubits`, the first one for the\n"
          "rightmost letter. Raises InvalidArgument for errors given by matrices or a wrong number of qubits.")
      .def(
          "error_karus",
          [](const QuantumError& self, const std::vector<Qubit>& qubits) {
            return self.error_karus(to_indices(qubits));
          },
          py::arg("qubits"),
          "The channel as a Karus on `qubits`, to be appended to a QProg; the first qubit is the least significant bit "
          "of\n"
          "the matrices and the rightmost letter of labels. Matrices are row by row, as given.\n\n"
          "Raises InvalidArgument for a wrong number of qubits, or one listed twice.");
  define_equality<QuantumError>(error, "Given in the same way, by matrices or by labels, with the same numbers.");
  define_value_protocols<QuantumError>(
      error,
      [](const QuantumError& self) -> py::object {
        if (self.error_type() == NoiseOpType::NOISE) return py::cast(self.labels());
        return py::cast(self.karus_matrices());
      },
      [](const py::object& state) {
        return py::isinstance<py::dict>(state) ? QuantumError(state.cast<QuantumError::Labels>())
                                               : QuantumError(state.cast<QuantumError::FlatMatrices>());
      });
}

NoiseModel::Rows rows_of(const ReadOutError& error) {
  return {{1 - error.flip[0], error.flip[0]}, {error.flip[1], 1 - error.flip[1]}};
}

/// What was added to a model: [(type, [errors on all qubits], [(qubits, [errors])])], {qubit: rows}, rows or None.
py::object state_of(const NoiseModel& model) {
  py::list gates;
  for (const auto& [type, errors] : model.gate_errors()) {
    py::list placed;
    for (const auto& [qubits, list] : errors.placed) placed.append(py::make_tuple(qubits, list));
    gates.append(py::make_tuple(type, errors.all, placed));
  }
  py::dict read_out;
  for (const auto& [qubit, error] : model.read_out_errors()) read_out[py::int_(qubit)] = py::cast(rows_of(error));
  const auto& all = model.all_qubit_read_out_error();
  return py::make_tuple(gates, read_out, all ? py::cast(rows_of(*all)) : py::none());
}

NoiseModel model_from(const py::object& state) {
  using Errors = std::vector<QuantumError>;
  NoiseModel model;
  for (const auto& [type, all, placed] :
       state[py::int_(0)]
           .cast<std::vector<std::tuple<GateType, Errors, std::vector<std::pair<std::vector<Index>, Errors>>>>>()) {
    for (const QuantumError& error : all) model.add_all_qubit_quantum_error(error, type);
    for (const auto& [qubits, errors] : placed)
      for (const QuantumError& error : errors) model.add_quantum_error(error, type, qubits);
  }
  for (const auto& [qubit, rows] : state[py::int_(1)].cast<std::map<Index, NoiseModel::Rows>>())
    model.add_read_out_error(rows, qubit);
  const py::object all = state[py::int_(2)];
  if (!all.is_none()) model.add_all_qubit_read_out_error(all.cast<NoiseModel::Rows>());
  return model;
}

void bind_noise_model(py::module_& m) {
  py::class_<NoiseModel> model(
      m, "NoiseModel",
      "Which errors follow which gates, and how measured bits are misread.\n\n"
      "An error belongs to the stored type of a gate, after which it acts: CRX counts as RX, TOFFOLI and any "
      "controlled\n"
      "X as X, CR as CP; daggers do not matter. A one-qubit error acts on each qubit of a gate on its own. Errors for\n"
      "particular qubits replace those for all qubits there; repeated additions add up in order.");
  model.def(py::init<>())
      .def(py::init<const NoiseModel&>(), py::arg("other"), "An independent copy.")
      .def(
          "copy", [](const NoiseModel& self) { return NoiseModel(self); }, "An independent copy.")
      .def("is_enabled", &NoiseModel::is_enabled, "False for a model without any error.")
      .def(
          "add_read_out_error",
          [](NoiseModel& self, const NoiseModel::Rows& probs, Qubit qubit) {
            self.add_read_out_error(probs, qubit.index());
          },
          py::arg("probs"), py::arg("qubit"),
          "Misreading of one qubit: [[p(0|0), p(1|0)], [p(0|1), p(1|1)]], p(read|true), each row summing to 1.")
      .def("add_all_qubit_read_out_error", &NoiseModel::add_all_qubit_read_out_error, py::arg("probs"),
           "Misreading of every qubit: [[p(0|0), p(1|0)], [p(0|1), p(1|1)]], each row summing to 1.")
      .def(
          "add_quantum_error",
          [](NoiseModel& self, const QuantumError& error, GateType gate_type, const std::vector<Qubit>& qubits) {
            self.add_quantum_error(error, gate_type, to_indices(qubits));
          },
          py::arg("error"), py::arg("gate_type"), py::arg("qubits"),
          "An error after gates of one type on particular qubits: each of the list for gates on one qubit, the pair "
          "(in\n"
          "any order) for gates on two. Raises InvalidArgument for a type that takes no noise.")
      .def(
          "add_quantum_error",
          [](NoiseModel& self, const QuantumError& error, const std::vector<GateType>& gate_types,
             const std::vector<Qubit>& qubits) { self.add_quantum_error(error, gate_types, to_indices(qubits)); },
          py::arg("error"), py::arg("gate_types"), py::arg("qubits"), "The same for several types of gates.")
      .def(
          "add_all_qubit_quantum_error",
          [](NoiseModel& self, const QuantumError& error, GateType gate_type) {
            self.add_all_qubit_quantum_error(error, gate_type);
          },
          py::arg("error"), py::arg("gate_type"), "An error after gates of one type on any qubits.")
      .def(
          "add_all_qubit_quantum_error",
          [](NoiseModel& self, const QuantumError& error, const std::vector<GateType>& gate_types) {
            self.add_all_qubit_quantum_error(error, gate_types);
          },
          py::arg("error"), py::arg("gate_types"), "An error after gates of several types on any qubits.");
  define_equality<NoiseModel>(model, "The same errors added in the same order.");
  define_value_protocols<NoiseModel>(model, &state_of, &model_from);
}

constexpr const char* kProbabilityRule = "\n\nRaises InvalidArgument unless 0 <= prob <= 1.";

}  // namespace

void bind_noise(py::module_& m) {
  bind_quantum_error(m);
  bind_noise_model(m);
  const auto define = [&m](const char* name, QuantumError (*make)(double), const std::string& doc) {
    m.def(name, make, py::arg("prob"), (doc + kProbabilityRule).c_str());
  };
  define("pauli_x_error", &pauli_x_error, "A bit flip with probability `prob`.");
  define("pauli_y_error", &pauli_y_error, "Pauli Y with probability `prob`.");
  define("pauli_z_error", &pauli_z_error, "A phase flip with probability `prob`.");
  define("depolarizing_error", &depolarizing_error,
         "The completely mixed state with probability `prob`: each Pauli has prob / 4.");
  define("amplitude_damping_error", &amplitude_damping_error, "Decay from 1 to 0 with probability `prob`.");
  define("phase_damping_error", &phase_damping_error, "Coherence shrinks by the factor sqrt(1 - prob).");
  m.def("decoherence_error", &decoherence_error, py::arg("T1"), py::arg("T2"), py::arg("time_param"),
        "Relaxation during `time_param`, in the unit of T1 and T2: 1 decays as exp(-t/T1), coherence as exp(-t/T2).\n\n"
        "Raises InvalidArgument unless T1 > 0, 0 < T2 <= 2 T1 and time_param >= 0.");
}

}  // namespace qpanda3::python
