// Kernels for AVX2 and FMA.
#define QPANDA3_KERNEL_SET avx2
#define QPANDA3_VECTOR_BYTES 32
#include "sim/vector_kernels.hpp"

namespace qpanda3::sim {

const KernelSet& avx2_kernels() noexcept { return avx2::kSet; }

}  // namespace qpanda3::sim
