#include "sim/sampler.hpp"

#include <algorithm>
#include <cmath>
#include <vector>

#include "sim/amplitude.hpp"

namespace qpanda3::sim {
namespace {

constexpr std::uint64_t kBatch = std::uint64_t{1} << 20;
constexpr unsigned kBlockBits = 10;
/// Streams of random numbers from here on belong to batches; those below belong to shots.
constexpr std::uint64_t kFirstBatchStream = std::uint64_t{1} << 63;

/// Weights of the blocks of a state, added up.
struct Blocks {
  unsigned block_bits;
  std::vector<double> ends;  ///< weight of a block and all before it

  template <class Real>
  Blocks(Amplitudes<Real> state, Workers& workers) : block_bits(std::min(kBlockBits, state.num_qubits)) {
    ends = block_weights(state, block_bits, workers);
    double sum = 0;
    for (double& end : ends) end = sum += end;
  }
  double total() const noexcept { return ends.back(); }
  double begin_of(std::size_t block) const noexcept { return block == 0 ? 0 : ends[block - 1]; }
};

/// Finds the basis states that a rising sequence of weights in [0, total) falls on.
template <class Real>
class Walk {
 public:
  Walk(Amplitudes<Real> state, const Blocks& blocks, std::size_t first_block = 0) : state_(state), blocks_(blocks) {
    enter(first_block);
  }

  /// The basis state in whose share `weight` lies; never one with amplitude 0. `weight` must not fall between calls.
  std::uint64_t find(double weight) {
    while (weight >= blocks_.ends[block_] && block_ + 1 < blocks_.ends.size()) enter(block_ + 1);
    for (; next_ != block_end_ && (!has_last_ || weight >= sum_); ++next_) {
      const double share = squared_norm(state_.data + next_);
      if (share <= 0) continue;
      sum_ += share;
      last_ = next_;
      has_last_ = true;
    }
    // Rounding can let a weight lie just behind the last share of all.
    return has_last_ ? last_ : last_occupied_before(block_);
  }

 private:
  void enter(std::size_t block) {
    block_ = block;
    next_ = std::uint64_t{block} << blocks_.block_bits;
    block_end_ = next_ + (std::uint64_t{1} << blocks_.block_bits);
    sum_ = blocks_.begin_of(block);
    has_last_ = false;
  }

  std::uint64_t last_occupied_before(std::size_t block) const {
    std::uint64_t index = std::uint64_t{block} << blocks_.block_bits;
    while (index > 0 && squared_norm(state_.data + (index - 1)) <= 0) --index;
    return index > 0 ? index - 1 : 0;
  }

  Amplitudes<Real> state_;
  const Blocks& blocks_;
  std::size_t block_ = 0;
  std::uint64_t next_ = 0;  ///< not looked at yet
  std::uint64_t block_end_ = 0;
  std::uint64_t last_ = 0;  ///< the last one with a share
  double sum_ = 0;          ///< up to and including `last_`
  bool has_last_ = false;
};

/// `count` uniform numbers in [0, 1) in rising order: partial sums of exponential numbers over their total have that
/// distribution (Devroye, "Non-Uniform Random Variate Generation", V.2), and need no sorting.
std::vector<double> rising_uniforms(std::uint64_t count, CounterRng& rng) {
  std::vector<double> sums(count);
  double sum = 0;
  for (double& entry : sums) entry = sum -= std::log1p(-rng.uniform());
  const double total = sum - std::log1p(-rng.uniform());
  const double scale = total > 0 ? 1 / total : 0;
  for (double& entry : sums) entry *= scale;
  return sums;
}

/// From a basis state to the record of final measurements, by tables for each byte of the index.
class RecordTable {
 public:
  RecordTable(const Plan& plan, unsigned num_qubits)
      : words_((plan.program.cbits.size() + 63) / 64),
        byte_bits_(std::min(8u, std::max(1u, num_qubits))),
        bytes_((std::max(1u, num_qubits) + byte_bits_ - 1) / byte_bits_),
        table_((std::size_t{bytes_} << byte_bits_) * words_, 0) {
    for (const FinalMeasure& final : plan.finals) {
      const unsigned byte = final.qubit / byte_bits_;
      for (std::size_t value = 0; value < (std::size_t{1} << byte_bits_); ++value)
        if (value >> (final.qubit % byte_bits_) & 1) write_bit(entry(byte, value), final.slot, true);
    }
  }

