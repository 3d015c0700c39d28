#pragma once
// From a state's memory to what results hand out.

#include "qpanda3/sim/state_vector.hpp"
#include "sim/state_buffer.hpp"

namespace qpanda3::sim {

/// Keeps the buffer alive; empty for null.
inline StateVector view_of(const BufferPtr& buffer) {
  if (!buffer) return {};
  return buffer->visit([&]<class Real>(std::span<std::complex<Real>> amplitudes) {
    return StateVector(buffer, std::span<const std::complex<Real>>(amplitudes));
  });
}

}  // namespace qpanda3::sim
