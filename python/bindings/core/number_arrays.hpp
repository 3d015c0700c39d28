#pragma once
// Qubits and parameters of many gates, read from arrays and lists.

#include <cstdint>
#include <limits>
#include <string>
#include <type_traits>
#include <vector>

#include "core/arrays.hpp"
#include "core/casters.hpp"
#include "interrupt.hpp"
#include "qpanda3/base/huge_pages.hpp"

namespace qpanda3::python {

inline constexpr const char* kQubits = "append_gates: qubits must be integers, in a sequence, in rows or in an array";
inline constexpr const char* kParams =
    "append_gates: params must be numbers, in a sequence, in rows or in an array, or one";

/// More qubits than this are worked on without the GIL.
inline constexpr std::size_t kLong = std::size_t{1} << 14;
/// Loops over elements of lists ask for Ctrl-C this often.
inline constexpr std::size_t kElementsPerCheck = std::size_t{1} << 16;

inline void check_signals(std::size_t i) {
  if (i % kElementsPerCheck == kElementsPerCheck - 1 && PyErr_CheckSignals() != 0) throw pybind11::error_already_set();
}

inline std::string type_name(pybind11::handle object) { return Py_TYPE(object.ptr())->tp_name; }

/// The elements of a sequence. Strings are none here. It can change whenever something of Python runs, such as
/// __index__ of an element or a signal handler: loops ask for the size each time.
class Elements {
 public:
  Elements(pybind11::handle object, const char* expectation) {
    const bool is_text = PyUnicode_Check(object.ptr()) != 0 || PyBytes_Check(object.ptr()) != 0;
    if (is_text || PySequence_Check(object.ptr()) == 0)
      throw pybind11::type_error(concat(expectation, ", got ", type_name(object)));
    sequence_ = pybind11::reinterpret_steal<pybind11::object>(PySequence_Fast(object.ptr(), expectation));
    if (!sequence_) throw pybind11::error_already_set();
  }
  std::size_t size() const { return static_cast<std::size_t>(PySequence_Fast_GET_SIZE(sequence_.ptr())); }
  pybind11::object operator[](std::size_t i) const { return pybind11::reinterpret_borrow<pybind11::object>(at(i)); }
  /// Of the object, to compare it with those of others.
  std::uintptr_t address(std::size_t i) const { return reinterpret_cast<std::uintptr_t>(at(i)); }

 private:
  PyObject* at(std::size_t i) const { return PySequence_Fast_GET_ITEM(sequence_.ptr(), static_cast<Py_ssize_t>(i)); }

  pybind11::object sequence_;
};

/// Numbers behind one another, and how long the rows were in which they came.
template <class Number>
struct Numbers {
  std::vector<Number> values;
  bool in_rows = false;
  std::size_t num_rows = 0;
  std::size_t row_length = 0;            ///< of all rows of an array
  std::vector<std::size_t> row_lengths;  ///< of the rows of a sequence

