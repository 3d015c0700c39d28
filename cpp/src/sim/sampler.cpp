#include "sim/sampler.hpp"

#include <algorithm>
#include <bit>
#include <vector>

#include "sim/basis_finder.hpp"
#include "sim/chance.hpp"
#include "sim/record_table.hpp"

namespace qpanda3::sim {
namespace {

/// Shots drawn together.
constexpr std::uint64_t kBatch = std::uint64_t{1} << 22;
/// The unit interval is cut into buckets for about so many shots each.
constexpr std::uint64_t kShotsABucket = 1024;
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

/// Calls visit(value, count) for the different values, rising.
template <class Visit>
void count_values(std::vector<std::uint64_t>& values, const Visit& visit) {
  const auto [low, high] = std::minmax_element(values.begin(), values.end());
  const std::uint64_t first = *low, range = *high - first + 1;
  if (range <= 4 * values.size()) {
    std::vector<std::uint32_t> counts(range);
    for (const std::uint64_t value : values) ++counts[value - first];
    for (std::uint64_t i = 0; i < range; ++i)
      if (counts[i] != 0) visit(first + i, std::uint64_t{counts[i]});
    return;
  }
  std::sort(values.begin(), values.end());
  for (std::size_t i = 0; i < values.size();) {
    std::size_t end = i + 1;
    while (end < values.size() && values[end] == values[i]) ++end;
    visit(values[i], std::uint64_t{end - i});
    i = end;
  }
}

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
    std::vector<double> weights(shots);
    // Rounding must not make 1 of a number in the last bucket.
    for (double& weight : weights) weight = below_one(begin + rng.uniform() * width) * finder_.total();
    std::vector<std::uint64_t> found(shots);
    finder_.find_all(weights, found.data());
    std::vector<std::uint64_t> record(histogram.words() + 1);
    if (is_misread_) {
      for (const std::uint64_t index : found) {
        write_finals(plan_, index, rng, record.data());
        histogram.add(record.data(), 1);
      }
    } else {
      count_values(found, [&](std::uint64_t index, std::uint64_t count) {
        table_.write(index, record.data());
        histogram.add(record.data(), count);
      });
    }
    histogram.finish();
    return histogram;
  }

 private:
  static double below_one(double uniform) noexcept { return std::min(uniform, 1 - 0x1p-53); }

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
