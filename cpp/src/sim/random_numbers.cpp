#include "sim/random_numbers.hpp"

#include <algorithm>

#include "sim/simd_backends.hpp"

namespace qpanda3::sim {

void fill_words(CounterRng& rng, std::span<std::uint64_t> words) {
  std::size_t done = 0;
  if (!words.empty() && rng.position() % 2 != 0) words[done++] = rng.next();  // the second of a block
  const std::size_t together = (words.size() - done) / kRandomAtATime * kRandomAtATime;
  if (together != 0) {
    const std::uint64_t position = rng.position();
    simd::active().kernels().words(words.data() + done, together, rng.seed(), rng.stream(), position / 2);
    rng.seek(position + together);
    done += together;
  }
  for (; done < words.size(); ++done) words[done] = rng.next();
}

void RandomWords::refill() {
  // The more have been wanted, the more will be.
  const std::size_t size = std::min(words_.size(), std::max(std::size_t{kRandomAtATime}, 2 * end_));
  fill_words(rng_, std::span(words_).first(size));
  at_ = 0;
  end_ = size;
}

}  // namespace qpanda3::sim
