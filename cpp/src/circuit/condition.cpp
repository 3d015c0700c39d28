#include "qpanda3/circuit/condition.hpp"

#include <algorithm>
#include <iterator>

#include "qpanda3/base/concat.hpp"
#include "qpanda3/base/error.hpp"

namespace qpanda3 {
namespace {

constexpr std::size_t kValueBits = 64;

}  // namespace

Condition Condition::all_ones(std::vector<Index> bits) {
  std::sort(bits.begin(), bits.end());
  return {std::move(bits), {}};
}

Condition Condition::equal_to(std::span<const Index> bits, std::uint64_t value) {
  if (bits.size() < kValueBits && (value >> bits.size()) != 0)
    throw InvalidArgument(concat("a condition on ", bits.size(), " bits can never be ", value));
  Condition condition;
  for (std::size_t i = 0; i < bits.size(); ++i) {
    const bool is_one = i < kValueBits && (value >> i & 1) != 0;
    (is_one ? condition.ones : condition.zeros).push_back(bits[i]);
  }
  condition.normalise();
  for (const std::vector<Index>* list : {&condition.ones, &condition.zeros}) {
    const auto twice = std::adjacent_find(list->begin(), list->end());
    if (twice != list->end()) throw InvalidArgument(concat("a condition lists bit ", *twice, " twice"));
  }
  return condition;
}

void Condition::normalise() {
  std::sort(ones.begin(), ones.end());
  std::sort(zeros.begin(), zeros.end());
  std::vector<Index> both;
  std::set_intersection(ones.begin(), ones.end(), zeros.begin(), zeros.end(), std::back_inserter(both));
  if (!both.empty()) throw InvalidArgument(concat("a condition wants bit ", both[0], " to be both 1 and 0"));
}

bool Condition::covers(Index width) const noexcept {
  Index next = 0;  // all bits below it were seen
  auto one = ones.begin(), zero = zeros.begin();
  while (one != ones.end() || zero != zeros.end()) {
    const bool take_one = zero == zeros.end() || (one != ones.end() && *one < *zero);
    const Index bit = take_one ? *one++ : *zero++;
    if (bit > next) return false;
    if (bit == next) ++next;
  }
  return next == width;
}

}  // namespace qpanda3
