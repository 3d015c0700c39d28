#include "text/qasm_words.hpp"

#include <algorithm>
#include <unordered_map>

#include "text/expression.hpp"

namespace qpanda3::text {
namespace {

constexpr std::string_view kVersion3[] = {
    "ctrl",  "negctrl", "inv",   "pow",  "const",  "int",     "uint",     "float",  "angle",  "bool",   "complex",
    "let",   "for",     "while", "else", "switch", "def",     "extern",   "return", "break",  "end",    "continue",
    "input", "output",  "array", "box",  "delay",  "stretch", "duration", "cal",    "defcal", "pragma", "defcalgrammar",
};

struct Advice {
  std::string_view word, text;
};

constexpr Advice kAdvice[] = {
    {"rphi", "write u3(theta,phi-pi/2,pi/2-phi) q; for RPHI(theta,phi)"},
    {"sqiswap", "write rxx(-pi/4) a,b; ryy(-pi/4) a,b;"},
    {"ms", "write rxx(pi/2) a,b;"},
    {"snapshot", "it has no meaning outside of simulators"},
    {"delay", "leave it out, or append IDLE to the program that was read"},
    {"mcx", "write c3x or c4x, or define the gate"},
    {"qinit", "this looks like OriginIR, not OpenQASM"},
    {"else", "OpenQASM 2 has no else"},
    {"def", "OpenQASM 2 defines gates with gate name(parameters) qubits { ... }"},
};

}  // namespace

QasmWord qasm_word(std::string_view text) noexcept {
  static const auto words = [] {
    std::unordered_map<std::string_view, QasmWord> table{
        {"OPENQASM", QasmWord::openqasm}, {"include", QasmWord::include}, {"qreg", QasmWord::qreg},
        {"creg", QasmWord::creg},         {"qubit", QasmWord::qubit},     {"bit", QasmWord::bit},
        {"gate", QasmWord::gate},         {"opaque", QasmWord::opaque},   {"barrier", QasmWord::barrier},
        {"measure", QasmWord::measure},   {"reset", QasmWord::reset},     {"if", QasmWord::if_},
        {"gphase", QasmWord::gphase},
    };
    for (const std::string_view word : kVersion3) table.emplace(word, QasmWord::version3);
    return table;
  }();
  const auto found = words.find(text);
  return found == words.end() ? QasmWord::none : found->second;
}

bool is_reserved_in_qasm(std::string_view text) noexcept {
  const QasmWord word = qasm_word(text);
  return (word != QasmWord::none && word != QasmWord::version3) || text == "pi" || text == "PI" ||
         is_function_name(text);
}

std::string lower_case(std::string_view text) {
  std::string result(text);
  for (char& c : result)
    if (c >= 'A' && c <= 'Z') c = static_cast<char>(c - 'A' + 'a');
  return result;
}

std::string qasm_advice_on(std::string_view name) {
  const std::string lower = lower_case(name);
  const auto advice =
      std::find_if(std::begin(kAdvice), std::end(kAdvice), [&](const Advice& a) { return a.word == lower; });
  if (advice != std::end(kAdvice)) return std::string(advice->text);
  return "";
}

}  // namespace qpanda3::text
