#pragma once
// From a program to what is drawn where: rows for qubits, items in time layers, items side by side within a layer.

#include <map>
#include <span>
#include <string>
#include <vector>

#include "qpanda3/circuit/cursor.hpp"
#include "qpanda3/text/draw.hpp"

namespace qpanda3::text {

enum class ItemShape : std::uint8_t {
  box,        ///< one target, any controls
  multi_box,  ///< several targets in one box with numbered ports
  swap,       ///< X on both targets
  barrier,
  measure,
  opening,  ///< QIF, QELSEIF, QWHILE: left border with a condition
  middle,   ///< QELSE: left border
  closing,  ///< QENDIF, QENDWHILE: right border
};

/// One thing to draw. Rows count the qubits that are shown, from 0.
struct DrawingItem {
  ItemShape shape;
  std::string label;
  std::vector<Index> targets;   ///< rows, in the order of the gate
  std::vector<Index> controls;  ///< rows
  std::vector<Index> qubits;    ///< of the targets of opening and middle
  std::string bits;             ///< what stands below the line of bits
  Index first = 0, last = 0;    ///< rows from the highest to the lowest
  std::size_t width = 0;
  std::size_t stem = 0;   ///< column of the vertical line that leaves the shape, from its left border
  std::size_t start = 0;  ///< column within the layer
};

struct DrawingLayer {
  std::vector<DrawingItem> items;
  std::size_t width = 0;
};

/// Where gates go that are done at the same time while the line of one crosses the qubit of another.
enum class Crossing : std::uint8_t {
  side_by_side,  ///< in one layer, the later one to the right: programs
  apart,         ///< in layers of their own if the later one sits on a line: circuits
};

class DrawingLayout {
 public:
  DrawingLayout(const Block& block, bool dagger, std::span<const Index> controls, std::size_t fixed_size,
                const DrawOptions& options, Crossing crossing);

  const std::vector<Index>& qubits() const noexcept { return qubits_; }  ///< shown, ascending
  const std::vector<DrawingLayer>& layers() const noexcept { return layers_; }

 private:
  void collect(OperationCursor cursor);
  void add_gate(const Step& step);
  void add_measure(const Step& step);
  void add_branch(const Step& step);
  void add_loop(const Step& step);
  void add_frame(ItemShape shape, std::string_view word, const std::vector<Index>& rows, const Condition& condition);
  std::vector<Index> rows_used(std::span<const BlockPtr> blocks) const;
  Index row_of(Index qubit) const;
  std::vector<Index> rows_of(std::span<const Index> qubits) const;
  std::string gate_label(const Step& step) const;
  void add(DrawingItem item, std::span<const Index> occupied_rows);
  void split_crossings();
  void place(DrawingLayer& layer) const;

  DrawOptions options_;
  std::vector<Index> qubits_;
  std::vector<std::size_t> busy_;  ///< by row: layers that are taken
  std::vector<DrawingLayer> layers_;
};

}  // namespace qpanda3::text
