#include <algorithm>
#include <optional>
#include <string_view>
#include <vector>

#include "binary/originbis_fields.hpp"
#include "binary/originbis_item_reader.hpp"
#include "binary/wire.hpp"
#include "qpanda3/base/concat.hpp"
#include "qpanda3/base/error.hpp"
#include "qpanda3/base/interrupt.hpp"
#include "qpanda3/binary/originbis.hpp"

namespace qpanda3 {
namespace bis {
namespace {

using wire::Field;
using wire::Reader;

/// Nodes between two looks at the interrupt check.
constexpr std::size_t kNodesPerPoll = 4096;

class ProgramReader {
 public:
  explicit ProgramReader(std::string_view message) : message_(message) {}

  QProg read() {
    Reader top(message_, message_, "OriginBIS");
    for (Field field; top.next(field);)
      if (field.number == top_field::kNode) nodes_.push_back({top.inside(field, "node"), nullptr, false, false});
    if (nodes_.empty()) top.fail_at(0, "there is no program in this data");
    // Nodes refer to later ones only, so that going backwards finds all of them made.
    for (std::size_t i = nodes_.size(); i-- > 0;) {
      read_node(i);
      if (i % kNodesPerPoll == 0) InterruptScope::poll();
    }
    for (std::size_t i = 1; i < nodes_.size(); ++i)
      if (!nodes_[i].is_used) nodes_[i].reader.fail_at(nodes_[i].reader.offset(), concat("nothing refers to node ", i));
    return QProg::from_block(std::move(nodes_[0].block), std::max(fixed_size_, items_.largest_circuit()));
  }

 private:
  struct Node {
    Reader reader;
    std::shared_ptr<Block> block;
    bool is_used;
    bool is_flow;  ///< a branch or loop
  };
  /// The fields of a node but for its items.
  struct Frame {
    std::optional<std::uint64_t> type;
    std::optional<Field> branch, loop;
    std::uint64_t item_count = 0;
    std::uint64_t items = 0;
  };

  Frame read_frame(Reader node) {
    Frame frame;
    for (Field field; node.next(field);) {
      switch (field.number) {
        case node_field::kRegister:
          fixed_size_ = std::max(fixed_size_, read_register(node.inside(field, "register")));
          break;
        case node_field::kItem:
          ++frame.items;
          break;
        case node_field::kType:
          frame.type = node.number(field);
          break;
        case node_field::kBranch:
          frame.branch = field;
          break;
        case node_field::kLoop:
          frame.loop = field;
          break;
        case node_field::kItemCount:
          frame.item_count = node.number(field);
          break;
        default:
          break;
      }
    }
    return frame;
  }

  void read_node(std::size_t index) {
    const Reader& node = nodes_[index].reader;
    const std::size_t offset = node.offset();
    const Frame frame = read_frame(node);
    if (!frame.type) node.fail_at(offset, "the type is missing; this is no program, branch or loop");
    if (frame.item_count != frame.items)
      node.fail_at(offset, concat("there should be ", frame.item_count, " items, there are ", frame.items));
    const bool is_branch = *frame.type == static_cast<std::uint64_t>(NodeType::branch);
    const bool is_loop = *frame.type == static_cast<std::uint64_t>(NodeType::loop);
    if (!is_branch && !is_loop && *frame.type != static_cast<std::uint64_t>(NodeType::program))
      node.fail_at(offset, concat("type ", *frame.type, "; expected 0 (branch), 1 (loop) or 3 (program)"));
    if (is_branch != frame.branch.has_value() || is_loop != frame.loop.has_value())
      node.fail_at(offset, "a branch has arms, a loop has a condition, and no other node has either");
    if (is_branch)
      nodes_[index].block = read_branch(index, node.inside(*frame.branch, "branch"));
    else if (is_loop)
      nodes_[index].block = read_loop(index, node.inside(*frame.loop, "loop"));
    else
      nodes_[index].block = read_program(index, frame.items == 1);
    nodes_[index].is_flow = is_branch || is_loop;
    items_.budget().spend(*nodes_[index].block);
  }

  std::shared_ptr<Block> read_program(std::size_t index, bool is_alone) {
    auto block = std::make_shared<Block>();
    Reader node = nodes_[index].reader;
    for (Field field; node.next(field);)
      if (field.number == node_field::kItem) read_item(index, node.inside(field, "item"), is_alone, *block);
    return block;
  }

