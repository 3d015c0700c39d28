// QCloudService.

#include <pybind11/stl.h>

#include "qcloud/call.hpp"
#include "qcloud/register.hpp"
#include "qpanda3/cloud/service.hpp"

namespace py = pybind11;

namespace qpanda3::python {
namespace {

/// Python environments often bring certificates where the system has none.
std::string certificates_of_python(const std::string& url, const std::string& ca_file) {
  const bool needed = url.rfind("https", 0) == 0 && ca_file.empty() && !cloud::system_has_ca_certificates();
  if (!needed) return {};
  try {
    return py::module_::import("certifi").attr("where")().cast<std::string>();
  } catch (const py::error_already_set& error) {
    if (error.matches(PyExc_ImportError)) return {};
    throw;
  }
}

QCloudService make_service(const std::string& api_key, const std::string& url, double connect_timeout,
                           double request_timeout, std::size_t max_answer_bytes, const std::string& ca_file) {
  ConnectionOptions connection;
  connection.connect_timeout = Seconds(connect_timeout);
  connection.request_timeout = Seconds(request_timeout);
  connection.max_answer_bytes = max_answer_bytes;
  connection.tls = {ca_file, certificates_of_python(url, ca_file)};
  return QCloudService(api_key, url, connection);
}

constexpr const char* kInitDoc =
    "Sends nothing. A `url` without scheme is http. ValueError if `api_key` is empty or holds control characters, or "
    "if "
    "`url` is no http or https address. Additions to the documented interface: `connect_timeout` and "
    "`request_timeout`, "
    "seconds for the connection and for one whole request; `max_answer_bytes`, the largest answer taken; `ca_file`, a "
    "PEM file of certificates to trust instead of those of the system.";

}  // namespace

void bind_service(py::module_& m) {
  const ConnectionOptions defaults;
  const py::arg_v connect("connect_timeout", defaults.connect_timeout.count());
  const py::arg_v request("request_timeout", defaults.request_timeout.count());
  const py::arg_v bytes("max_answer_bytes", defaults.max_answer_bytes);
  const py::arg_v ca_file("ca_file", "");
  py::class_<QCloudService>(m, "QCloudService",
                            "A cloud service: an address and the key that opens it. Several live side by side; a "
                            "QCloudJob or QCloudBackend made by hand belongs to the one made last.")
      .def(py::init([](const std::string& api_key, double connect_timeout, double request_timeout,
                       std::size_t max_answer_bytes, const std::string& certificates) {
             return make_service(api_key, QCloudService::kDefaultUrl, connect_timeout, request_timeout,
                                 max_answer_bytes, certificates);
           }),
           py::arg("api_key"), py::kw_only(), connect, request, bytes, ca_file, kInitDoc)
      .def(py::init(&make_service), py::arg("api_key"), py::arg("url"), py::kw_only(), connect, request, bytes, ca_file,
           kInitDoc)
      .def("setup_logging", &QCloudService::setup_logging, py::arg("output") = LogOutput::CONSOLE,
           py::arg("file_path") = "", py::arg("level") = LogLevel::CLOUD_INFO,
           "Writes a line about each request of this service to standard error (CONSOLE) or to the end of a file "
           "(FILE; without `file_path` QCloudService-<date>.log in the working directory). The API key is never "
           "written. `level` is an addition to the documented interface.")
      .def(
          "backends",
          [](const QCloudService& self, std::optional<double> timeout) {
            const py::gil_scoped_release released;
            return self.backends(call_options(timeout));
          },
          py::arg("timeout") = py::none(),
          "Asks the service for its backends: name -> online. The three simulators are always among them. `timeout`, "
          "an addition: seconds for the whole call.")
      .def("backend", &QCloudService::backend, py::arg("backend_name"), "A backend by name. Sends nothing.")
      .def("job", &QCloudService::job, py::arg("job_id"),
           "A job of this service by its id. Sends nothing. An addition to the documented interface.")
      .def("__repr__", [](const QCloudService& self) { return "<" + self.describe() + ">"; });
}

}  // namespace qpanda3::python
