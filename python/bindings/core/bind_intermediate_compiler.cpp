// pyqpanda3.intermediate_compiler: programs from and to OriginIR and OpenQASM 2.

#include <pybind11/stl.h>

#include "core/casters.hpp"
#include "core/register.hpp"
#include "interrupt.hpp"
#include "qpanda3/text/originir.hpp"
#include "qpanda3/text/qasm.hpp"

namespace py = pybind11;

namespace qpanda3::python {
namespace {

/// A reader as Python calls it: without the GIL, and answering Ctrl-C.
template <class Read>
auto reading(Read read) {
  return [read](const std::string& text) {
    const py::gil_scoped_release release;
    const InterruptScope scope(signal_check());
    return read(text);
  };
}

void bind_readers(py::module_& m) {
  m.def("convert_originir_string_to_qprog", reading([](const std::string& text) { return parse_originir(text); }),
        py::arg("string"),
        "Reads a program from OriginIR text.\n\n"
        "Names are case-sensitive; QINIT and CREG may come in any order. The qubits of the program come from use.\n"
        "Raises ParseError (a RuntimeError and ValueError) with `line` and `column`.");
  m.def(
      "convert_originir_file_to_qprog", reading([](const std::string& path) { return QProg(path, true); }),
      py::arg("ir_filepath"),
      "Reads a program from a file of OriginIR.\n\n"
      "Raises ParseError with `line` and `column`, and InvalidArgument (a RuntimeError and ValueError) with the path\n"
      "if the file cannot be read.");
  m.def(
      "convert_qasm_string_to_qprog", reading([](const std::string& text) { return qasm_to_prog(text); }),
      py::arg("qasm_str"),
      "Reads a program from OpenQASM 2 text.\n\n"
      "The gates of qelib1.inc are built in, with or without the include. Several registers are concatenated in\n"
      "order of declaration: with `qreg a[2]; qreg b[3];` b[0] is qubit 2. `if(c==n)` becomes a branch on the bits of\n"
      "c, c[0] being the lowest bit of n. Of OpenQASM 3 `qubit[n] q`, `bit[n] c` and `c[0] = measure q[0]` are read.\n"
      "Raises ParseError (a RuntimeError and ValueError) with `line` and `column`.");
  m.def(
      "convert_qasm_file_to_qprog", reading([](const std::string& path) { return qasm_file_to_prog(path); }),
      py::arg("qasm_filepath"),
      "Reads a program from a file of OpenQASM 2.\n\n"
      "Raises ParseError with `line` and `column`, and InvalidArgument (a RuntimeError and ValueError) with the path\n"
      "if the file cannot be read.");
}

void bind_writers(py::module_& m) {
  m.def(
      "convert_qprog_to_originir",
      [](const QProg& prog, int precision) {
        return detached(prog, [&](const QProg& copy) { return copy.originir(precision); });
      },
      py::arg("prog"), py::arg("precision") = 8,
      "The program as OriginIR text; numbers in fixed notation with `precision` decimals, 0 to 100.\n\n"
      "QINIT and CREG say what is used, at least 1 each; each gate has its own CONTROL and DAGGER blocks.");
  m.def(
      "convert_qprog_to_qasm",
      [](const QProg& prog, int precision) {
        return detached(prog, [&](const QProg& copy) { return to_qasm(copy, precision); });
      },
      py::arg("prog"), py::arg("precision") = 8,
      "The program as OpenQASM 2 text; parameters in fixed notation with `precision` decimals, 0 to 100.\n\n"
      "Gates without a name in OpenQASM 2, also those with many controls and ORACLE on up to 8 qubits, are rewritten\n"
      "into others, equal up to a global phase. ECHO and IDLE are left out. Branches become `if(c==n)` in front of\n"
      "each of their statements. Raises Unsupported (a RuntimeError) for loops, Karus, and branches that measure into\n"
      "the bits they depend on before their last statement.");
}

}  // namespace

void bind_intermediate_compiler(py::module_& m) {
  py::module_ sub = m.def_submodule("_intermediate_compiler", "Programs from and to OriginIR and OpenQASM 2.");
  sub.attr("__module__") = "pyqpanda3.intermediate_compiler";
  bind_readers(sub);
  bind_writers(sub);
}

}  // namespace qpanda3::python