  std::size_t length_of(std::size_t row) const { return row_lengths.empty() ? row_length : row_lengths[row]; }
};

/// Runs `work` without the GIL if there is much to do.
template <class Work>
void maybe_released(std::size_t size, Work&& work) {
  if (size <= kLong) return work();
  const pybind11::gil_scoped_release release;
  const InterruptScope scope(signal_check());
  work();
}

template <class Integer>
[[noreturn]] void refuse_qubit(Integer value, std::size_t place) {
  if constexpr (std::is_signed_v<Integer>) {
    if (value < 0)
      throw NegativeValue(concat("append_gates: qubit number must not be negative, got ", value, " in place ", place));
  }
  throw InvalidArgument(
      concat("append_gates: qubit number must be at most ", kMaxIndex, ", got ", value, " in place ", place));
}

/// Qubits from an array of integers.
template <class Integer>
void copy_qubits(const pybind11::array& array, std::vector<Index>& out) {
  const auto source = pybind11::array_t<Integer, pybind11::array::c_style | pybind11::array::forcecast>::ensure(array);
  if (!source) throw pybind11::error_already_set();
  const auto count = static_cast<std::size_t>(source.size());
  const std::size_t start = out.size();
  if (start == 0) reserve_large(out, count);  // rows come one by one: then memory grows by a factor
  out.resize(start + count);
  const Integer* const from = source.data();
  Index* const to = out.data() + start;
  maybe_released(count, [=] {
    for (std::size_t i = 0; i < count; ++i) {
      const Integer value = from[i];
      if (static_cast<std::uint64_t>(value) > kMaxIndex)  // also the negative ones
        refuse_qubit(value, start + i);
      to[i] = static_cast<Index>(value);
    }
  });
}

inline void read_array(const pybind11::array& array, std::vector<Index>& out) {
  const char kind = array.dtype().kind();
  if (kind == 'u')
    copy_qubits<std::uint64_t>(array, out);
  else if (kind == 'i' || array.size() == 0)  // of an empty list numpy makes floats
    copy_qubits<std::int64_t>(array, out);
  else
    throw pybind11::type_error(concat(kQubits, ", got an array of ", std::string(pybind11::str(array.dtype()))));
}

inline void read_array(const pybind11::array& array, std::vector<double>& out) {
  const char kind = array.dtype().kind();
  if (kind != 'f' && kind != 'i' && kind != 'u')
    throw pybind11::type_error(concat(kParams, ", got an array of ", std::string(pybind11::str(array.dtype()))));
  const auto source = pybind11::array_t<double, pybind11::array::c_style | pybind11::array::forcecast>::ensure(array);
  if (!source) throw pybind11::error_already_set();
  if (out.empty()) reserve_large(out, static_cast<std::size_t>(source.size()));
  out.insert(out.end(), source.data(), source.data() + source.size());
}

/// Plain ints and floats, without running anything of Python.
inline bool read_plain(PyObject* element, std::vector<Index>& out) {
  if (!PyLong_CheckExact(element)) return false;
  int overflow = 0;
  const long long value = PyLong_AsLongLongAndOverflow(element, &overflow);
  if (overflow != 0) return false;
  if (value < 0 || value > kMaxIndex) refuse_qubit(value, out.size());
  out.push_back(static_cast<Index>(value));
  return true;
}

inline bool read_plain(PyObject* element, std::vector<double>& out) {
  if (!PyFloat_CheckExact(element)) return false;
  out.push_back(PyFloat_AS_DOUBLE(element));
  return true;
}

inline void read_one(const pybind11::object& element, std::vector<Index>& out) {
  pybind11::detail::make_caster<Qubit> caster;
  if (!caster.load(element, true))
    throw pybind11::type_error(concat(kQubits, "; place ", out.size(), " has ", type_name(element)));
  out.push_back(static_cast<Qubit&>(caster).index());
}

inline void read_one(const pybind11::object& element, std::vector<double>& out) {
  const double value = PyFloat_AsDouble(element.ptr());
  if (value == -1 && PyErr_Occurred() != nullptr) {
    PyErr_Clear();
    throw pybind11::type_error(concat(kParams, "; place ", out.size(), " has ", type_name(element)));
  }
  out.push_back(value);
}

/// Asks the usual suspects first: the last question imports numpy.
inline bool is_array(pybind11::handle object) {
  if (PyList_Check(object.ptr()) != 0 || PyTuple_Check(object.ptr()) != 0 || PyRange_Check(object.ptr()) != 0 ||
      PyLong_Check(object.ptr()) != 0 || PyFloat_Check(object.ptr()) != 0)
    return false;
  return pybind11::isinstance<pybind11::array>(object);
}

inline bool is_row(const pybind11::object& element) {
  return PyList_Check(element.ptr()) != 0 || PyTuple_Check(element.ptr()) != 0 || is_array(element);
}

/// Takes numbers from the front of a list or tuple as long as they are plain, and returns how many.
template <class Number>
std::size_t read_plain_ones(PyObject* sequence, std::vector<Number>& out) {
  const Py_ssize_t count = PySequence_Fast_GET_SIZE(sequence);
  PyObject** const elements = PySequence_Fast_ITEMS(sequence);
  Py_ssize_t done = 0;
  while (done < count && read_plain(elements[done], out)) ++done;
  return static_cast<std::size_t>(done);
}

template <class Number>
void read_row(const pybind11::object& row, std::vector<Number>& out, const char* expectation) {
  if (is_array(row)) {
    const auto array = pybind11::reinterpret_borrow<pybind11::array>(row);
    if (array.ndim() != 1)
      throw pybind11::type_error(concat(expectation, ", got a row of ", array.ndim(), " dimensions"));
    return read_array(array, out);
  }
  std::size_t done = read_plain_ones(row.ptr(), out);
  for (; done < static_cast<std::size_t>(PySequence_Fast_GET_SIZE(row.ptr())); ++done) {
    const auto element = pybind11::reinterpret_borrow<pybind11::object>(
        PySequence_Fast_GET_ITEM(row.ptr(), static_cast<Py_ssize_t>(done)));
    if (!read_plain(element.ptr(), out)) read_one(element, out);
  }
}

/// A sequence of numbers, or of rows.
template <class Number>
void read_sequence(const Elements& elements, Numbers<Number>& numbers, const char* expectation) {
  reserve_large(numbers.values, elements.size());
  numbers.in_rows = elements.size() != 0 && is_row(elements[0]);
  for (std::size_t i = 0; check_signals(i), i < elements.size(); ++i) {
    const pybind11::object element = elements[i];
    if (!numbers.in_rows && read_plain(element.ptr(), numbers.values)) continue;
    if (is_row(element) != numbers.in_rows)
      throw pybind11::type_error(concat(expectation, "; place ", i, " has ", type_name(element), ", which is ",
                                        numbers.in_rows ? "no row as those before" : "no number as those before"));
    if (!numbers.in_rows) {
      read_one(element, numbers.values);
      continue;
    }
    const std::size_t start = numbers.values.size();
    read_row(element, numbers.values, expectation);
    numbers.row_lengths.push_back(numbers.values.size() - start);
  }
  numbers.num_rows = numbers.row_lengths.size();
}

/// An array of one or two dimensions, or a sequence.
template <class Number>
Numbers<Number> read_numbers(const pybind11::object& object, const char* expectation) {
  Numbers<Number> numbers;
  if (!is_array(object)) {
    read_sequence(Elements(object, expectation), numbers, expectation);
    return numbers;
  }
  const auto array = pybind11::reinterpret_borrow<pybind11::array>(object);
  if (array.ndim() != 1 && array.ndim() != 2)
    throw pybind11::type_error(concat(expectation, ", got an array of ", array.ndim(), " dimensions"));
  read_array(array, numbers.values);
  numbers.in_rows = array.ndim() == 2;
  if (numbers.in_rows) {
    numbers.num_rows = static_cast<std::size_t>(array.shape(0));
    numbers.row_length = static_cast<std::size_t>(array.shape(1));
  }
  return numbers;
}

}  // namespace qpanda3::python
