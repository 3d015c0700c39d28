// append_gates() of QCircuit and QProg: many gates from arrays and lists.

#include <algorithm>
#include <array>
#include <cstdint>
#include <memory>
#include <optional>
#include <string>
#include <vector>

#include "core/arrays.hpp"
#include "core/casters.hpp"
#include "core/register.hpp"
#include "interrupt.hpp"
#include "qpanda3/circuit/gate_arrays.hpp"
#include "qpanda3/circuit/prog.hpp"

namespace py = pybind11;

namespace qpanda3::python {
namespace {

bool is_object(PyObject* object) { return object != nullptr; }

}  // namespace

/// Arguments that are read here; the types exist for what signatures say of them.
struct GatesArgument : py::object {
  PYBIND11_OBJECT_DEFAULT(GatesArgument, py::object, is_object)
};
struct ArrayArgument : py::object {
  PYBIND11_OBJECT_DEFAULT(ArrayArgument, py::object, is_object)
};

}  // namespace qpanda3::python

namespace pybind11::detail {

template <>
struct handle_type_name<qpanda3::python::GatesArgument> {
  static constexpr auto one = make_caster<qpanda3::GateType>::name +
                              const_name(" | str | collections.abc.Callable[..., ") +
                              make_caster<qpanda3::QGate>::name + const_name("]");
  static constexpr auto name = one + const_name(" | collections.abc.Sequence[") + one + const_name("]");
};
template <>
struct handle_type_name<qpanda3::python::ArrayArgument> {
  static constexpr auto name = const_name("numpy.typing.ArrayLike");
};

}  // namespace pybind11::detail

namespace qpanda3::python {
namespace {

constexpr const char* kGates =
    "append_gates: gates must be a GateType, the name or the function of one, or a sequence of these";
constexpr const char* kQubits = "append_gates: qubits must be integers, in a sequence, in rows or in an array";
constexpr const char* kParams = "append_gates: params must be numbers, in a sequence, in rows or in an array, or one";

/// More qubits than this are worked on without the GIL.
constexpr std::size_t kLong = std::size_t{1} << 14;
/// Loops over elements of lists ask for Ctrl-C this often.
constexpr std::size_t kElementsPerCheck = std::size_t{1} << 16;

void check_signals(std::size_t i) {
  if (i % kElementsPerCheck == kElementsPerCheck - 1 && PyErr_CheckSignals() != 0) throw py::error_already_set();
}

std::string type_name(py::handle object) { return Py_TYPE(object.ptr())->tp_name; }

/// The elements of a sequence. Strings are none here. It can change whenever something of Python runs, such as
/// __index__ of an element or a signal handler: loops ask for the size each time.
class Elements {
 public:
  Elements(py::handle object, const char* expectation) {
    const bool is_text = PyUnicode_Check(object.ptr()) != 0 || PyBytes_Check(object.ptr()) != 0;
    if (is_text || PySequence_Check(object.ptr()) == 0)
      throw py::type_error(concat(expectation, ", got ", type_name(object)));
    sequence_ = py::reinterpret_steal<py::object>(PySequence_Fast(object.ptr(), expectation));
    if (!sequence_) throw py::error_already_set();
  }
  std::size_t size() const { return static_cast<std::size_t>(PySequence_Fast_GET_SIZE(sequence_.ptr())); }
  py::object operator[](std::size_t i) const {
    return py::reinterpret_borrow<py::object>(PySequence_Fast_GET_ITEM(sequence_.ptr(), static_cast<Py_ssize_t>(i)));
  }

 private:
  py::object sequence_;
};

// --- which gates ----------------------------------------------------------------------------------------------------

/// One type for all gates, or one each.
struct Gates {
  std::optional<GateType> common;
  std::vector<GateType> each;

  const GateShape& shape(std::size_t i) const { return gate_shape(common ? *common : each[i]); }
};

/// Types of gates by the names of functions, and by the functions.
class KnownGates {
 public:
  explicit KnownGates(const py::module_& m) {
    for (const GateInfo& info : gate_table()) add(m, info.name, info.type);
    for (const ControlledInfo& info : controlled_table()) add(m, info.name, info.type);
    add(m, "CR", GateType::CP);
  }

