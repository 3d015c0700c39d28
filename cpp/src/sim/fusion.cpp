#include "sim/fusion.hpp"

#include <algorithm>
#include <array>
#include <functional>
#include <utility>

#include "sim/bit_masks.hpp"
#include "sim/gate_cost.hpp"
#include "sim/small_gate.hpp"

namespace qpanda3::sim {
namespace {

constexpr std::uint32_t kNone = 0xFFFFFFFFu;
/// Three-qubit products of gates that cost less than this together are not worth trying.
constexpr double kLeastForThree = 0.3;

bool is_diagonal(const FlatOp& op) noexcept { return op.kernel == Kernel::phase || op.kernel == Kernel::diagonal; }

/// Gates of one straight line, merged as they come. A cluster stands where its last gate stood: no later cluster has
/// touched its qubits when a gate joins it.
class Line {
 public:
  Line(FlatProgram& program, std::vector<FlatOp>& fused) : program_(program), fused_(fused) { last_.fill(kNone); }

  void add(const FlatOp& op) {
    Cluster cluster;
    cluster.op = op;
    cluster.qubits = op.qubit_mask;
    cluster.is_diagonal = is_diagonal(op);
    cluster.cost = cost_of(op);
    while (take_neighbours(cluster))
      if (is_identity(cluster)) return;
    if (join_latest(cluster)) return;
    for (std::uint64_t rest = cluster.qubits; rest != 0; rest &= rest - 1)
      last_[static_cast<std::size_t>(std::countr_zero(rest))] = static_cast<std::uint32_t>(clusters_.size());
    clusters_.push_back(cluster);
  }

  /// Appends the clusters to the new operations.
  void flush() {
    for (const Cluster& cluster : clusters_)
      if (cluster.is_alive) append(cluster);
    clusters_.clear();
    products_.clear();
    last_.fill(kNone);
  }
  std::size_t size() const noexcept { return clusters_.size(); }

 private:
  struct Cluster {
    FlatOp op;                      ///< the gate, if it is one alone
    std::uint32_t product = kNone;  ///< position in products_ otherwise
    std::uint64_t qubits = 0;
    double cost = 0;
    bool is_diagonal = false;
    bool is_alive = true;
  };

  double cost_of(const FlatOp& op) const {
    bool is_real = true;
    if (op.kernel == Kernel::dense && op.num_targets <= 3) {
      const std::size_t size = std::size_t{1} << (2 * op.num_targets);
      is_real = std::all_of(program_.numbers_of(op), program_.numbers_of(op) + size,
                            [](Complex value) { return value.imag() == 0; });
    } else if (op.kernel == Kernel::dense) {
      is_real = false;
    }
    return GateCost::of(op.kernel, op.num_targets, count_bits(op.control_mask), is_real);
  }

  bool is_identity(const Cluster& cluster) const {
    return cluster.product != kNone && products_[cluster.product].is_identity();
  }

  void multiply(SmallGate& product, const Cluster& factor) const {
    if (factor.product != kNone)
      product.then(products_[factor.product]);
    else
      product.then(factor.op.kernel, factor.op.control_mask, program_.targets_of(factor.op), program_.numbers_of(factor.op));
  }

  /// Clusters that were the last on some of its qubits, latest first.
  std::span<const std::uint32_t> neighbours(const Cluster& cluster, std::array<std::uint32_t, 64>& found) const {
    std::size_t count = 0;
    for (std::uint64_t rest = cluster.qubits; rest != 0; rest &= rest - 1) {
      const std::uint32_t last = last_[static_cast<std::size_t>(std::countr_zero(rest))];
      if (last != kNone && std::find(found.begin(), found.begin() + count, last) == found.begin() + count)
        found[count++] = last;
    }
    std::sort(found.begin(), found.begin() + count, std::greater<>());
    return {found.data(), count};
  }

  /// Whether nothing after the cluster touches any of its qubits, so that it may run later.
  bool is_last_everywhere(std::uint32_t position) const {
    for (std::uint64_t rest = clusters_[position].qubits; rest != 0; rest &= rest - 1)
      if (last_[static_cast<std::size_t>(std::countr_zero(rest))] != position) return false;
    return true;
  }

  /// Merges clusters that may run later into a new one, if that is cheaper: all there are, or one.
  bool take_neighbours(Cluster& cluster) {
    if (!SmallGate::fits(cluster.qubits, cluster.is_diagonal)) return false;
    std::array<std::uint32_t, 64> movable;
    std::size_t count = 0;
    for (const std::uint32_t position : neighbours(cluster, found_))
      if (clusters_[position].is_alive && is_last_everywhere(position)) movable[count++] = position;
    if (count > 1 && take(cluster, {movable.data(), count})) return true;
    for (std::size_t i = 0; i < count; ++i)
      if (take(cluster, {&movable[i], 1})) return true;
    return false;
  }
  bool take(Cluster& cluster, std::span<const std::uint32_t> others) {
    Cluster merged;
    if (!merge(others, cluster, merged)) return false;
    for (const std::uint32_t position : others) clusters_[position].is_alive = false;
    cluster = merged;
    return true;
  }

