// pyqpanda3._core: circuits, programs and the simulator. Users import it as pyqpanda3.core.

#include "core/fast_entry.hpp"
#include "core/register.hpp"
#include "errors.hpp"
#include "pickling.hpp"

PYBIND11_MODULE(_core, m) {
  using namespace qpanda3::python;
  m.doc() = "Quantum circuits, programs and the statevector simulator.";
  m.attr("__module__") = "pyqpanda3.core";  // where users find the classes
  register_errors();
  bind_enums(m);
  bind_gate(m);
  bind_factories(m);
  bind_karus(m);
  bind_circuit(m);
  bind_prog(m);
  bind_dag(m);
  bind_random(m);
  bind_noise(m);
  bind_hamiltonian(m);
  bind_simulator(m);
  bind_plan(m);
  bind_drawing(m);
  bind_expectation(m);
  bind_capabilities(m);
  bind_quantum_info(m);
  bind_utils(m);
  bind_intermediate_compiler(m);
  install_fast_entries(m);
  bind_bulk_appending(m);
  define_pickling(m);
}
