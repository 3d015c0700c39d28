#include "sim/random_numbers.hpp"

#include <algorithm>

#include "sim/simd_backends.hpp"

namespace qpanda3::sim {
namespace {

template <class Number, class One>
void fill(CounterRng& rng, std::span<Number> numbers, RandomKernel<Number> kernel, const One& one) {
  std::size_t done = 0;
  if (!numbers.empty() && rng.position() % 2 != 0) numbers[done++] = one();  // the second of a block
  const std::size_t together = (numbers.size() - done) / kRandomAtATime * kRandomAtATime;
  if (together != 0) {
    const std::uint64_t position = rng.position();
    kernel(numbers.data() + done, together, rng.seed(), rng.stream(), position / 2);
    rng.seek(position + together);
    done += together;
  }
  for (; done < numbers.size(); ++done) numbers[done] = one();
}

}  // namespace

void fill_uniform(CounterRng& rng, std::span<double> numbers) {
  fill(rng, numbers, simd::active().kernels().uniforms, [&] { return rng.uniform(); });
}

void fill_words(CounterRng& rng, std::span<std::uint64_t> words) {
  fill(rng, words, simd::active().kernels().words, [&] { return rng.next(); });
}

void RandomWords::refill() {
  // The more have been wanted, the more will be.
  const std::size_t size = std::min(words_.size(), std::max(std::size_t{kRandomAtATime}, 2 * end_));
  fill_words(rng_, std::span(words_).first(size));
  at_ = 0;
  end_ = size;
}

}  // namespace qpanda3::sim
