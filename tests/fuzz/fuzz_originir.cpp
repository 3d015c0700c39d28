// The OriginIR reader: any text is read or refused with a ParseError, and what was read is the same after it was
// written with all digits and read again, but for the order of controls.

#include <algorithm>
#include <charconv>
#include <string>
#include <vector>

#include "fuzz_support.hpp"
#include "qpanda3/base/error.hpp"
#include "qpanda3/text/originir.hpp"

namespace {

using qpanda3::OriginIrOptions;
using qpanda3::ParseError;
using qpanda3::QProg;

constexpr OriginIrOptions kExact{.precision = 0, .exact = true};

/// What the library has written itself must be readable. Only conditions on registers that are wider than a number may
/// add up to more than the reader takes, when writing has multiplied them.
QProg read_again(const std::string& written) {
  try {
    return qpanda3::parse_originir(written);
  } catch (const ParseError& error) {
    if (std::string_view(error.what()).find("stand for more than") != std::string_view::npos) throw;
    qpanda3::fuzz::report("a written program is refused", written, error.what());
  }
}

/// `CONTROL q[4],q[1]` becomes `CONTROL q[1],q[4]`: TOFFOLI keeps the order of its controls, a CONTROL block is read
/// into ascending order. No written text has more than one CONTROL a line.
std::string with_sorted_controls(const std::string& text) {
  constexpr std::string_view kWord = "CONTROL ";
  std::string sorted;
  for (std::size_t begin = 0; begin < text.size();) {
    const std::size_t end = text.find('\n', begin);
    const std::string_view line = std::string_view(text).substr(begin, end - begin);
    begin = end + 1;
    if (!line.starts_with(kWord)) {
      sorted.append(line).push_back('\n');
      continue;
    }
    std::vector<unsigned> controls;
    for (std::size_t at = line.find('['); at != line.npos; at = line.find('[', at + 1))
      std::from_chars(line.data() + at + 1, line.data() + line.size(), controls.emplace_back());
    std::sort(controls.begin(), controls.end());
    sorted.append(kWord);
    for (const unsigned control : controls) sorted.append("q[").append(std::to_string(control)).append("],");
    sorted.back() = '\n';
  }
  return sorted;
}

/// Nothing but QINIT and CREG. Circuits without gates vanish, and so does a branch that never does anything.
bool says_nothing(const std::string& written) { return std::count(written.begin(), written.end(), '\n') == 2; }

/// Without QINIT and CREG. CREG counts the bits of conditions also where an arm is left out because it can never run.
std::string_view statements(std::string_view written) {
  const std::size_t second_line = written.find('\n') + 1;
  return written.substr(written.find('\n', second_line) + 1);
}

void check_round_trip(const QProg& prog) {
  const std::string written = qpanda3::to_originir(prog, kExact);
  if (says_nothing(written)) return;
  const std::string again = qpanda3::to_originir(read_again(written), kExact);
  if (statements(again) != statements(written) && statements(again) != statements(with_sorted_controls(written)))
    qpanda3::fuzz::report("reading and writing changes a program", written, again);
}

}  // namespace

extern "C" int LLVMFuzzerTestOneInput(const std::uint8_t* data, std::size_t size) {
  try {
    check_round_trip(qpanda3::parse_originir(qpanda3::fuzz::as_text(data, size)));
  } catch (const ParseError&) {
  } catch (const qpanda3::Unsupported&) {        // a loop on bits that are 0 has no text
  } catch (const qpanda3::ResourceExhausted&) {  // nested conditions on such bits have a text that is too long
  }
  return 0;
}
