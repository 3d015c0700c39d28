#pragma once
// How far distributions and states are apart.

#include <cstdint>
#include <functional>
#include <map>
#include <span>
#include <string>

#include "qpanda3/base/export.hpp"
#include "qpanda3/gate/matrix.hpp"

namespace qpanda3::quantum_info {

template <class Key>
using Distribution = std::map<Key, double>;

/// (sum over outcomes of sqrt(p q))^2, outcomes that are missing having probability 0. InvalidArgument for
/// probabilities that are negative, not finite, or do not sum to 1 within 1e-6; here and below.
QPANDA3_API double hellinger_fidelity(const Distribution<std::int64_t>& p, const Distribution<std::int64_t>& q);
QPANDA3_API double hellinger_fidelity(const Distribution<std::string>& p, const Distribution<std::string>& q);
/// sqrt(1 - sum of sqrt(p q)): 0 for equal distributions, 1 for those without a common outcome.
QPANDA3_API double hellinger_distance(const Distribution<std::int64_t>& p, const Distribution<std::int64_t>& q);
QPANDA3_API double hellinger_distance(const Distribution<std::string>& p, const Distribution<std::string>& q);

/// The sum of p ln(p / q); infinite if some p > 0 has q = 0. InvalidArgument also for lists of different length.
QPANDA3_API double kl_divergence(std::span<const double> p, std::span<const double> q);
/// The integral of p ln(p / q) over [start, end] by the trapezoidal rule with steps of at most `dx`. InvalidArgument
/// unless start <= end and dx > 0, all finite, with at most 1e9 steps; and where a density is negative or no number.
QPANDA3_API double kl_divergence(const std::function<double(double)>& p, const std::function<double(double)>& q,
                                 double start, double end, double dx = 1e-4);

/// |<a|b>|^2 for states, <a|rho|a> for a state and a density matrix, (tr sqrt(sqrt(rho) sigma sqrt(rho)))^2 for two
/// density matrices. InvalidArgument for dimensions that differ; with `validate` also for vectors that are no states of
/// norm 1 within 1e-6 and for matrices that are no density matrices.
QPANDA3_API double state_fidelity(std::span<const Complex> a, std::span<const Complex> b, bool validate = true);
QPANDA3_API double state_fidelity(const Matrix& rho, std::span<const Complex> a, bool validate = true);
QPANDA3_API double state_fidelity(std::span<const Complex> a, const Matrix& rho, bool validate = true);
QPANDA3_API double state_fidelity(const Matrix& rho, const Matrix& sigma, bool validate = true);

}  // namespace qpanda3::quantum_info
