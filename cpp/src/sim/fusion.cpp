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
constexpr unsigned kMostQubits = 64;
/// Below, a gate takes less time than the search for its neighbours.
constexpr unsigned kLeastQubits = 7;
/// Clusters that are kept open at a time: bounds the memory of long lines.
constexpr std::size_t kOpenClusters = 4096;
/// What it takes to work out a product and look at it, in nanoseconds: a matrix on so many qubits, or a diagonal.
constexpr double kTryMatrix[] = {0, 30, 150, 900};
constexpr double kTryDiagonal = 150;
constexpr double kLeastGain = kTryMatrix[1];  ///< nothing is tried for less

bool is_diagonal(const FlatOp& op) noexcept { return op.kernel == Kernel::phase || op.kernel == Kernel::diagonal; }

/// Places for targets and numbers of products in a program. Those of products that were merged on are used again.
class Pool {
 public:
  explicit Pool(FlatProgram& program) : program_(program) {}

  FlatOp put(const SimpleGate& gate) {
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
  void give_back(const FlatOp& op) {
    const unsigned count = op.kernel == Kernel::dense      ? 1u << (2 * op.num_targets)
                           : op.kernel == Kernel::diagonal ? 1u << op.num_targets
                           : op.kernel == Kernel::phase    ? 1u
                                                           : 0u;
    if (count != 0) unused_[class_of(count)].push_back(op.payload);
  }

 private:
  static std::size_t class_of(unsigned count) noexcept { return static_cast<std::size_t>(std::bit_width(count)); }

  FlatProgram& program_;
  std::array<std::vector<std::uint32_t>, 8> unused_;  ///< by number of numbers, which are powers of two
};

/// A product of gates on one qubit, not yet put anywhere.
struct OneQubitRun {
  const FlatOp* first;
  std::uint32_t length = 0;
  OneQubitMatrix product;  ///< once there are two

  void add(const FlatProgram& program, const FlatOp& op) {
    if (length == 0) {
      first = &op;
    } else {
      if (length == 1) {
        product = OneQubitMatrix::identity();
        multiply(program, *first);
      }
      multiply(program, op);
    }
    ++length;
  }

 private:
  void multiply(const FlatProgram& program, const FlatOp& op) {
    const Number* const numbers = numbers_of(program.numbers_of(op));
    if (op.kernel == Kernel::flip)
      product.then_flip();
    else if (op.kernel == Kernel::dense)
      product.then(numbers);
    else if (op.kernel == Kernel::phase)
      product.then_diagonal({1, 0}, numbers[0]);
    else
      product.then_diagonal(numbers[0], numbers[1]);
  }
};

/// Gates of one straight line, merged as they come. Gates on one qubit are multiplied at once and put down when another
/// gate needs the qubit. What is put down is a cluster; it stands where its last gate stood: no later cluster touches
/// its qubits when a gate joins it.
class Line {
 public:
  Line(FlatProgram& program, std::vector<FlatOp>& fused)
      : program_(program),
        fused_(fused),
        pool_(program),
        amplitudes_(static_cast<double>(std::uint64_t{1} << program.num_qubits)) {
    last_.fill(kNone);
  }

  void add(const FlatOp& op) {
    if (has_one_bit(op.qubit_mask)) {
      runs_[static_cast<std::size_t>(std::countr_zero(op.qubit_mask))].add(program_, op);
      running_ |= op.qubit_mask;
      return;
    }
    put_down(op.qubit_mask);
    Cluster cluster = cluster_of(op, false);
    add_cluster(cluster);
  }

  /// Appends the clusters to the fused operations.
  void flush() {
    put_down(running_);
    for (const Cluster& cluster : clusters_)
      if (cluster.is_alive) fused_.push_back(cluster.op);
    clusters_.clear();
    last_.fill(kNone);
  }
  std::size_t size() const noexcept { return clusters_.size(); }

 private:
  struct Cluster {
    FlatOp op;
    double cost = 0;
    std::uint64_t qubits = 0;  ///< of all its gates
    unsigned count = 0;        ///< of qubits
    bool is_product = false;   ///< its numbers are the pool's
    bool is_diagonal = false;
    bool is_complex = false;  ///< dense, with imaginary parts
    bool is_alive = true;
  };

