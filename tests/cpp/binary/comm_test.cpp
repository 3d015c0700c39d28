// The communication format: words as they are sent, and that only these are read.

#include "qpanda3/binary/comm_format.hpp"

#include <gtest/gtest.h>

#include <cmath>
#include <numbers>

#include "binary/wire.hpp"
#include "bytes.hpp"
#include "qpanda3/gate/factories.hpp"
#include "qpanda3/text/originir.hpp"
#include "support/programs.hpp"

namespace qpanda3 {
namespace {

using support::prog_of;

using Words = std::vector<std::uint64_t>;

constexpr std::uint64_t kBegin = 0x7e, kDefaultConfig = 0x3e8006404c1, kEnd = 0x3f;

std::string text(const QProg& prog) { return to_originir(prog, {.precision = 0, .exact = true}); }

std::string encode(const QProg& prog) { return encode_comm({&prog, 1}); }

/// All words but for the checksum, which has to fit.
Words words_of(const std::string& bytes) {
  Words words;
  for (std::string_view rest = bytes; !rest.empty();) words.push_back(wire::take_varint(bytes, rest));
  std::uint64_t sum = 0;
  for (std::size_t i = 0; i + 1 < words.size(); ++i) sum ^= words[i];
  EXPECT_EQ(words.back(), sum);
  words.pop_back();
  return words;
}

/// The words of a program's items.
Words items_of(const QProg& prog) {
  const Words words = words_of(encode(prog));
  return {words.begin() + 3, words.end() - 1};
}

std::string message(Words words) {
  std::string bytes;
  std::uint64_t sum = 0;
  for (const std::uint64_t word : words) sum ^= word;
  words.push_back(sum);
  for (const std::uint64_t word : words) wire::put_varint(bytes, word);
  return bytes;
}

/// A message of one program of 255 qubits and bits.
std::string with_items(const Words& items) {
  Words words{kBegin, kDefaultConfig, 0xffff02};
  words.insert(words.end(), items.begin(), items.end());
  words.push_back(kEnd);
  return message(words);
}

struct ItemCase {
  QProg prog;
  Words words;
};

class CommItems : public testing::TestWithParam<ItemCase> {};

TEST_P(CommItems, are_these_words) {
  EXPECT_EQ(items_of(GetParam().prog), GetParam().words);
  EXPECT_EQ(text(decode_comm(with_items(GetParam().words)).progs.at(0)),
            text(decode_comm(encode(GetParam().prog)).progs.at(0)));
}

INSTANTIATE_TEST_SUITE_P(
    All, CommItems,
    testing::Values(ItemCase{prog_of(H(3)), {0x30b}}, ItemCase{prog_of(S(3).dagger()), {0x38d}},
                    ItemCase{prog_of(RX(3, 0.5)), {0x145f0000030e}}, ItemCase{prog_of(RX(3, -0.5)), {0xeba10000030e}},
                    ItemCase{prog_of(RPHI(3, 0.5, 0.25)), {0xa30145f00000311}},
                    ItemCase{prog_of(U3(3, 0.1, 0.2, 0.3)), {0x826041300000354, 0xc3900000314}},
                    ItemCase{prog_of(CU(3, 5, 0.1, 0.2, 0.3, 0.4)), {0x826041300050356, 0x104c0c3900050316}},
                    ItemCase{prog_of(CNOT(3, 5).dagger()), {0x50397}},
                    ItemCase{prog_of(RYY(3, 5, 0.5)), {0x145f0005031b}},
                    ItemCase{prog_of(RZX(3, 5, 0.5)), {0x145f0005031e}},
                    ItemCase{prog_of(TOFFOLI(3, 5, 7)), {0x7050323}},
                    ItemCase{prog_of(ECHO(3), IDLE(3, 100)), {0x324, 0x6400000327}},
                    ItemCase{prog_of(measure(3, 5)), {0x5030126}}, ItemCase{prog_of(BARRIER({3, 5})), {0x5030225}},
                    ItemCase{prog_of(BARRIER({1, 2, 3, 4, 5, 6})), {0x605040302010625}},
                    ItemCase{prog_of(BARRIER({1, 2, 3, 4, 5, 6, 7})), {0x605040302010665, 0x70125}},
                    ItemCase{prog_of((QCircuit() << H(0) << S(1)).dagger()), {0x18d, 0x8b}},
                    // Controlled gates that have a name of their own.
                    ItemCase{prog_of(X(3).control(5)), {0x30517}}, ItemCase{prog_of(Z(3).control(5)), {0x30518}},
                    ItemCase{prog_of(CNOT(3, 4).control(5)), {0x4030523}},
                    ItemCase{prog_of((QCircuit() << X(3)).control(std::vector<Qubit>{5, 7})), {0x3070523}},
                    ItemCase{prog_of(P(3, 0.5).control(5)), {0x145f00030519}},
                    ItemCase{prog_of(U1(3, 0.5).control(5)), {0x145f00030519}},
                    ItemCase{prog_of(U4(5, 0.1, 0.2, 0.3, 0.4).control(3)), {0x826041300050356, 0x104c0c3900050316}}));

TEST(Comm, frame_of_a_message) {
  const std::vector<QProg> progs{prog_of(H(0), measure(2, 6)), QProg(), prog_of(X(255), measure(0, 255))};
  CommProtocolConfig config;
  config.open_mapping = false;
  config.optimization_level = 15;
  config.circuits_num = 255;
  config.shots = 0xffffffff;
  EXPECT_EQ(words_of(encode_comm(progs, config)), (Words{kBegin, 0xffffffff00ff0f81, 0x70302, 0xb, 0x6020126, kEnd, 0x2,
                                                         kEnd, 0x2, 0xff04, 0xff000126, kEnd}));
  const CommMessage read = decode_comm(encode_comm(progs, config));
  EXPECT_EQ(read.config, config);
  ASSERT_EQ(read.progs.size(), 3u);
  for (std::size_t i = 0; i < 3; ++i) EXPECT_EQ(text(read.progs[i]), text(progs[i]));
  EXPECT_EQ(words_of(encode_comm({})), (Words{kBegin, kDefaultConfig}));
}

TEST(Comm, angles_are_steps_of_a_turn) {
  const double step = 2 * std::numbers::pi / 65536;
  for (const int k : {0, 1, 2, 5215, 32768, 65535}) {
    for (const double off : {-0.49, 0.0, 0.49})
      for (const double turns : {0.0, 3.0, -2.0}) {
        const double angle = (k + off) * step + turns * 2 * std::numbers::pi;
        const QProg read = decode_comm(encode(prog_of(RX(0, angle)))).progs.at(0);
        EXPECT_DOUBLE_EQ(read.gate_operations()[0].parameters()[0], k * step) << k << ' ' << off << ' ' << turns;
      }
  }
  // An angle that rounds to a full turn is none, and does not touch the angle beside it.
  EXPECT_EQ(items_of(prog_of(RPHI(0, -1e-9, 0.25))), (Words{0xa30000000000011}));
}

TEST(Comm, a_full_turn_written_as_a_carry_is_read) {
  EXPECT_EQ(decode_comm(with_items({0x100000000000e})).progs.at(0).gate_operations()[0].parameters()[0], 0);
}

template <class ErrorType>
std::string encode_error(const QProg& prog) {
  try {
    const std::vector<QProg> progs{prog_of(H(0)), prog};
    encode_comm(progs);
  } catch (const ErrorType& error) {
    return error.what();
  }
  ADD_FAILURE() << "not refused";
  return {};
}

TEST(Comm, what_the_format_cannot_hold_is_refused) {
  const auto unsupported = [](const QProg& prog) { return encode_error<Unsupported>(prog); };
  const std::string prefix = "communication format, program 1: ";
  EXPECT_EQ(unsupported(prog_of(RESET(2))), prefix + "RESET: the format has no such gate");
  EXPECT_EQ(unsupported(prog_of(Oracle({0}, Matrix::identity(2)))), prefix + "ORACLE: the format has no such gate");
  EXPECT_EQ(unsupported(prog_of(CRX(3, 5, 0.5))),
            prefix + "RX on [5]: the format has no place for its control qubits [3]");
  EXPECT_EQ(unsupported(prog_of(X(0).control(std::vector<Qubit>{1, 2, 3}))),
            prefix + "X on [0]: the format has no place for its control qubits [1, 2, 3]");
  EXPECT_EQ(unsupported(prog_of((QCircuit() << H(0)).control(1))),
            prefix + "H on [0]: the format has no place for its control qubits [1]");
  EXPECT_EQ(unsupported(prog_of(BARRIER({0}).control(1))),
            prefix + "BARRIER: the format has no place for its control qubits");
  EXPECT_EQ(unsupported(prog_of(qif({0}).then(prog_of(H(0))).qendif())),
            prefix + "a branch (qif): the format has no control flow");
  EXPECT_EQ(unsupported(prog_of(qwhile({0}).loop(prog_of(H(0))))),
            prefix + "a loop (qwhile): the format has no control flow");
  EXPECT_EQ(unsupported(prog_of(Karus(std::vector<Index>{0}, {{1, 0, 0, 1}}))),
            prefix + "a channel (Karus): the format has gates and measurements alone");
}

TEST(Comm, numbers_out_of_range_are_refused) {
  const auto invalid = [](const QProg& prog) { return encode_error<InvalidArgument>(prog); };
  const std::string prefix = "communication format, program 1: ";
  EXPECT_EQ(invalid(prog_of(H(256))), prefix + "qubit 256: the format holds qubits 0 to 255");
  EXPECT_EQ(invalid(prog_of(measure(0, 300))), prefix + "cbit 300: the format holds cbits 0 to 255");
  EXPECT_EQ(invalid(prog_of(IDLE(0, 1.5))),
            prefix + "IDLE: duration 1.5; the format holds whole numbers from 0 to 65535");
  EXPECT_EQ(invalid(prog_of(IDLE(0, -1))),
            prefix + "IDLE: duration -1; the format holds whole numbers from 0 to 65535");
  EXPECT_EQ(invalid(prog_of(IDLE(0, 65536))),
            prefix + "IDLE: duration 65536; the format holds whole numbers from 0 to 65535");
  EXPECT_EQ(invalid(prog_of(ECHO(0, 2.5))), prefix + "ECHO: the format has no place for its number 2.5");
  CommProtocolConfig config;
  config.optimization_level = 16;
  EXPECT_THROW(encode_comm({}, config), InvalidArgument);
}

struct BadItems {
  Words items;
  const char* message;
};

class CommBadItems : public testing::TestWithParam<BadItems> {};

TEST_P(CommBadItems, are_refused) {
  EXPECT_EQ(parse_error([] { decode_comm(with_items(GetParam().items)); }), std::string("byte ") + GetParam().message);
}

INSTANTIATE_TEST_SUITE_P(
    All, CommBadItems,
    testing::Values(
        BadItems{{0x1f}, "11: communication format: there is no operation of code 31"},
        BadItems{{0x0}, "11: communication format: there is no operation of code 0"},
        BadItems{{0x5030e},
                 "11: communication format: RX on 1 qubits has a further one, 5; the format has no controlled RX"},
        BadItems{{0x30317}, "11: communication format: CNOT: qubit 3 is used twice"},
        BadItems{{0x7050523}, "11: communication format: X: qubit 5 is used twice"},
        BadItems{{0x10000030b}, "11: communication format: a gate without angles has one"},
        BadItems{{0x200000000030e}, "11: communication format: a gate has an angle too many"},
        BadItems{{0x34b}, "11: communication format: H takes one word"},
        BadItems{{0x314}, "11: communication format: U3 takes two words"},
        BadItems{{0x354, 0x414}, "13: communication format: the two words of a U3 are for different gates"},
        BadItems{{0x100000324}, "11: communication format: ECHO has no number, IDLE one of 16 bits"},
        BadItems{{0x1170000100000327}, "11: communication format: ECHO has no number, IDLE one of 16 bits"},
        BadItems{{0x30025}, "11: communication format: a word of a BARRIER has 1 to 6 qubits, all but the last one 6"},
        BadItems{{0x5030125},
                 "11: communication format: a word of a BARRIER has 1 to 6 qubits, all but the last one 6"},
        BadItems{{0x3030225}, "11: communication format: BARRIER: qubit 3 is used twice"},
        BadItems{{0x605040302010665, 0x20125}, "11: communication format: BARRIER: qubit 2 is used twice"},
        BadItems{{0x605040302010665},
                 "20: communication format: a word of a BARRIER has 1 to 6 qubits, all "
                 "but the last one 6"},
        BadItems{{0x5030226}, "11: communication format: a measurement is of one qubit into one bit"},
        BadItems{{0x50301a6}, "11: communication format: a measurement is of one qubit into one bit"}));

struct BadWords {
  Words words;
  const char* message;
};

class CommBadWords : public testing::TestWithParam<BadWords> {};

TEST_P(CommBadWords, are_refused) {
  EXPECT_EQ(parse_error([] { decode_comm(message(GetParam().words)); }), std::string("byte ") + GetParam().message);
}

INSTANTIATE_TEST_SUITE_P(
    All, CommBadWords,
    testing::Values(
        BadWords{{kBegin}, "1: communication format: a message has at least 3 words, this one has 2"},
        BadWords{{0x7d, kDefaultConfig}, "0: communication format: a message begins with the word 126, got 125"},
        BadWords{{kBegin, kDefaultConfig + 1}, "1: communication format: expected a config word of kind 1, got 2"},
        BadWords{{kBegin, kDefaultConfig | 1 << 24},
                 "1: communication format: the config word has bits that mean nothing"},
        BadWords{{kBegin, 0x3e800643fc1}, "1: communication format: the config word has bits that mean nothing"},
        BadWords{{kBegin, kDefaultConfig, kEnd},
                 "7: communication format: expected a program word (kind 2, two counts), got 63"},
        BadWords{{kBegin, kDefaultConfig, 0x1000102, kEnd},
                 "7: communication format: expected a program word (kind 2, two counts), got 16777474"},
        BadWords{{kBegin, kDefaultConfig, 0x102, 0xb},
                 "10: communication format: the words end, expected the end of the program"},
        BadWords{{kBegin, kDefaultConfig, 0x102, 0x10b, kEnd},
                 "7: communication format: the program is for 1 qubits and uses 2"},
        BadWords{{kBegin, kDefaultConfig, 0x10102, 0x1000126, kEnd},
                 "7: communication format: the program is for 1 cbits and uses 2"}));

TEST(Comm, a_checksum_that_does_not_fit_is_refused) {
  EXPECT_EQ(parse_error([] { decode_comm(from_hex("7ec1899083807d82020b3f898b9083807c")); }),
            "byte 11: communication format: the checksum does not fit; the data is damaged or is no message of this "
            "format");
  EXPECT_EQ(parse_error([] { decode_comm(""); }),
            "byte 0: communication format: a message has at least 3 words, this one has 0");
}

std::vector<QProg> sample() {
  return {prog_of(H(0), RX(1, 0.5), U3(2, 1, 2, 3).dagger(), CU(0, 1, 1, 2, 3, 4), TOFFOLI(5, 4, 3), IDLE(7, 300)),
          QProg(), prog_of(BARRIER({1, 2, 3, 4, 5, 6, 7, 8}), RPHI(9, 3, 4), measure(0, 200))};
}

TEST(Comm, what_is_cut_off_is_refused) {
  refuses_every_truncation(encode_comm(sample()), [](std::string_view bytes) { return decode_comm(bytes); });
}

TEST(Comm, a_wrong_bit_is_refused) {
  const std::string bytes = encode_comm(sample());
  const int refused = survives_every_flip(
      bytes, [](std::string_view damaged) { return decode_comm(damaged); },
      [](const CommMessage& read) { return encode_comm(read.progs, read.config); });
  EXPECT_EQ(refused, static_cast<int>(8 * bytes.size()));
}

/// The array of numbers that a chip is sent for this program.
TEST(Comm, signed_bytes_of_the_cloud) {
  const std::vector<std::int8_t> numbers{126,  -63,  -125, -124, -128, -128, 125,  -126, -124, 8,   11, -105,
                                         -128, 4,    -114, -126, -128, -128, -128, -58,  2,    -90, 2,  -90,
                                         -126, -124, 8,    63,   -112, -123, -116, -120, -128, -69, 2};
  const CommMessage read = decode_comm(from_signed_bytes(numbers));
  ASSERT_EQ(read.progs.size(), 1u);
  EXPECT_EQ(read.config.shots, 1000u);
  EXPECT_EQ(read.config.circuits_num, 1);
  EXPECT_EQ(read.config.optimization_level, 1);
  EXPECT_TRUE(read.config.open_mapping);
  EXPECT_TRUE(read.config.open_error_mitigation);
  EXPECT_EQ(to_signed_bytes(encode_comm(read.progs, read.config)), numbers);
}

}  // namespace
}  // namespace qpanda3
