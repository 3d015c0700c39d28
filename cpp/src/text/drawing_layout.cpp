#include "qpanda3/text/drawing_layout.hpp"

#include <algorithm>
#include <numeric>
#include <span>
#include <string_view>

#include "circuit/queries.hpp"
#include "qpanda3/base/concat.hpp"
#include "qpanda3/base/error.hpp"
#include "qpanda3/base/interrupt.hpp"
#include "qpanda3/circuit/control_flow.hpp"
#include "qpanda3/circuit/cursor.hpp"

namespace qpanda3 {
namespace {

constexpr std::uint32_t kRoundsPerPoll = 1u << 12;
/// Of rows and columns; more than this cannot be shown in any form.
constexpr std::size_t kMaxCells = std::size_t{1} << 28;

/// Gates with two targets that are drawn on the last one, the first being a control.
bool is_controlled_pair(GateType type) {
  return type == GateType::CNOT || type == GateType::CZ || type == GateType::CP || type == GateType::CU;
}

bool is_swap(GateType type) { return type == GateType::SWAP || type == GateType::ISWAP || type == GateType::SQISWAP; }

ItemShape shape_of(GateType type) {
  if (type == GateType::BARRIER) return ItemShape::barrier;
  return is_swap(type) ? ItemShape::swap : ItemShape::box;
}

void set_span(DrawingItem& item) {
  item.first = item.last = item.targets.empty() ? 0 : item.targets[0];
  for (const std::vector<Index>* rows : {&item.targets, &item.controls})
    for (const Index row : *rows) {
      item.first = std::min(item.first, row);
      item.last = std::max(item.last, row);
    }
}

std::vector<Index> to_vector(std::span<const Index> indices) { return {indices.begin(), indices.end()}; }

/// What is drawn: a program, or a circuit with its marks.
struct Source {
  const Block& block;
  bool dagger = false;
  std::span<const Index> controls;
  std::size_t fixed_size = 0;
  const QCircuit* box = nullptr;  ///< set if the whole may become a box itself
};

class LayoutBuilder {
 public:
  LayoutBuilder(const Source& source, const std::map<std::string, int>& expand, Crossing crossing);
  DrawingLayout take() { return {std::move(qubits_), std::move(columns_)}; }

 private:
  enum class Detail : std::uint8_t { box, one_level, everything };

  Detail detail_of(const std::string& name) const;
  void collect_source(const Source& source);
  void collect(OperationCursor cursor);
  void collect_one_level(const Block& block, bool dagger, std::span<const Index> controls);
  void collect_nested(const Block& outer, const StoredOp& op, bool dagger, std::span<const Index> controls);
  void add_step(const Step& step);
  void add_gate(const Step& step);
  void add_karus(const Step& step);
  void add_measure(const Step& step);
  void add_branch(const Step& step);
  void add_loop(const Step& step);
  void add_circuit(std::string name, const Block& block, std::size_t fixed_size, bool dagger,
                   std::span<const Index> controls);
  void add_frame(ItemShape shape, std::string_view word, const std::vector<Index>& rows, const Condition& condition);
  std::vector<Index> rows_used(std::span<const BlockPtr> blocks) const;
  Index row_of(Index qubit) const;
  std::vector<Index> rows_of(std::span<const Index> qubits) const;
  void add(DrawingItem item, std::span<const Index> occupied_rows);
  void add(DrawingItem item);
  void split_crossings(Crossing crossing);

