// Threads of a run: every piece is done once, whoever comes; exceptions get out; nobody is left.
#include "sim/workers.hpp"

#include <gtest/gtest.h>

#include <signal.h>

#include <chrono>
#include <mutex>
#include <numeric>
#include <set>
#include <stdexcept>
#include <string>
#include <thread>
#include <vector>

#include "qpanda3/base/error.hpp"
#include "support/process.hpp"

namespace qpanda3::sim {
namespace {

using Clock = std::chrono::steady_clock;

void work_for(std::chrono::microseconds time) {
  const auto end = Clock::now() + time;
  while (Clock::now() < end) {
  }
}

/// Runs pieces that take long enough for helpers to be started.
void start_helpers(Workers& workers) {
  workers.parallel_for(200, 1, [](std::uint64_t, std::uint64_t) { work_for(std::chrono::microseconds(20)); });
}

class WorkersOf : public testing::TestWithParam<int> {
 protected:
  Guard guard_{{}, {}};
  Workers workers_{GetParam(), guard_};
};

TEST_P(WorkersOf, every_item_is_done_once) {
  for (const bool has_helpers : {false, true}) {
    if (has_helpers) start_helpers(workers_);
    for (const std::uint64_t count : {0u, 1u, 7u, 8u, 9u, 64u, 1000u, 1001u})
      for (const std::uint64_t grain : {1u, 3u, 8u, 2000u}) {
        std::vector<int> done(count, 0);
        workers_.parallel_for(count, grain, [&](std::uint64_t begin, std::uint64_t end) {
          EXPECT_EQ(begin % grain, 0u);
          EXPECT_EQ(end, std::min(begin + grain, count));
          for (std::uint64_t i = begin; i < end; ++i) ++done[i];
        });
        EXPECT_EQ(done, std::vector<int>(count, 1)) << count << ' ' << grain;
      }
  }
}

TEST_P(WorkersOf, passes_see_what_those_before_have_written) {
  std::vector<std::uint64_t> values(1 << 12, 0);
  start_helpers(workers_);
  for (int pass = 0; pass < 2000; ++pass)
    workers_.parallel_for(values.size(), 64, [&](std::uint64_t begin, std::uint64_t end) {
      // Each pass reads what another thread may have written in the last one.
      if (pass % 2 == 0)
        for (std::uint64_t i = begin; i < end; ++i) values[i] += 1;
      else
        for (std::uint64_t i = begin; i < end; ++i) values[values.size() - 1 - i] += 1;
    });
  EXPECT_EQ(values, std::vector<std::uint64_t>(values.size(), 2000));
}

TEST_P(WorkersOf, each_worker_is_called_on_a_thread_of_its_own) {
  for (int round = 0; round < 30; ++round) {
    std::mutex mutex;
    std::set<std::thread::id> threads;
    std::vector<int> called(static_cast<std::size_t>(GetParam()) + 3, 0);
    workers_.run_each(static_cast<int>(called.size()), [&](int worker, const std::atomic<bool>&) {
      const std::lock_guard lock(mutex);
      ++called[static_cast<std::size_t>(worker)];
      threads.insert(std::this_thread::get_id());
    });
    EXPECT_EQ(std::accumulate(called.begin(), called.end(), 0), GetParam());
    EXPECT_EQ(threads.size(), static_cast<std::size_t>(GetParam()));
    if (round % 3 == 0) start_helpers(workers_);  // the two kinds of jobs in turn
  }
}

TEST_P(WorkersOf, the_first_exception_reaches_the_caller_and_stops_the_others) {
  start_helpers(workers_);
  for (int round = 0; round < 20; ++round) {
    std::atomic<int> done{0};
    EXPECT_THROW(workers_.parallel_for(100000, 1,
                                       [&](std::uint64_t begin, std::uint64_t) {
                                         ++done;
                                         if (begin == 10) throw std::out_of_range("10");
                                       }),
                 std::out_of_range);
    EXPECT_LE(done, 100000);
    EXPECT_THROW(workers_.run_each(GetParam(),
                                   [&](int worker, const std::atomic<bool>& stop) {
                                     if (worker == GetParam() - 1) throw std::out_of_range("last");
                                     while (!stop) std::this_thread::yield();
                                   }),
                 std::out_of_range);
  }
}

TEST_P(WorkersOf, threads_are_gone_with_the_object) {
  const int before = support::thread_count();
  {
    Workers workers(GetParam(), guard_);
    start_helpers(workers);
    EXPECT_EQ(support::thread_count(), before + GetParam() - 1);
  }
  EXPECT_EQ(support::thread_count(), before);
}

INSTANTIATE_TEST_SUITE_P(Threads, WorkersOf, testing::Values(1, 2, 3, 4, 16));

TEST(Workers, little_work_starts_no_thread) {
  Guard guard({}, {});
  const int before = support::thread_count();
  // Each of them is over before a thread would have come; a machine may be slow, but not each time.
  bool was_alone = false;
  for (int attempt = 0; attempt < 100 && !was_alone; ++attempt) {
    Workers workers(4, guard);
    workers.parallel_for(4, 1, [](std::uint64_t, std::uint64_t) {});
    was_alone = support::thread_count() == before;
  }
  EXPECT_TRUE(was_alone);
}

TEST(Workers, an_owner_does_not_wait_for_helpers_that_did_not_come) {
  // More threads than this machine could run at once: most do not come in time, and nothing is lost or done twice.
  Guard guard({}, {});
  Workers workers(64, guard);
  start_helpers(workers);
  for (int pass = 0; pass < 300; ++pass) {
    std::atomic<std::uint64_t> sum{0};
    workers.parallel_for(100, 1, [&](std::uint64_t begin, std::uint64_t) { sum += begin; });
    EXPECT_EQ(sum, 99u * 100u / 2);
  }
}

TEST(Workers, helpers_that_have_slept_come_back) {
  Guard guard({}, {});
  Workers workers(3, guard);
  start_helpers(workers);
  for (int round = 0; round < 20; ++round) {
    std::this_thread::sleep_for(std::chrono::milliseconds(2));  // longer than a helper waits awake
    std::atomic<int> called{0};
    workers.run_each(3, [&](int, const std::atomic<bool>&) { ++called; });
    EXPECT_EQ(called, 3);
  }
}

TEST(Workers, helpers_take_no_signals) {
  Guard guard({}, {});
  Workers workers(4, guard);
  std::atomic<int> blocked{0};
  workers.run_each(4, [&](int worker, const std::atomic<bool>&) {
    sigset_t mask;
    pthread_sigmask(SIG_SETMASK, nullptr, &mask);
    if (worker != 0 && sigismember(&mask, SIGINT) == 1 && sigismember(&mask, SIGALRM) == 1) ++blocked;
  });
  EXPECT_EQ(blocked, 3);
  sigset_t mask;
  pthread_sigmask(SIG_SETMASK, nullptr, &mask);
  EXPECT_EQ(sigismember(&mask, SIGINT), 0);
}

TEST(Workers, wrong_numbers_are_refused) {
  Guard guard({}, {});
  EXPECT_THROW(Workers(-1, guard), InvalidArgument);
  EXPECT_THROW(Workers(4097, guard), InvalidArgument);
  EXPECT_GE(Workers(0, guard).threads(), 1);
}

}  // namespace
}  // namespace qpanda3::sim
