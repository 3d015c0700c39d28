#pragma once
// How conditions become OpenQASM's `if(c==n)`, which compares one whole register with one number: the bits are divided
// into registers so that whatever decides on a statement lies in one of them, and the statement is written once for
// each value of that register.

#include <optional>
#include <string>
#include <vector>

#include "qpanda3/circuit/block.hpp"
#include "qpanda3/circuit/condition.hpp"

namespace qpanda3::text {

/// The classical bits of a program as registers, in order and without gaps.
class BitRegisters {
 public:
  struct Register {
    Index first, size;
  };

  /// One register if nothing depends on bits; else one for each group of bits that decide together, and one for what
  /// lies between.
  explicit BitRegisters(const Block& program);

  std::size_t index_of(Index bit) const;
  const Register& operator[](std::size_t index) const { return registers_[index]; }
  std::size_t size() const noexcept { return registers_.size(); }
  /// `c`, or `c0`, `c1`, ... if there are several.
  std::string name(std::size_t index) const;

 private:
  void collect(const Block& block, std::vector<Register>& groups, std::optional<Register> around);

  std::vector<Register> registers_;
};

/// What decides on a statement: the values of one register under which it is executed.
struct Decision {
  std::size_t reg;
  std::vector<std::uint64_t> values;
};

/// The values in `around` (or all of the register, if there is no decision yet) that meet the condition (`met`), or
/// that do not. Unsupported if they are more than can be written one by one.
Decision decide(const BitRegisters& registers, const std::optional<Decision>& around, const Condition& condition,
                bool met);

}  // namespace qpanda3::text
