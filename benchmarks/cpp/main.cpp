// Micro benchmarks on the public interface: qpanda3_benchmarks [--threads=K] [options of Google Benchmark].

#include <benchmark/benchmark.h>

#include <cstdlib>
#include <iostream>
#include <string>
#include <string_view>
#include <vector>

#include "qpanda3/base/machine.hpp"
#include "qpanda3/sim/simd.hpp"
#include "timing.hpp"

int main(int argc, char** argv) {
  constexpr std::string_view kThreads = "--threads=";
  bench::Setting setting;
  std::vector<char*> others;
  for (int i = 0; i < argc; ++i) {
    const std::string_view word = argv[i];
    if (!word.starts_with(kThreads)) {
      others.push_back(argv[i]);
      continue;
    }
    setting.threads = std::atoi(argv[i] + kThreads.size());
    if (setting.threads < 1 || setting.threads > qpanda3::usable_processors()) {
      std::cerr << "--threads: 1 to " << qpanda3::usable_processors() << " expected, not '"
                << word.substr(kThreads.size()) << "'\n";
      return 2;
    }
  }
  int count = static_cast<int>(others.size());
  benchmark::Initialize(&count, others.data());
  if (benchmark::ReportUnrecognizedArguments(count, others.data())) return 2;
  benchmark::AddCustomContext("threads", std::to_string(setting.threads));
  benchmark::AddCustomContext("simd", qpanda3::simd::active_backend());
  bench::register_gates(setting);
  bench::register_circuits(setting);
  bench::register_results(setting);
  benchmark::RunSpecifiedBenchmarks();
  benchmark::Shutdown();
  return 0;
}
