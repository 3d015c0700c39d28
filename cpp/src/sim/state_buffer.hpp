#pragma once
// Memory for state vectors: aligned, in huge pages where that pays, and refused before it is asked for when there is
// not enough of it.

#include <cstddef>
#include <cstdint>
#include <memory>

#include "qpanda3/gate/matrix.hpp"

namespace qpanda3::sim {

/// Owner of 2^n amplitudes.
class StateBuffer {
 public:
  /// The contents are zeros exactly if is_zero() says so. ResourceExhausted if the system refuses.
  explicit StateBuffer(unsigned num_qubits);
  ~StateBuffer();
  StateBuffer(const StateBuffer&) = delete;
  StateBuffer& operator=(const StateBuffer&) = delete;

  Complex* data() const noexcept { return data_; }
  std::size_t size() const noexcept { return size_; }
  std::uint64_t bytes() const noexcept { return size_ * sizeof(Complex); }
  /// True until mark_used().
  bool is_zero() const noexcept { return is_zero_; }
  void mark_used() noexcept { is_zero_ = false; }

 private:
  Complex* data_ = nullptr;
  std::size_t size_ = 0;
  void* mapping_ = nullptr;
  std::size_t mapped_bytes_ = 0;
  bool is_zero_ = false;
};

using BufferPtr = std::shared_ptr<StateBuffer>;

/// No register of the simulator is wider: indices, sizes in bytes and masks fit into 64 bits.
inline constexpr std::size_t kMaxQubits = 55;

/// ResourceExhausted if `copies` states of `num_qubits` qubits are more than there is memory for, not counting
/// `reusable` bytes. Any number of qubits may be asked about.
void check_memory(std::size_t num_qubits, std::uint64_t copies, std::uint64_t reusable);

}  // namespace qpanda3::sim
