// What a run does when it cannot or must not go on: memory, interrupts, time limits, wrong arguments; and what it
// leaves.
#include <gtest/gtest.h>

#include <sys/resource.h>
#include <sys/wait.h>
#include <unistd.h>

#include <algorithm>
#include <bit>
#include <cmath>
#include <ctime>
#include <thread>
#include <vector>

#include "qpanda3/base/error.hpp"
#include "qpanda3/gate/factories.hpp"
#include "qpanda3/sim/cpuqvm.hpp"
#include "sim/machine.hpp"
#include "support/interrupts.hpp"
#include "support/process.hpp"
#include "support/runs.hpp"

#if defined(__SANITIZE_THREAD__) || defined(__SANITIZE_ADDRESS__)
#define QPANDA3_TEST_SANITIZED 1
#endif

namespace qpanda3 {
namespace {

using Counts = std::map<std::string, std::uint64_t>;

std::uint64_t peak_memory_kib() {
  rusage usage{};
  getrusage(RUSAGE_SELF, &usage);
  return static_cast<std::uint64_t>(usage.ru_maxrss);
}

/// Seconds of processor time of the calling thread: what a bound on reaction times can rely on where other programs
/// compete for the processors.
double thread_seconds() {
  timespec time{};
  clock_gettime(CLOCK_THREAD_CPUTIME_ID, &time);
  return static_cast<double>(time.tv_sec) + 1e-9 * static_cast<double>(time.tv_nsec);
}

class MemoryRefusal : public testing::TestWithParam<unsigned> {};

TEST_P(MemoryRefusal, names_need_and_supply_and_allocates_nothing) {
  const unsigned qubits = GetParam();
  CPUQVM qvm;
  qvm.run(program(X(0), measure(0, 0)), 3);
  const std::uint64_t before = peak_memory_kib();
  try {
    qvm.run(program(H(qubits - 1), measure(0, 0)), 10);
    FAIL() << qubits << " qubits fitted";
  } catch (const ResourceExhausted& error) {
    const std::string message = error.what();
    EXPECT_NE(message.find(std::to_string(qubits) + " qubits"), std::string::npos) << message;
    EXPECT_NE(message.find("available"), std::string::npos) << message;
    EXPECT_NE(message.find("bytes"), std::string::npos) << message;
    EXPECT_NE(message.find("fewer qubits"), std::string::npos) << message;
  }
  EXPECT_LT(peak_memory_kib(), before + 64 * 1024);          // sanitizers need some memory of their own
  EXPECT_EQ(qvm.result().get_counts(), (Counts{{"1", 3}}));  // still there
  qvm.run(program(measure(0, 0)), 2);
  EXPECT_EQ(qvm.result().get_counts(), (Counts{{"0", 2}}));
}
INSTANTIATE_TEST_SUITE_P(Qubits, MemoryRefusal,
                         testing::Values(40u, 48u, 55u, 56u, 60u, 61u, 63u, 64u, 65u, 100u, 1u << 20));

TEST(Memory, a_program_that_is_huge_once_resolved_is_refused) {
  QCircuit circuit;
  circuit << H(0);
  for (int i = 0; i < 60; ++i) {
    QCircuit twice;
    twice << circuit << circuit;
    circuit = twice;
  }
  CPUQVM qvm;
  EXPECT_THROW(qvm.run(program(circuit), 0), ResourceExhausted);
}

TEST(Memory, available_memory_is_not_more_than_the_machine_has) {
  const long pages = sysconf(_SC_PHYS_PAGES), size = sysconf(_SC_PAGESIZE);
  const std::uint64_t available = sim::available_memory();
  EXPECT_GT(available, std::uint64_t{1} << 20);
  EXPECT_LE(available, static_cast<std::uint64_t>(pages) * static_cast<std::uint64_t>(size));
}

TEST(Memory, sizes_are_written_with_units) {
  EXPECT_EQ(sim::bytes_text(100), "100 bytes");
  EXPECT_EQ(sim::bytes_text(16.0 * (1 << 30)), "16 GiB");
  EXPECT_EQ(sim::bytes_text(1536), "1.5 KiB");
}

using support::is_stopped;
using support::Stop;

/// A program whose work grows with the number of layers, whatever a simulator makes of neighbouring gates.
QProg layered_program(unsigned qubits, std::uint64_t layers) {
  QProg prog(qubits);
  for (std::uint64_t layer = 0; layer < layers; ++layer) {
    for (unsigned q = 0; q < qubits; ++q) prog << U3(q, 0.1 + q, 0.2, 0.3 * static_cast<double>(layer));
    for (unsigned q = 0; q + 1 < qubits; ++q) prog << CNOT(q, q + 1);
  }
  return prog;
}

/// A shot that cannot be sampled from one state. With kEndless of them a run outlasts any machine.
QProg chancy_program() {
  QProg prog;
  for (unsigned q = 0; q < 6; ++q) prog << H(q) << measure(q, q) << RESET(q);
  return prog;
}
constexpr std::int64_t kEndless = std::int64_t{1} << 60;

class Interrupts : public testing::TestWithParam<int> {};

TEST_P(Interrupts, stop_a_26_qubit_run_and_are_asked_every_100_ms) {
#if defined(QPANDA3_TEST_SANITIZED)
  constexpr unsigned kQubits = 22;
#else
  constexpr unsigned kQubits = 26;
#endif
  if (sim::available_memory() < (std::uint64_t{40} << kQubits)) GTEST_SKIP() << "not enough memory";
  CPUQVM qvm;
  const auto caller = std::this_thread::get_id();
  constexpr std::size_t kQuestions = 11;
  std::vector<double> asked;
  const auto check = [&] {
    EXPECT_EQ(std::this_thread::get_id(), caller);
    asked.push_back(thread_seconds());
    if (asked.size() == kQuestions) throw Stop{};
  };
  EXPECT_TRUE(is_stopped<Stop>([&](std::uint64_t work) {
    asked.clear();
    qvm.run(program(X(0), measure(0, 0)), 3);  // the result that a run has to leave when it is stopped
    qvm.run(layered_program(kQubits, work), 10, {.threads = GetParam(), .interrupt = check});
  }));
  std::vector<double> pauses;
  for (std::size_t i = 1; i < asked.size(); ++i) pauses.push_back(asked[i] - asked[i - 1]);
  std::sort(pauses.begin(), pauses.end());
  ASSERT_EQ(pauses.size(), kQuestions - 1);
  // The median: a busy machine can stretch some of them.
  EXPECT_LT(pauses[kQuestions / 2], 0.1);
  EXPECT_EQ(qvm.result().get_counts(), (Counts{{"1", 3}}));
  qvm.run(program(measure(0, 0)), 2);
  EXPECT_EQ(qvm.result().get_counts(), (Counts{{"0", 2}}));
}

TEST_P(Interrupts, stop_shots_of_a_small_program) {
  CPUQVM qvm;
  EXPECT_THROW(qvm.run(chancy_program(), kEndless, {.threads = GetParam(), .interrupt = support::stop_when_asked(3)}),
               Stop);
}

TEST_P(Interrupts, stop_sampling) {
  CPUQVM qvm;
  // Work is the number of outcomes: a sampler may well be done with few of them at once.
  EXPECT_TRUE(is_stopped<Stop>([&](std::uint64_t work) {
    QProg prog;
    for (unsigned q = 0; q < static_cast<unsigned>(std::bit_width(work)); ++q) prog << H(q) << measure(q, q);
    qvm.run(prog, kEndless, {.threads = GetParam(), .interrupt = support::stop_when_asked(3)});
  }));
}

TEST_P(Interrupts, a_time_limit_ends_a_run) {
  CPUQVM qvm;
  EXPECT_THROW(qvm.run(chancy_program(), kEndless, {.threads = GetParam(), .time_limit = 0.1}), Timeout);
  EXPECT_TRUE(is_stopped<Timeout>(
      [&](std::uint64_t work) { qvm.run(layered_program(20, work), 10, {.threads = GetParam(), .time_limit = 0.1}); }));
  qvm.run(program(X(0), measure(0, 0)), 2, {.time_limit = 600.0});
  EXPECT_EQ(qvm.result().get_counts(), (Counts{{"1", 2}}));
}
INSTANTIATE_TEST_SUITE_P(Threads, Interrupts, testing::Values(1, 2, 4));

TEST(TimeLimit, of_zero_is_over_at_once) {
  CPUQVM qvm;
  qvm.run(program(X(0), measure(0, 0)), 3);
  EXPECT_THROW(qvm.run(program(measure(0, 0)), 2, {.time_limit = 0.0}), Timeout);
  EXPECT_THROW(qvm.run(QProg(), 0, {.time_limit = 0.0}), Timeout);
  EXPECT_EQ(qvm.result().get_counts(), (Counts{{"1", 3}}));
}

TEST(Threads, none_is_left_behind) {
  const int before = support::thread_count();
  ASSERT_GT(before, 0);
  CPUQVM qvm;
  QProg prog(17);
  for (unsigned q = 0; q < 17; ++q) prog << H(q);
  qvm.run(prog, 0, {.threads = 4});
  EXPECT_EQ(support::thread_count(), before);
}

TEST(Threads, a_process_may_fork_after_a_run) {
#if defined(QPANDA3_TEST_SANITIZED)
  GTEST_SKIP() << "sanitizers do not follow forks of threaded programs";
#endif
  QProg prog(17);
  for (unsigned q = 0; q < 17; ++q) prog << X(q);
  prog << measure(16, 0);
  CPUQVM qvm;
  qvm.run(prog, 5, {.threads = 2});
  const pid_t child = fork();
  ASSERT_GE(child, 0);
  if (child == 0) {
    alarm(20);
    qvm.run(prog, 7, {.threads = 2});
    _exit(qvm.result().get_counts() == Counts{{"1", 7}} ? 0 : 1);
  }
  int status = -1;
  waitpid(child, &status, 0);
  EXPECT_TRUE(WIFEXITED(status) && WEXITSTATUS(status) == 0) << status;
  EXPECT_EQ(qvm.result().get_counts(), (Counts{{"1", 5}}));
}

TEST(Threads, absurd_numbers_are_refused) {
  CPUQVM qvm;
  EXPECT_THROW(qvm.run(QProg(1), 0, {.threads = -1}), InvalidArgument);
  EXPECT_THROW(qvm.run(QProg(1), 0, {.threads = 5000}), InvalidArgument);
  EXPECT_THROW(qvm.set_threads(-1), InvalidArgument);
  EXPECT_THROW(qvm.set_threads(4097), InvalidArgument);
  EXPECT_THROW(CPUQVM("float64", -2), InvalidArgument);
  EXPECT_GE(sim::usable_processors(), 1);
}

/// Hours of work, whatever is merged.
QProg endless_program(unsigned qubits) {
  QCircuit layer(qubits);
  for (unsigned q = 0; q < qubits; ++q) layer << RX(q, 0.1) << CNOT(q, (q + 1) % qubits);
  for (int doubling = 0; doubling < 12; ++doubling) layer = QCircuit(qubits) << layer << layer;
  return QProg(qubits) << layer;
}

/// The most threads that the process has while a machine runs a long program, more than before it. Waits until there
/// are `expected`; where none are, for a second's worth of questions.
int helpers_during(CPUQVM& qvm, int expected, RunOptions options) {
  const int before = support::thread_count();
  int most = 0, questions = 0;
  options.interrupt = [&] {
    most = std::max(most, support::thread_count() - before);
    if (++questions == (expected == 0 ? 50 : 5000) || (expected != 0 && most >= expected)) throw Stop();
  };
  EXPECT_THROW(qvm.run(endless_program(17), 0, options), Stop);
  return most;
}

TEST(Threads, a_run_says_how_many_or_else_the_machine) {
  CPUQVM qvm("float64", 3);
  EXPECT_EQ(qvm.threads(), 3);
  EXPECT_EQ(helpers_during(qvm, 2, {}), 2);
  EXPECT_EQ(helpers_during(qvm, 1, {.threads = 2}), 1);
  EXPECT_EQ(helpers_during(qvm, 0, {.threads = 1}), 0);
  qvm.set_threads(1);
  EXPECT_EQ(helpers_during(qvm, 0, {}), 0);
  EXPECT_EQ(CPUQVM().threads(), 0);
}

TEST(Arguments, wrong_ones_are_refused_with_what_was_given) {
  CPUQVM qvm;
  EXPECT_THROW(qvm.run(QProg(1), -1), NegativeValue);
  EXPECT_THROW(qvm.run(QProg(1), 1, {.time_limit = -1.0}), InvalidArgument);
  EXPECT_THROW(qvm.run(QProg(1), 1, {.time_limit = std::nan("")}), InvalidArgument);
}

TEST(Arguments, precision_is_checked_by_name) {
  EXPECT_EQ(CPUQVM().precision(), "float64");
  EXPECT_EQ(CPUQVM("float32").precision(), "float32");
  EXPECT_EQ(CPUQVM::supported_precisions(), (std::vector<std::string>{"float32", "float64"}));
  EXPECT_THROW(CPUQVM("exact"), UnsupportedPrecision);
  EXPECT_THROW(CPUQVM("double"), InvalidPrecision);
  EXPECT_THROW(CPUQVM(""), InvalidPrecision);
}

}  // namespace
}  // namespace qpanda3
