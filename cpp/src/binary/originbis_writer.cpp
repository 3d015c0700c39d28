#include <string>
#include <vector>

#include "binary/originbis_fields.hpp"
#include "binary/originbis_items.hpp"
#include "binary/originbis_nodes.hpp"
#include "binary/wire.hpp"
#include "qpanda3/base/concat.hpp"
#include "qpanda3/base/error.hpp"
#include "qpanda3/base/interrupt.hpp"
#include "qpanda3/binary/originbis.hpp"

namespace qpanda3 {
namespace bis {
namespace {

/// The fewest bytes that a gate and a node take; what is certain not to fit is refused before it is written.
constexpr std::uint64_t kLeastGate = 6;
constexpr std::uint64_t kLeastNode = 26;

/// Operations between two looks at the interrupt check.
constexpr std::size_t kItemsPerPoll = 4096;

class Writer {
 public:
  explicit Writer(const QProg& prog) : prog_(prog) {}

  std::string write() {
    const Node root = node_of(prog_.block());
    if (prog_.block().flat_size() > kMaxMessage / kLeastGate || counter_.count(root) > kMaxMessage / kLeastNode)
      throw ResourceExhausted(concat("OriginBIS: the program has too many operations for the ", kMaxMessage,
                                     " bytes that a message may have"));
    std::vector<Open> stack{{root, false}};
    for (std::uint64_t index = 0; !stack.empty(); ++index) {
      const Open open = stack.back();
      stack.pop_back();
      body_.clear();
      write_node(open, index);
      wire::put_bytes(out_, top_field::kNode, body_);
      check_size(out_);
      // The last child is on top, so that it comes next: its position is the next one.
      for (const Node& child : children_) stack.push_back({child, open.node.flow != nullptr});
    }
    return std::move(out_);
  }

 private:
  struct Open {
    Node node;
    bool is_arm;  ///< the body of a branch or loop
  };

  void write_node(const Open& open, std::uint64_t index) {
    const Node& node = open.node;
    children_of(node, children_);
    // positions_[i]: where child i will stand. The last child follows its parent at once.
    positions_.resize(children_.size());
    std::uint64_t next = index + 1;
    for (std::size_t i = children_.size(); i-- > 0;) {
      positions_[i] = next;
      next += counter_.count(children_[i]);
    }
    // A program takes over the sizes of its circuits; only what goes beyond them has to be said.
    const auto fixed_size = static_cast<Index>(prog_.fixed_size());
    const bool says_size = index == 0 && fixed_size > counter_.largest_circuit();
    items_.put_register(body_, node_field::kRegister, says_size ? fixed_size : 0);
    wire::put_bytes(body_, node_field::kClassicalRegister, {});
    const std::size_t items = node.flow != nullptr ? write_references() : write_items(*node.block);
    write_kind(node);
    if (open.is_arm || node.flow != nullptr || node.block->has_control_flow())
      wire::put_number(body_, node_field::kInControlFlow, 1);
    wire::put_number_unless_zero(body_, node_field::kItemCount, items);
  }

  std::size_t write_references() {
    for (const std::uint64_t position : positions_) items_.put_reference(body_, position);
    return positions_.size();
  }

  std::size_t write_items(const Block& block) {
    std::size_t child = 0;
    std::size_t count = 0;
    for (const StoredOp& op : block.ops()) {
      write_item(block, op, child);
      check_size(body_);
      if (++count % kItemsPerPoll == 0) InterruptScope::poll();
    }
    return count;
  }

  void write_item(const Block& block, const StoredOp& op, std::size_t& child) {
    switch (op.kind) {
      case OpKind::gate:
        items_.put_gate(body_, op.gate, op.has(StoredOp::kDagger), block.controls(op), block.targets(op),
                        block.params(op), op.gate == GateType::ORACLE ? block.matrix(op).get() : nullptr);
        return;
      case OpKind::measure:
        items_.put_measure(body_, block.targets(op)[0], op.payload);
        return;
      case OpKind::karus:
        items_.put_karus(body_, block.karus(op));
        return;
      case OpKind::block:
        if (!is_program(block, op)) {
          items_.put_circuit(body_, *block.inner(op), op.has(StoredOp::kDagger), block.controls(op),
                             block.tag(op) != nullptr ? block.tag(op)->fixed_size : 0);
          return;
        }
        [[fallthrough]];
      case OpKind::branch:
      case OpKind::loop:
        items_.put_reference(body_, positions_[child++]);
        return;
    }
  }

  void write_kind(const Node& node) {
    if (node.flow == nullptr) {
      wire::put_number(body_, node_field::kType, static_cast<std::uint64_t>(NodeType::program));
    } else if (node.is_loop()) {
      wire::put_number(body_, node_field::kType, static_cast<std::uint64_t>(NodeType::loop));
      std::string condition;
      put_condition(condition, node.block->condition(*node.flow));
      wire::put_bytes(body_, node_field::kLoop, condition);
    } else {
      wire::put_number(body_, node_field::kType, static_cast<std::uint64_t>(NodeType::branch));
      std::string branch;
      for (const Arm& arm : arms_of(node)) {
        std::string condition;
        if (arm.owner != nullptr)
          put_condition(condition, arm.owner->condition(*arm.condition));
        else
          put_else(condition);
        wire::put_bytes(branch, branch_field::kArm, condition);
      }
      wire::put_bytes(body_, node_field::kBranch, branch);
    }
  }

  const QProg& prog_;
  NodeCounter counter_;
  ItemWriter items_;
  std::string out_;
  std::string body_;                      ///< the message of the current node
  std::vector<Node> children_;            ///< of the current node
  std::vector<std::uint64_t> positions_;  ///< of its children
};

}  // namespace
}  // namespace bis

std::string to_originbis(const QProg& prog) { return bis::Writer(prog).write(); }

}  // namespace qpanda3