  /// Merges a new cluster into the latest before it, where that stands: others behind it do not touch the new one.
  bool join_latest(const Cluster& cluster) {
    if (!SmallGate::fits(cluster.qubits, cluster.is_diagonal)) return false;
    const auto before = neighbours(cluster, found_);
    if (before.empty() || !clusters_[before[0]].is_alive) return false;
    const std::uint32_t latest = before[0];
    Cluster merged;
    if (!merge({&latest, 1}, cluster, merged)) return false;
    // Qubits that the product no longer depends on keep it as their last: that only makes later merges fewer.
    for (std::uint64_t rest = cluster.qubits; rest != 0; rest &= rest - 1)
      last_[static_cast<std::size_t>(std::countr_zero(rest))] = latest;
    merged.qubits |= cluster.qubits | clusters_[latest].qubits;
    clusters_[latest] = merged;
    return true;
  }

  /// The product of clusters and one behind them, unless that is dearer than they are.
  bool merge(std::span<const std::uint32_t> first, const Cluster& then, Cluster& merged) {
    std::uint64_t qubits = then.qubits;
    bool diagonal = then.is_diagonal;
    double separate = then.cost;
    for (const std::uint32_t position : first) {
      qubits |= clusters_[position].qubits;
      diagonal = diagonal && clusters_[position].is_diagonal;
      separate += clusters_[position].cost;
    }
    if (!SmallGate::fits(qubits, diagonal)) return false;
    if (!diagonal && count_bits(qubits) > 2 && separate < kLeastForThree) return false;
    SmallGate product(qubits, diagonal);
    for (const std::uint32_t position : first) multiply(product, clusters_[position]);
    multiply(product, then);
    SimpleGate simple = product.simplest();
    const double cost = simple.cost();
    if (cost > separate) return false;
    merged.product = static_cast<std::uint32_t>(products_.size());
    merged.qubits = simple.controls | mask_of({simple.targets.data(), simple.num_targets});
    merged.is_diagonal = simple.kernel == Kernel::phase || simple.kernel == Kernel::diagonal;
    merged.cost = cost;
    products_.push_back(std::move(simple));
    return true;
  }

  void append(const Cluster& cluster) {
    if (cluster.product == kNone) {
      fused_.push_back(cluster.op);
      return;
    }
    const SimpleGate& simple = products_[cluster.product];
    FlatOp op;
    op.kernel = simple.kernel;
    op.num_targets = static_cast<std::uint16_t>(simple.num_targets);
    op.targets = static_cast<std::uint32_t>(program_.targets.size());
    op.payload = static_cast<std::uint32_t>(program_.numbers.size());
    op.control_mask = simple.controls;
    op.qubit_mask = cluster.qubits;
    program_.targets.insert(program_.targets.end(), simple.targets.begin(), simple.targets.begin() + simple.num_targets);
    program_.numbers.insert(program_.numbers.end(), simple.numbers.begin(), simple.numbers.begin() + simple.num_numbers);
    fused_.push_back(op);
  }

  FlatProgram& program_;  ///< grows by the targets and numbers of products
  std::vector<FlatOp>& fused_;
  std::vector<Cluster> clusters_;
  std::vector<SimpleGate> products_;
  /// By qubit: the last cluster that touches it. It may have been merged into another; then what was before it is unknown.
  std::array<std::uint32_t, 64> last_;
  std::array<std::uint32_t, 64> found_;
};

/// Below, a gate takes less time than the search for its neighbours.
constexpr unsigned kLeastQubits = 7;
/// Clusters that are kept open at a time: bounds the memory of long lines.
constexpr std::size_t kOpenClusters = 4096;

/// Operations that jumps lead to; one more for the end.
std::vector<bool> jump_goals(const FlatProgram& program) {
  std::vector<bool> goals(program.ops.size() + 1, false);
  for (const FlatOp& op : program.ops)
    if (op.kind == FlatKind::jump || op.kind == FlatKind::jump_unless) goals[op.extra] = true;
  return goals;
}

}  // namespace

void fuse(FlatProgram& program, std::size_t* boundary, Guard& guard) {
  if (program.num_qubits < kLeastQubits) return;
  std::vector<bool> stops = jump_goals(program);
  if (boundary != nullptr) stops[*boundary] = true;
  std::vector<std::uint32_t> places(stops.size());  // where operations go that lines stop before
  std::vector<FlatOp> fused;
  Line line(program, fused);
  for (std::size_t i = 0; i <= program.ops.size(); ++i) {
    const bool is_gate = i < program.ops.size() && program.ops[i].kind == FlatKind::gate;
    if (stops[i] || !is_gate || line.size() >= kOpenClusters) line.flush();
    places[i] = static_cast<std::uint32_t>(fused.size());
    if (i == program.ops.size()) break;
    if (is_gate)
      line.add(program.ops[i]);
    else
      fused.push_back(program.ops[i]);
    guard.tick(256);
  }
  program.ops = std::move(fused);
  for (FlatOp& op : program.ops)
    if (op.kind == FlatKind::jump || op.kind == FlatKind::jump_unless) op.extra = places[op.extra];
  if (boundary != nullptr) *boundary = places[*boundary];
}

}  // namespace qpanda3::sim
