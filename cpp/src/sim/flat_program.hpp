#pragma once
// A program as the simulator runs it: a flat list of operations with jumps, each with its kernel chosen and its numbers
// resolved. Stages: lower (QProg -> FlatProgram), plan (what is sampled at the end, what repeats per shot), kernels.
// A stage that rewrites gates, such as fusion, goes between lower and plan: FlatProgram -> FlatProgram.

#include <cstdint>
#include <span>
#include <vector>

#include "qpanda3/gate/matrix.hpp"
#include "qpanda3/gate/qubit.hpp"
#include "qpanda3/sim/noise.hpp"

namespace qpanda3::sim {

enum class FlatKind : std::uint8_t {
  gate,         ///< `kernel` on targets under controls; numbers at `payload`
  measure,      ///< qubit `targets[0]` into slot `payload`, read-out error `extra` - 1 if `extra` is not 0
  reset,        ///< qubit `targets[0]`
  noise,        ///< channel `payload` on the targets
  jump,         ///< to `extra`
  jump_unless,  ///< to `extra` unless condition `payload` is met
  loop_enter,   ///< loop counter `payload` starts at 0
  loop_count,   ///< one more round of loop `payload`, refused beyond the limit
};

/// How a gate acts on the subspace where its controls are 1.
enum class Kernel : std::uint8_t {
  phase,     ///< no targets: multiply by numbers[0]
  flip,      ///< X on one target
  swap,      ///< exchange of two targets
  diagonal,  ///< numbers[0 .. 2^k) is the diagonal
  dense,     ///< numbers is a row-major 2^k square matrix
};

struct FlatOp {
  FlatKind kind = FlatKind::gate;
  Kernel kernel = Kernel::phase;
  std::uint16_t num_targets = 0;
  std::uint32_t targets = 0;  ///< position of the first target, least significant first, in FlatProgram::targets
  std::uint32_t payload = 0;
  std::uint32_t extra = 0;
  std::uint64_t control_mask = 0;
  std::uint64_t qubit_mask = 0;  ///< all qubits it touches, controls included
};

/// A noise channel ready to run.
struct Channel {
  struct PauliString {
    double cumulative;             ///< probability of this and all strings before it
    std::uint64_t x_mask, z_mask;  ///< bit i belongs to target i; both set for Y
  };
  std::vector<PauliString> strings;         ///< for errors given by labels
  std::vector<std::vector<Complex>> kraus;  ///< for errors given by matrices
};

/// A condition on the bits that the program measures into; other bits were decided when it was lowered.
struct FlatCondition {
  std::vector<std::uint32_t> ones;   ///< slots that have to be 1
  std::vector<std::uint32_t> zeros;  ///< slots that have to be 0
};

struct FlatProgram {
  std::vector<FlatOp> ops;
  std::vector<Index> targets;
  std::vector<Complex> numbers;
  std::vector<FlatCondition> conditions;
  std::vector<Channel> channels;
  std::vector<ReadOutError> read_out;
  std::uint64_t num_gates = 0;  ///< before any were merged, those that are no identity by name
  std::uint32_t num_loops = 0;
  unsigned num_qubits = 0;
  /// The bits that the program measures into, ascending; a slot is a position in it.
  std::vector<Index> cbits;
  /// By slot: the qubit that the last measurement into it, as the text goes, reads, and how many there were before.
  struct Writer {
    Index qubit;
    std::uint32_t order;
  };
  std::vector<Writer> writers;

  std::span<const Index> targets_of(const FlatOp& op) const noexcept {
    return {targets.data() + op.targets, op.num_targets};
  }
  const Complex* numbers_of(const FlatOp& op) const noexcept { return numbers.data() + op.payload; }
};

/// Rounds of one qwhile before it is given up.
inline constexpr std::uint32_t kLoopLimit = 10000;

}  // namespace qpanda3::sim
