// Whole circuits from |0...0>. `bytes_per_second` counts a pass of half or all of the state for each gate, as a
// simulator without planning makes it; `passes` is the time in passes over the whole state.

#include <functional>
#include <string>
#include <tuple>

#include "programs.hpp"
#include "qpanda3/sim/cpuqvm.hpp"
#include "timing.hpp"

namespace bench {

using namespace qpanda3;

void register_circuits(const Setting& setting) {
  using Make = std::function<QProg(int)>;
  const std::tuple<const char*, double, Make> circuits[] = {
      // Three of four gates of random layers touch the whole state, a CNOT half of it; the Fourier transform consists
      // of
      // controlled phases, on a quarter.
      {"random_layers", 0.875, [](int qubits) { return random_layers(qubits, 2); }},
      {"fourier", 0.25, fourier},
      {"quantum_volume", 1.0, [](int qubits) { return quantum_volume(qubits, 2); }},
      {"ghz", 0.5, ghz},
  };
  for (const int qubits : kSizes) {
    for (const auto& [name, share, make] : circuits) {
      const auto run = [=, share = share, make = make](benchmark::State& state) {
        const QProg prog = make(qubits);
        CPUQVM machine;
        RunOptions options;
        options.threads = setting.threads;
        const auto gates = static_cast<double>(prog.size());
        report(state, setting, qubits, 2 * share * gates * state_bytes(qubits), [&] { machine.run(prog, 0, options); });
        state.counters["gates"] = gates;
      };
      benchmark::RegisterBenchmark(("circuit/" + std::string(name) + "/n:" + std::to_string(qubits)).c_str(), run)
          ->UseManualTime()
          ->Unit(benchmark::kMillisecond);
    }
  }
}

}  // namespace bench
