#pragma once
// Threads of one run. They are started when there is enough work for them and gone when the run is over, so a process
// may fork between runs. Work is cut into chunks of fixed size; who does a chunk depends on timing, what a chunk
// computes does not.

#include <atomic>
#include <chrono>
#include <cstdint>
#include <memory>
#include <type_traits>

#include "sim/guard.hpp"

namespace qpanda3::sim {

/// A view of a callable, for calls that end before the callable dies.
template <class Signature>
class FunctionRef;
template <class Result, class... Args>
class FunctionRef<Result(Args...)> {
 public:
  template <class F>
    requires(!std::is_same_v<std::remove_cvref_t<F>, FunctionRef>)
  FunctionRef(F&& f)  // NOLINT: implicit by design
      : object_(const_cast<void*>(static_cast<const void*>(std::addressof(f)))),
        call_([](void* object, Args... args) -> Result {
          return (*static_cast<std::remove_reference_t<F>*>(object))(static_cast<Args>(args)...);
        }) {}
  Result operator()(Args... args) const { return call_(object_, static_cast<Args>(args)...); }

 private:
  void* object_;
  Result (*call_)(void*, Args...);
};

/// The number of threads of a run that asks for none: QPANDA3_NUM_THREADS, which is read once in a process, or what
/// affinity and cgroup quota allow. InvalidArgument if the variable is no number in 1 .. 4096.
int default_threads();
/// InvalidArgument unless `threads` is 0 (the default) or a number of threads in 1 .. 4096.
void check_threads(int threads);

class Workers {
 public:
  /// `threads` in total, the calling one included; 0: default_threads(). InvalidArgument as from check_threads(). The
  /// guard must outlive the object.
  Workers(int threads, Guard& guard);
  ~Workers();
  Workers(const Workers&) = delete;
  Workers& operator=(const Workers&) = delete;

  /// Asks the system at the first call, if it has to.
  int threads();
  Guard& guard() noexcept { return guard_; }

  /// Calls f(begin, end) for consecutive pieces of [0, count) of `grain` items each (the last may be shorter), in any
  /// order and on several threads if there is more than one piece. Exceptions of f and of the guard reach the caller
  /// after all threads have let go of f. Ticks the guard with `work_per_item` for each item the caller does.
  ///
  /// Each thread begins with a range of pieces of its own, the same in every call with the same count and grain, and
  /// then helps the others: what it wrote in one pass is still in its cache, and in the memory next to it, in the next.
  template <class F>
  void parallel_for(std::uint64_t count, std::uint64_t grain, F&& f, std::uint64_t work_per_item = 1) {
    if (count <= grain) {
      if (count != 0) f(std::uint64_t{0}, count);
      guard_.tick(count * work_per_item);
      return;
    }
    run_chunks(count, grain, f, work_per_item);
  }

  /// Calls f(worker) for each worker in [0, workers), or fewer if there are not so many threads, each on a thread of
  /// its own, worker 0 on the calling thread. `stop` tells the others that one has thrown.
  void run_each(int workers, FunctionRef<void(int worker, const std::atomic<bool>& stop)> f);

 private:
  struct Pool;
  class Failure;

  void run_chunks(std::uint64_t count, std::uint64_t grain, FunctionRef<void(std::uint64_t, std::uint64_t)> f,
                  std::uint64_t work_per_item);
  std::uint64_t run_alone(std::uint64_t chunks, FunctionRef<void(std::uint64_t chunk, bool is_caller)> do_chunk);
  Pool& pool();

  int threads_;
  Guard& guard_;
  std::chrono::nanoseconds alone_{0};  ///< spent by parallel_for before there were threads
  std::unique_ptr<Pool> pool_;
};

}  // namespace qpanda3::sim
