#include "sim/sampler.hpp"

#include <algorithm>
#include <bit>
#include <vector>

#include "sim/basis_finder.hpp"
#include "sim/chance.hpp"
#include "sim/random_numbers.hpp"
#include "sim/record_table.hpp"

namespace qpanda3::sim {
namespace {

/// Shots drawn together.
constexpr std::uint64_t kBatch = std::uint64_t{1} << 22;
/// The unit interval is cut into buckets for about so many shots each.
constexpr std::uint64_t kShotsABucket = 1024;
/// Shots whose errors of reading are drawn together.
constexpr std::size_t kMisreadTogether = 64;
/// Streams of random numbers from here on belong to batches, a row of them to each; those below belong to shots.
constexpr std::uint64_t kFirstStream = std::uint64_t{1} << 63;
constexpr std::uint64_t kStreamsABatch = 2 * kBatch / kShotsABucket;

/// How many of `count` fair coins show heads.
std::uint64_t toss(std::uint64_t count, CounterRng rng) {
  std::uint64_t heads = 0;
  for (; count >= 64; count -= 64) heads += static_cast<std::uint64_t>(std::popcount(rng.next()));
  if (count > 0) heads += static_cast<std::uint64_t>(std::popcount(rng.next() >> (64 - count)));
  return heads;
}

/// One batch of shots over 2^bits equal parts of the unit interval, the buckets.
struct Batch {
  std::uint64_t seed;
  std::uint64_t first_stream;
  std::uint64_t shots;
  unsigned bits;

  Batch(std::uint64_t of_seed, std::uint64_t number, std::uint64_t size)
      : seed(of_seed),
        first_stream(kFirstStream + number * kStreamsABatch),
        shots(size),
        bits(static_cast<unsigned>(std::bit_width((size - 1) / kShotsABucket))) {}

  CounterRng rng_of_bucket(std::uint64_t bucket) const noexcept { return rng(bits, bucket); }

  /// How many uniform numbers lie in each bucket: found by halving and halving again.
  std::vector<std::uint64_t> bucket_sizes() const {
    std::vector<std::uint64_t> sizes(std::size_t{1} << bits);
    sizes[0] = shots;
    for (unsigned level = 0; level < bits; ++level)
      for (std::uint64_t part = std::uint64_t{1} << level; part-- > 0;) {
        const std::uint64_t low = toss(sizes[part], rng(level, part));
        sizes[2 * part + 1] = sizes[part] - low;
        sizes[2 * part] = low;
      }
    return sizes;
  }

 private:
  CounterRng rng(unsigned level, std::uint64_t part) const noexcept {
    return {seed, first_stream + (std::uint64_t{1} << level) + part};
  }
};

/// The shots of one sample.
template <class Real>
class Sampler {
 public:
  Sampler(Amplitudes<Real> state, const Plan& plan, Workers& workers)
      : plan_(plan), finder_(state, workers), table_(plan, state.num_qubits), is_misread_(has_misread_finals(plan)) {}

  /// The outcomes of `shots` uniform numbers in a bucket.
  Histogram sample(const Batch& batch, std::uint64_t bucket, std::uint64_t shots) const {
    Histogram histogram(plan_.program.cbits.size());
    if (shots == 0) return histogram;
    CounterRng rng = batch.rng_of_bucket(bucket);
    const double width = 1 / static_cast<double>(std::uint64_t{1} << batch.bits);
    const double begin = static_cast<double>(bucket) * width;
    // Rounding must not make 1 of a number in the last bucket.
    const auto weight_of = [&](double uniform) {
      return std::min(begin + uniform * width, 1 - 0x1p-53) * finder_.total();
    };
    std::vector<double> weights(shots);
    fill_uniform(rng, weights);
    for (double& weight : weights) weight = weight_of(weight);
    if (is_misread_) {
      add_misread(weights, weight_of(0), weight_of(1), rng, histogram);
    } else {
      auto [outcomes, counts] = finder_.count_all(weights, weight_of(0), weight_of(1));
      add_exact(std::move(outcomes), std::move(counts), histogram);
    }
    histogram.finish();
    return histogram;
  }

