#include "text/drawing_layout.hpp"

#include <algorithm>
#include <charconv>
#include <numeric>

#include "circuit/queries.hpp"
#include "qpanda3/base/concat.hpp"
#include "qpanda3/base/error.hpp"
#include "qpanda3/base/interrupt.hpp"
#include "qpanda3/circuit/control_flow.hpp"

namespace qpanda3::text {
namespace {

constexpr std::size_t kBarrierWidth = 5;
constexpr std::size_t kMeasureWidth = 4;
constexpr int kMaxPrecision = 100;

/// Gates with two targets that are drawn as a box on the last one, the others being controls.
bool is_controlled_pair(GateType type) {
  return type == GateType::CNOT || type == GateType::CZ || type == GateType::CP || type == GateType::CU;
}

bool is_swap(GateType type) { return type == GateType::SWAP || type == GateType::ISWAP || type == GateType::SQISWAP; }

void append_fixed(double value, int precision, std::string& out) {
  char buffer[512];
  out.append(buffer, std::to_chars(buffer, buffer + sizeof(buffer), value, std::chars_format::fixed, precision).ptr);
}

/// `0,2:All 0b1`, and with bits that have to be 0 `0,2:All 0b1 1:All 0b0`.
std::string condition_text(const Condition& condition) {
  std::string text;
  const auto add = [&text](const std::vector<Index>& bits, std::string_view value) {
    for (std::size_t i = 0; i < bits.size(); ++i) text += concat(i == 0 ? "" : ",", bits[i]);
    text += value;
  };
  if (!condition.ones.empty() || condition.zeros.empty()) add(condition.ones, ":All 0b1");
  if (!condition.ones.empty() && !condition.zeros.empty()) text += ' ';
  if (!condition.zeros.empty()) add(condition.zeros, ":All 0b0");
  return text;
}

void set_span(DrawingItem& item) {
  item.first = item.last = item.targets.empty() ? 0 : item.targets[0];
  for (const std::vector<Index>* rows : {&item.targets, &item.controls})
    for (const Index row : *rows) {
      item.first = std::min(item.first, row);
      item.last = std::max(item.last, row);
    }
}

}  // namespace

DrawingLayout::DrawingLayout(const Block& block, bool dagger, std::span<const Index> controls, std::size_t fixed_size,
                             const DrawOptions& options, Crossing crossing)
    : options_(options) {
  if (options.precision < 0) throw NegativeValue(concat("precision: at least 0, got ", options.precision));
  if (options.precision > kMaxPrecision)
    throw InvalidArgument(concat("precision: at most ", kMaxPrecision, ", got ", options.precision));
  check_listable(block);
  FirstUse use;
  for (Index qubit = 0; qubit < fixed_size; ++qubit) use.add(qubit);
  collect_qubits(block, controls, use);
  qubits_ = use.take();
  std::sort(qubits_.begin(), qubits_.end());
  if (qubits_.empty()) qubits_.push_back(0);
  busy_.resize(qubits_.size());
  collect(OperationCursor(block, dagger, controls));
  if (crossing == Crossing::apart) split_crossings();
  for (DrawingLayer& layer : layers_) {
    InterruptScope::poll();
    place(layer);
  }
}

// Calls itself for the insides of branches and loops, at most Block::kMaxNesting deep.
void DrawingLayout::collect(OperationCursor cursor) {
  for (Step step; cursor.next(step);) {
    switch (step.kind()) {
      case OpKind::gate:
        add_gate(step);
        break;
      case OpKind::measure:
        add_measure(step);
        break;
      case OpKind::branch:
        add_branch(step);
        break;
      case OpKind::loop:
        add_loop(step);
        break;
      case OpKind::karus:  // not drawn
      case OpKind::block:  // resolved by the cursor
        break;
    }
  }
}

Index DrawingLayout::row_of(Index qubit) const {
  return static_cast<Index>(std::lower_bound(qubits_.begin(), qubits_.end(), qubit) - qubits_.begin());
}

std::vector<Index> DrawingLayout::rows_of(std::span<const Index> qubits) const {
  std::vector<Index> rows;
  rows.reserve(qubits.size());
  for (const Index qubit : qubits) rows.push_back(row_of(qubit));
  return rows;
}

/// `RX(0.30000000).dag`
std::string DrawingLayout::gate_label(const Step& step) const {
  std::string label(gate_info(step.gate()).name);
  if (!options_.show_params) return label;
  const std::span<const double> params = step.params();
  for (std::size_t i = 0; i < params.size(); ++i) {
    label += i == 0 ? "(" : ", ";
    append_fixed(params[i], options_.precision, label);
  }
  if (!params.empty()) label += ')';
  if (step.dagger) label += ".dag";
  return label;
}

void DrawingLayout::add_gate(const Step& step) {
  const GateType type = step.gate();
  DrawingItem item{};
  item.targets = rows_of(step.targets);
  item.controls = rows_of(step.controls);
  if (is_controlled_pair(type)) {
    item.controls.push_back(item.targets[0]);
    item.targets.erase(item.targets.begin());
  }
  if (type == GateType::BARRIER) {
    item.shape = ItemShape::barrier;
    item.controls.clear();  // a barrier acts alike with and without controls
    item.width = kBarrierWidth;
    item.stem = kBarrierWidth - 1;
  } else if (is_swap(type)) {
    item.shape = ItemShape::swap;
    item.width = item.controls.empty() ? 1 : 2;
  } else {
    item.label = gate_label(step);
    item.shape = item.targets.size() == 1 ? ItemShape::box : ItemShape::multi_box;
    item.width = item.label.size() + (item.shape == ItemShape::box ? 2 : 6);
    item.stem = item.width / 2;
  }
  std::vector<Index> occupied = rows_of(step.controls);
  const std::vector<Index> targets = rows_of(step.targets);
  occupied.insert(occupied.end(), targets.begin(), targets.end());
  add(std::move(item), occupied);
}

void DrawingLayout::add_measure(const Step& step) {
  DrawingItem item{};
  item.shape = ItemShape::measure;
  item.targets = rows_of(step.targets);
  item.bits = concat(step.cbit());
  item.bits = (item.bits.size() < 2 ? "   " : "  ") + item.bits;
  item.width = kMeasureWidth;
  item.stem = 2;
  const std::vector<Index> occupied = item.targets;
  add(std::move(item), occupied);
}

void DrawingLayout::add_branch(const Step& step) {
  std::vector<BranchArm> arms{{step.condition(), step.then_block()}};
  std::vector<BlockPtr> blocks{step.then_block()};
  BlockPtr otherwise = step.else_block();
  bool chain = step.op->has(StoredOp::kElseIsChain);
  while (otherwise && chain) {
    const Block& block = *otherwise;
    const StoredOp& arm = block.ops()[0];
    arms.push_back({block.condition(arm), block.inner(arm)});
    blocks.push_back(block.inner(arm));
    chain = arm.has(StoredOp::kElseIsChain);
    otherwise = arm.has(StoredOp::kHasElse) ? block.else_block(arm) : nullptr;
  }
  if (otherwise) blocks.push_back(otherwise);
  const std::vector<Index> rows = rows_used(blocks);
  for (std::size_t i = 0; i < arms.size(); ++i) {
    add_frame(ItemShape::opening, i == 0 ? "QIF" : "QELSEIF", rows, arms[i].condition);
    collect(OperationCursor(*arms[i].body));
  }
  if (otherwise) {
    add_frame(ItemShape::middle, "QELSE", rows, {});
    collect(OperationCursor(*otherwise));
  }
  add_frame(ItemShape::closing, "QENDIF", rows, {});
}

void DrawingLayout::add_loop(const Step& step) {
  const BlockPtr body = step.then_block();
  const Condition condition = step.condition();
  const std::vector<Index> rows = rows_used({&body, 1});
  add_frame(ItemShape::opening, "QWHILE", rows, condition);
  collect(OperationCursor(*body));
  add_frame(ItemShape::closing, "QENDWHILE", rows, {});
}

std::vector<Index> DrawingLayout::rows_used(std::span<const BlockPtr> blocks) const {
  FirstUse use;
  for (const BlockPtr& block : blocks) collect_qubits(*block, {}, use);
  std::vector<Index> rows = rows_of(use.take());
  if (rows.empty()) rows.push_back(0);
  std::sort(rows.begin(), rows.end());
  return rows;
}

/// The border of a branch or loop, over all rows from the first to the last that it uses.
void DrawingLayout::add_frame(ItemShape shape, std::string_view word, const std::vector<Index>& rows,
                              const Condition& condition) {
  DrawingItem item{};
  item.shape = shape;
  item.targets = rows;
  for (const Index row : rows) item.qubits.push_back(qubits_[row]);
  if (shape == ItemShape::closing) {
    item.label = concat(' ', word);
    item.width = item.label.size() + 1;
  } else {
    std::size_t digits = 0;
    for (const Index qubit : item.qubits) digits = std::max(digits, concat(qubit).size());
    item.label = word;
    item.width = digits + 1 + word.size() + 2;
  }
  if (shape == ItemShape::opening) {
    item.bits = ' ' + condition_text(condition);
    item.width = std::max(item.width, item.bits.size() + 1) + 1;
    item.stem = 1;
  }
  std::vector<Index> occupied(rows.back() - rows.front() + std::size_t{1});
  std::iota(occupied.begin(), occupied.end(), rows.front());
  add(std::move(item), occupied);
}

/// Into the first layer behind everything that is on these rows.
void DrawingLayout::add(DrawingItem item, std::span<const Index> occupied_rows) {
  set_span(item);
  std::size_t layer = 0;
  for (const Index row : occupied_rows) layer = std::max(layer, busy_[row]);
  for (const Index row : occupied_rows) busy_[row] = layer + 1;
  if (layer == layers_.size()) layers_.emplace_back();
  layers_[layer].items.push_back(std::move(item));
}

/// Items of a layer that cross one another stand side by side, in program order.
/// Each item goes to the first part of its layer where nothing drawn before covers one of its qubits.
void DrawingLayout::split_crossings() {
  std::vector<DrawingLayer> parts;
  std::vector<std::vector<bool>> covered;  // by part of the current layer and row
  for (DrawingLayer& layer : layers_) {
    InterruptScope::poll();
    const std::size_t first_part = parts.size();
    covered.clear();
    for (DrawingItem& item : layer.items) {
      const auto is_free = [&](const std::vector<bool>& rows) {
        const auto covers = [&](Index row) { return bool{rows[row]}; };
        return std::none_of(item.targets.begin(), item.targets.end(), covers) &&
               std::none_of(item.controls.begin(), item.controls.end(), covers);
      };
      const auto part =
          static_cast<std::size_t>(std::find_if(covered.begin(), covered.end(), is_free) - covered.begin());
      if (part == covered.size()) {
        covered.emplace_back(qubits_.size());
        parts.emplace_back();
      }
      for (Index row = item.first; row <= item.last; ++row) covered[part][row] = true;
      parts[first_part + part].items.push_back(std::move(item));
    }
  }
  layers_ = std::move(parts);
}

void DrawingLayout::place(DrawingLayer& layer) const {
  std::map<Index, std::size_t> ends;  // by row; the last one is the line of bits
  const auto bits_row = static_cast<Index>(qubits_.size());
  const auto end_of = [&](Index row) {
    const auto found = ends.find(row);
    return found == ends.end() ? std::size_t{0} : found->second;
  };
  for (DrawingItem& item : layer.items) {
    const bool has_bits = !item.bits.empty();
    const Index last = has_bits ? bits_row : item.last;
    for (Index row = item.first; row <= last; ++row) item.start = std::max(item.start, end_of(row));
    const std::size_t end = item.start + item.width;
    // A row that only the vertical line crosses is free right behind it, one with a control a column later.
    const bool has_stem =
        item.shape == ItemShape::box || item.shape == ItemShape::measure || item.shape == ItemShape::swap;
    const std::size_t behind_stem = item.start + item.stem + 1;
    for (Index row = item.first; row <= last; ++row) ends[row] = has_stem || row > item.last ? behind_stem : end;
    if (has_stem) {
      for (const Index row : item.targets) ends[row] = item.shape == ItemShape::swap ? behind_stem : end;
      for (const Index row : item.controls) ends[row] = behind_stem + 1;
    }
    if (has_bits) ends[bits_row] = end;
    layer.width = std::max(layer.width, end);
  }
}

}  // namespace qpanda3::text
