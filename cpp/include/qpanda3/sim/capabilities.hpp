#pragma once
// Which simulators this build has, and in which precisions they compute.

#include <span>
#include <string>
#include <string_view>
#include <vector>

#include "qpanda3/base/export.hpp"
#include "qpanda3/sim/precision.hpp"

namespace qpanda3 {

struct SimulatorCapabilities {
  std::string name;                               ///< of the class
  std::vector<std::string> supported_precisions;  ///< names, ascending
  std::string default_precision;
  bool available = false;  ///< whether one can be made on this machine
  /// What its kernels work on: StateVector, Density, Amplitude, Tensor, Sparse; NotApplicable without vector kernels.
  std::string simd_domain;

  friend bool operator==(const SimulatorCapabilities&, const SimulatorCapabilities&) = default;
};

/// All simulators of this build, by name.
QPANDA3_API std::span<const SimulatorCapabilities> simulator_capabilities();
/// One of them; BackendUnavailable, with the names there are, if this build has none of that name.
QPANDA3_API const SimulatorCapabilities& simulator_capabilities(std::string_view simulator);

/// A precision of this simulator from its name. InvalidPrecision for an unknown name, UnsupportedPrecision for one that
/// is known but not offered by the simulator.
QPANDA3_API Precision checked_precision(std::string_view simulator, std::string_view precision);

}  // namespace qpanda3
