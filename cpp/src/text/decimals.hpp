#pragma once
// Numbers in fixed notation, as drawings and written programs show them.

#include <string>

namespace qpanda3::text {

/// Decimals at most; more digits than any double has.
inline constexpr int kMaxPrecision = 100;

/// NegativeValue or InvalidArgument for a number of decimals that is out of range.
void check_precision(int precision);

/// `precision` must have been checked.
void append_fixed(std::string& text, double value, int precision);

}  // namespace qpanda3::text
