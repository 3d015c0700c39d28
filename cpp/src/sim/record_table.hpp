#pragma once
// From a basis state to the record of the final measurements.

#include <cstdint>
#include <vector>

#include "sim/plan.hpp"

namespace qpanda3::sim {

/// By tables for each byte of the index. For measurements that read what is there.
class RecordTable {
 public:
  RecordTable(const Plan& plan, unsigned num_qubits);

  /// Writes the bits of the final measurements into a register of plan.program.cbits bits; others stay as they are.
  void write(std::uint64_t index, std::uint64_t* record) const noexcept {
    for (std::size_t word = 0; word < words_; ++word) {
      std::uint64_t bits = 0;
      for (unsigned byte = 0; byte < bytes_; ++byte)
        bits |= table_[entry(byte, (index >> (byte * byte_bits_)) & ((std::uint64_t{1} << byte_bits_) - 1)) + word];
      record[word] = (record[word] & ~written_[word]) | bits;
    }
  }

 private:
  std::size_t entry(unsigned byte, std::uint64_t value) const noexcept {
    return ((std::size_t{byte} << byte_bits_) + static_cast<std::size_t>(value)) * words_;
  }

  std::size_t words_;
  unsigned byte_bits_, bytes_;
  std::vector<std::uint64_t> table_;
  std::vector<std::uint64_t> written_;  ///< bits of final measurements
};

}  // namespace qpanda3::sim
