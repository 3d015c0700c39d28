#include "sim/state_memory.hpp"

#include <sys/mman.h>

#include <algorithm>
#include <array>
#include <atomic>
#include <cstdlib>
#include <new>

#include "qpanda3/sim/memory.hpp"
#include "sim/machine.hpp"

namespace qpanda3::sim {
namespace {

constexpr std::size_t kCacheLine = 64;
constexpr std::size_t kPage = 4096;
constexpr std::size_t kHugePage = std::size_t{2} << 20;
/// The heap is quick up to this size; beyond it asks the system each time and faults in page by page.
constexpr std::size_t kHeapIsQuick = std::size_t{64} << 10;

StateMemory from_heap(std::size_t bytes) noexcept {
  const std::size_t alignment = bytes < kPage ? kCacheLine : kPage;
  return {std::aligned_alloc(alignment, std::max(bytes, kCacheLine)), bytes, nullptr, false};
}

StateMemory from_system(std::size_t bytes) noexcept {
  // One huge page more than needed, so that a huge page boundary lies near the start.
  void* const mapping = mmap(nullptr, bytes + kHugePage, PROT_READ | PROT_WRITE, MAP_PRIVATE | MAP_ANONYMOUS, -1, 0);
  if (mapping == MAP_FAILED) return {};
  const auto address = reinterpret_cast<std::uintptr_t>(mapping);
  const std::uintptr_t aligned = (address + kHugePage - 1) & ~(kHugePage - 1);
  void* const data = static_cast<char*>(mapping) + (aligned - address);
#if defined(MADV_HUGEPAGE)
  madvise(data, bytes, MADV_HUGEPAGE);  // a wish; without it everything works, slower
#endif
  return {data, bytes, mapping, true};
}

void to_owner(const StateMemory& memory) noexcept {
  if (memory.mapping != nullptr)
    munmap(memory.mapping, memory.bytes + kHugePage);
  else
    std::free(memory.data);
}

/// Lets the system take the pages of a piece when it wants some. False if it cannot be told so.
bool loosen(const StateMemory& memory) noexcept {
#if defined(MADV_FREE)
  return memory.mapping != nullptr && madvise(memory.data, memory.bytes, MADV_FREE) == 0;
#else
  static_cast<void>(memory);
  return false;
#endif
}

/// How much may be kept loosely, in bytes.
std::uint64_t most_loose() noexcept {
  try {
    return available_memory() / kLooseShare;
  } catch (const std::bad_alloc&) {
    return 0;
  }
}

/// What was given back, oldest first. Nobody waits for it: while another thread is at it, or in a process that was
/// forked at such a moment, there is just nothing kept.
class Kept {
 public:
  StateMemory take(std::size_t bytes) noexcept {
    const Access access(*this);
    if (!access) return {};
    // The youngest that fits: most of it may still be in the caches.
    for (std::size_t i = size_; i-- > 0;)
      if (pieces_[i].bytes == bytes) return remove(i);
    return {};
  }

  void give(const StateMemory& memory) noexcept {
    const bool is_loose = memory.bytes > kKeptBytes;
    // Asked before, so that nobody finds the pieces busy meanwhile.
    const std::uint64_t most = is_loose ? most_loose() : kKeptBytes;
    const Access access(*this);
    if (!access || memory.bytes > most || (is_loose && !loosen(memory))) return to_owner(memory);
    while (bytes_[is_loose] + memory.bytes > most) to_owner(remove(oldest(is_loose)));
    if (size_ == pieces_.size()) to_owner(remove(0));
    pieces_[size_++] = memory;
    bytes_[is_loose] += memory.bytes;
  }

  std::uint64_t release() noexcept {
    const Access access(*this);
    if (!access) return 0;
    const std::uint64_t released = bytes_[false] + bytes_[true];
    while (size_ > 0) to_owner(remove(size_ - 1));
    return released;
  }

 private:
  class Access {
   public:
    explicit Access(Kept& kept) noexcept
        : kept_(kept), is_granted_(!kept.is_busy_.test_and_set(std::memory_order_acquire)) {}
    ~Access() {
      if (is_granted_) kept_.is_busy_.clear(std::memory_order_release);
    }
    Access(const Access&) = delete;
    Access& operator=(const Access&) = delete;
    explicit operator bool() const noexcept { return is_granted_; }

   private:
    Kept& kept_;
    bool is_granted_;
  };

  std::size_t oldest(bool is_loose) const noexcept {
    std::size_t i = 0;
    while ((pieces_[i].bytes > kKeptBytes) != is_loose) ++i;
    return i;
  }
  StateMemory remove(std::size_t i) noexcept {
    const StateMemory memory = pieces_[i];
    std::copy(pieces_.begin() + static_cast<std::ptrdiff_t>(i) + 1,
              pieces_.begin() + static_cast<std::ptrdiff_t>(size_), pieces_.begin() + static_cast<std::ptrdiff_t>(i));
    --size_;
    bytes_[memory.bytes > kKeptBytes] -= memory.bytes;
    return memory;
  }

  std::array<StateMemory, 16> pieces_{};
  std::size_t size_ = 0;
  std::array<std::uint64_t, 2> bytes_{};  ///< of the pieces that are kept firmly, and loosely
  std::atomic_flag is_busy_;
};

/// Never destroyed: results of the program may outlive everything else in it.
constinit Kept kept;

}  // namespace

StateMemory take_memory(std::size_t bytes, bool only_kept) noexcept {
  if (bytes >= kHeapIsQuick) {
    if (const StateMemory memory = kept.take(bytes); memory.data != nullptr || only_kept) return memory;
  } else if (only_kept) {
    return {};
  }
  const auto fresh = [&] { return bytes < kHugePage ? from_heap(bytes) : from_system(bytes); };
  StateMemory memory = fresh();
  if (memory.data == nullptr && release_kept_memory() > 0) memory = fresh();
  return memory;
}

void give_memory(const StateMemory& memory) noexcept {
  if (memory.data == nullptr) return;
  if (memory.bytes < kHeapIsQuick)
    std::free(memory.data);
  else
    kept.give(memory);
}

std::uint64_t release_kept_memory() noexcept { return kept.release(); }

}  // namespace qpanda3::sim

std::uint64_t qpanda3::release_memory() { return sim::release_kept_memory(); }
