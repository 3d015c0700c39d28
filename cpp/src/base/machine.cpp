#include "qpanda3/base/machine.hpp"

#include <sched.h>
#include <unistd.h>

#include <algorithm>
#include <cmath>
#include <fstream>
#include <limits>
#include <optional>
#include <sstream>
#include <string_view>
#include <thread>
#include <vector>

namespace qpanda3 {
namespace {

constexpr std::uint64_t kUnlimited = std::numeric_limits<std::uint64_t>::max();

/// The first number in a file; nothing if there is no file or it says "max" or -1.
std::optional<std::uint64_t> number_in(const std::string& path) {
  std::ifstream file(path);
  std::int64_t value = 0;
  if (!(file >> value) || value < 0) return std::nullopt;
  return static_cast<std::uint64_t>(value);
}

/// The number behind `key` in a file of lines "key number".
std::optional<std::uint64_t> number_behind(const std::string& path, std::string_view key) {
  std::ifstream file(path);
  for (std::string line; std::getline(file, line);) {
    std::istringstream words(line);
    std::string word;
    std::uint64_t value = 0;
    if (words >> word && word == key && words >> value) return value;
  }
  return std::nullopt;
}

/// The directories of this process's cgroup of one hierarchy, from the innermost outwards to the mount point.
/// `controller` is empty for version 2.
std::vector<std::string> cgroup_directories(std::string_view controller) {
  std::ifstream file("/proc/self/cgroup");
  for (std::string line; std::getline(file, line);) {  // "4:cpu,cpuacct:/path" or "0::/path"
    const auto first = line.find(':');
    const auto second = line.find(':', first + 1);
    if (first == std::string::npos || second == std::string::npos) continue;
    const std::string names = "," + line.substr(first + 1, second - first - 1) + ",";
    const bool wanted =
        controller.empty() ? names == ",," : names.find("," + std::string(controller) + ",") != names.npos;
    if (!wanted) continue;
    const std::string mount = controller.empty() ? "/sys/fs/cgroup" : "/sys/fs/cgroup/" + std::string(controller);
    std::vector<std::string> directories;
    for (std::string path = line.substr(second + 1); path.size() > 1; path.resize(path.rfind('/')))
      directories.push_back(mount + path);
    directories.push_back(mount);
    return directories;
  }
  return {};
}

/// Processors by CPU quota, rounded up; nothing if there is no quota.
std::optional<double> cpu_quota() {
  std::optional<double> smallest;
  const auto note = [&](double quota, double period) {
    if (quota > 0 && period > 0) smallest = std::min(smallest.value_or(quota / period), quota / period);
  };
  for (const std::string& directory : cgroup_directories("")) {
    std::ifstream file(directory + "/cpu.max");
    double quota = 0, period = 0;
    if (file >> quota >> period) note(quota, period);  // "max 100000" fails at the first number
  }
  for (const std::string& directory : cgroup_directories("cpu")) {
    const auto quota = number_in(directory + "/cpu.cfs_quota_us");
    const auto period = number_in(directory + "/cpu.cfs_period_us");
    if (quota && period) note(static_cast<double>(*quota), static_cast<double>(*period));
  }
  return smallest;
}

/// What one cgroup leaves: limit - use, where page cache that can be dropped does not count as use.
std::uint64_t left_in_cgroup(const std::string& directory, const char* limit_file, const char* use_file,
                             std::string_view cache_key) {
  const auto limit = number_in(directory + limit_file);
  const auto use = number_in(directory + use_file);
  if (!limit || !use) return kUnlimited;
  const std::uint64_t cache = number_behind(directory + "/memory.stat", cache_key).value_or(0);
  const std::uint64_t firm = *use - std::min(*use, cache);
  return *limit - std::min(*limit, firm);
}

std::uint64_t system_memory() {
  if (const auto kibibytes = number_behind("/proc/meminfo", "MemAvailable:")) return *kibibytes * 1024;
  const long pages = sysconf(_SC_PHYS_PAGES), page_size = sysconf(_SC_PAGESIZE);
  if (pages > 0 && page_size > 0) return static_cast<std::uint64_t>(pages) * static_cast<std::uint64_t>(page_size);
  return kUnlimited;
}

}  // namespace

int usable_processors() {
  int count = static_cast<int>(std::max(1u, std::thread::hardware_concurrency()));
#if defined(__linux__)
  cpu_set_t set;
  CPU_ZERO(&set);
  if (sched_getaffinity(0, sizeof set, &set) == 0) count = std::max(1, CPU_COUNT(&set));
#endif
  if (const auto quota = cpu_quota()) count = std::min(count, std::max(1, static_cast<int>(std::ceil(*quota))));
  return count;
}

std::uint64_t available_memory() {
  std::uint64_t available = system_memory();
  for (const std::string& directory : cgroup_directories(""))
    available = std::min(available, left_in_cgroup(directory, "/memory.max", "/memory.current", "inactive_file"));
  for (const std::string& directory : cgroup_directories("memory"))
    available = std::min(available, left_in_cgroup(directory, "/memory.limit_in_bytes", "/memory.usage_in_bytes",
                                                   "total_inactive_file"));
  return available;
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
