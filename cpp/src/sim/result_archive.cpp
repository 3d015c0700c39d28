// Results as plain numbers, and back.

#include <algorithm>
#include <bit>
#include <limits>

#include "qpanda3/base/concat.hpp"
#include "qpanda3/base/error.hpp"
#include "qpanda3/sim/result.hpp"
#include "sim/result_data.hpp"
#include "sim/state_view.hpp"

namespace qpanda3 {
namespace {

void require(bool condition, const char* what) {
  if (!condition) throw InvalidArgument(concat("archive of a QResult: ", what));
}

sim::BufferPtr copy_of(const StateVector& state) {
  const auto num_qubits = static_cast<unsigned>(std::countr_zero(state.size()));
  sim::check_memory(num_qubits, state.precision(), 1, 0);
  auto buffer = std::make_shared<sim::StateBuffer>(num_qubits, state.precision());
  buffer->mark_used();
  std::visit(
      [&]<class Real>(std::span<const std::complex<Real>> from) {
        std::copy(from.begin(), from.end(), buffer->amplitudes<Real>().begin());
      },
      state.native());
  return buffer;
}

/// Checked, and with the number of shots.
sim::Histogram histogram_of(const QResult::Archive& archive, std::uint64_t& shots) {
  sim::Histogram histogram(archive.num_bits);
  const std::size_t words = histogram.words();
  const std::size_t size = archive.counts.size();
  require(
      size != 0 && (words == 0 || archive.outcomes.size() / words == size) && archive.outcomes.size() == words * size,
      "there is not one count for each outcome");
  for (std::size_t i = 0; i < size; ++i) {
    const std::uint64_t* outcome = archive.outcomes.data() + i * words;
    require(archive.num_bits % 64 == 0 || outcome[words - 1] >> (archive.num_bits % 64) == 0,
            "an outcome has more bits than the record");
    require(archive.counts[i] != 0 && archive.counts[i] <= std::numeric_limits<std::uint64_t>::max() - shots,
            "a count is 0 or too large");
    shots += archive.counts[i];
    histogram.add(outcome, archive.counts[i]);
  }
  histogram.finish();
  require(histogram.size() == size, "an outcome is there twice");
  return histogram;
}

}  // namespace

QResult::Archive QResult::archive() const {
  Archive archive;
  if (!data_) return archive;
  archive.state = get_state_vector();
  archive.is_sampled = data_->is_sampled;
  if (!data_->is_sampled) return archive;
  const sim::Histogram& histogram = data_->histogram;
  archive.num_bits = histogram.num_bits();
  archive.outcomes.reserve(histogram.size() * histogram.words());
  archive.counts.reserve(histogram.size());
  for (std::size_t i = 0; i < histogram.size(); ++i) {
    const auto outcome = histogram.outcome(i);
    archive.outcomes.insert(archive.outcomes.end(), outcome.begin(), outcome.end());
    archive.counts.push_back(histogram.count(i));
  }
  for (const sim::FlatProgram::Writer& writer : data_->writers) {
    archive.writers.push_back(writer.qubit);
    archive.writers.push_back(writer.order);
  }
  return archive;
}

QResult QResult::from_archive(const Archive& archive) {
  if (archive.state.empty()) {
    require(!archive.is_sampled && archive.counts.empty(), "counts without a state");
    return {};
  }
  require(std::has_single_bit(archive.state.size()), "the number of amplitudes is no power of two");
  auto data = std::make_shared<ResultData>();
  data->num_qubits = static_cast<unsigned>(std::countr_zero(archive.state.size()));
  data->is_sampled = archive.is_sampled;
  if (archive.is_sampled) {
    require(archive.writers.size() % 2 == 0 && archive.writers.size() / 2 == archive.num_bits,
            "there is not one measurement for each bit");
    for (std::size_t i = 0; i < archive.writers.size(); i += 2) {
      require(archive.writers[i] < data->num_qubits && archive.writers[i + 1] <= 0xFFFFFFFF,
              "a bit is of a qubit that is not there");
      data->writers.push_back(
          {static_cast<Index>(archive.writers[i]), static_cast<std::uint32_t>(archive.writers[i + 1])});
    }
    data->histogram = histogram_of(archive, data->shots);
  }
  data->state = copy_of(archive.state);
  return QResult(std::move(data));
}

}  // namespace qpanda3
