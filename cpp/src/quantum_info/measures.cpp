#include "qpanda3/quantum_info/measures.hpp"

#include <algorithm>
#include <bit>
#include <cmath>
#include <limits>

#include "qpanda3/base/interrupt.hpp"
#include "qpanda3/quantum_info/matrix_functions.hpp"
#include "quantum_info/checks.hpp"
#include "quantum_info/density_checks.hpp"

namespace qpanda3::quantum_info {
namespace {

constexpr double kSumTolerance = 1e-6;
constexpr double kMaxSteps = 1e9;

void check_sum(std::string_view where, std::string_view name, double sum) {
  if (!(std::abs(sum - 1) <= kSumTolerance))
    throw InvalidArgument(
        concat(where, ": the probabilities of ", name, " must sum to 1 within 1e-6, they sum to ", sum));
}

template <class Key>
void check_distribution(std::string_view where, std::string_view name, const Distribution<Key>& values) {
  double sum = 0;
  for (const auto& [outcome, probability] : values) {
    if (!(probability >= 0) || !std::isfinite(probability))
      throw InvalidArgument(
          concat(where, ": a probability must be at least 0, got ", name, "[", outcome, "] = ", probability));
    sum += probability;
  }
  check_sum(where, name, sum);
}

/// The sum of sqrt(p q), which is at most 1.
template <class Key>
double overlap(std::string_view where, const Distribution<Key>& p, const Distribution<Key>& q) {
  check_distribution(where, "p", p);
  check_distribution(where, "q", q);
  double sum = 0;
  for (const auto& [outcome, probability] : p) {
    const auto other = q.find(outcome);
    if (other != q.end()) sum += std::sqrt(probability * other->second);
  }
  return std::min(sum, 1.0);
}

template <class Key>
double fidelity(const Distribution<Key>& p, const Distribution<Key>& q) {
  const double sum = overlap("hellinger_fidelity", p, q);
  return sum * sum;
}

/// As the half distance of the roots, which unlike 1 - overlap is exact for equal distributions.
template <class Key>
double distance(const Distribution<Key>& p, const Distribution<Key>& q) {
  overlap("hellinger_distance", p, q);
  double sum = 0;
  for (const auto& [outcome, probability] : p) {
    const auto other = q.find(outcome);
    const double difference = std::sqrt(probability) - (other == q.end() ? 0 : std::sqrt(other->second));
    sum += difference * difference;
  }
  for (const auto& [outcome, probability] : q)
    if (!p.contains(outcome)) sum += probability;
  return std::sqrt(sum / 2);
}

void check_list(std::string_view name, std::span<const double> values) {
  double sum = 0;
  for (std::size_t i = 0; i < values.size(); ++i) {
    if (!(values[i] >= 0) || !std::isfinite(values[i]))
      throw InvalidArgument(
          concat("KL_divergence: a probability must be at least 0, got ", name, "[", i, "] = ", values[i]));
    sum += values[i];
  }
  check_sum("KL_divergence", name, sum);
}

double divergence_at(double p, double q) {
  if (p == 0) return 0;
  return q == 0 ? std::numeric_limits<double>::infinity() : p * std::log(p / q);
}

double checked_density(const char* name, const std::function<double(double)>& density, double x) {
  const double value = density(x);
  if (!(value >= 0) || !std::isfinite(value))
    throw InvalidArgument(concat("KL_divergence: a density must be at least 0, got ", name, "(", x, ") = ", value));
  return value;
}

void check_state(std::span<const Complex> state) {
  check_power_of_two("state_fidelity", state.size(), "amplitudes");
  double sum = 0;
  for (const Complex value : state) sum += std::norm(value);
  if (!(std::abs(sum - 1) <= kSumTolerance))
    throw InvalidArgument(
        concat("state_fidelity: the squares of the amplitudes must sum to 1 within 1e-6, they sum to ", sum));
}

void check_matrix(const Matrix& rho, bool validate) {
  if (!rho.is_square())
    throw InvalidArgument(
        concat("state_fidelity: a density matrix must be square, got ", rho.rows(), " x ", rho.cols()));
  if (!validate) return;
  if (const auto fault = fault_of_density_matrix(rho)) throw InvalidArgument(concat("state_fidelity: ", *fault));
}

void check_dimensions(std::size_t a, std::size_t b) {
  if (a != b) throw InvalidArgument(concat("state_fidelity: the states have dimensions ", a, " and ", b));
}

}  // namespace

double hellinger_fidelity(const Distribution<std::int64_t>& p, const Distribution<std::int64_t>& q) {
  return fidelity(p, q);
}
double hellinger_fidelity(const Distribution<std::string>& p, const Distribution<std::string>& q) {
  return fidelity(p, q);
}
double hellinger_distance(const Distribution<std::int64_t>& p, const Distribution<std::int64_t>& q) {
  return distance(p, q);
}
double hellinger_distance(const Distribution<std::string>& p, const Distribution<std::string>& q) {
  return distance(p, q);
}

double kl_divergence(std::span<const double> p, std::span<const double> q) {
  if (p.size() != q.size())
    throw InvalidArgument(concat("KL_divergence: p has ", p.size(), " probabilities, q has ", q.size()));
  check_list("p", p);
  check_list("q", q);
  double sum = 0;
  for (std::size_t i = 0; i < p.size(); ++i) sum += divergence_at(p[i], q[i]);
  return sum;
}

double kl_divergence(const std::function<double(double)>& p, const std::function<double(double)>& q, double start,
                     double end, double dx) {
  if (!std::isfinite(start) || !std::isfinite(end) || start > end)
    throw InvalidArgument(concat("KL_divergence: x_start must be at most x_end, got ", start, " and ", end));
  if (!(dx > 0) || !std::isfinite(dx)) throw InvalidArgument(concat("KL_divergence: dx must be positive, got ", dx));
  if ((end - start) / dx > kMaxSteps)
    throw InvalidArgument(
        concat("KL_divergence: dx must give at most 1e9 steps, got ", dx, " for an interval of length ", end - start));
  const auto steps = std::max<std::int64_t>(1, std::llround(std::ceil((end - start) / dx * (1 - 1e-12))));
  const double width = (end - start) / static_cast<double>(steps);
  double sum = 0;
  for (std::int64_t i = 0; i <= steps; ++i) {
    InterruptScope::poll();
    const double x = i == steps ? end : start + static_cast<double>(i) * width;
    const double value = divergence_at(checked_density("p_pdf", p, x), checked_density("q_pdf", q, x));
    sum += i == 0 || i == steps ? value / 2 : value;
  }
  return sum * width;
}

double state_fidelity(std::span<const Complex> a, std::span<const Complex> b, bool validate) {
  check_dimensions(a.size(), b.size());
  if (validate) {
    check_state(a);
    check_state(b);
  }
  Complex sum = 0;
  for (std::size_t i = 0; i < a.size(); ++i) sum += std::conj(a[i]) * b[i];
  return std::norm(sum);
}

double state_fidelity(const Matrix& rho, std::span<const Complex> a, bool validate) {
  check_matrix(rho, validate);
  check_dimensions(rho.rows(), a.size());
  if (validate) check_state(a);
  double sum = 0;
  for (std::size_t row = 0; row < a.size(); ++row)
    for (std::size_t col = 0; col < a.size(); ++col) sum += (std::conj(a[row]) * rho(row, col) * a[col]).real();
  return sum;
}

double state_fidelity(std::span<const Complex> a, const Matrix& rho, bool validate) {
  return state_fidelity(rho, a, validate);
}

double state_fidelity(const Matrix& rho, const Matrix& sigma, bool validate) {
  check_matrix(rho, validate);
  check_matrix(sigma, validate);
  check_dimensions(rho.rows(), sigma.rows());
  // The trace of the root is the sum of the singular values of sqrt(rho) sqrt(sigma).
  double trace = 0;
  for (const double value : singular_values(positive_root(rho) * positive_root(sigma))) trace += value;
  return trace * trace;
}

}  // namespace qpanda3::quantum_info
