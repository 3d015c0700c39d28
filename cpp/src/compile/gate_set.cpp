#include "qpanda3/compile/gate_set.hpp"

#include "qpanda3/base/concat.hpp"
#include "qpanda3/base/error.hpp"

namespace qpanda3 {

GateSet& GateSet::add(GateType type, std::size_t num_controls) {
  if (num_controls > kMaxControls)
    throw InvalidArgument(concat("num_controls: at most ", kMaxControls, ", got ", num_controls));
  auto& controls = controls_[static_cast<std::uint8_t>(type)];
  controls = static_cast<std::uint8_t>(controls | 1U << num_controls);
  return *this;
}

const GateSet& GateSet::u3_cnot() {
  static const GateSet set = GateSet().add(GateType::U3).add(GateType::X, 1);
  return set;
}

const GateSet& GateSet::openqasm2() {
  static const GateSet set = [] {
    using enum GateType;
    GateSet gates;
    for (const GateType type : {I, X, Y, Z, H, S, T, P, RX, RY, RZ, U1, U2, U3, SWAP, RXX, RYY, RZZ}) gates.add(type);
    return gates.add(X, 1).add(X, 2).add(Z, 1).add(P, 1);
  }();
  return set;
}

}  // namespace qpanda3