  void record(std::uint64_t index, std::uint64_t* out) {
    std::fill(out, out + words_, 0);
    for (unsigned byte = 0; byte < bytes_; ++byte) {
      const std::uint64_t* const part =
          entry(byte, static_cast<std::size_t>(index >> (byte * byte_bits_)) & ((std::size_t{1} << byte_bits_) - 1));
      for (std::size_t word = 0; word < words_; ++word) out[word] |= part[word];
    }
  }

 private:
  std::uint64_t* entry(unsigned byte, std::size_t value) {
    return table_.data() + ((std::size_t{byte} << byte_bits_) + value) * words_;
  }

  std::size_t words_;
  unsigned byte_bits_, bytes_;
  std::vector<std::uint64_t> table_;
};

void write_finals(const Plan& plan, std::uint64_t index, CounterRng& rng, std::uint64_t* record) {
  for (const FinalMeasure& final : plan.finals)
    write_bit(record, final.slot, read_bit(plan.program, final.read_out, (index >> final.qubit & 1) != 0, rng));
}

}  // namespace

bool read_bit(const FlatProgram& program, std::uint32_t read_out, bool bit, CounterRng& rng) {
  if (read_out == 0) return bit;
  const double flip = program.read_out[read_out - 1].flip[bit ? 1 : 0];
  return (rng.uniform() < flip) != bit;
}

template <class Real>
Histogram sample_finals(Amplitudes<Real> state, const Plan& plan, std::uint64_t shots, std::uint64_t seed,
                        Workers& workers) {
  Histogram histogram(plan.program.cbits.size());
  const Blocks blocks(state, workers);
  const bool is_misread = std::any_of(plan.finals.begin(), plan.finals.end(),
                                      [](const FinalMeasure& final) { return final.read_out != 0; });
  RecordTable table(plan, state.num_qubits);
  std::vector<std::uint64_t> record(histogram.words() + 1);
  for (std::uint64_t done = 0; done < shots; done += kBatch) {
    CounterRng rng(seed, kFirstBatchStream + done / kBatch);
    const std::vector<double> uniforms = rising_uniforms(std::min(kBatch, shots - done), rng);
    Walk walk(state, blocks);
    for (std::size_t i = 0; i < uniforms.size();) {
      const std::uint64_t index = walk.find(uniforms[i] * blocks.total());
      std::uint64_t count = 1;
      while (i + count < uniforms.size() && walk.find(uniforms[i + count] * blocks.total()) == index) ++count;
      i += count;
      workers.guard().tick(64 * count);
      if (is_misread) {
        for (std::uint64_t shot = 0; shot < count; ++shot) {
          write_finals(plan, index, rng, record.data());
          histogram.add(record.data(), 1);
        }
      } else {
        table.record(index, record.data());
        histogram.add(record.data(), count);
      }
    }
  }
  histogram.finish();
  return histogram;
}

template <class Real>
void sample_finals_once(Amplitudes<Real> state, const Plan& plan, CounterRng& rng, std::uint64_t* record,
                        Workers& workers) {
  if (plan.finals.empty()) return;
  const Blocks blocks(state, workers);
  const double weight = rng.uniform() * blocks.total();
  const auto block = std::upper_bound(blocks.ends.begin(), blocks.ends.end(), weight) - blocks.ends.begin();
  Walk walk(state, blocks, std::min(static_cast<std::size_t>(block), blocks.ends.size() - 1));
  write_finals(plan, walk.find(weight), rng, record);
}

template Histogram sample_finals(Amplitudes<float>, const Plan&, std::uint64_t, std::uint64_t, Workers&);
template Histogram sample_finals(Amplitudes<double>, const Plan&, std::uint64_t, std::uint64_t, Workers&);
template void sample_finals_once(Amplitudes<float>, const Plan&, CounterRng&, std::uint64_t*, Workers&);
template void sample_finals_once(Amplitudes<double>, const Plan&, CounterRng&, std::uint64_t*, Workers&);

}  // namespace qpanda3::sim
