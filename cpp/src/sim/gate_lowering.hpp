#pragma once
// How a single gate, or a noise channel, becomes numbers and a kernel.

#include <array>
#include <cstdint>
#include <map>
#include <span>
#include <utility>

#include "qpanda3/gate/gate_info.hpp"
#include "sim/flat_program.hpp"
#include "sim/small_gate.hpp"

namespace qpanda3::sim {

/// Appends gates to a flat program.
class GateLowering {
 public:
  explicit GateLowering(FlatProgram& flat) : flat_(flat) {}

  /// Nothing is appended for gates that act as the identity. BARRIER and RESET are not for here.
  void append(const GateInfo& info, bool dagger, std::span<const Index> controls, std::span<const Index> targets,
              std::span<const double> params, const Matrix* oracle);
  /// Elements within rounding of 0 and 1 count as such.
  void append_product(OneQubitMatrix matrix, Index qubit);

 private:
  /// The kernel that a matrix takes.
  struct Form {
    bool is_known = false;
    bool is_identity = false;
    Kernel kernel = Kernel::phase;
    std::uint8_t control_operands = 0;  ///< operands that act as controls, by their bit in an index of the matrix
    std::uint32_t payload = 0;          ///< see FlatOp
  };

  Form form_of(const GateInfo& info, bool dagger, const double* params);
  static Form diagonal_form(Complex* matrix, std::size_t size);
  static Form dense_form(Complex* matrix, std::size_t size);
  void emit(const Form& form, std::span<const Index> controls, std::span<const Index> targets);
  void append_oracle(std::span<const Index> controls, std::span<const Index> targets, const Matrix& oracle,
                     bool dagger);

  FlatProgram& flat_;
  /// Of gates without parameters, by type and dagger: their numbers are stored once.
  std::array<Form, 512> constants_;
  std::map<std::pair<const Matrix*, bool>, std::uint32_t> oracles_;  ///< the same for oracles
};

Channel compile_channel(const QuantumError& error);

}  // namespace qpanda3::sim
