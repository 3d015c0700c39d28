#pragma once
// A state vector as results hand it out: read-only and shared, never copied.
//
// Bit order, here and everywhere: qubit 0 is the least significant bit of an index, and bit strings show the highest
// qubit leftmost. Example: X(0) on two qubits gives amplitude 1 at index 1, whose string is "01"; X(1) gives index 2,
// string "10". Strings over classical bits follow the same rule.

#include <cstddef>
#include <memory>
#include <span>
#include <utility>
#include <vector>

#include "qpanda3/base/export.hpp"
#include "qpanda3/gate/matrix.hpp"

namespace qpanda3 {

/// 2^n amplitudes that stay as they are for as long as a copy of this object lives. Copying is cheap.
class QPANDA3_API StateVector {
 public:
  StateVector() = default;
  StateVector(std::shared_ptr<const void> owner, std::span<const Complex> amplitudes)
      : owner_(std::move(owner)), amplitudes_(amplitudes) {}

  std::span<const Complex> amplitudes() const noexcept { return amplitudes_; }
  std::size_t size() const noexcept { return amplitudes_.size(); }
  bool empty() const noexcept { return amplitudes_.empty(); }
  const Complex* data() const noexcept { return amplitudes_.data(); }
  const Complex& operator[](std::size_t index) const noexcept { return amplitudes_[index]; }
  auto begin() const noexcept { return amplitudes_.begin(); }
  auto end() const noexcept { return amplitudes_.end(); }
  /// What keeps the memory alive, for views that outlive this object.
  const std::shared_ptr<const void>& owner() const noexcept { return owner_; }
  std::vector<Complex> to_vector() const { return {begin(), end()}; }

 private:
  std::shared_ptr<const void> owner_;
  std::span<const Complex> amplitudes_;
};

}  // namespace qpanda3
