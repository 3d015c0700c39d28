// What comes before and after the gates: initial states, sampling, expectation values.

#include <cstdint>
#include <functional>
#include <string>

#include "programs.hpp"
#include "qpanda3/sim/cpuqvm.hpp"
#include "timing.hpp"

namespace bench {
namespace {

using namespace qpanda3;

constexpr std::int64_t kShots = 1'000'000;
constexpr int kTerms = 100;

void add(const std::string& name, int qubits, std::function<void(benchmark::State&)> run) {
  benchmark::RegisterBenchmark((name + "/n:" + std::to_string(qubits)).c_str(), std::move(run))
      ->UseManualTime()
      ->Unit(benchmark::kMillisecond);
}

}  // namespace

void register_results(const Setting& setting) {
  RunOptions options;
  options.threads = setting.threads;
  options.seed = 1;
  for (const int qubits : kSizes) {
    const double once = state_bytes(qubits);
    add("init/zero", qubits, [=](benchmark::State& state) {
      CPUQVM machine;
      const QProg nothing(qubits);
      report(state, setting, qubits, once, [&] { machine.run(nothing, 0, options); });
    });
    add("init/fresh_memory", qubits, [=](benchmark::State& state) {
      const QProg nothing(qubits);
      report(state, setting, qubits, once, [&] { CPUQVM().run(nothing, 0, options); });
    });
    add("init/given_state", qubits, [=](benchmark::State& state) {
      CPUQVM machine;
      const auto given = random_state(qubits);
      report(state, setting, qubits, 2 * once, [&] { machine.init_state(given); });
    });
    add("sample/million_shots", qubits, [=](benchmark::State& state) {
      CPUQVM machine;
      const QProg prog = measured(shallow(qubits), qubits);
      report(
          state, setting, qubits, once, [&] { machine.run(prog, kShots, options); },
          [&] { machine.run(prog, 0, options); });
    });
    add("sample/counts", qubits, [=](benchmark::State& state) {
      CPUQVM machine;
      machine.run(measured(shallow(qubits), qubits), kShots, options);
      const QResult result = machine.result();
      report(state, setting, qubits, 0.0, [&] { benchmark::DoNotOptimize(result.get_counts()); });
    });
    add("expectation/hundred_terms", qubits, [=](benchmark::State& state) {
      CPUQVM machine;
      const QProg prog = shallow(qubits);
      const PauliOperator operators = random_terms(qubits, kTerms);
      report(
          state, setting, qubits, kTerms * once,
          [&] { benchmark::DoNotOptimize(machine.expval_pauli_operator(prog, operators, 1, options)); },
          [&] { machine.run(prog, 0, options); });
    });
  }
}

}  // namespace bench
