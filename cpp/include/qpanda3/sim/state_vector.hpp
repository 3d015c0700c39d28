#pragma once
// A state vector as results hand it out: read-only and shared, never copied.
//
// Bit order, here and everywhere: qubit 0 is the least significant bit of an index, and bit strings show the highest
// qubit leftmost. Example: X(0) on two qubits gives amplitude 1 at index 1, whose string is "01"; X(1) gives index 2,
// string "10". Strings over classical bits follow the same rule.

#include <complex>
#include <cstddef>
#include <memory>
#include <span>
#include <utility>
#include <variant>
#include <vector>

#include "qpanda3/base/export.hpp"
#include "qpanda3/gate/matrix.hpp"
#include "qpanda3/sim/precision.hpp"

namespace qpanda3 {

/// 2^n amplitudes that stay as they are for as long as a copy of this object lives. Copying is cheap.
class QPANDA3_API StateVector {
 public:
  template <class Real>
  using View = std::span<const std::complex<Real>>;
  using Native = std::variant<View<double>, View<float>>;

  StateVector() = default;
  template <class Real>
  StateVector(std::shared_ptr<const void> owner, std::span<const std::complex<Real>> amplitudes)
      : owner_(std::move(owner)), native_(amplitudes) {}

  /// The amplitudes in the precision they were computed in, without a copy.
  const Native& native() const noexcept { return native_; }
  Precision precision() const noexcept { return native_.index() == 0 ? Precision::float64 : Precision::float32; }
  /// The amplitudes of a float64 state, without a copy. Unsupported for a float32 one: see native(), to_vector().
  std::span<const Complex> amplitudes() const;
  /// A copy in double precision, whatever the state's own.
  std::vector<Complex> to_vector() const;

  std::size_t size() const noexcept {
    return std::visit([](const auto& view) { return view.size(); }, native_);
  }
  bool empty() const noexcept { return size() == 0; }
  Complex operator[](std::size_t index) const noexcept {
    return std::visit([index](const auto& view) { return Complex(view[index]); }, native_);
  }
  /// Where the amplitudes lie, in the state's own precision.
  const void* data() const noexcept {
    return std::visit([](const auto& view) { return static_cast<const void*>(view.data()); }, native_);
  }
  /// What keeps the memory alive, for views that outlive this object.
  const std::shared_ptr<const void>& owner() const noexcept { return owner_; }

 private:
  std::shared_ptr<const void> owner_;
  Native native_;
};

}  // namespace qpanda3
