#pragma once
// The numbers of a flat program, which are doubles, in the precision of a run.

#include <complex>
#include <vector>

#include "sim/flat_program.hpp"

namespace qpanda3::sim {

/// Converted once when a run starts; for double the program's own, without a copy. The program must outlive it.
template <class Real>
class NativeNumbers {
 public:
  /// PrecisionConversion for a finite number that is infinite in `Real`.
  explicit NativeNumbers(const FlatProgram& program);
  NativeNumbers(const NativeNumbers&) = delete;
  NativeNumbers& operator=(const NativeNumbers&) = delete;

  const std::complex<Real>* of(const FlatOp& op) const noexcept { return numbers_ + op.payload; }

 private:
  std::vector<std::complex<Real>> converted_;
  const std::complex<Real>* numbers_;
};

}  // namespace qpanda3::sim
