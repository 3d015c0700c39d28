#include "sim/first_touch.hpp"

#include <bit>

#include "sim/bit_masks.hpp"

namespace qpanda3::sim {
namespace {

constexpr std::size_t kPage = 4096;
constexpr std::size_t kHugePage = std::size_t{2} << 20;
/// A few pages are not worth a pass of threads.
constexpr unsigned kMinPageBits = 3;

}  // namespace

template <class Real>
void touch_first(Amplitudes<Real> state, std::uint64_t zeros_before, std::uint64_t zeros_after, Workers& workers) {
  constexpr unsigned kBits = std::countr_zero(kHugePage / sizeof(std::complex<Real>));
  if (state.num_qubits < kBits + kMinPageBits) return;
  const std::uint64_t written = lowest_bits(state.num_qubits - kBits) & ~(zeros_after >> kBits);
  const std::uint64_t untouched = (zeros_before >> kBits) & written;
  if (untouched == 0) return;
  constexpr std::uint64_t kAmplitudes = std::uint64_t{1} << kBits;
  workers.parallel_for(
      std::uint64_t{1} << count_bits(written), 1,
      [&](std::uint64_t begin, std::uint64_t end) {
        for (std::uint64_t i = begin; i < end; ++i) {
          const std::uint64_t page = deposit(i, written);
          if ((page & untouched) == 0) continue;
          // One write for each of the small pages, in case the system has no huge ones. A zero changes nothing here;
          // volatile, or it could be left out for that reason.
          volatile Real* const data = reinterpret_cast<Real*>(state.data + (page << kBits));
          for (std::size_t at = 0; at < 2 * kAmplitudes; at += kPage / sizeof(Real)) data[at] = 0;
        }
      },
      kAmplitudes);
}

template void touch_first(Amplitudes<float>, std::uint64_t, std::uint64_t, Workers&);
template void touch_first(Amplitudes<double>, std::uint64_t, std::uint64_t, Workers&);

}  // namespace qpanda3::sim
