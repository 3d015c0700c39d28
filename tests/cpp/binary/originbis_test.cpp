// OriginBIS: what is written, that it is read as what it was, and that nothing else is.

#include "qpanda3/binary/originbis.hpp"

#include <gtest/gtest.h>

#include <algorithm>
#include <cmath>

#include "bytes.hpp"
#include "qpanda3/gate/factories.hpp"
#include "qpanda3/text/originir.hpp"
#include "support/programs.hpp"

namespace qpanda3 {
namespace {

using support::circuit_of;
using support::prog_of;

/// The program with all digits, circuits resolved.
std::string text(const QProg& prog) { return to_originir(prog, {.precision = 0, .exact = true}); }

/// `node` as the only node of a message.
std::string message_of(const std::string& node) {
  std::string bytes = "\x0a";
  bytes.push_back(static_cast<char>(node.size()));
  return bytes + node;
}

/// A gate message as the only item of a program.
std::string with_gate(std::string_view digits) {
  const std::string gate = from_hex(digits);
  std::string item = "\x0a";
  item.push_back(static_cast<char>(gate.size()));
  item += gate;
  std::string node = "\x1a";
  node.push_back(static_cast<char>(item.size()));
  return message_of(node + item + from_hex("28035001"));
}

std::string read_error(const std::string& bytes) {
  return parse_error([&] { from_originbis(bytes); });
}

/// One of everything that the format holds.
QProg sample() {
  const QCircuit inner = circuit_of(RX(1, 0.25), CNOT(1, 2).dagger());
  const QProg body = prog_of(X(3), measure(3, 7));
  QProg prog(9);
  prog << H(0) << CU(0, 1, 0.1, -0.0, 1e300, 5e-324) << X(2).control(std::vector<Qubit>{4, 0}) << BARRIER({5, 1, 3});
  prog << inner << inner.dagger() << inner.control(std::vector<Qubit>{6, 5}).dagger();
  prog << circuit_of(H(7), inner.dagger(), inner.control(0)).dagger();
  prog << Oracle({2, 0}, Matrix(4, 4, {0, 1, 0, 0, {0, 1}, 0, 0, 0, 0, 0, 0, 1, 0, 0, -1, 0})).dagger();
  prog << Karus(std::vector<Index>{1}, {{1, 0, 0, 0.6}, {0, {0, 0.8}, 0, 0}});
  prog << qif({1, 3}).then(body).qelseif({2}).then(prog_of(ECHO(0, 2.5))).qelse(body) << RESET(8);
  prog << qwhile({0}).loop(prog_of(qif({5}).then(prog_of(H(1))).qendif(), IDLE(2, 1.5)));
  prog << prog_of(body, circuit_of(S(1))) << measure(0, 0);
  return prog;
}

struct GoldenCase {
  const char* name;
  QProg prog;
  const char* digits;
};

class OriginBisGolden : public testing::TestWithParam<GoldenCase> {};

TEST_P(OriginBisGolden, bytes) {
  EXPECT_EQ(to_hex(to_originbis(GetParam().prog)), GetParam().digits);
  EXPECT_EQ(text(from_originbis(from_hex(GetParam().digits))), text(GetParam().prog));
}

INSTANTIATE_TEST_SUITE_P(
    All, OriginBisGolden,
    testing::Values(
        GoldenCase{"empty", QProg(), "0a180a120a105175616e74756d52656769737465723012002803"},
        GoldenCase{"sized", QProg(3), "0a1f0a190a105175616e74756d52656769737465723010031a0300010212002803"},
        GoldenCase{"measure", prog_of(measure(0, 1)),
                   "0a480a120a105175616e74756d52656769737465723012001a2c122a10011a120a10000000000000f03f000000000000000"
                   "01a120a100000000000000000000000000000f03f28035001"},
        GoldenCase{"loop", prog_of(H(1), qwhile({0}).loop(prog_of(H(0)))),
                   "0a2b0a120a105175616e74756d52656769737465723012001a070a05080b1201011a042a0210012803400150020a310a120"
                   "a105175616e74756d52656769737465723112001a042a02100228013a0d0a0100109f9abcd0c8acb9ba79400150010a250a"
                   "120a105175616e74756d52656769737465723212001a070a05080b120100280340015001"}),
    [](const auto& tested) { return tested.param.name; });

TEST(OriginBis, everything_survives_a_round_trip) {
  const QProg prog = sample();
  const std::string bytes = to_originbis(prog);
  const QProg read = from_originbis(bytes);
  EXPECT_EQ(text(read), text(prog));
  EXPECT_EQ(to_hex(to_originbis(read)), to_hex(bytes));
  EXPECT_EQ(read.fixed_size(), 9u);
  EXPECT_EQ(read.qubits(), prog.qubits());
  EXPECT_EQ(read.cbits(), prog.cbits());
}

TEST(OriginBis, numbers_are_kept_bit_for_bit) {
  const QProg read = from_originbis(to_originbis(prog_of(CU(0, 1, -0.0, 5e-324, 1.7976931348623157e308, 0.1 + 0.2))));
  const std::vector<QGate> gates = read.gate_operations();
  const auto params = gates[0].parameters();
  EXPECT_TRUE(std::signbit(params[0]));
  EXPECT_EQ(params[1], 5e-324);
  EXPECT_EQ(params[2], 1.7976931348623157e308);
  EXPECT_EQ(params[3], 0.1 + 0.2);
  const Matrix matrix(2, 2, {0, {0.6, 0.8}, {-0.0, 1}, 0});
  EXPECT_EQ(*from_originbis(to_originbis(prog_of(Oracle({3}, matrix)))).gate_operations()[0].oracle_matrix(), matrix);
}

/// Every gate of the table, plain, daggered and with a control.
TEST(OriginBis, every_gate_is_kept) {
  QProg prog;
  for (const GateInfo& info : gate_table()) {
    if (info.type == GateType::ORACLE) continue;
    const std::vector<Index> targets{4, 2};
    const std::vector<double> params{0.1, 0.2, 0.3, 0.4};
    const std::size_t count = info.takes_list() ? 2 : info.num_targets;
    const QGate gate(info.type, std::span(targets).first(count), std::span(params).first(info.num_params));
    prog << gate << gate.dagger() << gate.control(std::vector<Qubit>{300, 1});
  }
  EXPECT_EQ(text(from_originbis(to_originbis(prog))), text(prog));
}

TEST(OriginBis, a_dagger_of_an_inner_circuit_stays_there) {
  const QCircuit outer = circuit_of(H(0), circuit_of(S(1), T(2)).dagger(), X(1));
  for (const QCircuit& marked : {outer, outer.dagger(), outer.control(5), outer.control(5).dagger()}) {
    const QProg prog = prog_of(marked);
    EXPECT_EQ(text(from_originbis(to_originbis(prog))), text(prog));
  }
}

TEST(OriginBis, circuits_keep_their_marks_and_sizes) {
  const QProg prog = prog_of(QCircuit(4) << H(0), circuit_of(X(0)).control(std::vector<Qubit>{2, 1}).dagger());
  const QProg read = from_originbis(to_originbis(prog));
  const Block& block = read.block();
  ASSERT_EQ(block.size(), 2u);
  EXPECT_EQ(block.tag(block.ops()[0])->fixed_size, 4u);
  EXPECT_TRUE(block.ops()[1].has(StoredOp::kDagger));
  const auto controls = block.controls(block.ops()[1]);
  EXPECT_EQ(std::vector<Index>(controls.begin(), controls.end()), (std::vector<Index>{2, 1}));
  EXPECT_EQ(read.fixed_size(), 4u);
}

TEST(OriginBis, conditions_are_kept) {
  for (const char* condition : {"c[0]", "c[3],c[1]", "c==0", "c==5", "c==7"}) {
    const QProg prog =
        parse_originir(std::string("QINIT 2\nCREG 3\nCREG 4\nH q[0]\nQIF ") + condition +
                       "\nX q[0]\nQELSEIF c[2]\nX q[1]\nQELSE\nQWHILE c==3\nY q[0]\nQENDWHILE\nQENDIF\n");
    EXPECT_EQ(text(from_originbis(to_originbis(prog))), text(prog)) << condition;
  }
}

/// A loop on `count` bits, the given ones of which have to be 1 and the others 0.
QProg loop_on(Index count, const std::vector<Index>& ones) {
  Condition condition{ones, {}};
  for (Index bit = 0; bit < count; ++bit)
    if (std::find(ones.begin(), ones.end(), bit) == ones.end()) condition.zeros.push_back(bit);
  auto block = std::make_shared<Block>();
  block->append_loop(condition, prog_of(H(0)).shared_block());
  return QProg::from_block(std::move(block));
}

TEST(OriginBis, conditions_for_zeros_have_their_ones_among_the_first_64) {
  for (const QProg& prog : {loop_on(64, {0, 63}), loop_on(200, {0, 2, 63})})
    EXPECT_EQ(text(from_originbis(to_originbis(prog))), text(prog));
  try {
    to_originbis(loop_on(65, {0, 64}));
    FAIL();
  } catch (const Unsupported& error) {
    EXPECT_NE(std::string(error.what()).find("bit 64 is number 65 of [0, 1,"), std::string::npos) << error.what();
  }
}

TEST(OriginBis, unknown_fields_are_skipped) {
  // In the message, the node, the item and the gate: fields 100 as a number, 101 as bytes, 102 and 103 of fixed size.
  const std::string more = from_hex("a00601aa0603616263b1060102030405060708bd0601020304");
  const std::string plain = from_hex("08101201002208000000000000e03f");
  const std::string item_of_plain = from_hex("0a0f") + plain;
  for (int place = 0; place < 4; ++place) {
    std::string gate = plain;
    if (place == 0) gate += more;
    std::string item = "\x0a" + std::string(1, static_cast<char>(gate.size())) + gate;
    if (place == 1) item = more + item;
    std::string node = "\x1a" + std::string(1, static_cast<char>(item.size())) + item + from_hex("28035001");
    if (place == 2) node = more + node;
    std::string bytes = message_of(node);
    if (place == 3) bytes = more + bytes;
    EXPECT_EQ(text(from_originbis(bytes)), text(prog_of(RX(0, 0.5)))) << place;
  }
}

TEST(OriginBis, lists_need_not_be_packed) {
  EXPECT_EQ(text(from_originbis(with_gate("081310021805180721000000000000e03f21000000000000d03f"))),
            text(prog_of(RPHI(2, 0.5, 0.25).control(std::vector<Qubit>{5, 7}))));
}

struct BadGate {
  const char* digits;
  const char* message;
};

class OriginBisBadGate : public testing::TestWithParam<BadGate> {};

TEST_P(OriginBisBadGate, is_refused) { EXPECT_EQ(read_error(with_gate(GetParam().digits)), GetParam().message); }

INSTANTIATE_TEST_SUITE_P(
    All, OriginBisBadGate,
    testing::Values(BadGate{"", "byte 6: gate: there is no gate of code 0"},
                    BadGate{"0827120100", "byte 6: gate: there is no gate of code 39"},
                    BadGate{"08ac02120100", "byte 6: gate: there is no gate of code 300"},
                    BadGate{"080b", "byte 6: gate: H takes 1 qubits, got 0"},
                    BadGate{"080b12020001", "byte 6: gate: H takes 1 qubits, got 2"},
                    BadGate{"0837", "byte 6: gate: BARRIER takes at least 1 qubits, got 0"},
                    BadGate{"0810120100", "byte 6: gate: RX takes 1 parameters, got 0"},
                    BadGate{"08101201002210000000000000e03f000000000000e03f",
                            "byte 6: gate: RX takes 1 parameters, got 2"},
                    BadGate{"08101201002208000000000000f87f", "byte 6: gate: RX: parameters must be finite, got nan"},
                    BadGate{"08101201002208000000000000f0ff", "byte 6: gate: RX: parameters must be finite, got -inf"},
                    BadGate{"081012010022070000000000e03f", "byte 11: gate: a list of numbers of 8 bytes has 7 bytes"},
                    BadGate{"081a12020303", "byte 6: gate: CNOT: qubit 3 is used twice"},
                    BadGate{"080b1201001a020500", "byte 6: gate: H: qubit 0 is used twice"},
                    BadGate{"080b12048080800f", "byte 8: gate: index 31457280 is too large; expected at most 16777215"},
                    BadGate{"080b120100"
                            "2802",
                            "byte 11: gate: flag 2 is too large; expected at most 1"},
                    BadGate{"0826120100", "byte 6: gate: ORACLE has no matrix"},
                    BadGate{"080b1201003200", "byte 6: gate: H has a matrix"},
                    BadGate{"0826120100320410021802", "byte 13: matrix: 2 rows and 2 columns take 8 numbers, got 0"},
                    BadGate{"08261201003200", "byte 6: gate: Oracle: a matrix on 1 qubits is 2x2, got 0x0"}));

struct BadMessage {
  const char* name;
  std::string bytes;
  const char* message;
};

class OriginBisBadMessage : public testing::TestWithParam<BadMessage> {};

TEST_P(OriginBisBadMessage, is_refused) { EXPECT_EQ(read_error(GetParam().bytes), GetParam().message); }

INSTANTIATE_TEST_SUITE_P(
    All, OriginBisBadMessage,
    testing::Values(
        BadMessage{"nothing", "", "byte 0: OriginBIS: there is no program in this data"},
        BadMessage{"text", "QINIT 2\nCREG 2\nH q[0]\n", "byte 9: OriginBIS: field 10 has 69 bytes, but only 11 follow"},
        BadMessage{"no_type", message_of(""), "byte 2: node: the type is missing; this is no program, branch or loop"},
        BadMessage{"unknown_type", message_of(from_hex("2802")),
                   "byte 2: node: type 2; expected 0 (branch), 1 (loop) or 3 (program)"},
        BadMessage{"wrong_count", message_of(from_hex("28035001")),
                   "byte 2: node: there should be 1 items, there are 0"},
        BadMessage{"branch_without_arms", message_of(from_hex("2800")),
                   "byte 2: node: a branch has arms, a loop has a condition, and no other node has either"},
        BadMessage{"program_with_condition", message_of(from_hex("28033a00")),
                   "byte 2: node: a branch has arms, a loop has a condition, and no other node has either"},
        BadMessage{"loop_without_body", message_of(from_hex("28013a00")),
                   "byte 6: loop: a loop has one body, this one has 0"},
        BadMessage{"arms_without_bodies", message_of(from_hex("280032020a00")),
                   "byte 6: branch: a branch of 1 arms has 0 bodies"},
        BadMessage{"gate_in_loop", message_of(from_hex("1a070a05080b12010028013a005001")),
                   "byte 4: item: an item of a branch or loop is one reference to a program"},
        BadMessage{"item_of_nothing", message_of(from_hex("1a0028035001")),
                   "byte 4: item: an item of an unknown kind cannot be left out"},
        BadMessage{"item_of_the_future", message_of(from_hex("1a03a0010128035001")),
                   "byte 4: item: an item of an unknown kind cannot be left out"},
        BadMessage{"two_things_in_one", message_of(from_hex("1a0412001200") + from_hex("28035001")),
                   "byte 4: item: an item is one thing, this one is several"},
        BadMessage{"self_reference", message_of(from_hex("1a042a02100028035001")),
                   "byte 4: item: node 0 refers to node 0; expected one of 1 to 0"},
        BadMessage{"reference_beyond", message_of(from_hex("1a042a02100128035001")),
                   "byte 4: item: node 0 refers to node 1; expected one of 1 to 0"},
        BadMessage{"unused_node", message_of(from_hex("2803")) + message_of(from_hex("2803")),
                   "byte 6: node: nothing refers to node 1"},
        BadMessage{
            "other_basis",
            message_of(from_hex("1a171215") + from_hex("08001a110a0f") + std::string(15, '\0') + from_hex("28035001")),
            "byte 10: projector: a list of numbers of 8 bytes has 15 bytes"}),
    [](const auto& tested) { return tested.param.name; });

TEST(OriginBis, measurements_in_another_basis_are_refused) {
  std::string bytes = to_originbis(prog_of(measure(0, 0)));
  bytes[bytes.find('\x3f')] = '\x2f';
  EXPECT_NE(read_error(bytes).find("a measurement projects onto 0 and 1"), std::string::npos);
}

/// A circuit message as the only item of a program.
std::string with_circuit(std::string_view digits) {
  const std::string content = from_hex(digits);
  const auto length = [](const std::string& part) { return std::string(1, static_cast<char>(part.size())); };
  const std::string item = "\x22" + length(content) + content;
  return message_of("\x1a" + length(item) + item + from_hex("28035001"));
}

TEST(OriginBis, marks_that_leave_open_what_they_are_for_are_refused) {
  // H, S, T; the dagger is for two of them.
  const char* gates = "2205080b1201002205080d1201012205080c120102";
  EXPECT_EQ(read_error(with_circuit(std::string("0a0408021001") + gates)).substr(0, 56),
            "byte 8: circuit: a mark is for 2 of the 3 gates of its c");
  EXPECT_EQ(text(from_originbis(with_circuit(std::string("0a0408031001") + gates))),
            text(prog_of(circuit_of(H(0), S(1), T(2)).dagger())));
  // Twice daggered, and controls from outside in.
  EXPECT_EQ(text(from_originbis(
                with_circuit(std::string("0a04080310010a0408031001") + "1a05080312010a" + "1a050803120109" + gates))),
            text(prog_of(circuit_of(H(0), S(1), T(2)).control(9).control(10))));
  EXPECT_NE(
      read_error(with_circuit(std::string("1a050803120101") + gates)).find("control qubit 1 is used in the circuit"),
      std::string::npos);
  EXPECT_NE(read_error(with_circuit(std::string("1a06080312020909") + gates)).find("control qubit 9 is listed twice"),
            std::string::npos);
}

TEST(OriginBis, what_is_cut_off_is_refused) {
  refuses_every_truncation(to_originbis(sample()), [](std::string_view bytes) { return from_originbis(bytes); });
}

TEST(OriginBis, a_wrong_bit_is_refused_or_makes_another_program) {
  const int refused = survives_every_flip(
      to_originbis(sample()), [](std::string_view bytes) { return from_originbis(bytes); }, &to_originbis);
  EXPECT_GT(refused, 1000);
}

}  // namespace
}  // namespace qpanda3
