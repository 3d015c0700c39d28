// A Bell pair, simulated here and, when an address and a key are given, run by a cloud service.
//   consumer [URL KEY]
// Prints what it got; exits with 1 when that is not a Bell pair.

#include <cmath>
#include <iostream>

#include <qpanda3/qpanda3.hpp>

namespace {

bool simulated_counts_are_right(qpanda3::QProg& prog) {
  qpanda3::CPUQVM qvm;
  qvm.run(prog, 1000);
  long long total = 0;
  bool only_equal_bits = true;
  for (const auto& [bits, count] : qvm.result().get_counts()) {
    std::cout << "simulated " << bits << ' ' << count << '\n';
    total += static_cast<long long>(count);
    only_equal_bits = only_equal_bits && (bits == "00" || bits == "11");
  }
  return total == 1000 && only_equal_bits;
}

#ifdef QPANDA3_HAS_CLOUD
bool cloud_probabilities_are_right(qpanda3::QProg& prog, const char* url, const char* key) {
  double total = 0.0;
  bool only_equal_bits = true;
  for (const auto& [bits, probability] :
       qpanda3::QCloudService(key, url).backend("full_amplitude").run(prog, 1000).result().get_probs()) {
    std::cout << "cloud " << bits << ' ' << probability << '\n';
    total += probability;
    only_equal_bits = only_equal_bits && (bits == "00" || bits == "11");
  }
  return std::abs(total - 1.0) < 1e-9 && only_equal_bits;
}
#endif

}  // namespace

int main(int argc, char** argv) {
  qpanda3::QProg prog;
  prog << qpanda3::H(0) << qpanda3::CNOT(0, 1) << qpanda3::measure({0, 1}, {0, 1});
  bool right = simulated_counts_are_right(prog);
  if (argc == 3) {
#ifdef QPANDA3_HAS_CLOUD
    right = cloud_probabilities_are_right(prog, argv[1], argv[2]) && right;
#else
    std::cerr << "this QPanda3 was built without the cloud client; not used: " << argv[1] << '\n';
    right = false;
#endif
  }
  return right ? 0 : 1;
}
