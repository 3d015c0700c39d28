// What the number of threads must not change: a single bit of any result.
#include <gtest/gtest.h>

#include <cstring>

#include "qpanda3/gate/factories.hpp"
#include "support/random_circuits.hpp"
#include "support/runs.hpp"

namespace qpanda3 {
namespace {

using support::Random;
using support::random_angle;
using support::random_below;

/// Whether what comes after it depends on chance.
enum class Kind { exact, sampled, measured, noisy };
const char* name_of(Kind kind) {
  static constexpr const char* kNames[] = {"exact", "sampled", "measured", "noisy"};
  return kNames[static_cast<int>(kind)];
}

/// A program of gates of all shapes on up to 16 qubits, so that small and large states and both sides of every limit
/// between one thread and several come up.
QProg random_program(Random& random, Kind kind) {
  const unsigned num_qubits = 4 + random_below(random, 13);
  std::vector<unsigned> qubits(num_qubits);
  for (unsigned q = 0; q < num_qubits; ++q) qubits[q] = q;
  static const auto gates = support::matrix_gates();
  QProg prog(num_qubits);
  for (unsigned q = 0; q < num_qubits; ++q) prog << U3(q, random_angle(random), random_angle(random), 0.1 * q);
  for (int i = 0; i < 12; ++i) {
    const GateInfo& info = *gates[random_below(random, static_cast<unsigned>(gates.size()))];
    const unsigned controls = random_below(random, 2);
    if (info.num_targets + controls > num_qubits) continue;
    const std::vector<unsigned> order = support::random_qubits(random, qubits, info.num_targets + controls);
    std::vector<double> params;
    for (int k = 0; k < info.num_params; ++k) params.push_back(random_angle(random));
    QGate gate(info.type, std::vector<Index>(order.begin(), order.begin() + info.num_targets), params);
    prog << (controls != 0 ? gate.control(order.back()) : gate);
    const unsigned qubit = random_below(random, num_qubits);
    if (kind == Kind::measured && i % 4 == 0) prog << measure(qubit, qubit);
    if (kind == Kind::measured && i % 6 == 5) prog << RESET(qubit);
  }
  if (kind != Kind::exact)
    for (unsigned q = 0; q < num_qubits; ++q) prog << measure(q, q);
  return prog;
}

bool equal_bits(const StateVector& a, const StateVector& b) {
  return std::visit(
      [](const auto& x, const auto& y) {
        return x.size_bytes() == y.size_bytes() && std::memcmp(x.data(), y.data(), x.size_bytes()) == 0;
      },
      a.native(), b.native());
}

using Parameters = std::tuple<Precision, Kind>;
std::string parameters_name(const testing::TestParamInfo<Parameters>& info) {
  return std::string(qpanda3::name_of(std::get<0>(info.param))) + "_" + name_of(std::get<1>(info.param));
}

class NumberOfThreads : public testing::TestWithParam<Parameters> {};

TEST_P(NumberOfThreads, changes_nothing_in_random_programs) {
  const auto [precision, kind] = GetParam();
  NoiseModel noise;
  noise.add_all_qubit_quantum_error(depolarizing_error(0.05), GateType::U3);
  Random random(20 + static_cast<unsigned>(kind));
  for (int round = 0; round < 15; ++round) {
    const QProg prog = random_program(random, kind);
    const std::uint64_t seed = random();
    const std::int64_t shots = kind == Kind::exact ? 0 : kind == Kind::sampled ? 5000 : 40;
    std::optional<QResult> first;
    for (const int threads : {1, 2, 4}) {
      CPUQVM machine(qpanda3::name_of(precision));
      RunOptions options{.seed = seed, .threads = threads};
      if (kind == Kind::noisy) options.noise = &noise;
      machine.run(prog, shots, options);
      const QResult result = machine.result();
      if (!first) first = result;
      EXPECT_TRUE(equal_bits(result.get_state_vector(), first->get_state_vector())) << round << ' ' << threads;
      EXPECT_EQ(result.get_counts(), first->get_counts()) << round << ' ' << threads;
    }
  }
}

INSTANTIATE_TEST_SUITE_P(Programs, NumberOfThreads,
                         testing::Combine(kEachPrecision,
                                          testing::Values(Kind::exact, Kind::sampled, Kind::measured, Kind::noisy)),
                         parameters_name);

}  // namespace
}  // namespace qpanda3
