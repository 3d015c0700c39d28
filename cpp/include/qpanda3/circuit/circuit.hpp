#pragma once
// QCircuit: gates and nested circuits, a value with copy-on-write storage.

#include <concepts>
#include <map>
#include <memory>
#include <span>
#include <string>
#include <string_view>
#include <utility>
#include <variant>
#include <vector>

#include "qpanda3/base/export.hpp"
#include "qpanda3/base/interrupt.hpp"
#include "qpanda3/circuit/block.hpp"

namespace qpanda3 {

/// A sequence of gates and circuits. Copies are cheap and independent.
///
/// dagger() and control() give copies that share their contents with this circuit; clear_control(), clear(), set_name()
/// and remap() change this one. The register has qubits 0 .. n-1, where n is the larger of the number given at
/// construction and the highest qubit used + 1.
class QPANDA3_API QCircuit {
 public:
  QCircuit() : QCircuit(0) {}
  /// At least `qubits_num` qubits. NegativeValue / InvalidArgument for absurd numbers.
  explicit QCircuit(std::int64_t qubits_num);

  QCircuit& operator<<(const QGate& gate);
  QCircuit& operator<<(const QCircuit& circuit);
  void append(const QGate& gate) { *this << gate; }
  void append(const QCircuit& circuit) { *this << circuit; }
  /// Appends many gates of one type, or of one type each, from arrays: see Block::of_gates(), whose errors it throws
  /// before anything is appended.
  QCircuit& append_gates(GateType gate, std::vector<Index> qubits, std::vector<double> params = {}) {
    return append_gates(Block::of_gates(gate, std::move(qubits), std::move(params)));
  }
  QCircuit& append_gates(std::span<const GateType> gates, std::vector<Index> qubits, std::vector<double> params = {}) {
    return append_gates(Block::of_gates(gates, std::move(qubits), std::move(params)));
  }
  QCircuit& append_gates(Block gates);

  /// Number of items at the top level: gates, and nested circuits counted as one.
  std::size_t size() const noexcept { return block_->size(); }
  /// Items as they were appended; a daggered circuit lists them in their original order and form.
  std::vector<std::variant<QGate, QCircuit>> operations() const;
  /// All gates in execution order with dagger and controls applied; `only_q2`: those on exactly two qubits in total.
  std::vector<QGate> gate_operations(bool only_q2 = false) const;
  std::size_t num_2q_gate() const;
  /// Number of layers when each gate is put as early as possible; `only_q2` counts two-qubit gates only.
  std::size_t depth(bool only_q2 = false) const;
  /// Gates by name, with a `C` in front for each control.
  std::map<std::string, std::size_t> count_ops(bool only_q2 = false) const;

  /// Controls first, then with a fixed size 0 .. n-1, then by first use.
  std::vector<Index> qubits() const;
  std::vector<Index> target_qubits() const;
  std::vector<Index> control_qubits() const;
  std::size_t get_register_size() const noexcept;

  QCircuit dagger() const;
  /// InvalidArgument if a qubit is among qubits() or listed twice.
  QCircuit control(const std::vector<Qubit>& qubits) const;
  template <std::convertible_to<Qubit> Q>
  QCircuit control(Q qubit) const {
    return control(std::vector<Qubit>{Qubit(qubit)});
  }
  void clear_control() { controls_.clear(); }
  /// Removes all items, marks and the fixed size; the name stays.
  void clear();
  std::string name() const;
  /// An empty name is the default one.
  void set_name(std::string name);
  /// The same circuit as a flat list of gates.
  QCircuit expand() const;
  /// Renames qubits in place; those not in the map stay. InvalidArgument if two qubits become one (nothing changes
  /// then).
  QCircuit& remap(const std::map<Index, Index>& map);
  /// The i-th smallest of qubits() becomes `map[i]`; IndexOutOfRange if the list is too short.
  QCircuit& remap(std::span<const Index> map);

  /// The unitary over the whole register, 2^n square, qubit 0 least significant. BARRIER, ECHO and IDLE are identities.
  /// InvalidArgument for RESET; ResourceExhausted if it does not fit into memory.
  Matrix matrix(const InterruptCheck& interrupt = {}) const;
  /// OriginIR, numbers in fixed notation with `precision` decimals.
  std::string originir(int precision = 8) const;
  /// The circuit drawn with characters.
  std::string str() const;

  const Block& block() const noexcept { return *block_; }
  const std::shared_ptr<Block>& shared_block() const noexcept { return block_; }
  bool is_dagger() const noexcept { return dagger_; }
  std::span<const Index> controls() const noexcept { return controls_; }
  std::size_t fixed_size() const noexcept { return tag_.fixed_size; }
  const CircuitTag& tag() const noexcept { return tag_; }

  /// For readers and bindings: a circuit over existing parts.
  static QCircuit from_block(std::shared_ptr<Block> block, bool dagger = false, std::span<const Index> controls = {});
  static QCircuit from_block(std::shared_ptr<Block> block, bool dagger, std::span<const Index> controls,
                             CircuitTag tag);

 private:
  /// Storage that nobody else sees and that carries no marks: what appending needs.
  Block& writable();

  std::shared_ptr<Block> block_;
  IndexList controls_;
  CircuitTag tag_;
  bool dagger_ = false;
};

/// True for the same gates in the same order, with equal daggers, controls (in order), parameters and matrices, on the
/// same number of qubits, however they are nested. Names do not matter.
QPANDA3_API bool operator==(const QCircuit& a, const QCircuit& b);

}  // namespace qpanda3
