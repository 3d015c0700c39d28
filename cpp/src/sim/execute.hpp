#pragma once
// The pipeline of one run: lower, plan, the deterministic part, then sampling or shots.

#include <cstdint>
#include <memory>

#include "qpanda3/sim/cpuqvm.hpp"
#include "sim/kernels.hpp"
#include "sim/plan.hpp"
#include "sim/result_data.hpp"
#include "sim/state_buffer.hpp"

namespace qpanda3::sim {

/// Gives out memory for states; asked once for all the states of a run, before anything else is done with them.
class BufferSource {
 public:
  virtual ~BufferSource() = default;
  /// ResourceExhausted if `copies` states cannot be had.
  virtual std::vector<BufferPtr> take(unsigned num_qubits, std::uint64_t copies) = 0;
};

/// Runs a program in `precision`, which is also that of the buffers. `initial` is null for |0...0>.
std::shared_ptr<const ResultData> execute(const QProg& prog, std::uint64_t shots, const RunOptions& options,
                                          Precision precision, const StateBuffer* initial, BufferSource& buffers);

}  // namespace qpanda3::sim
