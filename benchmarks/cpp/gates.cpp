// One gate on a dense state, by class and by place of its qubits: the time of a run with it beyond that of a run of the
// same program without, both starting from the same initial state.

#include <memory>
#include <string>
#include <vector>

#include "programs.hpp"
#include "qpanda3/gate/factories.hpp"
#include "qpanda3/sim/cpuqvm.hpp"
#include "timing.hpp"

namespace bench {
namespace {

using namespace qpanda3;

struct Case {
  std::string name;
  std::vector<QGate> gates;
  /// The share of the amplitudes that has to be read and written, whatever the method.
  double share;
};

std::vector<Case> cases(int qubits) {
  const int low = 0;
  const int mid = qubits / 2;
  const int high = qubits - 1;
  std::vector<Case> list;
  const auto add = [&list](std::string name, QGate gate, double share) {
    list.push_back({std::move(name), {std::move(gate)}, share});
  };
  const std::pair<const char*, int> places[] = {{"low", low}, {"mid", mid}, {"high", high}};
  for (const auto& [place, q] : places) {
    add(std::string("dense1/") + place, U3(q, 0.3, 0.4, 0.5), 1.0);
    add(std::string("hadamard/") + place, H(q), 1.0);
    add(std::string("real/") + place, RY(q, 0.3), 1.0);
    add(std::string("permutation/") + place, X(q), 1.0);
    add(std::string("diagonal/") + place, RZ(q, 0.3), 1.0);
    add(std::string("phase/") + place, T(q), 0.5);
  }
  const std::tuple<const char*, int, int> pairs[] = {
      {"low-low", low, low + 1}, {"low-high", low, high}, {"high-low", high, low}, {"high-high", high - 1, high}};
  for (const auto& [place, a, b] : pairs) {
    add(std::string("cnot/") + place, CNOT(a, b), 0.5);
    add(std::string("controlled_dense/") + place, CRX(a, b, 0.3), 0.5);
    add(std::string("controlled_phase/") + place, CP(a, b, 0.3), 0.25);
    add(std::string("swap/") + place, SWAP(a, b), 0.5);
    add(std::string("dense2/") + place, random_unitary({a, b}), 1.0);
  }
  add("toffoli/low-mid-high", TOFFOLI(low, mid, high), 0.25);
  add("three_controls/low-mid-high", X(mid).control({low, mid + 1, high}), 0.125);
  add("dense3/low", random_unitary({0, 1, 2}), 1.0);
  add("dense3/low-mid-high", random_unitary({low, mid, high}), 1.0);
  add("dense4/low-mid-high", random_unitary({low, mid, high - 1, high}), 1.0);
  // Layers: what planning makes of many gates at once. Bytes as if each made a pass.
  Case dense{"layer/dense1", {}, static_cast<double>(qubits)};
  Case diagonal{"layer/diagonal", {}, static_cast<double>(qubits)};
  Case chain{"layer/cnot", {}, 0.5 * (qubits - 1)};
  for (int q = 0; q < qubits; ++q) {
    dense.gates.push_back(U3(q, 0.3, 0.4, 0.5));
    diagonal.gates.push_back(RZ(q, 0.3));
    if (q + 1 < qubits) chain.gates.push_back(CNOT(q, q + 1));
  }
  list.insert(list.end(), {dense, diagonal, chain});
  return list;
}

}  // namespace

void register_gates(const Setting& setting) {
  for (const int qubits : kSizes) {
    // One state of a size for all its benchmarks, made when the first of them runs.
    const auto machine = std::make_shared<std::unique_ptr<CPUQVM>>();
    for (const auto& item : cases(qubits)) {
      const auto run = [=](benchmark::State& state) {
        if (*machine == nullptr) {
          *machine = std::make_unique<CPUQVM>();
          (*machine)->init_state(random_state(qubits));
        }
        QProg with(qubits);
        for (const QGate& gate : item.gates) with << gate;
        const QProg without(qubits);
        RunOptions options;
        options.threads = setting.threads;
        report(
            state, setting, qubits, 2 * item.share * state_bytes(qubits), [&] { (*machine)->run(with, 0, options); },
            [&] { (*machine)->run(without, 0, options); });
      };
      benchmark::RegisterBenchmark(("gate/" + item.name + "/n:" + std::to_string(qubits)).c_str(), run)
          ->UseManualTime()
          ->Unit(benchmark::kMillisecond);
    }
  }
}

}  // namespace bench
