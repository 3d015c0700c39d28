#pragma once
// Qubits and cbits from Python: an int, a numpy integer, a bool, or an instance of Qubit (CBit).
// Include this first in every file that binds functions taking qubits.

#include <pybind11/complex.h>
#include <pybind11/pybind11.h>
#include <pybind11/stl.h>

#include "qpanda3/base/concat.hpp"
#include "qpanda3/base/error.hpp"
#include "qpanda3/gate/qubit.hpp"

namespace qpanda3::python {

/// The Python classes Qubit and CBit: an index that can be passed wherever an int is taken.
struct QubitObject {
  Qubit value;
};
struct CBitObject {
  CBit value;
};

/// False if `source` is no integer; throws if it is one that is no index.
template <class IndexType, class Wrapper>
bool load_index(pybind11::handle source, const char* what, IndexType& out) {
  namespace py = pybind11;
  if (!source) return false;
  if (py::isinstance<Wrapper>(source)) {
    out = source.cast<const Wrapper&>().value;
    return true;
  }
  if (py::isinstance<QubitObject>(source) || py::isinstance<CBitObject>(source)) return false;  // of the other kind
  if (PyFloat_Check(source.ptr()) || !PyIndex_Check(source.ptr())) return false;
  const auto number = py::reinterpret_steal<py::object>(PyNumber_Index(source.ptr()));
  if (!number) {  // arrays of more than one element have __index__ but refuse
    PyErr_Clear();
    return false;
  }
  int overflow = 0;
  const long long index = PyLong_AsLongLongAndOverflow(number.ptr(), &overflow);
  if (overflow > 0)
    throw InvalidArgument(concat(what, " number must be at most ", kMaxIndex, ", got ", std::string(py::str(number))));
  if (overflow < 0)
    throw NegativeValue(concat(what, " number must not be negative, got ", std::string(py::str(number))));
  out = IndexType(index);
  return true;
}

}  // namespace qpanda3::python

namespace pybind11::detail {

template <>
struct type_caster<qpanda3::Qubit> {
  PYBIND11_TYPE_CASTER(qpanda3::Qubit, const_name("int"));
  bool load(handle source, bool) {
    return qpanda3::python::load_index<qpanda3::Qubit, qpanda3::python::QubitObject>(source, "qubit", value);
  }
  static handle cast(qpanda3::Qubit qubit, return_value_policy, handle) {
    return PyLong_FromUnsignedLong(qubit.index());
  }
};

template <>
struct type_caster<qpanda3::CBit> {
  PYBIND11_TYPE_CASTER(qpanda3::CBit, const_name("int"));
  bool load(handle source, bool) {
    return qpanda3::python::load_index<qpanda3::CBit, qpanda3::python::CBitObject>(source, "cbit", value);
  }
  static handle cast(qpanda3::CBit cbit, return_value_policy, handle) { return PyLong_FromUnsignedLong(cbit.index()); }
};

}  // namespace pybind11::detail

namespace qpanda3::python {

template <class IndexType>
std::vector<Index> to_indices(const std::vector<IndexType>& list) {
  std::vector<Index> indices;
  indices.reserve(list.size());
  for (const IndexType element : list) indices.push_back(element.index());
  return indices;
}

template <class IndexType>
std::map<Index, Index> to_index_map(const std::map<IndexType, IndexType>& map) {
  std::map<Index, Index> indices;
  for (const auto& [from, to] : map) indices[from.index()] = to.index();
  return indices;
}

}  // namespace qpanda3::python
