// The reader of the communication format: any bytes are read or refused with a ParseError, and what was read is the
// same after it was written and read again. The bytes are tried as they are, and once more as the words of a message
// whose checksum fits, which hardly any bytes do by themselves.

#include <string>

#include "binary/wire.hpp"
#include "fuzz_support.hpp"
#include "qpanda3/base/error.hpp"
#include "qpanda3/binary/comm_format.hpp"

namespace {

void check(std::string_view bytes) {
  qpanda3::CommMessage message;
  try {
    message = qpanda3::decode_comm(bytes);
  } catch (const qpanda3::ParseError&) {
    return;
  }
  try {
    const std::string written = qpanda3::encode_comm(message.progs, message.config);
    const qpanda3::CommMessage read = qpanda3::decode_comm(written);
    const std::string again = qpanda3::encode_comm(read.progs, read.config);
    if (again != written) qpanda3::fuzz::report("reading and writing changes a message", written, again);
  } catch (const qpanda3::Error& error) {
    qpanda3::fuzz::report("what was read cannot be written or read again", bytes, error.what());
  }
}

/// The whole words at the front of `bytes`, and the checksum behind them.
std::string with_checksum(std::string_view bytes) {
  std::string_view rest = bytes;
  std::uint64_t sum = 0;
  try {
    while (!rest.empty()) sum ^= qpanda3::wire::take_varint(bytes, rest);
  } catch (const qpanda3::ParseError&) {
  }
  std::string message(bytes.substr(0, bytes.size() - rest.size()));
  qpanda3::wire::put_varint(message, sum);
  return message;
}

}  // namespace

extern "C" int LLVMFuzzerTestOneInput(const std::uint8_t* data, std::size_t size) {
  const std::string_view bytes = qpanda3::fuzz::as_text(data, size);
  check(bytes);
  check(with_checksum(bytes));
  return 0;
}
