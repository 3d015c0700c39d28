#pragma once
// Texts in files.

#include <string>
#include <string_view>

namespace qpanda3::text {

/// The contents of a file. InvalidArgument, with `language` and the path, if it cannot be read.
std::string read_text_file(const std::string& path, std::string_view language);

}  // namespace qpanda3::text
