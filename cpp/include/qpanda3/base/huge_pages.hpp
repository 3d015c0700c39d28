#pragma once
// Large arrays in huge pages: memory that is written for the first time comes from the system page by page, and a huge
// page takes little longer than a small one.

#include <cstddef>
#include <vector>

#include "qpanda3/base/export.hpp"

namespace qpanda3 {

/// Tells the system, where it can be told, that memory which nobody has written to yet is better made of huge pages.
QPANDA3_API void prefer_huge_pages(const void* memory, std::size_t bytes) noexcept;

/// Room for `count` elements in all, which are about to be written.
template <class Value>
void reserve_large(std::vector<Value>& values, std::size_t count) {
  constexpr std::size_t kLarge = std::size_t{4} << 20;
  if (count <= values.capacity()) return;
  values.reserve(count);
  if (count * sizeof(Value) >= kLarge)
    prefer_huge_pages(values.data() + values.size(), (values.capacity() - values.size()) * sizeof(Value));
}

}  // namespace qpanda3
