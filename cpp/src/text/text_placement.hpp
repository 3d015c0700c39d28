#pragma once
// Where the items of a column stand in a drawing with characters: side by side, as far as their lines need it.

#include <string>
#include <vector>

#include "qpanda3/text/draw.hpp"
#include "qpanda3/text/drawing_layout.hpp"

namespace qpanda3::text {

/// An item with its measures in characters.
struct PlacedItem {
  const DrawingItem* item;
  std::string label;
  std::string bits;             ///< what stands below the line of bits
  std::vector<Index> targets;   ///< rows with ports: those of a circuit include its controls
  std::vector<Index> controls;  ///< rows with a control
  std::size_t width = 0;
  std::size_t stem = 0;   ///< column of the vertical line that leaves the shape, from its left border
  std::size_t start = 0;  ///< column within the layer

  ItemShape shape() const noexcept { return item->shape; }
  bool is_single_box() const noexcept {
    return (shape() == ItemShape::box || shape() == ItemShape::circuit) && targets.size() == 1;
  }
};

struct PlacedColumn {
  std::vector<PlacedItem> items;
  std::size_t width = 0;
};

/// The column refers to its items, which have to outlive what is returned.
PlacedColumn place(const DrawingColumn& column, const std::vector<Index>& qubits, const DrawOptions& options);

}  // namespace qpanda3::text
