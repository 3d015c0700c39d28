#pragma once
// Straight lines of a program that run again and again, from shot to shot: merged and prepared once.

#include <cstddef>
#include <cstdint>
#include <map>
#include <utility>
#include <vector>

#include "sim/gate_preparation.hpp"
#include "sim/native_numbers.hpp"
#include "sim/noise_lines.hpp"
#include "sim/straight_line.hpp"

namespace qpanda3::sim {

/// Gates [begin, end) as a program of their own, merged.
FlatProgram merged_part(const FlatProgram& program, std::size_t begin, std::size_t end, Guard& guard);

/// For one thread. What is done depends on nothing but which gates are asked for and the number of qubits, so shots
/// that run the same gates get the same state to the last bit.
template <class Real>
class PreparedLines {
 public:
  /// Keeps a reference to the program.
  explicit PreparedLines(const FlatProgram& program);

  /// Runs gates [begin, end), a line that many shots run as a whole.
  void run(std::size_t begin, std::size_t end, Amplitudes<Real> state, Workers& workers);
  /// The same for a part of a line, up to an error or from one to the next: of small states its gates run one by one,
  /// since there are many such parts, and to merge gates takes longer than to run them once.
  void run_part(std::size_t begin, std::size_t end, Amplitudes<Real> state, Workers& workers);
  /// As sim::apply_paulis.
  void apply_paulis(const PauliMasks& masks, Amplitudes<Real> state, Workers& workers);

 private:
  using Line = std::vector<LinePiece<Real>>;
  Line prepare(std::size_t begin, std::size_t end, Guard& guard) const;
  void run_gate(const PreparedGate<Real>& gate, Amplitudes<Real> state) const;

  const FlatProgram& program_;
  const KernelTables<Real>& tables_;
  std::map<std::pair<std::size_t, std::size_t>, Line> lines_;
  std::size_t bytes_ = 0;                  ///< of all lines
  Arena arena_;                            ///< of what follows
  std::vector<PreparedGate<Real>> gates_;  ///< by position in the program; empty for large states
  std::vector<bool> is_prepared_;
  std::vector<PreparedGate<Real>> x_, z_;  ///< by qubit; empty for large states
};

}  // namespace qpanda3::sim
