#include "text/qasm_conditions.hpp"

#include <algorithm>

#include "qpanda3/base/concat.hpp"
#include "qpanda3/base/error.hpp"
#include "qpanda3/circuit/cursor.hpp"

namespace qpanda3::text {
namespace {

constexpr std::size_t kMaxValues = 256;
constexpr Index kMaxBits = 63;

std::uint64_t mask_of(const std::vector<Index>& bits, Index first) {
  std::uint64_t mask = 0;
  for (const Index bit : bits) mask |= std::uint64_t{1} << (bit - first);
  return mask;
}

[[noreturn]] void fail(const BitRegisters::Register& bits) {
  throw Unsupported(concat("OpenQASM 2 compares registers with one number only: a branch that depends on bits ",
                           bits.first, " to ", bits.first + bits.size - 1, " would have to be written for more than ",
                           kMaxValues, " numbers (numbers have at most ", kMaxBits, " bits)"));
}

}  // namespace

BitRegisters::BitRegisters(const Block& program) {
  const Index bound = program.cbit_bound();
  std::vector<Register> groups;
  if (program.has_control_flow()) collect(program, groups, std::nullopt);
  std::sort(groups.begin(), groups.end(), [](const Register& a, const Register& b) { return a.first < b.first; });
  Index next = 0;
  for (std::size_t i = 0; i < groups.size();) {
    Register merged = groups[i++];
    while (i < groups.size() && groups[i].first < merged.first + merged.size) {
      merged.size = std::max(merged.size, groups[i].first + groups[i].size - merged.first);
      ++i;
    }
    if (merged.first > next) registers_.push_back({next, merged.first - next});
    registers_.push_back(merged);
    next = merged.first + merged.size;
  }
  if (next < bound || registers_.empty()) registers_.push_back({next, bound - next});
}

/// Bits that decide together: those of a branch and of the branches around it. Calls itself for the arms of branches,
/// at most Block::kMaxNesting deep.
void BitRegisters::collect(const Block& block, std::vector<Register>& groups, std::optional<Register> around) {
  OperationCursor cursor(block);
  for (Step step; cursor.next(step);) {
    if (step.kind() != OpKind::branch) continue;
    const Condition condition = step.condition();
    std::optional<Register> group = around;
    for (const std::vector<Index>* bits : {&condition.ones, &condition.zeros}) {
      if (bits->empty()) continue;
      const Index first = group ? std::min(group->first, bits->front()) : bits->front();
      const Index last = std::max(group ? group->first + group->size - 1 : 0, bits->back());
      group = Register{first, last - first + 1};
    }
    if (group) groups.push_back(*group);
    collect(*step.then_block(), groups, group);
    if (const BlockPtr otherwise = step.else_block()) collect(*otherwise, groups, group);
  }
}

std::size_t BitRegisters::index_of(Index bit) const {
  const auto behind = std::upper_bound(registers_.begin(), registers_.end(), bit,
                                       [](Index value, const Register& bits) { return value < bits.first; });
  return static_cast<std::size_t>(behind - registers_.begin()) - 1;
}

std::string BitRegisters::name(std::size_t index) const { return registers_.size() == 1 ? "c" : concat('c', index); }

Decision decide(const BitRegisters& registers, const std::optional<Decision>& around, const Condition& condition,
                bool met) {
  Decision result{};
  result.reg = around ? around->reg
                      : registers.index_of(condition.ones.empty() ? condition.zeros.front() : condition.ones.front());
  const BitRegisters::Register& bits = registers[result.reg];
  if (bits.size > kMaxBits) fail(bits);
  const std::uint64_t ones = mask_of(condition.ones, bits.first), zeros = mask_of(condition.zeros, bits.first);
  if (around) {
    for (const std::uint64_t value : around->values)
      if (((value & ones) == ones && (value & zeros) == 0) == met) result.values.push_back(value);
    return result;
  }
  // All values of the bits that may vary: for `met` those that the condition leaves open.
  const std::uint64_t all = (std::uint64_t{1} << bits.size) - 1;
  const std::uint64_t open = met ? all & ~(ones | zeros) : all;
  std::uint64_t value = 0;
  do {
    const bool fits = met || (value & ones) != ones || (value & zeros) != 0;
    if (fits) result.values.push_back(met ? value | ones : value);
    if (result.values.size() > kMaxValues) fail(bits);
    value = (value - open) & open;  // the next subset of `open`
  } while (value != 0);
  return result;
}

}  // namespace qpanda3::text
