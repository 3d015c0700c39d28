#pragma once
// The canonical (Cartan, KAK) decomposition of two-qubit unitaries.

#include <array>

#include "compile/one_qubit.hpp"

namespace qpanda3::compile {

/// U = e^{i phase} (left[1] x left[0]) exp(i (a[0] XX + a[1] YY + a[2] ZZ)) (right[1] x right[0]), x the tensor product
/// and [0] on the lower bit of row and column numbers; a is `interaction`, each of it in [-pi/4, pi/4].
struct CanonicalForm {
  std::array<Matrix2, 2> left, right;
  std::array<double, 3> interaction;
  double phase;
};

/// `unitary` must be 4 x 4.
CanonicalForm canonical_form(const Matrix& unitary);

}  // namespace qpanda3::compile
