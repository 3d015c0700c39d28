// Prints what kernels cost, beside the figures that plans are made with (cpp/src/sim/gate_cost.hpp): nanoseconds per
// amplitude of a state that lies in the first cache, medians over the places of the targets above a vector.
#include <algorithm>
#include <complex>
#include <cstdio>
#include <ctime>
#include <random>
#include <string>
#include <utility>
#include <vector>

#include "sim/gate_cost.hpp"
#include "sim/gate_preparation.hpp"
#include "sim/simd_backends.hpp"
#include "sim/sweeps.hpp"

namespace {

using namespace qpanda3;
using namespace qpanda3::sim;

constexpr unsigned kBits = SweepSizes{}.block;
constexpr int kRounds = 41;
constexpr int kApplications = 200;

struct Case {
  const char* name;
  Kernel kernel;
  unsigned targets, controls;
  bool is_real;
};

constexpr Case kCases[] = {
    {"one qubit", Kernel::dense, 1, 0, false},
    {"one qubit, real", Kernel::dense, 1, 0, true},
    {"one qubit, one control", Kernel::dense, 1, 1, false},
    {"two qubits", Kernel::dense, 2, 0, false},
    {"two qubits, real", Kernel::dense, 2, 0, true},
    {"three qubits", Kernel::dense, 3, 0, false},
    {"three qubits, real", Kernel::dense, 3, 0, true},
    {"four qubits", Kernel::dense, 4, 0, false},
    {"diagonal on one qubit", Kernel::diagonal, 1, 0, false},
    {"diagonal on two qubits", Kernel::diagonal, 2, 0, false},
    {"diagonal on four qubits", Kernel::diagonal, 4, 0, false},
    {"diagonal on six qubits", Kernel::diagonal, 6, 0, false},
    {"five, one control", Kernel::diagonal, 5, 1, false},
    {"three, one control", Kernel::diagonal, 3, 1, false},
    {"phase of one qubit (T)", Kernel::phase, 0, 1, false},
    {"phase of two qubits (CP)", Kernel::phase, 0, 2, false},
    {"X", Kernel::flip, 1, 0, false},
    {"CNOT", Kernel::flip, 1, 1, false},
    {"SWAP", Kernel::swap, 2, 0, false},
};

double processor_seconds() {
  std::timespec time{};
  clock_gettime(CLOCK_PROCESS_CPUTIME_ID, &time);
  return static_cast<double>(time.tv_sec) + 1e-9 * static_cast<double>(time.tv_nsec);
}

double median(std::vector<double> values) {
  const auto middle = values.begin() + static_cast<std::ptrdiff_t>(values.size() / 2);
  std::nth_element(values.begin(), middle, values.end());
  return *middle;
}

/// Of a unitary gate, so that amplitudes neither vanish nor grow: a reflection 1 - 2 v v^dagger / |v|^2, or phases.
std::vector<std::complex<double>> numbers_of(const Case& item, std::mt19937& random) {
  std::uniform_real_distribution<double> uniform(-1, 1);
  const std::size_t size = std::size_t{1} << item.targets;
  std::vector<std::complex<double>> v(size);
  for (auto& value : v) value = {uniform(random), item.is_real ? 0.0 : uniform(random)};
  if (item.kernel != Kernel::dense) {
    for (auto& value : v) value /= std::abs(value);
    return v;
  }
  double norm = 0;
  for (const auto& value : v) norm += std::norm(value);
  std::vector<std::complex<double>> matrix(size * size);
  for (std::size_t row = 0; row < size; ++row)
    for (std::size_t column = 0; column < size; ++column)
      matrix[row * size + column] = (row == column ? 1.0 : 0.0) - 2.0 * v[row] * std::conj(v[column]) / norm;
  return matrix;
}

/// Seconds of an application, median of the places tried.
double measured(const Case& item, const KernelTables<double>& tables, std::span<std::complex<double>> state) {
  std::mt19937 random(1);
  std::vector<Index> places;
  for (Index bit = tables.for_bits(kBits).lane_bits; bit < kBits; ++bit) places.push_back(bit);
  std::vector<double> times;
  for (int round = 0; round < kRounds; ++round) {
    std::shuffle(places.begin(), places.end(), random);
    const std::span<const Index> targets(places.data(), item.targets);
    std::uint64_t controls = 0;
    for (unsigned i = 0; i < item.controls; ++i) controls |= std::uint64_t{1} << places[item.targets + i];
    const std::vector<std::complex<double>> numbers = numbers_of(item, random);
    Arena arena;
    const auto gate = prepare_gate<double>({item.kernel, controls, targets, numbers.data()}, tables, kBits, arena);
    const std::uint64_t active = (std::uint64_t{1} << kBits) - 1;
    double taken = 0;
    for (int part = 0; part < 2; ++part) {  // the first warms up
      std::fill(state.begin(), state.end(), std::complex<double>(0.5, -0.25));
      const double begin = processor_seconds();
      for (int i = 0; i < kApplications; ++i) gate.apply(reinterpret_cast<double*>(state.data()), active, gate);
      taken = processor_seconds() - begin;
    }
    times.push_back(taken / kApplications);
  }
  return median(times);
}

}  // namespace

int main() {
  Arena memory;  // aligned, as states are
  const std::span<std::complex<double>> state(memory.take<std::complex<double>>(std::size_t{1} << kBits),
                                              std::size_t{1} << kBits);
  std::printf("ns per amplitude of a block of 2^%u\n%-28s %8s", kBits, "", "model");
  std::vector<const simd::Backend*> backends;
  for (const simd::Backend& backend : simd::compiled())
    if (backend.is_available()) backends.push_back(&backend);
  for (const simd::Backend* backend : backends) std::printf(" %9s", std::string(backend->name).c_str());
  std::printf("\n");
  for (const Case& item : kCases) {
    const double model = GateCost::of(item.kernel, item.targets, item.controls, item.is_real);
    std::printf("%-28s %8.3f", item.name, model);
    for (const simd::Backend* backend : backends)
      std::printf(" %9.3f",
                  1e9 * measured(item, backend->kernels().of<double>(), state) / static_cast<double>(state.size()));
    std::printf("\n");
  }
  return 0;
}
