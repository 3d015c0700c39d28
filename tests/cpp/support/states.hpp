#pragma once
// States without structure, for kernels, and the workers to run them with.

#include <complex>
#include <cstddef>
#include <random>
#include <vector>

#include "sim/kernels.hpp"

namespace qpanda3 {

template <class Real>
std::vector<std::complex<Real>> random_state(unsigned num_qubits, unsigned seed) {
  std::mt19937 engine(seed);
  std::normal_distribution<double> part;
  std::vector<std::complex<Real>> state(std::size_t{1} << num_qubits);
  double norm = 0;
  for (auto& amplitude : state) {
    amplitude = {static_cast<Real>(part(engine)), static_cast<Real>(part(engine))};
    norm += std::norm(std::complex<double>(amplitude));
  }
  for (auto& amplitude : state) amplitude *= static_cast<Real>(1 / std::sqrt(norm));
  return state;
}

template <class Real>
sim::Amplitudes<Real> amplitudes(std::vector<std::complex<Real>>& state) {
  return {state.data(), static_cast<unsigned>(std::countr_zero(state.size()))};
}

/// Calls body(workers) with threads of its own.
template <class Body>
decltype(auto) with_threads(int threads, Body&& body) {
  sim::Guard guard({}, {});
  sim::Workers workers(threads, guard);
  return body(workers);
}

}  // namespace qpanda3
