#include <algorithm>
#include <memory>
#include <numbers>
#include <optional>

#include "binary/comm_words.hpp"
#include "binary/wire.hpp"
#include "qpanda3/base/concat.hpp"
#include "qpanda3/base/error.hpp"
#include "qpanda3/base/interrupt.hpp"
#include "qpanda3/binary/comm_format.hpp"

namespace qpanda3 {
namespace comm {
namespace {

/// Words between two looks at the interrupt check.
constexpr std::size_t kWordsPerPoll = 1 << 14;

struct Word {
  std::uint64_t bits;
  std::size_t offset;

  std::uint64_t kind() const noexcept { return bits & kKindMask; }
  bool has(std::uint64_t bit) const noexcept { return (bits & bit) != 0; }
  std::uint64_t field(int at, int width) const noexcept { return comm::field(bits, at, width); }
};

[[noreturn]] void fail(const Word& word, const std::string& why) {
  throw ParseError(concat("communication format: ", why), ByteOffset{word.offset});
}

/// The words of a message one after the other, but for the checksum at its end.
class Words {
 public:
  explicit Words(std::string_view message) : message_(message), rest_(message) { check(); }

  bool at_end() const noexcept { return rest_.size() == checksum_size_; }

  /// `expected` names what is missing where the words end.
  Word next(const char* expected) {
    if (++count_ % kWordsPerPoll == 0) InterruptScope::poll();
    if (at_end()) fail({0, offset()}, concat("the words end, expected ", expected));
    return take();
  }

 private:
  std::size_t offset() const noexcept { return static_cast<std::size_t>(rest_.data() - message_.data()); }

  Word take() {
    const std::size_t start = offset();
    return {wire::take_varint(message_, rest_), start};
  }

  /// The last word is the exclusive or of all before it.
  void check() {
    std::uint64_t sum = 0;
    Word last{0, 0};
    std::size_t count = 0;
    while (!rest_.empty()) {
      sum ^= last.bits;
      last = take();
      ++count;
    }
    if (count < 3) fail(last, concat("a message has at least 3 words, this one has ", count));
    if (sum != last.bits) fail(last, "the checksum does not fit; the data is damaged or is no message of this format");
    checksum_size_ = message_.size() - last.offset;
    rest_ = message_;
  }

  std::string_view message_;
  std::string_view rest_;
  std::size_t checksum_size_ = 0;
  std::size_t count_ = 0;
};

class Decoder {
 public:
  explicit Decoder(std::string_view message) : words_(message) {}

  CommMessage decode() {
    CommMessage message;
    const Word begin = words_.next("the begin word");
    if (begin.bits != kBegin) fail(begin, concat("a message begins with the word ", kBegin, ", got ", begin.bits));
    message.config = config_of(words_.next("the config word"));
    while (!words_.at_end()) message.progs.push_back(read_program(words_.next("a program")));
    return message;
  }

 private:
  static CommProtocolConfig config_of(const Word& word) {
    if (word.kind() != kConfig) fail(word, concat("expected a config word of kind ", kConfig, ", got ", word.kind()));
    if (word.field(24, 8) != 0 || word.field(12, 4) != 0) fail(word, "the config word has bits that mean nothing");
    CommProtocolConfig config;
    config.open_mapping = word.has(kMappingBit);
    config.open_error_mitigation = word.has(kMitigationBit);
    config.optimization_level = static_cast<std::uint8_t>(word.field(8, 4));
    config.circuits_num = static_cast<std::uint8_t>(word.field(16, 8));
    config.shots = static_cast<std::uint32_t>(word.field(32, 32));
    return config;
  }

  QProg read_program(const Word& head) {
    if ((head.bits & 0xff) != kProgram || head.bits >> 24 != 0)
      fail(head, concat("expected a program word (kind ", kProgram, ", two counts), got ", head.bits));
    auto block = std::make_shared<Block>();
    for (;;) {
      const Word word = words_.next("the end of the program");
      if (word.bits == kEnd) break;
      read_operation(word, *block);
    }
    check_count(head, "qubits", word_count(head, 8), block->qubit_bound());
    check_count(head, "cbits", word_count(head, 16), block->cbit_bound());
    return QProg::from_block(std::move(block));
  }

  static Index word_count(const Word& head, int at) { return static_cast<Index>(head.field(at, 8)); }

  /// 256 is written as 0, which means that only where something is used.
  static void check_count(const Word& head, const char* what, Index stated, Index used) {
    if (used > (stated == 0 ? kMaxIndex8 + 1 : stated))
      fail(head, concat("the program is for ", stated, " ", what, " and uses ", used));
  }

  void read_operation(const Word& word, Block& block) {
    if (word.kind() == kBarrier) return read_barrier(word, block);
    if (word.kind() == kMeasure) return read_measure(word, block);
    const CommGate* const gate = find_by_opcode(word.kind());
    if (gate == nullptr) fail(word, concat("there is no operation of code ", word.kind()));
    read_gate(word, *gate, block);
  }