  /// `is_alone`: the program has no other item.
  void read_item(std::size_t index, Reader item, bool is_alone, Block& block) {
    const std::size_t offset = item.offset();
    bool is_known = false;
    for (Field field; item.next(field);) {
      if (field.number > item_field::kReference) continue;
      if (is_known) item.fail_at(offset, "an item is one thing, this one is several");
      is_known = true;
      switch (field.number) {
        case item_field::kGate:
          items_.read_gate(item.inside(field, "gate"), block);
          break;
        case item_field::kMeasure:
          items_.read_measure(item.inside(field, "measurement"), block);
          break;
        case item_field::kKarus:
          items_.read_karus(item.inside(field, "channel"), block);
          break;
        case item_field::kCircuit:
          items_.read_circuit(item.inside(field, "circuit"), block);
          break;
        default:
          append_child(child(index, item, field), is_alone, item, block);
          break;
      }
    }
    if (!is_known) item.fail_at(offset, "an item of an unknown kind cannot be left out");
  }

  /// A branch or loop among other items stands in the program itself. Alone it stays a program inside, since otherwise
  /// the two would be one node when they are written again.
  void append_child(const Node& child, bool is_alone, const Reader& item, Block& block) {
    if (child.is_flow && !is_alone) {
      block.append_flattened(*child.block);
    } else {
      check_nesting(child, item);
      block.append_program(child.block);
    }
  }

  static void check_nesting(const Node& child, const Reader& item) {
    if (child.block->nesting() >= Block::kMaxNesting)
      item.fail_at(item.offset(), concat("programs are nested more than ", Block::kMaxNesting, " deep"));
  }

  /// The node that a reference leads to, which was made before.
  const Node& child(std::size_t parent, const Reader& item, const Field& field) {
    const std::uint64_t index = read_reference(item.inside(field, "reference"));
    if (index <= parent || index >= nodes_.size())
      item.fail(field, concat("node ", parent, " refers to node ", index, "; expected one of ", parent + 1, " to ",
                              nodes_.size() - 1));
    nodes_[index].is_used = true;
    return nodes_[index];
  }

  /// The programs that the items of a branch or loop refer to.
  std::vector<std::shared_ptr<Block>> children(std::size_t index) {
    std::vector<std::shared_ptr<Block>> result;
    Reader node = nodes_[index].reader;
    for (Field field; node.next(field);) {
      if (field.number != node_field::kItem) continue;
      Reader item = node.inside(field, "item");
      const std::size_t offset = item.offset();
      std::shared_ptr<Block> found;
      for (Field inner; item.next(inner);) {
        if (inner.number > item_field::kReference) continue;
        if (found || inner.number != item_field::kReference)
          item.fail_at(offset, "an item of a branch or loop is one reference to a program");
        const Node& body = child(index, item, inner);
        check_nesting(body, item);
        found = body.block;
      }
      if (!found) item.fail_at(offset, "an item of a branch or loop is one reference to a program");
      result.push_back(std::move(found));
    }
    return result;
  }

  std::shared_ptr<Block> read_loop(std::size_t index, const Reader& condition) {
    const ArmCondition arm = read_condition(condition);
    const auto bodies = children(index);
    if (arm.is_else) condition.fail_at(condition.offset(), "a loop has a condition, not an else");
    if (bodies.size() != 1)
      condition.fail_at(condition.offset(), concat("a loop has one body, this one has ", bodies.size()));
    auto block = std::make_shared<Block>();
    block->append_loop(arm.condition, bodies[0]);
    return block;
  }

  std::shared_ptr<Block> read_branch(std::size_t index, Reader branch) {
    const std::size_t offset = branch.offset();
    std::vector<ArmCondition> arms;
    for (Field field; branch.next(field);)
      if (field.number == branch_field::kArm) arms.push_back(read_condition(branch.inside(field, "condition")));
    auto bodies = children(index);
    if (arms.size() != bodies.size() || arms.empty())
      branch.fail_at(offset, concat("a branch of ", arms.size(), " arms has ", bodies.size(), " bodies"));
    for (std::size_t i = 0; i < arms.size(); ++i)
      if (arms[i].is_else && (i == 0 || i + 1 != arms.size()))
        branch.fail_at(offset, "an else is the last of at least two arms");
    std::shared_ptr<Block> otherwise;
    if (arms.back().is_else) {
      otherwise = std::move(bodies.back());
      arms.pop_back();
    }
    // Each arm is the else of the one before.
    bool is_chain = false;
    for (std::size_t i = arms.size(); i-- > 0;) {
      auto block = std::make_shared<Block>();
      if (otherwise && otherwise->nesting() >= Block::kMaxNesting)
        branch.fail_at(offset, concat("branches are nested more than ", Block::kMaxNesting, " deep"));
      block->append_branch(arms[i].condition, std::move(bodies[i]), std::move(otherwise), is_chain);
      items_.budget().spend(*block);
      otherwise = std::move(block);
      is_chain = true;
    }
    return otherwise;
  }

  std::string_view message_;
  ItemReader items_;
  std::vector<Node> nodes_;
  Index fixed_size_ = 0;
};

}  // namespace
}  // namespace bis

QProg from_originbis(std::string_view bytes) { return bis::ProgramReader(bytes).read(); }

}  // namespace qpanda3
