// random_qcircuit, random_qprog, QV, direct_twirl.

#include "core/casters.hpp"
#include "core/register.hpp"
#include "interrupt.hpp"
#include "qpanda3/circuit/random_circuits.hpp"
#include "qpanda3/compile/twirl.hpp"

namespace py = pybind11;

namespace qpanda3::python {
namespace {

using Names = std::vector<std::string>;
using Seed = std::optional<std::int64_t>;

constexpr const char* kRandomDoc =
    " of exactly `depth` layers from gates drawn at random.\n\n"
    "`qubits`: distinct numbers. `gate_type`: names of unitary gate functions, each entry equally likely; an empty\n"
    "list stands for all plain gates on one or two qubits. `topology`: pairs of qubits that may share a gate, in "
    "either\n"
    "direction. Angles are in [0, 6.283], with three decimals. `seed` (an addition): the same circuit again.\n\n"
    "Raises NegativeValue for negative numbers, IndexOutOfRange (an IndexError) for an empty list of qubits,\n"
    "InvalidArgument (a RuntimeError and ValueError) for repeated qubits, unknown names, gates that do not fit the\n"
    "qubits or the topology.";

/// `make(...)` without the GIL and answering Ctrl-C.
template <class Make>
auto detached_call(Make&& make) {
  const py::gil_scoped_release release;
  const InterruptScope scope(signal_check());
  return make();
}

std::optional<std::uint64_t> bits(const Seed& seed) {
  if (!seed) return std::nullopt;
  return static_cast<std::uint64_t>(*seed);
}

template <class Function>
void bind_random_function(py::module_& m, const char* name, const char* what, Function function) {
  const std::string doc = concat(what, kRandomDoc);
  m.def(
      name,
      [function](const std::vector<Qubit>& qubits, std::int64_t depth, const Names& gate_type, Seed seed) {
        return detached_call([&] { return function(qubits, depth, gate_type, std::nullopt, bits(seed)); });
      },
      py::arg("qubits"), py::arg("depth"), py::arg("gate_type"), py::kw_only(), py::arg("seed") = py::none(),
      doc.c_str());
  m.def(
      name,
      [function](const std::vector<Qubit>& qubits, std::int64_t depth, const Names& gate_type, const Topology& topology,
                 Seed seed) {
        return detached_call([&] { return function(qubits, depth, gate_type, topology, bits(seed)); });
      },
      py::arg("qubits"), py::arg("depth"), py::arg("gate_type"), py::arg("topology"), py::kw_only(),
      py::arg("seed") = py::none(), doc.c_str());
}

}  // namespace

void bind_random(py::module_& m) {
  bind_random_function(m, "random_qcircuit", "A circuit", &random_qcircuit);
  bind_random_function(m, "random_qprog", "A program", &random_qprog);
  m.def(
      "QV",
      [](std::int64_t num_qubit, std::int64_t depth, std::int64_t seed) {
        return detached_call([&] { return QV(num_qubit, depth, static_cast<std::uint64_t>(seed)); });
      },
      py::arg("num_qubit"), py::arg("depth") = -1, py::arg("seed") = 0,
      "A quantum volume circuit on qubits 0 .. num_qubit-1: in each of `depth` layers (-1: num_qubit) the qubits are\n"
      "paired at random, and each of the num_qubit // 2 pairs gets an ORACLE with a Haar-random matrix of SU(4). "
      "Equal\n"
      "seeds give equal circuits.\n\n"
      "Raises NegativeValue for a negative number of qubits or another negative depth.");
  m.def(
      "direct_twirl",
      [](const QProg& input_circ, const std::string& twirled_gate, std::int64_t seed) {
        return detached(input_circ, [&](const QProg& copy) {
          return direct_twirl(copy, twirled_gate, static_cast<std::uint64_t>(seed));
        });
      },
      py::arg("input_circ"), py::arg("twirled_gate") = "CNOT", py::arg("seed") = 0,
      "The program with random Pauli gates on both qubits before and after each gate named `twirled_gate`, 'CNOT' or\n"
      "'CZ'; its effect is the same up to a global phase. Gates in nested circuits, branches and loops are twirled,\n"
      "controlled ones stay. Equal seeds give equal programs, 0 as any other.\n\n"
      "Raises Unsupported (a RuntimeError) for other names.");
}

}  // namespace qpanda3::python
