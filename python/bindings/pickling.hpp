#pragma once
// What pickle and copy do with bound classes: enums go by number, classes that say how they are pickled are left alone,
// all others say that they cannot. Without a method of their own, protocols 0 and 1 would make instances in a way that
// pybind11 answers by ending the process.

#include <pybind11/pybind11.h>

#include <string>

namespace qpanda3::python {

/// Gives each class of the module that has none its `__reduce__`. Call it when all are bound.
inline void define_pickling(pybind11::module_& m) {
  namespace py = pybind11;
  for (const auto& [name, value] : py::cast<py::dict>(m.attr("__dict__"))) {
    if (!py::isinstance<py::type>(value)) continue;
    const py::object type = py::reinterpret_borrow<py::object>(value);
    if (type.attr("__dict__").contains("__reduce__")) continue;
    if (py::hasattr(type, "__members__")) {
      const auto reduce = [](const py::object& self) {
        return py::make_tuple(py::type::of(self), py::make_tuple(py::int_(self)));
      };
      py::setattr(type, "__reduce__", py::cpp_function(reduce, py::name("__reduce__"), py::is_method(type)));
    } else {
      const auto refuse = [](const py::object& self) -> py::object {
        const auto class_name = py::type::of(self).attr("__qualname__").cast<std::string>();
        throw py::type_error("cannot pickle '" + class_name + "' object");
      };
      py::setattr(type, "__reduce__", py::cpp_function(refuse, py::name("__reduce__"), py::is_method(type)));
    }
  }
}

}  // namespace qpanda3::python
