#include "sim/fusion.hpp"

#include <algorithm>
#include <array>
#include <utility>

#include "sim/bit_masks.hpp"
#include "sim/gate_clusters.hpp"
#include "sim/small_gate.hpp"

namespace qpanda3::sim {
namespace {

/// Below, a gate takes less time than the search for its neighbours.
constexpr unsigned kLeastQubits = 7;
/// Clusters that are kept open at a time: bounds the memory of long lines.
constexpr std::size_t kOpenClusters = 4096;

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

/// Gates of one straight line. Those on one qubit are multiplied at once, and become a cluster when another gate needs
/// the qubit.
class Line {
 public:
  Line(FlatProgram& program, std::vector<FlatOp>& fused) : program_(program), fused_(fused), clusters_(program) {
    fused_.reserve(program.ops.size());
    clusters_.reserve(std::min(program.ops.size(), kOpenClusters));
  }

  void add(const FlatOp& op) {
    if (has_one_bit(op.qubit_mask)) {
      runs_[static_cast<std::size_t>(std::countr_zero(op.qubit_mask))].add(program_, op);
      running_ |= op.qubit_mask;
      return;
    }
    put_down(op.qubit_mask);
    clusters_.add(op);
  }

  /// Appends the clusters to the fused operations.
  void flush() {
    put_down(running_);
    clusters_.flush(fused_);
  }
  std::size_t size() const noexcept { return clusters_.size(); }

 private:
  void put_down(std::uint64_t qubits) {
    for (std::uint64_t rest = qubits & running_; rest != 0; rest &= rest - 1) {
      OneQubitRun& run = runs_[static_cast<std::size_t>(std::countr_zero(rest))];
      if (run.length == 1) {
        clusters_.add(*run.first);
      } else {
        const SimpleGate simple = SmallGate(run.product, static_cast<Index>(std::countr_zero(rest))).simplest();
        if (!simple.is_identity()) clusters_.add(simple);
      }
      run.length = 0;
    }
    running_ &= ~qubits;
  }

  const FlatProgram& program_;
  std::vector<FlatOp>& fused_;
  GateClusters clusters_;
  std::uint64_t running_ = 0;  ///< qubits with a run
  std::array<OneQubitRun, 64> runs_;
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
