// Measuring, collapsing, copying. Sums are taken in double precision over pieces of fixed size and added in order, so
// that they do not depend on the number of threads.

#include <algorithm>
#include <cstring>

#include "sim/amplitude.hpp"
#include "sim/index_space.hpp"
#include "sim/kernels.hpp"

namespace qpanda3::sim {
namespace {

std::uint64_t bit(Index qubit) noexcept { return std::uint64_t{1} << qubit; }

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

struct WeightPair {
  double zero = 0, one = 0;
  WeightPair& operator+=(const WeightPair& other) noexcept {
    zero += other.zero;
    one += other.one;
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

}  // namespace

template <class Real>
QubitWeights qubit_weights(Amplitudes<Real> state, Index qubit, Workers& workers) {
  const IndexSpace space(state.num_qubits, bit(qubit), 0);
  const std::complex<Real>* const low = state.data;
  const std::complex<Real>* const high = low + bit(qubit);
  const WeightPair sum =
      ordered_sum<WeightPair>(space.count, kGrain / 2, 2, workers, [&](std::uint64_t begin, std::uint64_t end) {
        Lanes<double> zero{0, 0}, one{0, 0};
        space.for_each(begin, end, [&](std::uint64_t i) {
          const Lanes<double> a = widened<Real>(load(low + i)), b = widened<Real>(load(high + i));
          zero += a * a;
          one += b * b;
        });
        return WeightPair{zero[0] + zero[1], one[0] + one[1]};
      });
  return {sum.zero, sum.one};
}

template <class Real>
void collapse(Amplitudes<Real> state, Index qubit, bool outcome, double factor, bool to_zero, Workers& workers) {
  const IndexSpace space(state.num_qubits, bit(qubit), 0);
  const std::complex<Real>* const from = state.data + (outcome ? bit(qubit) : 0);
  std::complex<Real>* const keep = state.data + (outcome && !to_zero ? bit(qubit) : 0);
  std::complex<Real>* const clear = state.data + (outcome && !to_zero ? 0 : bit(qubit));
  const auto scale = static_cast<Real>(factor);
  workers.parallel_for(
      space.count, kGrain / 2,
      [&](std::uint64_t begin, std::uint64_t end) {
        space.for_each(begin, end, [&](std::uint64_t i) {
          store(keep + i, scale * load(from + i));
          store(clear + i, Lanes<Real>{0, 0});
        });
      },
      2);
}

template <class Real>
std::vector<Complex> reduced_density(Amplitudes<Real> state, std::span<const Index> targets, Workers& workers) {
  const std::size_t size = std::size_t{1} << targets.size();
  std::vector<std::uint64_t> offsets(size, 0);
  std::uint64_t mask = 0;
  for (std::size_t t = 0; t < targets.size(); ++t) {
    mask |= bit(targets[t]);
    for (std::size_t value = 0; value < size; ++value)
      if (value >> t & 1) offsets[value] |= bit(targets[t]);
  }
  const IndexSpace space(state.num_qubits, mask, 0);
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

template <class Real>
std::vector<double> block_weights(Amplitudes<Real> state, unsigned block_bits, Workers& workers) {
  const std::uint64_t block = std::uint64_t{1} << block_bits;
  const std::uint64_t blocks = state.size() >> block_bits;
  std::vector<double> weights(blocks);
  workers.parallel_for(
      blocks, std::max<std::uint64_t>(kGrain >> block_bits, 1),
      [&](std::uint64_t begin, std::uint64_t end) {
        for (std::uint64_t b = begin; b < end; ++b) {
          Lanes<double> sums[4] = {};
          const std::complex<Real>* const first = state.data + (b << block_bits);
          for (std::uint64_t i = 0; i < block; ++i) {
            const Lanes<double> a = widened<Real>(load(first + i));
            sums[i % 4] += a * a;
          }
          const Lanes<double> sum = (sums[0] + sums[1]) + (sums[2] + sums[3]);
          weights[b] = sum[0] + sum[1];
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
