// The reader of archives: any bytes are read or refused with a ParseError, and what was read is the same after it was
// written and read again. The bytes are tried as they are, and once more with a checksum that fits, which hardly any
// bytes have by themselves.

#include <string>

#include "binary/archive_format.hpp"
#include "fuzz_support.hpp"
#include "qpanda3/base/error.hpp"
#include "qpanda3/binary/archive.hpp"

namespace {

template <class Value>
void check_as(std::string_view bytes, Value (*read)(std::string_view)) {
  std::string written;
  try {
    written = qpanda3::to_archive(read(bytes));
  } catch (const qpanda3::ParseError&) {
    return;
  }
  try {
    const std::string again = qpanda3::to_archive(read(written));
    if (again != written) qpanda3::fuzz::report("reading and writing changes a value", written, again);
  } catch (const qpanda3::Error& error) {
    qpanda3::fuzz::report("a written archive is refused", written, error.what());
  }
}

void check(std::string_view bytes) {
  check_as(bytes, &qpanda3::prog_from_archive);
  check_as(bytes, &qpanda3::circuit_from_archive);
  check_as(bytes, &qpanda3::gate_from_archive);
  check_as(bytes, &qpanda3::measure_from_archive);
  check_as(bytes, &qpanda3::karus_from_archive);
}

std::string with_checksum(std::string_view bytes) {
  std::string archive(bytes);
  const std::uint64_t sum = qpanda3::archive::checksum(archive);
  for (std::size_t i = 0; i < qpanda3::archive::kChecksumSize; ++i)
    archive.push_back(static_cast<char>(sum >> (8 * i)));
  return archive;
}

}  // namespace

extern "C" int LLVMFuzzerTestOneInput(const std::uint8_t* data, std::size_t size) {
  const std::string_view bytes = qpanda3::fuzz::as_text(data, size);
  check(bytes);
  check(with_checksum(bytes));
  // An archive of the fixtures, mutated before its own checksum.
  if (size > qpanda3::archive::kChecksumSize)
    check(with_checksum(bytes.substr(0, size - qpanda3::archive::kChecksumSize)));
  return 0;
}
