// QCloudOptions.

#include <pybind11/operators.h>
#include <pybind11/stl.h>
#include <pybind11/typing.h>

#include "qcloud/register.hpp"
#include "qpanda3/base/concat.hpp"
#include "qpanda3/base/error.hpp"
#include "qpanda3/cloud/options.hpp"

namespace py = pybind11;

namespace qpanda3::python {
namespace {

using OptionValue = py::typing::Union<py::int_, py::float_, py::str, py::bool_>;

/// By hand: pybind11's conversion would make a bool of None and of numbers beyond 64 bits.
CustomOption to_custom_option(const std::string& key, const py::object& value) {
  if (py::isinstance<py::bool_>(value)) return value.cast<bool>();
  if (py::isinstance<py::float_>(value)) return value.cast<double>();
  if (py::isinstance<py::str>(value)) return value.cast<std::string>();
  if (PyIndex_Check(value.ptr()) == 0) {
    throw py::type_error(concat("value of option '", key, "' is of type ",
                                std::string(py::str(py::type::of(value).attr("__name__"))),
                                "; expected int, float, str or bool"));
  }
  const auto number = py::reinterpret_steal<py::object>(PyNumber_Index(value.ptr()));
  if (!number) throw py::error_already_set();
  int overflow = 0;
  const long long held = PyLong_AsLongLongAndOverflow(number.ptr(), &overflow);
  if (overflow != 0) {
    throw InvalidArgument(concat("value of option '", key, "' is ", std::string(py::str(number)).substr(0, 60),
                                 "; expected an integer of at most 64 bits"));
  }
  return static_cast<std::int64_t>(held);
}

}  // namespace

void bind_options(py::module_& m) {
  py::class_<QCloudOptions>(m, "QCloudOptions", "How a chip shall run a program.")
      .def(
          py::init<int, bool, bool, bool, int, bool, std::vector<int>>(), py::arg("amend_flag") = 1,
          py::arg("use_cz_pattern") = false, py::arg("mapping") = true, py::arg("optimization") = true,
          py::arg("point_label") = 1, py::arg("is_prob_counts") = true, py::arg("specified_block") = std::vector<int>(),
          "`amend_flag` selects the correction of readout errors (0: none, 1, 3); `mapping` and `optimization` let the "
          "service map the program to the chip and optimise it; `specified_block` names the qubits to use.")
      .def("set_amend", &QCloudOptions::set_amend, py::arg("is_amend"), "Sets amend_flag to 1 or 0.")
      .def("set_amend_flag", &QCloudOptions::set_amend_flag, py::arg("amend_flag"),
           "0, 1 or 3; raises ValueError for anything else.")
      .def("set_use_cz_pattern", &QCloudOptions::set_use_cz_pattern, py::arg("use_cz_pattern"),
           "The option use_cz_pattern of chips; sent as it is.")
      .def("set_mapping", &QCloudOptions::set_mapping, py::arg("is_mapping"),
           "Whether the service may choose the qubits of the chip.")
      .def("set_optimization", &QCloudOptions::set_optimization, py::arg("is_optimization"),
           "Whether the service may optimise the program.")
      .def("set_point_label", &QCloudOptions::set_point_label, py::arg("point_label"),
           "The working point of the chip, by its number; sent as it is.")
      .def("set_specified_block", &QCloudOptions::set_specified_block, py::arg("specified_block"),
           "The qubits of the chip to use; an empty list leaves the choice to the service.")
      .def("set_is_prob_counts", &QCloudOptions::set_is_prob_counts, py::arg("is_prob_counts"),
           "The option isProbcount of chips; sent as it is.")
      .def("is_amend", &QCloudOptions::is_amend, "Whether amend_flag is other than 0.")
      .def("amend_flag", &QCloudOptions::amend_flag, "The correction of readout errors: 0 for none, 1 or 3.")
      .def("use_cz_pattern", &QCloudOptions::use_cz_pattern, "What set_use_cz_pattern() set.")
      .def("is_mapping", &QCloudOptions::is_mapping, "What set_mapping() set.")
      .def("is_optimization", &QCloudOptions::is_optimization, "What set_optimization() set.")
      .def("point_label", &QCloudOptions::point_label, "What set_point_label() set.")
      .def("is_prob_counts", &QCloudOptions::is_prob_counts, "What set_is_prob_counts() set.")
      .def("specified_block", &QCloudOptions::specified_block, "What set_specified_block() set.")
      .def(
          "set_custom_option",
          [](QCloudOptions& self, const std::string& key, const OptionValue& value) {
            self.set_custom_option(key, to_custom_option(key, value));
          },
          py::arg("key"), py::arg("value"),
          "An option this library does not know; it is sent beside the known ones. Raises ValueError if `key` is empty "
          "or the wire name of a known option ('shot', 'amendFlag', ...).")
      .def(
          "get_custom_option",
          [](const QCloudOptions& self, const std::string& key) { return py::cast(self.get_custom_option(key)); },
          py::arg("key"), "The value; raises KeyError if there is none of that name.")
      .def("has_custom_option", &QCloudOptions::has_custom_option, py::arg("key"),
           "Whether set_custom_option() set one of that name.")
      .def("get_custom_options", &QCloudOptions::get_custom_options, "All custom options by name.")
      .def(
          "print", [](const QCloudOptions& self) { py::print(self.describe(), py::arg("end") = ""); },
          "Prints all options to sys.stdout, one a line.")
      .def(py::self == py::self)
      .def(py::self != py::self)
      .def("__repr__", [](const QCloudOptions& self) {
        return concat(
            "<QCloudOptions amend_flag=", self.amend_flag(), " mapping=", self.is_mapping() ? "True" : "False",
            " optimization=", self.is_optimization() ? "True" : "False", " point_label=", self.point_label(), ">");
      });
}

}  // namespace qpanda3::python
