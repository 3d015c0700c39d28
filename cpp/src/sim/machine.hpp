#pragma once
// The machine as the simulator sees it: see base/machine.hpp.

#include "qpanda3/base/machine.hpp"

namespace qpanda3::sim {

using qpanda3::available_memory;
using qpanda3::bytes_text;
using qpanda3::usable_processors;

}  // namespace qpanda3::sim