  static void read_measure(const Word& word, Block& block) {
    if (word.has(kMoreBit | kDaggerBit) || word.field(8, 8) != 1 || word.bits >> 32 != 0)
      fail(word, "a measurement is of one qubit into one bit");
    block.append_measure(static_cast<Index>(word.field(16, 8)), static_cast<Index>(word.field(24, 8)));
  }

  void read_barrier(Word word, Block& block) {
    const Word first = word;
    qubits_.clear();
    for (;;) {
      const std::uint64_t count = word.field(8, 8);
      const bool goes_on = word.has(kMoreBit);
      if (word.kind() != kBarrier || word.has(kDaggerBit) || count == 0 || count > kBarrierQubits ||
          (goes_on && count != kBarrierQubits) || (count < kBarrierQubits && word.bits >> (16 + 8 * count) != 0))
        fail(word,
             concat("a word of a BARRIER has 1 to ", kBarrierQubits, " qubits, all but the last one ", kBarrierQubits));
      for (std::uint64_t i = 0; i < count; ++i)
        qubits_.push_back(static_cast<Index>(word.field(static_cast<int>(16 + 8 * i), 8)));
      if (qubits_.size() > kMaxIndex8 + 1) fail(word, "a BARRIER has more qubits than the format");
      if (!goes_on) break;
      word = words_.next("the rest of a BARRIER");
    }
    check_distinct(first, "BARRIER");
    block.append_gate(GateType::BARRIER, false, {}, qubits_, {});
  }

  void check_distinct(const Word& word, std::string_view name) {
    sorted_ = qubits_;
    std::sort(sorted_.begin(), sorted_.end());
    const auto twice = std::adjacent_find(sorted_.begin(), sorted_.end());
    if (twice != sorted_.end()) fail(word, concat(name, ": qubit ", *twice, " is used twice"));
  }

  void read_gate(const Word& word, const CommGate& gate, Block& block) {
    const std::string_view name = gate_info(gate.type).name;
    qubits_.clear();
    for (int i = 0; i < 3; ++i) {
      const auto qubit = static_cast<Index>(word.field(8 + 8 * i, 8));
      if (i < gate.num_qubits)
        qubits_.push_back(qubit);
      else if (qubit != 0)
        fail(word, concat(name, " on ", int{gate.num_qubits}, " qubits has a further one, ", qubit,
                          "; the format has no controlled ", name));
    }
    if (gate.num_qubits > 1) check_distinct(word, name);
    read_numbers(word, gate);
    const std::span<const Index> all = qubits_;
    block.append_gate(gate.type, word.has(kDaggerBit), all.first(gate.num_controls), all.subspan(gate.num_controls),
                      params_);
  }

  void read_numbers(const Word& word, const CommGate& gate) {
    params_.clear();
    if (gate.type == GateType::ECHO || gate.type == GateType::IDLE) {
      if (word.has(kMoreBit) || word.field(48, 16) != 0 || (gate.type == GateType::ECHO && word.bits >> 32 != 0))
        fail(word, "ECHO has no number, IDLE one of 16 bits");
      params_.push_back(static_cast<double>(word.field(32, 16)));
      return;
    }
    const bool has_two_words = gate.num_angles > 2;
    if (word.has(kMoreBit) != has_two_words)
      fail(word, concat(gate_info(gate.type).name, " takes ", has_two_words ? "two words" : "one word"));
    read_angles(word, std::min<int>(gate.num_angles, 2));
    if (!has_two_words) return;
    const Word second = words_.next("the second word of a gate");
    if ((second.bits & 0xffffffff) != (word.bits & 0xffffffff & ~kMoreBit))
      fail(second, concat("the two words of a ", gate_info(gate.type).name, " are for different gates"));
    read_angles(second, gate.num_angles - 2);
  }

  /// `count` angles of one word.
  void read_angles(const Word& word, int count) {
    const std::uint64_t first = word.field(32, 16), second = word.field(48, 16);
    if (count == 0 && (word.bits >> 32) != 0) fail(word, "a gate without angles has one");
    // Some writers let an angle that rounds to a full turn run over into the bit above it.
    const bool ran_over = first == 0 && second == 1;
    if (count == 1 && second != 0 && !ran_over) fail(word, "a gate has an angle too many");
    if (count >= 1) params_.push_back(angle_of(first));
    if (count == 2) params_.push_back(angle_of(second));
  }

  static double angle_of(std::uint64_t steps) { return static_cast<double>(steps) * 2 * std::numbers::pi / kSteps; }

  Words words_;
  std::vector<Index> qubits_;
  std::vector<Index> sorted_;
  std::vector<double> params_;
};

}  // namespace
}  // namespace comm

CommMessage decode_comm(std::string_view bytes) { return comm::Decoder(bytes).decode(); }

}  // namespace qpanda3
