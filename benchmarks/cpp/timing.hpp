#pragma once
// What a benchmark reports: seconds of an action, or more than another one, as bytes a second and as passes over
// memory.

#include <benchmark/benchmark.h>

#include <cstddef>
#include <functional>

namespace bench {

/// What is measured in every benchmark of a run.
struct Setting {
  int threads = 1;
};

/// The number of bytes of a state in double precision.
constexpr double state_bytes(int qubits) { return 16.0 * static_cast<double>(std::size_t{1} << qubits); }

/// Runs `with` and `without` (may be empty) in turn and reports the median difference of their times:
///   extra            seconds that `with` takes longer
///   bytes_per_second `bytes` over those
///   passes           those over one pass that reads and writes the whole state in place, measured in this run
///   pass             seconds of that pass
/// The time of the benchmark itself is that of `with`.
void report(benchmark::State& state, const Setting& setting, int qubits, double bytes,
            const std::function<void()>& with, const std::function<void()>& without = {});

/// Registers the benchmarks of one file.
void register_gates(const Setting& setting);
void register_circuits(const Setting& setting);
void register_results(const Setting& setting);

/// Sizes that are measured: of the second-level cache, of the shared one, of main memory.
inline constexpr int kSizes[] = {16, 20, 24};

}  // namespace bench
