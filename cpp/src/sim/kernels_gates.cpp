// Gates: each kernel touches only the amplitudes where its controls are 1.

#include <algorithm>
#include <array>
#include <cstring>

#include "sim/amplitude.hpp"
#include "sim/index_space.hpp"
#include "sim/kernels.hpp"

namespace qpanda3::sim {
namespace {

std::uint64_t bit(Index qubit) noexcept { return std::uint64_t{1} << qubit; }

std::uint64_t mask_of(std::span<const Index> qubits) noexcept {
  std::uint64_t mask = 0;
  for (const Index qubit : qubits) mask |= bit(qubit);
  return mask;
}

/// Runs body(index) over the space, in parallel where it is large. `weight`: amplitudes touched per index.
template <class Body>
void sweep(const IndexSpace& space, Workers& workers, std::uint64_t weight, const Body& body) {
  workers.parallel_for(
      space.count, std::max<std::uint64_t>(kGrain / weight, 1),
      [&](std::uint64_t begin, std::uint64_t end) { space.for_each(begin, end, body); }, weight);
}

template <class Real>
void apply_phase(Amplitudes<Real> state, std::uint64_t controls, std::complex<Real> value, Workers& workers) {
  const Factor<Real> factor(value);
  std::complex<Real>* const data = state.data;
  sweep(IndexSpace(state.num_qubits, controls, controls), workers, 1,
        [=](std::uint64_t i) { store(data + i, factor * load(data + i)); });
}

template <class Real>
void apply_flip(Amplitudes<Real> state, std::uint64_t controls, Index target, Workers& workers) {
  std::complex<Real>* const data = state.data;
  std::complex<Real>* const high = data + bit(target);
  sweep(IndexSpace(state.num_qubits, controls | bit(target), controls), workers, 2, [=](std::uint64_t i) {
    const Lanes<Real> a = load(data + i), b = load(high + i);
    store(data + i, b);
    store(high + i, a);
  });
}

template <class Real>
void apply_swap(Amplitudes<Real> state, std::uint64_t controls, Index t0, Index t1, Workers& workers) {
  std::complex<Real>* const first = state.data + bit(t0);
  std::complex<Real>* const second = state.data + bit(t1);
  sweep(IndexSpace(state.num_qubits, controls | bit(t0) | bit(t1), controls), workers, 2, [=](std::uint64_t i) {
    const Lanes<Real> a = load(first + i), b = load(second + i);
    store(first + i, b);
    store(second + i, a);
  });
}

template <class Real>
void apply_diagonal1(Amplitudes<Real> state, std::uint64_t controls, Index target, const std::complex<Real>* d,
                     Workers& workers) {
  const Factor<Real> d0(d[0]), d1(d[1]);
  std::complex<Real>* const data = state.data;
  std::complex<Real>* const high = data + bit(target);
  sweep(IndexSpace(state.num_qubits, controls | bit(target), controls), workers, 2, [=](std::uint64_t i) {
    store(data + i, d0 * load(data + i));
    store(high + i, d1 * load(high + i));
  });
}

template <class Real>
void apply_diagonal2(Amplitudes<Real> state, std::uint64_t controls, Index t0, Index t1, const std::complex<Real>* d,
                     Workers& workers) {
  const Factor<Real> d0(d[0]), d1(d[1]), d2(d[2]), d3(d[3]);
  std::complex<Real>* const a = state.data;
  std::complex<Real>* const b = a + bit(t0);
  std::complex<Real>* const c = a + bit(t1);
  std::complex<Real>* const e = c + bit(t0);
  sweep(IndexSpace(state.num_qubits, controls | bit(t0) | bit(t1), controls), workers, 4, [=](std::uint64_t i) {
    store(a + i, d0 * load(a + i));
    store(b + i, d1 * load(b + i));
    store(c + i, d2 * load(c + i));
    store(e + i, d3 * load(e + i));
  });
}

template <class Real>
void apply_dense1(Amplitudes<Real> state, std::uint64_t controls, Index target, const std::complex<Real>* m,
                  Workers& workers) {
  const IndexSpace space(state.num_qubits, controls | bit(target), controls);
  std::complex<Real>* const low = state.data;
  std::complex<Real>* const high = low + bit(target);
  const bool is_real = std::all_of(m, m + 4, [](std::complex<Real> value) { return value.imag() == 0; });
  if (is_real) {
    const Real m00 = m[0].real(), m01 = m[1].real(), m10 = m[2].real(), m11 = m[3].real();
    sweep(space, workers, 2, [=](std::uint64_t i) {
      const Lanes<Real> a = load(low + i), b = load(high + i);
      store(low + i, m00 * a + m01 * b);
      store(high + i, m10 * a + m11 * b);
    });
    return;
  }
  const Factor<Real> m00(m[0]), m01(m[1]), m10(m[2]), m11(m[3]);
  sweep(space, workers, 2, [=](std::uint64_t i) {
    const Lanes<Real> a = load(low + i), b = load(high + i);
    store(low + i, m00 * a + m01 * b);
    store(high + i, m10 * a + m11 * b);
  });
}

template <class Real>
void apply_dense2(Amplitudes<Real> state, std::uint64_t controls, Index t0, Index t1, const std::complex<Real>* m,
                  Workers& workers) {
  std::complex<Real>* const a = state.data;
  std::complex<Real>* const b = a + bit(t0);
  std::complex<Real>* const c = a + bit(t1);
  std::complex<Real>* const d = c + bit(t0);
  std::array<Factor<Real>, 16> f;
  std::transform(m, m + 16, f.begin(), [](std::complex<Real> value) { return Factor<Real>(value); });
  sweep(IndexSpace(state.num_qubits, controls | bit(t0) | bit(t1), controls), workers, 4, [=](std::uint64_t i) {
    const Lanes<Real> v0 = load(a + i), v1 = load(b + i), v2 = load(c + i), v3 = load(d + i);
    store(a + i, f[0] * v0 + f[1] * v1 + f[2] * v2 + f[3] * v3);
    store(b + i, f[4] * v0 + f[5] * v1 + f[6] * v2 + f[7] * v3);
    store(c + i, f[8] * v0 + f[9] * v1 + f[10] * v2 + f[11] * v3);
    store(d + i, f[12] * v0 + f[13] * v1 + f[14] * v2 + f[15] * v3);
  });
}

/// Offsets of the 2^k amplitudes that share all other bits.
std::vector<std::uint64_t> target_offsets(std::span<const Index> targets) {
  std::vector<std::uint64_t> offsets(std::size_t{1} << targets.size(), 0);
  for (std::size_t i = 0; i < targets.size(); ++i)
    for (std::size_t value = 0; value < offsets.size(); ++value)
      if (value >> i & 1) offsets[value] |= bit(targets[i]);
  return offsets;
}

template <class Real>
void apply_diagonal(Amplitudes<Real> state, const GateAction<Real>& gate, Workers& workers) {
  const std::vector<std::uint64_t> offsets = target_offsets(gate.targets);
  std::complex<Real>* const data = state.data;
  sweep(IndexSpace(state.num_qubits, gate.control_mask | mask_of(gate.targets), gate.control_mask), workers,
        offsets.size(), [&](std::uint64_t i) {
          for (std::size_t value = 0; value < offsets.size(); ++value) {
            std::complex<Real>* const at = data + (i + offsets[value]);
            store(at, Factor<Real>(gate.numbers[value]) * load(at));
          }
        });
}

template <class Real>
void apply_dense(Amplitudes<Real> state, const GateAction<Real>& gate, Workers& workers) {
  const std::vector<std::uint64_t> offsets = target_offsets(gate.targets);
  const std::size_t size = offsets.size();
  const IndexSpace space(state.num_qubits, gate.control_mask | mask_of(gate.targets), gate.control_mask);
  std::vector<Factor<Real>> factors;
  factors.reserve(size * size);
  for (std::size_t i = 0; i < size * size; ++i) factors.emplace_back(gate.numbers[i]);
  std::complex<Real>* const data = state.data;
  // Work grows with the size of the matrix, and so must the number of pieces and the count of work done.
  const std::uint64_t work = static_cast<std::uint64_t>(size) * std::max<std::uint64_t>(size / 4, 1);
  workers.parallel_for(
      space.count, std::max<std::uint64_t>(kGrain / work, 1),
      [&](std::uint64_t begin, std::uint64_t end) {
        std::vector<std::complex<Real>> gathered(size);
        space.for_each(begin, end, [&](std::uint64_t i) {
          for (std::size_t value = 0; value < size; ++value) gathered[value] = data[i + offsets[value]];
          for (std::size_t row = 0; row < size; ++row) {
            Lanes<Real> sum{0, 0};
            const Factor<Real>* const r = factors.data() + row * size;
            for (std::size_t col = 0; col < size; ++col) sum += r[col] * load(&gathered[col]);
            store(data + (i + offsets[row]), sum);
          }
        });
      },
      work);
}

}  // namespace

template <class Real>
void apply_gate(Amplitudes<Real> state, const GateAction<Real>& gate, Workers& workers) {
  const std::uint64_t controls = gate.control_mask;
  const std::span<const Index> targets = gate.targets;
  switch (gate.kernel) {
    case Kernel::phase:
      return apply_phase(state, controls, gate.numbers[0], workers);
    case Kernel::flip:
      return apply_flip(state, controls, targets[0], workers);
    case Kernel::swap:
      return apply_swap(state, controls, targets[0], targets[1], workers);
    case Kernel::diagonal:
      if (targets.size() == 1) return apply_diagonal1(state, controls, targets[0], gate.numbers, workers);
      if (targets.size() == 2) return apply_diagonal2(state, controls, targets[0], targets[1], gate.numbers, workers);
      return apply_diagonal(state, gate, workers);
    case Kernel::dense:
      if (targets.size() == 1) return apply_dense1(state, controls, targets[0], gate.numbers, workers);
      if (targets.size() == 2) return apply_dense2(state, controls, targets[0], targets[1], gate.numbers, workers);
      return apply_dense(state, gate, workers);
  }
}

template <class Real>
void apply_paulis(Amplitudes<Real> state, std::uint64_t x_mask, std::uint64_t z_mask, Workers& workers) {
  const std::complex<Real> minus_one(-1, 0);
  for (std::uint64_t rest = z_mask; rest != 0; rest &= rest - 1) apply_phase(state, rest & -rest, minus_one, workers);
  for (std::uint64_t rest = x_mask; rest != 0; rest &= rest - 1)
    apply_flip(state, 0, static_cast<Index>(__builtin_ctzll(rest)), workers);
}

template void apply_gate(Amplitudes<float>, const GateAction<float>&, Workers&);
template void apply_gate(Amplitudes<double>, const GateAction<double>&, Workers&);
template void apply_paulis(Amplitudes<float>, std::uint64_t, std::uint64_t, Workers&);
template void apply_paulis(Amplitudes<double>, std::uint64_t, std::uint64_t, Workers&);

}  // namespace qpanda3::sim
