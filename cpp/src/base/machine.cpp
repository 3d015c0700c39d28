#include "qpanda3/base/machine.hpp"

#include <sched.h>

#include <algorithm>
#include <atomic>
#include <cerrno>
#include <chrono>
#include <cmath>
#include <iterator>
#include <sstream>
#include <thread>
#include <utility>
#include <vector>

#include "base/machine_limits.hpp"

namespace qpanda3 {
namespace {

constexpr std::chrono::seconds kQuotaIsFresh{1};

/// Processors by affinity.
int allowed_processors() {
#if defined(__linux__)
  // The kernel refuses sets that are smaller than its own.
  for (std::size_t sets = 1; sets <= 1024; sets *= 4) {
    std::vector<cpu_set_t> set(sets);
    const std::size_t size = sets * sizeof(cpu_set_t);
    if (sched_getaffinity(0, size, set.data()) == 0) return std::max(1, CPU_COUNT_S(size, set.data()));
    if (errno != EINVAL) break;
  }
#endif
  return static_cast<int>(std::max(1u, std::thread::hardware_concurrency()));
}

/// The quota, rounded up, from files that are read once a second at most: runs of some hundred microseconds ask for it.
int quota_processors() {
  using Clock = std::chrono::steady_clock;
  static std::atomic<Clock::rep> read_at{0};
  static std::atomic<int> known{0};  // 0: nothing was read yet
  const Clock::rep now = Clock::now().time_since_epoch().count();
  int processors = known.load(std::memory_order_relaxed);
  if (processors == 0 || now - read_at.load(std::memory_order_relaxed) > Clock::duration(kQuotaIsFresh).count()) {
    const double quota = machine::cpu_quota().value_or(1 << 20);
    processors = std::max(1, static_cast<int>(std::ceil(std::min<double>(quota, 1 << 20))));
    known.store(processors, std::memory_order_relaxed);
    read_at.store(now, std::memory_order_relaxed);
  }
  return processors;
}

}  // namespace

int usable_processors() { return std::min(allowed_processors(), quota_processors()); }

std::uint64_t available_memory() {
  return std::min({machine::system_memory(), machine::cgroup_memory(), machine::process_memory()});
}

std::string bytes_text(double bytes) {
  static constexpr const char* kUnits[] = {"bytes", "KiB", "MiB", "GiB", "TiB", "PiB", "EiB"};
  std::size_t unit = 0;
  while (bytes >= 1024 && unit + 1 < std::size(kUnits)) {
    bytes /= 1024;
    ++unit;
  }
  std::ostringstream out;
  out.precision(bytes >= 1e6 ? 3 : bytes >= 1000 ? 4 : 3);
  out << bytes << ' ' << kUnits[unit];
  return std::move(out).str();
}

}  // namespace qpanda3
