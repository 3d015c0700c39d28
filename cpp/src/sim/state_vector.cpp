#include "qpanda3/sim/state_vector.hpp"

#include "qpanda3/base/error.hpp"

namespace qpanda3 {

std::span<const Complex> StateVector::amplitudes() const {
  if (const auto* view = std::get_if<View<double>>(&native_)) return *view;
  throw Unsupported(
      "StateVector.amplitudes: the state is in float32; native() views it as it is, to_vector() converts it");
}

std::vector<Complex> StateVector::to_vector() const {
  return std::visit([](const auto& view) { return std::vector<Complex>(view.begin(), view.end()); }, native_);
}

}  // namespace qpanda3
