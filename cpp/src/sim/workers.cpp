#include "sim/workers.hpp"

#include <algorithm>
#include <exception>
#include <mutex>
#include <system_error>
#include <thread>
#include <vector>

#if defined(__x86_64__)
#include <immintrin.h>
#endif

#include "qpanda3/base/concat.hpp"
#include "qpanda3/base/error.hpp"
#include "sim/machine.hpp"

namespace qpanda3::sim {
namespace {

constexpr int kMaxThreads = 4096;
/// Rounds of waiting before a thread goes to sleep: a few microseconds, the distance of two passes over a small state.
constexpr int kSpins = 2000;

void pause() noexcept {
#if defined(__x86_64__)
  _mm_pause();
#endif
}

}  // namespace

/// Helpers that wait for a job number to change, do the job, and report back.
struct Workers::Pool {
  using Job = FunctionRef<void(int worker)>;

  explicit Pool(int helpers) {
    threads.reserve(static_cast<std::size_t>(helpers));
    try {
      for (int i = 1; i <= helpers; ++i) threads.emplace_back([this, i] { serve(i); });
    } catch (const std::system_error&) {
      // The system gives no more threads: work with those there are.
    }
  }
  ~Pool() { shut_down(); }

  /// Runs job(worker) for workers 0 .. helpers, 0 on the calling thread. The job must not throw.
  void run(Job new_job) {
    job = &new_job;
    busy.store(static_cast<int>(threads.size()), std::memory_order_relaxed);
    generation.fetch_add(1, std::memory_order_release);
    generation.notify_all();
    new_job(0);
    for (int spin = 0; busy.load(std::memory_order_acquire) != 0; ++spin) {
      if (spin < kSpins) {
        pause();
        continue;
      }
      const int left = busy.load(std::memory_order_acquire);
      if (left != 0) busy.wait(left, std::memory_order_acquire);
    }
  }

  void serve(int worker) {
    for (unsigned seen = 0;;) {
      for (int spin = 0; spin < kSpins && generation.load(std::memory_order_acquire) == seen; ++spin) pause();
      generation.wait(seen, std::memory_order_acquire);
      ++seen;  // run() waits for all helpers, so no generation is skipped
      if (job == nullptr) return;
      (*job)(worker);
      if (busy.fetch_sub(1, std::memory_order_acq_rel) == 1) busy.notify_one();
    }
  }

  void shut_down() {
    job = nullptr;
    generation.fetch_add(1, std::memory_order_release);
    generation.notify_all();
    for (std::thread& thread : threads) thread.join();
    threads.clear();
  }

  std::atomic<unsigned> generation{0};
  std::atomic<int> busy{0};
  Job* job = nullptr;
  std::vector<std::thread> threads;
};

Workers::Workers(int threads, Guard& guard) : threads_(threads), guard_(guard) {
  if (threads < 0 || threads > kMaxThreads)
    throw InvalidArgument(concat("threads must be in 0 .. ", kMaxThreads, ", got ", threads));
}
Workers::~Workers() = default;

int Workers::threads() {
  if (threads_ == 0) threads_ = std::min(usable_processors(), kMaxThreads);
  return threads_;
}

Workers::Pool& Workers::pool() {
  if (!pool_) {
    pool_ = std::make_unique<Pool>(threads() - 1);
    threads_ = 1 + static_cast<int>(pool_->threads.size());
  }
  return *pool_;
}

void Workers::run_each(int workers, FunctionRef<void(int, const std::atomic<bool>&)> f) {
  std::atomic<bool> stop{false};
  std::mutex mutex;
  std::exception_ptr first;
  const auto guarded = [&](int worker) {
    if (worker >= workers) return;
    try {
      f(worker, stop);
    } catch (const Stopped&) {
    } catch (...) {
      const std::lock_guard lock(mutex);
      if (!first) first = std::current_exception();
      stop.store(true, std::memory_order_relaxed);
    }
  };
  if (workers == 1 || threads() == 1)
    guarded(0);
  else
    pool().run(guarded);
  if (first) std::rethrow_exception(first);
}

void Workers::run_chunks(std::uint64_t count, std::uint64_t grain, FunctionRef<void(std::uint64_t, std::uint64_t)> f,
                         std::uint64_t work_per_item) {
  const std::uint64_t chunks = (count - 1) / grain + 1;
  std::atomic<std::uint64_t> next{0};
  run_each(static_cast<int>(std::min<std::uint64_t>(chunks, static_cast<std::uint64_t>(threads()))),
           [&](int worker, const std::atomic<bool>& stop) {
             while (!stop.load(std::memory_order_relaxed)) {
               const std::uint64_t chunk = next.fetch_add(1, std::memory_order_relaxed);
               if (chunk >= chunks) return;
               const std::uint64_t begin = chunk * grain;
               const std::uint64_t end = std::min(begin + grain, count);
               f(begin, end);
               if (worker == 0) guard_.tick((end - begin) * work_per_item);
             }
           });
}

}  // namespace qpanda3::sim
