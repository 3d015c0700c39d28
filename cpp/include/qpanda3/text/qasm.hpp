#pragma once
// OpenQASM 2 text: reading and writing programs.

#include <string>
#include <string_view>

#include "qpanda3/base/export.hpp"
#include "qpanda3/circuit/prog.hpp"

namespace qpanda3 {

/// Reads OpenQASM 2. ParseError with line and column for anything else.
///
/// The gates of qelib1.inc and stdgates.inc are built in, the include is optional. Registers are concatenated in order
/// of declaration; the register of the program comes from use. Gate definitions and gates on whole registers are
/// expanded. `if(c==n)` becomes a branch on all bits of that register. Of OpenQASM 3 `qubit[n] q`, `bit[n] c` and
/// `c[0] = measure q[0]` are read.
/// Bounded: 1000 open parentheses; what definitions and whole registers stand for, by kMaxQasmWork and
/// kMaxQasmWorkPerByte.
QPANDA3_API QProg qasm_to_prog(std::string_view text);

/// The same for a file. InvalidArgument if it cannot be read.
QPANDA3_API QProg qasm_file_to_prog(const std::string& path);

/// How many operations, operands and steps of arithmetic a text may stand for: so many, and so many for each byte.
inline constexpr std::uint64_t kMaxQasmWork = std::uint64_t{1} << 22;
inline constexpr std::uint64_t kMaxQasmWorkPerByte = 32;

/// The program as OpenQASM 2, one statement a line, no newline at the end. `precision`: decimals of parameters, in
/// fixed notation, 0 to 100; NegativeValue and InvalidArgument otherwise.
///
/// Gates without a name in OpenQASM 2 are rewritten, equal up to a global phase. ECHO and IDLE have no effect there
/// and are left out. A branch becomes `if` in front of each of its statements; if there are conditions, the bits are
/// divided into registers `c0`, `c1`, ... such that each condition is about one of them. Unsupported for what cannot be
/// said: loops, Karus, and branches that change the bits they depend on before their end.
QPANDA3_API std::string to_qasm(const QProg& prog, int precision = 8);

}  // namespace qpanda3
