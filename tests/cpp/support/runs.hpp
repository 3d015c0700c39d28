#pragma once
// A program from its items and a run of it, in one expression each.

#include <cstdint>
#include <map>
#include <string>

#include "qpanda3/circuit/prog.hpp"
#include "qpanda3/sim/cpuqvm.hpp"

namespace qpanda3 {

using Counts = std::map<std::string, std::uint64_t>;

inline QResult run(const QProg& prog, std::int64_t shots, std::uint64_t seed = 1, int threads = 1) {
  CPUQVM qvm;
  qvm.run(prog, shots, {.seed = seed, .threads = threads});
  return qvm.result();
}

template <class... Items>
QProg program(const Items&... items) {
  QProg prog;
  (prog << ... << items);
  return prog;
}

}  // namespace qpanda3
