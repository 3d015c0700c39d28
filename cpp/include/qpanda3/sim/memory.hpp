#pragma once
// Memory that is kept for the states of coming runs.

#include <cstdint>

#include "qpanda3/base/export.hpp"

namespace qpanda3 {

/// Gives the memory of states that nobody holds, and that is kept for coming runs, back to the system; how many
/// bytes that was. Of states beyond 32 MiB the system takes it by itself when it wants some.
QPANDA3_API std::uint64_t release_memory();

}  // namespace qpanda3
