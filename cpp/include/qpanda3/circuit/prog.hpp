#pragma once
// QProg: a circuit plus measurements, branches, loops and channels.

#include <map>
#include <memory>
#include <span>
#include <string>
#include <string_view>
#include <utility>
#include <variant>
#include <vector>

#include "qpanda3/base/export.hpp"
#include "qpanda3/circuit/circuit.hpp"
#include "qpanda3/circuit/control_flow.hpp"

namespace qpanda3 {

/// A program: gates, circuits, measurements, branches, loops and channels, in order. Copies are cheap and independent.
class QPANDA3_API QProg {
 public:
  QProg() : QProg(0) {}
  /// At least `qubits_num` qubits.
  explicit QProg(std::int64_t qubits_num);
  explicit QProg(const QCircuit& circuit);
  /// Reads OriginIR text, or with `is_file` the file of that name. ParseError with line and column; InvalidArgument if
  /// the file cannot be read.
  explicit QProg(std::string_view originir, bool is_file = false);

  QProg& operator<<(const QGate& gate);
  QProg& operator<<(const QCircuit& circuit);
  QProg& operator<<(const QProg& prog);
  QProg& operator<<(const MeasureNode& node);
  QProg& operator<<(const Karus& karus);
  template <class T>
  QProg& operator<<(const std::vector<T>& items) {
    for (const T& item : items) *this << item;
    return *this;
  }
  template <class T>
  QProg& append(const T& item) {
    return *this << item;
  }
  /// Appends many gates of one type, or of one type each, from arrays: see Block::of_gates(), whose errors it throws
  /// before anything is appended.
  QProg& append_gates(GateType gate, std::vector<Index> qubits, std::vector<double> params = {}) {
    return append_gates(Block::of_gates(gate, std::move(qubits), std::move(params)));
  }
  QProg& append_gates(std::span<const GateType> gates, std::vector<Index> qubits, std::vector<double> params = {}) {
    return append_gates(Block::of_gates(gates, std::move(qubits), std::move(params)));
  }
  QProg& append_gates(Block gates);

  /// Number of operations().
  std::uint64_t size() const;
  std::size_t qubits_num() const noexcept;
  /// Highest bit used + 1, bits in conditions included.
  std::size_t cbits_num() const noexcept { return block_->cbit_bound(); }
  /// By first use; with a fixed size 0 .. n-1 come first.
  std::vector<Index> qubits() const;
  /// Bits that are measured into, by first use.
  std::vector<Index> cbits() const;

  using Item = std::variant<QGate, MeasureNode, Karus, QProg>;
  /// Gates, measurements, channels, and a program for each branch or loop; nested circuits and programs are resolved.
  std::vector<Item> operations() const;
  std::vector<QGate> gate_operations(bool only_q2 = false) const;
  std::vector<MeasureNode> get_measure_nodes() const;
  std::vector<std::pair<Qubit, CBit>> get_measure_qubits_cbits() const;
  /// Gates by name, also those inside branches.
  std::map<std::string, std::size_t> count_ops(bool only_q2 = false) const;
  std::size_t depth(bool only_q2 = false) const;

  std::string name() const;
  /// A copy without nested circuits and programs.
  QProg flatten() const;
  /// The gates alone, measurements and channels dropped.
  QCircuit to_circuit() const;
  void clear();
  QProg& remap(const std::map<Index, Index>& qubits, const std::map<Index, Index>& cbits = {});
  /// The i-th smallest used qubit (bit) becomes the i-th entry; an empty list of bits leaves them as they are.
  QProg& remap(std::span<const Index> qubits, std::span<const Index> cbits = {});

  std::string originir(int precision = 8) const;
  std::string str() const;

  const Block& block() const noexcept { return *block_; }
  const std::shared_ptr<Block>& shared_block() const noexcept { return block_; }
  std::size_t fixed_size() const noexcept { return fixed_size_; }
  static QProg from_block(std::shared_ptr<Block> block, Index fixed_size = 0);
  /// The same with the number of another program's default name.
  static QProg from_block(std::shared_ptr<Block> block, Index fixed_size, std::uint64_t number);
  std::uint64_t number() const noexcept { return number_; }

 private:
  Block& writable();

  std::shared_ptr<Block> block_;
  std::uint64_t number_ = 0;
  Index fixed_size_ = 0;
};

/// True for the same operations in the same order on the same number of qubits, however they are nested: gates with
/// equal daggers, controls (in order), parameters and matrices, measurements, channels, conditions, and the insides of
/// branches and loops.
QPANDA3_API bool operator==(const QProg& a, const QProg& b);

}  // namespace qpanda3
