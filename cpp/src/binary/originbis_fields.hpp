#pragma once
// The numbers of OriginBIS: which field of which message means what.

#include <cstddef>
#include <cstdint>
#include <limits>
#include <string_view>

namespace qpanda3::bis {

/// A message of protocol buffers may not be longer.
inline constexpr std::size_t kMaxMessage = std::numeric_limits<std::int32_t>::max();
/// Registers are numbered; readers do not use the names, so that the order in which they are written will do.
inline constexpr std::string_view kRegisterName = "QuantumRegister";

namespace top_field {
inline constexpr std::uint32_t kNode = 1;
}

namespace node_field {
inline constexpr std::uint32_t kRegister = 1, kClassicalRegister = 2, kItem = 3, kType = 5, kBranch = 6, kLoop = 7,
                               kInControlFlow = 8, kItemCount = 10;
}

enum class NodeType : std::uint8_t { branch = 0, loop = 1, program = 3 };

namespace register_field {
inline constexpr std::uint32_t kName = 1, kSize = 2, kQubits = 3, kDerived = 4;
}

namespace item_field {
inline constexpr std::uint32_t kGate = 1, kMeasure = 2, kKarus = 3, kCircuit = 4, kReference = 5;
}

namespace gate_field {
inline constexpr std::uint32_t kCode = 1, kTargets = 2, kControls = 3, kParameters = 4, kDagger = 5, kMatrix = 6;
}

/// Column by column, each number as real and imaginary part.
namespace matrix_field {
inline constexpr std::uint32_t kNumbers = 1, kRows = 2, kColumns = 3;
}

namespace measure_field {
inline constexpr std::uint32_t kQubit = 1, kCbit = 2, kProjector = 3;
}
namespace vector_field {
inline constexpr std::uint32_t kNumbers = 1;
}

namespace karus_field {
inline constexpr std::uint32_t kQubits = 1, kMatrix = 2;
}
namespace karus_matrix_field {
inline constexpr std::uint32_t kNumber = 1;
}
namespace complex_field {
inline constexpr std::uint32_t kReal = 1, kImaginary = 2;
}

namespace circuit_field {
inline constexpr std::uint32_t kDaggerMark = 1, kRegister = 2, kControlMark = 3, kGate = 4, kLastDaggered = 5;
}
/// Both kinds of marks.
namespace mark_field {
inline constexpr std::uint32_t kGates = 1, kDagger = 2, kControls = 2;
}

namespace reference_field {
inline constexpr std::uint32_t kNode = 2;
}

namespace branch_field {
inline constexpr std::uint32_t kArm = 1;
}
/// A condition is either kOnes, or kBits and kValue (bit i of the value belongs to entry i).
namespace condition_field {
inline constexpr std::uint32_t kOnes = 1, kHash = 2, kElse = 3, kBits = 4, kValue = 5;
}

}  // namespace qpanda3::bis
