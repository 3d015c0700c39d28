#pragma once
// The cosine-sine decomposition of a unitary cut into four equal blocks.

#include <vector>

#include "qpanda3/gate/matrix.hpp"

namespace qpanda3::compile {

/// U = diag(left0, left1) [[C, -S], [S, C]] diag(right0, right1), with C and S diagonal: the cosines and sines of
/// `angles`, all in [0, pi/2]. The blocks are unitary.
struct CosineSine {
  Matrix left0, left1, right0, right1;
  std::vector<double> angles;
};
CosineSine cosine_sine(const Matrix& unitary);

}  // namespace qpanda3::compile
