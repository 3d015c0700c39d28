#include "sim/shot_records.hpp"

#include <algorithm>

#include "qpanda3/base/rng.hpp"
#include "sim/basis_finder.hpp"
#include "sim/chance.hpp"
#include "sim/sampler.hpp"

namespace qpanda3::sim {

ShotRecords::ShotRecords(const Plan& plan, std::uint64_t seed)
    : plan_(plan), seed_(seed), table_(plan, plan.program.num_qubits), is_misread_(has_misread_finals(plan)) {}

template <class Real>
void ShotRecords::count(const GroupEnd<Real>& end, Histogram& histogram) const {
  const ShotGroup& group = end.group;
  const bool has_finals = !plan_.finals.empty();
  if (!has_finals && group.pending.empty()) {
    histogram.add(group.record.data(), group.shots.size());
    return;
  }

  std::vector<std::uint64_t> found;
  if (has_finals) {
    const BasisFinder<Real> finder(end.state, end.workers);
    std::vector<double> weights(group.shots.size());
    std::transform(group.shots.begin(), group.shots.end(), weights.begin(), [&](std::uint64_t shot) {
      return CounterRng(seed_, shot).uniform_at(group.draws) * finder.total();
    });
    found.resize(weights.size());
    finder.find_all(weights, 0, finder.total(), found.data());
  }
  std::vector<std::uint64_t> record = group.record;
  for (std::size_t i = 0; i < group.shots.size(); ++i) {
    const CounterRng rng(seed_, group.shots[i]);
    for (const PendingRead& read : group.pending) {
      const bool is_wrong = is_misread(plan_.program.read_out[read.read_out - 1], read.bit, rng.uniform_at(read.draw));
      write_bit(record.data(), read.slot, read.bit != is_wrong);
    }
    if (has_finals && !is_misread_) table_.write(found[i], record.data());
    if (has_finals && is_misread_) {
      std::uint64_t draw = group.draws + 1;
      for (const FinalMeasure& final : plan_.finals) {
        bool bit = (found[i] >> final.qubit & 1) != 0;
        if (final.read_out != 0)
          bit = is_misread(plan_.program.read_out[final.read_out - 1], bit, rng.uniform_at(draw++)) != bit;
        write_bit(record.data(), final.slot, bit);
      }
    }
    histogram.add(record.data(), 1);
  }
  end.workers.guard().tick(64 * group.shots.size());
}

template void ShotRecords::count(const GroupEnd<float>&, Histogram&) const;
template void ShotRecords::count(const GroupEnd<double>&, Histogram&) const;

}  // namespace qpanda3::sim
