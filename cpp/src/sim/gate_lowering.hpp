#pragma once
// How a single gate, or a noise channel, becomes numbers and a kernel.

#include <array>
#include <cstdint>
#include <map>
#include <span>
#include <utility>

#include "sim/flat_program.hpp"

namespace qpanda3::sim {

/// Appends gates to a flat program.
class GateLowering {
 public:
  explicit GateLowering(FlatProgram& flat) : flat_(flat) { constants_.fill(kUnknown); }

  /// Nothing is appended for gates that act as the identity. BARRIER and RESET are not for here.
  void append(GateType type, bool dagger, std::span<const Index> controls, std::span<const Index> targets,
              std::span<const double> params, const Matrix* oracle);

 private:
  static constexpr std::uint32_t kUnknown = 0xFFFFFFFFu;

  void append_oracle(FlatOp op, std::span<const Index> targets, const Matrix& oracle, bool dagger);
  void append_diagonal(FlatOp op, std::span<const Index> targets, std::span<const Complex> diagonal);
  void append_dense(FlatOp op, std::span<const Index> targets, const Complex* matrix, std::size_t size);
  void push(FlatOp op, std::span<const Index> targets, std::span<const Complex> numbers);
  std::uint32_t store(std::span<const Complex> numbers);
  void append_op(FlatOp op, std::span<const Index> targets);

  FlatProgram& flat_;
  /// Where the numbers of gates without parameters lie, by type and dagger, so that they are stored once.
  std::array<std::uint32_t, 512> constants_;
  std::size_t constant_key_ = 0;
  bool is_constant_ = false;
  std::map<std::pair<const Matrix*, bool>, std::uint32_t> oracles_;  ///< the same for oracles
};

Channel compile_channel(const QuantumError& error);

}  // namespace qpanda3::sim
