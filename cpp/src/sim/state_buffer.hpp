#pragma once
// Memory for state vectors: aligned, in huge pages where that pays, and refused before it is asked for when there is
// not enough of it.

#include <complex>
#include <cstddef>
#include <cstdint>
#include <memory>
#include <span>

#include "qpanda3/sim/precision.hpp"

namespace qpanda3::sim {

/// Owner of 2^n amplitudes in the precision of a run.
class StateBuffer {
 public:
  /// The contents are zeros exactly if is_zero() says so. ResourceExhausted if the system refuses.
  StateBuffer(unsigned num_qubits, Precision precision);
  ~StateBuffer();
  StateBuffer(const StateBuffer&) = delete;
  StateBuffer& operator=(const StateBuffer&) = delete;

  Precision precision() const noexcept { return precision_; }
  std::size_t size() const noexcept { return size_; }
  std::uint64_t bytes() const noexcept { return size_ * bytes_per_amplitude(precision_); }
  /// `Real` must be the type of precision().
  template <class Real>
  std::span<std::complex<Real>> amplitudes() const noexcept {
    return {static_cast<std::complex<Real>*>(data_), size_};
  }
  /// Calls use(span of amplitudes) with their type.
  template <class Use>
  decltype(auto) visit(Use&& use) const {
    return precision_ == Precision::float32 ? use(amplitudes<float>()) : use(amplitudes<double>());
  }
  /// True until mark_used().
  bool is_zero() const noexcept { return is_zero_; }
  void mark_used() noexcept { is_zero_ = false; }

 private:
  void* data_ = nullptr;
  std::size_t size_ = 0;
  Precision precision_;
  void* mapping_ = nullptr;
  std::size_t mapped_bytes_ = 0;
  bool is_zero_ = false;
};

using BufferPtr = std::shared_ptr<StateBuffer>;

/// No register of the simulator is wider: indices, sizes in bytes and masks fit into 64 bits.
inline constexpr std::size_t kMaxQubits = 55;

/// ResourceExhausted if `copies` states of `num_qubits` qubits in `precision` are more than there is memory for, not
/// counting `reusable` bytes. Any number of qubits may be asked about.
void check_memory(std::size_t num_qubits, Precision precision, std::uint64_t copies, std::uint64_t reusable);

}  // namespace qpanda3::sim
