#pragma once
// copy, deepcopy and pickle for classes whose instances are values, and for Python classes derived from them: these
// keep their class and their attributes, and their __init__ is not called.

#include <pybind11/pybind11.h>

#include <string>
#include <utility>

#include "interrupt.hpp"
#include "qpanda3/binary/archive.hpp"

namespace qpanda3::python {

/// The attributes that Python code has set on an instance, in its __dict__ or in __slots__.
inline pybind11::dict own_attributes(const pybind11::object& self) {
  namespace py = pybind11;
  py::dict attributes;
  if (py::hasattr(self, "__dict__")) attributes = py::dict(self.attr("__dict__"));
  for (const py::handle name : py::module_::import("copyreg").attr("_slotnames")(py::type::of(self)))
    if (py::hasattr(self, name)) attributes[name] = py::getattr(self, name);
  return attributes;
}

/// A new instance of the class of `self`, made from a state as __setstate__ takes it.
template <class T>
pybind11::object instance_like(const pybind11::object& self, const pybind11::tuple& state) {
  namespace py = pybind11;
  const py::type type = py::type::of(self);
  py::object made = type.attr("__new__")(type);
  py::type::of<T>().attr("__setstate__")(made, state);
  return made;
}

/// Defines __copy__, __deepcopy__ and __reduce__. `dump(const T&)` gives a Python object that `load(object)` makes an
/// equal T of; it is what pickle stores. Copies go without it.
template <class T, class Class, class Dump, class Load>
void define_value_protocols(Class& cls, Dump dump, Load load) {
  namespace py = pybind11;
  cls.def(
      "__setstate__",
      [load](py::detail::value_and_holder& instance, const py::tuple& state) {
        const py::object value = state[0];
        instance.value_ptr() = py::isinstance<T>(value) ? new T(value.cast<const T&>()) : new T(load(value));
        const auto self = py::reinterpret_borrow<py::object>(reinterpret_cast<PyObject*>(instance.inst));
        for (const auto& [name, attribute] : state[1].cast<py::dict>()) py::setattr(self, name, attribute);
      },
      py::detail::is_new_style_constructor(), "What pickle and copy call.");
  cls.def("__reduce__", [dump](const py::object& self) -> py::tuple {
    const py::tuple state = py::make_tuple(dump(self.cast<const T&>()), own_attributes(self));
    return py::make_tuple(py::module_::import("copyreg").attr("__newobj__"), py::make_tuple(py::type::of(self)), state);
  });
  cls.def(
      "__copy__",
      [](const py::object& self) { return instance_like<T>(self, py::make_tuple(self, own_attributes(self))); },
      "An independent copy; attributes that were set on the object are shared.");
  cls.def(
      "__deepcopy__",
      [](const py::object& self, py::dict memo) {
        const py::object copy = instance_like<T>(self, py::make_tuple(self, py::dict()));
        memo[py::int_(reinterpret_cast<std::size_t>(self.ptr()))] =
            copy;  // before the attributes: they may refer to it
        const py::object deepcopy = py::module_::import("copy").attr("deepcopy");
        for (const auto& [name, attribute] : own_attributes(self)) py::setattr(copy, name, deepcopy(attribute, memo));
        return copy;
      },
      py::arg("memo"), "An independent copy; attributes that were set on the object are copied too.");
}

/// The same through archives: `read` is the function that reads what to_archive makes.
template <class T, class Class>
void define_archived_value(Class& cls, T (*read)(std::string_view)) {
  namespace py = pybind11;
  define_value_protocols<T>(
      cls, [](const T& value) { return py::bytes(detached(value, [](const T& copy) { return to_archive(copy); })); },
      [read](const py::object& state) {
        const auto bytes = state.cast<std::string>();
        const py::gil_scoped_release release;
        const InterruptScope scope(signal_check());
        return read(bytes);
      });
}

/// Instances stay usable as keys although they have __eq__ and can change: programs rely on it. A key is found again as
/// the same object only.
template <class Class>
void keep_identity_hash(Class& cls) {
  cls.attr("__hash__") = pybind11::module_::import("builtins").attr("object").attr("__hash__");
}

/// __eq__ by value.
template <class T, class Class>
void define_equality(Class& cls, const char* doc) {
  namespace py = pybind11;
  keep_identity_hash(cls);
  cls.def(
      "__eq__", [](const T& self, const T& other) { return self == other; }, py::is_operator(), py::arg("other"), doc);
}

/// The same for circuits and programs: without the GIL, and answering Ctrl-C.
template <class T, class Class>
void define_detached_equality(Class& cls, const char* doc) {
  namespace py = pybind11;
  keep_identity_hash(cls);
  cls.def(
      "__eq__",
      [](const T& self, const T& other) {
        const T second = other;
        return detached(self, [&second](const T& first) { return first == second; });
      },
      py::is_operator(), py::arg("other"), doc);
}

}  // namespace qpanda3::python
