#pragma once
// What the fuzz targets share: bytes as text, and how a broken promise becomes a finding.

#include <cstddef>
#include <cstdint>
#include <cstdio>
#include <cstdlib>
#include <string_view>

namespace qpanda3::fuzz {

inline std::string_view as_text(const std::uint8_t* data, std::size_t size) {
  // No input gives a null pointer, which a string_view of length 0 may hold.
  return {reinterpret_cast<const char*>(data), size};
}

/// Ends the process, which libFuzzer takes as a finding. `first` and `second` are what should have been the same.
[[noreturn]] inline void report(const char* broken, std::string_view first = {}, std::string_view second = {}) {
  std::fprintf(stderr, "broken promise: %s\n--- first\n%.*s\n--- second\n%.*s\n", broken,
               static_cast<int>(first.size()), first.data(), static_cast<int>(second.size()), second.data());
  std::abort();
}

}  // namespace qpanda3::fuzz
