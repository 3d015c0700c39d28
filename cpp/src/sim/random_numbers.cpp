#include "sim/random_numbers.hpp"

#include <cstdint>

#include "sim/simd_backends.hpp"

namespace qpanda3::sim {

void fill_uniform(CounterRng& rng, std::span<double> numbers) {
  std::size_t done = 0;
  if (!numbers.empty() && rng.position() % 2 != 0) numbers[done++] = rng.uniform();  // the second of a block
  const std::size_t together = (numbers.size() - done) / kUniformsAtATime * kUniformsAtATime;
  if (together != 0) {
    const std::uint64_t position = rng.position();
    simd::active().kernels().uniforms(numbers.data() + done, together, rng.seed(), rng.stream(), position / 2);
    rng.seek(position + together);
    done += together;
  }
  for (; done < numbers.size(); ++done) numbers[done] = rng.uniform();
}

}  // namespace qpanda3::sim
