#include "circuit/equality.hpp"

#include <algorithm>
#include <tuple>
#include <unordered_map>

#include "qpanda3/circuit/circuit.hpp"
#include "qpanda3/circuit/cursor.hpp"
#include "qpanda3/circuit/prog.hpp"

namespace qpanda3 {
namespace {

template <class T>
bool same_list(std::span<const T> a, std::span<const T> b) {
  return std::equal(a.begin(), a.end(), b.begin(), b.end());
}

template <class T>
bool same_values(const std::shared_ptr<const T>& a, const std::shared_ptr<const T>& b) {
  return a == b || (a && b && *a == *b);
}

/// Compares two sequences. Blocks that lie side by side in both are compared once, whatever surrounds them, so that
/// circuits made of few blocks shared many times are compared in the time it takes to read what is stored.
class Comparison {
 public:
  bool same(const MarkedBlock& a, const MarkedBlock& b) {
    if (same_list(a.controls, b.controls)) return same_blocks(a.block, a.dagger, b.block, b.dagger);
    return same_steps(OperationCursor(a.block, a.dagger, a.controls), OperationCursor(b.block, b.dagger, b.controls));
  }

 private:
  enum class Answer : std::uint8_t { no, yes, unknown };

  struct Key {
    const Block* a;
    const Block* b;
    bool dagger_a, dagger_b;
    friend bool operator==(const Key&, const Key&) = default;
  };
  struct Hash {
    std::size_t operator()(const Key& key) const noexcept {
      const auto mix = [](std::size_t seed, std::size_t value) {
        return (seed ^ value) * std::size_t{0x9E3779B97F4A7C15} + (seed >> 7);
      };
      const std::size_t marks = (key.dagger_a ? 1u : 0u) + (key.dagger_b ? 2u : 0u);
      return mix(mix(reinterpret_cast<std::size_t>(key.a), reinterpret_cast<std::size_t>(key.b)), marks);
    }
  };

  bool same_blocks(const Block& a, bool dagger_a, const Block& b, bool dagger_b) {
    if (&a == &b && dagger_a == dagger_b) return true;
    if (a.flat_size() != b.flat_size()) return false;
    const Key key{&a, &b, dagger_a, dagger_b};
    if (const auto known = known_.find(key); known != known_.end()) return known->second;
    const Answer aligned = same_aligned(a, dagger_a, b, dagger_b);
    const bool result = aligned == Answer::unknown
                            ? same_steps(OperationCursor(a, dagger_a, {}), OperationCursor(b, dagger_b, {}))
                            : aligned == Answer::yes;
    known_.emplace(key, result);
    return result;
  }

  /// Compares stored operation with stored operation; unknown where the nesting differs.
  Answer same_aligned(const Block& a, bool dagger_a, const Block& b, bool dagger_b) {
    std::size_t i = 0, j = 0;
    for (;;) {
      const StoredOp* op_a = next_stored(a, dagger_a, i);
      const StoredOp* op_b = next_stored(b, dagger_b, j);
      if (op_a == nullptr || op_b == nullptr) return op_a == op_b ? Answer::yes : Answer::no;
      const bool a_nests = op_a->kind == OpKind::block, b_nests = op_b->kind == OpKind::block;
      if (a_nests != b_nests) return Answer::unknown;
      if (a_nests) {
        if (!same_list(a.controls(*op_a), b.controls(*op_b))) return Answer::unknown;
        const Block &in_a = *a.inner(*op_a), &in_b = *b.inner(*op_b);
        if (same_blocks(in_a, dagger_a != op_a->has(StoredOp::kDagger), in_b, dagger_b != op_b->has(StoredOp::kDagger)))
          continue;
        // As many operations in the same places: they differ. Otherwise the nesting may only be cut elsewhere.
        const bool same_length =
            in_a.flat_size() == in_b.flat_size() && !in_a.has_control_flow() && !in_b.has_control_flow();
        return same_length ? Answer::no : Answer::unknown;
      } else if (!same_step(step_of(a, *op_a, dagger_a), step_of(b, *op_b, dagger_b))) {
        return Answer::no;
      }
    }
  }

  /// The next operation that stands for any, in the order of execution; null at the end.
  static const StoredOp* next_stored(const Block& block, bool dagger, std::size_t& visited) {
    while (visited < block.size()) {
      const std::size_t at = visited++;
      const StoredOp& op = block.ops()[dagger ? block.size() - 1 - at : at];
      if (op.kind != OpKind::block || block.inner(op)->flat_size() != 0) return &op;
    }
    return nullptr;
  }

  static Step step_of(const Block& block, const StoredOp& op, bool dagger) {
    return {.op = &op,
            .block = &block,
            .dagger = dagger != op.has(StoredOp::kDagger),
            .controls = block.controls(op),
            .targets = block.targets(op)};
  }

  bool same_steps(OperationCursor a, OperationCursor b) {
    Step step_a, step_b;
    for (;;) {
      const bool more_a = a.next(step_a), more_b = b.next(step_b);
      if (more_a != more_b) return false;
      if (!more_a) return true;
      if (!same_step(step_a, step_b)) return false;
    }
  }

  bool same_step(const Step& a, const Step& b) {
    if (a.kind() != b.kind() || !same_list(a.targets, b.targets) || !same_list(a.controls, b.controls)) return false;
    switch (a.kind()) {
      case OpKind::gate:
        return a.gate() == b.gate() && a.dagger == b.dagger && same_list(a.params(), b.params()) &&
               (a.gate() != GateType::ORACLE || same_values(a.block->matrix(*a.op), b.block->matrix(*b.op)));
      case OpKind::measure:
        return a.cbit() == b.cbit();
      case OpKind::karus:
        return same_values(a.block->karus_matrices(*a.op), b.block->karus_matrices(*b.op));
      case OpKind::branch:
      case OpKind::loop:
        return same_insides(a, b);
      case OpKind::block:
        break;  // resolved before
    }
    return false;
  }

  bool same_insides(const Step& a, const Step& b) {
    const BlockPtr else_a = a.else_block(), else_b = b.else_block();
    if (static_cast<bool>(else_a) != static_cast<bool>(else_b)) return false;
    return same_blocks(*a.then_block(), false, *b.then_block(), false) &&
           (!else_a || same_blocks(*else_a, false, *else_b, false));
  }

  std::unordered_map<Key, bool, Hash> known_;
};

}  // namespace

bool same_operations(const MarkedBlock& a, const MarkedBlock& b) { return Comparison().same(a, b); }

bool operator==(const QCircuit& a, const QCircuit& b) {
  return a.get_register_size() == b.get_register_size() &&
         same_operations({a.block(), a.is_dagger(), a.controls()}, {b.block(), b.is_dagger(), b.controls()});
}

bool operator==(const QProg& a, const QProg& b) {
  return a.qubits_num() == b.qubits_num() && same_operations({a.block()}, {b.block()});
}

bool operator==(const Karus& a, const Karus& b) {
  return a.qubits() == b.qubits() && same_values(a.shared_matrices(), b.shared_matrices());
}

}  // namespace qpanda3
