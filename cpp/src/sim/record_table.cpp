#include "sim/record_table.hpp"

#include <algorithm>

#include "sim/chance.hpp"

namespace qpanda3::sim {

RecordTable::RecordTable(const Plan& plan, unsigned num_qubits)
    : words_((plan.program.cbits.size() + 63) / 64),
      byte_bits_(std::min(8u, std::max(1u, num_qubits))),
      bytes_((std::max(1u, num_qubits) + byte_bits_ - 1) / byte_bits_),
      table_((std::size_t{bytes_} << byte_bits_) * words_),
      written_(words_) {
  for (const FinalMeasure& final : plan.finals) {
    write_bit(written_.data(), final.slot, true);
    const unsigned byte = final.qubit / byte_bits_;
    for (std::uint64_t value = 0; value < std::uint64_t{1} << byte_bits_; ++value)
      if (value >> (final.qubit % byte_bits_) & 1) write_bit(table_.data() + entry(byte, value), final.slot, true);
  }
}

}  // namespace qpanda3::sim
