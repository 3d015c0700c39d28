#include "text/text_placement.hpp"

#include <algorithm>
#include <map>

#include "qpanda3/base/concat.hpp"
#include "text/decimals.hpp"
#include "text/drawing_labels.hpp"

namespace qpanda3::text {
namespace {

constexpr std::size_t kBarrierWidth = 5;
constexpr std::size_t kMeasureWidth = 4;

/// `RX(0.30000000).dag`
std::string label_of(const DrawingItem& item, const DrawOptions& options) {
  std::string label = item.name;
  if (!options.show_params) return label;
  for (std::size_t i = 0; i < item.params.size(); ++i) {
    label += i == 0 ? "(" : ", ";
    append_fixed(label, item.params[i], options.precision);
  }
  if (!item.params.empty()) label += ')';
  if (item.dagger) label += ".dag";
  return label;
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

void measure_box(PlacedItem& placed, const DrawOptions& options) {
  placed.label = label_of(*placed.item, options);
  if (placed.shape() == ItemShape::circuit) {
    placed.targets.insert(placed.targets.end(), placed.controls.begin(), placed.controls.end());
    std::sort(placed.targets.begin(), placed.targets.end());
    placed.controls.clear();
  }
  const std::size_t ports = placed.is_single_box() ? 0 : concat(placed.targets.size() - 1).size() + 3;
  placed.width = cells_of(placed.label) + 2 + ports;
  placed.stem = placed.width / 2;
}

void measure_frame(PlacedItem& placed, const std::vector<Index>& qubits) {
  if (placed.shape() == ItemShape::closing) {
    placed.label = ' ' + placed.item->name;
    placed.width = placed.label.size() + 1;
    return;
  }
  std::size_t digits = 0;
  for (const Index row : placed.targets) digits = std::max(digits, concat(qubits[row]).size());
  placed.label = placed.item->name;
  placed.width = digits + 1 + placed.label.size() + 2;
  if (placed.shape() != ItemShape::opening) return;
  placed.bits = ' ' + condition_text(placed.item->condition);
  placed.width = std::max(placed.width, placed.bits.size() + 1) + 1;
  placed.stem = 1;
}

PlacedItem measured(const DrawingItem& item, const std::vector<Index>& qubits, const DrawOptions& options) {
  PlacedItem placed{&item, {}, {}, item.targets, item.controls};
  switch (item.shape) {
    case ItemShape::box:
    case ItemShape::circuit:
      measure_box(placed, options);
      break;
    case ItemShape::swap:
      placed.width = item.controls.empty() ? 1 : 2;
      break;
    case ItemShape::barrier:
      placed.width = kBarrierWidth;
      placed.stem = kBarrierWidth - 1;
      break;
    case ItemShape::measure:
      placed.bits = concat(item.cbit);
      placed.bits = (placed.bits.size() < 2 ? "   " : "  ") + placed.bits;
      placed.width = kMeasureWidth;
      placed.stem = 2;
      break;
    case ItemShape::opening:
    case ItemShape::middle:
    case ItemShape::closing:
      measure_frame(placed, qubits);
      break;
  }
  return placed;
}

}  // namespace

PlacedColumn place(const DrawingColumn& column, const std::vector<Index>& qubits, const DrawOptions& options) {
  PlacedColumn result;
  result.items.reserve(column.size());
  std::map<Index, std::size_t> ends;  // by row; the last one is the line of bits
  const auto bits_row = static_cast<Index>(qubits.size());
  for (const DrawingItem& item : column) {
    PlacedItem placed = measured(item, qubits, options);
    const bool has_bits = !placed.bits.empty();
    const Index last = has_bits ? bits_row : item.last;
    for (Index row = item.first; row <= last; ++row) {
      const auto found = ends.find(row);
      if (found != ends.end()) placed.start = std::max(placed.start, found->second);
    }
    const std::size_t end = placed.start + placed.width;
    // A row that only the vertical line crosses is free right behind it, one with a control a column later.
    const bool has_stem = placed.is_single_box() || item.shape == ItemShape::measure || item.shape == ItemShape::swap;
    const std::size_t behind_stem = placed.start + placed.stem + 1;
    for (Index row = item.first; row <= last; ++row) ends[row] = has_stem || row > item.last ? behind_stem : end;
    if (has_stem) {
      for (const Index row : placed.targets) ends[row] = item.shape == ItemShape::swap ? behind_stem : end;
      for (const Index row : placed.controls) ends[row] = behind_stem + 1;
    }
    if (has_bits) ends[bits_row] = end;
    result.width = std::max(result.width, end);
    result.items.push_back(std::move(placed));
  }
  return result;
}

}  // namespace qpanda3::text
