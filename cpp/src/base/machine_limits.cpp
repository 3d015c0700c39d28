#include "base/machine_limits.hpp"

#include <fcntl.h>
#include <sys/resource.h>
#include <unistd.h>

#include <algorithm>
#include <charconv>
#include <string_view>
#include <vector>

namespace qpanda3::machine {
namespace {

/// The contents of a small file, empty if it cannot be read. The system's files are read whole and at once: what one
/// read gives belongs together, and a run waits for it.
std::string contents(const std::string& path) {
  std::string text;
  const int file = open(path.c_str(), O_RDONLY | O_CLOEXEC);
  if (file < 0) return text;
  char buffer[8192];
  for (ssize_t size; (size = read(file, buffer, sizeof buffer)) > 0;)
    text.append(buffer, static_cast<std::size_t>(size));
  close(file);
  return text;
}

/// Takes the next word, up to a blank or the end of the line, from the front of a text.
std::string_view take_word(std::string_view& text) {
  text.remove_prefix(std::min(text.find_first_not_of(" \t\n"), text.size()));
  const std::string_view word = text.substr(0, text.find_first_of(" \t\n"));
  text.remove_prefix(word.size());
  return word;
}

/// Nothing for "max", -1 and whatever else is not a number.
std::optional<std::uint64_t> take_number(std::string_view& text) {
  const std::string_view word = take_word(text);
  std::uint64_t value = 0;
  const auto [end, error] = std::from_chars(word.data(), word.data() + word.size(), value);
  if (error != std::errc() || end != word.data() + word.size()) return std::nullopt;
  return value;
}

std::optional<std::uint64_t> number_in(const std::string& path) {
  const std::string text = contents(path);
  std::string_view rest = text;
  return take_number(rest);
}

/// The number behind `key` in a file of lines "key number".
std::optional<std::uint64_t> number_behind(const std::string& path, std::string_view key) {
  const std::string text = contents(path);
  for (std::string_view rest = text; !rest.empty();) {
    std::string_view line = rest.substr(0, rest.find('\n'));
    rest.remove_prefix(std::min(line.size() + 1, rest.size()));
    if (take_word(line) == key) return take_number(line);
  }
  return std::nullopt;
}

/// The directories of this process's cgroup of one hierarchy, from the innermost outwards to the mount point.
/// `controller` is empty for version 2.
std::vector<std::string> cgroup_directories(const Sources& sources, std::string_view controller) {
  const std::string text = contents(sources.proc + "/self/cgroup");
  for (std::string_view rest = text; !rest.empty();) {  // "4:cpu,cpuacct:/path" or "0::/path"
    const std::string_view line = rest.substr(0, rest.find('\n'));
    rest.remove_prefix(std::min(line.size() + 1, rest.size()));
    const auto first = line.find(':');
    const auto second = line.find(':', first + 1);
    if (first == std::string_view::npos || second == std::string_view::npos) continue;
    const std::string names = "," + std::string(line.substr(first + 1, second - first - 1)) + ",";
    const bool is_wanted =
        controller.empty() ? names == ",," : names.find("," + std::string(controller) + ",") != std::string::npos;
    if (!is_wanted) continue;
    const std::string mount = controller.empty() ? sources.cgroups : sources.cgroups + "/" + std::string(controller);
    std::vector<std::string> directories;
    for (std::string path(line.substr(second + 1)); path.size() > 1; path.resize(path.rfind('/')))
      directories.push_back(mount + path);
    directories.push_back(mount);
    return directories;
  }
  return {};
}

/// What one cgroup leaves of `limit`.
std::uint64_t left_of(std::optional<std::uint64_t> limit, const std::string& directory, const char* use_file,
                      std::string_view cache_key) {
  if (!limit) return kUnlimited;
  const auto use = number_in(directory + use_file);
  if (!use) return kUnlimited;
  const std::uint64_t cache = number_behind(directory + "/memory.stat", cache_key).value_or(0);
  const std::uint64_t firm = *use - std::min(*use, cache);
  return *limit - std::min(*limit, firm);
}

std::uint64_t left_of(int resource, std::uint64_t used) {
  rlimit limit{};
  if (getrlimit(resource, &limit) != 0 || limit.rlim_cur == RLIM_INFINITY) return kUnlimited;
  return limit.rlim_cur - std::min<std::uint64_t>(limit.rlim_cur, used);
}

bool is_limited(int resource) {
  rlimit limit{};
  return getrlimit(resource, &limit) == 0 && limit.rlim_cur != RLIM_INFINITY;
}

}  // namespace

std::optional<double> cpu_quota(const Sources& sources) {
  std::optional<double> smallest;
  const auto note = [&](std::optional<std::uint64_t> quota, std::optional<std::uint64_t> period) {
    if (!quota || !period || *quota == 0 || *period == 0) return;
    const double processors = static_cast<double>(*quota) / static_cast<double>(*period);
    smallest = std::min(smallest.value_or(processors), processors);
  };
  for (const std::string& directory : cgroup_directories(sources, "")) {
    const std::string text = contents(directory + "/cpu.max");  // "200000 100000" or "max 100000"
    std::string_view rest = text;
    const auto quota = take_number(rest);
    note(quota, take_number(rest));
  }
  for (const std::string& directory : cgroup_directories(sources, "cpu"))
    if (const auto quota = number_in(directory + "/cpu.cfs_quota_us"))
      note(quota, number_in(directory + "/cpu.cfs_period_us"));
  return smallest;
}

std::uint64_t system_memory(const Sources& sources) {
  if (const auto kibibytes = number_behind(sources.proc + "/meminfo", "MemAvailable:")) return *kibibytes * 1024;
  const long pages = sysconf(_SC_PHYS_PAGES), page_size = sysconf(_SC_PAGESIZE);
  if (pages > 0 && page_size > 0) return static_cast<std::uint64_t>(pages) * static_cast<std::uint64_t>(page_size);
  return kUnlimited;
}

std::uint64_t cgroup_memory(const Sources& sources) {
  std::uint64_t left = kUnlimited;
  for (const std::string& directory : cgroup_directories(sources, "")) {
    // Above memory.high a process is not killed, but slowed down until it is of no use.
    const auto most = number_in(directory + "/memory.max"), high = number_in(directory + "/memory.high");
    const auto limit = most && high ? std::min(most, high) : most ? most : high;
    left = std::min(left, left_of(limit, directory, "/memory.current", "inactive_file"));
  }
  for (const std::string& directory : cgroup_directories(sources, "memory"))
    left = std::min(left, left_of(number_in(directory + "/memory.limit_in_bytes"), directory, "/memory.usage_in_bytes",
                                  "total_inactive_file"));
  return left;
}

std::uint64_t process_memory(const Sources& sources) {
  if (!is_limited(RLIMIT_AS) && !is_limited(RLIMIT_DATA)) return kUnlimited;
  // Pages of: address space, resident, shared, text, lib, data and stack.
  const std::string text = contents(sources.proc + "/self/statm");
  std::string_view rest = text;
  std::uint64_t pages[6] = {};
  for (std::uint64_t& number : pages) number = take_number(rest).value_or(0);
  const long size = sysconf(_SC_PAGESIZE);
  const std::uint64_t page_size = size > 0 ? static_cast<std::uint64_t>(size) : 4096;
  return std::min(left_of(RLIMIT_AS, pages[0] * page_size), left_of(RLIMIT_DATA, pages[5] * page_size));
}

}  // namespace qpanda3::machine