  Gates read(py::handle object) const {
    if (const std::optional<GateType> type = find(object)) return {type, {}};
    const Elements elements(object, kGates);
    Gates gates;
    gates.each.reserve(elements.size());
    struct Seen {
      py::object element;
      GateType type;
    };
    std::array<Seen, 64> seen{};  // there are few different ones; by address
    for (std::size_t i = 0; check_signals(i), i < elements.size(); ++i) {
      py::object element = elements[i];
      Seen& place = seen[(reinterpret_cast<std::uintptr_t>(element.ptr()) >> 4) % seen.size()];
      if (!element.is(place.element)) {
        const std::optional<GateType> type = find(element);
        if (!type) throw py::type_error(concat(kGates, "; place ", i, " has ", type_name(element)));
        place = {std::move(element), *type};
      }
      gates.each.push_back(place.type);
    }
    return gates;
  }

 private:
  void add(const py::module_& m, std::string_view name, GateType type) {
    const py::str key(name.data(), name.size());
    types_[key] = py::cast(type);
    if (py::hasattr(m, key)) types_[m.attr(key)] = py::cast(type);
  }

  std::optional<GateType> find(py::handle object) const {
    if (py::isinstance<GateType>(object)) return object.cast<GateType>();
    const bool is_name = PyUnicode_Check(object.ptr()) != 0;
    if (!is_name && PyCFunction_Check(object.ptr()) == 0) return std::nullopt;
    PyObject* const type = PyDict_GetItemWithError(types_.ptr(), object.ptr());
    if (type != nullptr) return py::handle(type).cast<GateType>();
    if (PyErr_Occurred() != nullptr) throw py::error_already_set();
    if (is_name)
      throw InvalidArgument(concat("append_gates: unknown gate name '", std::string(py::str(object)),
                                   "'; names are those of the gate functions"));
    return std::nullopt;
  }

