// The options of str(), shared by the process; drawing in either form, and to a file.

#include <cerrno>
#include <cstdio>
#include <cstring>
#include <mutex>
#include <string_view>

#include "qpanda3/base/concat.hpp"
#include "qpanda3/base/error.hpp"
#include "qpanda3/text/draw.hpp"
#include "text/decimals.hpp"

namespace qpanda3 {
namespace {

struct SharedOptions {
  std::mutex mutex;
  PrintOptions options;
};

SharedOptions& shared_options() {
  static SharedOptions shared;
  return shared;
}

void write_file(const std::string& path, std::string_view text) {
  const auto fail = [&path](int reason) {
    throw InvalidArgument(concat("output_file: cannot write \"", path, "\": ", std::strerror(reason)));
  };
  std::FILE* file = std::fopen(path.c_str(), "wb");
  if (file == nullptr) fail(errno);
  const bool written = std::fwrite(text.data(), 1, text.size(), file) == text.size();
  const int write_error = errno;
  if (std::fclose(file) != 0) fail(errno);
  if (!written) fail(write_error);
}

template <class Program>
std::string draw_any(const Program& program, PicType type, const DrawOptions& options, const std::string& path) {
  std::string drawing = type == PicType::LATEX ? draw_latex(program, options) : draw_text(program, options);
  if (!path.empty()) write_file(path, drawing);
  return drawing;
}

}  // namespace

PrintOptions print_options() {
  SharedOptions& shared = shared_options();
  const std::lock_guard lock(shared.mutex);
  return shared.options;
}

void set_print_options(const PrintOptions& options) {
  text::check_precision(options.precision);
  SharedOptions& shared = shared_options();
  const std::lock_guard lock(shared.mutex);
  shared.options = options;
}

std::string draw_qprog(const QProg& prog, PicType type, const DrawOptions& options, const std::string& output_file) {
  return draw_any(prog, type, options, output_file);
}

std::string draw_qprog(const QCircuit& circuit, PicType type, const DrawOptions& options,
                       const std::string& output_file) {
  return draw_any(circuit, type, options, output_file);
}

}  // namespace qpanda3
