// First touch of memory: it comes into being, and holds what it held.
#include "sim/first_touch.hpp"

#include <gtest/gtest.h>

#include <sys/mman.h>

#include <algorithm>
#include <cstdint>
#include <vector>

#include "sim/state_buffer.hpp"

namespace qpanda3::sim {
namespace {

/// How many of the 4 KiB pages of some memory are there.
std::size_t resident_pages(const void* data, std::size_t bytes) {
  std::vector<unsigned char> is_there(bytes / 4096);
  EXPECT_EQ(mincore(const_cast<void*>(data), bytes, is_there.data()), 0);
  return static_cast<std::size_t>(
      std::count_if(is_there.begin(), is_there.end(), [](unsigned char flags) { return (flags & 1) != 0; }));
}

class FirstTouch : public testing::TestWithParam<int> {
 protected:
  static constexpr unsigned kQubits = 21;  // 32 MiB, 16 huge pages

  FirstTouch() { release_kept_memory(); }
  std::size_t pages(const StateBuffer& state) {
    return resident_pages(state.amplitudes<double>().data(), state.bytes());
  }

  Guard guard_{{}, {}};
  Workers workers_{GetParam(), guard_};
};

TEST_P(FirstTouch, is_of_what_a_pass_will_write) {
  constexpr std::uint64_t kAll = (std::uint64_t{1} << kQubits) - 1;
  constexpr std::size_t kPages = std::size_t{16} << kQubits >> 12;
  const StateBuffer state(kQubits, Precision::float64);
  ASSERT_TRUE(state.is_zero());
  const Amplitudes<double> amplitudes{state.amplitudes<double>().data(), kQubits};
  EXPECT_EQ(pages(state), 0u);

  touch_first(amplitudes, kAll, kAll & ~std::uint64_t{0xff}, workers_);  // within the first huge page
  EXPECT_EQ(pages(state), 0u);
  touch_first(amplitudes, kAll, kAll >> 1, workers_);  // the highest qubit: a huge page at 0, another at the middle
  EXPECT_EQ(pages(state), kPages / 16);
  touch_first(amplitudes, kAll >> 1, 0, workers_);
  EXPECT_GE(pages(state), kPages - kPages / 8);
  const auto all = state.amplitudes<double>();
  EXPECT_TRUE(std::all_of(all.begin(), all.end(), [](Complex value) { return value == Complex(0); }));
}

TEST_P(FirstTouch, leaves_what_has_been_written) {
  const StateBuffer state(kQubits, Precision::float64);
  const auto all = state.amplitudes<double>();
  std::fill(all.begin(), all.begin() + (1 << 18), Complex(1, 2));  // qubits 18, 19, 20 are 0
  touch_first(Amplitudes<double>{all.data(), kQubits}, std::uint64_t{7} << 18, 0, workers_);
  EXPECT_TRUE(std::all_of(all.begin(), all.begin() + (1 << 18), [](Complex value) { return value == Complex(1, 2); }));
}

INSTANTIATE_TEST_SUITE_P(Threads, FirstTouch, testing::Values(1, 2, 4));

}  // namespace
}  // namespace qpanda3::sim
