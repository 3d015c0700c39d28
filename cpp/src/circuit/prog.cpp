#include "qpanda3/circuit/prog.hpp"

#include <algorithm>
#include <atomic>

#include "circuit/queries.hpp"
#include "qpanda3/base/concat.hpp"
#include "qpanda3/base/error.hpp"

namespace qpanda3 {
namespace {

std::atomic<std::uint64_t> next_number{0};

}  // namespace

QProg::QProg(std::int64_t qubits_num)
    : block_(std::make_shared<Block>()),
      number_(next_number.fetch_add(1, std::memory_order_relaxed)),
      fixed_size_(checked_register_size("QProg", qubits_num)) {}

QProg::QProg(const QCircuit& circuit) : QProg() { *this << circuit; }

QProg QProg::from_block(std::shared_ptr<Block> block, Index fixed_size) {
  QProg prog;
  prog.block_ = std::move(block);
  prog.fixed_size_ = fixed_size;
  return prog;
}

QProg QProg::from_block(std::shared_ptr<Block> block, Index fixed_size, std::uint64_t number) {
  QProg prog = from_block(std::move(block), fixed_size);
  prog.number_ = number;
  return prog;
}

std::uint64_t QProg::size() const { return count_operations(*block_); }

Block& QProg::writable() {
  if (block_.use_count() != 1)
    block_ = std::make_shared<Block>(*block_);
  else
    std::atomic_thread_fence(std::memory_order_acquire);  // the last other reader may just have let go of it
  return *block_;
}

QProg& QProg::operator<<(const QGate& gate) {
  writable().append(gate);
  return *this;
}

QProg& QProg::append_gates(Block gates) {
  writable().append_gates(std::move(gates));
  return *this;
}

QProg& QProg::operator<<(const QCircuit& circuit) {
  writable().append_block(circuit.shared_block(), circuit.is_dagger(), circuit.controls(), &circuit.tag());
  fixed_size_ = std::max(fixed_size_, static_cast<Index>(circuit.fixed_size()));
  return *this;
}

QProg& QProg::operator<<(const QProg& prog) {
  const BlockPtr operand = prog.block_;  // keeps it as it is now, also where a program is appended to itself
  fixed_size_ = std::max(fixed_size_, prog.fixed_size_);
  writable().append_program(operand);
  return *this;
}

QProg& QProg::operator<<(const MeasureNode& node) {
  writable().append_measure(node.qubit(), node.cbit());
  return *this;
}

QProg& QProg::operator<<(const Karus& karus) {
  writable().append(karus);
  return *this;
}

std::size_t QProg::qubits_num() const noexcept { return std::max(fixed_size_, block_->qubit_bound()); }

std::vector<Index> QProg::qubits() const {
  FirstUse use;
  for (Index qubit = 0; qubit < fixed_size_; ++qubit) use.add(qubit);
  collect_qubits(*block_, {}, use);
  return use.take();
}

std::vector<Index> QProg::cbits() const {
  FirstUse use;
  collect_cbits(*block_, use);
  return use.take();
}

std::vector<QProg::Item> QProg::operations() const {
  check_listable(*block_);
  std::vector<Item> items;
  OperationCursor cursor(*block_);
  for (Step step; cursor.next(step);) {
    if (step.kind() == OpKind::gate) {
      items.emplace_back(step.to_gate());
    } else if (step.kind() == OpKind::measure) {
      items.emplace_back(MeasureNode(step.targets[0], step.cbit()));
    } else if (step.kind() == OpKind::karus) {
      items.emplace_back(step.karus());
    } else {
      auto single = std::make_shared<Block>();
      if (step.kind() == OpKind::branch)
        single->append_branch(step.condition(), step.then_block(), step.else_block(),
                              step.op->has(StoredOp::kElseIsChain));
      else
        single->append_loop(step.condition(), step.then_block());
      items.emplace_back(from_block(std::move(single)));
    }
  }
  return items;
}

std::vector<QGate> QProg::gate_operations(bool only_q2) const { return collect_gates(*block_, false, {}, only_q2); }

std::vector<MeasureNode> QProg::get_measure_nodes() const {
  check_listable(*block_);
  std::vector<MeasureNode> nodes;
  visit_all(*block_, [&](const Step& step) {
    if (step.kind() == OpKind::measure) nodes.emplace_back(step.targets[0], step.cbit());
  });
  return nodes;
}

std::vector<std::pair<Qubit, CBit>> QProg::get_measure_qubits_cbits() const {
  std::vector<std::pair<Qubit, CBit>> pairs;
  for (const MeasureNode& node : get_measure_nodes()) pairs.emplace_back(node.qubit(), node.cbit());
  return pairs;
}

std::map<std::string, std::size_t> QProg::count_ops(bool only_q2) const {
  return count_gates(*block_, false, {}, only_q2);
}

std::size_t QProg::depth(bool only_q2) const { return greedy_depth(*block_, false, {}, only_q2); }

std::string QProg::name() const { return concat("QProg_", number_); }

QProg QProg::flatten() const {
  QProg result(fixed_size_);
  check_listable(*block_);
  result.block_->append_flattened(*block_);
  return result;
}

QCircuit QProg::to_circuit() const {
  QCircuit circuit(fixed_size_);
  for (const QGate& gate : gate_operations()) circuit << gate;
  return circuit;
}

void QProg::clear() {
  block_ = std::make_shared<Block>();
  fixed_size_ = 0;
}

namespace {

/// InvalidArgument if `map` sends two of the `used` indices to the same place.
void check_injective(std::vector<Index> used, const std::map<Index, Index>& map, const char* what) {
  for (Index& index : used) index = renamed(map, index);
  std::sort(used.begin(), used.end());
  const auto twice = std::adjacent_find(used.begin(), used.end());
  if (twice != used.end()) throw InvalidArgument(concat("remap: two ", what, "s would become ", what, " ", *twice));
}

std::vector<Index> used_by(const Block& block) {
  FirstUse use;
  collect_qubits(block, {}, use);
  return use.take();
}

}  // namespace

QProg& QProg::remap(const std::map<Index, Index>& qubits, const std::map<Index, Index>& cbits_map) {
  check_injective(used_by(*block_), qubits, "qubit");
  FirstUse all_cbits;
  collect_all_cbits(*block_, all_cbits);
  check_injective(all_cbits.take(), cbits_map, "cbit");
  block_ = remapped(*block_, qubits, cbits_map);
  fixed_size_ = 0;
  return *this;
}

QProg& QProg::remap(std::span<const Index> qubit_list, std::span<const Index> cbit_list) {
  const std::map<Index, Index> qubit_map = map_from_list(used_by(*block_), qubit_list, "qubits");
  std::map<Index, Index> cbit_map;
  if (!cbit_list.empty()) cbit_map = map_from_list(cbits(), cbit_list, "cbits");
  return remap(qubit_map, cbit_map);
}

}  // namespace qpanda3