  py::dict types_;
};

// --- qubits and parameters ------------------------------------------------------------------------------------------

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
  const py::gil_scoped_release release;
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
void copy_qubits(const py::array& array, std::vector<Index>& out) {
  const auto source = py::array_t<Integer, py::array::c_style | py::array::forcecast>::ensure(array);
  if (!source) throw py::error_already_set();
  const auto count = static_cast<std::size_t>(source.size());
  const std::size_t start = out.size();
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

void read_array(const py::array& array, std::vector<Index>& out) {
  const char kind = array.dtype().kind();
  if (kind == 'u')
    copy_qubits<std::uint64_t>(array, out);
  else if (kind == 'i' || array.size() == 0)  // of an empty list numpy makes floats
    copy_qubits<std::int64_t>(array, out);
  else
    throw py::type_error(concat(kQubits, ", got an array of ", std::string(py::str(array.dtype()))));
}

void read_array(const py::array& array, std::vector<double>& out) {
  const char kind = array.dtype().kind();
  if (kind != 'f' && kind != 'i' && kind != 'u')
    throw py::type_error(concat(kParams, ", got an array of ", std::string(py::str(array.dtype()))));
  const auto source = py::array_t<double, py::array::c_style | py::array::forcecast>::ensure(array);
  if (!source) throw py::error_already_set();
  out.insert(out.end(), source.data(), source.data() + source.size());
}

/// Plain ints and floats, without running anything of Python.
bool read_plain(PyObject* element, std::vector<Index>& out) {
  if (!PyLong_CheckExact(element)) return false;
  int overflow = 0;
  const long long value = PyLong_AsLongLongAndOverflow(element, &overflow);
  if (overflow != 0) return false;
  if (value < 0 || value > kMaxIndex) refuse_qubit(value, out.size());
  out.push_back(static_cast<Index>(value));
  return true;
}

bool read_plain(PyObject* element, std::vector<double>& out) {
  if (!PyFloat_CheckExact(element)) return false;
  out.push_back(PyFloat_AS_DOUBLE(element));
  return true;
}

void read_one(const py::object& element, std::vector<Index>& out) {
  py::detail::make_caster<Qubit> caster;
  if (!caster.load(element, true))
    throw py::type_error(concat(kQubits, "; place ", out.size(), " has ", type_name(element)));
  out.push_back(static_cast<Qubit&>(caster).index());
}

void read_one(const py::object& element, std::vector<double>& out) {
  const double value = PyFloat_AsDouble(element.ptr());
  if (value == -1 && PyErr_Occurred() != nullptr) {
    PyErr_Clear();
    throw py::type_error(concat(kParams, "; place ", out.size(), " has ", type_name(element)));
  }
  out.push_back(value);
}

/// Asks the usual suspects first: the last question imports numpy.
bool is_array(py::handle object) {
  if (PyList_Check(object.ptr()) != 0 || PyTuple_Check(object.ptr()) != 0 || PyRange_Check(object.ptr()) != 0 ||
      PyLong_Check(object.ptr()) != 0 || PyFloat_Check(object.ptr()) != 0)
    return false;
  return py::isinstance<py::array>(object);
}

bool is_row(const py::object& element) {
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
void read_row(const py::object& row, std::vector<Number>& out, const char* expectation) {
  if (is_array(row)) {
    const auto array = py::reinterpret_borrow<py::array>(row);
    if (array.ndim() != 1) throw py::type_error(concat(expectation, ", got a row of ", array.ndim(), " dimensions"));
    return read_array(array, out);
  }
  std::size_t done = read_plain_ones(row.ptr(), out);
  for (; done < static_cast<std::size_t>(PySequence_Fast_GET_SIZE(row.ptr())); ++done) {
    const auto element =
        py::reinterpret_borrow<py::object>(PySequence_Fast_GET_ITEM(row.ptr(), static_cast<Py_ssize_t>(done)));
    if (!read_plain(element.ptr(), out)) read_one(element, out);
  }
}

/// A sequence of numbers, or of rows.
template <class Number>
void read_sequence(const Elements& elements, Numbers<Number>& numbers, const char* expectation) {
  numbers.values.reserve(elements.size());
  numbers.in_rows = elements.size() != 0 && is_row(elements[0]);
  for (std::size_t i = 0; check_signals(i), i < elements.size(); ++i) {
    const py::object element = elements[i];
    if (!numbers.in_rows && read_plain(element.ptr(), numbers.values)) continue;
    if (is_row(element) != numbers.in_rows)
      throw py::type_error(concat(expectation, "; place ", i, " has ", type_name(element), ", which is ",
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
Numbers<Number> read_numbers(const py::object& object, const char* expectation) {
  Numbers<Number> numbers;
  if (!is_array(object)) {
    read_sequence(Elements(object, expectation), numbers, expectation);
    return numbers;
  }
  const auto array = py::reinterpret_borrow<py::array>(object);
  if (array.ndim() != 1 && array.ndim() != 2)
    throw py::type_error(concat(expectation, ", got an array of ", array.ndim(), " dimensions"));
  read_array(array, numbers.values);
  numbers.in_rows = array.ndim() == 2;
  if (numbers.in_rows) {
    numbers.num_rows = static_cast<std::size_t>(array.shape(0));
    numbers.row_length = static_cast<std::size_t>(array.shape(1));
  }
  return numbers;
}

/// InvalidArgument if rows are not one for each gate, as long as it wants.
template <class Number>
void check_rows(const Numbers<Number>& numbers, const Gates& gates, const char* what,
                std::uint8_t GateShape::* wanted) {
  if (!numbers.in_rows) return;
  if (!gates.common && numbers.num_rows != gates.each.size())
    throw InvalidArgument(
        concat("append_gates: ", gates.each.size(), " gates need as many rows of ", what, ", got ", numbers.num_rows));
  for (std::size_t i = 0; i < numbers.num_rows; ++i) {
    const GateShape& shape = gates.shape(i);
    if (numbers.length_of(i) != shape.*wanted)
      throw InvalidArgument(concat("append_gates: gate ", i, " (", shape.name, ") takes ", int{shape.*wanted}, " ",
                                   what, ", its row has ", numbers.length_of(i)));
    if (gates.common && numbers.row_lengths.empty()) break;  // all alike
  }
}

/// The number that stands for all parameters, if `params` is one.
std::optional<double> common_number(const py::object& params) {
  if (is_array(params) ? py::reinterpret_borrow<py::array>(params).ndim() != 0 : PySequence_Check(params.ptr()) != 0)
    return std::nullopt;
  const double value = PyFloat_AsDouble(params.ptr());
  if (value == -1 && PyErr_Occurred() != nullptr) {
    PyErr_Clear();
    throw py::type_error(concat(kParams, ", got ", type_name(params)));
  }
  return value;
}

std::vector<double> read_params(const py::object& object, const Gates& gates, std::size_t num_qubits) {
  if (object.is_none()) return {};
  const std::optional<double> common = common_number(object);
  if (!common) {
    Numbers<double> numbers = read_numbers<double>(object, kParams);
    check_rows(numbers, gates, "parameters", &GateShape::num_params);
    return std::move(numbers.values);
  }
  std::size_t count = 0;
  if (gates.common)
    count = num_qubits / gates.shape(0).num_operands * gates.shape(0).num_params;
  else
    for (std::size_t i = 0; i < gates.each.size(); ++i) count += gates.shape(i).num_params;
  if (count == 0 && num_qubits != 0)
    throw InvalidArgument(concat("append_gates: the gates take no parameters, got params = ", *common));
  return std::vector<double>(count, *common);
}

Block read_gates(const KnownGates& known, const GatesArgument& gates_argument, const ArrayArgument& qubits_argument,
                 const ArrayArgument& params_argument) {
  const Gates gates = known.read(gates_argument);
  if (gates.common) gate_shape(*gates.common);  // refuses types that take lists
  Numbers<Index> qubits = read_numbers<Index>(qubits_argument, kQubits);
  check_rows(qubits, gates, "qubits", &GateShape::num_operands);
  std::vector<double> params = read_params(params_argument, gates, qubits.values.size());
  Block block;
  maybe_released(qubits.values.size(), [&] {
    block = gates.common ? Block::of_gates(*gates.common, std::move(qubits.values), std::move(params))
                         : Block::of_gates(gates.each, std::move(qubits.values), std::move(params));
  });
  return block;
}

template <class Owner>
void bind(const std::shared_ptr<const KnownGates>& known) {
  auto owner = py::reinterpret_borrow<py::class_<Owner>>(py::type::of<Owner>());
  owner.def(
      "append_gates",
      [known](Owner& self, const GatesArgument& gates, const ArrayArgument& qubits,
              const std::optional<ArrayArgument>& params) -> Owner& {
        return self.append_gates(read_gates(*known, gates, qubits, params ? *params : ArrayArgument(py::none())));
      },
      py::arg("gates"), py::arg("qubits"), py::arg("params") = py::none(),
      "Appends many gates at once and returns this object. An addition of this package.\n\n"
      "`gates`: a GateType, the name of a gate function or the function itself (RX, \"RX\" and GateType.RX are the\n"
      "same) for all gates, or a sequence with one of these for each. `qubits`: integers, the operands of one gate\n"
      "after those of the gate before, controls first: an array or sequence of shape (gates * operands,) or\n"
      "(gates, operands), or a sequence with one row for each gate. `params`: the parameters likewise, or one number\n"
      "that stands for all of them; None if there are none.\n\n"
      ">>> circuit = QCircuit().append_gates(H, range(3)).append_gates(\"CNOT\", [[0, 1], [1, 2]])\n"
      ">>> circuit.append_gates([RX, CZ], [[0], [1, 2]], [0.5]).count_ops()\n"
      "{'CNOT': 2, 'CZ': 1, 'H': 3, 'RX': 1}\n\n"
      "Everything is checked first; nothing is appended when it raises. InvalidArgument (a RuntimeError and\n"
      "ValueError) for an unknown name, numbers of qubits or parameters that do not fit, a qubit that occurs twice in\n"
      "a gate or is too large, parameters that are not finite, and ORACLE and BARRIER; NegativeValue (a TypeError) "
      "for\n"
      "negative qubits; TypeError for what are no integers or numbers.");
}

}  // namespace

void bind_bulk_appending(py::module_& m) {
  const auto known = std::make_shared<const KnownGates>(m);
  bind<QCircuit>(known);
  bind<QProg>(known);
}

}  // namespace qpanda3::python
