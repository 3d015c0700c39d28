// LaTeX drawings: cells one by one, and for random programs that the table is one that qcircuit accepts.

#include <gtest/gtest.h>

#include <algorithm>
#include <cctype>
#include <regex>
#include <set>
#include <sstream>
#include <string>
#include <vector>

#include "qpanda3/base/error.hpp"
#include "qpanda3/gate/factories.hpp"
#include "qpanda3/text/draw.hpp"
#include "support/programs.hpp"
#include "support/random_circuits.hpp"

namespace qpanda3 {
namespace {

using support::prog_of;

/// The rows of the table, each without what begins and ends every row.
std::string table(const std::string& document) {
  static const std::regex kRow(R"(\\nghost\{\} & \\lstick\{(.*?)\} & (.*) & \\rstick\{\}\\[qc]w & \\nghost\{\} \\\\)");
  std::istringstream lines(document);
  std::string out;
  for (std::string line; std::getline(lines, line);) {
    std::smatch match;
    if (std::regex_match(line, match, kRow)) out += match[1].str() + ": " + match[2].str() + "\n";
  }
  return out;
}

template <class Program>
std::string table(const Program& program, const DrawOptions& options = {.show_params = false}) {
  return table(draw_latex(program, options));
}

TEST(Latex, document_around_the_table) {
  EXPECT_EQ(draw_latex(prog_of(H(0), CNOT(0, 1), measure(1, 3))), R"(\documentclass[border=2px]{standalone}
\usepackage[braket, qm]{qcircuit}
\usepackage{graphicx}
\begin{document}

\scalebox{1.0}{
\Qcircuit @C = 1.0em @R = 0.5em @!R { \\
\nghost{} & \lstick{\ket{q_0}} & \gate{\mathrm{H}} & \ctrl{1} & \qw & \rstick{}\qw & \nghost{} \\
\nghost{} & \lstick{\ket{q_1}} & \qw & \targ & \meter & \rstick{}\qw & \nghost{} \\
\nghost{} & \lstick{c_3} & \cw & \cw & \cw & \rstick{}\cw & \nghost{} \\
}
}
\end{document}
)");
  EXPECT_NE(draw_latex(prog_of(H(0)), {.with_logo = true}).find("\n\\textbf{QPanda3}\\\\[0.5em]\n\\scalebox"),
            std::string::npos);
}

TEST(Latex, labels) {
  const QProg prog = prog_of(RX(0, .5), U2(0, -1, 2).dagger(), S(0).dagger());
  EXPECT_EQ(table(prog),
            "\\ket{q_0}: \\gate{\\mathrm{RX}} & \\gate{\\mathrm{U2}^{\\dagger}} & "
            "\\gate{\\mathrm{S}^{\\dagger}}\n");
  EXPECT_EQ(table(prog, {.precision = 2}),
            "\\ket{q_0}: \\gate{\\mathrm{RX},\\{0.50\\}} & \\gate{\\mathrm{U2},\\{-1.00,2.00\\}^{\\dagger}} & "
            "\\gate{\\mathrm{S}^{\\dagger}}\n");
  EXPECT_EQ(table(prog_of(H(12), measure(12, 10))),
            "\\ket{q_{12}}: \\gate{\\mathrm{H}} & \\meter\nc_{10}: \\cw & \\cw\n");
  EXPECT_THROW(draw_latex(prog, {.precision = -1}), NegativeValue);
  EXPECT_THROW(draw_latex(prog, {.precision = 101}), InvalidArgument);
}

TEST(Latex, names_of_circuits_are_escaped) {
  QCircuit circuit;
  circuit << H(0);
  circuit.set_name("a_b&c%d$e#f{g}h~i^j\\k l\n\xE9\x87\x8F");
  EXPECT_EQ(
      table(prog_of(circuit), {.expand = {}}),
      "\\ket{q_0}: \\gate{\\mathrm{a\\_b\\&c\\%d\\$e\\#f\\{g\\}h\\sim{}i\\wedge{}j\\backslash{}k\\ l?\xE9\x87\x8F}}\n");
}

TEST(Latex, controls_and_swaps) {
  EXPECT_EQ(table(prog_of(X(1).control({0, 2}), CZ(0, 1), CZ(2, 0).control(1), SWAP(0, 2), SWAP(2, 0).control(1))),
            "\\ket{q_0}: \\ctrl{1} & \\ctrl{1} & \\control\\qw & \\qswap & \\qswap \\qwx[2]\n"
            "\\ket{q_1}: \\gate{\\mathrm{X}} & \\control\\qw & \\ctrl{-1} & \\qw & \\ctrl{-1}\n"
            "\\ket{q_2}: \\ctrl{-1} & \\qw & \\ctrl{-2} & \\qswap \\qwx[-2] & \\qswap\n");
  EXPECT_EQ(table(prog_of(RXX(0, 1, .5).control(2), CP(2, 1, .5).control(0), ISWAP(1, 2))),
            "\\ket{q_0}: \\multigate{1}{\\mathrm{RXX}} & \\ctrl{1} & \\qw\n"
            "\\ket{q_1}: \\ghost{\\mathrm{RXX}} & \\multigate{1}{\\mathrm{CP}} & \\multigate{1}{\\mathrm{ISWAP}}\n"
            "\\ket{q_2}: \\ctrl{-2} & \\ghost{\\mathrm{CP}} & \\ghost{\\mathrm{ISWAP}}\n");
}

TEST(Latex, a_control_between_targets_stands_between_boxes) {
  EXPECT_EQ(table(prog_of(RZX(2, 0, .5).control({1, 3}), CP(0, 2, .5).control(1))),
            "\\ket{q_0}: \\gate{{\\mathrm{RZX}}_{1}} & \\control\\qw\n"
            "\\ket{q_1}: \\ctrl{-1} & \\ctrl{-1}\n"
            "\\ket{q_2}: \\gate{{\\mathrm{RZX}}_{0}} \\qwx[-1] & \\gate{{\\mathrm{CP}}} \\qwx[-1]\n"
            "\\ket{q_3}: \\ctrl{-1} & \\qw\n");
}

TEST(Latex, what_would_lie_over_another_gate_has_a_column_of_its_own) {
  EXPECT_EQ(table(prog_of(ISWAP(0, 2), H(1), H(3))),
            "\\ket{q_0}: \\multigate{2}{\\mathrm{ISWAP}} & \\qw\n"
            "\\ket{q_1}: \\ghost{\\mathrm{ISWAP}} & \\gate{\\mathrm{H}}\n"
            "\\ket{q_2}: \\ghost{\\mathrm{ISWAP}} & \\qw\n"
            "\\ket{q_3}: \\gate{\\mathrm{H}} & \\qw\n");
  EXPECT_EQ(table(prog_of(H(1), CNOT(2, 0))),
            "\\ket{q_0}: \\qw & \\targ\n"
            "\\ket{q_1}: \\gate{\\mathrm{H}} & \\qw\n"
            "\\ket{q_2}: \\qw & \\ctrl{-2}\n");
}

TEST(Latex, barriers_have_neither_controls_nor_daggers) {
  QCircuit circuit;
  circuit << BARRIER({0, 2});
  EXPECT_EQ(table(circuit.dagger().control(3)),
            "\\ket{q_0}: \\multigate{1}{\\mathrm{BARRIER}}\n"
            "\\ket{q_2}: \\ghost{\\mathrm{BARRIER}}\n"
            "\\ket{q_3}: \\qw\n");
}

TEST(Latex, branches_and_loops_are_boxes_at_their_ends) {
  EXPECT_EQ(table(prog_of(H(1), qif({2}).then(prog_of(X(0))).qelse(prog_of(Y(2))))),
            "\\ket{q_0}: \\qw & \\multigate{2}{\\mathrm{QIF}:c_2=1} & \\gate{\\mathrm{X}} & "
            "\\multigate{2}{\\mathrm{QELSE}} & \\qw & \\multigate{2}{\\mathrm{QENDIF}}\n"
            "\\ket{q_1}: \\gate{\\mathrm{H}} & \\ghost{\\mathrm{QIF}:c_2=1} & \\qw & "
            "\\ghost{\\mathrm{QELSE}} & \\qw & \\ghost{\\mathrm{QENDIF}}\n"
            "\\ket{q_2}: \\qw & \\ghost{\\mathrm{QIF}:c_2=1} & \\qw & "
            "\\ghost{\\mathrm{QELSE}} & \\gate{\\mathrm{Y}} & \\ghost{\\mathrm{QENDIF}}\n"
            "c_2: \\cw & \\cw & \\cw & \\cw & \\cw & \\cw\n");
  EXPECT_EQ(table(prog_of(qwhile({0, 11}).loop(prog_of(H(1))))),
            "\\ket{q_1}: \\gate{\\mathrm{QWHILE}:c_0=1,c_{11}=1} & \\gate{\\mathrm{H}} & \\gate{\\mathrm{QENDWHILE}}\n"
            "c_0: \\cw & \\cw & \\cw\nc_{11}: \\cw & \\cw & \\cw\n");
  EXPECT_EQ(table(QProg("QINIT 1\nCREG 2\nQIF c==2\nX q[0]\nQENDIF\n")),
            "\\ket{q_0}: \\gate{\\mathrm{QIF}:c_1=1,c_0=0} & \\gate{\\mathrm{X}} & \\gate{\\mathrm{QENDIF}}\n"
            "c_0: \\cw & \\cw & \\cw\nc_1: \\cw & \\cw & \\cw\n");
}

TEST(Latex, empty_programs_and_fixed_sizes) {
  EXPECT_EQ(draw_latex(QProg()).find("\\lstick{\\ket{q_0}} & \\rstick{}\\qw"), draw_latex(QProg()).find("\\lstick"));
  EXPECT_EQ(table(prog_of(QCircuit(2), H(0))), "\\ket{q_0}: \\gate{\\mathrm{H}}\n\\ket{q_1}: \\qw\n");
}

/// An empty text if the document is one that qcircuit accepts, else what is wrong with it.
std::string fault(const std::string& document) {
  static const std::set<std::string> kKnown = {
      "documentclass", "usepackage", "begin", "end",       "scalebox", "Qcircuit", "nghost",  "lstick",
      "rstick",        "ket",        "gate",  "multigate", "ghost",    "ctrl",     "control", "targ",
      "qswap",         "qwx",        "qw",    "cw",        "meter",    "mathrm",   "dagger"};
  int depth = 0;
  for (std::size_t i = 0; i < document.size(); ++i) {
    const bool escaped = i > 0 && document[i - 1] == '\\' && !(i > 1 && document[i - 2] == '\\');
    if (document[i] == '{' && !escaped) ++depth;
    if (document[i] == '}' && !escaped && --depth < 0) return "a brace too many";
    if (document[i] != '\\' || !std::isalpha(static_cast<unsigned char>(document[i + 1]))) continue;
    std::size_t end = i + 1;
    while (std::isalpha(static_cast<unsigned char>(document[end]))) ++end;
    const std::string command = document.substr(i + 1, end - i - 1);
    if (!kKnown.contains(command)) return "unknown command " + command;
  }
  if (depth != 0) return "unbalanced braces";
  std::set<std::ptrdiff_t> columns;
  std::istringstream lines(document);
  for (std::string line; std::getline(lines, line);)
    if (line.starts_with("\\nghost")) columns.insert(std::count(line.begin(), line.end(), '&'));
  return columns.size() == 1 ? "" : "rows of different lengths";
}

/// Links that leave the table, or boxes that meet something else: one row of cells after the other.
std::string misplaced(const std::string& document) {
  std::vector<std::vector<std::string>> rows;
  std::istringstream lines(document);
  for (std::string line; std::getline(lines, line);) {
    if (!line.starts_with("\\nghost")) continue;
    std::vector<std::string> cells;
    for (std::size_t at = 0, next; at != std::string::npos; at = next == std::string::npos ? next : next + 3) {
      next = line.find(" & ", at);
      cells.push_back(line.substr(at, next == std::string::npos ? next : next - at));
    }
    rows.push_back(cells);
  }
  static const std::regex kMulti(R"(\\multigate\{(\d+)\}(.*))"), kLink(R"(.*\\(?:ctrl\{|qwx\[)(-?\d+)[}\]])");
  for (std::size_t row = 0; row < rows.size(); ++row)
    for (std::size_t column = 0; column < rows[row].size(); ++column) {
      std::smatch match;
      const std::string& cell = rows[row][column];
      if (std::regex_match(cell, match, kMulti)) {
        const std::size_t height = std::stoul(match[1].str());
        for (std::size_t below = row + 1; below <= row + height; ++below)
          if (below >= rows.size() || rows[below][column] != "\\ghost" + match[2].str()) return "a box is cut: " + cell;
      } else if (std::regex_match(cell, match, kLink)) {
        const long other = static_cast<long>(row) + std::stol(match[1].str());
        if (other < 0 || other >= static_cast<long>(rows.size())) return "a line leaves the table: " + cell;
        const std::string& end = rows[static_cast<std::size_t>(other)][column];
        if (end == "\\qw" || end == "\\cw") return "a line ends nowhere: " + cell;
      }
    }
  return "";
}

TEST(Latex, more_cells_than_anyone_can_show_are_refused) {
  QProg nested;
  const Index qubits = 40000;
  for (Index i = 0; i < qubits / 2; ++i) nested << CNOT(i, qubits - 1 - i);
  EXPECT_THROW(draw_latex(nested), ResourceExhausted);
  QProg wide(1 << 22);
  for (int i = 0; i < 8; ++i) wide << H(0);
  EXPECT_THROW(draw_latex(wide), ResourceExhausted);
}

TEST(Latex, random_circuits_give_valid_tables) {
  support::Random random(5);
  for (int round = 0; round < 300; ++round) {
    const QCircuit circuit = support::random_circuit(random, 5, {0, 1, 2, 3, 4}, 12, 2).circuit;
    const std::string document = draw_latex(circuit, {.show_params = round % 2 == 0});
    ASSERT_EQ(fault(document), "") << document;
    ASSERT_EQ(misplaced(document), "") << document;
  }
}

}  // namespace
}  // namespace qpanda3