  Cluster cluster_of(const FlatOp& op, bool is_product) const {
    Cluster cluster;
    cluster.op = op;
    cluster.qubits = op.qubit_mask;
    cluster.count = count_bits(op.qubit_mask);
    cluster.is_product = is_product;
    cluster.is_diagonal = is_diagonal(op);
    if (op.kernel == Kernel::dense) {
      const std::size_t size = op.num_targets <= 3 ? std::size_t{1} << (2 * op.num_targets) : 0;
      const Complex* const numbers = program_.numbers_of(op);
      cluster.is_complex =
          size == 0 || std::any_of(numbers, numbers + size, [](Complex value) { return value.imag() != 0; });
    }
    cluster.cost = GateCost::of(op.kernel, op.num_targets, count_bits(op.control_mask), !cluster.is_complex);
    return cluster;
  }

  void put_down(std::uint64_t qubits) {
    for (std::uint64_t rest = qubits & running_; rest != 0; rest &= rest - 1) {
      OneQubitRun& run = runs_[static_cast<std::size_t>(std::countr_zero(rest))];
      if (run.length == 1) {
        Cluster cluster = cluster_of(*run.first, false);
        add_cluster(cluster);
      } else {
        const SimpleGate simple = SmallGate(run.product, static_cast<Index>(std::countr_zero(rest))).simplest();
        if (!simple.is_identity()) {
          Cluster cluster = cluster_of(pool_.put(simple), true);
          add_cluster(cluster);
        }
      }
      run.length = 0;
    }
    running_ &= ~qubits;
  }

  /// The cluster may be merged with others meanwhile.
  void add_cluster(Cluster& cluster) {
    do {
      if (is_hopeless(cluster)) break;
      find_neighbours(cluster);
      if (cluster.count > SmallGate::limit(cluster.is_diagonal) || num_found_ == 0) break;
      if (!take_neighbours(cluster)) {
        if (join_latest(cluster)) return;
        break;
      }
    } while (cluster.cost != 0);
    if (cluster.cost == 0) return;
    for_each_qubit(cluster.qubits,
                   [&](std::size_t qubit) { last_[qubit] = static_cast<std::uint32_t>(clusters_.size()); });
    clusters_.push_back(cluster);
  }

  template <class Use>
  static void for_each_qubit(std::uint64_t qubits, const Use& use) {
    for (; qubits != 0; qubits &= qubits - 1) use(static_cast<std::size_t>(std::countr_zero(qubits)));
  }

  /// Whether no merging of the cluster with neighbours is worth trying, by what they cost together and what products on
  /// as many qubits cost at least. Most are ruled out here, in small states nearly all.
  bool is_hopeless(const Cluster& cluster) const {
    double all = cluster.cost, simple = cluster.is_complex ? 0 : cluster.cost;  // simple: without complex factors
    unsigned count = kMostQubits;
    bool is_diagonal = false;
    for (std::uint64_t rest = cluster.qubits; rest != 0; rest &= rest - 1) {
      const std::uint32_t last = last_[static_cast<std::size_t>(std::countr_zero(rest))];
      if (last == kNone) continue;
      const Cluster& neighbour = clusters_[last];
      all += neighbour.cost;
      if (!neighbour.is_complex) simple += neighbour.cost;
      count = std::min(count, neighbour.count);
      is_diagonal = is_diagonal || neighbour.is_diagonal;
    }
    if (count == kMostQubits) return true;  // no neighbours
    count = std::max(count, cluster.count);
    const unsigned matrix = std::min(count, SmallGate::limit(false));
    const double effort = cluster.is_diagonal && is_diagonal ? kTryDiagonal : kTryMatrix[matrix];
    const double dense = all - GateCost::of(Kernel::dense, matrix, 0, false);
    return std::max(dense, simple - GateCost::kCall) * amplitudes_ < effort;
  }

  /// Clusters that were the last on some of its qubits, latest first.
  void find_neighbours(const Cluster& cluster) {
    num_found_ = 0;
    for_each_qubit(cluster.qubits, [&](std::size_t qubit) {
      const std::uint32_t last = last_[qubit];
      if (last != kNone && std::find(found_.begin(), found_.begin() + num_found_, last) == found_.begin() + num_found_)
        found_[num_found_++] = last;
    });
    if (num_found_ > 1) std::sort(found_.begin(), found_.begin() + num_found_, std::greater<>());
  }

  /// Whether nothing after the cluster touches any of its qubits, so that it may run later.
  bool is_movable(std::uint32_t position) const {
    const Cluster& cluster = clusters_[position];
    if (!cluster.is_alive) return false;
    for (std::uint64_t rest = cluster.qubits; rest != 0; rest &= rest - 1)
      if (last_[static_cast<std::size_t>(std::countr_zero(rest))] != position) return false;
    return true;
  }

