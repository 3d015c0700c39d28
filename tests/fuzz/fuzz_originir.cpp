// The OriginIR reader: any text is read or refused with a ParseError, and what was read is the same after it was
// written with all digits and read again.

#include <string>

#include "fuzz_support.hpp"
#include "qpanda3/base/error.hpp"
#include "qpanda3/circuit/block.hpp"
#include "qpanda3/text/originir.hpp"

namespace {

using qpanda3::OriginIrOptions;
using qpanda3::ParseError;
using qpanda3::QProg;

constexpr OriginIrOptions kExact{.precision = 0, .exact = true};

/// What the library has written itself must be readable.
QProg read_again(const std::string& written) {
  try {
    return qpanda3::parse_originir(written);
  } catch (const ParseError& error) {
    qpanda3::fuzz::report("a written program is refused", written, error.what());
  }
}

void check_round_trip(const QProg& prog) {
  // Circuits without gates vanish, and a text that says nothing is not read.
  if (prog.block().flat_size() == 0) return;
  const std::string written = qpanda3::to_originir(prog, kExact);
  const std::string again = qpanda3::to_originir(read_again(written), kExact);
  if (again != written) qpanda3::fuzz::report("reading and writing changes a program", written, again);
}

}  // namespace

extern "C" int LLVMFuzzerTestOneInput(const std::uint8_t* data, std::size_t size) {
  try {
    check_round_trip(qpanda3::parse_originir(qpanda3::fuzz::as_text(data, size)));
  } catch (const ParseError&) {
  }
  return 0;
}
