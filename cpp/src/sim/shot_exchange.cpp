#include "sim/shot_exchange.hpp"

#include <chrono>
#include <utility>

namespace qpanda3::sim {
namespace {

constexpr std::chrono::milliseconds kTimeBetweenQuestions{20};

}  // namespace

std::optional<std::size_t> ShotExchange::claim() {
  const std::lock_guard lock(mutex_);
  if (waiting_.empty()) return std::nullopt;
  const std::size_t worker = waiting_.back();
  waiting_.pop_back();
  waiting_hint_.store(waiting_.size(), std::memory_order_relaxed);
  ++busy_;
  return worker;
}

void ShotExchange::deliver(std::size_t worker, ShotGroup group) {
  {
    const std::lock_guard lock(mutex_);
    parcels_[worker] = std::move(group);
  }
  changed_.notify_all();
}

std::optional<ShotGroup> ShotExchange::wait(std::size_t worker, bool has_worked, const std::atomic<bool>& stop,
                                            Guard& guard) {
  std::unique_lock lock(mutex_);
  if (has_worked && --busy_ == 0) changed_.notify_all();
  if (busy_ == 0) return std::nullopt;
  waiting_.push_back(worker);
  waiting_hint_.store(waiting_.size(), std::memory_order_relaxed);
  const auto has_news = [&] { return parcels_[worker].has_value() || busy_ == 0; };
  while (!changed_.wait_for(lock, kTimeBetweenQuestions, has_news)) {
    lock.unlock();
    if (stop.load(std::memory_order_relaxed)) return std::nullopt;
    guard.ask();
    lock.lock();
  }
  return std::exchange(parcels_[worker], std::nullopt);
}

}  // namespace qpanda3::sim
