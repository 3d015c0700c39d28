#pragma once
// The words of OpenQASM 2, and of OpenQASM 3 as far as a reader of version 2 should know them to refuse them.

#include <cstdint>
#include <string>
#include <string_view>

namespace qpanda3::text {

enum class QasmWord : std::uint8_t {
  none,  ///< no word of the language: a name
  openqasm,
  include,
  qreg,
  creg,
  qubit,
  bit,
  gate,
  opaque,
  barrier,
  measure,
  reset,
  if_,
  gphase,
  version3,  ///< begins a statement of OpenQASM 3 that is not read
};

/// What a word means at the beginning of a statement. Words of version 3 can be names in version 2.
QasmWord qasm_word(std::string_view text) noexcept;

/// True if the word cannot name a gate, a qubit, a parameter or a register.
bool is_reserved_in_qasm(std::string_view text) noexcept;

std::string lower_case(std::string_view text);

/// What to say about an unknown gate besides that it is unknown, or "".
std::string qasm_advice_on(std::string_view name);

}  // namespace qpanda3::text
