// See fast_entry.hpp. The quick way takes exactly what most calls bring: positional arguments, qubits of type int
// within range, finite floats, plain instances. It answers those as the ordinary way does and hands all others on
// before it has changed anything, so that conversions, overloads and every error message are written in one place,
// elsewhere.

#include "core/fast_entry.hpp"

#include <array>
#include <cmath>
#include <string>
#include <string_view>
#include <typeinfo>

#include "core/casters.hpp"
#include "core/register.hpp"
#include "qpanda3/circuit/prog.hpp"
#include "qpanda3/gate/gate.hpp"

namespace py = pybind11;

namespace qpanda3::python {

#if defined(PYPY_VERSION) || defined(GRAALVM_PYTHON)

// There the slots and layouts used below are emulated, and the ordinary way is as good.
void install_fast_entries(py::module_& m) { m.attr("_ordinary") = py::dict(); }

#else

namespace {

using py::detail::instance;

instance& instance_of(PyObject* object) { return *reinterpret_cast<instance*>(object); }

/// The C++ value of a Python object if it is an instance of `type`, which no other bound class derives from, with one
/// bound base; null otherwise, and before its __init__ has run.
template <class Value>
Value* value_of(PyObject* object, PyTypeObject* type) noexcept {
  if (Py_TYPE(object) != type && PyType_IsSubtype(Py_TYPE(object), type) == 0) return nullptr;
  const instance& held = instance_of(object);
  return held.simple_layout ? static_cast<Value*>(held.simple_value_holder[0]) : nullptr;
}

// --- objects of a class, used again ---------------------------------------------------------------------------------

/// Python objects of the bound class Value, with their C++ values. An object whose last reference goes is kept here, as
/// it is, and handed out again with other contents: `prog << H(0)` uses the same one every time. Objects that carry
/// anything else (weak references, values with memory of their own, a derived class) are freed as always.
template <class Value>
class Pool {
 public:
  static void install() {
    info_ = py::detail::get_type_info(typeid(Value));
    type_ = info_->type;
    ordinary_free_ = std::exchange(type_->tp_dealloc, &release);
  }
  static PyTypeObject* type() noexcept { return type_; }

  /// A new reference to an object that `refill(value)` or else `make()`, a new Value, gives its contents.
  template <class Refill, class Make>
  static PyObject* object(Refill&& refill, Make&& make) {
    if (count_ != 0) {
      PyObject* const self = kept_[--count_];
      PyObject_Init(self, type_);
      refill(value(self));
      return self;
    }
    auto value = make();
    PyObject* const self = py::detail::make_new_instance(type_);
    instance& made = instance_of(self);
    made.simple_value_holder[0] = value.release();
    made.owned = true;
    info_->init_instance(&made, nullptr);
    return self;
  }

 private:
  static constexpr std::size_t kKept = 256;

  static Value& value(PyObject* self) noexcept {
    return *static_cast<Value*>(instance_of(self).simple_value_holder[0]);
  }

  static void release(PyObject* self) {
    const instance& held = instance_of(self);
    if (Py_TYPE(self) != type_ || count_ == kKept || !held.simple_layout || !held.simple_holder_constructed ||
        !held.simple_instance_registered || !held.owned || held.has_patients || held.weakrefs != nullptr ||
        !value(self).is_local()) {
      ordinary_free_(self);
      return;
    }
    kept_[count_++] = self;
    Py_DECREF(reinterpret_cast<PyObject*>(type_));  // PyObject_Init takes it again
  }

