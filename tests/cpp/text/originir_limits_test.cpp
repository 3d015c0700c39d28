// Texts that are made to hurt: deep, long, multiplying. Each ends quickly, in a program or in a ParseError.

#include <gtest/gtest.h>

#include <sys/resource.h>

#include <chrono>
#include <random>

#include "qpanda3/base/error.hpp"
#include "qpanda3/text/originir.hpp"

namespace qpanda3 {
namespace {

constexpr int kMany = 1000000;
constexpr const char* kHeader = "QINIT 30\nCREG 30\n";

std::string repeated(std::string_view piece, int count) {
  std::string text;
  text.reserve(piece.size() * static_cast<std::size_t>(count));
  for (int i = 0; i < count; ++i) text += piece;
  return text;
}

/// Seconds that reading takes; `message` is what it fails with, empty if it must not fail. Generous limits: tests share
/// machines, and sanitizers slow everything down.
void expect_quick(const std::string& text, std::string_view message, double limit = 5.0) {
  const auto start = std::chrono::steady_clock::now();
  std::string failure;
  try {
    parse_originir(text);
  } catch (const ParseError& error) {
    failure = error.what();
  }
  const double seconds = std::chrono::duration<double>(std::chrono::steady_clock::now() - start).count();
  testing::Test::RecordProperty("milliseconds", static_cast<int>(seconds * 1000));
  EXPECT_LT(seconds, limit);
  EXPECT_EQ(failure.empty(), message.empty()) << failure;
  EXPECT_NE(failure.find(message), std::string::npos) << failure;
}

TEST(OriginIrLimits, deep_blocks) {
  expect_quick(kHeader + repeated("DAGGER\n", kMany), "more than 502 blocks open at once", 0.5);
  expect_quick(kHeader + repeated("QIF c[0]\n", kMany), "more than 502 blocks open at once", 0.5);
  expect_quick(kHeader + repeated("QWHILE c[0] DAGGER\n", kMany), "QWHILE cannot stand in a circuit", 0.5);
  std::string arms = std::string(kHeader) + "QIF c[0]\n";
  for (int i = 1; i < 1000; ++i) arms += "QELSEIF c[" + std::to_string(i) + "]\n";
  expect_quick(arms, "at most 500 QELSEIF", 0.5);
}

TEST(OriginIrLimits, deepest_nesting_that_is_written_is_read) {
  const std::string gate = "CONTROL q[1]\nDAGGER\nS q[0]\nENDDAGGER\nENDCONTROL\n";
  const std::string text = "QINIT 2\nCREG 1\n" + repeated("QIF c[0]\n", 500) + gate + repeated("QENDIF\n", 500);
  EXPECT_EQ(parse_originir(text).originir(), text);
  expect_quick(kHeader + repeated("DAGGER\n", 502) + "S q[0] T q[0] " + repeated("ENDDAGGER\n", 502), "");
  expect_quick(kHeader + repeated("QIF c[0]\n", 501) + repeated("QENDIF\n", 501), "nested more than 500 deep");
}

TEST(OriginIrLimits, long_expressions) {
  expect_quick(std::string(kHeader) + "RX q[0]," + repeated("(", kMany), "more than 1000 parentheses", 0.5);
  expect_quick(std::string(kHeader) + "RX q[0],(" + repeated("1^", kMany) + "1)", "");
  expect_quick(std::string(kHeader) + "RX q[0],(" + repeated("1+", kMany) + "1)", "");
  expect_quick(std::string(kHeader) + "RX q[0],(" + repeated("- ", kMany) + "1)", "");
  expect_quick(std::string(kHeader) + "RX q[0],(" + repeated("1", kMany) + ")", "outside the range of a double");
}

TEST(OriginIrLimits, multiplying_macros) {
  std::string text = kHeader + std::string("QGATE m0 a H a ENDQGATE\n");
  for (int i = 1; i < 100; ++i)
    text += "QGATE m" + std::to_string(i) + " a " + repeated("m" + std::to_string(i - 1) + " a ", 10) + "ENDQGATE\n";
  expect_quick(text + "m99 q[0]", "stand for more than 8388608", 0.5);
  expect_quick(text + "m5 q[0]", "");

  std::string chain = kHeader + std::string("QGATE m0 a H a ENDQGATE\n");
  for (int i = 1; i < 100000; ++i)
    chain += "QGATE m" + std::to_string(i) + " a m" + std::to_string(i - 1) + " a ENDQGATE\n";
  expect_quick(chain + "m99999 q[0]", "");

  const std::string heavy = kHeader + std::string("QGATE m a,(x) RX a,(") + repeated("x+", 100000) + "x) ENDQGATE\n";
  expect_quick(heavy + repeated("m q[0],(1)\n", kMany), "stand for more than 8388608");
}

TEST(OriginIrLimits, multiplying_registers) {
  expect_quick("QINIT 16777216\n" + repeated("H q\n", 1000), "stand for more than 8388608", 0.5);
  expect_quick("QINIT 70000 BARRIER q", "BARRIER takes at most 65535 qubits, got 70000");
}

TEST(OriginIrLimits, many_blocks_on_large_qubit_numbers) {
  const auto peak_kib = [] {
    rusage usage{};
    getrusage(RUSAGE_SELF, &usage);
    return usage.ru_maxrss;
  };
  const std::string header = "QINIT 16777216\nCREG 1\n", block = "QIF c[0]\nX q[16777215]\nQENDIF\n";
  const auto before = peak_kib();
  EXPECT_EQ(parse_originir(header + repeated(block, 1000)).block().size(), 1000u);
  ASSERT_LT(peak_kib() - before, 100 * 1024);
  expect_quick(header + repeated(block, kMany / 10), "");
  std::string downwards = header;
  for (int qubit = 16777215; qubit >= 0; qubit -= 512) downwards += "H q[" + std::to_string(qubit) + "]\n";
  expect_quick(downwards, "");
}

TEST(OriginIrLimits, long_lists) {
  std::string barrier = "QINIT 100000\nBARRIER q[0]";
  std::string names = "QGATE m a";
  for (int i = 1; i < 100000; ++i) {
    barrier += ",q[" + std::to_string(i) + "]";
    names += ",a" + std::to_string(i);
  }
  expect_quick(barrier, "BARRIER takes at most 65535 qubits, got 100000");
  expect_quick(names, "at most 256 qubits and parameters", 0.5);
}

TEST(OriginIrLimits, a_million_lines) {
  expect_quick(kHeader + repeated("U3 q[17],(0.12345678,-1.5,3.25)\n", kMany), "");
  expect_quick(kHeader + repeated("CONTROL q[1]\nDAGGER\nS q[0]\nENDDAGGER\nENDCONTROL\n", kMany / 4), "");
  expect_quick(kHeader + repeated(" \n", kMany) + "H q[0]", "");
}

/// Whatever happens to a text, the reader returns or throws a ParseError.
TEST(OriginIrLimits, damaged_texts_end_in_a_program_or_a_parse_error) {
  const std::string_view pieces[] = {"QINIT 3\n",
                                     "CREG 2\n",
                                     "H q[0]\n",
                                     "RX q[1],(PI/2^2)\n",
                                     "CNOT q[0],q[1]\n",
                                     "DAGGER\n",
                                     "ENDDAGGER\n",
                                     "CONTROL q[2]\n",
                                     "ENDCONTROL\n",
                                     "QIF c[0]\n",
                                     "QELSEIF c[1]\n",
                                     "QELSE\n",
                                     "QENDIF\n",
                                     "QWHILE c[0],c[1]\n",
                                     "QENDWHILE\n",
                                     "QGATE g a,b,(x)\n",
                                     "RX a,(x)\n",
                                     "g a,b,(x/2)\n",
                                     "ENDQGATE\n",
                                     "g q[0],q[1],(1)\n",
                                     "MEASURE q[0],c[1]\n",
                                     "BARRIER q\n",
                                     "MEASURE q,c\n",
                                     "c[0]=1\n",
                                     "QIF c==3\n",
                                     "/* */",
                                     "// x\n",
                                     "(",
                                     ")",
                                     ",",
                                     "q",
                                     "[",
                                     "1e5",
                                     "-"};
  std::mt19937 engine(7);
  const auto below = [&](std::size_t bound) {
    return std::uniform_int_distribution<std::size_t>(0, bound - 1)(engine);
  };
  int accepted = 0;
  for (int round = 0; round < 20000; ++round) {
    std::string text = "QINIT 3\nCREG 2\n";
    for (std::size_t i = below(12); i > 0; --i) text += pieces[below(std::size(pieces))];
    for (std::size_t i = below(3); i > 0; --i) text[below(text.size())] = static_cast<char>(below(256));
    try {
      const QProg prog = parse_originir(text);
      const std::string written = prog.originir();
      if (!prog.block().empty()) {
        EXPECT_EQ(parse_originir(written).originir(), written) << text;
      }
      ++accepted;
    } catch (const ParseError&) {
    }
  }
  EXPECT_GT(accepted, 100) << "the generator should also make texts that are right";
}

}  // namespace
}  // namespace qpanda3
