#pragma once
// Straight lines of gates with errors given by labels between them. What such an error does not depend on the state, so
// a shot can draw where it meets the next one and run all gates up to there at once: the cost of the errors that do not
// happen is next to nothing, and shots that meet the same errors share their work.

#include <cstddef>
#include <cstdint>
#include <span>
#include <vector>

#include "sim/flat_program.hpp"

namespace qpanda3::sim {

/// A product of Pauli matrices on the qubits of the state, up to a phase.
struct PauliMasks {
  std::uint64_t x = 0, z = 0;
};

/// The strings of a channel that do something, and how to draw one of them.
struct ErrorStrings {
  double stay = 0;                    ///< probability of the identity
  std::vector<std::uint64_t> limits;  ///< one a string, rising, the last is 2^53: see pick()
  std::vector<PauliMasks> strings;    ///< bit i belongs to target i

  /// Which string a number of the random stream stands for.
  std::size_t pick(std::uint64_t random) const noexcept {
    const std::uint64_t key = random >> 11;
    std::size_t i = 0;
    while (key >= limits[i]) ++i;
    return i;
  }
};

/// A place where an error may happen.
struct NoiseSite {
  std::uint32_t gate;  ///< position in FlatProgram::ops of the first gate behind it
  std::uint32_t line;
  double survival;  ///< probability that neither this nor an earlier site of the line has an error
};

/// Operations [begin, gates) are the sites of the line, [gates, end) its gates. Nothing jumps between them.
struct NoiseLine {
  std::uint32_t begin, gates, end;
  std::uint32_t first_site;

  std::uint32_t num_sites() const noexcept { return gates - begin; }
};

/// The noise of a program that is given by labels.
class NoiseLines {
 public:
  NoiseLines() = default;
  /// Rewrites ops[from..]: in each line the noise comes first, with the number of its site as `extra`, and then the
  /// gates in a row. Positions that jumps lead to do not change.
  NoiseLines(FlatProgram& program, std::size_t from);

  bool is_label_noise(const FlatProgram& program, const FlatOp& op) const noexcept {
    return op.kind == FlatKind::noise && program.channels[op.payload].kraus.empty();
  }
  const NoiseSite& site(const FlatOp& op) const noexcept { return sites_[op.extra]; }
  /// The line that a site belongs to.
  const NoiseLine& line(const FlatOp& op) const noexcept { return lines_[site(op).line]; }
  std::span<const NoiseLine> lines() const noexcept { return lines_; }

  /// The first operation in [at, line.gates) at which an error happens, line.gates if none does; `uniform` in [0, 1)
  /// decides.
  std::uint32_t next_error(const NoiseLine& line, std::uint32_t at, double uniform) const noexcept {
    const NoiseSite* const sites = sites_.data() + line.first_site;
    const std::uint32_t count = line.num_sites();
    std::uint32_t first = at - line.begin;
    const double level = uniform * (first == 0 ? 1 : sites[first - 1].survival);
    if (sites[count - 1].survival > level) return line.gates;
    for (std::uint32_t last = count - 1; first < last;) {
      const std::uint32_t middle = first + (last - first) / 2;
      if (sites[middle].survival > level)
        first = middle + 1;
      else
        last = middle;
    }
    return line.begin + first;
  }

  const ErrorStrings& strings(const FlatOp& op) const noexcept { return channels_[op.payload]; }
  /// A string of the channel on the qubits of the operation.
  PauliMasks masks(const FlatProgram& program, const FlatOp& op, std::size_t string) const noexcept;

 private:
  std::vector<ErrorStrings> channels_;  ///< as FlatProgram::channels; empty for those given by matrices
  std::vector<NoiseSite> sites_;
  std::vector<NoiseLine> lines_;
};

}  // namespace qpanda3::sim
