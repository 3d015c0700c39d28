// Single gates: prepared, applied to the whole state, forgotten. Lines of gates are planned, see straight_line.hpp.

#include <algorithm>

#include "sim/bit_masks.hpp"
#include "sim/kernels.hpp"
#include "sim/simd_backends.hpp"

namespace qpanda3::sim {
namespace {

/// Large states are worked on in blocks that hold all combinations of the qubits that the gate touches and of some low
/// ones.
constexpr unsigned kBlockBits = 11;

template <class Real>
void apply_prepared(Amplitudes<Real> state, const PreparedGate<Real>& gate, Workers& workers) {
  auto* const data = reinterpret_cast<Real*>(state.data);
  const std::uint64_t all = lowest_bits(state.num_qubits);
  if (state.size() <= kGrain) {
    gate.apply(data, all, gate);
    workers.guard().tick(state.size());
    return;
  }
  const std::uint64_t block = lowest_bits(kBlockBits) | (gate.fixed & ~gate.ones);
  // Where a control is 0 nothing happens: its blocks are left out.
  const std::uint64_t controls = gate.ones & ~block;
  const std::uint64_t others = all & ~block & ~controls;
  const std::uint64_t block_size = std::uint64_t{1} << count_bits(block);
  PreparedGate<Real> inner = gate;
  inner.ones &= block;
  workers.parallel_for(
      std::uint64_t{1} << count_bits(others), std::max<std::uint64_t>(kGrain / block_size, 1),
      [&](std::uint64_t begin, std::uint64_t end) {
        for (std::uint64_t i = begin; i < end; ++i)
          inner.apply(data + 2 * (deposit(i, others) | controls), block, inner);
      },
      block_size);
}

}  // namespace

template <class Real>
void apply_gate(Amplitudes<Real> state, const GateAction<Real>& gate, Workers& workers) {
  Arena arena;
  const KernelTables<Real>& tables = simd::active_kernels<Real>();
  apply_prepared(state, prepare_gate(gate, tables, state.num_qubits, arena), workers);
}

template <class Real>
void apply_paulis(Amplitudes<Real> state, std::uint64_t x_mask, std::uint64_t z_mask, Workers& workers) {
  const std::complex<Real> minus_one(-1, 0);
  for (std::uint64_t rest = z_mask; rest != 0; rest &= rest - 1)
    apply_gate<Real>(state, {Kernel::phase, rest & -rest, {}, &minus_one}, workers);
  for (std::uint64_t rest = x_mask; rest != 0; rest &= rest - 1) {
    const Index target = static_cast<Index>(std::countr_zero(rest));
    apply_gate<Real>(state, {Kernel::flip, 0, {&target, 1}, nullptr}, workers);
  }
}

template void apply_gate(Amplitudes<float>, const GateAction<float>&, Workers&);
template void apply_gate(Amplitudes<double>, const GateAction<double>&, Workers&);
template void apply_paulis(Amplitudes<float>, std::uint64_t, std::uint64_t, Workers&);
template void apply_paulis(Amplitudes<double>, std::uint64_t, std::uint64_t, Workers&);

}  // namespace qpanda3::sim
