#include "sim/state_buffer.hpp"

#include <sys/mman.h>

#include <cmath>
#include <cstdlib>

#include "qpanda3/base/concat.hpp"
#include "qpanda3/base/error.hpp"
#include "sim/machine.hpp"

namespace qpanda3::sim {
namespace {

constexpr std::size_t kHugePage = std::size_t{2} << 20;
constexpr std::size_t kCacheLine = 64;
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

}  // namespace

void check_memory(std::size_t num_qubits, Precision precision, std::uint64_t copies, std::uint64_t reusable) {
  if (num_qubits > kMaxQubits) refuse(num_qubits, precision, copies, available_memory());
  const std::uint64_t one = std::uint64_t{bytes_per_amplitude(precision)} << num_qubits;
  if (one * copies <= kAlwaysThere) return;
  const std::uint64_t available = available_memory();
  // Compared by division: copies times the size of one may not fit into 64 bits.
  const std::uint64_t usable = available + std::min(reusable, ~available);
  if (usable / one < copies) refuse(num_qubits, precision, copies, usable);
}

StateBuffer::StateBuffer(unsigned num_qubits, Precision precision)
    : size_(std::size_t{1} << num_qubits), precision_(precision) {
  if (bytes() < kHugePage) {
    data_ = std::aligned_alloc(kCacheLine, std::max<std::size_t>(bytes(), kCacheLine));
    if (data_ == nullptr) throw ResourceExhausted(concat("no memory for a state of ", bytes_text(double(bytes()))));
    return;
  }
  // One huge page more than needed, so that a huge page boundary lies near the start.
  mapped_bytes_ = bytes() + kHugePage;
  mapping_ = mmap(nullptr, mapped_bytes_, PROT_READ | PROT_WRITE, MAP_PRIVATE | MAP_ANONYMOUS, -1, 0);
  if (mapping_ == MAP_FAILED)
    throw ResourceExhausted(concat("the system refuses ", bytes_text(static_cast<double>(bytes())), " for a state of ",
                                   num_qubits, " qubits; use fewer qubits"));
  const auto address = reinterpret_cast<std::uintptr_t>(mapping_);
  const std::uintptr_t aligned = (address + kHugePage - 1) & ~(kHugePage - 1);
  data_ = static_cast<char*>(mapping_) + (aligned - address);
#if defined(MADV_HUGEPAGE)
  madvise(data_, bytes(), MADV_HUGEPAGE);  // a wish; without it everything works, slower
#endif
  is_zero_ = true;
}

StateBuffer::~StateBuffer() {
  if (mapping_ != nullptr)
    munmap(mapping_, mapped_bytes_);
  else
    std::free(data_);
}

}  // namespace qpanda3::sim
