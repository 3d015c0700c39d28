#pragma once
// Noise that the service adds when it simulates: one kind of channel with its parameters.

#include <cstdint>
#include <optional>
#include <string>
#include <vector>

#include "qpanda3/base/export.hpp"

namespace qpanda3 {

enum class NOISE_MODEL : std::uint8_t {
  BITFLIP_KRAUS_OPERATOR = 0,
  BIT_PHASE_FLIP_OPERATOR = 1,
  DAMPING_KRAUS_OPERATOR = 2,
  DECOHERENCE_KRAUS_OPERATOR = 3,
  DEPHASING_KRAUS_OPERATOR = 4,
  DEPOLARIZING_KRAUS_OPERATOR = 5,
  PHASE_DAMPING_OPERATOR = 6,
};

/// The name as the service expects it. Two differ from the enumerator: the protocol spells them `..._OPRATOR`.
QPANDA3_API const char* noise_wire_name(NOISE_MODEL model);

class QPANDA3_API QCloudNoiseModel {
 public:
  /// No noise.
  QCloudNoiseModel() = default;
  /// Parameters for gates on one and on two qubits; finite and not negative, else InvalidArgument.
  QCloudNoiseModel(NOISE_MODEL model, std::vector<double> single_p, std::vector<double> double_p);

  /// The wire name of the kind; empty for a model made without one.
  std::string get_noise_model() const;
  const std::vector<double>& get_single_params() const noexcept { return single_; }
  const std::vector<double>& get_double_params() const noexcept { return double_; }
  void set_single_params(std::vector<double> single);
  void set_double_params(std::vector<double> double_p);
  /// True if there are parameters for gates on one and on two qubits.
  bool is_enabled() const noexcept { return !single_.empty() && !double_.empty(); }
  /// Kind and parameters in words, several lines.
  std::string describe() const;

  bool operator==(const QCloudNoiseModel&) const = default;

 private:
  std::optional<NOISE_MODEL> model_;
  std::vector<double> single_;
  std::vector<double> double_;
};

}  // namespace qpanda3
