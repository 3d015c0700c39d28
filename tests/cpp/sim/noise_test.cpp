// Noise models: which errors act where, and that runs follow the exact density matrix.
#include "qpanda3/sim/noise.hpp"

#include <gtest/gtest.h>

#include "qpanda3/base/error.hpp"
#include "qpanda3/gate/factories.hpp"
#include "qpanda3/sim/cpuqvm.hpp"
#include "support/density_reference.hpp"
#include "support/runs.hpp"
#include "support/statistics.hpp"

namespace qpanda3 {
namespace {

using Labels = QuantumError::Labels;
constexpr std::int64_t kShots = 40000;

QResult run_noisy(const QProg& prog, const NoiseModel& noise, std::int64_t shots = kShots, std::uint64_t seed = 1,
                  int threads = 1, Precision precision = Precision::float64) {
  CPUQVM qvm(name_of(precision));
  qvm.run(prog, shots, {.seed = seed, .threads = threads, .noise = &noise});
  return qvm.result();
}

QResult run(const QProg& prog, const NoiseModel& noise, std::int64_t shots = kShots) {
  return run_noisy(prog, noise, shots);
}

class NoiseInEachPrecision : public InEachPrecision {
 protected:
  static QResult run(const QProg& prog, const NoiseModel& noise, std::int64_t shots = kShots, std::uint64_t seed = 1,
                     int threads = 1) {
    return run_noisy(prog, noise, shots, seed, threads, GetParam());
  }
};

Counts run_certain(const QProg& prog, const NoiseModel& noise) { return run(prog, noise, 50).get_counts(); }

void expect_distribution(const QResult& result, const std::vector<double>& expected) {
  EXPECT_LT(statistics::chi_square_ratio(expected, result.get_prob_list(), static_cast<double>(result.shots())), 1)
      << testing::PrintToString(expected) << '\n'
      << testing::PrintToString(result.get_prob_list());
}

NoiseModel after(GateType type, const QuantumError& error) {
  NoiseModel noise;
  noise.add_all_qubit_quantum_error(error, type);
  return noise;
}

const std::vector<MeasureNode> kMeasure01 = measure({0, 1}, {0, 1});
const std::vector<MeasureNode> kMeasure012 = measure({0, 1, 2}, {0, 1, 2});
const QuantumError kAlwaysX(Labels{{"X", 1.0}});

TEST(NoisePlacement, the_rightmost_letter_acts_on_the_first_qubit) {
  const NoiseModel noise = after(GateType::CNOT, QuantumError(Labels{{"XI", 1.0}}));
  EXPECT_EQ(run_certain(program(CNOT(0, 1), kMeasure01), noise), (Counts{{"10", 50}}));
  EXPECT_EQ(run_certain(program(CNOT(1, 0), kMeasure01), noise), (Counts{{"01", 50}}));
}

TEST(NoisePlacement, the_pair_of_a_two_qubit_gate_has_no_order) {
  NoiseModel noise;
  noise.add_quantum_error(QuantumError(Labels{{"XI", 1.0}}), GateType::CNOT, std::vector<Index>{0, 1});
  EXPECT_EQ(run_certain(program(CNOT(0, 1), kMeasure01), noise), (Counts{{"10", 50}}));
  EXPECT_EQ(run_certain(program(CNOT(1, 0), kMeasure01), noise), (Counts{{"01", 50}}));
  EXPECT_EQ(run_certain(program(CNOT(0, 2), kMeasure012), noise), (Counts{{"000", 50}}));
}

TEST(NoisePlacement, kraus_matrices_have_the_first_qubit_lowest) {
  // X on the more significant qubit, the identity on the other.
  const QuantumError error(QuantumError::FlatMatrices{{0, 0, 1, 0, 0, 0, 0, 1, 1, 0, 0, 0, 0, 1, 0, 0}});
  EXPECT_EQ(run_certain(program(CNOT(0, 1), kMeasure01), after(GateType::CNOT, error)), (Counts{{"10", 50}}));
  EXPECT_EQ(run_certain(program(CNOT(1, 0), kMeasure01), after(GateType::CNOT, error)), (Counts{{"01", 50}}));
}

TEST(NoisePlacement, one_qubit_errors_act_on_each_qubit_of_a_gate) {
  EXPECT_EQ(run_certain(program(CNOT(0, 1), kMeasure01), after(GateType::CNOT, kAlwaysX)), (Counts{{"11", 50}}));
  expect_distribution(run(program(CNOT(0, 1), kMeasure01), after(GateType::CNOT, pauli_x_error(0.5))),
                      {0.25, 0.25, 0.25, 0.25});
}

TEST(NoisePlacement, controlled_gates_count_as_what_they_are_stored_as) {
  EXPECT_EQ(run_certain(program(CRX(0, 1, 0.0), kMeasure01), after(GateType::RX, kAlwaysX)), (Counts{{"11", 50}}));
  EXPECT_EQ(run_certain(program(X(0).control(1), kMeasure01), after(GateType::X, kAlwaysX)), (Counts{{"11", 50}}));
  EXPECT_EQ(run_certain(program(TOFFOLI(0, 1, 2), kMeasure012), after(GateType::X, kAlwaysX)), (Counts{{"111", 50}}));
  QCircuit circuit;
  circuit << X(0);
  EXPECT_EQ(run_certain(program(circuit.control({1, 2}), kMeasure012), after(GateType::X, kAlwaysX)),
            (Counts{{"111", 50}}));
}

TEST(NoisePlacement, dagger_does_not_matter_and_the_identity_is_a_gate) {
  EXPECT_EQ(run_certain(program(S(0).dagger(), measure(0, 0)), after(GateType::S, kAlwaysX)), (Counts{{"1", 50}}));
  EXPECT_EQ(run_certain(program(I(0), measure(0, 0)), after(GateType::I, kAlwaysX)), (Counts{{"1", 50}}));
}

TEST(NoisePlacement, errors_accumulate_and_particular_ones_replace_general_ones) {
  NoiseModel noise = after(GateType::X, kAlwaysX);
  noise.add_all_qubit_quantum_error(kAlwaysX, GateType::X);
  const QProg prog = program(X(0), X(1), kMeasure01);
  EXPECT_EQ(run_certain(prog, noise), (Counts{{"11", 50}}));
  noise.add_quantum_error(kAlwaysX, GateType::X, std::vector<Index>{0});
  EXPECT_EQ(run_certain(prog, noise), (Counts{{"10", 50}}));
  noise.add_quantum_error(kAlwaysX, GateType::X, std::vector<Index>{0});
  EXPECT_EQ(run_certain(prog, noise), (Counts{{"11", 50}}));
}

TEST(NoisePlacement, errors_act_in_the_order_in_which_they_were_added) {
  NoiseModel noise = after(GateType::I, kAlwaysX);
  noise.add_all_qubit_quantum_error(amplitude_damping_error(1.0), GateType::I);
  EXPECT_EQ(run_certain(program(I(0), measure(0, 0)), noise), (Counts{{"0", 50}}));
  NoiseModel reversed = after(GateType::I, amplitude_damping_error(1.0));
  reversed.add_all_qubit_quantum_error(kAlwaysX, GateType::I);
  EXPECT_EQ(run_certain(program(I(0), measure(0, 0)), reversed), (Counts{{"1", 50}}));
}

TEST(NoisePlacement, errors_follow_gates_inside_branches) {
  const QProg prog = program(X(0), measure(0, 0), qif({0}).then(program(Z(1))).qendif(), measure(1, 1));
  EXPECT_EQ(run_certain(prog, after(GateType::Z, kAlwaysX)), (Counts{{"11", 50}}));
}

TEST(NoisePlacement, what_does_not_fit_is_refused) {
  NoiseModel noise;
  const QuantumError wide(Labels{{"XX", 1.0}});
  const std::vector<Index> one{1}, three{0, 1, 2}, twice{1, 1}, none;
  for (const GateType type : {GateType::BARRIER, GateType::TOFFOLI, GateType::CRX, GateType::RESET, GateType::ECHO,
                              GateType::IDLE, GateType::ORACLE, GateType::GATE_NOP}) {
    EXPECT_THROW(noise.add_all_qubit_quantum_error(kAlwaysX, type), InvalidArgument) << static_cast<int>(type);
    EXPECT_THROW(noise.add_quantum_error(kAlwaysX, type, one), InvalidArgument) << static_cast<int>(type);
  }
  EXPECT_THROW(noise.add_quantum_error(kAlwaysX, GateType::CNOT, one), InvalidArgument);
  EXPECT_THROW(noise.add_quantum_error(kAlwaysX, GateType::CNOT, three), InvalidArgument);
  EXPECT_THROW(noise.add_quantum_error(wide, GateType::CNOT, twice), InvalidArgument);
  EXPECT_THROW(noise.add_quantum_error(kAlwaysX, GateType::X, none), InvalidArgument);
  EXPECT_THROW(noise.add_quantum_error(wide, GateType::X, three), InvalidArgument);
  const std::vector<GateType> types{GateType::X, GateType::BARRIER};
  EXPECT_THROW(noise.add_quantum_error(kAlwaysX, types, one), InvalidArgument);
  EXPECT_THROW(noise.add_all_qubit_quantum_error(kAlwaysX, types), InvalidArgument);
  EXPECT_FALSE(noise.is_enabled());  // nothing was added on the way
  EXPECT_THROW(run(program(X(0), measure(0, 0)), after(GateType::X, wide)), InvalidArgument);
}

TEST(NoiseModel, knows_whether_it_holds_anything) {
  EXPECT_FALSE(NoiseModel().is_enabled());
  EXPECT_TRUE(after(GateType::X, kAlwaysX).is_enabled());
  NoiseModel read_out;
  read_out.add_read_out_error({{1, 0}, {0, 1}}, 3);
  EXPECT_TRUE(read_out.is_enabled());
}

TEST(NoiseModel, copies_are_independent) {
  const NoiseModel first = after(GateType::X, kAlwaysX);
  NoiseModel second = first;
  second.add_all_qubit_quantum_error(kAlwaysX, GateType::X);
  EXPECT_EQ(run_certain(program(X(0), measure(0, 0)), first), (Counts{{"0", 50}}));
  EXPECT_EQ(run_certain(program(X(0), measure(0, 0)), second), (Counts{{"1", 50}}));
}

struct ChannelCase {
  const char* name;
  QuantumError error;
  std::vector<reference::Dense> kraus;
};

std::vector<ChannelCase> one_qubit_channels() {
  const double phase = (1 - std::sqrt(1 - 0.4)) / 2;
  return {
      {"pauli_x", pauli_x_error(0.3), reference::pauli_channel({{"I", 0.7}, {"X", 0.3}})},
      {"pauli_y", pauli_y_error(0.3), reference::pauli_channel({{"I", 0.7}, {"Y", 0.3}})},
      {"pauli_z", pauli_z_error(0.3), reference::pauli_channel({{"I", 0.7}, {"Z", 0.3}})},
      {"depolarizing", depolarizing_error(0.4),
       reference::pauli_channel({{"I", 0.7}, {"X", 0.1}, {"Y", 0.1}, {"Z", 0.1}})},
      {"phase_damping", phase_damping_error(0.4), reference::pauli_channel({{"I", 1 - phase}, {"Z", phase}})},
      {"amplitude_damping", amplitude_damping_error(0.35), reference::damping_channel(0.35)},
      {"decoherence", decoherence_error(10, 15, 4), reference::relaxation_channel(10, 15, 4)},
      {"composed", amplitude_damping_error(0.2).compose(pauli_y_error(0.2)),
       [] {
         std::vector<reference::Dense> kraus;
         for (const auto& flip : reference::pauli_channel({{"I", 0.8}, {"Y", 0.2}}))
           for (const auto& damping : reference::damping_channel(0.2))
             kraus.push_back(reference::product(flip, damping));
         return kraus;
       }()},
  };
}

class NoiseDistribution : public NoiseInEachPrecision {};
INSTANTIATE_TEST_SUITE_P(Precisions, NoiseDistribution, kEachPrecision, precision_name);

// Coherences and populations both enter the probabilities: the noise acts between rotations.
TEST_P(NoiseDistribution, of_one_qubit_channels_is_that_of_the_density_matrix) {
  for (const ChannelCase& channel : one_qubit_channels()) {
    SCOPED_TRACE(channel.name);
    NoiseModel noise = after(GateType::RY, channel.error);
    noise.add_all_qubit_quantum_error(channel.error, GateType::CNOT);
    const QProg prog = program(RY(0, 1.1), RX(1, 0.6), RY(1, 0.7), CNOT(0, 1), RX(0, 0.5), RY(1, 2.0), kMeasure01);
    reference::Density density(2);
    const auto ry = [&](unsigned q, double t) {
      density.gate(reference::gate_matrix("RY", {t}), {q});
      density.channel(channel.kraus, {q});
    };
    ry(0, 1.1);
    density.gate(reference::gate_matrix("RX", {0.6}), {1});
    ry(1, 0.7);
    density.gate(reference::gate_matrix("CNOT", {}), {0, 1});
    density.channel(channel.kraus, {0});
    density.channel(channel.kraus, {1});
    density.gate(reference::gate_matrix("RX", {0.5}), {0});
    ry(1, 2.0);
    expect_distribution(run(prog, noise), density.probabilities());
  }
}

TEST_P(NoiseDistribution, of_two_qubit_channels_is_that_of_the_density_matrix) {
  const QuantumError labels(Labels{{"XZ", 0.2}, {"YI", 0.15}, {"II", 0.55}, {"ZY", 0.1}});
  const auto labels_kraus = reference::pauli_channel({{"XZ", 0.2}, {"YI", 0.15}, {"II", 0.55}, {"ZY", 0.1}});
  const QuantumError mixed = amplitude_damping_error(0.3).tensor(pauli_x_error(0.25));
  std::vector<reference::Dense> mixed_kraus;
  for (const auto& high : reference::damping_channel(0.3))
    for (const auto& low : reference::pauli_channel({{"I", 0.75}, {"X", 0.25}}))
      mixed_kraus.push_back(reference::kron(high, low));
  for (const auto& [error, kraus] : {std::pair{labels, labels_kraus}, std::pair{mixed, mixed_kraus}}) {
    const QProg prog = program(H(0), RY(2, 0.4), CNOT(0, 2), RX(0, 0.9), RX(2, 0.3), CNOT(2, 1), H(1), kMeasure012);
    reference::Density density(3);
    const auto plain = [&](const char* name, std::vector<double> params, std::vector<unsigned> targets) {
      density.gate(reference::gate_matrix(name, params), targets);
    };
    plain("H", {}, {0});
    plain("RY", {0.4}, {2});
    plain("CNOT", {}, {0, 2});
    density.channel(kraus, {2, 0});  // here the first is the most significant: the second qubit of the gate
    plain("RX", {0.9}, {0});
    plain("RX", {0.3}, {2});
    plain("CNOT", {}, {2, 1});
    density.channel(kraus, {1, 2});
    plain("H", {}, {1});
    expect_distribution(run(prog, after(GateType::CNOT, error)), density.probabilities());
  }
}

TEST(ReadOut, misreads_each_bit_by_its_row) {
  NoiseModel noise;
  noise.add_all_qubit_read_out_error({{0.9, 0.1}, {0.3, 0.7}});
  noise.add_read_out_error({{0.95, 0.05}, {0.2, 0.8}}, 1);
  const QProg prog = program(RY(0, 1.0), RY(1, 2.0), CNOT(0, 2), kMeasure012);
  reference::Density density(3);
  density.gate(reference::gate_matrix("RY", {1.0}), {0});
  density.gate(reference::gate_matrix("RY", {2.0}), {1});
  density.gate(reference::gate_matrix("CNOT", {}), {0, 2});
  const auto expected = reference::misread(density.probabilities(), {{0.1, 0.3}, {0.05, 0.2}, {0.1, 0.3}});
  const QResult result = run(prog, noise);
  expect_distribution(result, expected);
  // Sampled at once from the final state, which stays whole.
  EXPECT_NEAR(std::abs(result.get_state_vector()[0]), std::cos(0.5) * std::cos(1.0), 1e-14);
}

TEST(ReadOut, particular_errors_win_whatever_the_order) {
  NoiseModel noise;
  noise.add_read_out_error({{0, 1}, {1, 0}}, 0);
  noise.add_all_qubit_read_out_error({{1, 0}, {0, 1}});
  EXPECT_EQ(run_certain(program(X(0), X(1), kMeasure01), noise), (Counts{{"10", 50}}));
}

TEST(ReadOut, conditions_see_what_was_read) {
  NoiseModel noise;
  noise.add_read_out_error({{0, 1}, {1, 0}}, 0);
  const QProg prog = program(measure(0, 0), qif({0}).then(program(X(1))).qendif(), measure(1, 1));
  EXPECT_EQ(run_certain(prog, noise), (Counts{{"11", 50}}));
}

TEST(ReadOut, two_measurements_of_one_qubit_are_misread_independently) {
  NoiseModel noise;
  noise.add_all_qubit_read_out_error({{0.5, 0.5}, {0.5, 0.5}});
  expect_distribution(run(program(X(0), measure(0, 0), measure(0, 1)), noise), {0.25, 0.25, 0.25, 0.25});
}

TEST(ReadOut, wrong_tables_are_refused) {
  NoiseModel noise;
  for (const NoiseModel::Rows& rows : {NoiseModel::Rows{{1, 0}}, NoiseModel::Rows{{1, 0}, {0, 1}, {0, 1}},
                                       NoiseModel::Rows{{1}, {0, 1}}, NoiseModel::Rows{{0.9, 0.2}, {0, 1}},
                                       NoiseModel::Rows{{1.1, -0.1}, {0, 1}}, NoiseModel::Rows{{NAN, 1}, {0, 1}}}) {
    EXPECT_THROW(noise.add_read_out_error(rows, 0), InvalidArgument);
    EXPECT_THROW(noise.add_all_qubit_read_out_error(rows), InvalidArgument);
  }
  EXPECT_FALSE(noise.is_enabled());
}

class NoisyRuns : public NoiseInEachPrecision {};
INSTANTIATE_TEST_SUITE_P(Precisions, NoisyRuns, kEachPrecision, precision_name);

TEST_P(NoisyRuns, without_measurement_count_the_empty_outcome) {
  const QResult result = run(program(H(0), H(1)), after(GateType::H, pauli_x_error(0.5)), 5);
  EXPECT_EQ(result.get_counts(), (Counts{{"", 5}}));
  EXPECT_EQ(result.get_prob_dict(), (std::map<std::string, double>{{"", 1.0}}));
  EXPECT_EQ(result.get_prob_list(), std::vector<double>{1.0});
  EXPECT_EQ(result.shots(), 5u);
  EXPECT_EQ(result.get_state_vector().size(), 4u);
}

TEST_P(NoisyRuns, states_of_trajectories_stay_normalised) {
  QProg prog;
  for (int i = 0; i < 200; ++i) prog << RX(i % 3, 0.7) << CNOT(i % 3, (i + 1) % 3);
  prog << kMeasure012;
  NoiseModel noise = after(GateType::RX, amplitude_damping_error(0.2));
  noise.add_all_qubit_quantum_error(decoherence_error(10, 8, 1), GateType::CNOT);
  for (std::uint64_t seed = 0; seed < 10; ++seed) {
    double norm = 0;
    for (const Complex value : run(prog, noise, 3, seed).get_state_vector().to_vector()) norm += std::norm(value);
    EXPECT_NEAR(norm, 1.0, 10 * tolerance());
  }
}

TEST_P(NoisyRuns, equal_seeds_give_equal_counts_for_any_number_of_threads) {
  QProg prog;
  for (unsigned q = 0; q < 5; ++q) prog << H(q) << CNOT(q, (q + 1) % 5);
  prog << measure({0, 1, 2, 3, 4}, {0, 1, 2, 3, 4});
  NoiseModel noise = after(GateType::CNOT, depolarizing_error(0.3));
  noise.add_all_qubit_quantum_error(amplitude_damping_error(0.1), GateType::H);
  noise.add_all_qubit_read_out_error({{0.9, 0.1}, {0.2, 0.8}});
  const Counts first = run(prog, noise, 3000, 5, 1).get_counts();
  EXPECT_GT(first.size(), 10u);
  EXPECT_EQ(first, run(prog, noise, 3000, 5, 2).get_counts());
  EXPECT_EQ(first, run(prog, noise, 3000, 5, 4).get_counts());
}

}  // namespace
}  // namespace qpanda3
