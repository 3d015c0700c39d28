#pragma once
// A straight line of gates, planned and prepared for the vectors in use: what runs, as often as wanted.

#include <cstdint>
#include <span>
#include <vector>

#include "sim/gate_preparation.hpp"
#include "sim/kernels.hpp"
#include "sim/native_numbers.hpp"
#include "sim/sweeps.hpp"

namespace qpanda3::sim {

/// What is known of a state before gates run: where qubits are 0 for certain, amplitudes need neither be read nor
/// computed, and memory need not even be initialised.
struct KnownZeros {
  std::uint64_t qubits = 0;  ///< these are 0
  bool is_memory_zero =
      false;  ///< all amplitudes in which one of them is 1 are zeros in memory; else that is undefined

  /// None of the lowest qubits is ever counted among the zeros while memory is undefined: amplitudes are initialised in
  /// runs of this many bits.
  static constexpr unsigned kDefinedBits = 5;
};

/// Makes the state |0...0>, but for memory that need not be touched yet. `is_memory_zero`: it holds zeros.
template <class Real>
KnownZeros start_at_zero(Amplitudes<Real> state, bool is_memory_zero, Workers& workers);

/// Makes memory zero where it has to be, so that nothing need be known any more.
template <class Real>
void settle_zeros(Amplitudes<Real> state, KnownZeros& zeros, Workers& workers);

/// One piece of a line: no longer than what is worth planning at once.
template <class Real>
class LinePiece {
 public:
  /// Gates [begin, end) of the program.
  LinePiece(const FlatProgram& program, const NativeNumbers<Real>& numbers, std::size_t begin, std::size_t end,
            const KernelTables<Real>& tables, const SweepSizes& sizes = {});

  /// Adjusts `zeros` to what is known afterwards.
  void run(Amplitudes<Real> state, KnownZeros& zeros, Workers& workers) const;
  std::size_t bytes() const noexcept { return arena_.bytes() + gates_.size() * sizeof(PreparedGate<Real>); }

 private:
  /// A gate as one group runs it.
  struct Step {
    std::uint64_t outer_ones;    ///< controls outside of the block: all 1, or nothing happens
    std::uint64_t outer_select;  ///< qubits of a diagonal outside of the block: their values choose among gates
    std::uint32_t gate;          ///< position of the first in gates_
  };
  struct PreparedGroup {
    std::uint64_t active;      ///< bits of the tile
    std::uint64_t moved;       ///< qubits that its gates move amplitudes along
    std::uint32_t begin, end;  ///< steps
  };
  struct PreparedSweep {
    std::uint64_t active;      ///< qubits
    unsigned bits;             ///< of a tile
    std::uint32_t begin, end;  ///< groups
    std::uint64_t steps;       ///< of all groups
  };

  /// The gates of a program that one group is made of.
  struct GroupGates {
    const FlatProgram& program;
    const NativeNumbers<Real>& numbers;
    std::span<const std::uint32_t> order;
    std::size_t first;    ///< operation that `order` counts from
    std::uint64_t tile;   ///< qubits
    std::uint64_t block;  ///< qubits
  };
  std::uint64_t prepare_steps(const GroupGates& gates);
  void prepare_step(const GroupGates& gates, const FlatOp& op);
  void prepare_step_behind(const GroupGates& gates, const FlatOp& matrix, const FlatOp& op);
  void prepare_wide(GateAction<Real> gate, const Step& step, std::uint64_t block, const KernelTable<Real>& table);
  void add_step(const Step& step, const GateAction<Real>& gate, unsigned bits);
  void run_block(const PreparedGroup& group, Real* data, std::uint64_t outer) const;
  void run_tile(const PreparedSweep& sweep, Real* tile, std::uint64_t outer, std::uint64_t zeros) const;
  void run_whole(const PreparedSweep& sweep, Amplitudes<Real> state, KnownZeros& zeros, Workers& workers) const;
  void run_tiles(const PreparedSweep& sweep, Amplitudes<Real> state, KnownZeros& zeros, Workers& workers) const;

  const KernelTables<Real>& tables_;
  Arena arena_;
  std::vector<PreparedGate<Real>> gates_;
  std::vector<Step> steps_;
  std::vector<PreparedGroup> groups_;
  std::vector<PreparedSweep> sweeps_;
};

/// Gates planned at a time: bounds the memory that their coefficients take.
inline constexpr std::size_t kGatesAPiece = 2048;

/// Calls use(begin, end) for the pieces of a line.
template <class Use>
void for_each_piece(std::size_t begin, std::size_t end, const Use& use) {
  for (; begin < end; begin += kGatesAPiece) use(begin, begin + kGatesAPiece < end ? begin + kGatesAPiece : end);
}

/// Runs gates [begin, end), piece by piece.
template <class Real>
void run_line(const FlatProgram& program, const NativeNumbers<Real>& numbers, std::size_t begin, std::size_t end,
              Amplitudes<Real> state, KnownZeros& zeros, Workers& workers);

}  // namespace qpanda3::sim
