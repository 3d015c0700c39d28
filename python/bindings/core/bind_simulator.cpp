// CPUQVM and QResult.

#include <pybind11/typing.h>

#include "core/arrays.hpp"
#include "core/casters.hpp"
#include "core/machine.hpp"
#include "core/names.hpp"
#include "core/register.hpp"
#include "interrupt.hpp"
#include "qpanda3/sim/memory.hpp"
#include "value_protocols.hpp"

namespace py = pybind11;

namespace qpanda3::python {
namespace {

/// For functions that only compute: other Python threads run meanwhile, Ctrl-C is answered.
struct Computing {
  py::gil_scoped_release release;
  InterruptScope scope{signal_check()};
};

/// For loops that make millions of Python objects: answers Ctrl-C and lets other threads in now and then.
class Pacer {
 public:
  void tick() {
    if (++made_ % kInterval != 0) return;
    {
      const py::gil_scoped_release others;
    }
    if (PyErr_CheckSignals() != 0) throw py::error_already_set();
  }

 private:
  static constexpr std::uint32_t kInterval = 1u << 14;
  std::uint32_t made_ = 0;
};

/// Calls `compute` as said at Computing.
template <class Compute>
auto computed(Compute&& compute) {
  const Computing computing;
  return compute();
}

PyObject* new_number(double value) { return PyFloat_FromDouble(value); }
PyObject* new_number(std::uint64_t value) { return PyLong_FromUnsignedLongLong(value); }
template <class Real>
PyObject* new_number(std::complex<Real> value) {
  return PyComplex_FromDoubles(value.real(), value.imag());
}

py::object checked(PyObject* object) {
  if (object == nullptr) throw py::error_already_set();
  return py::reinterpret_steal<py::object>(object);
}

/// `Listed` is what the elements are in signatures.
template <class Listed, class Value>
py::typing::List<Listed> to_list(std::span<const Value> values) {
  const auto list = checked(PyList_New(static_cast<py::ssize_t>(values.size())));
  // Other threads run while it has holes: the collector must not show it to them.
  PyObject_GC_UnTrack(list.ptr());
  Pacer pacer;
  for (std::size_t i = 0; i < values.size(); ++i) {
    pacer.tick();
    PyList_SET_ITEM(list.ptr(), static_cast<py::ssize_t>(i), checked(new_number(values[i])).release().ptr());
  }
  PyObject_GC_Track(list.ptr());
  return py::reinterpret_borrow<py::typing::List<Listed>>(list);
}

template <class Number>
py::typing::Dict<py::str, Number> to_dict(const OutcomeTable<Number>& table) {
  py::typing::Dict<py::str, Number> dict;
  Pacer pacer;
  for (std::size_t i = 0; i < table.size(); ++i) {
    pacer.tick();
    const py::object key = checked(PyUnicode_New(static_cast<py::ssize_t>(table.num_bits), 127));
    table.write_digits(i, reinterpret_cast<char*>(PyUnicode_1BYTE_DATA(key.ptr())));
    const py::object number = checked(new_number(table.numbers[i]));
    if (PyDict_SetItem(dict.ptr(), key.ptr(), number.ptr()) != 0) throw py::error_already_set();
  }
  return dict;
}

/// A read-only array over the state's own memory.
template <class Real>
py::array array_over(const StateVector& state, std::span<const std::complex<Real>> amplitudes) {
  py::capsule owner(new StateVector(state), [](void* pointer) { delete static_cast<StateVector*>(pointer); });
  py::array_t<std::complex<Real>> array(static_cast<py::ssize_t>(amplitudes.size()), amplitudes.data(), owner);
  py::detail::array_proxy(array.ptr())->flags &= ~py::detail::npy_api::NPY_ARRAY_WRITEABLE_;
  return array;
}

py::array state_array(const StateVector& state) {
  return std::visit([&](const auto amplitudes) { return array_over(state, amplitudes); }, state.native());
}

py::typing::List<Complex> state_list(const StateVector& state) {
  return std::visit([](const auto amplitudes) { return to_list<Complex>(amplitudes); }, state.native());
}

/// Sets the initial state from an array's own memory, which is not copied before it is converted.
template <class Value>
void init_state(Machine& self, const py::array_t<Value, py::array::c_style | py::array::forcecast>& state) {
  if (state.ndim() != 1) throw InvalidArgument(concat("init_state: one dimension is needed, got ", state.ndim()));
  const std::span<const Value> amplitudes(state.data(), static_cast<std::size_t>(state.size()));
  self.exclusively([&](CPUQVM& machine) {
    const InterruptScope scope(signal_check());
    machine.init_state(amplitudes);
  });
}

void run(Machine& self, const QProg& prog, std::int64_t shots, const NoiseModel& model,
         std::optional<std::uint64_t> seed, int threads, std::optional<double> time_limit) {
  const QProg program = prog;  // shares the contents; the caller's object may change in another thread meanwhile
  const NoiseModel noise = model;
  RunOptions options;
  options.seed = seed;
  options.threads = threads;
  options.time_limit = time_limit;
  options.interrupt = signal_check();
  options.noise = &noise;
  self.exclusively([&](CPUQVM& machine) { machine.run(program, shots, options); });
}

using Words = py::array_t<std::uint64_t, py::array::c_style | py::array::forcecast>;

Words to_words(const std::vector<std::uint64_t>& values) {
  return Words(static_cast<py::ssize_t>(values.size()), values.data());
}

std::vector<std::uint64_t> from_words(const Words& words) { return {words.data(), words.data() + words.size()}; }

/// A view that the array outlives; empty for arrays of other types.
template <class Real>
StateVector view_of(const py::array& array) {
  using Amplitudes = py::array_t<std::complex<Real>, py::array::c_style>;
  if (!py::isinstance<Amplitudes>(array)) return {};
  const auto amplitudes = array.cast<Amplitudes>();
  return {nullptr, std::span(amplitudes.data(), static_cast<std::size_t>(amplitudes.size()))};
}

/// What pickle stores: arrays, which newer protocols can hand over without a copy.
py::tuple dump_result(const QResult& result) {
  const QResult::Archive archive = result.archive();
  return py::make_tuple(state_array(archive.state), archive.is_sampled, archive.num_bits, to_words(archive.outcomes),
                        to_words(archive.counts), to_words(archive.writers));
}

QResult load_result(const py::object& dumped) {
  const auto [array, is_sampled, num_bits, outcomes, counts, writers] =
      dumped.cast<std::tuple<py::array, bool, std::uint64_t, Words, Words, Words>>();
  QResult::Archive archive{view_of<double>(array), is_sampled,         num_bits,
                           from_words(outcomes),   from_words(counts), from_words(writers)};
  if (archive.state.empty()) archive.state = view_of<float>(array);
  const py::gil_scoped_release release;
  return QResult::from_archive(archive);
}

void bind_result(py::module_& m) {
  py::class_<QResult> result(
      m, "QResult",
      "What a run leaves behind: a snapshot that later runs do not change.\n\n"
      "Exact (nothing measured, or 0 shots): probabilities of the state, over qubits; no counts. Sampled: counts, and\n"
      "counts / shots, over the classical bits measured into. Bit strings have the highest qubit or bit on the left;\n"
      "qubit 0 is the least significant bit of a state index: after X(0) on two qubits, index 1, string '01'.\n\n"
      "Copies share their contents. A pickle holds the state, 2^n amplitudes of 16 bytes (8 in float32).");
  result.def(py::init<>(), "The result of no run; everything is empty.")
      .def(
          "get_state_vector", [](const QResult& self) { return state_list(self.get_state_vector()); },
          "The final state, before final measurements, as a list of 2^n complex numbers. Where what happens after a\n"
          "measurement depends on its outcome: the state of the last shot. `state_array()` is the same without a copy.")
      .def(
          "state_array", [](const QResult& self) { return state_array(self.get_state_vector()); },
          "The state as a read-only array of shape (2^n,), without copying it: complex128, or complex64 after a run "
          "in\n"
          "float32. An addition of this package.")
      .def(
          "get_counts", [](const QResult& self) { return to_dict(computed([&] { return self.count_table(); })); },
          "Shots by outcome; empty for an exact result.")
      .def(
          "get_prob_list",
          [](const QResult& self, const std::vector<Qubit>& qubits) {
            const std::vector<double> list = computed([&] { return self.get_prob_list(to_indices(qubits)); });
            return to_list<double>(std::span<const double>(list));
          },
          py::arg("qubits") = std::vector<Qubit>{},
          "Probabilities of all outcomes, in ascending order of the outcome as a number.\n\n"
          "With `qubits`: the marginal over those, the first listed qubit as the lowest bit. Raises InvalidArgument "
          "for\n"
          "a qubit outside the register or, in a sampled result, one that was not measured.")
      .def(
          "get_prob_dict",
          [](const QResult& self, const std::vector<Qubit>& qubits) {
            return to_dict(computed([&] { return self.prob_table(to_indices(qubits)); }));
          },
          py::arg("qubits") = std::vector<Qubit>{},
          "Probabilities by bit string; exact results list all outcomes, sampled ones those that were seen.\n"
          "`qubits` as in get_prob_list.")
      .def("shots", &QResult::shots, "The number of shots of a sampled result, otherwise 0.")
      .def(
          "print_results", [](const QResult& self) { py::print(self.text(), py::arg("end") = ""); },
          "Prints a line `outcome: count` for each outcome.");
  define_value_protocols<QResult>(result, &dump_result, &load_result);
}

}  // namespace

void bind_simulator(py::module_& m) {
  bind_result(m);
  py::class_<Machine>(
      m, "CPUQVM",
      "The statevector simulator, on all processors that the process may use.\n\n"
      "`precision` is 'float64' (16 bytes an amplitude) or 'float32' (8 bytes an amplitude, results to\n"
      "about 6 digits). Probabilities and norms are summed in double precision in both.\n"
      "Runs release the GIL and answer Ctrl-C. Calls from several threads wait for one another.")
      .def(py::init<const std::string&, int>(), py::arg("precision") = "float64", py::arg("threads") = 0,
           "`precision`: 'float64' or 'float32'. Raises UnsupportedPrecisionError for a known precision that is not\n"
           "offered ('exact'), InvalidPrecisionError for an unknown one (both are ValueErrors). An addition of this\n"
           "package: `threads`, see the property of that name.")
      .def(
          "run", &run, py::arg("prog"), py::arg("shots"), py::arg_v("model", NoiseModel(), "<NoiseModel object>"),
          py::arg("seed") = py::none(), py::arg("threads") = 0, py::arg("time_limit") = py::none(),
          "Runs a program and keeps the result for `result()`.\n\n"
          "`shots`: how often it is measured; with 0 measurements are skipped. Additions of this package: `seed`, for\n"
          "equal results at any number of threads; `threads`, 0 for as many as the property of that name says;\n"
          "`time_limit` in seconds, looked at every 20 ms or so (with 0 no run begins).\n\n"
          "Raises NegativeValue (a TypeError) for negative shots; InvalidArgument if the initial state has another\n"
          "number of qubits or a loop runs more than 10000 times; ResourceExhausted (a MemoryError), before anything "
          "is\n"
          "allocated, if the state does not fit; Timeout (a TimeoutError). The last result stays as it is then, but\n"
          "that one of more than 32 MiB that nobody else holds is dropped before a run begins.")
      .def(
          "result", [](Machine& self) { return self.exclusively([](CPUQVM& machine) { return machine.result(); }); },
          "The result of the last run; empty before the first.")
      .def("init_state", &init_state<std::complex<float>>, py::arg("state").noconvert(),
           "The same from an array of complex64.")
      .def("init_state", &init_state<Complex>, py::arg("state"),
           "Makes later runs start from this state: an array of shape (2^n,) with the sum of squares within 1e-6 of 1\n"
           "(1e-5 in float32), which is copied and converted. The program run must have n qubits. Raises\n"
           "InvalidArgument for anything else.")
      .def(
          "init_state", [](Machine& self) { self.exclusively([](CPUQVM& machine) { machine.init_state(); }); },
          "Makes later runs start from |0...0>, as at first.")
      .def(
          "current_state",
          [](Machine& self) -> py::object {
            return state_array(self.exclusively([](CPUQVM& machine) { return machine.current_state(); }));
          },
          "The state last reached or set, as a read-only array of shape (2^n,), complex128 or, in float32, complex64;\n"
          "of shape (0,) if there is none.")
      .def_property(
          "threads", [](Machine& self) { return self.exclusively([](CPUQVM& machine) { return machine.threads(); }); },
          [](Machine& self, int threads) {
            self.exclusively([threads](CPUQVM& machine) { machine.set_threads(threads); });
          },
          "How many threads runs use that do not say themselves, at most 4096. 0, as at first: as many as the\n"
          "environment variable QPANDA3_NUM_THREADS says, or else as the process may use by CPU affinity and "
          "container\n"
          "limits. Results do not depend on it, and no thread outlives its run. An addition of this package.")
      .def_property_readonly("precision", &Machine::precision, "The precision of amplitudes.")
      .def_property_readonly(
          "supported_precisions", [](const Machine&) { return to_names(CPUQVM::supported_precisions()); },
          "The precisions that the constructor takes.");
  m.def(
      "release_memory", &release_memory, py::call_guard<py::gil_scoped_release>(),
      "Gives the memory of states that nobody holds, and that is kept for coming runs, back to the system; returns\n"
      "how many bytes that was. Of states beyond 32 MiB the system takes it by itself when it wants some. An addition\n"
      "of this package.");
}

}  // namespace qpanda3::python
