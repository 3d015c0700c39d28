#include "qpanda3/compile/twirl.hpp"

#include <array>

#include "circuit/queries.hpp"
#include "qpanda3/base/concat.hpp"
#include "qpanda3/base/error.hpp"
#include "qpanda3/base/rng.hpp"
#include "qpanda3/circuit/cursor.hpp"

namespace qpanda3 {
namespace {

constexpr std::uint64_t kStream = 0x5457;  // apart from other users of the same seed

/// A Pauli operator on one qubit but for its phase: X^x Z^z.
struct Pauli {
  bool x, z;

  GateType gate() const noexcept {
    constexpr std::array<GateType, 4> kGates{GateType::I, GateType::X, GateType::Z, GateType::Y};
    return kGates[static_cast<std::size_t>(x) + 2 * static_cast<std::size_t>(z)];
  }
};

class Twirler {
 public:
  Twirler(GateType gate, std::uint64_t seed) : gate_(gate), rng_(seed, kStream) {}

  std::shared_ptr<Block> twirl(const Block& block) {
    auto result = std::make_shared<Block>();
    OperationCursor cursor(block);
    for (Step step; cursor.next(step);) {
      if (step.kind() == OpKind::gate && step.gate() == gate_ && step.controls.empty()) {
        twirl_gate(step, *result);
      } else if (step.kind() == OpKind::branch) {
        const BlockPtr then = twirl(*step.then_block());
        const BlockPtr otherwise = step.else_block() ? twirl(*step.else_block()) : nullptr;
        result->append_branch(step.condition(), then, otherwise, step.op->has(StoredOp::kElseIsChain));
      } else if (step.kind() == OpKind::loop) {
        result->append_loop(step.condition(), twirl(*step.then_block()));
      } else {
        result->append_step(step);
      }
    }
    return result;
  }

 private:
  void twirl_gate(const Step& step, Block& result) {
    const std::uint64_t bits = rng_.next() >> 60;
    std::array<Pauli, 2> paulis{{{(bits & 1) != 0, (bits & 2) != 0}, {(bits & 4) != 0, (bits & 8) != 0}}};
    append(paulis, step.targets, result);
    result.append_step(step);
    carry_over(paulis);
    append(paulis, step.targets, result);
  }

  /// The Pauli operators behind the gate that undo those before it.
  void carry_over(std::array<Pauli, 2>& paulis) const noexcept {
    auto& [first, second] = paulis;
    if (gate_ == GateType::CNOT) {  // X spreads from the control to the target, Z from the target to the control
      second.x ^= first.x;
      first.z ^= second.z;
    } else {  // CZ: X on either qubit brings Z on the other
      second.z ^= first.x;
      first.z ^= second.x;
    }
  }

  static void append(const std::array<Pauli, 2>& paulis, std::span<const Index> qubits, Block& result) {
    for (std::size_t i = 0; i < 2; ++i) result.append_gate(paulis[i].gate(), false, {}, qubits.subspan(i, 1), {});
  }

  GateType gate_;
  CounterRng rng_;
};

}  // namespace

QProg direct_twirl(const QProg& input_circ, std::string_view twirled_gate, std::uint64_t seed) {
  if (twirled_gate != "CNOT" && twirled_gate != "CZ")
    throw Unsupported(concat("twirled_gate: CNOT and CZ can be twirled, got '", twirled_gate, "'"));
  check_listable(input_circ.block());
  QProg result(static_cast<std::int64_t>(input_circ.fixed_size()));
  const GateType gate = twirled_gate == "CNOT" ? GateType::CNOT : GateType::CZ;
  return result << QProg::from_block(Twirler(gate, seed).twirl(input_circ.block()));
}

}  // namespace qpanda3