  static inline const py::detail::type_info* info_ = nullptr;
  static inline PyTypeObject* type_ = nullptr;
  static inline destructor ordinary_free_ = nullptr;
  static inline std::array<PyObject*, kKept> kept_{};
  static inline std::size_t count_ = 0;
};

// --- reading arguments ----------------------------------------------------------------------------------------------

bool read_index(PyObject* object, Index& out) noexcept {
  if (!PyLong_CheckExact(object)) return false;
  int overflow = 0;
  const long value = PyLong_AsLongAndOverflow(object, &overflow);
  if (value < 0 || value > static_cast<long>(kMaxIndex)) return false;  // -1 where it overflows
  out = static_cast<Index>(value);
  return true;
}

bool read_number(PyObject* object, double& out) noexcept {
  if (PyFloat_Check(object)) {  // numpy.float64 is one too
    out = PyFloat_AS_DOUBLE(object);
  } else if (PyLong_CheckExact(object)) {
    int overflow = 0;
    const long value = PyLong_AsLongAndOverflow(object, &overflow);
    if (overflow != 0) return false;
    out = static_cast<double>(value);
  } else {
    return false;
  }
  return std::isfinite(out);
}

template <std::size_t Count>
bool are_distinct(const std::array<Index, Count>& qubits) noexcept {
  for (std::size_t i = 1; i < Count; ++i)
    for (std::size_t k = 0; k < i; ++k)
      if (qubits[i] == qubits[k]) return false;
  return true;
}

// --- gate functions -------------------------------------------------------------------------------------------------

enum Function : std::size_t {
#define QPANDA3_GATE(identifier, ...) kGate_##identifier,
#define QPANDA3_CONTROLLED(identifier, ...) kGate_##identifier,
#define QPANDA3_ALIAS(identifier, ...) kGate_##identifier,
#include "qpanda3/gate/gate_table.def"
  kMeasure,
  kFunctions
};

/// The functions that pybind11 made. Owned for as long as the process lives, as the module is.
std::array<PyObject*, kFunctions> ordinary_functions{};

struct Shape {
  std::size_t operands;
  std::size_t params;
};
constexpr Shape Q1{1, 0}, Q1P1{1, 1}, Q1P2{1, 2}, Q1P3{1, 3}, Q1P4{1, 4}, Q2{2, 0}, Q2P1{2, 1}, Q2P4{2, 4}, Q3{3, 0},
    LIST{0, 0};

template <Function function>
PyObject* call_ordinary(PyObject* const* arguments, Py_ssize_t count, PyObject* keywords) {
  return PyObject_Vectorcall(ordinary_functions[function], arguments, static_cast<std::size_t>(count), keywords);
}

/// A function of C that takes arguments by position and by keyword.
using FastCall = PyObject* (*)(PyObject*, PyObject* const*, Py_ssize_t, PyObject*);

/// Makes gates of a type whose first operands are `controls` controls.
template <Function function, GateType type, std::size_t controls, std::size_t operands, std::size_t params>
PyObject* make_gate(PyObject*, PyObject* const* arguments, Py_ssize_t count, PyObject* keywords) {
  std::array<Index, operands> qubits;
  std::array<double, params> numbers;
  const auto read = [&] {
    if (keywords != nullptr || count != static_cast<Py_ssize_t>(operands + params)) return false;
    for (std::size_t i = 0; i < operands; ++i)
      if (!read_index(arguments[i], qubits[i])) return false;
    for (std::size_t i = 0; i < params; ++i)
      if (!read_number(arguments[operands + i], numbers[i])) return false;
    return are_distinct(qubits);
  };
  if (read()) {
    const std::span<const Index> all(qubits);
    const auto control_list = all.first(controls), target_list = all.subspan(controls);
    try {
      return Pool<QGate>::object(
          [&](QGate& gate) { gate.refill(QGate::Unchecked{}, type, control_list, target_list, numbers); },
          [&] {
            return std::make_unique<QGate>(QGate::Unchecked{}, type, false, control_list, target_list, numbers,
                                           nullptr);
          });
    } catch (...) {  // out of memory: the ordinary way says so
    }
  }
  return call_ordinary<function>(arguments, count, keywords);
}

PyObject* make_measure(PyObject*, PyObject* const* arguments, Py_ssize_t count, PyObject* keywords) {
  Index qubit = 0, cbit = 0;
  if (keywords == nullptr && count == 2 && read_index(arguments[0], qubit) && read_index(arguments[1], cbit)) {
    try {
      return Pool<MeasureNode>::object([&](MeasureNode& node) { node.refill(qubit, cbit); },
                                       [&] { return std::make_unique<MeasureNode>(qubit, cbit); });
    } catch (...) {
    }
  }
  return call_ordinary<kMeasure>(arguments, count, keywords);
}

struct Entry {
  Function function;
  const char* name;
  FastCall quick;  ///< null where the ordinary function stays
};

/// Whether a gate function has no more to it than its shape: others take lists or have defaults.
constexpr bool is_plain(GateType type, Shape shape) { return shape.operands != 0 && type != GateType::ECHO; }

template <Function function, GateType type, std::size_t controls, std::size_t operands, std::size_t params>
constexpr FastCall quick_function() {
  if constexpr (is_plain(type, Shape{operands, params})) return &make_gate<function, type, controls, operands, params>;
  return nullptr;
}

constexpr Shape shape_of(GateType wanted) {
#define QPANDA3_GATE(identifier, value, shape, ...) \
  if (wanted == GateType::identifier) return shape;
#include "qpanda3/gate/gate_table.def"
  return LIST;
}

const Entry kEntries[] = {
#define QPANDA3_GATE(identifier, value, shape, ...) \
  {kGate_##identifier, #identifier,                 \
   quick_function<kGate_##identifier, GateType::identifier, 0, (shape).operands, (shape).params>()},
#define QPANDA3_CONTROLLED(identifier, value, shape, base, controls, ...) \
  {kGate_##identifier, #identifier,                                       \
   quick_function<kGate_##identifier, GateType::base, controls, (shape).operands, (shape).params>()},
#define QPANDA3_ALIAS(identifier, gate)                                                     \
  {kGate_##identifier, #identifier,                                                         \
   quick_function<kGate_##identifier, GateType::gate, 0, shape_of(GateType::gate).operands, \
                  shape_of(GateType::gate).params>()},
#include "qpanda3/gate/gate_table.def"
    {kMeasure, "measure", &make_measure},
};

// --- appending ------------------------------------------------------------------------------------------------------

/// What is known of a class with `<<` and append(): QProg or QCircuit.
template <class Owner>
struct Appending {
  static inline PyTypeObject* type = nullptr;
  static inline PyObject* ordinary_shift = nullptr;
  static inline PyObject* ordinary_append = nullptr;
};

enum class Appended : std::uint8_t { no, item, list };

/// Appends the elements of a list if all of them are Values.
template <class Value, class Owner>
bool append_list(Owner& owner, PyObject* list) {
  const Py_ssize_t count = PyList_GET_SIZE(list);
  for (Py_ssize_t i = 0; i < count; ++i)
    if (value_of<Value>(PyList_GET_ITEM(list, i), Pool<Value>::type()) == nullptr) return false;
  for (Py_ssize_t i = 0; i < count; ++i) owner << *value_of<Value>(PyList_GET_ITEM(list, i), Pool<Value>::type());
  return true;
}

template <class Owner>
Appended append(Owner& owner, PyObject* item) {
  if (const auto* gate = value_of<QGate>(item, Pool<QGate>::type())) {
    owner << *gate;
    return Appended::item;
  }
  if (const auto* circuit = value_of<QCircuit>(item, Appending<QCircuit>::type)) {
    owner << *circuit;
    return Appended::item;
  }
  if constexpr (std::is_same_v<Owner, QProg>) {
    if (const auto* measure = value_of<MeasureNode>(item, Pool<MeasureNode>::type())) {
      owner << *measure;
      return Appended::item;
    }
    if (const auto* prog = value_of<QProg>(item, Appending<QProg>::type)) {
      owner << *prog;
      return Appended::item;
    }
    if (PyList_CheckExact(item) && PyList_GET_SIZE(item) != 0 &&
        (append_list<QGate>(owner, item) || append_list<MeasureNode>(owner, item)))
      return Appended::list;
  }
  return Appended::no;
}

/// The same for a Python object. What throws here throws again the ordinary way, which makes a Python error of it.
template <class Owner>
Appended append_to(PyObject* self, PyObject* item) noexcept {
  auto* const owner = value_of<Owner>(self, Appending<Owner>::type);
  if (owner == nullptr) return Appended::no;
  try {
    return append(*owner, item);
  } catch (...) {
    return Appended::no;
  }
}

/// Sets a TypeError if the object is of one of these classes and its __init__ has not run. The ordinary way would make
/// room for the value and take what is there for one.
bool refuse_unmade(PyObject* object) {
  for (PyTypeObject* const type :
       {Pool<QGate>::type(), Pool<MeasureNode>::type(), Appending<QCircuit>::type, Appending<QProg>::type}) {
    if (PyType_IsSubtype(Py_TYPE(object), type) == 0 || !instance_of(object).simple_layout ||
        instance_of(object).simple_value_holder[0] != nullptr)
      continue;
    PyErr_Format(PyExc_TypeError, "%.200s.__init__() must be called before the object is used",
                 Py_TYPE(object)->tp_name);
    return true;
  }
  return false;
}

template <class Owner>
PyObject* shift(PyObject* self, PyObject* item) {
  if (append_to<Owner>(self, item) != Appended::no) return Py_NewRef(self);
  if (refuse_unmade(self) || refuse_unmade(item)) return nullptr;
  PyObject* const arguments[] = {self, item};
  return PyObject_Vectorcall(Appending<Owner>::ordinary_shift, arguments, 2, nullptr);
}

/// The slot: also asked when only the right operand is an Owner.
template <class Owner>
PyObject* shift_slot(PyObject* left, PyObject* right) {
  if (Py_TYPE(left) != Appending<Owner>::type && PyType_IsSubtype(Py_TYPE(left), Appending<Owner>::type) == 0)
    Py_RETURN_NOTIMPLEMENTED;
  return shift<Owner>(left, right);
}

template <class Owner>
PyObject* append_method(PyObject* self, PyObject* const* arguments, Py_ssize_t count, PyObject* keywords) {
  if (keywords == nullptr && count == 1) {
    switch (append_to<Owner>(self, arguments[0])) {
      case Appended::item:
        Py_RETURN_NONE;
      case Appended::list:
        return Py_NewRef(self);
      case Appended::no:
        break;
    }
    if (refuse_unmade(self) || refuse_unmade(arguments[0])) return nullptr;
  }
  PyObject* const bound = PyMethod_New(Appending<Owner>::ordinary_append, self);
  if (bound == nullptr) return nullptr;
  PyObject* const result = PyObject_Vectorcall(bound, arguments, static_cast<std::size_t>(count), keywords);
  Py_DECREF(bound);
  return result;
}

// --- installing -----------------------------------------------------------------------------------------------------

/// The definition of a function or method with the docstring of `ordinary`. It has to live as long as the object.
PyMethodDef* new_definition(const char* name, PyCFunction call, int flags, py::handle ordinary) {
  auto* const doc = new std::string(py::str(ordinary.attr("__doc__")));
  return new PyMethodDef{name, call, flags, doc->c_str()};
}

PyCFunction as_method(FastCall call) { return reinterpret_cast<PyCFunction>(reinterpret_cast<void (*)()>(call)); }

void install_functions(py::module_& m, py::dict& ordinary) {
  const py::object module_name = m.attr("__name__");
  for (const Entry& entry : kEntries) {
    if (entry.quick == nullptr) continue;
    py::object function = m.attr(entry.name);
    PyMethodDef* const definition =
        new_definition(entry.name, as_method(entry.quick), METH_FASTCALL | METH_KEYWORDS, function);
    auto quick = py::reinterpret_steal<py::object>(
        PyCFunction_NewEx(definition, m.ptr(), py::object(function.attr("__module__")).ptr()));
    if (!quick) throw py::error_already_set();
    ordinary[entry.name] = function;
    m.attr(entry.name) = quick;
    ordinary_functions[entry.function] = function.release().ptr();
  }
}

/// Puts a method of C in place of one that pybind11 made, and returns that.
py::object replace_method(py::handle type, const char* name, PyCFunction call, int flags) {
  py::object ordinary = type.attr(name);
  auto method = py::reinterpret_steal<py::object>(
      PyDescr_NewMethod(reinterpret_cast<PyTypeObject*>(type.ptr()), new_definition(name, call, flags, ordinary)));
  if (!method) throw py::error_already_set();
  py::setattr(type, name, method);
  return ordinary;
}

template <class Owner>
void install_appending(const char* name, py::dict& ordinary) {
  using Known = Appending<Owner>;
  const py::type type = py::type::of<Owner>();
  Known::type = reinterpret_cast<PyTypeObject*>(type.ptr());
  py::object ordinary_shift = replace_method(type, "__lshift__", &shift<Owner>, METH_O);
  py::object ordinary_append =
      replace_method(type, "append", as_method(&append_method<Owner>), METH_FASTCALL | METH_KEYWORDS);
  // Setting the attribute has filled the slot with a function that looks it up; classes derived in Python keep that.
  Known::type->tp_as_number->nb_lshift = &shift_slot<Owner>;
  ordinary[py::str(std::string(name) + ".__lshift__")] = ordinary_shift;
  ordinary[py::str(std::string(name) + ".append")] = ordinary_append;
  Known::ordinary_shift = ordinary_shift.release().ptr();
  Known::ordinary_append = ordinary_append.release().ptr();
}

}  // namespace

void install_fast_entries(py::module_& m) {
  py::dict ordinary;
  Pool<QGate>::install();
  Pool<MeasureNode>::install();
  install_functions(m, ordinary);
  install_appending<QCircuit>("QCircuit", ordinary);
  install_appending<QProg>("QProg", ordinary);
  m.attr("_ordinary") = ordinary;
}

#endif

}  // namespace qpanda3::python
