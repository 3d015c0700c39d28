#pragma once
// What QCircuit and QProg both answer about their contents: used qubits, depth, counts.

#include <map>
#include <string>
#include <vector>

#include "qpanda3/circuit/cursor.hpp"

namespace qpanda3 {

/// Collects indices in the order of their first use.
class FirstUse {
 public:
  void add(Index index) {
    if (index >= seen_.size()) seen_.resize(index + 1);
    if (seen_[index]) return;
    seen_[index] = true;
    order_.push_back(index);
  }
  void add(std::span<const Index> indices) {
    for (const Index index : indices) add(index);
  }
  std::vector<Index> take() { return std::move(order_); }

 private:
  std::vector<bool> seen_;
  std::vector<Index> order_;
};

/// A gate that a `only_q2` query counts: exactly two qubits, controls included.
inline bool acts_on_two_qubits(const Step& step) { return step.controls.size() + step.targets.size() == 2; }

/// Sharing lets a small block stand for more gates than anyone can visit: ResourceExhausted then.
void check_countable(const Block& block);
/// The same where every gate is stored or written, so that memory is the limit.
void check_listable(const Block& block);

/// Operations after resolving nested blocks, a branch or loop counted as one; capped at 2^64 - 1.
std::uint64_t count_operations(const Block& block);
std::vector<QGate> collect_gates(const Block& block, bool dagger, std::span<const Index> controls, bool only_q2);
std::map<std::string, std::size_t> count_gates(const Block& block, bool dagger, std::span<const Index> controls,
                                               bool only_q2);
std::size_t greedy_depth(const Block& block, bool dagger, std::span<const Index> controls, bool only_q2);
/// Bits measured into, by first use.
void collect_cbits(const Block& block, FirstUse& use);
/// These and the bits of conditions.
void collect_all_cbits(const Block& block, FirstUse& use);
/// Qubits by first use in stored order: controls of each operation before its targets.
void collect_qubits(const Block& block, std::span<const Index> controls, FirstUse& use);

/// The block with qubits and bits renamed, nesting kept; each inner block is rewritten once. Checks that the qubits of
/// each operation stay distinct.
std::shared_ptr<Block> remapped(const Block& block, const std::map<Index, Index>& qubits,
                                const std::map<Index, Index>& cbits);
/// The renamed index, or the index itself if the map does not name it.
Index renamed(const std::map<Index, Index>& map, Index index);
/// used (sorted) -> list, for the list forms of remap. IndexOutOfRange if the list is too short.
std::map<Index, Index> map_from_list(std::vector<Index> used, std::span<const Index> list, const char* what);

/// Checks a register size given by a user.
Index checked_register_size(const char* owner, std::int64_t qubits_num);

}  // namespace qpanda3