  /// Merges neighbours that may run later into a new cluster, if that is cheaper: all there are, or one.
  bool take_neighbours(Cluster& cluster) {
    std::array<std::uint32_t, 64> movable;
    std::size_t count = 0;
    for (std::size_t i = 0; i < num_found_; ++i)
      if (is_movable(found_[i])) movable[count++] = found_[i];
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

  /// Merges a new cluster into the latest neighbour, where that stands: others behind it do not touch the new one. One
  /// that may run later was tried before.
  bool join_latest(const Cluster& cluster) {
    const std::uint32_t latest = found_[0];
    if (!clusters_[latest].is_alive || is_movable(latest)) return false;
    const std::uint64_t qubits = cluster.qubits | clusters_[latest].qubits;
    Cluster merged;
    if (!merge({&latest, 1}, cluster, merged)) return false;
    for_each_qubit(cluster.qubits, [&](std::size_t qubit) { last_[qubit] = latest; });
    // Also those that the product no longer depends on: what stands before it on them is not known any more.
    merged.qubits = qubits;
    merged.count = count_bits(qubits);
    merged.is_alive = merged.cost != 0;
    clusters_[latest] = merged;
    return true;
  }

  /// The product of clusters and one behind them, unless that is dearer than they are.
  bool merge(std::span<const std::uint32_t> first, const Cluster& then, Cluster& merged) {
    std::uint64_t qubits = then.qubits;
    bool diagonal = then.is_diagonal, is_complex = then.is_complex, is_dense = then.op.kernel == Kernel::dense;
    double separate = then.cost;
    for (const std::uint32_t position : first) {
      const Cluster& cluster = clusters_[position];
      qubits |= cluster.qubits;
      diagonal = diagonal && cluster.is_diagonal;
      is_complex = is_complex || cluster.is_complex;
      is_dense = is_dense || cluster.op.kernel == Kernel::dense;
      separate += cluster.cost;
    }
    if (separate * amplitudes_ < kLeastGain) return false;
    const unsigned count = count_bits(qubits);
    if (count > SmallGate::limit(diagonal)) return false;
    // Moves on three qubits are single moves only where they undo one another, which takes the same qubits.
    if (count > 2 && !diagonal && !is_dense && qubits != then.qubits) return false;
    // Products of dense factors are dense unless these happen to undo one another; of others they may be anything.
    double likely = GateCost::kCall;
    if (is_complex || (is_dense && count > 2)) likely = GateCost::of(Kernel::dense, count, 0, !is_complex);
    if ((separate - likely) * amplitudes_ < (diagonal ? kTryDiagonal : kTryMatrix[count])) return false;

    SmallGate product(qubits, diagonal);
    for (const std::uint32_t position : first) multiply(product, clusters_[position].op);
    multiply(product, then.op);
    const SimpleGate simple = product.simplest();
    const double cost = simple.cost();
    if (cost > separate) return false;
    for (const std::uint32_t position : first) give_back(clusters_[position]);
    give_back(then);
    merged = cluster_of(pool_.put(simple), true);
    merged.cost = cost;
    return true;
  }
  void multiply(SmallGate& product, const FlatOp& op) const {
    product.then(op.kernel, op.control_mask, program_.targets_of(op), numbers_of(program_.numbers_of(op)));
  }
  void give_back(const Cluster& cluster) {
    if (cluster.is_product) pool_.give_back(cluster.op);
  }

  FlatProgram& program_;  ///< grows by the targets and numbers of products
  std::vector<FlatOp>& fused_;
  Pool pool_;
  double amplitudes_;
  std::uint64_t running_ = 0;  ///< qubits with a run
  std::array<OneQubitRun, 64> runs_;
  std::vector<Cluster> clusters_;
  /// By qubit: the last cluster that touches it. It may have been merged into another; then what was before is unknown.
  std::array<std::uint32_t, 64> last_;
  std::array<std::uint32_t, 64> found_;  ///< neighbours of the cluster being added
  std::size_t num_found_ = 0;
};

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
    guard.tick(64);
  }
  program.ops = std::move(fused);
  for (FlatOp& op : program.ops)
    if (op.kind == FlatKind::jump || op.kind == FlatKind::jump_unless) op.extra = places[op.extra];
  if (boundary != nullptr) *boundary = places[*boundary];
}

}  // namespace qpanda3::sim