 private:
  void add_misread(std::span<const double> weights, double low, double high, CounterRng& rng,
                   Histogram& histogram) const {
    std::vector<std::uint64_t> found(weights.size()), record(histogram.words() + 1);
    finder_.find_all(weights, low, high, found.data());
    const auto draws = static_cast<std::size_t>(std::count_if(
        plan_.finals.begin(), plan_.finals.end(), [](const FinalMeasure& final) { return final.read_out != 0; }));
    std::vector<double> uniform;  // of some shots, one for each bit that may be misread
    for (std::size_t i = 0; i < found.size(); ++i) {
      if (i % kMisreadTogether == 0) {
        uniform.resize(draws * std::min(kMisreadTogether, found.size() - i));
        fill_uniform(rng, uniform);
      }
      write_finals(found[i], uniform.data() + draws * (i % kMisreadTogether), record.data());
      histogram.add(record.data(), 1);
    }
  }
  /// What is read in a basis state; `uniform` decides about the errors.
  void write_finals(std::uint64_t index, const double* uniform, std::uint64_t* record) const {
    for (const FinalMeasure& final : plan_.finals) {
      bool bit = (index >> final.qubit & 1) != 0;
      if (final.read_out != 0) bit ^= is_misread(plan_.program.read_out[final.read_out - 1], bit, *uniform++);
      write_bit(record, final.slot, bit);
    }
  }
  std::uint64_t record_of(std::uint64_t state) const noexcept {
    std::uint64_t record = 0;
    table_.write(state, &record);
    return record;
  }
  void add_exact(std::vector<std::uint64_t> states, std::vector<std::uint64_t> counts, Histogram& histogram) const {
    if (histogram.words() == 1) {
      for (std::uint64_t& state : states) state = record_of(state);
      histogram.add_words(std::move(states), std::move(counts));
      return;
    }
    std::vector<std::uint64_t> record(histogram.words() + 1);
    for (std::size_t i = 0; i < states.size(); ++i) {
      table_.write(states[i], record.data());
      histogram.add(record.data(), counts[i]);
    }
  }

  const Plan& plan_;
  BasisFinder<Real> finder_;
  RecordTable table_;
  bool is_misread_;
};

}  // namespace

bool read_bit(const FlatProgram& program, std::uint32_t read_out, bool bit, CounterRng& rng) {
  return read_out == 0 ? bit : is_misread(program.read_out[read_out - 1], bit, rng.uniform()) != bit;
}

void write_finals(const Plan& plan, std::uint64_t index, CounterRng& rng, std::uint64_t* record) {
  for (const FinalMeasure& final : plan.finals)
    write_bit(record, final.slot, read_bit(plan.program, final.read_out, (index >> final.qubit & 1) != 0, rng));
}

bool has_misread_finals(const Plan& plan) noexcept {
  return std::any_of(plan.finals.begin(), plan.finals.end(),
                     [](const FinalMeasure& final) { return final.read_out != 0; });
}

template <class Real>
Histogram sample_finals(Amplitudes<Real> state, const Plan& plan, std::uint64_t shots, std::uint64_t seed,
                        Workers& workers) {
  Histogram histogram(plan.program.cbits.size());
  const Sampler<Real> sampler(state, plan, workers);
  for (std::uint64_t done = 0; done < shots; done += kBatch) {
    const Batch batch(seed, done / kBatch, std::min(kBatch, shots - done));
    const std::vector<std::uint64_t> sizes = batch.bucket_sizes();
    std::vector<Histogram> parts(sizes.size());
    workers.parallel_for(
        sizes.size(), 4,
        [&](std::uint64_t begin, std::uint64_t end) {
          for (std::uint64_t i = begin; i < end; ++i) parts[i] = sampler.sample(batch, i, sizes[i]);
        },
        16 * kShotsABucket);
    for (const Histogram& part : parts) histogram.add(part);
  }
  histogram.finish();
  return histogram;
}

template <class Real>
void sample_finals_once(Amplitudes<Real> state, const Plan& plan, CounterRng& rng, std::uint64_t* record,
                        Workers& workers) {
  if (plan.finals.empty()) return;
  const BasisFinder<Real> finder(state, workers);
  write_finals(plan, finder.find(rng.uniform() * finder.total()), rng, record);
}

template Histogram sample_finals(Amplitudes<float>, const Plan&, std::uint64_t, std::uint64_t, Workers&);
template Histogram sample_finals(Amplitudes<double>, const Plan&, std::uint64_t, std::uint64_t, Workers&);
template void sample_finals_once(Amplitudes<float>, const Plan&, CounterRng&, std::uint64_t*, Workers&);
template void sample_finals_once(Amplitudes<double>, const Plan&, CounterRng&, std::uint64_t*, Workers&);

}  // namespace qpanda3::sim
