#include "qpanda3/sim/result.hpp"

#include <algorithm>
#include <cmath>
#include <optional>

#include "qpanda3/base/concat.hpp"
#include "qpanda3/base/error.hpp"
#include "qpanda3/base/interrupt.hpp"
#include "sim/machine.hpp"
#include "sim/result_data.hpp"
#include "sim/state_view.hpp"

namespace qpanda3 {
namespace {

using sim::Histogram;

/// Loops over all outcomes ask for an interrupt this often.
constexpr std::size_t kOutcomesPerPoll = std::size_t{1} << 14;

/// What an entry of a map, or of a dict of Python, costs besides the characters of its key.
constexpr double kBytesPerEntry = 192;

void check_distinct(std::span<const Index> qubits) {
  std::vector<Index> sorted(qubits.begin(), qubits.end());
  std::sort(sorted.begin(), sorted.end());
  const auto twice = std::adjacent_find(sorted.begin(), sorted.end());
  if (twice != sorted.end())
    throw InvalidArgument(concat("qubits ", list_text(qubits), ": ", *twice, " is listed twice"));
}

/// ResourceExhausted if a table of 2^bits entries does not fit.
void check_table(std::size_t bits, double bytes_per_entry) {
  const double bytes = std::ldexp(bytes_per_entry, static_cast<int>(std::min<std::size_t>(bits, 1000)));
  const auto available = static_cast<double>(sim::available_memory());
  if (bits < 63 && bytes <= available) return;
  throw ResourceExhausted(concat("probabilities of all outcomes of ", bits, " bits need ", sim::bytes_text(bytes), "; ",
                                 sim::bytes_text(available),
                                 " is available. Ask for fewer qubits, or use get_counts() or get_state_vector()"));
}

/// The bits of `value` at `positions`, the first of them lowest.
template <class Positions>
std::uint64_t gather(std::uint64_t value, const Positions& positions) {
  std::uint64_t gathered = 0;
  for (std::size_t i = 0; i < positions.size(); ++i) gathered |= (value >> positions[i] & 1) << i;
  return gathered;
}

double weight(Complex value) { return value.real() * value.real() + value.imag() * value.imag(); }

std::vector<double> exact_list(const ResultData& data, std::span<const Index> qubits) {
  if (qubits.empty()) {
    check_table(data.num_qubits, sizeof(double));
    std::vector<double> list(data.state->size());
    data.state->visit([&](const auto state) { std::transform(state.begin(), state.end(), list.begin(), weight); });
    return list;
  }
  for (const Index qubit : qubits)
    if (qubit >= data.num_qubits)
      throw InvalidArgument(concat("qubits ", list_text(qubits), ": the register has qubits 0 .. ",
                                   static_cast<int>(data.num_qubits) - 1));
  std::vector<double> list(std::size_t{1} << qubits.size(), 0);
  data.state->visit([&](const auto state) {
    for (std::size_t i = 0; i < state.size(); ++i) {
      if (i % kOutcomesPerPoll == 0) InterruptScope::poll();
      list[gather(i, qubits)] += weight(state[i]);
    }
  });
  return list;
}

/// The slots to show, lowest first: all, or those that hold what the qubits were last measured to.
std::vector<std::size_t> slots_of(const ResultData& data, std::span<const Index> qubits) {
  std::vector<std::size_t> slots;
  if (qubits.empty()) {
    for (std::size_t slot = 0; slot < data.histogram.num_bits(); ++slot) slots.push_back(slot);
    return slots;
  }
  for (const Index qubit : qubits) {
    std::optional<std::size_t> found;
    for (std::size_t slot = 0; slot < data.writers.size(); ++slot)
      if (data.writers[slot].qubit == qubit && (!found || data.writers[*found].order < data.writers[slot].order))
        found = slot;
    if (!found)
      throw InvalidArgument(concat("qubits ", list_text(qubits), ": no measured bit holds the value of qubit ", qubit));
    slots.push_back(*found);
  }
  return slots;
}

/// The chosen bits of all outcomes, the first slot lowest.
Histogram marginal(const Histogram& histogram, const std::vector<std::size_t>& slots) {
  Histogram picked(slots.size());
  std::vector<std::uint64_t> outcome(picked.words());
  for (std::size_t i = 0; i < histogram.size(); ++i) {
    std::fill(outcome.begin(), outcome.end(), 0);
    for (std::size_t k = 0; k < slots.size(); ++k)
      outcome[k / 64] |= std::uint64_t{histogram.bit(i, slots[k])} << (k % 64);
    picked.add(outcome.data(), histogram.count(i));
  }
  picked.finish();
  return picked;
}

/// A table of the outcomes seen; `number_of(count)` makes the numbers.
template <class Number, class NumberOf>
OutcomeTable<Number> table_of(const Histogram& histogram, NumberOf&& number_of) {
  OutcomeTable<Number> table;
  table.num_bits = histogram.num_bits();
  table.outcomes.reserve(histogram.size() * histogram.words());
  table.numbers.reserve(histogram.size());
  for (std::size_t i = 0; i < histogram.size(); ++i) {
    const std::span<const std::uint64_t> outcome = histogram.outcome(i);
    table.outcomes.insert(table.outcomes.end(), outcome.begin(), outcome.end());
    table.numbers.push_back(number_of(histogram.count(i)));
  }
  return table;
}

template <class Number>
std::map<std::string, Number> to_map(const OutcomeTable<Number>& table) {
  std::map<std::string, Number> map;
  for (std::size_t i = 0; i < table.size(); ++i) {
    if (i % kOutcomesPerPoll == 0) InterruptScope::poll();
    map.emplace_hint(map.end(), table.digits(i), table.numbers[i]);
  }
  return map;
}

}  // namespace

StateVector QResult::get_state_vector() const { return data_ ? sim::view_of(data_->state) : StateVector(); }

OutcomeTable<std::uint64_t> QResult::count_table() const {
  if (!data_ || !data_->is_sampled) return {};
  return table_of<std::uint64_t>(data_->histogram, [](std::uint64_t count) { return count; });
}

std::map<std::string, std::uint64_t> QResult::get_counts() const { return to_map(count_table()); }

std::vector<double> QResult::get_prob_list(std::span<const Index> qubits) const {
  if (!data_) return {};
  check_distinct(qubits);
  if (!data_->is_sampled) return exact_list(*data_, qubits);
  const std::vector<std::size_t> slots = slots_of(*data_, qubits);
  check_table(slots.size(), sizeof(double));
  const Histogram& histogram = data_->histogram;
  std::vector<std::uint64_t> counts(std::size_t{1} << slots.size(), 0);
  for (std::size_t i = 0; i < histogram.size(); ++i) {
    std::uint64_t outcome = 0;
    for (std::size_t k = 0; k < slots.size(); ++k) outcome |= std::uint64_t{histogram.bit(i, slots[k])} << k;
    counts[outcome] += histogram.count(i);
  }
  std::vector<double> list(counts.size());
  const auto shots = static_cast<double>(data_->shots);
  std::transform(counts.begin(), counts.end(), list.begin(),
                 [&](std::uint64_t count) { return static_cast<double>(count) / shots; });
  return list;
}

OutcomeTable<double> QResult::prob_table(std::span<const Index> qubits) const {
  if (!data_) return {};
  check_distinct(qubits);
  if (!data_->is_sampled) {
    const std::size_t bits = qubits.empty() ? data_->num_qubits : qubits.size();
    check_table(bits, kBytesPerEntry + static_cast<double>(bits));
    return {bits, {}, exact_list(*data_, qubits)};
  }
  const auto probability = [shots = static_cast<double>(data_->shots)](std::uint64_t count) {
    return static_cast<double>(count) / shots;
  };
  if (qubits.empty()) return table_of<double>(data_->histogram, probability);
  return table_of<double>(marginal(data_->histogram, slots_of(*data_, qubits)), probability);
}

std::map<std::string, double> QResult::get_prob_dict(std::span<const Index> qubits) const {
  return to_map(prob_table(qubits));
}

std::uint64_t QResult::shots() const noexcept { return data_ ? data_->shots : 0; }

std::string QResult::text() const {
  std::string text;
  for (const auto& [outcome, count] : get_counts()) text += concat(outcome, ": ", count, "\n");
  return text;
}

}  // namespace qpanda3
