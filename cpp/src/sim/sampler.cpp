#include "sim/sampler.hpp"

#include <algorithm>
#include <numeric>
#include <vector>

#include "sim/amplitude.hpp"
#include "sim/basis_finder.hpp"
#include "sim/binomial.hpp"
#include "sim/chance.hpp"
#include "sim/random_numbers.hpp"
#include "sim/record_table.hpp"
#include "sim/shot_spread.hpp"

namespace qpanda3::sim {
namespace {

/// A state is sampled in blocks of so many amplitudes: what is needed for one stays in the first cache.
constexpr unsigned kBlockBits = 10;
/// Blocks a thread takes at a time.
constexpr std::uint64_t kBlocksAtATime = 16;
/// Outcomes, at most, that are put together before they go to the histogram.
constexpr std::uint64_t kTogether = std::uint64_t{1} << 22;
/// Streams of random numbers from here on belong to samples; those below belong to shots.
constexpr std::uint64_t kFirstStream = std::uint64_t{1} << 63;

/// sums[i] is the weight of the states up to i. Added up one by one, so that a state without weight adds nothing at
/// all; in several places at once, because a sum has to wait for the one before.
template <class Real>
void add_up(const std::complex<Real>* state, std::span<double> sums) {
  constexpr std::size_t kStrips = 4;
  if (sums.size() < 4 * kStrips) {
    double sum = 0;
    for (std::size_t i = 0; i < sums.size(); ++i) sums[i] = sum += squared_norm(state + i);
    return;
  }
  const std::size_t length = sums.size() / kStrips;
  double sum[kStrips] = {};
  for (std::size_t i = 0; i < length; ++i)
    for (std::size_t strip = 0; strip < kStrips; ++strip)
      sums[strip * length + i] = sum[strip] += squared_norm(state + strip * length + i);
  for (std::size_t i = length; i < sums.size(); i += length) {
    const double before = sums[i - 1];
    for (double& in_strip : sums.subspan(i, length)) in_strip += before;
  }
}

/// The counts of all final measurements: shots are spread over blocks of the state, and within each over its basis
/// states.
template <class Real>
class Sampler {
 public:
  Sampler(Amplitudes<Real> state, const Plan& plan, std::uint64_t seed, Workers& workers)
      : state_(state),
        plan_(plan),
        seed_(seed),
        workers_(workers),
        block_bits_(std::min(kBlockBits, state.num_qubits)),
        table_(plan, state.num_qubits),
        is_misread_(has_misread_finals(plan)),
        is_plain_(!is_misread_ && plan.program.cbits.size() <= 64) {
    if (!is_plain_) return;
    low_records_.resize(std::size_t{1} << block_bits_);
    for (std::size_t i = 0; i < low_records_.size(); ++i) table_.write(i, &low_records_[i]);
  }

  Histogram sample(std::uint64_t shots) const {
    std::vector<double> ends = block_weights(state_, block_bits_, workers_);
    std::partial_sum(ends.begin(), ends.end(), ends.begin());
    Histogram histogram(plan_.program.cbits.size());
    // Errors of reading concern single shots; without them a block is done soon, however many there are.
    const std::uint64_t batch = is_misread_ ? kTogether : shots;
    std::uint64_t stream = kFirstStream;
    for (std::uint64_t done = 0; done < shots; done += batch, stream += 2 * ends.size())
      sample(ends, std::min(batch, shots - done), stream, histogram);
    histogram.finish();
    return histogram;
  }

 private:
  void sample(std::span<const double> ends, std::uint64_t shots, std::uint64_t stream, Histogram& histogram) const {
    const std::vector<std::uint64_t> counts = spread_by_halves(ends, shots, seed_, stream, workers_);
    stream += ends.size();
    for (std::size_t begin = 0; begin < counts.size();) {
      std::size_t end = begin;
      for (std::uint64_t room = kTogether; end < counts.size() && room >= most_outcomes(counts[end]); ++end)
        room -= most_outcomes(counts[end]);
      const Blocks blocks{begin, std::span(counts).subspan(begin, end - begin), stream};
      if (is_plain_)
        sample_plain(blocks, histogram);
      else
        sample_any(blocks, histogram);
      begin = end;
    }
  }

  /// Some blocks of the state, one after another.
  struct Blocks {
    std::uint64_t first;
    std::span<const std::uint64_t> shots;
    std::uint64_t stream;  ///< of block 0
  };
  /// What a thread needs.
  struct Scratch {
    explicit Scratch(unsigned block_bits) : sums(std::size_t{1} << block_bits), spread(std::size_t{1} << block_bits) {}
    std::vector<double> sums;
    ShotSpread spread;
  };

