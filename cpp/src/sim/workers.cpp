#include "sim/workers.hpp"

#include <pthread.h>
#include <signal.h>

#include <algorithm>
#include <cerrno>
#include <chrono>
#include <cstdlib>
#include <exception>
#include <mutex>
#include <new>
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
constexpr const char* kThreadsVariable = "QPANDA3_NUM_THREADS";
constexpr std::size_t kCacheLine = 64;

/// What it costs to start a thread and to join it: runs that are over by then do not get any.
constexpr std::chrono::microseconds kTimeWorthThreads{50};

/// How long a thread waits before it sleeps: as long as it takes to be woken. The passes of a run follow one another
/// much faster. It does not yield meanwhile: another program would get the processor for milliseconds.
constexpr std::chrono::microseconds kPatience{50};
/// Pauses between looks at the clock.
constexpr int kPauses = 32;

void pause() noexcept {
#if defined(__x86_64__)
  _mm_pause();
#elif defined(__aarch64__)
  asm volatile("isb" ::: "memory");
#endif
}

/// Waits a while for is_ready(); whether it is.
template <class IsReady>
bool wait_awake(const IsReady& is_ready) {
  const auto end = std::chrono::steady_clock::now() + kPatience;
  do {
    for (int i = 0; i < kPauses; ++i) {
      if (is_ready()) return true;
      pause();
    }
  } while (std::chrono::steady_clock::now() < end);
  return is_ready();
}

/// 0 if the variable is not set.
int threads_from_environment() {
  const char* const text = std::getenv(kThreadsVariable);
  if (text == nullptr || *text == '\0') return 0;
  char* end = nullptr;
  errno = 0;
  const long threads = std::strtol(text, &end, 10);
  if (errno != 0 || *end != '\0' || threads < 1 || threads > kMaxThreads)
    throw InvalidArgument(concat("environment variable ", kThreadsVariable, " must be a number of threads in 1 .. ",
                                 kMaxThreads, ", it is '", text, "'"));
  return static_cast<int>(threads);
}

/// Signals belong to the threads of the program that uses the library: none is delivered to a thread that is started
/// while this lives.
class SignalsBlocked {
 public:
  SignalsBlocked() {
    sigset_t all;
    sigfillset(&all);
    pthread_sigmask(SIG_SETMASK, &all, &before_);
  }
  ~SignalsBlocked() { pthread_sigmask(SIG_SETMASK, &before_, nullptr); }
  SignalsBlocked(const SignalsBlocked&) = delete;
  SignalsBlocked& operator=(const SignalsBlocked&) = delete;

 private:
  sigset_t before_{};
};

}  // namespace

int default_threads() {
  static const int from_environment = threads_from_environment();
  return from_environment != 0 ? from_environment : std::min(usable_processors(), kMaxThreads);
}

void check_threads(int threads) {
  if (threads < 0 || threads > kMaxThreads)
    throw InvalidArgument(concat("threads must be in 0 .. ", kMaxThreads, ", got ", threads));
}

/// Helpers that wait for jobs. Unless everyone is asked for, a job is open to those that come while its owner works on
/// it too. The owner then waits for those inside only, so that a helper without a processor holds nobody up.
struct Workers::Pool {
  using Job = FunctionRef<void(int worker)>;

  /// The pieces [next, end) that a worker does first.
  struct alignas(kCacheLine) Range {
    std::atomic<std::uint64_t> next{0};
    std::uint64_t end = 0;
  };

  explicit Pool(int helpers) {
    threads.reserve(static_cast<std::size_t>(helpers));
    const SignalsBlocked blocked;
    try {
      for (int i = 1; i <= helpers; ++i) threads.emplace_back([this, i] { serve(i); });
    } catch (const std::system_error&) {
      // The system gives no more threads: work with those there are.
    } catch (const std::bad_alloc&) {
      // Nor memory for them.
    }
    ranges = std::vector<Range>(threads.size() + 1);
  }
  ~Pool() {
    is_over.store(true, std::memory_order_relaxed);
    publish(0);
    for (std::thread& thread : threads) thread.join();
  }
  Pool(const Pool&) = delete;
  Pool& operator=(const Pool&) = delete;

  /// Runs job(0) on the calling thread and job(worker) on helpers, on each of them if it is for everyone. The job must
  /// not throw.
  void run(Job new_job, bool for_everyone) {
    job = &new_job;
    publish(for_everyone ? kForEveryone | threads.size() : kOpen);
    new_job(0);
    if ((state.fetch_and(~kOpen, std::memory_order_acquire) & kInside) == 0) return;
    const auto is_empty = [this] { return (state.load(std::memory_order_acquire) & kInside) == 0; };
    while (!wait_awake(is_empty)) {
      const std::uint32_t seen = emptied.load(std::memory_order_acquire);
      if (!is_empty()) emptied.wait(seen, std::memory_order_acquire);
    }
  }

  std::vector<std::thread> threads;
  std::vector<Range> ranges;  ///< by worker

 private:
  /// Parts of `state`: helpers inside the job, whether more may enter, whether all are counted as inside from the
  /// start, and the number of the job.
  static constexpr std::uint64_t kInside = 0xffff;
  static constexpr std::uint64_t kOpen = std::uint64_t{1} << 16;
  static constexpr std::uint64_t kForEveryone = std::uint64_t{1} << 17;
  static constexpr unsigned kNumberShift = 32;

