#include "text/file.hpp"

#include <cerrno>
#include <cstdio>
#include <memory>
#include <system_error>

#include "qpanda3/base/concat.hpp"
#include "qpanda3/base/error.hpp"

namespace qpanda3::text {
namespace {

struct CloseFile {
  void operator()(std::FILE* file) const noexcept { std::fclose(file); }
};

[[noreturn]] void fail(std::string_view what, std::string_view language, const std::string& path) {
  const int error = errno;
  throw InvalidArgument(
      concat("cannot ", what, " the ", language, " file '", path, "': ", std::generic_category().message(error)));
}

}  // namespace

std::string read_text_file(const std::string& path, std::string_view language) {
  const std::unique_ptr<std::FILE, CloseFile> file(std::fopen(path.c_str(), "rb"));
  if (!file) fail("open", language, path);
  std::string contents;
  char buffer[1 << 16];
  while (const std::size_t count = std::fread(buffer, 1, sizeof(buffer), file.get())) contents.append(buffer, count);
  if (std::ferror(file.get()) != 0) fail("read", language, path);
  return contents;
}

}  // namespace qpanda3::text
