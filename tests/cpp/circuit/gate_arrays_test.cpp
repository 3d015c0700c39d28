// Bulk appends: the same circuit as gate by gate, or nothing.

#include "qpanda3/circuit/gate_arrays.hpp"

#include <gtest/gtest.h>

#include <chrono>
#include <limits>
#include <string>
#include <thread>

#include "qpanda3/base/concat.hpp"
#include "qpanda3/base/error.hpp"
#include "qpanda3/base/interrupt.hpp"
#include "qpanda3/circuit/prog.hpp"
#include "qpanda3/gate/factories.hpp"

namespace qpanda3 {
namespace {

/// Operands 3, 4, ... and parameters 0.5, 1.5, ... for one gate.
QCircuit one_by_name(std::string_view name, const GateShape& shape) {
  std::vector<Index> qubits;
  std::vector<double> params;
  for (Index i = 0; i < shape.num_operands; ++i) qubits.push_back(3 + i);
  for (int i = 0; i < shape.num_params; ++i) params.push_back(0.5 + i);
  QCircuit circuit;
  circuit << create_gate(name, qubits, params);
  return circuit;
}

/// The message of the InvalidArgument that appending throws; the circuit has to stay as it is.
template <class... Arguments>
std::string refusal(QCircuit circuit, const Arguments&... arguments) {
  const QCircuit before = circuit;
  try {
    circuit.append_gates(arguments...);
  } catch (const InvalidArgument& error) {
    EXPECT_EQ(circuit, before);
    EXPECT_EQ(circuit.size(), before.size());
    return error.what();
  }
  return "accepted";
}

using Qubits = std::vector<Index>;
using Params = std::vector<double>;
using Types = std::vector<GateType>;

TEST(GateArrays, every_gate_with_a_fixed_shape_is_the_one_of_its_function) {
  const auto check = [](std::string_view name, GateType type) {
    const GateShape& shape = gate_shape(type);
    EXPECT_EQ(gate_type_named(name), type);
    EXPECT_EQ(shape.name, name);
    Qubits qubits;
    Params params;
    for (Index i = 0; i < shape.num_operands; ++i) qubits.push_back(3 + i);
    for (int i = 0; i < shape.num_params; ++i) params.push_back(0.5 + i);
    EXPECT_EQ(QCircuit().append_gates(type, qubits, params), one_by_name(name, shape)) << name;
  };
  for (const GateInfo& info : gate_table())
    if (!info.takes_list()) check(info.name, info.type);
  for (const ControlledInfo& info : controlled_table()) check(info.name, info.type);
  EXPECT_EQ(gate_type_named("CR"), GateType::CP);
  EXPECT_EQ(gate_type_named("h"), std::nullopt);
}

TEST(GateArrays, gates_of_one_type_follow_what_is_there) {
  QCircuit circuit, expected;
  circuit << RX(2, 0.1);
  expected << RX(2, 0.1) << CNOT(0, 1) << CNOT(1, 70) << RY(3, 0.2) << RY(4, 0.3);
  circuit.append_gates(GateType::CNOT, {0, 1, 1, 70}).append_gates(GateType::RY, {3, 4}, {0.2, 0.3});
  EXPECT_EQ(circuit, expected);
  EXPECT_EQ(circuit.size(), 5u);
  EXPECT_EQ(circuit.get_register_size(), 71u);
  EXPECT_EQ(circuit.qubits(), expected.qubits());
  EXPECT_TRUE(circuit.block().uses(70));
  EXPECT_FALSE(circuit.block().uses(69));
}

TEST(GateArrays, gates_of_one_type_each) {
  QProg prog, expected;
  expected << H(0) << TOFFOLI(0, 1, 2) << CRX(3, 4, 0.5) << U2(1, 0.1, 0.2) << RESET(0);
  prog.append_gates(Types{GateType::H, GateType::TOFFOLI, GateType::CRX, GateType::U2, GateType::RESET},
                    {0, 0, 1, 2, 3, 4, 1, 0}, {0.5, 0.1, 0.2});
  EXPECT_EQ(prog, expected);
  EXPECT_EQ(prog.size(), 5u);
  EXPECT_TRUE(prog.block().has_reset());
  EXPECT_EQ(prog.gate_operations()[1].controls().to_vector(), (Qubits{0, 1}));
}

TEST(GateArrays, copies_and_marks_are_respected) {
  QCircuit circuit;
  circuit << S(0);
  const QCircuit copy = circuit;
  QCircuit marked = circuit.dagger();
  circuit.append_gates(GateType::H, {1, 2});
  marked.append_gates(GateType::H, {1, 2});
  EXPECT_EQ(copy.size(), 1u);
  QCircuit expected;
  expected << S(0).dagger() << H(1) << H(2);
  EXPECT_EQ(marked, expected);
}

TEST(GateArrays, nothing_is_a_number_of_gates_too) {
  QCircuit circuit;
  EXPECT_EQ(circuit.append_gates(GateType::CNOT, {}).size(), 0u);
  EXPECT_EQ(circuit.append_gates(Types{}, {}).size(), 0u);
}

TEST(GateArrays, refusals_name_the_gate_and_append_nothing) {
  QCircuit circuit;
  circuit << H(0);
  const double nan = std::numeric_limits<double>::quiet_NaN(), inf = std::numeric_limits<double>::infinity();
  EXPECT_EQ(refusal(circuit, GateType::CNOT, Qubits{0, 1, 2}),
            "append_gates: gates CNOT take 2 qubits each, got 3 qubits in all");
  EXPECT_EQ(refusal(circuit, GateType::CNOT, Qubits{0, 1, 2, 2}), "append_gates: gate 1 (CNOT): qubit 2 is used twice");
  EXPECT_EQ(refusal(circuit, GateType::TOFFOLI, Qubits{0, 1, 0}),
            "append_gates: gate 0 (TOFFOLI): qubit 0 is used twice");
  EXPECT_EQ(refusal(circuit, GateType::H, Qubits{0, kMaxIndex + 1}),
            concat("append_gates: gate 1 (H): qubit number must be at most ", kMaxIndex, ", got ", kMaxIndex + 1));
  EXPECT_EQ(refusal(circuit, GateType::RX, Qubits{0, 1}, Params{0.1}),
            "append_gates: 2 RX gates take 2 parameters, got 1");
  EXPECT_EQ(refusal(circuit, GateType::H, Qubits{0, 1}, Params{0.1}),
            "append_gates: 2 H gates take 0 parameters, got 1");
  EXPECT_EQ(refusal(circuit, GateType::RX, Qubits{0, 1}, Params{0.1, nan}),
            "append_gates: gate 1 (RX): parameters must be finite, got nan");
  EXPECT_EQ(refusal(circuit, Types{GateType::H, GateType::U2}, Qubits{0, 1}, Params{0.1, inf}),
            "append_gates: gate 1 (U2): parameters must be finite, got inf");
  EXPECT_EQ(refusal(circuit, Types{GateType::H, GateType::CNOT}, Qubits{0, 1}),
            "append_gates: 2 gates take 3 qubits, got 2");
  EXPECT_EQ(refusal(circuit, GateType::ORACLE, Qubits{0}),
            "append_gates: ORACLE takes a list of qubits; append such gates one by one");
  EXPECT_EQ(refusal(circuit, Types{GateType::BARRIER}, Qubits{0}),
            "append_gates: BARRIER takes a list of qubits; append such gates one by one");
  EXPECT_EQ(refusal(circuit, GateType::GATE_NOP, Qubits{0}), "append_gates: number 0 is no type of gate");
  EXPECT_EQ(refusal(circuit, static_cast<GateType>(200), Qubits{0}), "append_gates: number 200 is no type of gate");
}

TEST(GateArrays, long_appends_can_be_interrupted) {
  struct Stop {};
  QCircuit circuit;
  const InterruptScope scope([] { throw Stop(); });
  std::this_thread::sleep_for(std::chrono::milliseconds(50));  // nobody is asked more often
  EXPECT_THROW(circuit.append_gates(GateType::H, Qubits{0}), Stop);
  EXPECT_EQ(circuit.size(), 0u);
}

}  // namespace
}  // namespace qpanda3
