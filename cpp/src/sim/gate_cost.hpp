#pragma once
// What kernels cost, so that plans can be compared.

#include "sim/flat_program.hpp"

namespace qpanda3::sim {

/// Time of one gate, in nanoseconds per amplitude of a state that lies in the first cache: measured with AVX-512 in
/// double precision (benchmark kernels, block of 2^11). Other vectors take longer by about the same factor for all;
/// only the ratios count.
struct GateCost {
  static constexpr double kCall = 0.01;  ///< whatever the gate is

  /// `targets` besides the controls; `is_real`: no imaginary parts.
  static double of(Kernel kernel, unsigned targets, unsigned controls, bool is_real) noexcept {
    static constexpr double kComplexDense[] = {0, 0.12, 0.25, 0.60};
    static constexpr double kRealDense[] = {0, 0.062, 0.13, 0.33};
    double base = 0.062;  // one pass that is not arithmetic
    if (kernel == Kernel::swap) base = 0.031;
    if (kernel == Kernel::dense) {
      base = is_real ? kRealDense[targets < 4 ? targets : 3] : kComplexDense[targets < 4 ? targets : 3];
      // Beyond, each target doubles the products of an amplitude.
      for (unsigned k = 4; k <= targets; ++k) base *= 2;
    }
    // A phase acts on all ones alone: its qubits are controls.
    for (; controls != 0 && base > 1e-9; --controls) base *= 0.5;
    return kCall + base;
  }
};

}  // namespace qpanda3::sim
