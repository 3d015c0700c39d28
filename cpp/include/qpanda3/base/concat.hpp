#pragma once
// Message building without std::format, which GCC 12 lacks. Messages are rare, so a stream is fine.

#include <sstream>
#include <string>

namespace qpanda3 {

/// Joins its arguments as `operator<<` would print them; floating-point numbers with 17 digits where needed.
template <class... Parts>
std::string concat(const Parts&... parts) {
  std::ostringstream out;
  out.precision(15);
  (out << ... << parts);
  return std::move(out).str();
}

/// `[0, 3, 5]`: a list as messages show it, shortened after `limit` elements.
template <class Range>
std::string list_text(const Range& range, std::size_t limit = 16) {
  std::ostringstream out;
  out << '[';
  std::size_t shown = 0;
  for (const auto& element : range) {
    if (shown == limit) {
      out << ", ...";
      break;
    }
    if (shown++ != 0) out << ", ";
    out << element;
  }
  out << ']';
  return std::move(out).str();
}

}  // namespace qpanda3
