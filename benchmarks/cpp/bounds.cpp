// Compiled for the machine it is built on (-march=native): its widest vectors set the bounds.
#include "bounds.hpp"

#include <algorithm>
#include <atomic>
#include <chrono>
#include <cstdlib>
#include <ctime>
#include <memory>
#include <new>
#include <thread>
#include <vector>

#ifdef __linux__
#include <sys/mman.h>
#endif
#if defined(__x86_64__)
#include <immintrin.h>
#endif

namespace bench {
namespace {

#if defined(__AVX512F__)
constexpr int kVectorBytes = 64;
#elif defined(__AVX__)
constexpr int kVectorBytes = 32;
#else
constexpr int kVectorBytes = 16;
#endif
using Vector [[gnu::vector_size(kVectorBytes)]] = double;

constexpr std::size_t kHugePage = std::size_t{1} << 21;
constexpr int kTrials = 9;
constexpr double kTrialSeconds = 0.02;

struct Free {
  void operator()(double* data) const { std::free(data); }
};
using Array = std::unique_ptr<double[], Free>;

/// Memory in huge pages where the system has them, filled with ones.
Array make_array(std::size_t count) {
  const std::size_t bytes = (count * sizeof(double) + kHugePage - 1) / kHugePage * kHugePage;
  void* memory = std::aligned_alloc(kHugePage, bytes);
  if (memory == nullptr) throw std::bad_alloc();
#ifdef __linux__
  madvise(memory, bytes, MADV_HUGEPAGE);
#endif
  auto* data = static_cast<double*>(memory);
  std::fill_n(data, count, 1.0);
  return Array(data);
}

/// Processor time of this thread: what other processes take meanwhile does not count.
double now() {
  std::timespec time{};
  clock_gettime(CLOCK_THREAD_CPUTIME_ID, &time);
  return static_cast<double>(time.tv_sec) + 1e-9 * static_cast<double>(time.tv_nsec);
}

/// Makes the compiler believe that memory is read and written here.
void clobber(void* data) { asm volatile("" : : "r"(data) : "memory"); }

/// Seconds of `pass` on each of `threads` threads, the fastest trial. `prepare()` makes what a thread works on.
template <class Prepare, class Pass>
double fastest(int threads, Prepare prepare, Pass pass) {
  std::vector<decltype(prepare())> parts(static_cast<std::size_t>(threads));
  auto repeat = [&](int times) {
    std::vector<std::thread> workers;
    std::vector<double> taken(parts.size());
    for (std::size_t k = 0; k < parts.size(); ++k) {
      workers.emplace_back([&, k] {
        if (!parts[k]) parts[k] = prepare();  // on its own thread: memory belongs to the first that touches it
        const double begin = now();
        for (int i = 0; i < times; ++i) pass(parts[k].get());
        taken[k] = (now() - begin) / times;
      });
    }
    for (auto& worker : workers) worker.join();
    return *std::max_element(taken.begin(), taken.end());
  };
  const double first = std::max(repeat(2), 1e-9);
  const int times = static_cast<int>(std::clamp(kTrialSeconds / first, 2.0, 1e6));
  double best = first;
  for (int trial = 0; trial < kTrials; ++trial) best = std::min(best, repeat(times));
  return best;
}

/// Writes zeros past the caches, where the machine can; `data` is aligned to a vector.
void clear_past_caches(double* data, std::size_t count) {
#if defined(__AVX512F__)
  for (std::size_t i = 0; i < count; i += 8) _mm512_stream_pd(data + i, _mm512_setzero_pd());
#elif defined(__AVX__)
  for (std::size_t i = 0; i < count; i += 4) _mm256_stream_pd(data + i, _mm256_setzero_pd());
#elif defined(__x86_64__)
  for (std::size_t i = 0; i < count; i += 2) _mm_stream_pd(data + i, _mm_setzero_pd());
#else
  std::fill_n(data, count, 0.0);
#endif
#if defined(__x86_64__)
  _mm_sfence();
#endif
}

}  // namespace

double write_seconds(std::size_t bytes, int threads) {
  using Clock = std::chrono::steady_clock;
  const std::size_t count = (bytes / sizeof(double) / static_cast<std::size_t>(threads) + 7) / 8 * 8;
  const Array whole = make_array(count * static_cast<std::size_t>(threads));
  // By the clock and all at the same time, because threads share what there is: from the first that begins to the last
  // that ends.
  const auto seconds = [&](int times, auto write) {
    std::vector<Clock::time_point> begins(static_cast<std::size_t>(threads)), ends(begins.size());
    std::atomic<int> missing{threads};
    std::vector<std::thread> workers;
    for (std::size_t k = 0; k < begins.size(); ++k)
      workers.emplace_back([&, k] {
        for (--missing; missing > 0;) std::this_thread::yield();
        begins[k] = Clock::now();
        for (int i = 0; i < times; ++i) write(whole.get() + count * k);
        ends[k] = Clock::now();
      });
    for (auto& worker : workers) worker.join();
    const auto taken = *std::max_element(ends.begin(), ends.end()) - *std::min_element(begins.begin(), begins.end());
    return std::chrono::duration<double>(taken).count() / times;
  };
  const auto fastest_of = [&](auto write) {
    double best = std::max(seconds(2, write), 1e-9);
    const int times = static_cast<int>(std::clamp(kTrialSeconds / best, 2.0, 1e6));
    for (int trial = 0; trial < kTrials; ++trial) best = std::min(best, seconds(times, write));
    return best;
  };
  return std::min(fastest_of([count](double* data) { clear_past_caches(data, count); }),
                  fastest_of([count](double* data) {
                    std::fill_n(data, count, 0.0);
                    clobber(data);
                  }));
}

double update_seconds(std::size_t bytes, int threads) {
  const std::size_t count = bytes / sizeof(double) / static_cast<std::size_t>(threads);
  return fastest(
      threads, [count] { return make_array(count); },
      [count](double* data) {
        for (std::size_t i = 0; i < count; ++i) data[i] *= 1.0000001;
        clobber(data);
      });
}

double triad_seconds(std::size_t bytes, int threads) {
  const std::size_t count = bytes / sizeof(double) / 3 / static_cast<std::size_t>(threads);
  return fastest(
      threads, [count] { return make_array(3 * count); },
      [count](double* data) {
        double* __restrict a = data;
        const double* __restrict b = data + count;
        const double* __restrict c = data + 2 * count;
        for (std::size_t i = 0; i < count; ++i) a[i] = b[i] + 0.5 * c[i];
        clobber(data);
      });
}

double fma_rate(int threads) {
  constexpr int kChains = 12;  // more than latency times units, fewer than there are registers
  constexpr int kSteps = 1 << 14;
  constexpr int kLanes = kVectorBytes / static_cast<int>(sizeof(double));
  const double seconds = fastest(
      threads, [] { return make_array(std::size_t{kChains} * kLanes); },
      [](double* data) {
        Vector sums[kChains];
        for (int c = 0; c < kChains; ++c) sums[c] = Vector{} + data[c];
        const Vector factor = Vector{} + 0.999999;
        const Vector addend = Vector{} + 1e-6;
        for (int i = 0; i < kSteps; ++i) {
          for (int c = 0; c < kChains; ++c) sums[c] = sums[c] * factor + addend;
        }
        for (int c = 0; c < kChains; ++c) data[c] = sums[c][0];
        clobber(data);
      });
  return threads * 2.0 * kChains * kLanes * kSteps / seconds;
}

}  // namespace bench