  const std::map<std::string, int>& expand_;
  std::vector<Index> qubits_;
  std::vector<std::size_t> busy_;  ///< by row: columns that are taken
  std::vector<DrawingColumn> columns_;
  std::uint32_t rounds_ = 0;  ///< until this thread's interrupt check is asked again
};

LayoutBuilder::LayoutBuilder(const Source& source, const std::map<std::string, int>& expand, Crossing crossing)
    : expand_(expand) {
  check_listable(source.block);
  FirstUse use;
  for (Index qubit = 0; qubit < source.fixed_size; ++qubit) use.add(qubit);
  collect_qubits(source.block, source.controls, use);
  qubits_ = use.take();
  std::sort(qubits_.begin(), qubits_.end());
  if (qubits_.empty()) qubits_.push_back(0);
  busy_.resize(qubits_.size());
  collect_source(source);
  if (crossing != Crossing::allowed) split_crossings(crossing);
}

LayoutBuilder::Detail LayoutBuilder::detail_of(const std::string& name) const {
  const auto found = expand_.find(name);
  if (found == expand_.end() || found->second == 0) return Detail::box;
  return found->second == 1 ? Detail::everything : Detail::one_level;
}

void LayoutBuilder::collect_source(const Source& source) {
  const auto all = expand_.find("all");
  Detail detail = Detail::one_level;
  if (all != expand_.end() && all->second != 0)
    detail = Detail::everything;
  else if (source.box != nullptr)
    detail = detail_of(source.box->name());
  if (detail == Detail::everything)
    collect(OperationCursor(source.block, source.dagger, source.controls));
  else if (detail == Detail::one_level)
    collect_one_level(source.block, source.dagger, source.controls);
  else
    add_circuit(source.box->name(), source.block, source.fixed_size, source.dagger, source.controls);
}

// Calls itself for the insides of branches and loops, at most Block::kMaxNesting deep.
void LayoutBuilder::collect(OperationCursor cursor) {
  for (Step step; cursor.next(step);) add_step(step);
}

// Calls itself for nested circuits and programs, at most Block::kMaxNesting deep.
void LayoutBuilder::collect_one_level(const Block& block, bool dagger, std::span<const Index> controls) {
  const std::span<const StoredOp> ops = block.ops();
  for (std::size_t i = 0; i < ops.size(); ++i) {
    const StoredOp& op = ops[dagger ? ops.size() - 1 - i : i];
    const bool op_dagger = dagger != op.has(StoredOp::kDagger);
    // A branch keeps its bits where others have controls; nothing inherited may be added to them.
    const bool conditional = op.kind == OpKind::branch || op.kind == OpKind::loop;
    std::vector<Index> op_controls = to_vector(block.controls(op));
    if (!conditional) op_controls.insert(op_controls.end(), controls.begin(), controls.end());
    if (op.kind == OpKind::block)
      collect_nested(block, op, op_dagger, op_controls);
    else
      add_step({&op, &block, op_dagger, op_controls, block.targets(op)});
  }
}

void LayoutBuilder::collect_nested(const Block& outer, const StoredOp& op, bool dagger,
                                   std::span<const Index> controls) {
  const Block& inner = *outer.inner(op);
  const CircuitTag* tag = outer.tag(op);
  if (tag == nullptr) {  // a program, or what a circuit was before something was appended behind its dagger or control
    if (inner.flat_size() != 0) collect_one_level(inner, dagger, controls);
    return;
  }
  switch (const std::string name = tag->text(); detail_of(name)) {
    case Detail::everything:
      return collect(OperationCursor(inner, dagger, controls));
    case Detail::one_level:
      return collect_one_level(inner, dagger, controls);
    case Detail::box:
      return add_circuit(name, inner, tag->fixed_size, dagger, controls);
  }
}

void LayoutBuilder::add_step(const Step& step) {
  switch (step.kind()) {
    case OpKind::gate:
      return add_gate(step);
    case OpKind::measure:
      return add_measure(step);
    case OpKind::branch:
      return add_branch(step);
    case OpKind::loop:
      return add_loop(step);
    case OpKind::karus:
      return add_karus(step);
    case OpKind::block:
      return;  // resolved before
  }
}

Index LayoutBuilder::row_of(Index qubit) const {
  return static_cast<Index>(std::lower_bound(qubits_.begin(), qubits_.end(), qubit) - qubits_.begin());
}

std::vector<Index> LayoutBuilder::rows_of(std::span<const Index> qubits) const {
  std::vector<Index> rows;
  rows.reserve(qubits.size());
  for (const Index qubit : qubits) rows.push_back(row_of(qubit));
  return rows;
}

void LayoutBuilder::add_gate(const Step& step) {
  DrawingItem item{};
  item.gate = step.gate();
  item.shape = shape_of(item.gate);
  item.name = gate_info(item.gate).name;
  item.dagger = step.dagger;
  item.params.assign(step.params().begin(), step.params().end());
  item.targets = rows_of(step.targets);
  item.controls = rows_of(step.controls);
  std::vector<Index> occupied = item.controls;
  occupied.insert(occupied.end(), item.targets.begin(), item.targets.end());
  if (item.shape == ItemShape::barrier) item.controls.clear();  // a barrier acts alike with and without controls
  if (is_controlled_pair(item.gate)) {
    item.controls.push_back(item.targets[0]);
    item.targets.erase(item.targets.begin());
  }
  add(std::move(item), occupied);
}

void LayoutBuilder::add_karus(const Step& step) {
  DrawingItem item{};
  item.shape = ItemShape::box;
  item.name = "Karus";
  item.targets = rows_of(step.targets);
  add(std::move(item));
}

void LayoutBuilder::add_measure(const Step& step) {
  DrawingItem item{};
  item.shape = ItemShape::measure;
  item.targets = rows_of(step.targets);
  item.cbit = step.cbit();
  add(std::move(item));
}

void LayoutBuilder::add_circuit(std::string name, const Block& block, std::size_t fixed_size, bool dagger,
                                std::span<const Index> controls) {
  FirstUse use;
  collect_qubits(block, {}, use);
  for (const Index qubit : qubits_) {
    if (qubit >= fixed_size) break;
    use.add(qubit);
  }
  DrawingItem item{};
  item.shape = ItemShape::circuit;
  item.name = std::move(name);
  item.dagger = dagger;
  item.targets = rows_of(use.take());
  item.controls = rows_of(controls);
  if (item.targets.empty()) return;
  std::sort(item.targets.begin(), item.targets.end());
  std::vector<Index> occupied = item.targets;
  occupied.insert(occupied.end(), item.controls.begin(), item.controls.end());
  add(std::move(item), occupied);
}

void LayoutBuilder::add_branch(const Step& step) {
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

void LayoutBuilder::add_loop(const Step& step) {
  const BlockPtr body = step.then_block();
  const std::vector<Index> rows = rows_used({&body, 1});
  add_frame(ItemShape::opening, "QWHILE", rows, step.condition());
  collect(OperationCursor(*body));
  add_frame(ItemShape::closing, "QENDWHILE", rows, {});
}

std::vector<Index> LayoutBuilder::rows_used(std::span<const BlockPtr> blocks) const {
  FirstUse use;
  for (const BlockPtr& block : blocks) collect_qubits(*block, {}, use);
  std::vector<Index> rows = rows_of(use.take());
  if (rows.empty()) rows.push_back(0);
  std::sort(rows.begin(), rows.end());
  return rows;
}

/// The border of a branch or loop, over all rows from the first to the last that it uses.
void LayoutBuilder::add_frame(ItemShape shape, std::string_view word, const std::vector<Index>& rows,
                              const Condition& condition) {
  DrawingItem item{};
  item.shape = shape;
  item.name = word;
  item.targets = rows;
  item.condition = condition;
  std::vector<Index> occupied(rows.back() - rows.front() + std::size_t{1});
  std::iota(occupied.begin(), occupied.end(), rows.front());
  add(std::move(item), occupied);
}

void LayoutBuilder::add(DrawingItem item) {
  const std::vector<Index> occupied = item.targets;
  add(std::move(item), occupied);
}

/// Into the first column behind everything that is on these rows.
void LayoutBuilder::add(DrawingItem item, std::span<const Index> occupied_rows) {
  if (++rounds_ >= kRoundsPerPoll) {
    rounds_ = 0;
    InterruptScope::poll();
  }
  set_span(item);
  std::size_t column = 0;
  for (const Index row : occupied_rows) column = std::max(column, busy_[row]);
  for (const Index row : occupied_rows) busy_[row] = column + 1;
  if (column == columns_.size()) columns_.emplace_back();
  columns_[column].push_back(std::move(item));
}

/// Each item goes to the first part of its column where nothing drawn before covers one of its qubits, or with
/// Crossing::never one of the rows that it covers itself.
void LayoutBuilder::split_crossings(Crossing crossing) {
  std::vector<DrawingColumn> parts;
  std::vector<std::vector<bool>> covered;  // by part of the current column and row
  for (DrawingColumn& column : columns_) {
    InterruptScope::poll();
    const std::size_t first_part = parts.size();
    covered.clear();
    for (DrawingItem& item : column) {
      if ((rounds_ += static_cast<std::uint32_t>(covered.size())) >= kRoundsPerPoll) {
        rounds_ = 0;
        InterruptScope::poll();
      }
      const auto is_free = [&](const std::vector<bool>& rows) {
        if (crossing == Crossing::never)
          return std::find(rows.begin() + item.first, rows.begin() + item.last + 1, true) ==
                 rows.begin() + item.last + 1;
        const auto covers = [&](Index row) { return bool{rows[row]}; };
        return std::none_of(item.targets.begin(), item.targets.end(), covers) &&
               std::none_of(item.controls.begin(), item.controls.end(), covers);
      };
      const auto part =
          static_cast<std::size_t>(std::find_if(covered.begin(), covered.end(), is_free) - covered.begin());
      if (part == covered.size()) {
        if (parts.size() >= kMaxCells / qubits_.size())
          throw ResourceExhausted(concat("a drawing of ", qubits_.size(), " qubits and more than ", parts.size(),
                                         " columns is refused; at most ", kMaxCells, " cells can be drawn"));
        covered.emplace_back(qubits_.size());
        parts.emplace_back();
      }
      for (Index row = item.first; row <= item.last; ++row) covered[part][row] = true;
      parts[first_part + part].push_back(std::move(item));
    }
  }
  columns_ = std::move(parts);
}

}  // namespace

DrawingLayout lay_out(const QProg& prog, const std::map<std::string, int>& expand, Crossing crossing) {
  return LayoutBuilder({prog.block(), false, {}, prog.fixed_size()}, expand, crossing).take();
}

DrawingLayout lay_out(const QCircuit& circuit, const std::map<std::string, int>& expand, Crossing crossing,
                      bool may_be_box) {
  const Source source{circuit.block(), circuit.is_dagger(), circuit.controls(), circuit.fixed_size(),
                      may_be_box ? &circuit : nullptr};
  return LayoutBuilder(source, expand, crossing).take();
}

}  // namespace qpanda3
