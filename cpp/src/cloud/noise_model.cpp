// Noise models: their names on the wire and the check of their numbers.

#include "qpanda3/cloud/noise_model.hpp"

#include <cmath>

#include "qpanda3/base/concat.hpp"
#include "qpanda3/base/error.hpp"

namespace qpanda3 {
namespace {

std::vector<double> checked(std::vector<double> parameters, const char* what) {
  for (const double value : parameters) {
    if (std::isfinite(value) && value >= 0.0) continue;
    throw InvalidArgument(concat(what, " holds ", value, "; expected finite numbers from 0"));
  }
  return parameters;
}

}  // namespace

const char* noise_wire_name(NOISE_MODEL model) {
  switch (model) {
    case NOISE_MODEL::BITFLIP_KRAUS_OPERATOR:
      return "BITFLIP_KRAUS_OPERATOR";
    case NOISE_MODEL::BIT_PHASE_FLIP_OPERATOR:
      return "BIT_PHASE_FLIP_OPRATOR";
    case NOISE_MODEL::DAMPING_KRAUS_OPERATOR:
      return "DAMPING_KRAUS_OPERATOR";
    case NOISE_MODEL::DECOHERENCE_KRAUS_OPERATOR:
      return "DECOHERENCE_KRAUS_OPERATOR";
    case NOISE_MODEL::DEPHASING_KRAUS_OPERATOR:
      return "DEPHASING_KRAUS_OPERATOR";
    case NOISE_MODEL::DEPOLARIZING_KRAUS_OPERATOR:
      return "DEPOLARIZING_KRAUS_OPERATOR";
    case NOISE_MODEL::PHASE_DAMPING_OPERATOR:
      return "PHASE_DAMPING_OPRATOR";
  }
  throw InvalidArgument(concat("model is ", static_cast<int>(model), "; expected a NOISE_MODEL, 0 to 6"));
}

QCloudNoiseModel::QCloudNoiseModel(NOISE_MODEL model, std::vector<double> single_p, std::vector<double> double_p)
    : model_(model),
      single_(checked(std::move(single_p), "single_p")),
      double_(checked(std::move(double_p), "double_p")) {
  noise_wire_name(model);
}

std::string QCloudNoiseModel::get_noise_model() const { return model_ ? noise_wire_name(*model_) : ""; }

void QCloudNoiseModel::set_single_params(std::vector<double> single) { single_ = checked(std::move(single), "single"); }

void QCloudNoiseModel::set_double_params(std::vector<double> double_p) {
  double_ = checked(std::move(double_p), "double_p");
}

std::string QCloudNoiseModel::describe() const {
  return concat("noise model: ", model_ ? get_noise_model() : "none",
                "\nparameters for one qubit: ", list_text(single_), "\nparameters for two qubits: ", list_text(double_),
                "\n");
}

}  // namespace qpanda3
