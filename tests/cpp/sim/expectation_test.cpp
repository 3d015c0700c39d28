// Expectation values against dense matrices and density matrices.

#include "qpanda3/sim/expectation.hpp"

#include <gtest/gtest.h>

#include <random>

#include "qpanda3/base/error.hpp"
#include "qpanda3/gate/factories.hpp"
#include "support/dense_reference.hpp"
#include "support/density_reference.hpp"
#include "support/interrupts.hpp"
#include "support/runs.hpp"
#include "support/statistics.hpp"

namespace qpanda3 {
namespace {

using reference::Dense;

/// A program without structure: every amplitude counts.
QProg scrambled(unsigned num_qubits, unsigned seed) {
  std::mt19937 engine(seed);
  std::uniform_real_distribution<double> angle(-3, 3);
  QProg prog;
  for (int layer = 0; layer < 3; ++layer) {
    for (unsigned q = 0; q < num_qubits; ++q) prog << U3(q, angle(engine), angle(engine), angle(engine));
    for (unsigned q = 0; q + 1 < num_qubits; ++q) prog << CNOT(q, q + 1);
  }
  return prog;
}

PauliOperator random_operator(Index num_qubits, int terms, unsigned seed) {
  std::mt19937 engine(seed);
  std::uniform_real_distribution<double> number(-1, 1);
  std::uniform_int_distribution<std::size_t> letter(0, 3);
  PauliOperator::Builder builder;
  for (int i = 0; i < terms; ++i) {
    std::string letters(num_qubits, 'I');
    for (char& place : letters) place = "IXYZ"[letter(engine)];
    builder.add_string(letters, number(engine), true);
  }
  return builder.finish();
}

/// From the definition, term by term and bit by bit.
double expected_value(const PauliOperator& op, const std::vector<Complex>& state) {
  Complex sum = 0;
  for (const PauliTerm& term : op.terms())
    for (std::size_t i = 0; i < state.size(); ++i) {
      std::size_t to = i;
      Complex value = term.coef().real() * state[i];
      for (const PauliWithQbit& letter : term.paulis()) {
        const bool bit = (i >> letter.qbit() & 1) != 0;
        if (!letter.is_Z()) to ^= std::size_t{1} << letter.qbit();
        if (letter.is_Z() && bit) value = -value;
        if (letter.is_Y()) value *= Complex(0, bit ? -1 : 1);
      }
      sum += std::conj(state[to]) * value;
    }
  return sum.real();
}

std::vector<Complex> final_state(const QProg& prog) {
  CPUQVM machine;
  machine.run(prog, 0);
  return machine.result().get_state_vector().to_vector();
}

double trace(const Dense& rho, const Dense& op) {
  reference::Number sum = 0;
  for (std::size_t i = 0; i < rho.size(); ++i)
    for (std::size_t j = 0; j < rho.size(); ++j) sum += rho[i][j] * op[j][i];
  return sum.real();
}

TEST(Expectation, is_that_of_the_definition) {
  for (const unsigned num_qubits : {1u, 2u, 3u, 6u, 10u, 11u, 12u, 15u}) {
    const QProg prog = scrambled(num_qubits, num_qubits);
    const std::vector<Complex> state = final_state(prog);
    for (const int terms : {1, 3, 40}) {
      const PauliOperator op = random_operator(num_qubits, terms, num_qubits + static_cast<unsigned>(terms));
      CPUQVM machine;
      EXPECT_NEAR(machine.expval_pauli_operator(prog, op), expected_value(op, state), 1e-11) << num_qubits;
      CPUQVM single("float32");
      EXPECT_NEAR(single.expval_pauli_operator(prog, op), expected_value(op, state), 2e-5) << num_qubits;
    }
  }
}

TEST(Expectation, many_terms_share_a_mask) {
  const QProg prog = scrambled(12, 5);
  PauliOperator::Builder builder;
  std::mt19937 engine(3);
  std::uniform_int_distribution<std::size_t> letter(0, 1);
  for (int i = 0; i < 500; ++i) {
    std::string letters(12, 'I');
    for (std::size_t q = 0; q < 12; ++q) letters[q] = q == 4 || q == 11 ? "XY"[letter(engine)] : "IZ"[letter(engine)];
    builder.add_string(letters, 0.01 * i, false);
  }
  const PauliOperator op = builder.finish();
  CPUQVM machine;
  EXPECT_NEAR(machine.expval_pauli_operator(prog, op), expected_value(op, final_state(prog)), 1e-10);
}

TEST(Expectation, threads_do_not_change_a_bit) {
  NoiseModel noise;
  noise.add_all_qubit_quantum_error(depolarizing_error(0.05), GateType::CNOT);
  noise.add_all_qubit_quantum_error(amplitude_damping_error(0.1), GateType::U3);
  for (const unsigned num_qubits : {4u, 15u}) {
    const QProg prog = scrambled(num_qubits, 9);
    const PauliOperator op = random_operator(num_qubits, 20, 9);
    const std::int64_t shots = num_qubits < 10 ? 300 : 3;
    CPUQVM machine;
    const double exact = machine.expval_pauli_operator(prog, op, 1, {.threads = 1});
    const double noisy = machine.expval_pauli_operator(prog, op, shots, {.seed = 4, .threads = 1, .noise = &noise});
    for (const int threads : {2, 3, 4}) {
      EXPECT_EQ(machine.expval_pauli_operator(prog, op, 1, {.threads = threads}), exact);
      EXPECT_EQ(machine.expval_pauli_operator(prog, op, shots, {.seed = 4, .threads = threads, .noise = &noise}),
                noisy);
    }
    EXPECT_NE(machine.expval_pauli_operator(prog, op, shots, {.seed = 5, .threads = 1, .noise = &noise}), noisy);
  }
}

TEST(Expectation, qubits_beyond_the_program_are_zero) {
  const QProg prog = program(H(0), CNOT(0, 1));
  CPUQVM machine;
  EXPECT_NEAR(machine.expval_pauli_operator(prog, PauliOperator{{"Z0 Z1 Z5 Z200", 2}, {"X0 X1 X5", 3}, {"Y70", 5}}), 2,
              1e-14);
  EXPECT_EQ(machine.expval_pauli_operator(QProg(), PauliOperator{{"Z0", 1}, {"X0", 1}, {"", 3}}), 4);
  EXPECT_EQ(machine.expval_pauli_operator(prog, PauliOperator()), 0);
}

TEST(Expectation, imaginary_parts_do_not_count) {
  CPUQVM machine;
  const QProg prog = program(X(0));
  EXPECT_EQ(machine.expval_pauli_operator(prog, PauliOperator{{"Z0", {2, 5}}, {"", {0, 1}}}), -2);
  EXPECT_EQ(machine.expval_hamiltonian(prog, Hamiltonian{{"Z0", {2, 5}}}), -2);
}

TEST(Expectation, final_measurements_are_skipped_and_others_count) {
  const PauliOperator x("X0"), z("Z0");
  CPUQVM machine;
  EXPECT_NEAR(machine.expval_pauli_operator(program(H(0), measure(0, 0)), x, 0), 1, 1e-15);
  const QProg dephased = program(H(0), measure(0, 0), H(0));  // |0> or |1> after the measurement, then +-X
  EXPECT_NEAR(machine.expval_pauli_operator(dephased, x, 10000, {.seed = 1}), 0, statistics::kDeviations * 0.01);
  EXPECT_NEAR(machine.expval_pauli_operator(dephased, z, 1, {.seed = 1}), 0, 1e-15);
  EXPECT_THROW(machine.expval_pauli_operator(dephased, z, 0), InvalidArgument);
}

TEST(Expectation, resets_and_branches_are_averaged) {
  CPUQVM machine;
  const QProg reset = program(RY(0, 1.0), CNOT(0, 1), RESET(0));
  const double mean = std::cos(1.0), spread = std::sin(1.0);
  EXPECT_EQ(machine.expval_pauli_operator(reset, PauliOperator("Z0"), 50), 1);
  EXPECT_NEAR(machine.expval_pauli_operator(reset, PauliOperator("Z1"), 10000, {.seed = 2}), mean,
              statistics::kDeviations * spread / 100);
  QProg flip;
  flip << X(1);
  QProg branch;
  branch << RY(0, 1.0) << measure(0, 0) << qif({0}).then(flip).qendif();
  EXPECT_NEAR(machine.expval_pauli_operator(branch, PauliOperator("Z1"), 10000, {.seed = 3}), mean,
              statistics::kDeviations * spread / 100);
  EXPECT_NEAR(machine.expval_pauli_operator(branch, PauliOperator("Z0 Z1"), 10, {.seed = 3}), 1, 1e-14);
}

TEST(Expectation, noise_agrees_with_the_exact_channel) {
  NoiseModel noise;
  noise.add_all_qubit_quantum_error(depolarizing_error(0.2), GateType::H);
  noise.add_all_qubit_quantum_error(amplitude_damping_error(0.3), GateType::RY);
  noise.add_all_qubit_quantum_error(pauli_z_error(0.1), GateType::CNOT);
  const QProg prog = program(H(0), RY(1, 0.7), CNOT(0, 1), RY(0, 1.1), measure(0, 0));

  reference::Density density(2);
  const auto gate = [](const char* name, std::vector<double> p = {}) { return reference::gate_matrix(name, p); };
  const auto depolarizing = reference::pauli_channel({{"I", 0.85}, {"X", 0.05}, {"Y", 0.05}, {"Z", 0.05}});  // p/4 each
  const auto dephasing = reference::pauli_channel({{"I", 0.9}, {"Z", 0.1}});
  density.gate(gate("H"), {0});
  density.channel(depolarizing, {0});
  density.gate(gate("RY", {0.7}), {1});
  density.channel(reference::damping_channel(0.3), {1});
  density.gate(gate("CNOT"), {0, 1});
  density.channel(dephasing, {0});
  density.channel(dephasing, {1});
  density.gate(gate("RY", {1.1}), {0});
  density.channel(reference::damping_channel(0.3), {0});

  constexpr std::int64_t kShots = 20000;
  CPUQVM machine;
  for (const std::string letters : {"XI", "ZI", "IZ", "XX", "YY", "ZZ", "YX"}) {
    const Dense op = reference::kron(reference::pauli(letters[0]), reference::pauli(letters[1]));
    const double mean = trace(density.matrix(), op);
    const std::vector<std::string> strings{letters};
    const std::vector<Complex> one{1};
    const double got =
        machine.expval_pauli_operator(prog, PauliOperator(strings, one, true), kShots, {.seed = 11, .noise = &noise});
    EXPECT_NEAR(got, mean, statistics::kDeviations * std::sqrt((1 - mean * mean) / kShots)) << letters;
  }
}

TEST(Expectation, read_out_errors_are_exact) {
  NoiseModel noise;
  noise.add_read_out_error({{0.9, 0.1}, {0.3, 0.7}}, 0);
  noise.add_read_out_error({{0.95, 0.05}, {0.05, 0.95}}, 1);
  noise.add_read_out_error({{0.8, 0.2}, {0.1, 0.9}}, 4);
  const QProg prog = scrambled(3, 21);
  const std::vector<Complex> state = final_state(prog);
  // A letter read with flips p and q is (1 - p - q) times itself plus q - p.
  const auto read = [](double p, double q, char letter) {
    return reference::sum(reference::scaled(reference::pauli(letter), 1 - p - q),
                          reference::scaled(reference::identity(2), q - p));
  };
  for (const char a : {'X', 'Y', 'Z'})
    for (const char b : {'X', 'Z'}) {
      const Dense op = reference::kron(reference::pauli('Z'), reference::kron(read(0.05, 0.05, b), read(0.1, 0.3, a)));
      const reference::Vector moved = reference::apply(op, state);
      reference::Number mean = 0;
      for (std::size_t i = 0; i < state.size(); ++i) mean += std::conj(state[i]) * moved[i];
      const PauliOperator product(std::string{a, '0', ' ', b, '1', ' ', 'Z', '2'});
      CPUQVM machine;
      EXPECT_NEAR(machine.expval_pauli_operator(prog, product, 0, {.noise = &noise}), mean.real(), 1e-13) << a << b;
      // Beyond the program there is |0>: Z is read as 1 - 2 p, X as q - p.
      EXPECT_NEAR(machine.expval_pauli_operator(prog, product * PauliOperator("Z4"), 0, {.noise = &noise}),
                  mean.real() * 0.6, 1e-13);
      EXPECT_NEAR(machine.expval_pauli_operator(prog, product * PauliOperator("X4"), 0, {.noise = &noise}),
                  mean.real() * -0.1, 1e-13);
    }
}

TEST(Expectation, unequal_read_out_errors_on_many_letters_are_refused) {
  NoiseModel noise;
  noise.add_all_qubit_read_out_error({{0.9, 0.1}, {0.3, 0.7}});
  QProg prog(25);
  prog << H(0);
  PauliOperator wide("");
  for (Index q = 0; q < 25; ++q) wide *= PauliOperator("X" + std::to_string(q));
  CPUQVM machine;
  EXPECT_THROW(machine.expval_pauli_operator(prog, wide, 1, {.noise = &noise}), Unsupported);
}

TEST(Expectation, starts_from_the_initial_state_and_leaves_results_alone) {
  const std::vector<Complex> one{0, 1};
  const QProg prog = program(I(0));
  CPUQVM machine;
  machine.init_state(one);
  EXPECT_EQ(machine.expval_pauli_operator(prog, PauliOperator("Z0")), -1);
  EXPECT_THROW(machine.expval_pauli_operator(program(X(1)), PauliOperator("Z0")), InvalidArgument);
  machine.init_state();
  machine.run(program(X(0), measure(0, 0)), 10, {.seed = 1});
  machine.expval_pauli_operator(program(H(0), H(1)), PauliOperator("X0"));
  EXPECT_EQ(machine.result().get_counts(), (Counts{{"1", 10}}));
  EXPECT_EQ(machine.current_state().to_vector(), (std::vector<Complex>{0, 1}));
}

TEST(Expectation, functions_take_a_backend_and_a_state) {
  const QProg prog = program(I(0));
  const std::vector<Complex> one{0, 1}, unnormalised{1, 1};
  EXPECT_EQ(expval_pauli_operator(prog, PauliOperator("Z0"), 1, {}, "CPU", one), -1);
  EXPECT_EQ(expval_hamiltonian(prog, Hamiltonian{{"Z0", 1}}), 1);
  EXPECT_THROW(expval_pauli_operator(prog, PauliOperator("Z0"), 1, {}, "GPU"), BackendUnavailable);
  EXPECT_THROW(expval_pauli_operator(prog, PauliOperator("Z0"), 1, {}, "CPU", unnormalised), InvalidArgument);
  EXPECT_THROW(expval_pauli_operator(prog, PauliOperator("Z0"), -1), NegativeValue);
}

TEST(Expectation, can_be_interrupted_and_limited) {
  const QProg prog = scrambled(14, 2);
  CPUQVM machine;
  const auto run_with = [&](std::uint64_t terms, const RunOptions& options) {
    machine.expval_pauli_operator(prog, random_operator(14, static_cast<int>(terms), 2), 1, options);
  };
  using support::Stop;
  EXPECT_TRUE(support::is_stopped<Stop>(
      [&](std::uint64_t work) { run_with(work, {.interrupt = support::stop_when_asked()}); }));
  EXPECT_TRUE(support::is_stopped<Timeout>([&](std::uint64_t work) { run_with(work, {.time_limit = 0.01}); }));
  EXPECT_THROW(run_with(1, {.time_limit = 0.0}), Timeout);
  QProg wide(50);
  EXPECT_THROW(machine.expval_pauli_operator(wide, PauliOperator("Z0")), ResourceExhausted);
}

TEST(Expectation, channels_in_the_program_are_averaged) {
  const std::vector<Index> qubit{0};
  QProg prog;
  prog << X(0) << amplitude_damping_error(0.4).error_karus(qubit);
  CPUQVM machine;
  // <Z> = -1 + 2 * 0.4; each run gives +1 or -1.
  EXPECT_NEAR(machine.expval_pauli_operator(prog, PauliOperator("Z0"), 10000, {.seed = 8}), -0.2,
              statistics::kDeviations * std::sqrt(0.96) / 100);
}

}  // namespace
}  // namespace qpanda3
