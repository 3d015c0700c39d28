// QCloudJob. Every request runs without the GIL and is stopped by Ctrl-C.

#include <pybind11/stl.h>
#include <pybind11/typing.h>

#include "qcloud/call.hpp"
#include "qcloud/register.hpp"
#include "qpanda3/base/concat.hpp"
#include "qpanda3/base/error.hpp"
#include "qpanda3/cloud/job.hpp"

namespace py = pybind11;

namespace qpanda3::python {
namespace {

using Keys = std::vector<std::string>;
using UpdateCallback = py::typing::Optional<py::typing::Callable<void(JobStatus)>>;

[[noreturn]] void refuse_keys(const char* name, const py::handle& value, const char* expected) {
  throw InvalidArgument(concat(name, " is ", std::string(py::repr(value)).substr(0, 100), "; expected ", expected));
}

Keys to_keys(const py::object& keys, const py::object& key) {
  if (!keys.is_none() && !key.is_none()) throw InvalidArgument("both keys and key are given; use one of them");
  if (!key.is_none()) {
    if (!py::isinstance<py::str>(key)) refuse_keys("key", key, "a str");
    return {key.cast<std::string>()};
  }
  if (keys.is_none()) return {};
  if (py::isinstance<py::str>(keys)) return {keys.cast<std::string>()};
  if (!py::isinstance<py::list>(keys) && !py::isinstance<py::tuple>(keys)) {
    refuse_keys("keys", keys, "a str, or a list or tuple of str");
  }
  Keys out;
  for (const py::handle entry : keys) {
    if (!py::isinstance<py::str>(entry)) refuse_keys("keys", keys, "a str, or a list or tuple of str");
    out.push_back(entry.cast<std::string>());
  }
  return out;
}

JobStatus status(const QCloudJob& self, std::optional<double> timeout) {
  const py::gil_scoped_release released;
  return self.status(call_options(timeout));
}

QCloudResult query(const QCloudJob& self, const py::object& keys, const py::object& key,
                   std::optional<double> timeout) {
  const Keys names = to_keys(keys, key);
  const py::gil_scoped_release released;
  return self.query(names, call_options(timeout));
}

QCloudResult result(const QCloudJob& self, const py::object& keys, const py::object& key, std::optional<double> timeout,
                    const UpdateCallback& on_update) {
  const Keys names = to_keys(keys, key);
  WaitOptions options{to_seconds(timeout), signal_check(), {}};
  if (!on_update.is_none()) {
    if (PyCallable_Check(on_update.ptr()) == 0) refuse_keys("on_update", on_update, "a callable or None");
    // Held by reference: copies of the function are made without the GIL.
    options.on_update = [&on_update](JobStatus now) {
      const py::gil_scoped_acquire gil;
      on_update(now);
    };
  }
  const py::gil_scoped_release released;
  return self.result(names, options);
}

}  // namespace

void bind_job(py::module_& m) {
  py::class_<QCloudJob>(m, "QCloudJob",
                        "A job at a service. Safe to use from several threads; each request releases the GIL.")
      .def(py::init<std::string>(), py::arg("job_id"),
           "The job of that id at the QCloudService made last in this process; RuntimeError if there is none.")
      .def("job_id", &QCloudJob::job_id, "The job's id; RuntimeError if it is empty.")
      .def("status", &status, py::arg("timeout") = py::none(),
           "Asks the service for the job's state. Connection faults are survived by asking up to three times. "
           "`timeout` (an addition to the documented interface): seconds for the whole call, after which TimeoutError "
           "is raised; default: the service's request_timeout.")
      .def(
          "query", &query, py::arg("keys") = py::none(), py::arg("key") = py::none(), py::arg("timeout") = py::none(),
          "Asks the service once and returns what there is. `keys` (str, list or tuple) or `key` (str) name fields the "
          "answer shall hold; ValueError if both are given. `timeout` is an addition: see status.")
      .def(
          "result", &result, py::arg("keys") = py::none(), py::arg("key") = py::none(), py::arg("timeout") = py::none(),
          py::arg("on_update") = py::none(),
          "Waits until the job is finished or failed and returns its result; a failed job gives a result with status "
          "FAILED and an error_message(). The service is asked every 0.5 to 2 seconds, or as often as it wishes; "
          "faults of connection and server are survived meanwhile. "
          "Additions to the documented interface: `timeout`, seconds after which TimeoutError is raised while the job "
          "goes on; without it, waiting ends with ConnectionError only after ten minutes of faults alone. `on_update`, "
          "called with the JobStatus of each answer; what it raises ends the waiting.")
      .def(
          "cancel",
          [](const QCloudJob& self, std::optional<double> timeout) {
            const py::gil_scoped_release released;
            return self.cancel(call_options(timeout));
          },
          py::arg("timeout") = py::none(),
          "Asks the service to end the job; False if it refused. Sent once. `timeout` is an addition: see status.")
      .def_static(
          "cancel_task",
          [](const std::string& task_id, std::optional<double> timeout) {
            const py::gil_scoped_release released;
            return QCloudJob::cancel_task(task_id, call_options(timeout));
          },
          py::arg("task_id"), py::arg("timeout") = py::none(),
          "cancel() by id, at the QCloudService made last in this process.")
      .def("__repr__", [](const QCloudJob& self) { return "<" + self.describe() + ">"; });
}

}  // namespace qpanda3::python
