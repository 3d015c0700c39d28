#pragma once
// numpy arrays over memory that C++ owns, and back.

#include <pybind11/complex.h>
#include <pybind11/numpy.h>

#include <memory>

#include "qpanda3/base/concat.hpp"
#include "qpanda3/base/error.hpp"
#include "qpanda3/gate/matrix.hpp"

namespace qpanda3::python {

/// A new array that takes over the matrix's memory.
inline pybind11::array_t<Complex> to_array(Matrix matrix) {
  auto owner = std::make_unique<Matrix>(std::move(matrix));
  Complex* data = owner->data();
  const auto rows = static_cast<pybind11::ssize_t>(owner->rows()), cols = static_cast<pybind11::ssize_t>(owner->cols());
  pybind11::capsule capsule(owner.release(), [](void* pointer) { delete static_cast<Matrix*>(pointer); });
  return pybind11::array_t<Complex>({rows, cols}, data, capsule);
}

/// Copies a two-dimensional array, or anything numpy makes one of.
inline Matrix to_matrix(
    const pybind11::array_t<Complex, pybind11::array::c_style | pybind11::array::forcecast>& array) {
  if (array.ndim() != 2) throw InvalidArgument(concat("a matrix needs two dimensions, got ", array.ndim()));
  const auto rows = static_cast<std::size_t>(array.shape(0)), cols = static_cast<std::size_t>(array.shape(1));
  return Matrix(rows, cols, std::vector<Complex>(array.data(), array.data() + rows * cols));
}

}  // namespace qpanda3::python
