#pragma once
// Straight lines of a program that run again and again, from shot to shot: merged and prepared once.

#include <cstddef>
#include <cstdint>
#include <map>
#include <utility>
#include <vector>

#include "sim/native_numbers.hpp"
#include "sim/straight_line.hpp"

namespace qpanda3::sim {

/// For one thread. What a line does depends on nothing but where it begins and ends.
template <class Real>
class PreparedLines {
 public:
  /// Keeps a reference to the program.
  explicit PreparedLines(const FlatProgram& program) : program_(program) {}

  /// Runs gates [begin, end).
  void run(std::size_t begin, std::size_t end, Amplitudes<Real> state, Workers& workers);

 private:
  using Line = std::vector<LinePiece<Real>>;
  Line prepare(std::size_t begin, std::size_t end, Guard& guard) const;

  const FlatProgram& program_;
  std::map<std::pair<std::size_t, std::size_t>, Line> lines_;
  std::size_t bytes_ = 0;  ///< of all lines
};

}  // namespace qpanda3::sim
