#pragma once
// What kernels cost, so that plans can be compared.

#include "sim/flat_program.hpp"

namespace qpanda3::sim {

/// Time of one gate, in nanoseconds per amplitude of a state that lies in the first cache: what `make bench-costs`
/// measures with AVX-512 in double precision. Other vectors take longer by about the same factor for all; only the
/// ratios count.
struct GateCost {
  static constexpr double kCall = 0.01;  ///< whatever the gate is

  /// `targets` besides the controls; `is_real`: no imaginary parts.
  static double of(Kernel kernel, unsigned targets, unsigned controls, bool is_real) noexcept {
    static constexpr double kComplexDense[] = {0, 0.12, 0.30, 0.64};
    static constexpr double kRealDense[] = {0, 0.064, 0.16, 0.31};
    static constexpr double kDiagonal[] = {0.06, 0.064, 0.09, 0.12, 0.14, 0.15, 0.16};
    double base = 0.055;  // X
    if (kernel == Kernel::swap) base = 0.023;
    if (kernel == Kernel::phase || kernel == Kernel::diagonal) base = kDiagonal[targets < 7 ? targets : 6];
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
