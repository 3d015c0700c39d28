#pragma once
// The methods of QCircuit and QProg that draw in Python: they load pyqpanda3._drawing on their first use.

#include <pybind11/pybind11.h>

#include <string>

namespace qpanda3::python {

/// What depends on arguments: text for some outputs, a figure for others.
struct AnyObject : pybind11::object {
  explicit AnyObject(pybind11::object value) : object(std::move(value)) {}
};

}  // namespace qpanda3::python

template <>
struct pybind11::detail::handle_type_name<qpanda3::python::AnyObject> {
  static constexpr auto name = const_name("typing.Any");
};

namespace qpanda3::python {

template <class Class>
void bind_drawing_methods(Class& bound) {
  namespace py = pybind11;
  bound.def(
      "draw",
      [](const py::object& self, const std::string& output, const py::object& filename, double scale, int fold,
         bool with_logo, bool with_gate_params, int line_length, const py::object&, const py::object&,
         const std::string&) {
        return AnyObject(
            py::module_::import("pyqpanda3._drawing")
                .attr("draw")(self, output, filename, scale, fold, with_logo, with_gate_params, line_length));
      },
      py::arg("output") = "text", py::arg("filename") = py::none(), py::arg("scale") = 0.7, py::arg("fold") = 30,
      py::arg("with_logo") = false, py::arg("with_gate_params") = false, py::arg("line_length") = 100,
      py::arg("NodeIter_first") = py::none(), py::arg("NodeIter_second") = py::none(),
      py::arg("console_encode_type") = "utf8",
      "Draws it and returns the drawing; with `filename` it is written there too.\n\n"
      "`output`: 'text' and 'latex' as draw_qprog() makes them, 'svg' the text of an SVG picture, 'pic' or 'mpl' a\n"
      "matplotlib figure (`pip install 'pyqpanda3[draw]'`), whose file has the format that its name ends with, PNG if\n"
      "it has no ending. `scale`: size of pictures. `fold`: columns of a picture before it goes on below; 0 never.\n"
      "`with_gate_params`: parameters of gates. `with_logo`, `line_length`: as for draw_qprog(). The last three\n"
      "arguments change nothing.\n\n"
      "Raises InvalidArgument for an unknown `output` and for a file that cannot be written, ImportError without\n"
      "matplotlib.");
  bound.def(
      "_repr_svg_",
      [](const py::object& self) {
        return py::module_::import("pyqpanda3._drawing").attr("notebook_svg")(self).template cast<py::str>();
      },
      "What notebooks show.");
}

}  // namespace qpanda3::python
