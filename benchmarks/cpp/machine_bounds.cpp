// Prints the bounds of this machine as JSON: machine_bounds [threads].
#include <cstdio>
#include <cstdlib>

#include "bounds.hpp"

int main(int argc, char** argv) {
  const int threads = argc > 1 ? std::atoi(argv[1]) : 1;
  if (threads < 1) {
    std::fprintf(stderr, "machine_bounds: threads must be at least 1, not '%s'\n", argv[1]);
    return 2;
  }
  std::printf("{\"threads\": %d, \"fma_gflops\": %.2f, \"passes\": [", threads, bench::fma_rate(threads) * 1e-9);
  // States of 4 to 26 qubits in double precision.
  for (int qubits = 4; qubits <= 26; qubits += 2) {
    const std::size_t bytes = std::size_t{16} << qubits;
    const double update = bench::update_seconds(bytes, threads);
    const double triad = bench::triad_seconds(bytes, threads);
    const double write = bench::write_seconds(bytes, threads);
    std::printf("%s\n  {\"qubits\": %d, \"bytes\": %zu, \"update_seconds\": %.4g, \"write_seconds\": %.4g, ",
                qubits == 4 ? "" : ",", qubits, bytes, update, write);
    std::printf("\"update_gbps\": %.2f, \"write_gbps\": %.2f, \"triad_gbps\": %.2f}",
                2e-9 * static_cast<double>(bytes) / update, 1e-9 * static_cast<double>(bytes) / write,
                1e-9 * static_cast<double>(bytes) / triad);
  }
  std::printf("]}\n");
  return 0;
}
