// Measuring, collapsing, copying. Sums are taken in double precision over pieces of fixed size and added in order, so
// that they do not depend on the number of threads.

#include <algorithm>
#include <array>
#include <cstring>

#include "sim/bit_masks.hpp"
#include "sim/index_space.hpp"
#include "sim/kernels.hpp"
#include "sim/simd_backends.hpp"

namespace qpanda3::sim {
namespace {

/// Sums that belong together.
template <std::size_t kSize>
struct Several {
  std::array<double, kSize> values{};
  Several& operator+=(const Several& other) noexcept {
    for (std::size_t i = 0; i < kSize; ++i) values[i] += other.values[i];
    return *this;
  }
};

/// A small matrix as a sum; grows from empty.
struct MatrixSum {
  std::vector<Complex> values;
  MatrixSum& operator+=(const MatrixSum& other) {
    for (std::size_t i = 0; i < values.size(); ++i) values[i] += other.values[i];
    return *this;
  }
};

/// Adds up piece(begin, end) over [0, count).
template <class Value, class Piece>
Value ordered_sum(std::uint64_t count, std::uint64_t grain, std::uint64_t work_per_item, Workers& workers,
                  const Piece& piece) {
  if (count <= grain) {
    workers.guard().tick(count * work_per_item);
    return piece(std::uint64_t{0}, count);
  }
  std::vector<Value> parts((count - 1) / grain + 1);
  workers.parallel_for(
      count, grain, [&](std::uint64_t begin, std::uint64_t end) { parts[begin / grain] = piece(begin, end); },
      work_per_item);
  Value sum = parts[0];
  for (std::size_t i = 1; i < parts.size(); ++i) sum += parts[i];
  return sum;
}

/// A state cut into pieces of at most kGrain amplitudes, each of which has all values of some qubits: the index bits
/// `active` vary within a piece, the highest others from piece to piece.
struct Pieces {
  std::uint64_t active = 0, others = 0, count = 1;

