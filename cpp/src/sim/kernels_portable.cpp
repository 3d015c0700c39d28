// Kernels for the instructions that every machine of the architecture has: SSE2 on x86-64, NEON on AArch64.
#define QPANDA3_KERNEL_SET portable
#define QPANDA3_VECTOR_BYTES 16
#include "sim/vector_kernels.hpp"

namespace qpanda3::sim {

const KernelSet& portable_kernels() noexcept { return portable::kSet; }

}  // namespace qpanda3::sim
