#include "qpanda3/gate/qubit.hpp"

#include "qpanda3/base/concat.hpp"
#include "qpanda3/base/error.hpp"

namespace qpanda3::detail {

void throw_negative_index(const char* what, std::int64_t value) {
  throw NegativeValue(concat(what, " number must not be negative, got ", value));
}

void throw_large_index(const char* what, std::uint64_t value) {
  throw InvalidArgument(concat(what, " number must be at most ", kMaxIndex, ", got ", value));
}

}  // namespace qpanda3::detail
