// What a process may use, in containers made of files.
#include "qpanda3/base/machine.hpp"

#include <gtest/gtest.h>

#include <sched.h>
#include <sys/resource.h>
#include <sys/wait.h>
#include <unistd.h>

#include <filesystem>
#include <fstream>
#include <string>

#include "base/machine_limits.hpp"

#if defined(__SANITIZE_THREAD__) || defined(__SANITIZE_ADDRESS__)
#define QPANDA3_TEST_SANITIZED 1
#endif

namespace qpanda3 {
namespace {

using machine::kUnlimited;

/// A directory with files that stand for those of the system.
class Container : public testing::Test {
 protected:
  Container() : root_(std::filesystem::temp_directory_path() / ("qpanda3_machine_" + std::to_string(getpid()))) {
    std::filesystem::remove_all(root_);
    sources_ = {root_ / "proc", root_ / "cgroup"};
  }
  ~Container() override { std::filesystem::remove_all(root_); }

  void write(const std::string& path, const std::string& text) {
    const std::filesystem::path file = root_ / path;
    std::filesystem::create_directories(file.parent_path());
    std::ofstream(file) << text;
  }

  std::filesystem::path root_;
  machine::Sources sources_;
};

TEST_F(Container, without_files_nothing_is_limited) {
  EXPECT_EQ(machine::cpu_quota(sources_), std::nullopt);
  EXPECT_EQ(machine::cgroup_memory(sources_), kUnlimited);
  EXPECT_GT(machine::system_memory(sources_), 0u);  // what the machine has then
}

TEST_F(Container, available_memory_is_read_from_the_system) {
  write("proc/meminfo", "MemTotal:       24000000 kB\nMemFree:  100 kB\nMemAvailable:   12345678 kB\nBuffers: 5 kB\n");
  EXPECT_EQ(machine::system_memory(sources_), std::uint64_t{12345678} * 1024);
}

TEST_F(Container, version_2_takes_the_tightest_of_the_nested_groups) {
  write("proc/self/cgroup", "0::/a/b\n");
  write("cgroup/a/b/cpu.max", "max 100000\n");
  write("cgroup/a/cpu.max", "150000 100000\n");
  write("cgroup/cpu.max", "800000 100000\n");
  EXPECT_EQ(machine::cpu_quota(sources_), 1.5);

  write("cgroup/a/b/memory.max", "max\n");
  write("cgroup/a/b/memory.current", "700\n");
  EXPECT_EQ(machine::cgroup_memory(sources_), kUnlimited);
  write("cgroup/a/memory.max", "1000000\n");
  write("cgroup/a/memory.current", "900000\n");
  EXPECT_EQ(machine::cgroup_memory(sources_), 100000u);
  write("cgroup/a/memory.stat", "anon 5\ninactive_file 50000\nactive_file 7\n");
  EXPECT_EQ(machine::cgroup_memory(sources_), 150000u);
  write("cgroup/a/memory.high", "960000\n");
  EXPECT_EQ(machine::cgroup_memory(sources_), 110000u);
  write("cgroup/a/memory.high", "max\n");
  write("cgroup/memory.max", "4000\n");
  write("cgroup/memory.current", "5000\n");
  EXPECT_EQ(machine::cgroup_memory(sources_), 0u);
}

TEST_F(Container, version_1_has_a_hierarchy_for_each_controller) {
  write("proc/self/cgroup", "4:memory:/job\n3:cpu,cpuacct:/job\n2:cpuset:/\n0::/\n");
  write("cgroup/cpu/job/cpu.cfs_quota_us", "-1\n");
  write("cgroup/cpu/job/cpu.cfs_period_us", "100000\n");
  EXPECT_EQ(machine::cpu_quota(sources_), std::nullopt);
  write("cgroup/cpu/cpu.cfs_quota_us", "50000\n");
  write("cgroup/cpu/cpu.cfs_period_us", "100000\n");
  EXPECT_EQ(machine::cpu_quota(sources_), 0.5);

  write("cgroup/memory/job/memory.limit_in_bytes", "9223372036854771712\n");
  write("cgroup/memory/job/memory.usage_in_bytes", "1000\n");
  EXPECT_GT(machine::cgroup_memory(sources_), std::uint64_t{1} << 62);
  write("cgroup/memory/job/memory.limit_in_bytes", "3000000\n");
  write("cgroup/memory/job/memory.usage_in_bytes", "2000000\n");
  write("cgroup/memory/job/memory.stat", "cache 9\ntotal_inactive_file 1000000\n");
  EXPECT_EQ(machine::cgroup_memory(sources_), 2000000u);
}

TEST_F(Container, the_mount_point_counts_where_the_path_is_that_of_the_host) {
  write("proc/self/cgroup", "5:memory:/docker/0123\n");
  write("cgroup/memory/memory.limit_in_bytes", "5000\n");
  write("cgroup/memory/memory.usage_in_bytes", "1000\n");
  EXPECT_EQ(machine::cgroup_memory(sources_), 4000u);
}

TEST_F(Container, unreadable_numbers_are_no_limits) {
  write("proc/self/cgroup", "nonsense\n0::/\n");
  for (const char* text :
       {"", "\n", "lots\n", "12cats 100000\n", "-5 100000\n", "5\n", "0 0\n", "99999999999999999999 1\n"}) {
    write("cgroup/cpu.max", text);
    EXPECT_EQ(machine::cpu_quota(sources_), std::nullopt) << text;
  }
  write("cgroup/memory.max", "1000x\n");
  write("cgroup/memory.current", "10\n");
  EXPECT_EQ(machine::cgroup_memory(sources_), kUnlimited);
}

/// Whether check() holds in a process of its own.
template <class Check>
bool holds_in_child(const Check& check) {
  const pid_t child = fork();
  if (child == 0) _exit(check() ? 0 : 1);
  int status = -1;
  waitpid(child, &status, 0);
  return WIFEXITED(status) && WEXITSTATUS(status) == 0;
}

TEST(Machine, limits_of_the_process_count) {
#if defined(QPANDA3_TEST_SANITIZED)
  GTEST_SKIP() << "sanitizers take terabytes of address space";
#endif
  for (const int resource : {RLIMIT_AS, RLIMIT_DATA})
    EXPECT_TRUE(holds_in_child([&] {
      constexpr rlim_t kLimit = rlim_t{1} << 30;
      const rlimit limit{kLimit, kLimit};
      if (setrlimit(resource, &limit) != 0) return false;
      const std::uint64_t left = available_memory();
      return left > kLimit / 2 && left < kLimit;
    })) << resource;
}

TEST(Machine, affinity_counts) {
#if defined(__linux__)
  const int before = usable_processors();
  EXPECT_GE(before, 1);
  EXPECT_TRUE(holds_in_child([] {
    cpu_set_t one;
    if (sched_getaffinity(0, sizeof one, &one) != 0) return true;  // more processors than the set holds
    std::size_t first = 0;
    while (!CPU_ISSET(first, &one)) ++first;
    CPU_ZERO(&one);
    CPU_SET(first, &one);
    return sched_setaffinity(0, sizeof one, &one) == 0 && usable_processors() == 1;
  }));
#endif
}

}  // namespace
}  // namespace qpanda3
