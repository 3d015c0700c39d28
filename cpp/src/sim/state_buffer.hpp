#pragma once
// State vectors in memory: how many amplitudes of which precision, and a refusal before memory is asked for when there
// is not enough of it.

#include <complex>
#include <cstddef>
#include <cstdint>
#include <memory>
#include <span>
#include <vector>

#include "qpanda3/sim/precision.hpp"
#include "sim/state_memory.hpp"
#include "sim/workers.hpp"

namespace qpanda3::sim {

/// Owner of 2^n amplitudes in the precision of a run.
class StateBuffer {
 public:
  /// The contents are zeros exactly if is_zero() says so. ResourceExhausted if the system refuses.
  StateBuffer(unsigned num_qubits, Precision precision);
  /// Over `memory`, which must have room for them, and is given back at the end.
  StateBuffer(unsigned num_qubits, Precision precision, const StateMemory& memory) noexcept
      : memory_(memory), size_(std::size_t{1} << num_qubits), precision_(precision) {}
  ~StateBuffer() { give_memory(memory_); }
  StateBuffer(const StateBuffer&) = delete;
  StateBuffer& operator=(const StateBuffer&) = delete;

  Precision precision() const noexcept { return precision_; }
  std::size_t size() const noexcept { return size_; }
  std::uint64_t bytes() const noexcept { return size_ * bytes_per_amplitude(precision_); }
  /// `Real` must be the type of precision().
  template <class Real>
  std::span<std::complex<Real>> amplitudes() const noexcept {
    return {static_cast<std::complex<Real>*>(memory_.data), size_};
  }
  /// Calls use(span of amplitudes) with their type.
  template <class Use>
  decltype(auto) visit(Use&& use) const {
    return precision_ == Precision::float32 ? use(amplitudes<float>()) : use(amplitudes<double>());
  }

  /// Whether all amplitudes are known to be 0. Memory fresh from the system is; nobody has touched it
  /// yet, see touch_first(). Other memory is not made so here: a run writes zeros where it must, see KnownZeros.
  bool is_zero() const noexcept { return memory_.is_zero; }
  /// Before anything is written.
  void mark_used() noexcept { memory_.is_zero = false; }

 private:
  StateMemory memory_;
  std::size_t size_ = 0;
  Precision precision_;
};

using BufferPtr = std::shared_ptr<StateBuffer>;

/// No register of the simulator is wider: indices, sizes in bytes and masks fit into 64 bits.
inline constexpr std::size_t kMaxQubits = 55;

/// ResourceExhausted if `copies` states of `num_qubits` qubits in `precision` are more than there is memory for, not
/// counting `reusable` bytes. Any number of qubits may be asked about; with the largest `reusable` the system is not.
void check_memory(std::size_t num_qubits, Precision precision, std::uint64_t copies, std::uint64_t reusable);

/// Memory for `copies` states of at most kMaxQubits qubits. More than the system has is refused, with
/// ResourceExhausted, before any of it is asked for. If it is not more than that and `reusable` bytes together,
/// make_room() is called, which is to give these back; and in any case if they are so many that they would
/// be kept loosely, because two large states at a time are to be avoided.
std::vector<BufferPtr> take_states(unsigned num_qubits, Precision precision, std::uint64_t copies,
                                   std::uint64_t reusable, FunctionRef<void()> make_room);

}  // namespace qpanda3::sim
