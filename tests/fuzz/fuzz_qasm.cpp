// The OpenQASM reader: any text is read or refused with a ParseError. What was read can be written as OriginIR and as
// OpenQASM, if that can say it, and both texts can be read again. Writing has to come to rest: once only gates are left
// that have a name there, reading and writing again changes nothing.

#include <string>

#include "fuzz_support.hpp"
#include "qpanda3/base/error.hpp"
#include "qpanda3/text/originir.hpp"
#include "qpanda3/text/qasm.hpp"

namespace {

using qpanda3::ParseError;
using qpanda3::QProg;

constexpr std::uint64_t kMostToWrite = 4096;

template <class Read>
QProg read_again(Read&& read, const std::string& written) {
  try {
    return read(written);
  } catch (const ParseError& error) {
    // Conditions on registers that are wider than a number add up to more than the reader takes.
    if (std::string_view(error.what()).find("stand for more than") != std::string_view::npos) throw;
    qpanda3::fuzz::report("a written program is refused", written, error.what());
  }
}

std::string through_originir(const QProg& prog) { return qpanda3::to_originir(prog, {.precision = 0, .exact = true}); }

std::string through_qasm(const QProg& prog) {
  constexpr int kPrecision = 17;  // enough for the same text to come back from numbers of any size
  return qpanda3::to_qasm(prog, kPrecision);
}

/// The first text may change once (TOFFOLI sorts its controls, sdg becomes p); the second one stays.
template <class Write, class Read>
void check_rest(const QProg& prog, Write&& write, Read&& read) {
  const std::string second = write(read_again(read, write(prog)));
  const std::string third = write(read_again(read, second));
  if (second != third) qpanda3::fuzz::report("reading and writing changes a program", second, third);
}

bool says_nothing(const QProg& prog) { return prog.block().flat_size() == 0; }

}  // namespace

extern "C" int LLVMFuzzerTestOneInput(const std::uint8_t* data, std::size_t size) {
  try {
    const QProg prog = qpanda3::qasm_to_prog(qpanda3::fuzz::as_text(data, size));
    if (prog.block().flat_size() > kMostToWrite) return 0;
    if (!says_nothing(prog)) check_rest(prog, through_originir, qpanda3::parse_originir);
    check_rest(prog, through_qasm, qpanda3::qasm_to_prog);
  } catch (const ParseError&) {
  } catch (const qpanda3::Unsupported&) {  // a branch that changes the bits it depends on
  } catch (
      const qpanda3::ResourceExhausted&) {  // conditions on many bits that are 0 have an OriginIR text that is too long
  }
  return 0;
}
