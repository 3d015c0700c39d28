#pragma once
// Hands groups of shots from workers that have many to workers that have none.

#include <atomic>
#include <condition_variable>
#include <cstddef>
#include <mutex>
#include <optional>
#include <vector>

#include "sim/guard.hpp"
#include "sim/shot_group.hpp"

namespace qpanda3::sim {

class ShotExchange {
 public:
  /// For up to `workers` workers; number 0 begins with all shots, the others with wait().
  explicit ShotExchange(std::size_t workers) : parcels_(workers) {}

  /// Whether somebody waits; a hint, cheap to ask.
  bool is_wanted() const noexcept { return waiting_hint_.load(std::memory_order_relaxed) != 0; }
  /// The number of a worker that waits, which must then be given a group; its state may be written before that.
  std::optional<std::size_t> claim();
  void deliver(std::size_t worker, ShotGroup group);

  /// The next group for a worker that has none; nothing if all work is done or `stop` is set. `has_worked`: it had some
  /// before. The guard is asked while it waits, and may throw.
  std::optional<ShotGroup> wait(std::size_t worker, bool has_worked, const std::atomic<bool>& stop, Guard& guard);

 private:
  std::mutex mutex_;
  std::condition_variable changed_;
  std::vector<std::optional<ShotGroup>> parcels_;  ///< by worker
  std::vector<std::size_t> waiting_;
  std::size_t busy_ = 1;
  std::atomic<std::size_t> waiting_hint_{0};
};

}  // namespace qpanda3::sim
