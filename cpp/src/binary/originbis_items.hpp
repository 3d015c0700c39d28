#pragma once
// Writing what an OriginBIS node consists of: gates, measurements, channels, circuits, conditions.

#include <cstdint>
#include <span>
#include <string>
#include <vector>

#include "qpanda3/circuit/cursor.hpp"

namespace qpanda3::bis {

/// Writes items into strings; keeps its scratch space from one to the next.
class ItemWriter {
 public:
  void put_gate(std::string& out, GateType type, bool dagger, std::span<const Index> controls,
                std::span<const Index> targets, std::span<const double> params, const Matrix* matrix);
  void put_measure(std::string& out, Index qubit, Index cbit);
  void put_karus(std::string& out, const Karus& karus);
  /// A circuit with the marks it was appended with; `fixed_size` is the size it was made with, or 0. Circuits inside it
  /// are resolved: the format has no place for them.
  void put_circuit(std::string& out, const Block& circuit, bool dagger, std::span<const Index> controls,
                   Index fixed_size);
  void put_reference(std::string& out, std::uint64_t node);
  /// A register: its name, and its size if that is fixed. The next one has the next name.
  void put_register(std::string& out, std::uint32_t field, Index fixed_size);

 private:
  void fill_gate(GateType type, bool dagger, std::span<const Index> controls, std::span<const Index> targets,
                 std::span<const double> params, const Matrix* matrix);
  void put_indices(std::string& out, std::uint32_t field, std::span<const Index> indices);
  std::string next_register_name();
  void put_derived_register(std::string& out);
  void note_use(std::span<const Index> qubits);
  /// An item of the node: `content` under `field` of the item.
  static void put_item(std::string& out, std::uint32_t field, const std::string& content);

  std::string gate_;     ///< the message of the current gate
  std::string circuit_;  ///< the message of the current circuit
  std::string gates_;    ///< the gates of the current circuit
  std::string packed_;
  std::vector<Index> use_;           ///< qubits of the current circuit by first use
  std::vector<std::uint32_t> seen_;  ///< for each qubit, the number of the last circuit that used it
  std::uint32_t circuit_number_ = 0;
  std::uint64_t register_number_ = 0;
};

/// Unsupported if the bits are more than the format holds.
void put_condition(std::string& out, const Condition& condition);
void put_else(std::string& out);

/// ResourceExhausted if a message gets longer than any reader takes.
void check_size(const std::string& message);

}  // namespace qpanda3::bis
