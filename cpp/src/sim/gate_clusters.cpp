#include "sim/gate_clusters.hpp"

#include <algorithm>
#include <functional>

#include "sim/bit_masks.hpp"
#include "sim/gate_cost.hpp"

namespace qpanda3::sim {
namespace {

constexpr std::uint32_t kNone = 0xFFFFFFFFu;
/// What it takes to work out a product and look at it, in nanoseconds: a matrix on so many qubits, or a diagonal; and
/// for each factor.
constexpr double kTryMatrix[] = {0, 30, 130, 800};
constexpr double kTryDiagonal = 130;
constexpr double kTryFactor = 20;

bool is_diagonal_op(const FlatOp& op) noexcept { return op.kernel == Kernel::phase || op.kernel == Kernel::diagonal; }

template <class Use>
void for_each_qubit(std::uint64_t qubits, const Use& use) {
  for (; qubits != 0; qubits &= qubits - 1) use(static_cast<std::size_t>(std::countr_zero(qubits)));
}

/// The place of a qubit among those of a set.
std::size_t rank_of(std::size_t qubit, std::uint64_t qubits) noexcept {
  return count_bits(qubits & ((std::uint64_t{1} << qubit) - 1));
}

}  // namespace

FlatOp ProductPool::put(const SimpleGate& gate) {
  FlatOp op;
  op.kernel = gate.kernel;
  op.control_mask = gate.controls;
  op.qubit_mask = gate.controls | mask_of({gate.targets.data(), gate.num_targets});
  op.num_targets = static_cast<std::uint16_t>(gate.num_targets);
  op.targets = static_cast<std::uint32_t>(program_.targets.size());
  program_.targets.insert(program_.targets.end(), gate.targets.begin(), gate.targets.begin() + gate.num_targets);
  std::vector<std::uint32_t>& unused = unused_[class_of(gate.num_numbers)];
  if (unused.empty()) {
    op.payload = static_cast<std::uint32_t>(program_.numbers.size());
    program_.numbers.resize(program_.numbers.size() + gate.num_numbers);
  } else {
    op.payload = unused.back();
    unused.pop_back();
  }
  for (unsigned i = 0; i < gate.num_numbers; ++i)
    program_.numbers[op.payload + i] = {gate.numbers[i].real, gate.numbers[i].imaginary};
  return op;
}

void ProductPool::give_back(const FlatOp& op) {
  const unsigned count = op.kernel == Kernel::dense      ? 1u << (2 * op.num_targets)
                         : op.kernel == Kernel::diagonal ? 1u << op.num_targets
                         : op.kernel == Kernel::phase    ? 1u
                                                         : 0u;
  if (count != 0) unused_[class_of(count)].push_back(op.payload);
}

GateClusters::GateClusters(FlatProgram& program)
    : program_(program), pool_(program), amplitudes_(static_cast<double>(std::uint64_t{1} << program.num_qubits)) {
  last_.fill(kNone);
  for (unsigned count = 0; count <= SmallGate::limit(true); ++count) {
    // Diagonals beyond the limit of matrices have no complex factors.
    const double effort = (count <= SmallGate::limit(false) ? kTryMatrix[count] : kTryDiagonal) / amplitudes_;
    worthwhile_[count] = {effort + GateCost::of(Kernel::dense, count, 0, false), effort + GateCost::kCall};
  }
}

void GateClusters::flush(std::vector<FlatOp>& into) {
  for (const Cluster& cluster : clusters_)
    if (cluster.is_alive) into.push_back(cluster.op);
  clusters_.clear();
  last_.fill(kNone);
}

void GateClusters::describe(const FlatOp& op, bool is_product, Cluster& cluster) const {
  cluster.op = op;
  cluster.qubits = op.qubit_mask;
  cluster.count = count_bits(op.qubit_mask);
  cluster.is_product = is_product;
  cluster.is_diagonal = is_diagonal_op(op);
  if (op.kernel == Kernel::dense) {
    const std::size_t size = op.num_targets <= 3 ? std::size_t{1} << (2 * op.num_targets) : 0;
    const Complex* const numbers = program_.numbers_of(op);
    cluster.is_complex =
        size == 0 || std::any_of(numbers, numbers + size, [](Complex value) { return value.imag() != 0; });
  }
  cluster.cost = GateCost::of(op.kernel, op.num_targets, count_bits(op.control_mask), !cluster.is_complex);
}

void GateClusters::add(const FlatOp& op, bool is_product) {
  // Most stay where they are made, at the end.
  describe(op, is_product, clusters_.emplace_back());
  if (is_hopeless(clusters_.back())) return settle();
  Cluster cluster = clusters_.back();
  clusters_.pop_back();
  do {
    find_neighbours(cluster);
    if (take_group(cluster)) {
      if (cluster.cost == 0) return;
      continue;
    }
    if (join_latest(cluster)) return;
    break;
  } while (!is_hopeless(cluster));
  clusters_.push_back(cluster);
  settle();
}

/// Enters the last cluster for its qubits.
void GateClusters::settle() {
  const auto position = static_cast<std::uint32_t>(clusters_.size() - 1);
  Cluster& cluster = clusters_.back();
  cluster.chain = {cluster.cost, cluster.is_complex ? 0 : cluster.cost};
  std::uint32_t previous = kNone;
  std::size_t rank = 0;
  for_each_qubit(cluster.qubits, [&](std::size_t qubit) {
    const std::uint32_t last = last_[qubit];
    if (rank < kMostTracked) cluster.before[rank++] = last;
    last_[qubit] = position;
    if (last == kNone || last == previous) return;
    previous = last;
    const Cluster& neighbour = clusters_[last];
    if ((neighbour.qubits & ~cluster.qubits) != 0) return;
    cluster.chain += neighbour.chain;
  });
}

/// Whether no merging of the cluster with those before it is worth trying: in small states nearly none is. Groups are
/// on the qubits of the cluster, on these and those of a neighbour, or on those of all neighbours.
bool GateClusters::is_hopeless(const Cluster& cluster) const {
  Costs own{cluster.cost, cluster.is_complex ? 0 : cluster.cost}, all = own, inside = own;
  std::uint64_t all_qubits = cluster.qubits;
  std::array<std::uint32_t, kMostTracked> outside;
  std::size_t num_outside = 0;
  std::uint32_t previous = kNone;
  unsigned least = kNone;  // qubits of a neighbour
  if (cluster.count > kMostTracked) return true;
  for (std::uint64_t rest = cluster.qubits; rest != 0; rest &= rest - 1) {
    const std::uint32_t last = last_[static_cast<std::size_t>(std::countr_zero(rest))];
    if (last == kNone || last == previous) continue;
    previous = last;
    const Cluster& neighbour = clusters_[last];
    all += neighbour.chain;
    all_qubits |= neighbour.qubits;
    least = std::min(least, neighbour.count);
    if ((neighbour.qubits & ~cluster.qubits) == 0)
      inside += neighbour.chain;
    else
      outside[num_outside++] = last;
  }
  if (least == kNone) return true;  // no neighbours
  const auto is_worth_it = [&](unsigned count, const Costs& costs) {
    return costs.all >= worthwhile_[count].all || costs.simple >= worthwhile_[count].simple;
  };
  // No product has fewer qubits than the cluster, or than each of the neighbours: most are ruled out here.
  least = std::max(least, cluster.count);
  if (least > kMostTracked || !is_worth_it(least, all)) return true;
  const auto is_group_worth_it = [&](std::uint64_t qubits, bool is_diagonal, const Costs& costs) {
    const unsigned count = count_bits(qubits);
    return count <= SmallGate::limit(is_diagonal) && is_worth_it(count, costs);
  };
  if (is_group_worth_it(cluster.qubits, cluster.is_diagonal, inside) || is_group_worth_it(all_qubits, false, all))
    return false;
  for (std::size_t i = 0; i < num_outside; ++i) {
    const Cluster& neighbour = clusters_[outside[i]];
    Costs costs = inside;
    costs += neighbour.chain;
    if (is_group_worth_it(cluster.qubits | neighbour.qubits, cluster.is_diagonal && neighbour.is_diagonal, costs))
      return false;
  }
  return true;
}

void GateClusters::find_neighbours(const Cluster& cluster) {
  num_found_ = 0;
  for_each_qubit(cluster.qubits, [&](std::size_t qubit) {
    const std::uint32_t last = last_[qubit];
    if (last != kNone && std::find(found_.begin(), found_.begin() + num_found_, last) == found_.begin() + num_found_)
      found_[num_found_++] = last;
  });
  if (num_found_ > 1) std::sort(found_.begin(), found_.begin() + num_found_, std::greater<>());
}

/// Whether nothing after the cluster touches any of its qubits, so that it may run later.
bool GateClusters::is_last_everywhere(std::uint32_t position) const {
  for (std::uint64_t rest = clusters_[position].qubits; rest != 0; rest &= rest - 1)
    if (last_[static_cast<std::size_t>(std::countr_zero(rest))] != position) return false;
  return true;
}

/// What can be moved to the place of `anchor`, or to the end if that is kNone, without passing anything that acts on
/// the same qubits.
GateClusters::Group GateClusters::group_before(std::uint64_t qubits, bool is_diagonal, std::uint32_t anchor) const {
  Group group{.qubits = qubits, .is_diagonal = is_diagonal, .before = {}, .members = {}, .size = 0};
  const std::uint64_t of_anchor = anchor == kNone ? 0 : clusters_[anchor].qubits;
  std::size_t count = 0;
  for_each_qubit(qubits, [&](std::size_t qubit) {
    group.before[count++] = (of_anchor >> qubit & 1) != 0 ? anchor : last_[qubit];
  });
  for (bool has_found = true; has_found;) {
    has_found = false;
    for (std::size_t rank = 0; rank < count && group.size < Group::kMost; ++rank) {
      const std::uint32_t position = group.before[rank];
      if (position == kNone) continue;
      const Cluster& cluster = clusters_[position];
      if (!cluster.is_alive || (cluster.qubits & ~qubits) != 0 || (is_diagonal && !cluster.is_diagonal)) continue;
      bool is_next = true;
      for_each_qubit(cluster.qubits,
                     [&](std::size_t qubit) { is_next = is_next && group.before[rank_of(qubit, qubits)] == position; });
      if (!is_next) continue;
      group.members[group.size++] = position;
      std::size_t of_cluster = 0;
      for_each_qubit(cluster.qubits,
                     [&](std::size_t qubit) { group.before[rank_of(qubit, qubits)] = cluster.before[of_cluster++]; });
      has_found = true;
    }
  }
  return group;
}

/// Merges a group that may run later into a new cluster, if that is cheaper: on the qubits of all its neighbours
/// together, or on those of one.
bool GateClusters::take_group(Cluster& cluster) {
  std::uint64_t tried = 0, all = cluster.qubits;
  bool are_diagonal = cluster.is_diagonal;
  const auto take = [&](std::uint64_t qubits, bool is_diagonal) {
    if (count_bits(qubits) > SmallGate::limit(is_diagonal) || qubits == tried) return false;
    tried = qubits;
    Group group = group_before(qubits, is_diagonal, kNone);
    Cluster merged;
    if (!merge(group, cluster, merged)) return false;
    for (std::size_t i = 0; i < group.size; ++i) clusters_[group.members[i]].is_alive = false;
    std::size_t rank = 0;
    for_each_qubit(qubits, [&](std::size_t qubit) { last_[qubit] = group.before[rank++]; });
    cluster = merged;
    return true;
  };
  for (std::size_t i = 0; i < num_found_; ++i) {
    if (!is_last_everywhere(found_[i])) continue;
    all |= clusters_[found_[i]].qubits;
    are_diagonal = are_diagonal && clusters_[found_[i]].is_diagonal;
  }
  if (take(all, are_diagonal)) return true;
  for (std::size_t i = 0; i < num_found_; ++i) {
    const Cluster& neighbour = clusters_[found_[i]];
    if (take(cluster.qubits | neighbour.qubits, cluster.is_diagonal && neighbour.is_diagonal)) return true;
  }
  return false;
}

/// Merges a new cluster into the latest neighbour and what belongs to it, where that stands: others behind it do not
/// touch the new one. One that may run later was tried before.
bool GateClusters::join_latest(const Cluster& cluster) {
  const std::uint32_t latest = found_[0];
  const Cluster& neighbour = clusters_[latest];
  if (!neighbour.is_alive || is_last_everywhere(latest)) return false;
  const std::uint64_t qubits = cluster.qubits | neighbour.qubits;
  const bool is_diagonal = cluster.is_diagonal && neighbour.is_diagonal;
  if (count_bits(qubits) > SmallGate::limit(is_diagonal)) return false;
  Group group = group_before(qubits, is_diagonal, latest);
  Cluster merged;
  if (!merge(group, cluster, merged)) return false;
  for (std::size_t i = 0; i < group.size; ++i) clusters_[group.members[i]].is_alive = false;
  for_each_qubit(cluster.qubits, [&](std::size_t qubit) { last_[qubit] = latest; });
  // Also those that the product no longer depends on: others name this place as what is before them there.
  merged.qubits = qubits;
  merged.count = count_bits(qubits);
  merged.before = group.before;
  merged.chain = {merged.cost, merged.is_complex ? 0 : merged.cost};
  merged.is_alive = merged.cost != 0;
  clusters_[latest] = merged;
  return true;
}

/// The product of a group and one behind it, unless that is dearer than they are.
bool GateClusters::merge(Group& group, const Cluster& then, Cluster& merged) {
  if (group.size == 0) return false;
  bool is_complex = then.is_complex, is_dense = then.op.kernel == Kernel::dense;
  double separate = then.cost;
  std::uint64_t qubits = then.qubits;
  for (std::size_t i = 0; i < group.size; ++i) {
    const Cluster& cluster = clusters_[group.members[i]];
    is_complex = is_complex || cluster.is_complex;
    is_dense = is_dense || cluster.op.kernel == Kernel::dense;
    separate += cluster.cost;
    qubits |= cluster.qubits;
  }
  const unsigned count = count_bits(qubits);
  // Moves on three qubits are single moves only where they undo one another, which takes the same qubits.
  if (count > 2 && !group.is_diagonal && !is_dense && qubits != then.qubits) return false;
  // Products of complex factors are dense unless these happen to undo one another; of others they may be anything.
  double likely = GateCost::kCall;
  if (is_complex || (is_dense && count > 2)) likely = GateCost::of(Kernel::dense, count, 0, !is_complex);
  const double effort =
      (group.is_diagonal ? kTryDiagonal : kTryMatrix[count]) + kTryFactor * static_cast<double>(group.size);
  if ((separate - likely) * amplitudes_ < effort) return false;

  std::sort(group.members.begin(), group.members.begin() + group.size);
  SmallGate product(qubits, group.is_diagonal);
  for (std::size_t i = 0; i < group.size; ++i) multiply(product, clusters_[group.members[i]].op);
  multiply(product, then.op);
  const SimpleGate simple = product.simplest();
  const double cost = simple.cost();
  if (cost > separate) return false;
  const auto give_back = [this](const Cluster& cluster) {
    if (cluster.is_product) pool_.give_back(cluster.op);
  };
  for (std::size_t i = 0; i < group.size; ++i) give_back(clusters_[group.members[i]]);
  give_back(then);
  describe(pool_.put(simple), true, merged);
  merged.cost = cost;
  return true;
}

void GateClusters::multiply(SmallGate& product, const FlatOp& op) const {
  product.then(op.kernel, op.control_mask, program_.targets_of(op), numbers_of(program_.numbers_of(op)));
}

}  // namespace qpanda3::sim
