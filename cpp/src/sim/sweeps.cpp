#include "sim/sweeps.hpp"

#include <algorithm>
#include <numeric>

#include "sim/bit_masks.hpp"

namespace qpanda3::sim {
namespace {

struct Pending {
  std::uint32_t op;
  Touch touch;
};

/// Takes operations out of `pending`, in order, as long as what they move fits into `capacity` active qubits besides
/// those in `active`, which grows. Operations that do not fit stay, and whatever does not commute with them.
void take(std::vector<Pending>& pending, std::uint64_t& active, unsigned capacity, std::uint64_t all,
          std::vector<Pending>& taken) {
  std::uint64_t blocked_moved = 0, blocked = 0;
  std::size_t kept = 0, i = 0;
  for (; i < pending.size() && (blocked_moved != all || all == 0); ++i) {
    const Pending& op = pending[i];
    const bool is_free = (op.touch.moved & blocked) == 0 && (op.touch.kept & blocked_moved) == 0;
    if (is_free && count_bits(active | op.touch.moved) <= capacity) {
      active |= op.touch.moved;
      taken.push_back(op);
      continue;
    }
    blocked_moved |= op.touch.moved;
    blocked |= op.touch.moved | op.touch.kept;
    pending[kept++] = op;
  }
  pending.erase(pending.begin() + static_cast<std::ptrdiff_t>(kept), pending.begin() + static_cast<std::ptrdiff_t>(i));
}

/// All gates in their order, on all qubits.
Sweeps single_block(unsigned num_qubits, std::size_t size) {
  Sweeps sweeps;
  sweeps.order.resize(size);
  std::iota(sweeps.order.begin(), sweeps.order.end(), 0u);
  if (size != 0) sweeps.groups.push_back({lowest_bits(num_qubits), 0, static_cast<std::uint32_t>(size)});
  sweeps.sweeps.push_back({lowest_bits(num_qubits), 0, static_cast<std::uint32_t>(sweeps.groups.size())});
  return sweeps;
}

class Planner {
 public:
  Planner(const FlatProgram& program, const SweepSizes& sizes) : program_(program), sizes_(sizes) {}

  Sweeps run(std::size_t begin, std::size_t end) {
    const std::uint64_t all = lowest_bits(program_.num_qubits);
    std::vector<Pending> pending, taken;
    pending.reserve(end - begin);
    for (std::size_t i = begin; i < end; ++i)
      pending.push_back({static_cast<std::uint32_t>(i - begin), touch_of(program_.ops[i])});
    result_.order.reserve(pending.size());
    if (program_.num_qubits <= sizes_.whole) {
      add_sweep(all, pending);
      return std::move(result_);
    }
    while (!pending.empty()) {
      taken.clear();
      std::uint64_t active = lowest_bits(sizes_.tile_low);
      take(pending, active, capacity_for(pending.front(), active, sizes_.tile), all, taken);
      add_sweep(filled(active, all, sizes_.tile), taken);
    }
    return std::move(result_);
  }

 private:
  /// Enough for the first operation, however wide it is: something is taken each time.
  static unsigned capacity_for(const Pending& first, std::uint64_t active, unsigned capacity) {
    return std::max(capacity, count_bits(active | first.touch.moved));
  }

  /// Active qubits up to the size, the lowest there are: the more of them are low, the longer the pieces of memory.
  static std::uint64_t filled(std::uint64_t active, std::uint64_t available, unsigned size) {
    const unsigned have = count_bits(active);
    return have >= size ? active : active | lowest_of(available & ~active, size - have);
  }

  void add_sweep(std::uint64_t active, std::vector<Pending>& pending) {
    const auto first = static_cast<std::uint32_t>(result_.groups.size());
    std::vector<Pending> taken;
    while (!pending.empty()) {
      taken.clear();
      std::uint64_t block = lowest_of(active, sizes_.block_low);
      take(pending, block, capacity_for(pending.front(), block, sizes_.block), active, taken);
      const auto begin = static_cast<std::uint32_t>(result_.order.size());
      for (const Pending& op : taken) result_.order.push_back(op.op);
      result_.groups.push_back(
          {filled(block, active, sizes_.block), begin, static_cast<std::uint32_t>(result_.order.size())});
    }
    result_.sweeps.push_back({active, first, static_cast<std::uint32_t>(result_.groups.size())});
  }

  const FlatProgram& program_;
  const SweepSizes& sizes_;
  Sweeps result_;
};

}  // namespace

Sweeps plan_sweeps(const FlatProgram& program, std::size_t begin, std::size_t end, const SweepSizes& sizes) {
  if (program.num_qubits <= std::min(sizes.whole, sizes.block)) return single_block(program.num_qubits, end - begin);
  return Planner(program, sizes).run(begin, end);
}

}  // namespace qpanda3::sim
