#pragma once
// What this process may use of the machine: processors and memory, with the limits that containers set.

#include <cstdint>
#include <string>

#include "qpanda3/base/export.hpp"

namespace qpanda3 {

/// Processors by CPU affinity and cgroup quota, at least 1.
QPANDA3_API int usable_processors();

/// Bytes that can still be allocated without swapping: the smaller of what the system and the cgroups leave.
QPANDA3_API std::uint64_t available_memory();

/// `16 GiB`, `4.2 MiB`, `100 bytes`.
QPANDA3_API std::string bytes_text(double bytes);

}  // namespace qpanda3
