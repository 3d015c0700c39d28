#pragma once
// QResult: what a run of a simulator leaves behind.

#include <algorithm>
#include <cstdint>
#include <map>
#include <memory>
#include <span>
#include <string>
#include <vector>

#include "qpanda3/base/export.hpp"
#include "qpanda3/gate/qubit.hpp"
#include "qpanda3/sim/state_vector.hpp"

namespace qpanda3 {

struct ResultData;

/// Outcomes in ascending order with a number each: what get_counts() and get_prob_dict() tell, without a string for
/// each.
template <class Number>
struct OutcomeTable {
  std::size_t num_bits = 0;
  /// (num_bits + 63) / 64 words for each entry, lowest bits first; empty where entry i is outcome i.
  std::vector<std::uint64_t> outcomes;
  std::vector<Number> numbers;

  std::size_t size() const noexcept { return numbers.size(); }
  /// Writes the digits of entry i, num_bits characters with the highest bit first, and nothing behind them.
  void write_digits(std::size_t i, char* digits) const noexcept {
    const std::size_t words = (num_bits + 63) / 64;
    for (std::size_t word = 0, bit = 0; word < words; ++word) {
      std::uint64_t rest = outcomes.empty() ? i : outcomes[i * words + word];
      for (const std::size_t end = std::min(num_bits, bit + 64); bit < end; ++bit, rest >>= 1)
        digits[num_bits - 1 - bit] = static_cast<char>('0' + (rest & 1));
    }
  }
  std::string digits(std::size_t i) const {
    std::string text(num_bits, '0');
    write_digits(i, text.data());
    return text;
  }
};

/// A snapshot of one run; copies share their contents, later runs do not change it.
///
/// A result is *exact* if the program measures nothing or was run with 0 shots: probabilities are those of the state,
/// over qubits, and there are no counts. Otherwise it is *sampled*: probabilities are counts / shots, over the
/// classical bits that the program measures into, highest bit leftmost, bits not measured in a shot being 0. Order of
/// bits: see state_vector.hpp.
class QPANDA3_API QResult {
 public:
  /// The result of no run: everything is empty.
  QResult() = default;
  explicit QResult(std::shared_ptr<const ResultData> data) : data_(std::move(data)) {}

  /// The final state, before final measurements. If what happens after a measurement, reset or noise depends on its
  /// outcome, the state of the last shot. A measurement that nothing after it depends on counts as final.
  StateVector get_state_vector() const;
  /// Shots by outcome; empty for an exact result.
  std::map<std::string, std::uint64_t> get_counts() const;
  /// Probabilities of all outcomes, in ascending order of the outcome read as a binary number.
  ///
  /// Without `qubits`: over all qubits (exact) or all measured bits (sampled). With `qubits`: the marginal distribution
  /// over those, the first listed qubit being the lowest bit; for a sampled result, over the bits these qubits were
  /// last measured into. InvalidArgument for a qubit that is not in the register, is listed twice, or (sampled) whose
  /// measured value is not in the record. ResourceExhausted if the list does not fit into memory.
  std::vector<double> get_prob_list(std::span<const Index> qubits = {}) const;
  std::vector<double> get_prob_list(std::initializer_list<Index> qubits) const {
    return get_prob_list(std::span<const Index>(qubits.begin(), qubits.size()));
  }
  /// The same by outcome. Exact results list every outcome, sampled ones those that were seen.
  std::map<std::string, double> get_prob_dict(std::span<const Index> qubits = {}) const;
  std::map<std::string, double> get_prob_dict(std::initializer_list<Index> qubits) const {
    return get_prob_dict(std::span<const Index>(qubits.begin(), qubits.size()));
  }
  /// What get_counts() tells, as a table.
  OutcomeTable<std::uint64_t> count_table() const;
  /// What get_prob_dict() tells, as a table.
  OutcomeTable<double> prob_table(std::span<const Index> qubits = {}) const;
  /// Number of shots of a sampled result, otherwise 0.
  std::uint64_t shots() const noexcept;
  /// What print_results() shows: a line `outcome: count` for each outcome seen.
  std::string text() const;

  /// All that a result holds, for pickle. Of an exact result and of no run the parts behind `state` are empty.
  struct Archive {
    StateVector state;  ///< empty: the result of no run
    bool is_sampled = false;
    std::uint64_t num_bits = 0;  ///< classical bits that the program measures into
    std::vector<std::uint64_t>
        outcomes;                       ///< those seen, ascending; each is num_bits bits in 64-bit words, lowest first
    std::vector<std::uint64_t> counts;  ///< of each outcome
    /// For each bit: the qubit that is measured into it last, and the rank of that measurement in the program's text.
    std::vector<std::uint64_t> writers;
  };
  Archive archive() const;
  /// Copies the state. InvalidArgument for what no result holds, ResourceExhausted if the state does not fit.
  static QResult from_archive(const Archive& archive);

 private:
  std::shared_ptr<const ResultData> data_;
};

}  // namespace qpanda3
