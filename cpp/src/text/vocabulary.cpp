#include "text/vocabulary.hpp"

#include <algorithm>
#include <unordered_map>
#include <vector>

#include "qpanda3/base/concat.hpp"

namespace qpanda3::text {
namespace {

constexpr Word kKeywords[] = {
    {.name = "BARRIER", .kind = WordKind::barrier}, {.name = "MEASURE", .kind = WordKind::measure},
    {.name = "QINIT", .kind = WordKind::qinit},     {.name = "CREG", .kind = WordKind::creg},
    {.name = "DAGGER", .kind = WordKind::dagger},   {.name = "ENDDAGGER", .kind = WordKind::enddagger},
    {.name = "CONTROL", .kind = WordKind::control}, {.name = "ENDCONTROL", .kind = WordKind::endcontrol},
    {.name = "QGATE", .kind = WordKind::qgate},     {.name = "ENDQGATE", .kind = WordKind::endqgate},
    {.name = "QIF", .kind = WordKind::qif},         {.name = "QELSEIF", .kind = WordKind::qelseif},
    {.name = "QELSE", .kind = WordKind::qelse},     {.name = "QENDIF", .kind = WordKind::qendif},
    {.name = "QWHILE", .kind = WordKind::qwhile},   {.name = "QENDWHILE", .kind = WordKind::qendwhile},
};

using WordTable = std::unordered_map<std::string_view, Word>;

WordTable make_table() {
  WordTable table;
  for (const Word& keyword : kKeywords) table.emplace(keyword.name, keyword);
  for (const GateInfo& info : gate_table()) {
    if (info.takes_list()) continue;  // BARRIER is a keyword here; ORACLE has no matrix in the text
    Word word{.name = info.name, .kind = WordKind::gate, .gate = info.type};
    word.num_operands = info.num_targets;
    word.num_params = info.num_params;
    word.params_optional = info.type == GateType::ECHO;
    table.emplace(word.name, word);
    word.name = info.originir;
    table.emplace(word.name, word);
  }
  for (const ControlledInfo& info : controlled_table()) {
    Word word{.name = info.name, .kind = WordKind::gate, .gate = info.base};
    word.num_controls = info.num_controls;
    word.num_operands = info.num_operands;
    word.num_params = info.num_params;
    table.emplace(word.name, word);
  }
  return table;
}

const WordTable& words() {
  static const WordTable table = make_table();
  return table;
}

struct Advice {
  std::string_view word;
  std::string_view text;
};

constexpr Advice kAdvice[] = {
    {"ORACLE", "OriginIR does not carry the matrix of an ORACLE; write it as gates"},
    {"SX", "SX is no OriginIR gate; use RX q[i],(PI/2), equal up to a global phase"},
    {"SXDG", "SXDG is no OriginIR gate; use RX q[i],(-PI/2), equal up to a global phase"},
    {"SDG", "SDG is no OriginIR gate; write S between DAGGER and ENDDAGGER"},
    {"TDG", "TDG is no OriginIR gate; write T between DAGGER and ENDDAGGER"},
    {"CX", "CX is no OriginIR gate; use CNOT q[i],q[j]"},
    {"CY", "CY is no OriginIR gate; write Y between CONTROL q[i] and ENDCONTROL"},
    {"CH", "CH is no OriginIR gate; write H between CONTROL q[i] and ENDCONTROL"},
    {"CSWAP", "CSWAP is no OriginIR gate; write SWAP between CONTROL q[i] and ENDCONTROL"},
    {"FREDKIN", "FREDKIN is no OriginIR gate; write SWAP between CONTROL q[i] and ENDCONTROL"},
    {"CCX", "CCX is no OriginIR gate; use TOFFOLI q[i],q[j],q[k]"},
    {"CU1", "CU1 is no OriginIR gate; use CR q[i],q[j],(theta)"},
    {"CPHASE", "CPHASE is no OriginIR gate; use CR q[i],q[j],(theta)"},
    {"CU3", "CU3 is no OriginIR gate; write U3 between CONTROL q[i] and ENDCONTROL"},
    {"U", "U is no OriginIR gate; use U3 q[i],(theta,phi,lambda)"},
    {"ID", "ID is no OriginIR gate; use I q[i]"},
    {"DEF", "DEF is no OriginIR word; define gates with QGATE ... ENDQGATE"},
    {"IF", "IF is no OriginIR word; use QIF ... QENDIF"},
    {"ELSE", "ELSE is no OriginIR word; use QELSE"},
    {"ENDIF", "ENDIF is no OriginIR word; use QENDIF"},
    {"WHILE", "WHILE is no OriginIR word; use QWHILE ... QENDWHILE"},
    {"OPENQASM", "this looks like OpenQASM, not OriginIR"},
    {"QREG", "QREG is no OriginIR word; use QINIT n"},
    {"QUBIT", "QUBIT is no OriginIR word; use QINIT n"},
};

char upper(char c) { return c >= 'a' && c <= 'z' ? static_cast<char>(c - 'a' + 'A') : c; }

bool equal_ignoring_case(std::string_view a, std::string_view b) {
  return std::equal(a.begin(), a.end(), b.begin(), b.end(), [](char x, char y) { return upper(x) == upper(y); });
}

}  // namespace

const Word* find_word(std::string_view name) noexcept {
  const WordTable& table = words();
  const auto found = table.find(name);
  return found == table.end() ? nullptr : &found->second;
}

std::string advice_on(std::string_view name) {
  for (const Advice& advice : kAdvice)
    if (equal_ignoring_case(name, advice.word)) return std::string(advice.text);
  std::vector<std::string_view> similar;
  for (const auto& [spelling, word] : words())
    if (equal_ignoring_case(name, spelling)) similar.push_back(spelling);
  if (similar.empty()) return "";
  return concat("names are case-sensitive; did you mean ", *std::min_element(similar.begin(), similar.end()), "?");
}

}  // namespace qpanda3::text
