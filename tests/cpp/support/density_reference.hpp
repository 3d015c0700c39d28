#pragma once
// Density matrices for tests of noise: channels from their Kraus matrices, exactly.

#include <vector>

#include "support/dense_reference.hpp"

namespace reference {

class Density {
 public:
  explicit Density(unsigned num_qubits) : num_qubits_(num_qubits), rho_(zeros(std::size_t{1} << num_qubits)) {
    rho_[0][0] = 1;
  }

  /// `targets` in the order of matrices here: the first is the most significant.
  void gate(const Dense& matrix, const std::vector<unsigned>& targets, const std::vector<unsigned>& controls = {}) {
    const Dense op = full_operator(matrix, targets, controls, num_qubits_);
    rho_ = product(product(op, rho_), dagger(op));
  }

  void channel(const std::vector<Dense>& kraus, const std::vector<unsigned>& targets) {
    Dense result = zeros(rho_.size());
    for (const Dense& matrix : kraus) {
      const Dense op = full_operator(matrix, targets, {}, num_qubits_);
      result = sum(result, product(product(op, rho_), dagger(op)));
    }
    rho_ = result;
  }

  const Dense& matrix() const { return rho_; }

  std::vector<double> probabilities() const {
    std::vector<double> result;
    for (std::size_t i = 0; i < rho_.size(); ++i) result.push_back(rho_[i][i].real());
    return result;
  }

 private:
  unsigned num_qubits_;
  Dense rho_;
};

inline std::vector<Dense> pauli_channel(const std::vector<std::pair<std::string, double>>& strings) {
  std::vector<Dense> kraus;
  for (const auto& [label, probability] : strings) {
    Dense matrix{{1}};
    for (const char letter : label) matrix = kron(matrix, pauli(letter));
    kraus.push_back(scaled(matrix, std::sqrt(probability)));
  }
  return kraus;
}

inline std::vector<Dense> damping_channel(double g) {
  return {{{1, 0}, {0, std::sqrt(1 - g)}}, {{0, std::sqrt(g)}, {0, 0}}};
}

/// Relaxation written as damping after a phase flip, from the decay of population and coherence.
inline std::vector<Dense> relaxation_channel(double t1, double t2, double t) {
  const double g = 1 - std::exp(-t / t1);
  const double flip = (1 - std::exp(-t / t2) / std::sqrt(1 - g)) / 2;
  std::vector<Dense> kraus;
  for (const Dense& damping : damping_channel(g))
    for (const Dense& phase : pauli_channel({{"I", 1 - flip}, {"Z", flip}})) kraus.push_back(product(damping, phase));
  return kraus;
}

/// The distribution after each bit is misread: flip[q][b] is the probability that b of bit q is read as 1 - b.
inline std::vector<double> misread(const std::vector<double>& probabilities,
                                   const std::vector<std::pair<double, double>>& flip) {
  std::vector<double> result(probabilities.size(), 0);
  for (std::size_t is = 0; is < probabilities.size(); ++is)
    for (std::size_t read = 0; read < probabilities.size(); ++read) {
      double chance = probabilities[is];
      for (std::size_t q = 0; q < flip.size(); ++q) {
        const double wrong = (is >> q & 1) != 0 ? flip[q].second : flip[q].first;
        chance *= ((is ^ read) >> q & 1) != 0 ? wrong : 1 - wrong;
      }
      result[read] += chance;
    }
  return result;
}

}  // namespace reference
