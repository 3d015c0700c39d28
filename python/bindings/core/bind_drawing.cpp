// draw_qprog, set_print_options, PIC_TYPE, and for the pictures that Python draws, the layout of a program.

#include "core/casters.hpp"
#include "core/drawing_methods.hpp"
#include "core/register.hpp"
#include "interrupt.hpp"
#include "qpanda3/sim/result.hpp"
#include "qpanda3/text/draw.hpp"
#include "qpanda3/text/drawing_layout.hpp"

namespace py = pybind11;

namespace qpanda3::python {
namespace {

using ExpandMap = std::map<std::string, int>;

constexpr const char* kDrawDoc =
    "Draws it as text or LaTeX and returns the drawing.\n\n"
    "`p`: PIC_TYPE.TEXT, one line of boxes for each qubit, or PIC_TYPE.LATEX, a document for the package qcircuit.\n"
    "`expend_map`: which nested circuits are resolved, by name: 0 draws a box with the name, 1 everything in it, "
    "other\n"
    "numbers one level of it; `'all'` other than 0 resolves all of them; names that are missing are boxes.\n"
    "`param_show`: parameters with the decimals of set_print_options(), and `.dag` on daggered gates in text.\n"
    "`with_logo`: a heading in LaTeX. `line_length`: a longer line of text goes on in a new group of lines; 0 never.\n"
    "`output_file`: the drawing is written there too, in UTF-8 whatever `encode` says.\n\n"
    "Raises InvalidArgument (a RuntimeError and ValueError) naming a file that cannot be written, NegativeValue (a\n"
    "TypeError and ValueError) for a negative `line_length`, ResourceExhausted (a MemoryError) for too large a "
    "drawing.";

std::size_t checked_length(const char* name, std::int64_t length) {
  if (length < 0) throw NegativeValue(concat(name, ": at least 0, got ", length));
  return static_cast<std::size_t>(length);
}

template <class Program>
std::string draw(const Program& program, PicType type, const ExpandMap& expand, bool show_params, bool with_logo,
                 std::int64_t line_length, const std::string& output_file, const std::string&) {
  const DrawOptions options{show_params, print_options().precision, checked_length("line_length", line_length), expand,
                            with_logo};
  return detached(program, [&](const Program& copy) { return draw_qprog(copy, type, options, output_file); });
}

template <class Program>
void bind_draw_qprog(py::module_& m, const char* argument) {
  m.def("draw_qprog", &draw<Program>, py::arg(argument), py::arg("p") = PicType::TEXT,
        py::arg("expend_map") = ExpandMap{{"all", 1}}, py::arg("param_show") = false, py::arg("with_logo") = false,
        py::arg("line_length") = 100, py::arg("output_file") = "", py::arg("encode") = "utf-8", kDrawDoc);
}

const char* shape_name(ItemShape shape) {
  switch (shape) {
    case ItemShape::box:
      return "box";
    case ItemShape::circuit:
      return "circuit";
    case ItemShape::swap:
      return "swap";
    case ItemShape::barrier:
      return "barrier";
    case ItemShape::measure:
      return "measure";
    case ItemShape::opening:
      return "opening";
    case ItemShape::middle:
      return "middle";
    case ItemShape::closing:
      return "closing";
  }
  return "";
}

py::tuple to_tuple(const std::vector<Index>& indices) { return py::tuple(py::cast(indices)); }

/// (shape, name, params, dagger, targets, controls, cbit, ones, zeros)
py::tuple to_tuple(const DrawingItem& item) {
  return py::make_tuple(shape_name(item.shape), item.name, py::tuple(py::cast(item.params)), item.dagger,
                        to_tuple(item.targets), to_tuple(item.controls), item.cbit, to_tuple(item.condition.ones),
                        to_tuple(item.condition.zeros));
}

/// (qubits, columns); None instead of columns if there is more to draw than `limit`.
template <class Program>
py::tuple drawing_columns(const Program& program, const ExpandMap& expand, std::uint64_t limit) {
  const std::uint64_t operations = program.block().flat_size();
  const std::uint64_t qubits = std::max<std::uint64_t>(program.block().qubit_bound(), program.fixed_size());
  if (operations > limit || qubits > limit) return py::make_tuple(qubits, operations, py::none());
  const DrawingLayout layout =
      detached(program, [&](const Program& copy) { return lay_out(copy, expand, Crossing::never); });
  py::list columns;
  for (const DrawingColumn& column : layout.columns) {
    py::list items;
    for (const DrawingItem& item : column) items.append(to_tuple(item));
    columns.append(std::move(items));
  }
  return py::make_tuple(to_tuple(layout.qubits), operations, std::move(columns));
}

}  // namespace

void bind_drawing(py::module_& m) {
  py::enum_<PicType>(m, "PIC_TYPE", "The forms of drawings that draw_qprog() makes.")
      .value("TEXT", PicType::TEXT, "Characters, one line of boxes for each qubit.")
      .value("LATEX", PicType::LATEX, "A LaTeX document for the package qcircuit.");
  bind_draw_qprog<QProg>(m, "qprog");
  bind_draw_qprog<QCircuit>(m, "circuit");
  m.def(
      "set_print_options",
      [](int precision, int param_show, std::int64_t linewidth) {
        set_print_options({precision, param_show != 0, checked_length("linewidth", linewidth)});
      },
      py::arg("precision") = 8, py::arg("param_show") = true, py::arg("linewidth") = 100,
      "Sets what str() of circuits and programs shows from now on, in all threads.\n\n"
      "`precision`: decimals of parameters, 0 to 100, here and in draw_qprog(). `param_show`: whether parameters and\n"
      "`.dag` are shown. `linewidth`: a longer line goes on in a new group of lines; 0 never. Before the first call:\n"
      "8, True, 120. Raises NegativeValue or InvalidArgument for other values, and changes nothing then.");
  py::class_<QProg> prog(m.attr("QProg"));
  bind_drawing_methods(prog);
  py::class_<QCircuit> circuit(m.attr("QCircuit"));
  bind_drawing_methods(circuit);
  py::class_<QResult>(m.attr("QResult"))
      .def(
          "_repr_html_",
          [](const py::object& self) {
            return py::module_::import("pyqpanda3._drawing").attr("notebook_table")(self).cast<py::str>();
          },
          "What notebooks show: the most frequent or most probable outcomes.");
  constexpr const char* kColumnsDoc = "The layout of a drawing, for the package's own use.";
  m.def("_drawing_columns", &drawing_columns<QProg>, py::arg("program"), py::arg("expand"), py::arg("limit"),
        kColumnsDoc);
  m.def("_drawing_columns", &drawing_columns<QCircuit>, py::arg("program"), py::arg("expand"), py::arg("limit"),
        kColumnsDoc);
}

}  // namespace qpanda3::python
