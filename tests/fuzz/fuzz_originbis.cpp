// The OriginBIS reader: any bytes are read or refused with a ParseError, and what was read is the same after it was
// written and read again.

#include <string>

#include "fuzz_support.hpp"
#include "qpanda3/base/error.hpp"
#include "qpanda3/binary/originbis.hpp"

namespace {

/// Longer texts tell nothing new and take the time of many; a register is written with all its qubits.
constexpr std::size_t kMaxWritten = 1 << 16;
constexpr std::size_t kMaxQubits = 1 << 12;
constexpr std::uint64_t kMaxOperations = 1 << 12;

void check_round_trip(const qpanda3::QProg& prog) {
  if (prog.qubits_num() > kMaxQubits || prog.block().flat_size() > kMaxOperations) return;
  std::string written;
  try {
    written = qpanda3::to_originbis(prog);
  } catch (const qpanda3::ResourceExhausted&) {
    return;  // nodes that are shared stand for any number of operations
  } catch (const qpanda3::Unsupported&) {
    return;  // bits in another order than they are written in
  }
  if (written.size() > kMaxWritten) return;
  try {
    const std::string again = qpanda3::to_originbis(qpanda3::from_originbis(written));
    if (again != written) qpanda3::fuzz::report("reading and writing changes a program", written, again);
  } catch (const qpanda3::Error& error) {
    qpanda3::fuzz::report("a written program is refused", written, error.what());
  }
}

}  // namespace

extern "C" int LLVMFuzzerTestOneInput(const std::uint8_t* data, std::size_t size) {
  try {
    check_round_trip(qpanda3::from_originbis(qpanda3::fuzz::as_text(data, size)));
  } catch (const qpanda3::ParseError&) {
  } catch (const qpanda3::ResourceExhausted&) {
  }
  return 0;
}
