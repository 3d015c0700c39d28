#pragma once
// The sets of vector instructions that the kernels are compiled for: which there are, which this machine can run, which
// is used. Results do not depend on the choice beyond rounding. The environment variable QPANDA3_SIMD, read once, names
// the one that a process starts with.

#include <string>
#include <string_view>
#include <vector>

#include "qpanda3/base/export.hpp"

namespace qpanda3::simd {

/// Names of backends, narrowest first: scalar, sse2, avx2, avx512 (x86_64), neon (aarch64).
struct Capabilities {
  std::string architecture;                     ///< x86_64, aarch64, or unknown
  std::vector<std::string> compiled_backends;   ///< kernels that this build has
  std::vector<std::string> available_backends;  ///< those of them that this machine can run
  std::string default_backend;                  ///< used unless a preference says otherwise
  std::string active_backend;                   ///< used by runs that start now
  std::string fallback_reason;                  ///< why the preferred backend is not the active one; else empty

  friend bool operator==(const Capabilities&, const Capabilities&) = default;
};

QPANDA3_API Capabilities capabilities();
QPANDA3_API std::string active_backend();

/// Chooses the backend of later runs of all simulators in this process; `auto` is the default. Upper and lower case
/// are the same. A backend that is unknown, not compiled or not available: with `strict` UnsupportedSimdBackend and the
/// choice stays as it is, otherwise the default is used and capabilities() tells why.
QPANDA3_API void set_preference(std::string_view backend, bool strict = false);

}  // namespace qpanda3::simd
