// append_gates() of QCircuit and QProg: many gates from arrays and lists.

#include <array>
#include <cstdint>
#include <memory>
#include <optional>
#include <string>
#include <vector>

#include "core/casters.hpp"
#include "core/number_arrays.hpp"
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
      // One that was seen is held there, so that it need not be held here.
      const std::uintptr_t address = elements.address(i);
      Seen& place = seen[(address >> 4) % seen.size()];
      if (address != reinterpret_cast<std::uintptr_t>(place.element.ptr())) {
        py::object element = elements[i];
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