  Pieces(unsigned num_qubits, std::uint64_t qubits) {
    const std::uint64_t all = lowest_bits(num_qubits);
    constexpr unsigned kWanted = static_cast<unsigned>(std::countr_zero(kGrain));
    const unsigned needed = count_bits(qubits);
    active = num_qubits <= kWanted ? all : qubits | lowest_of(all & ~qubits, kWanted - std::min(kWanted, needed));
    others = all & ~active;
    count = std::uint64_t{1} << count_bits(others);
  }
  std::uint64_t size() const noexcept { return std::uint64_t{1} << count_bits(active); }
  std::uint64_t begin(std::uint64_t piece) const noexcept { return deposit(piece, others); }
};

template <class Real>
const KernelTable<Real>& kernels_for(Amplitudes<Real> state) noexcept {
  return simd::active_kernels<Real>().for_bits(state.num_qubits);
}
template <class Real>
Real* reals(std::complex<Real>* amplitudes) noexcept {
  return reinterpret_cast<Real*>(amplitudes);
}

/// Element by element, for any number of targets.
template <class Real>
std::vector<Complex> any_density(Amplitudes<Real> state, std::span<const Index> targets, Workers& workers) {
  const std::size_t size = std::size_t{1} << targets.size();
  std::vector<std::uint64_t> offsets(size, 0);
  for (std::size_t t = 0; t < targets.size(); ++t)
    for (std::size_t value = 0; value < size; ++value)
      if (value >> t & 1) offsets[value] |= bit_of(targets[t]);
  const IndexSpace space(state.num_qubits, mask_of(targets), 0);
  return ordered_sum<MatrixSum>(space.count, std::max<std::uint64_t>(kGrain / (size * size), 1), size * size, workers,
                                [&](std::uint64_t begin, std::uint64_t end) {
                                  MatrixSum sum{std::vector<Complex>(size * size)};
                                  space.for_each(begin, end, [&](std::uint64_t i) {
                                    for (std::size_t row = 0; row < size; ++row)
                                      for (std::size_t col = 0; col < size; ++col) {
                                        const Complex a(state.data[i + offsets[row]]), b(state.data[i + offsets[col]]);
                                        sum.values[row * size + col] +=
                                            Complex(a.real() * b.real() + a.imag() * b.imag(),
                                                    a.imag() * b.real() - a.real() * b.imag());
                                      }
                                  });
                                  return sum;
                                })
      .values;
}

}  // namespace

template <class Real>
QubitWeights qubit_weights(Amplitudes<Real> state, Index qubit, Workers& workers) {
  const KernelTable<Real>& kernels = kernels_for(state);
  const Pieces pieces(state.num_qubits, bit_of(qubit) | lowest_bits(kernels.lane_bits));
  const auto sum =
      ordered_sum<Several<2>>(pieces.count, 1, pieces.size(), workers, [&](std::uint64_t piece, std::uint64_t) {
        Several<2> part;
        kernels.weights(reals(state.data + pieces.begin(piece)), pieces.active, bit_of(qubit), part.values.data());
        return part;
      });
  return {sum.values[0], sum.values[1]};
}

template <class Real>
void collapse(Amplitudes<Real> state, Index qubit, bool outcome, double factor, bool to_zero, Workers& workers) {
  const KernelTable<Real>& kernels = kernels_for(state);
  const Pieces pieces(state.num_qubits, bit_of(qubit) | lowest_bits(kernels.lane_bits));
  workers.parallel_for(
      pieces.count, 1,
      [&](std::uint64_t piece, std::uint64_t) {
        kernels.collapse(reals(state.data + pieces.begin(piece)), pieces.active, bit_of(qubit), outcome, to_zero,
                         static_cast<Real>(factor));
      },
      pieces.size());
}

template <class Real>
std::vector<Complex> reduced_density(Amplitudes<Real> state, std::span<const Index> targets, Workers& workers) {
  if (targets.empty() || targets.size() > 2) return any_density(state, targets, workers);
  const KernelTable<Real>& kernels = kernels_for(state);
  const std::uint64_t qubits = mask_of(targets);
  const std::uint64_t low = qubits & lowest_bits(kernels.wide_lane_bits), high = qubits & ~low;
  std::uint64_t offsets[4] = {};
  for (std::uint64_t value = 0; value < std::uint64_t{1} << count_bits(high); ++value)
    offsets[value] = deposit(value, high);
  const Pieces pieces(state.num_qubits, qubits | lowest_bits(kernels.lane_bits));
  const auto density = kernels.density[count_bits(high)][low];
  const auto sum =
      ordered_sum<Several<32>>(pieces.count, 1, 4 * pieces.size(), workers, [&](std::uint64_t piece, std::uint64_t) {
        Several<32> part;
        density(reals(state.data + pieces.begin(piece)), pieces.active, offsets, part.values.data());
        return part;
      });
  const std::size_t size = std::size_t{1} << targets.size();
  const bool is_reversed = targets.size() == 2 && targets[0] > targets[1];
  const auto place = [&](std::size_t i) { return is_reversed ? (i >> 1 | (i & 1) << 1) : i; };
  std::vector<Complex> matrix(size * size);
  for (std::size_t row = 0; row < size; ++row)
    for (std::size_t col = 0; col < size; ++col) {
      const double* const element = &sum.values[2 * (place(row) * size + place(col))];
      matrix[row * size + col] = {element[0], element[1]};
    }
  return matrix;
}

template <class Real>
std::vector<double> block_weights(Amplitudes<Real> state, unsigned block_bits, Workers& workers) {
  const std::uint64_t block = std::uint64_t{1} << block_bits;
  const std::uint64_t blocks = state.size() >> block_bits;
  const KernelTable<Real>& kernels = simd::active_kernels<Real>().for_bits(block_bits);
  std::vector<double> weights(blocks);
  workers.parallel_for(
      blocks, std::max<std::uint64_t>(kGrain >> block_bits, 1),
      [&](std::uint64_t begin, std::uint64_t end) {
        for (std::uint64_t b = begin; b < end; ++b) {
          double sums[2];
          kernels.weights(reals(state.data + (b << block_bits)), block - 1, 0, sums);
          weights[b] = sums[0];
        }
      },
      block);
  return weights;
}

template <class Real>
void set_to_zero_state(Amplitudes<Real> state, bool is_zero, Workers& workers) {
  if (!is_zero)
    workers.parallel_for(state.size(), kGrain, [&](std::uint64_t begin, std::uint64_t end) {
      std::fill(state.data + begin, state.data + end, std::complex<Real>(0, 0));
    });
  state.data[0] = std::complex<Real>(1, 0);
}

template <class Real>
void copy_state(Amplitudes<Real> to, const std::complex<Real>* from, Workers& workers) {
  workers.parallel_for(to.size(), kGrain, [&](std::uint64_t begin, std::uint64_t end) {
    std::memcpy(static_cast<void*>(to.data + begin), from + begin, (end - begin) * sizeof(std::complex<Real>));
  });
}

#define QPANDA3_INSTANTIATE(Real)                                                                    \
  template QubitWeights qubit_weights(Amplitudes<Real>, Index, Workers&);                            \
  template void collapse(Amplitudes<Real>, Index, bool, double, bool, Workers&);                     \
  template std::vector<Complex> reduced_density(Amplitudes<Real>, std::span<const Index>, Workers&); \
  template std::vector<double> block_weights(Amplitudes<Real>, unsigned, Workers&);                  \
  template void set_to_zero_state(Amplitudes<Real>, bool, Workers&);                                 \
  template void copy_state(Amplitudes<Real>, const std::complex<Real>*, Workers&)
QPANDA3_INSTANTIATE(float);
QPANDA3_INSTANTIATE(double);
#undef QPANDA3_INSTANTIATE

}  // namespace qpanda3::sim
