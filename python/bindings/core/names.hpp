#pragma once
// Lists of names as Python sees them: tuples of str.

#include <pybind11/pybind11.h>
#include <pybind11/typing.h>

#include <string>
#include <vector>

namespace qpanda3::python {

using Names = pybind11::typing::Tuple<pybind11::str, pybind11::ellipsis>;

inline Names to_names(const std::vector<std::string>& values) {
  pybind11::tuple names(values.size());
  for (std::size_t i = 0; i < values.size(); ++i) names[i] = pybind11::str(values[i]);
  return pybind11::reinterpret_borrow<Names>(names);
}

}  // namespace qpanda3::python
