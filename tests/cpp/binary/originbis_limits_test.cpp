// OriginBIS at its edges: a million gates, deep and shared nesting, little data that claims much.

#include <gtest/gtest.h>

#include "bytes.hpp"
#include "qpanda3/binary/originbis.hpp"
#include "qpanda3/gate/factories.hpp"

namespace qpanda3 {
namespace {

TEST(OriginBisLimits, a_million_gates) {
  QProg prog;
  for (int i = 0; i < 500000; ++i) prog << RX(i % 20, 0.001 * i) << CNOT(i % 20, i % 20 + 1);
  const std::string bytes = to_originbis(prog);
  const QProg read = from_originbis(bytes);
  EXPECT_EQ(read.block().size(), 1000000u);
  EXPECT_EQ(to_originbis(read), bytes);
}

QProg nested(int depth) {
  QProg prog;
  prog << H(0);
  for (int i = 0; i < depth; ++i) {
    QProg outer;
    outer << X(1) << prog;
    prog = outer;
  }
  return prog;
}

TEST(OriginBisLimits, nesting_as_deep_as_programs_have_it) {
  for (const int depth : {499, 500, 501, 1200}) {
    const std::string bytes = to_originbis(nested(depth));
    EXPECT_EQ(to_originbis(from_originbis(bytes)), bytes) << depth;
  }
}

TEST(OriginBisLimits, loops_nested_as_deep_as_they_may_be) {
  QProg prog;
  prog << H(0);
  for (int i = 0; i < 249; ++i) {
    QProg outer;
    outer << X(1) << qwhile({0}).loop(prog);
    prog = outer;
  }
  const std::string bytes = to_originbis(prog);
  EXPECT_EQ(to_originbis(from_originbis(bytes)), bytes);
}

/// `count` nodes, each with one reference to the next.
std::string chain(std::size_t count) {
  std::string bytes;
  for (std::size_t i = 1; i <= count; ++i) {
    if (i == count) {
      bytes += from_hex("0a022803");
      break;
    }
    std::string index;
    for (std::size_t rest = i; rest != 0; rest >>= 7)
      index.push_back(static_cast<char>((rest & 0x7f) | (rest > 0x7f ? 0x80 : 0)));
    const auto length = [](std::size_t size) { return std::string(1, static_cast<char>(size)); };
    const std::string item = "\x2a" + length(index.size() + 1) + "\x10" + index;
    bytes += "\x0a" + length(item.size() + 6) + "\x1a" + length(item.size()) + item + from_hex("28035001");
  }
  return bytes;
}

TEST(OriginBisLimits, chains_of_nodes_are_not_followed_without_end) {
  EXPECT_EQ(from_originbis(chain(500)).block().nesting(), 499u);
  EXPECT_THROW(from_originbis(chain(502)), ParseError);
  EXPECT_THROW(from_originbis(chain(1000000)), ParseError);
}

TEST(OriginBisLimits, sharing_does_not_multiply_without_bound) {
  QProg prog;
  prog << H(0);
  QProg empty;
  QCircuit circuit;
  circuit << H(0);
  for (int i = 0; i < 100; ++i) {
    QProg twice;
    twice << prog << prog;
    prog = twice;
    QProg none;
    none << empty << empty;
    empty = none;
    QCircuit both;
    both << circuit << circuit;
    circuit = both;
  }
  EXPECT_THROW(to_originbis(prog), ResourceExhausted);
  EXPECT_THROW(to_originbis(empty), ResourceExhausted);
  EXPECT_THROW(to_originbis(QProg(circuit)), ResourceExhausted);
}

TEST(OriginBisLimits, high_qubits_in_many_small_circuits_are_refused) {
  // Each circuit of 11 bytes would keep a table of two megabytes.
  const std::string item = from_hex(
      "1a0c220a22080805"
      "1204ffffff07");
  std::string node;
  for (int i = 0; i < 1000; ++i) node += item;
  node += from_hex("280350e807");
  std::string bytes = "\x0a";
  for (std::size_t rest = node.size(); rest != 0; rest >>= 7)
    bytes.push_back(static_cast<char>((rest & 0x7f) | (rest > 0x7f ? 0x80 : 0)));
  EXPECT_THROW(from_originbis(bytes + node), ResourceExhausted);
}

TEST(OriginBisLimits, sizes_that_are_claimed_are_not_allocated) {
  // A matrix of 2^24 - 1 rows and columns, a register of 2^24 + 1 qubits, a list of 2^63 bytes.
  EXPECT_THROW(from_originbis(from_hex("0a181a120a100826120100320910ffffff0718ffffff0728035001")), ParseError);
  EXPECT_THROW(from_originbis(from_hex("0a090a0510818080082803")), ParseError);
  EXPECT_THROW(from_originbis(from_hex("0a0e0aff8080808080808080012803")), ParseError);
  EXPECT_EQ(from_originbis(from_hex("0a090a0510808080082803")).fixed_size(), 1u << 24);
}

}  // namespace
}  // namespace qpanda3
