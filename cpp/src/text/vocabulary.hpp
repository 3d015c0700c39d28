#pragma once
// The words of OriginIR, derived from the gate table, and advice on words that belong to other languages.

#include <cstdint>
#include <string>
#include <string_view>

#include "qpanda3/gate/gate_info.hpp"

namespace qpanda3::text {

enum class WordKind : std::uint8_t {
  gate,
  barrier,
  measure,
  qinit,
  creg,
  dagger,
  enddagger,
  control,
  endcontrol,
  qgate,
  endqgate,
  qif,
  qelseif,
  qelse,
  qendif,
  qwhile,
  qendwhile,
};

struct Word {
  std::string_view name;
  WordKind kind;
  // For gates:
  GateType gate = GateType::GATE_UNDEFINED;  ///< what is stored
  std::uint8_t num_controls = 0;             ///< leading operands that are stored as controls
  std::uint8_t num_operands = 0;             ///< controls included
  std::uint8_t num_params = 0;
  bool params_optional = false;  ///< ECHO: no number means 0
};

/// The word with this exact spelling, or null.
const Word* find_word(std::string_view name) noexcept;

/// What to write instead of an unknown word, or "" if nothing is known about it.
std::string advice_on(std::string_view name);

}  // namespace qpanda3::text
