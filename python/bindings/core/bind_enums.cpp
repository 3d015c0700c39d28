// GateType and OpType. GateType's members come from the gate table.

#include "core/casters.hpp"
#include "core/register.hpp"
#include "qpanda3/gate/gate.hpp"

namespace py = pybind11;

namespace qpanda3::python {

void bind_enums(py::module_& m) {
  py::enum_<GateType> gate_type(m, "GateType", "The kind of a gate. `int()` gives the number, `name` the word.");
  gate_type.value("GATE_NOP", GateType::GATE_NOP).value("GATE_UNDEFINED", GateType::GATE_UNDEFINED);
  for (const GateInfo& info : gate_table())
    gate_type.value(std::string(info.name).c_str(), info.type, std::string(info.help).c_str());
  for (const ControlledInfo& info : controlled_table())
    gate_type.value(std::string(info.name).c_str(), info.type, std::string(info.help).c_str());

  py::enum_<OpType>(m, "OpType", "What an Operation is.")
      .value("Gate", OpType::Gate)
      .value("Measure", OpType::Measure)
      .export_values();
}

}  // namespace qpanda3::python
