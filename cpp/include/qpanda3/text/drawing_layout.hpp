#pragma once
// From a program to what is drawn where: rows for qubits, items in columns. How an item looks, in characters, LaTeX or
// a picture, is the matter of whoever draws it; all drawings start from this one layout.

#include <cstdint>
#include <map>
#include <string>
#include <vector>

#include "qpanda3/base/export.hpp"
#include "qpanda3/circuit/prog.hpp"

namespace qpanda3 {

enum class ItemShape : std::uint8_t {
  box,      ///< a gate on one or several targets, or a Karus
  circuit,  ///< a nested circuit that is not resolved
  swap,     ///< SWAP, ISWAP, SQISWAP
  barrier,
  measure,
  opening,  ///< QIF, QELSEIF, QWHILE: the left border of a frame, with a condition
  middle,   ///< QELSE: a left border
  closing,  ///< QENDIF, QENDWHILE: a right border
};

/// One thing to draw. Rows count the qubits that are shown, from 0.
struct DrawingItem {
  ItemShape shape;
  GateType gate = GateType::GATE_UNDEFINED;  ///< where it is a gate
  bool dagger = false;
  std::string name;  ///< of the gate or circuit; the word of a frame
  std::vector<double> params;
  std::vector<Index> targets;   ///< rows, in the order of the gate; ascending for circuits and frames
  std::vector<Index> controls;  ///< rows, among them, as the last one, the first qubit of CNOT, CZ, CP and CU
  Condition condition;          ///< of an opening
  Index cbit = 0;               ///< of a measure
  Index first = 0, last = 0;    ///< rows from the highest to the lowest
};

using DrawingColumn = std::vector<DrawingItem>;

/// Where items go that are done at the same time while the line of one crosses the qubit of another.
enum class Crossing : std::uint8_t {
  allowed,  ///< in one column: drawings with characters put the later one to the right there
  late,     ///< in columns of their own if the later one sits on a line of an earlier one: QCircuit::str()
  never,    ///< in columns of their own: pictures, where nothing may lie over anything
};

struct DrawingLayout {
  std::vector<Index> qubits;  ///< shown, ascending, at least one
  std::vector<DrawingColumn> columns;
};

/// `expand` as in DrawOptions. A circuit is resolved whatever `expand` says of its own name, unless `may_be_box`.
QPANDA3_API DrawingLayout lay_out(const QProg& prog, const std::map<std::string, int>& expand, Crossing crossing);
QPANDA3_API DrawingLayout lay_out(const QCircuit& circuit, const std::map<std::string, int>& expand, Crossing crossing,
                                  bool may_be_box = false);

}  // namespace qpanda3
