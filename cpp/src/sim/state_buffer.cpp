#include "sim/state_buffer.hpp"

#include <algorithm>
#include <cmath>
#include <string>

#include "qpanda3/base/concat.hpp"
#include "qpanda3/base/error.hpp"
#include "sim/machine.hpp"

namespace qpanda3::sim {
namespace {

/// States up to this size are not worth asking the system how much memory it has.
constexpr std::uint64_t kAlwaysThere = std::uint64_t{4} << 20;
[[noreturn]] void refuse(std::size_t num_qubits, Precision precision, std::uint64_t copies, std::uint64_t available) {
  const std::size_t log_bytes = num_qubits + (precision == Precision::float32 ? 3 : 4);
  const auto exponent = static_cast<double>(log_bytes);
  const double bytes = std::ldexp(static_cast<double>(copies), static_cast<int>(std::min(exponent, 1000.0)));
  const std::string exact =
      exponent < 50 ? concat((copies << log_bytes), " bytes")
                    : concat(copies == 1 ? std::string() : concat(copies, " * "), "2^", log_bytes, " bytes");
  throw ResourceExhausted(concat(
      "a state vector of ", num_qubits, " qubits in ", name_of(precision), " needs ",
      exponent < 63 ? bytes_text(bytes) + " (" + exact + ")" : exact,
      copies == 1 ? std::string() : concat(" in ", copies, " copies"), "; ", bytes_text(static_cast<double>(available)),
      " (", available,
      " bytes) is available. Use fewer qubits (each one less halves the need), or release results of earlier runs"));
}

std::uint64_t added(std::uint64_t a, std::uint64_t b) { return a + std::min(b, ~a); }

}  // namespace

void check_memory(std::size_t num_qubits, Precision precision, std::uint64_t copies, std::uint64_t reusable) {
  if (num_qubits > kMaxQubits) refuse(num_qubits, precision, copies, available_memory());
  const std::uint64_t one = std::uint64_t{bytes_per_amplitude(precision)} << num_qubits;
  if (one * copies <= kAlwaysThere || reusable / one >= copies) return;
  // Compared by division: copies times the size of one may not fit into 64 bits.
  std::uint64_t usable = added(available_memory(), reusable);
  if (usable / one < copies && release_kept_memory() > 0) usable = added(available_memory(), reusable);
  if (usable / one < copies) refuse(num_qubits, precision, copies, usable);
}

std::vector<BufferPtr> take_states(unsigned num_qubits, Precision precision, std::uint64_t copies,
                                   std::uint64_t reusable, FunctionRef<void()> make_room) {
  const std::size_t bytes = bytes_per_amplitude(precision) << num_qubits;
  if (reusable > kKeptBytes) {
    check_memory(num_qubits, precision, copies, reusable);
    make_room();
    reusable = 0;
  }
  std::vector<BufferPtr> buffers;
  buffers.reserve(copies);
  while (buffers.size() < copies) {
    const StateMemory memory = take_memory(bytes, true);
    if (memory.data == nullptr) break;
    buffers.push_back(std::make_shared<StateBuffer>(num_qubits, precision, memory));
  }
  const std::uint64_t missing = copies - buffers.size();
  if (missing > 0 && reusable > 0) {
    try {
      check_memory(num_qubits, precision, missing, 0);
    } catch (const ResourceExhausted&) {
      check_memory(num_qubits, precision, missing, reusable);
      make_room();
    }
  } else if (missing > 0) {
    check_memory(num_qubits, precision, missing, 0);
  }
  while (buffers.size() < copies) buffers.push_back(std::make_shared<StateBuffer>(num_qubits, precision));
  return buffers;
}

StateBuffer::StateBuffer(unsigned num_qubits, Precision precision)
    : size_(std::size_t{1} << num_qubits), precision_(precision) {
  memory_ = take_memory(bytes());
  if (memory_.data == nullptr) refuse(num_qubits, precision, 1, available_memory());
}

}  // namespace qpanda3::sim
