// Kernels for AVX-512 F, DQ, BW and VL.
#define QPANDA3_KERNEL_SET avx512
#define QPANDA3_VECTOR_BYTES 64
#include "sim/vector_kernels.hpp"

namespace qpanda3::sim {

const KernelSet& avx512_kernels() noexcept { return avx512::kSet; }

}  // namespace qpanda3::sim
