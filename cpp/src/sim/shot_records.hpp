#pragma once
// From groups of shots that have ended to counts of their records.

#include "sim/histogram.hpp"
#include "sim/record_table.hpp"
#include "sim/shot_group.hpp"

namespace qpanda3::sim {

class ShotRecords {
 public:
  /// Keeps a reference to the plan.
  ShotRecords(const Plan& plan, std::uint64_t seed);

  /// Draws for each shot of the group its final measurements and what is misread, and counts the records.
  template <class Real>
  void count(const GroupEnd<Real>& end, Histogram& histogram) const;

 private:
  const Plan& plan_;
  std::uint64_t seed_;
  RecordTable table_;
  bool is_misread_;  ///< whether final measurements may be
};

}  // namespace qpanda3::sim
