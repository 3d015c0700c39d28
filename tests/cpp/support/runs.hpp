#pragma once
// A program from its items and a run of it, in one expression each; tests that hold in each precision.

#include <gtest/gtest.h>

#include <cstdint>
#include <map>
#include <string>

#include "qpanda3/circuit/prog.hpp"
#include "qpanda3/sim/cpuqvm.hpp"

namespace qpanda3 {

using Counts = std::map<std::string, std::uint64_t>;

inline QResult run(const QProg& prog, std::int64_t shots, std::uint64_t seed = 1, int threads = 1,
                   Precision precision = Precision::float64) {
  CPUQVM qvm(name_of(precision));
  qvm.run(prog, shots, {.seed = seed, .threads = threads});
  return qvm.result();
}

template <class... Items>
QProg program(const Items&... items) {
  QProg prog;
  (prog << ... << items);
  return prog;
}

/// For TEST_P: what uses run(), machine() and tolerance() of this class holds in each precision.
class InEachPrecision : public testing::TestWithParam<Precision> {
 protected:
  static QResult run(const QProg& prog, std::int64_t shots, std::uint64_t seed = 1, int threads = 1) {
    return qpanda3::run(prog, shots, seed, threads, GetParam());
  }
  static CPUQVM machine() { return CPUQVM(name_of(GetParam())); }
  /// Of amplitudes after some hundreds of gates.
  static double tolerance() { return GetParam() == Precision::float32 ? 1e-5 : 1e-12; }
};

inline const auto kEachPrecision = testing::Values(Precision::float32, Precision::float64);
inline std::string precision_name(const testing::TestParamInfo<Precision>& info) {
  return std::string(name_of(info.param));
}

}  // namespace qpanda3
