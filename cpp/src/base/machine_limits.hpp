#pragma once
// Where base/machine.hpp takes its numbers from. The files are a parameter, so that tests can be a container.

#include <cstdint>
#include <limits>
#include <optional>
#include <string>

namespace qpanda3::machine {

inline constexpr std::uint64_t kUnlimited = std::numeric_limits<std::uint64_t>::max();

/// Directories in which the system tells about itself.
struct Sources {
  std::string proc = "/proc";
  std::string cgroups = "/sys/fs/cgroup";
};

/// Processors by the quotas of the process's cgroups, of version 1 and 2; nothing if there is none.
std::optional<double> cpu_quota(const Sources& sources = {});

/// Bytes that the system could give out without swapping.
std::uint64_t system_memory(const Sources& sources = {});
/// Bytes that the process's cgroups, of version 1 and 2, and those around them leave. Page cache that can be dropped is
/// not counted as used.
std::uint64_t cgroup_memory(const Sources& sources = {});
/// Bytes that the process may still map by its limits on address space and data (ulimit -v, ulimit -d).
std::uint64_t process_memory(const Sources& sources = {});

}  // namespace qpanda3::machine