  /// Begins the next job. No helper is inside the last one.
  void publish(std::uint64_t parts) {
    const std::uint64_t number = (state.load(std::memory_order_relaxed) >> kNumberShift) + 1;
    state.store(number << kNumberShift | parts, std::memory_order_release);
    called.fetch_add(1, std::memory_order_release);
    called.notify_all();
  }

  void serve(int worker) {
    for (std::uint64_t last = 0;;) {
      std::uint64_t now = 0;
      const auto is_new = [&] { return (now = state.load(std::memory_order_acquire)) >> kNumberShift != last; };
      while (!wait_awake(is_new)) {
        const std::uint32_t seen = called.load(std::memory_order_acquire);
        if (!is_new()) called.wait(seen, std::memory_order_acquire);
      }
      last = now >> kNumberShift;
      if (is_over.load(std::memory_order_relaxed)) return;
      if (!enter(now)) continue;
      (*job)(worker);
      // The last one out. While the job is open its owner is at work, and will look for itself.
      if ((state.fetch_sub(1, std::memory_order_acq_rel) & (kInside | kOpen)) == 1) {
        emptied.fetch_add(1, std::memory_order_release);
        emptied.notify_one();
      }
    }
  }

  /// Whether the caller is inside the job that `now` was read from.
  bool enter(std::uint64_t now) {
    if ((now & kForEveryone) != 0) return true;
    const std::uint64_t number = now >> kNumberShift;
    while ((now & kOpen) != 0 && now >> kNumberShift == number)
      if (state.compare_exchange_weak(now, now + 1, std::memory_order_acq_rel, std::memory_order_acquire)) return true;
    return false;
  }

  alignas(kCacheLine) std::atomic<std::uint64_t> state{0};
  Job* job = nullptr;
  std::atomic<bool> is_over{false};
  alignas(kCacheLine) std::atomic<std::uint32_t> called{0};   ///< counts jobs, for helpers to sleep on
  alignas(kCacheLine) std::atomic<std::uint32_t> emptied{0};  ///< counts closed jobs left, for their owner
};

/// The first exception of a job: it stops the others and reaches the caller.
class Workers::Failure {
 public:
  /// Calls f, from any thread.
  template <class F>
  void guarded(F&& f) noexcept {
    try {
      f();
    } catch (const Stopped&) {
    } catch (...) {
      const std::lock_guard lock(mutex_);
      if (!first_) first_ = std::current_exception();
      stop_.store(true, std::memory_order_relaxed);
    }
  }
  const std::atomic<bool>& stop() const noexcept { return stop_; }
  void rethrow() const {
    if (first_) std::rethrow_exception(first_);
  }

 private:
  std::atomic<bool> stop_{false};
  std::mutex mutex_;
  std::exception_ptr first_;
};

Workers::Workers(int threads, Guard& guard) : threads_(threads), guard_(guard) { check_threads(threads); }
Workers::~Workers() = default;

int Workers::threads() {
  if (threads_ == 0) threads_ = default_threads();
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
  Failure failure;
  const auto job = [&](int worker) {
    if (worker < workers) failure.guarded([&] { f(worker, failure.stop()); });
  };
  if (workers == 1 || threads() == 1)
    job(0);
  else
    pool().run(job, true);
  failure.rethrow();
}

void Workers::run_chunks(std::uint64_t count, std::uint64_t grain, FunctionRef<void(std::uint64_t, std::uint64_t)> f,
                         std::uint64_t work_per_item) {
  const std::uint64_t chunks = (count - 1) / grain + 1;
  const auto do_chunk = [&](std::uint64_t chunk, bool is_caller) {
    const std::uint64_t begin = chunk * grain;
    const std::uint64_t end = std::min(begin + grain, count);
    f(begin, end);
    if (is_caller) guard_.tick((end - begin) * work_per_item);
  };
  const std::uint64_t done = pool_ ? 0 : run_alone(chunks, do_chunk);
  if (done == chunks) return;

  Pool& helpers = pool();
  const std::uint64_t workers = helpers.ranges.size();
  for (std::uint64_t i = 0; i < workers; ++i) {
    helpers.ranges[i].next.store(std::max(done, chunks * i / workers), std::memory_order_relaxed);
    helpers.ranges[i].end = chunks * (i + 1) / workers;
  }
  Failure failure;
  const auto job = [&](int worker) {
    failure.guarded([&] {
      for (std::uint64_t i = 0; i < workers; ++i) {
        Pool::Range& range = helpers.ranges[(static_cast<std::uint64_t>(worker) + i) % workers];
        while (!failure.stop().load(std::memory_order_relaxed)) {
          const std::uint64_t chunk = range.next.fetch_add(1, std::memory_order_relaxed);
          if (chunk >= range.end) break;
          do_chunk(chunk, worker == 0);
        }
      }
    });
  };
  if (workers == 1)
    job(0);
  else
    helpers.run(job, false);
  failure.rethrow();
}

/// Does chunks one by one, all of them or until this object has spent as much time alone as threads take to start; how
/// many it has done.
std::uint64_t Workers::run_alone(std::uint64_t chunks, FunctionRef<void(std::uint64_t, bool)> do_chunk) {
  using Clock = std::chrono::steady_clock;
  const Clock::time_point start = Clock::now();
  const auto spent = [&] { return alone_ + (Clock::now() - start); };
  for (std::uint64_t chunk = 0; chunk < chunks;) {
    if (threads_ != 1 && chunks - chunk > 1 && spent() >= kTimeWorthThreads && threads() > 1) {
      alone_ = spent();
      return chunk;
    }
    do_chunk(chunk++, true);
  }
  alone_ = spent();
  return chunks;
}

}  // namespace qpanda3::sim
