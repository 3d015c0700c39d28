#include "qpanda3/base/huge_pages.hpp"

#include <gtest/gtest.h>

#include <cstdint>
#include <numeric>

namespace qpanda3 {
namespace {

TEST(HugePages, room_is_made_and_what_is_there_stays) {
  for (const std::size_t size : {std::size_t{0}, std::size_t{10}, std::size_t{3} << 20}) {
    std::vector<std::uint64_t> values(7, 5);
    reserve_large(values, size);
    EXPECT_GE(values.capacity(), size);
    EXPECT_EQ(values, std::vector<std::uint64_t>(7, 5));
    const std::uint64_t* const data = values.data();
    const std::size_t capacity = values.capacity();
    reserve_large(values, capacity);
    EXPECT_EQ(values.data(), data);
    values.resize(capacity);
    std::iota(values.begin(), values.end(), std::uint64_t{0});
    EXPECT_EQ(values.data(), data);
    EXPECT_EQ(values.back(), capacity - 1);
  }
}

TEST(HugePages, any_memory_may_be_meant) {
  prefer_huge_pages(nullptr, 0);
  prefer_huge_pages(nullptr, 100);
  std::uint64_t number = 3;
  prefer_huge_pages(&number, sizeof number);
  EXPECT_EQ(number, 3u);
}

}  // namespace
}  // namespace qpanda3
