// qif, qwhile and the builders behind them.

#include "core/casters.hpp"
#include "core/register.hpp"
#include "qpanda3/circuit/prog.hpp"

namespace py = pybind11;

namespace qpanda3::python {

void bind_control_flow(py::module_& m) {
  py::class_<QIf> branch(m, "QIf", "`qif([...])`, to be followed by `.then(prog)`.");
  py::class_<QIfThen> branch_then(m, "QIfThen", "A branch so far, to be ended by `.qelse(prog)` or `.qendif()`.");
  py::class_<QElseif> elseif(m, "QElseif", "`.qelseif([...])`, to be followed by `.then(prog)`.");
  py::class_<QElseifThen> elseif_then(m, "QElseifThen",
                                      "A branch so far, to be ended by `.qelse(prog)` or `.qendif()`.");
  py::class_<QWhile> loop(m, "QWhile", "`qwhile([...])`, to be followed by `.loop(prog)`.");

  branch.def("then", &QIf::then, py::arg("branch_qprog"), "What runs if all bits are 1.");
  elseif.def("then", &QElseif::then, py::arg("branch_qprog"),
             "What runs if all these bits are 1 and no arm before ran.");

  const auto bind_ends = [](auto& owner) {
    using Owner = typename std::remove_reference_t<decltype(owner)>::type;
    owner
        .def(
            "qelse", [](const Owner& self, const QProg& body) { return self.qelse(body); }, py::arg("branch_qprog"),
            "Ends the branch with what runs if no arm did; returns it as a QProg.")
        .def(
            "qelseif", [](const Owner& self, const std::vector<CBit>& cbits) { return self.qelseif(cbits); },
            py::arg("cbits"), "A further arm, for when all these bits are 1.")
        .def("qendif", [](const Owner& self) { return self.qendif(); }, "Ends the branch; returns it as a QProg.");
  };
  bind_ends(branch_then);
  bind_ends(elseif_then);

  loop.def("loop", &QWhile::loop, py::arg("loop_body"),
           "What runs as long as all bits are 1, at most 10000 times; returns the loop as a QProg.");

  m.def("qif", &qif, py::arg("cbits"),
        "A branch taken if all bits are 1 in the current shot; bits never measured are 0; an empty list is true.");
  m.def("qwhile", &qwhile, py::arg("cbits"), "A loop that runs while all bits are 1 in the current shot.");
}

}  // namespace qpanda3::python
