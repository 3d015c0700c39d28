#include "qpanda3/sim/capabilities.hpp"

#include <algorithm>
#include <array>

#include "qpanda3/base/concat.hpp"
#include "qpanda3/base/error.hpp"

namespace qpanda3 {
namespace {

/// Precisions of any simulator.
constexpr std::array<std::string_view, 3> kKnownPrecisions{"float32", "float64", "exact"};

/// One row a simulator, by name.
const std::vector<SimulatorCapabilities>& table() {
  static const std::vector<SimulatorCapabilities> rows{
      {.name = "CPUQVM",
       .supported_precisions = {"float32", "float64"},
       .default_precision = "float64",
       .available = true,
       .simd_domain = "StateVector"},
  };
  return rows;
}

}  // namespace

std::span<const SimulatorCapabilities> simulator_capabilities() { return table(); }

const SimulatorCapabilities& simulator_capabilities(std::string_view simulator) {
  const auto& rows = table();
  const auto found = std::find_if(rows.begin(), rows.end(), [&](const auto& row) { return row.name == simulator; });
  if (found != rows.end()) return *found;
  std::vector<std::string> names;
  for (const auto& row : rows) names.push_back(row.name);
  throw BackendUnavailable(
      concat("simulator_capabilities: this build has no simulator '", simulator, "'; it has ", list_text(names)));
}

Precision checked_precision(std::string_view simulator, std::string_view precision) {
  const std::vector<std::string>& supported = simulator_capabilities(simulator).supported_precisions;
  if (std::find(supported.begin(), supported.end(), precision) != supported.end())
    return precision == name_of(Precision::float32) ? Precision::float32 : Precision::float64;
  const bool is_known =
      std::find(kKnownPrecisions.begin(), kKnownPrecisions.end(), precision) != kKnownPrecisions.end();
  const std::string message =
      concat("precision '", precision, "' ", is_known ? concat("is not offered by ", simulator) : "is unknown",
             "; supported: ", list_text(supported));
  if (is_known) throw UnsupportedPrecision(message);
  throw InvalidPrecision(message);
}

}  // namespace qpanda3
