// Archives keep everything, and damaged ones end in a ParseError.

#include "qpanda3/binary/archive.hpp"

#include <gtest/gtest.h>

#include <functional>
#include <random>

#include "binary/archive_format.hpp"
#include "qpanda3/base/error.hpp"
#include "qpanda3/gate/factories.hpp"
#include "support/programs.hpp"
#include "support/random_circuits.hpp"

namespace qpanda3 {
namespace {

using support::prog_of;

/// One of everything.
QProg sample() {
  const Index pair[] = {2, 0};
  KarusMatrices swap_or_not{{std::vector<Complex>(16)}, {std::vector<Complex>(16)}};
  for (std::size_t i = 0; i < 4; ++i) swap_or_not[0][i * 5] = std::sqrt(0.5);
  for (const std::size_t i : {0u, 6u, 9u, 15u}) swap_or_not[1][i] = Complex(0, std::sqrt(0.5));
  Matrix oracle = Matrix::identity(4);
  oracle(3, 3) = Complex(0, 1);
  QCircuit inner(4), outer;
  inner.set_name("inner");
  inner << RX(0, 0.1) << U4(1, 1, 2, 3, 4).dagger() << Oracle({2, 1}, oracle) << BARRIER({0, 3});
  outer << inner.dagger().control({4, 6}) << Oracle({0, 1}, oracle).control(2) << IDLE(0, 1.5);
  QProg body = prog_of(H(1), measure(1, 3));
  QProg prog(9);
  prog << outer << inner << RESET(0) << Karus(pair, swap_or_not) << body << measure(0, 7)
       << QIf(Condition{{3}, {1, 7}}).then(body).otherwise_if({{1}, {}}).then(body).qelse(prog_of(body, X(2)))
       << qif({0}).then(QProg()).qelse(qif({1}).then(body).qendif()) << QWhile(Condition{{3, 5}, {}}).loop(body);
  return prog;
}

TEST(Archive, keeps_programs) {
  const QProg prog = sample();
  const QProg again = prog_from_archive(to_archive(prog));
  EXPECT_EQ(again, prog);
  EXPECT_EQ(again.name(), prog.name());
  EXPECT_EQ(again.fixed_size(), 9u);
  EXPECT_EQ(again.originir(17), prog.originir(17));
  EXPECT_EQ(again.str(), prog.str());
  EXPECT_EQ(to_archive(again), to_archive(prog)) << "nesting, sharing and marks too";
  EXPECT_EQ(prog_from_archive(to_archive(QProg())), QProg());
}

TEST(Archive, keeps_circuits_with_marks_and_names) {
  QCircuit circuit(4);
  circuit << H(0) << CNOT(0, 1);
  circuit.set_name("pair");
  const QCircuit marked = circuit.dagger().control({7, 5});
  const QCircuit again = circuit_from_archive(to_archive(marked));
  EXPECT_EQ(again, marked);
  EXPECT_TRUE(again.is_dagger());
  EXPECT_EQ(again.control_qubits(), (std::vector<Index>{7, 5}));
  EXPECT_EQ(again.name(), "pair");
  EXPECT_EQ(again.fixed_size(), 4u);
  const QCircuit unnamed;
  EXPECT_EQ(circuit_from_archive(to_archive(unnamed)).name(), unnamed.name());
}

TEST(Archive, keeps_items) {
  const QGate gate = RZX(3, 1, -0.0).dagger().control({9, 0});
  EXPECT_EQ(gate_from_archive(to_archive(gate)), gate);
  EXPECT_TRUE(std::signbit(gate_from_archive(to_archive(gate)).parameters()[0]));
  EXPECT_EQ(measure_from_archive(to_archive(measure(3, 16777215))), measure(3, 16777215));
  const Index first[] = {4};
  const Karus karus(first, {{1, 0, 0, 0.6}, {0, 0.8, 0, 0}});
  EXPECT_EQ(karus_from_archive(to_archive(karus)), karus);
}

TEST(Archive, keeps_random_circuits) {
  support::Random random(3);
  for (int i = 0; i < 100; ++i) {
    const QCircuit circuit = support::random_circuit(random, 4, {0, 1, 2, 3}, 12, 3).circuit;
    const QCircuit again = circuit_from_archive(to_archive(circuit));
    ASSERT_EQ(again, circuit);
    ASSERT_EQ(to_archive(again), to_archive(circuit));
  }
}

TEST(Archive, writes_shared_circuits_once) {
  QCircuit circuit;
  circuit << H(0) << T(0);
  for (int i = 0; i < 60; ++i) {
    QCircuit twice;
    twice << circuit << circuit.dagger();
    circuit = twice;
  }
  const std::string bytes = to_archive(circuit);
  EXPECT_LT(bytes.size(), 2000u);
  const QCircuit again = circuit_from_archive(bytes);
  EXPECT_EQ(again, circuit);
  EXPECT_EQ(to_archive(again), bytes);
}

TEST(Archive, keeps_the_deepest_nesting) {
  QProg prog = prog_of(X(0));
  for (std::uint32_t i = 0; i < Block::kMaxNesting; ++i) prog = qif({0}).then(prog).qendif();
  EXPECT_EQ(prog_from_archive(to_archive(prog)), prog);
}

std::string with_checksum(std::string body) {
  const std::uint64_t sum = archive::checksum(body);
  for (int i = 0; i < 8; ++i) body.push_back(static_cast<char>(sum >> (8 * i)));
  return body;
}

std::string body_of(const std::string& bytes) { return bytes.substr(0, bytes.size() - archive::kChecksumSize); }

TEST(ArchiveErrors, other_values_and_versions_are_refused) {
  EXPECT_THROW(circuit_from_archive(to_archive(QProg())), ParseError);
  EXPECT_THROW(gate_from_archive(to_archive(measure(0, 0))), ParseError);
  EXPECT_THROW(prog_from_archive(""), ParseError);
  EXPECT_THROW(prog_from_archive("QP3"), ParseError);
  EXPECT_THROW(prog_from_archive("QINIT 1\nH q[0]\n"), ParseError);
  std::string body = body_of(to_archive(QProg()));
  body[4] = 2;
  EXPECT_THROW(prog_from_archive(with_checksum(body)), ParseError);
}

TEST(ArchiveErrors, each_cut_and_each_flipped_bit_is_noticed) {
  const std::string bytes = to_archive(sample());
  for (std::size_t size = 0; size < bytes.size(); ++size)
    ASSERT_THROW(prog_from_archive(std::string_view(bytes).substr(0, size)), ParseError) << size;
  for (std::size_t bit = 0; bit < 8 * bytes.size(); ++bit) {
    std::string damaged = bytes;
    damaged[bit / 8] = static_cast<char>(damaged[bit / 8] ^ (1 << (bit % 8)));
    ASSERT_THROW(prog_from_archive(damaged), ParseError) << bit;
  }
}

/// Archives whose checksum is right but whose contents are not: a program comes out that can be used, or a ParseError.
TEST(ArchiveErrors, contents_are_checked_too) {
  const std::string body = body_of(to_archive(sample()));
  std::mt19937_64 random(11);
  int accepted = 0;
  for (int round = 0; round < 15000; ++round) {
    std::string damaged = body;
    for (unsigned i = 1 + static_cast<unsigned>(random() % 3); i > 0; --i) {
      const std::size_t at = 6 + random() % (damaged.size() - 6);
      if (random() % 4 == 0)
        damaged.erase(at, 1 + random() % 3);
      else
        damaged[at] = static_cast<char>(random() % 2 == 0 ? random() % 256 : random() % 8);
      if (damaged.size() <= 7) break;
    }
    try {
      const QProg prog = prog_from_archive(with_checksum(damaged));
      EXPECT_EQ(prog_from_archive(to_archive(prog)), prog);
      if (prog.qubits_num() < 64 && prog.block().flat_size() < 10000) {
        static_cast<void>(prog.originir());
        static_cast<void>(prog.str());
        static_cast<void>(prog.to_circuit().expand());
      }
      ++accepted;
    } catch (const ParseError&) {
    } catch (const Unsupported&) {  // a loop that OriginIR cannot say
    }
  }
  EXPECT_GT(accepted, 250) << "most damage hits a number that may have any value";
}

TEST(ArchiveErrors, huge_counts_are_refused_before_memory_is_taken) {
  // Head of a program, then a count of matrices, or a matrix on 31 qubits.
  const std::string head = std::string("QP3A\x01\x01", 6) + std::string(2, '\0');
  for (const std::string& rest : {std::string("\xff\xff\xff\xff\xff\xff\xff\xff\xff\x01"), std::string("\x01\x1f\x01"),
                                  std::string("\0\0\xff\xff\xff\xff\x7f", 7)})
    EXPECT_THROW(prog_from_archive(with_checksum(head + rest)), ParseError);
  // Many small blocks that each use the highest qubit.
  std::string blocks;
  constexpr int kBlocks = 4000;
  for (int i = 0; i < kBlocks; ++i) blocks += std::string("\x01\0\0\x05\0\x01\xff\xff\xff\x07", 10);
  const std::string count{static_cast<char>(0x80 | (kBlocks & 0x7F)), static_cast<char>(kBlocks >> 7)};
  EXPECT_THROW(prog_from_archive(with_checksum(head + std::string(2, '\0') + count + blocks)), ParseError);
}

}  // namespace
}  // namespace qpanda3
