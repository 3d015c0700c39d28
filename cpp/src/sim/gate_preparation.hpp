#pragma once
// From a gate on bits of an index to a kernel with its coefficients laid out for vectors of one width.

#include <complex>
#include <cstddef>
#include <cstdint>
#include <memory>
#include <span>
#include <vector>

#include "sim/flat_program.hpp"
#include "sim/kernel_table.hpp"
#include "sim/workers.hpp"

namespace qpanda3::sim {

/// Memory that grows, never moves, and is given back all at once.
class Arena {
 public:
  /// Aligned to 64 bytes, not initialised.
  template <class T>
  T* take(std::size_t count) {
    return static_cast<T*>(take_bytes(count * sizeof(T)));
  }
  /// Forgets what was given out; keeps some memory for the next use.
  void reset() noexcept;
  /// Given out since the last reset.
  std::size_t bytes() const noexcept { return taken_; }

 private:
  struct Free {
    void operator()(void* memory) const noexcept;
  };
  void* take_bytes(std::size_t bytes);

  std::vector<std::unique_ptr<std::byte, Free>> pieces_;
  std::size_t piece_size_ = 0;  ///< of the last piece
  std::size_t used_ = 0;        ///< of it
  std::size_t taken_ = 0;
};

/// A gate on the subspace where all of `controls` is 1. Targets are bits of an index, least significant first,
/// distinct, not controls.
template <class Real>
struct GateAction {
  Kernel kernel;
  std::uint64_t controls;
  std::span<const Index> targets;
  const std::complex<Real>* numbers;  ///< see Kernel
};

/// A matrix on one bit of an index that depends on another.
template <class Real>
struct SelectedGate {
  Index target;
  Index select;
  const std::complex<Real>* if_zero;
  const std::complex<Real>* if_one;
};

/// For states, or pieces of states, of 2^bits amplitudes. `result` is new; what it will point to lies in `arena`.
template <class Real>
void prepare_gate(const GateAction<Real>& gate, const KernelTables<Real>& tables, unsigned bits, Arena& arena,
                  PreparedGate<Real>& result);

/// Becomes one or two gates, calls add() for a new one each.
template <class Real>
void prepare_selected(const SelectedGate<Real>& gate, const KernelTables<Real>& tables, unsigned bits, Arena& arena,
                      FunctionRef<PreparedGate<Real>&()> add);

template <class Real>
PreparedGate<Real> prepare_gate(const GateAction<Real>& gate, const KernelTables<Real>& tables, unsigned bits,
                                Arena& arena) {
  PreparedGate<Real> result;
  prepare_gate(gate, tables, bits, arena, result);
  return result;
}

}  // namespace qpanda3::sim
