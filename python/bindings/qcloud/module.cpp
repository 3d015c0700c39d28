// pyqpanda3._qcloud: the cloud client. Users import it as pyqpanda3.qcloud.

#include "errors.hpp"
#include "pickling.hpp"
#include "qcloud/register.hpp"

PYBIND11_MODULE(_qcloud, m) {
  using namespace qpanda3::python;
  pybind11::module_::import("pyqpanda3._core");  // registers QProg, which signatures below name
  m.doc() = "Jobs at a cloud service: submit programs, follow them, read results.";
  m.attr("__module__") = "pyqpanda3.qcloud";  // where users find the classes
  register_errors();
  bind_cloud_enums(m);
  bind_noise_model(m);
  bind_options(m);
  bind_result(m);
  bind_job(m);
  bind_backend(m);
  bind_service(m);
  define_pickling(m);
}
