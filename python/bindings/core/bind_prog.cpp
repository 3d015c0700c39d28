// QProg.

#include "core/casters.hpp"
#include "core/register.hpp"
#include "interrupt.hpp"
#include "qpanda3/circuit/prog.hpp"
#include "value_protocols.hpp"

namespace py = pybind11;

namespace qpanda3::python {
namespace {

using ProgClass = py::class_<QProg>;

/// `append(item) -> None` and `<< item`, for one kind of item.
template <class Item>
void bind_append_one(ProgClass& prog, const char* argument, const char* doc) {
  prog.def("append", [](QProg& self, const Item& item) { self << item; }, py::arg(argument), doc);
  prog.def("__lshift__", [](QProg& self, const Item& item) -> QProg& { return self << item; }, py::is_operator(), doc);
}

/// `append([items]) -> QProg` and `<< [items]`.
template <class Item>
void bind_append_list(ProgClass& prog, const char* argument, const char* doc) {
  prog.def(
      "append", [](QProg& self, const std::vector<Item>& items) -> QProg& { return self << items; }, py::arg(argument),
      doc);
  prog.def(
      "__lshift__", [](QProg& self, const std::vector<Item>& items) -> QProg& { return self << items; },
      py::is_operator(), doc);
}

/// A branch or loop that is not finished cannot be appended; say how to finish it.
template <class Unfinished>
void refuse_unfinished(ProgClass& prog, const char* message) {
  prog.def(
      "__lshift__", [message](QProg&, const Unfinished&) { throw InvalidArgument(message); }, py::is_operator(),
      "Raises InvalidArgument: the branch or loop is not finished.");
}

void bind_appending(ProgClass& prog) {
  bind_append_one<QGate>(prog, "gate", "Appends a gate.");
  bind_append_one<QCircuit>(prog, "circuit", "Appends a circuit as it is now.");
  bind_append_one<QProg>(prog, "prog", "Appends a program as it is now.");
  bind_append_one<MeasureNode>(prog, "measure", "Appends a measurement.");
  bind_append_one<Karus>(prog, "karus", "Appends a noise channel.");
  bind_append_list<QGate>(prog, "gate_list", "Appends gates in order.");
  bind_append_list<QCircuit>(prog, "circuit_list", "Appends circuits in order.");
  bind_append_list<QProg>(prog, "prog_list", "Appends programs in order.");
  bind_append_list<MeasureNode>(prog, "measure_list", "Appends measurements in order.");
  bind_append_list<Karus>(prog, "karus_list", "Appends noise channels in order.");
  refuse_unfinished<QIf>(prog,
                         "the branch is not finished: qif([...]) needs .then(prog) and .qendif() or .qelse(prog)");
  refuse_unfinished<QIfThen>(prog, "the branch is not finished: end it with .qendif() or .qelse(prog)");
  refuse_unfinished<QElseif>(
      prog, "the branch is not finished: .qelseif([...]) needs .then(prog) and .qendif() or .qelse(prog)");
  refuse_unfinished<QElseifThen>(prog, "the branch is not finished: end it with .qendif() or .qelse(prog)");
  refuse_unfinished<QWhile>(prog, "the loop is not finished: qwhile([...]) needs .loop(prog)");
}

void bind_queries(ProgClass& prog) {
  prog.def("qubits_num", &QProg::qubits_num, "The number of qubits: highest used + 1, or the number given if larger.")
      .def("cbits_num", &QProg::cbits_num, "The number of classical bits: highest used + 1.")
      .def("qubits", &QProg::qubits, "The qubits by first use; 0 .. n-1 first if n was given.")
      .def("cbits", &QProg::cbits, "The bits that are measured into, by first use.")
      .def("operations", detached(&QProg::operations),
           "Gates, measurements, channels (Karus), and a QProg for each branch or loop, in order; nested circuits and\n"
           "programs are resolved.")
      .def("gate_operations", detached(&QProg::gate_operations), py::arg("only_q2") = false,
           "All gates in order, also those inside branches. `only_q2`: only those on exactly two qubits.")
      .def("name", &QProg::name, "`QProg_<number>`.")
      .def("get_measure_nodes", detached(&QProg::get_measure_nodes), "The measurements in order.")
      .def(
          "get_measure_qubits_cbits",
          [](const QProg& self) {
            std::vector<std::pair<QubitObject, CBitObject>> pairs;
            for (const auto& [qubit, cbit] : detached (&QProg::get_measure_qubits_cbits)(self))
              pairs.push_back({{qubit}, {cbit}});
            return pairs;
          },
          "The measurements as pairs (Qubit, CBit), in order.")
      .def("flatten", detached(&QProg::flatten), "A copy in which nested circuits and programs are resolved.")
      .def("to_circuit", detached(&QProg::to_circuit),
           "The gates as a QCircuit; measurements and channels are dropped.")
      .def("count_ops", detached(&QProg::count_ops), py::arg("only_q2") = false,
           "How often each gate occurs: name, with a `C` in front for each control -> number.")
      .def("depth", detached(&QProg::depth), py::arg("only_q2") = false,
           "The number of layers of gates when each is put as early as possible; measurements do not count.");
}

void bind_value(ProgClass& prog) {
  prog.def("__len__", &QProg::size, "The number of operations().")
      .def(
          "__bool__", [](const QProg&) { return true; }, "True, also without operations.")
      .def(
          "__iter__", [](const QProg& self) { return py::iter(py::cast(detached(&QProg::operations)(self))); },
          "Iterates over operations() as they are now.");
  define_detached_equality<QProg>(
      prog,
      "The same operations in the same order on the same number of qubits, however they are nested: gates with equal\n"
      "daggers, controls (in order), parameters and matrices, measurements, channels, conditions, and the insides of\n"
      "branches and loops.");
  define_archived_value<QProg>(prog, &prog_from_archive);
}

void bind_originbis(ProgClass& prog) {
  prog.def(
          "originbis",
          [](const QProg&) {
            throw Unsupported(
                "QProg.originbis() is not available; use pyqpanda3.utils.convert_qprog_to_originbis(prog)");
          },
          "Raises Unsupported (a RuntimeError): use pyqpanda3.utils.convert_qprog_to_originbis(prog).")
      .def_static(
          "from_originbis",
          [](const py::bytes&) {
            throw Unsupported(
                "QProg.from_originbis() is not available; use pyqpanda3.utils.convert_originbis_to_qprog(data)");
          },
          py::arg("originbis"),
          "Raises Unsupported (a RuntimeError): use pyqpanda3.utils.convert_originbis_to_qprog(data).");
}

}  // namespace

void bind_prog(py::module_& m) {
  // Declared before its methods are bound, so that control-flow classes can name it and be named by it.
  ProgClass prog(
      m, "QProg",
      "A program: gates, circuits, measurements, branches, loops and channels, in order.\n\n"
      "`prog << item` appends a copy of the item and returns the program, so calls can be chained. Bit strings\n"
      "in results have the highest bit on the left; qubit 0 is the least significant bit of a state index.");
  bind_control_flow(m);

  prog.def(py::init<>())
      .def(py::init([](Qubit qubits_num) { return QProg(std::int64_t{qubits_num.index()}); }), py::arg("qubits_num"),
           "A program on at least `qubits_num` qubits.")
      .def(py::init<const QProg&>(), py::arg("other"), "An independent copy.")
      .def(py::init([](const std::string& originir_src, bool is_file) {
             const py::gil_scoped_release release;
             const InterruptScope scope(signal_check());
             return QProg(std::string_view(originir_src), is_file);
           }),
           py::arg("originir_src"), py::arg("is_file") = false,
           "Reads OriginIR text, or with `is_file` the file of that name.\n\n"
           "Raises ParseError (a RuntimeError and ValueError) with `line` and `column`.")
      .def(py::init<const QCircuit&>(), py::arg("node"), "A program of one circuit.");
  bind_queries(prog);
  bind_appending(prog);
  bind_value(prog);
  bind_originbis(prog);
  prog.def("clear", &QProg::clear, "Removes everything, the fixed number of qubits too.")
      .def(
          "remap",
          [](QProg& self, const std::vector<Qubit>& qubits, const std::vector<CBit>& cbits) -> QProg& {
            return self.remap(std::span<const Index>(to_indices(qubits)), std::span<const Index>(to_indices(cbits)));
          },
          py::arg("remap_qubits"), py::arg("remap_cbits") = std::vector<CBit>{},
          "Renames in place and returns the program: the i-th smallest used qubit (bit) becomes entry i of its list;\n"
          "an empty list of bits leaves them. Raises IndexOutOfRange if a list is too short.")
      .def(
          "remap",
          [](QProg& self, const std::map<Qubit, Qubit>& qubits, const std::map<CBit, CBit>& cbits) -> QProg& {
            return self.remap(to_index_map(qubits), to_index_map(cbits));
          },
          py::arg("remap_qubits"), py::arg("remap_cbits") = std::map<CBit, CBit>{},
          "Renames in place and returns the program; what is not in the dicts stays.")
      .def("originir", detached(&QProg::originir), py::arg("precision") = 8,
           "The program as OriginIR text, numbers with `precision` decimals.")
      .def("__str__", detached(&QProg::str), "The program drawn with characters.")
      .def("__repr__", detached(&QProg::str), "The program drawn with characters.");
}

}  // namespace qpanda3::python
