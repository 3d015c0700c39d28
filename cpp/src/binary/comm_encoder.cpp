#include <algorithm>
#include <cmath>
#include <limits>
#include <numbers>

#include "binary/comm_words.hpp"
#include "binary/wire.hpp"
#include "qpanda3/base/concat.hpp"
#include "qpanda3/base/error.hpp"
#include "qpanda3/binary/comm_format.hpp"
#include "qpanda3/circuit/cursor.hpp"

namespace qpanda3 {
namespace comm {
namespace {

/// More would be no message that anyone takes, and circuits nested in one another can stand for any number of gates.
constexpr std::size_t kMaxMessage = std::numeric_limits<std::int32_t>::max();

std::uint64_t angle_steps(double angle) {
  const double turns = angle / (2 * std::numbers::pi);
  // A full turn is no turn.
  return static_cast<std::uint64_t>(std::round((turns - std::floor(turns)) * kSteps)) & 0xffff;
}

class Encoder {
 public:
  std::string encode(std::span<const QProg> progs, const CommProtocolConfig& config) {
    put(kBegin);
    put(config_word(config));
    for (const QProg& prog : progs) {
      encode_program(prog.block());
      ++program_;
    }
    put(checksum_);
    return std::move(out_);
  }

 private:
  static std::uint64_t config_word(const CommProtocolConfig& config) {
    if (config.optimization_level > CommProtocolConfig::kMaxOptimizationLevel)
      throw InvalidArgument(concat("optimization_level ", int{config.optimization_level},
                                   " is too large; the format holds 0 to ",
                                   int{CommProtocolConfig::kMaxOptimizationLevel}));
    return kConfig | (config.open_mapping ? kMappingBit : 0) | (config.open_error_mitigation ? kMitigationBit : 0) |
           std::uint64_t{config.optimization_level} << 8 | std::uint64_t{config.circuits_num} << 16 |
           std::uint64_t{config.shots} << 32;
  }

  void put(std::uint64_t word) {
    checksum_ ^= word;
    wire::put_varint(out_, word);
    if (out_.size() > kMaxMessage)
      throw ResourceExhausted(concat("communication format: the programs take more than ", kMaxMessage, " bytes"));
  }

  [[noreturn]] void refuse(const std::string& item, const std::string& why) const {
    throw Unsupported(concat("communication format, program ", program_, ": ", item, ": ", why));
  }

  [[noreturn]] void fail(const std::string& item, const std::string& why) const {
    throw InvalidArgument(concat("communication format, program ", program_, ": ", item, ": ", why));
  }

  void encode_program(const Block& block) {
    check_bound("qubit", block.qubit_bound());
    check_bound("cbit", block.cbit_bound());
    if (block.flat_size() > kMaxMessage / 2)
      throw ResourceExhausted(concat("communication format, program ", program_, ": ", block.flat_size(),
                                     " operations take more than ", kMaxMessage, " bytes"));
    // 256 is written as 0, which a program with gates cannot mean otherwise.
    put(kProgram | std::uint64_t{block.qubit_bound() & kMaxIndex8} << 8 |
        std::uint64_t{block.cbit_bound() & kMaxIndex8} << 16);
    OperationCursor cursor(block);
    for (Step step; cursor.next(step);) encode_step(step);
    put(kEnd);
  }

  void check_bound(const char* what, Index bound) const {
    if (bound > kMaxIndex8 + 1)
      fail(concat(what, " ", bound - 1), concat("the format holds ", what, "s 0 to ", kMaxIndex8));
  }

  void encode_step(const Step& step) {
    switch (step.kind()) {
      case OpKind::gate:
        if (step.gate() == GateType::BARRIER)
          encode_barrier(step);
        else
          encode_gate(step);
        return;
      case OpKind::measure:
        put(kMeasure | 1 << 8 | std::uint64_t{step.targets[0]} << 16 | std::uint64_t{step.cbit()} << 24);
        return;
      case OpKind::branch:
        refuse("a branch (qif)", "the format has no control flow");
      case OpKind::loop:
        refuse("a loop (qwhile)", "the format has no control flow");
      case OpKind::karus:
        refuse("a channel (Karus)", "the format has gates and measurements alone");
      case OpKind::block:
        return;  // resolved by the cursor
    }
  }

  void encode_barrier(const Step& step) {
    if (!step.controls.empty()) refuse("BARRIER", "the format has no place for its control qubits");
    std::span<const Index> rest = step.targets;
    while (!rest.empty()) {
      const std::size_t count = std::min(rest.size(), kBarrierQubits);
      std::uint64_t word = kBarrier | (rest.size() > count ? kMoreBit : 0) | std::uint64_t{count} << 8;
      for (std::size_t i = 0; i < count; ++i) word |= std::uint64_t{rest[i]} << (16 + 8 * i);
      put(word);
      rest = rest.subspan(count);
    }
  }

  void encode_gate(const Step& step) {
    const std::string_view name = gate_info(step.gate()).name;
    const CommGate* const gate = find_by_type(step.gate(), step.controls.size());
    if (gate == nullptr && find_by_type(step.gate(), 0) == nullptr)
      refuse(std::string(name), "the format has no such gate");
    if (gate == nullptr)
      refuse(concat(name, " on ", list_text(step.targets)),
             concat("the format has no place for its control qubits ", list_text(step.controls)));
    std::uint64_t word = gate->opcode | (step.dagger ? kDaggerBit : 0);
    int at = 8;
    for (const auto list : {step.controls, step.targets})
      for (const Index qubit : list) {
        word |= std::uint64_t{qubit} << at;
        at += 8;
      }
    put_with_numbers(word, *gate, step);
  }

  void put_with_numbers(std::uint64_t word, const CommGate& gate, const Step& step) {
    const std::span<const double> params = step.params();
    if (gate.type == GateType::IDLE) return put(word | idle_steps(params[0]) << 32);
    if (gate.type == GateType::ECHO) {
      if (params[0] != 0) fail("ECHO", concat("the format has no place for its number ", params[0]));
      return put(word);
    }
    const auto pair = [&](std::size_t first) {
      std::uint64_t bits = first < params.size() ? angle_steps(params[first]) << 32 : 0;
      if (first + 1 < params.size()) bits |= angle_steps(params[first + 1]) << 48;
      return bits;
    };
    if (params.size() <= 2) return put(word | pair(0));
    put(word | kMoreBit | pair(0));
    put(word | pair(2));
  }

  std::uint64_t idle_steps(double duration) const {
    if (!(duration >= 0 && duration <= kMaxIdle) || duration != std::floor(duration))
      fail("IDLE", concat("duration ", duration, "; the format holds whole numbers from 0 to ", kMaxIdle));
    return static_cast<std::uint64_t>(duration);
  }

  std::string out_;
  std::uint64_t checksum_ = 0;
  std::size_t program_ = 0;
};

}  // namespace
}  // namespace comm

std::string encode_comm(std::span<const QProg> progs, const CommProtocolConfig& config) {
  return comm::Encoder().encode(progs, config);
}

std::vector<std::int8_t> to_signed_bytes(std::string_view bytes) {
  std::vector<std::int8_t> numbers;
  numbers.reserve(bytes.size());
  for (const char byte : bytes) numbers.push_back(static_cast<std::int8_t>(byte));
  return numbers;
}

std::string from_signed_bytes(std::span<const std::int8_t> numbers) {
  std::string bytes;
  bytes.reserve(numbers.size());
  for (const std::int8_t number : numbers) bytes.push_back(static_cast<char>(number));
  return bytes;
}

}  // namespace qpanda3
