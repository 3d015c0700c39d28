#include "timing.hpp"

#include <algorithm>
#include <ctime>
#include <map>
#include <utility>
#include <vector>

#include "bounds.hpp"

namespace bench {
namespace {

/// With one thread the time of the processor, which other processes disturb least; with more that of the clock.
double now(int threads) {
  std::timespec time{};
  clock_gettime(threads == 1 ? CLOCK_PROCESS_CPUTIME_ID : CLOCK_MONOTONIC, &time);
  return static_cast<double>(time.tv_sec) + 1e-9 * static_cast<double>(time.tv_nsec);
}

double seconds(const std::function<void()>& action, int threads) {
  if (!action) return 0.0;
  const double begin = now(threads);
  action();
  return now(threads) - begin;
}

/// Measured once for each size.
double pass_seconds(int qubits, int threads) {
  static std::map<std::pair<int, int>, double> known;
  const auto key = std::pair(qubits, threads);
  if (!known.contains(key)) known[key] = update_seconds(static_cast<std::size_t>(state_bytes(qubits)), threads);
  return known[key];
}

double median(std::vector<double> values) {
  if (values.empty()) return 0.0;
  const auto middle = values.begin() + static_cast<std::ptrdiff_t>(values.size() / 2);
  std::nth_element(values.begin(), middle, values.end());
  return *middle;
}

}  // namespace

void report(benchmark::State& state, const Setting& setting, int qubits, double bytes,
            const std::function<void()>& with, const std::function<void()>& without) {
  with();  // buffers are made, pages are touched
  std::vector<double> extra;
  for ([[maybe_unused]] auto iteration : state) {
    const double base = seconds(without, setting.threads);
    const double taken = seconds(with, setting.threads);
    extra.push_back(taken - base);
    state.SetIterationTime(taken);
  }
  const double typical = median(std::move(extra));
  const double pass = pass_seconds(qubits, setting.threads);
  state.counters["extra"] = typical;
  state.counters["pass"] = pass;
  state.counters["passes"] = typical / pass;
  // What is within the noise of the difference has no rate.
  state.counters["bytes_per_second"] = benchmark::Counter(typical > 0.0 ? bytes / typical : 0.0,
                                                          benchmark::Counter::kDefaults, benchmark::Counter::kIs1000);
}

}  // namespace bench
