// QCloudResult. Reading and rewriting large results runs without the GIL.

#include <pybind11/complex.h>
#include <pybind11/stl.h>

#include "qcloud/register.hpp"
#include "qpanda3/cloud/result.hpp"

namespace py = pybind11;

namespace qpanda3::python {
namespace {

using Released = py::call_guard<py::gil_scoped_release>;

void bind_tables(py::class_<QCloudResult>& result) {
  result
      .def("get_probs", &QCloudResult::get_probs, py::arg("base") = DataBase::Binary, Released(),
           "Basis state -> probability as the service sent it; the highest measured bit stands first. Empty unless the "
           "job is finished. Of several results the last one; see get_probs_list.")
      .def("get_counts", &QCloudResult::get_counts, py::arg("base") = DataBase::Binary, Released(),
           "Basis state -> number of shots; the highest measured bit stands first. Empty unless the job is finished. "
           "Of several results the last one; see get_counts_list.")
      .def("get_probs_list", &QCloudResult::get_probs_list, py::arg("base") = DataBase::Binary, Released(),
           "Probabilities of each program of the job, in order. Empty if the service named fewer widths than results.")
      .def("get_counts_list", &QCloudResult::get_counts_list, py::arg("base") = DataBase::Binary, Released(),
           "Counts of each program of the job, in order. Empty if the service named fewer widths than results.")
      .def("get_amplitudes", &QCloudResult::get_amplitudes,
           "Basis state, as the service wrote it -> complex amplitude. Empty if none were asked for.")
      .def("get_state_fidelity", &QCloudResult::get_state_fidelity, "Fidelity of a tomography; 0 if there is none.")
      .def("get_state_tomography_density", &QCloudResult::get_state_tomography_density,
           "Density matrix of a tomography, row by row; empty if there is none.");
}

void bind_fields(py::class_<QCloudResult>& result) {
  result
      .def("__getitem__", &QCloudResult::operator[], py::arg("key"),
           "A member of the answer as text: strings as they are, anything else as compact JSON. KeyError if absent.")
      .def("__contains__", &QCloudResult::contains, py::arg("key"))
      .def("instructions", &QCloudResult::instructions,
           "The compiled program as the service sent it. IndexError if it did not; likewise for the fields below.")
      .def("qprog", &QCloudResult::qprog, "The submitted program.")
      .def("mapping_qprog", &QCloudResult::mapping_qprog, "The program after mapping to the chip.")
      .def("mapping_qubit", &QCloudResult::mapping_qubit, "Which qubit of the chip each qubit became.")
      .def("src_qubits", &QCloudResult::src_qubits, "Qubits of the submitted program.")
      .def("target_cbits", &QCloudResult::target_cbits, "Classical bits that are measured into.")
      .def("measure_qubits", &QCloudResult::measure_qubits, "Qubits that are measured.")
      .def("prob_count_raw", &QCloudResult::prob_count_raw, "The counts as the service sent them.")
      .def("timing_info", &QCloudResult::timing_info, "The timing fields the service sent, values as text.");
}

}  // namespace

void bind_result(py::module_& m) {
  py::class_<QCloudResult> result(m, "QCloudResult", "What a service answered about a job. Immutable.");
  result
      .def(py::init<std::string, std::string>(), py::arg("cloud_job_id"), py::arg("result_string"), Released(),
           "Reads the text of a taskDetail answer. Raises RuntimeError, naming the member, if it cannot be read.")
      .def("origin_data", &QCloudResult::origin_data, "The answer as received.")
      .def("job_id", &QCloudResult::job_id, "The id that the service gave to the job.")
      .def("job_status", &QCloudResult::job_status, "The state of the job when the service answered.")
      .def("error_message", &QCloudResult::error_message,
           "Why the job, or the question about it, failed; '' otherwise.")
      .def("query_rejected", &QCloudResult::query_rejected,
           "True if the service did not say how the job is (it refused the question, or answered without a state): the "
           "status is then FAILED, but the job may be well. An addition to the documented interface.");
  bind_tables(result);
  bind_fields(result);
  result.def("__repr__", [](const QCloudResult& self) { return "<" + self.describe() + ">"; });
}

}  // namespace qpanda3::python
