// Expectation values: methods of CPUQVM and functions.

#include "qpanda3/sim/expectation.hpp"

#include <algorithm>
#include <optional>
#include <thread>

#include "core/casters.hpp"
#include "core/machine.hpp"
#include "core/register.hpp"
#include "interrupt.hpp"

namespace py = pybind11;

namespace qpanda3::python {
namespace {

constexpr const char* kMeaning =
    "The real part of the expectation value of an operator in the state that a program leaves.\n\n"
    "Exact, whatever `shots` is, unless chance decides about the state: with noise on gates, channels (Karus), "
    "resets,\n"
    "or measurements that later operations depend on, it is the mean over `shots` runs of the exact value in the "
    "state\n"
    "of each. Other measurements are skipped. Read-out errors are taken into account exactly. Qubits beyond the\n"
    "program's are 0. The result of the last run stays as it is. Additions of this package: `seed`, for equal values "
    "at\n"
    "any number of threads, and `time_limit` in seconds";

RunOptions options_of(const NoiseModel& noise, std::optional<std::uint64_t> seed, int threads,
                      std::optional<double> time_limit) {
  RunOptions options;
  options.seed = seed;
  options.threads = threads;
  options.time_limit = time_limit;
  options.interrupt = signal_check();
  options.noise = &noise;
  return options;
}

/// The method of CPUQVM for one class of operators. Program, operator and noise are copied: other threads may change
/// the caller's objects meanwhile.
template <class Op>
auto method(double (CPUQVM::*expval)(const QProg&, const Op&, std::int64_t, const RunOptions&)) {
  return [expval](Machine& self, const QProg& prog, const Op& op, std::int64_t shots, const NoiseModel& noise_model,
                  std::optional<std::uint64_t> seed, int threads, std::optional<double> time_limit) {
    return self.exclusively([&, program = prog, observable = op, noise = noise_model](CPUQVM& machine) {
      return (machine.*expval)(program, observable, shots, options_of(noise, seed, threads, time_limit));
    });
  };
}

template <class Op>
auto function(double (*expval)(const QProg&, const Op&, std::int64_t, const RunOptions&, std::string_view,
                               std::span<const Complex>)) {
  return [expval](const QProg& prog, const Op& op, std::int64_t shots, const NoiseModel& model,
                  std::int64_t used_threads, const std::string& backend, const std::vector<Complex>& init_state,
                  std::optional<std::uint64_t> seed, std::optional<double> time_limit) {
    if (used_threads < 0) throw NegativeValue(concat("used_threads must be at least 0, got ", used_threads));
    // The default of 4 is a wish: more threads than processors only get into each other's way.
    const auto processors = static_cast<std::int64_t>(std::max(1u, std::thread::hardware_concurrency()));
    const int threads = static_cast<int>(std::min(used_threads, processors));
    const QProg program = prog;
    const Op observable = op;
    const NoiseModel noise = model;
    const py::gil_scoped_release release;
    return expval(program, observable, shots, options_of(noise, seed, threads, time_limit), backend, init_state);
  };
}

template <class Op>
void bind_methods(py::class_<Machine>& machine, const char* name, const char* argument,
                  double (CPUQVM::*expval)(const QProg&, const Op&, std::int64_t, const RunOptions&)) {
  const std::string doc =
      std::string(kMeaning) +
      "; `threads`, 0 for all processors.\n\n"
      "Raises NegativeValue (a TypeError) for negative shots, InvalidArgument for 0 shots where chance "
      "decides,\n"
      "and what run() raises.";
  machine.def(name, method<Op>(expval), py::arg("prog"), py::arg(argument), py::arg("shots") = 1000,
              py::arg_v("noise_model", NoiseModel(), "<NoiseModel object>"), py::arg("seed") = py::none(),
              py::arg("threads") = 0, py::arg("time_limit") = py::none(), doc.c_str());
}

template <class Op>
void bind_function(py::module_& m, const char* name, const char* argument,
                   double (*expval)(const QProg&, const Op&, std::int64_t, const RunOptions&, std::string_view,
                                    std::span<const Complex>)) {
  const std::string doc =
      std::string(kMeaning) +
      ".\n\n"
      "`used_threads`: at most as many, 0 for all processors. `backend`: 'CPU' is the one there is. "
      "`init_state`:\n"
      "2^n amplitudes to start from, for a program of n qubits; [] for |0...0>.\n\n"
      "Raises BackendUnavailableError for another backend, NegativeValue (a TypeError) for negative "
      "shots,\n"
      "InvalidArgument for 0 shots where chance decides, and what CPUQVM.run() and init_state() raise.";
  m.def(name, function<Op>(expval), py::arg("prog"), py::arg(argument), py::arg("shots") = 1,
        py::arg_v("model", NoiseModel(), "<NoiseModel object>"), py::arg("used_threads") = 4,
        py::arg("backend") = "CPU", py::arg("init_state") = std::vector<Complex>{}, py::arg("seed") = py::none(),
        py::arg("time_limit") = py::none(), doc.c_str());
}

}  // namespace

void bind_expectation(py::module_& m) {
  auto machine = py::reinterpret_borrow<py::class_<Machine>>(m.attr("CPUQVM"));
  bind_methods<Hamiltonian>(machine, "expval_hamiltonian", "hamiltonian", &CPUQVM::expval_hamiltonian);
  bind_methods<PauliOperator>(machine, "expval_pauli_operator", "pauli_operator", &CPUQVM::expval_pauli_operator);
  bind_function<Hamiltonian>(m, "expval_hamiltonian", "hamiltonian", &expval_hamiltonian);
  bind_function<PauliOperator>(m, "expval_pauli_operator", "pauli_operator", &expval_pauli_operator);
}

}  // namespace qpanda3::python
