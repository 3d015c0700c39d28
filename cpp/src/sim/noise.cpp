#include "qpanda3/sim/noise.hpp"

#include <algorithm>
#include <cmath>

#include "qpanda3/base/concat.hpp"
#include "qpanda3/base/error.hpp"

namespace qpanda3 {
namespace {

constexpr double kTolerance = 1e-6;

/// Number of targets of a gate that takes noise; InvalidArgument for other types.
std::size_t checked_type(GateType type) {
  const auto fail = [&] {
    throw InvalidArgument(concat("noise: gate type ", static_cast<int>(type),
                                 " takes no noise; name the gate it is stored as (X for TOFFOLI, RX for CRX, ...)"));
  };
  const auto& rows = gate_table();
  const auto row = std::find_if(rows.begin(), rows.end(), [&](const GateInfo& info) { return info.type == type; });
  if (row == rows.end() || row->takes_list() || row->matrix == nullptr || type == GateType::ECHO ||
      type == GateType::IDLE)
    fail();
  return row->num_targets;
}

void check_distinct(std::span<const Index> qubits) {
  std::vector<Index> sorted(qubits.begin(), qubits.end());
  std::sort(sorted.begin(), sorted.end());
  if (std::adjacent_find(sorted.begin(), sorted.end()) != sorted.end())
    throw InvalidArgument(concat("noise: qubits ", list_text(qubits), " repeat"));
}

std::vector<Index> sorted_key(std::span<const Index> a, std::span<const Index> b = {}) {
  std::vector<Index> key(a.begin(), a.end());
  key.insert(key.end(), b.begin(), b.end());
  std::sort(key.begin(), key.end());
  return key;
}

ReadOutError checked_rows(const NoiseModel::Rows& probs) {
  if (probs.size() != 2 || probs[0].size() != 2 || probs[1].size() != 2)
    throw InvalidArgument("read-out error: expected [[p(0|0), p(1|0)], [p(0|1), p(1|1)]]");
  for (const std::vector<double>& row : probs) {
    for (const double value : row)
      if (!(value >= 0 && value <= 1)) throw InvalidArgument(concat("read-out error: ", value, " is no probability"));
    if (std::abs(row[0] + row[1] - 1) > kTolerance)
      throw InvalidArgument(concat("read-out error: the row ", list_text(row), " must sum to 1"));
  }
  return ReadOutError{{probs[0][1], probs[1][0]}};
}

/// Puts one error onto the qubits of a gate: as a whole if the numbers fit, each qubit on its own for one-qubit errors.
void place(const QuantumError& error, GateType type, std::span<const Index> controls, std::span<const Index> targets,
           std::vector<PlacedError>& placed) {
  const std::size_t k = error.qubit_num();
  if (k == 1) {
    for (const Index qubit : controls) placed.push_back({&error, IndexList{qubit}});
    for (const Index qubit : targets) placed.push_back({&error, IndexList{qubit}});
    return;
  }
  IndexList qubits;
  if (k != targets.size()) qubits.append(controls);
  qubits.append(targets);
  if (k != qubits.size())
    throw InvalidArgument(concat("noise: an error on ", k, " qubits cannot follow ", gate_info(type).name,
                                 " with controls ", list_text(controls), " and targets ", list_text(targets)));
  placed.push_back({&error, std::move(qubits)});
}

}  // namespace

void NoiseModel::add_all_qubit_quantum_error(const QuantumError& error, GateType gate_type) {
  checked_type(gate_type);
  gates_[gate_type].all.push_back(error);
}

void NoiseModel::add_all_qubit_quantum_error(const QuantumError& error, std::span<const GateType> gate_types) {
  for (const GateType type : gate_types) checked_type(type);
  for (const GateType type : gate_types) add_all_qubit_quantum_error(error, type);
}

void NoiseModel::add_quantum_error(const QuantumError& error, GateType gate_type, std::span<const Index> qubits) {
  const std::size_t num_targets = checked_type(gate_type);
  if (qubits.empty()) throw InvalidArgument("add_quantum_error: the list of qubits is empty");
  check_distinct(qubits);
  if (num_targets == 2 && qubits.size() != 2)
    throw InvalidArgument(concat("add_quantum_error: ", gate_info(gate_type).name,
                                 " acts on two qubits, so a pair of qubits is needed, got ", list_text(qubits)));
  if (num_targets == 1 && error.qubit_num() == 1) {
    for (const Index qubit : qubits) gates_[gate_type].placed[{qubit}].push_back(error);
    return;
  }
  if (error.qubit_num() != 1 && error.qubit_num() != qubits.size())
    throw InvalidArgument(
        concat("add_quantum_error: the error acts on ", error.qubit_num(), " qubits, got ", list_text(qubits)));
  gates_[gate_type].placed[sorted_key(qubits)].push_back(error);
}

void NoiseModel::add_quantum_error(const QuantumError& error, std::span<const GateType> gate_types,
                                   std::span<const Index> qubits) {
  NoiseModel changed = *this;  // all or nothing
  for (const GateType type : gate_types) changed.add_quantum_error(error, type, qubits);
  *this = std::move(changed);
}

void NoiseModel::add_read_out_error(const Rows& probs, Index qubit) { read_out_[qubit] = checked_rows(probs); }
void NoiseModel::add_all_qubit_read_out_error(const Rows& probs) { all_read_out_ = checked_rows(probs); }

const ReadOutError* NoiseModel::read_out_error(Index qubit) const noexcept {
  const auto entry = read_out_.find(qubit);
  if (entry != read_out_.end()) return &entry->second;
  return all_read_out_ ? &*all_read_out_ : nullptr;
}

std::vector<PlacedError> NoiseModel::errors_after(GateType gate_type, std::span<const Index> controls,
                                                  std::span<const Index> targets) const {
  std::vector<PlacedError> placed;
  const auto entry = gates_.find(gate_type);
  if (entry == gates_.end()) return placed;
  const GateErrors& errors = entry->second;
  if (controls.size() + targets.size() > 1 && !errors.placed.empty()) {
    // Errors for exactly these qubits, or for the targets of a gate on several, stand for all others.
    auto match = errors.placed.find(sorted_key(controls, targets));
    std::span<const Index> covered_controls = controls;
    if (match == errors.placed.end() && targets.size() > 1) {
      match = errors.placed.find(sorted_key(targets));
      covered_controls = {};
    }
    if (match != errors.placed.end()) {
      for (const QuantumError& error : match->second) place(error, gate_type, covered_controls, targets, placed);
      return placed;
    }
  }
  place_per_qubit(errors, gate_type, controls, targets, placed);
  return placed;
}

void NoiseModel::place_per_qubit(const GateErrors& errors, GateType gate_type, std::span<const Index> controls,
                                 std::span<const Index> targets, std::vector<PlacedError>& placed) const {
  bool any_own = false;
  const auto place_on = [&](Index qubit) {
    const auto own = errors.placed.find({qubit});
    any_own = any_own || own != errors.placed.end();
    for (const QuantumError& error : own != errors.placed.end() ? own->second : errors.all)
      if (error.qubit_num() == 1) placed.push_back({&error, IndexList{qubit}});
  };
  const bool has_wide = std::any_of(errors.all.begin(), errors.all.end(),
                                    [](const QuantumError& error) { return error.qubit_num() > 1; });
  if (errors.placed.empty() && has_wide) {  // keep the order in which they were added
    for (const QuantumError& error : errors.all) place(error, gate_type, controls, targets, placed);
    return;
  }
  for (const Index qubit : controls) place_on(qubit);
  for (const Index qubit : targets) place_on(qubit);
  if (any_own) return;
  for (const QuantumError& error : errors.all)
    if (error.qubit_num() > 1) place(error, gate_type, controls, targets, placed);
}

}  // namespace qpanda3
