#pragma once
// Runs of gates on one qubit become one gate while they are lowered: a product takes less time than what it costs to
// store its factors and to find them again.

#include <array>
#include <cstdint>
#include <span>

#include "sim/gate_lowering.hpp"
#include "sim/small_gate.hpp"

namespace qpanda3::sim {

/// Takes gates on their way into a flat program, and holds those on one qubit back until something else wants the
/// qubit.
class GateRuns {
 public:
  /// Passes all gates on as they come unless `merges`.
  GateRuns(FlatProgram& program, bool merges) : program_(program), lowering_(program), merges_(merges) {}

  /// See GateLowering::append(). `params` must stay where it is until the qubits are flushed.
  void append(const GateInfo& gate, bool dagger, std::span<const Index> controls, std::span<const Index> targets,
              std::span<const double> params, const Matrix* oracle);
  /// Appends what is held back on any of the qubits.
  void flush(std::uint64_t qubits) {
    if ((qubits & held_) != 0) flush_held(qubits & held_);
  }

 private:
  struct Run {
    const GateInfo* first;
    const double* first_params;
    std::uint32_t length = 0;
    bool first_dagger;
    OneQubitMatrix product;  ///< once there are two
  };

  void hold(const GateInfo& gate, bool dagger, Index qubit, const double* params);
  void flush_held(std::uint64_t qubits);

  FlatProgram& program_;
  GateLowering lowering_;
  bool merges_;
  std::uint64_t held_ = 0;  ///< qubits with a run
  std::array<Run, 64> runs_;
};

}  // namespace qpanda3::sim
