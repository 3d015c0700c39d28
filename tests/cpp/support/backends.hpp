#pragma once
// Tests that hold with each set of vector instructions of the machine.

#include <gtest/gtest.h>

#include <string>
#include <vector>

#include "qpanda3/sim/simd.hpp"

namespace qpanda3 {

/// Calls body() with each set of instructions in use; failures name it.
template <class Body>
void with_each_backend(const Body& body) {
  for (const std::string& name : simd::capabilities().available_backends) {
    SCOPED_TRACE(name);
    simd::set_preference(name, true);
    body();
  }
  simd::set_preference("auto");
}

}  // namespace qpanda3
