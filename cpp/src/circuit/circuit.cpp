#include "qpanda3/circuit/circuit.hpp"

#include <algorithm>
#include <atomic>

#include "circuit/queries.hpp"
#include "qpanda3/base/concat.hpp"
#include "qpanda3/base/error.hpp"

namespace qpanda3 {
namespace {

std::atomic<std::uint64_t> next_number{0};

std::vector<Index> touched_qubits(const Block& block, std::span<const Index> controls) {
  FirstUse use;
  collect_qubits(block, controls, use);
  return use.take();
}

}  // namespace

QCircuit::QCircuit(std::int64_t qubits_num)
    : block_(std::make_shared<Block>()),
      tag_{nullptr, next_number.fetch_add(1, std::memory_order_relaxed),
           checked_register_size("QCircuit", qubits_num)} {}

QCircuit QCircuit::from_block(std::shared_ptr<Block> block, bool dagger, std::span<const Index> controls) {
  QCircuit circuit;
  circuit.block_ = std::move(block);
  circuit.dagger_ = dagger;
  circuit.controls_ = IndexList(controls);
  return circuit;
}

QCircuit QCircuit::from_block(std::shared_ptr<Block> block, bool dagger, std::span<const Index> controls,
                              CircuitTag tag) {
  QCircuit circuit = from_block(std::move(block), dagger, controls);
  circuit.tag_ = std::move(tag);
  return circuit;
}

Block& QCircuit::writable() {
  if (dagger_ || !controls_.empty()) {
    // What is appended to a daggered or controlled circuit comes after it, outside its marks.
    auto outer = std::make_shared<Block>();
    outer->append_block(std::move(block_), dagger_, controls_);
    block_ = std::move(outer);
    dagger_ = false;
    controls_.clear();
  } else if (block_.use_count() != 1) {
    block_ = std::make_shared<Block>(*block_);
  } else {
    std::atomic_thread_fence(std::memory_order_acquire);  // the last other reader may just have let go of it
  }
  return *block_;
}

QCircuit& QCircuit::operator<<(const QGate& gate) {
  writable().append(gate);
  return *this;
}

QCircuit& QCircuit::append_gates(Block gates) {
  writable().append_gates(std::move(gates));
  return *this;
}

QCircuit& QCircuit::operator<<(const QCircuit& circuit) {
  const QCircuit operand = circuit;  // keeps the operand as it is now, also where a circuit is appended to itself
  writable().append_block(operand.block_, operand.dagger_, operand.controls_, &operand.tag_);
  tag_.fixed_size = std::max(tag_.fixed_size, operand.tag_.fixed_size);
  return *this;
}

std::vector<std::variant<QGate, QCircuit>> QCircuit::operations() const {
  std::vector<std::variant<QGate, QCircuit>> items;
  items.reserve(block_->size());
  for (const StoredOp& op : block_->ops()) {
    if (op.kind == OpKind::gate) {
      items.emplace_back(block_->gate(op));
    } else {
      // Blocks below a circuit are never changed; the cast only restores the type that copies on write.
      QCircuit nested = from_block(std::const_pointer_cast<Block>(block_->inner(op)), op.has(StoredOp::kDagger),
                                   block_->controls(op));
      if (const CircuitTag* tag = block_->tag(op)) nested.tag_ = *tag;
      items.emplace_back(std::move(nested));
    }
  }
  return items;
}

std::vector<QGate> QCircuit::gate_operations(bool only_q2) const {
  return collect_gates(*block_, dagger_, controls_, only_q2);
}

std::size_t QCircuit::num_2q_gate() const {
  std::size_t total = 0;
  for (const auto& [name, count] : count_ops(true)) total += count;
  return total;
}

std::size_t QCircuit::depth(bool only_q2) const { return greedy_depth(*block_, dagger_, controls_, only_q2); }

std::map<std::string, std::size_t> QCircuit::count_ops(bool only_q2) const {
  return count_gates(*block_, dagger_, controls_, only_q2);
}

std::vector<Index> QCircuit::qubits() const {
  FirstUse use;
  use.add(controls_);
  for (Index qubit = 0; qubit < tag_.fixed_size; ++qubit) use.add(qubit);
  collect_qubits(*block_, {}, use);
  return use.take();
}

std::vector<Index> QCircuit::control_qubits() const { return controls_.to_vector(); }

std::vector<Index> QCircuit::target_qubits() const {
  std::vector<Index> all = qubits();
  std::erase_if(all,
                [&](Index qubit) { return std::find(controls_.begin(), controls_.end(), qubit) != controls_.end(); });
  return all;
}

std::size_t QCircuit::get_register_size() const noexcept {
  Index bound = std::max(tag_.fixed_size, block_->qubit_bound());
  for (const Index qubit : controls_) bound = std::max(bound, qubit + 1);
  return bound;
}

QCircuit QCircuit::dagger() const {
  QCircuit result = *this;
  result.dagger_ = !dagger_;
  return result;
}

QCircuit QCircuit::control(const std::vector<Qubit>& qubits) const {
  QCircuit result = *this;
  for (const Qubit qubit : qubits) {
    const bool listed =
        std::find(result.controls_.begin(), result.controls_.end(), qubit.index()) != result.controls_.end();
    if (listed || qubit.index() < tag_.fixed_size || block_->uses(qubit.index()))  // a fixed register counts as used
      throw InvalidArgument(concat("control: qubit ", qubit, " is already used by the circuit ", name()));
    result.controls_.push_back(qubit.index());
  }
  return result;
}

void QCircuit::clear() {
  block_ = std::make_shared<Block>();
  controls_.clear();
  dagger_ = false;
  tag_.fixed_size = 0;
}

std::string QCircuit::name() const { return tag_.text(); }

void QCircuit::set_name(std::string name) {
  tag_.name = name.empty() ? nullptr : std::make_shared<const std::string>(std::move(name));
}

QCircuit QCircuit::expand() const {
  QCircuit result(tag_.fixed_size);
  check_listable(*block_);
  result.block_->append_flattened(*block_, dagger_, controls_);
  return result;
}

QCircuit& QCircuit::remap(const std::map<Index, Index>& map) {
  std::vector<Index> used = touched_qubits(*block_, controls_);
  for (Index& qubit : used) qubit = renamed(map, qubit);
  std::sort(used.begin(), used.end());
  const auto twice = std::adjacent_find(used.begin(), used.end());
  if (twice != used.end())
    throw InvalidArgument(concat("remap: two qubits of the circuit would become qubit ", *twice));
  block_ = remapped(*block_, map, {});
  for (Index& qubit : controls_) qubit = renamed(map, qubit);
  tag_.fixed_size = 0;
  return *this;
}

QCircuit& QCircuit::remap(std::span<const Index> map) { return remap(map_from_list(qubits(), map, "qubits")); }

}  // namespace qpanda3
