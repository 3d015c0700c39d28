#include "text/decimals.hpp"

#include <charconv>

#include "qpanda3/base/concat.hpp"
#include "qpanda3/base/error.hpp"

namespace qpanda3::text {

void check_precision(int precision) {
  if (precision < 0) throw NegativeValue(concat("precision: at least 0, got ", precision));
  if (precision > kMaxPrecision)
    throw InvalidArgument(concat("precision: at most ", kMaxPrecision, ", got ", precision));
}

void append_fixed(std::string& text, double value, int precision) {
  char buffer[512];  // a sign, 309 digits before the point and kMaxPrecision after it fit
  char* const end = buffer + sizeof(buffer);
  text.append(buffer, std::to_chars(buffer, end, value, std::chars_format::fixed, precision).ptr);
}

}  // namespace qpanda3::text