  /// Calls sample_block(i, its first state, random numbers, spread) for each with shots, on all threads.
  template <class SampleBlock>
  void for_each_block(const Blocks& blocks, const SampleBlock& sample_block) const {
    workers_.parallel_for(
        blocks.shots.size(), kBlocksAtATime,
        [&](std::uint64_t begin, std::uint64_t end) {
          Scratch scratch(block_bits_);
          for (std::uint64_t i = begin; i < end; ++i) {
            if (blocks.shots[i] == 0) continue;
            const std::uint64_t block = blocks.first + i, first_state = block << block_bits_;
            RandomWords random(seed_, blocks.stream + block);
            add_up(state_.data + first_state, std::span(scratch.sums));
            scratch.spread.spread(scratch.sums, blocks.shots[i], random);
            sample_block(i, first_state, random, scratch.spread);
          }
        },
        std::uint64_t{4} << block_bits_);
  }

  std::uint64_t most_outcomes(std::uint64_t shots) const noexcept {
    return std::min(shots, std::uint64_t{1} << block_bits_);
  }

  /// The record is one word, and what is read is there. Each block has a place of its own, with room for the most
  /// outcomes there can be.
  void sample_plain(const Blocks& blocks, Histogram& histogram) const {
    const std::span<const std::uint64_t> shots = blocks.shots;
    std::vector<std::uint64_t> begins(shots.size() + 1), sizes(shots.size());
    for (std::size_t i = 0; i < shots.size(); ++i) begins[i + 1] = begins[i] + most_outcomes(shots[i]);
    Histogram::Words outcomes(begins.back()), counts(begins.back());
    for_each_block(blocks, [&](std::uint64_t i, std::uint64_t first_state, RandomWords&, const ShotSpread& spread) {
      std::uint64_t record = 0;
      table_.write(first_state, &record);
      const auto states = spread.states();
      std::uint64_t* const place = outcomes.data() + begins[i];
      for (std::size_t k = 0; k < states.size(); ++k) place[k] = low_records_[states[k]] | record;
      std::ranges::copy(spread.counts(), counts.data() + begins[i]);
      sizes[i] = states.size();
    });
    std::size_t size = 0;
    for (std::size_t i = 0; i < shots.size(); ++i) {
      std::copy_n(outcomes.data() + begins[i], sizes[i], outcomes.data() + size);
      std::copy_n(counts.data() + begins[i], sizes[i], counts.data() + size);
      size += sizes[i];
    }
    outcomes.resize(size);
    counts.resize(size);
    histogram.add_words(std::move(outcomes), std::move(counts));
  }

  void sample_any(const Blocks& blocks, Histogram& histogram) const {
    std::vector<Histogram> parts(blocks.shots.size(), Histogram(histogram.num_bits()));
    for_each_block(
        blocks, [&](std::uint64_t i, std::uint64_t first_state, RandomWords& random, const ShotSpread& spread) {
          const auto states = spread.states();
          const auto counts = spread.counts();
          std::vector<std::uint64_t> record(record_words(plan_.program));
          for (std::size_t k = 0; k < states.size(); ++k) {
            table_.write(first_state + states[k], record.data());
            add_read({.state = first_state + states[k], .next_final = 0, .count = counts[k]}, record, random, parts[i]);
          }
          parts[i].finish();
        });
    for (const Histogram& part : parts) histogram.add(part);
  }

  /// Shots that found the same state, and in which the same of its bits have been read wrongly.
  struct Read {
    std::uint64_t state;
    std::size_t next_final;
    std::uint64_t count;
  };
  /// Adds what is read, `record` but for the errors of final measurements from the next on.
  void add_read(Read read, std::vector<std::uint64_t>& record, RandomWords& random, Histogram& histogram) const {
    for (std::size_t i = read.next_final; i < plan_.finals.size() && read.count > 0; ++i) {
      const FinalMeasure& final = plan_.finals[i];
      if (final.read_out == 0) continue;
      const bool bit = (read.state >> final.qubit & 1) != 0;
      const double chance = plan_.program.read_out[final.read_out - 1].flip[bit ? 1 : 0];
      const std::uint64_t wrong = binomial(read.count, chance, random);
      if (wrong == 0) continue;
      write_bit(record.data(), final.slot, !bit);
      add_read({read.state, i + 1, wrong}, record, random, histogram);
      write_bit(record.data(), final.slot, bit);
      read.count -= wrong;
    }
    if (read.count > 0) histogram.add(record.data(), read.count);
  }

  Amplitudes<Real> state_;
  const Plan& plan_;
  std::uint64_t seed_;
  Workers& workers_;
  unsigned block_bits_;
  RecordTable table_;
  bool is_misread_, is_plain_;
  std::vector<std::uint64_t> low_records_;  ///< of the states of the first block
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
  return Sampler<Real>(state, plan, seed, workers).sample(shots);
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
