#pragma once
// Products of neighbouring gates in a straight line, and when a product is better than its factors.

#include <array>
#include <cstdint>
#include <span>
#include <vector>

#include "sim/flat_program.hpp"
#include "sim/small_gate.hpp"

namespace qpanda3::sim {

/// Places for targets and numbers of products in a program. Those of products that were merged on are used again.
class ProductPool {
 public:
  explicit ProductPool(FlatProgram& program) : program_(program) {}

  FlatOp put(const SimpleGate& gate);
  void give_back(const FlatOp& op);

 private:
  static std::size_t class_of(unsigned count) noexcept { return static_cast<std::size_t>(std::bit_width(count)); }

  FlatProgram& program_;
  std::array<std::vector<std::uint32_t>, 8> unused_;  ///< by number of numbers, which are powers of two
};

/// Gates of one straight line, merged as they come. A cluster is a gate or a product of gates. A new one is merged with
/// a *group*: those right before it that act on a few qubits and on nothing else, all together, so that gates that
/// cancel or simplify one another do so whatever their products on the way are like (CNOT, RZ, CNOT is a diagonal).
class GateClusters {
 public:
  /// `program` grows by the targets and numbers of products.
  explicit GateClusters(FlatProgram& program);

  void add(const FlatOp& op) { add(op, false); }
  /// Numbers are the clusters' from now on.
  void add(const SimpleGate& product) { add(pool_.put(product), true); }

  /// For so many more.
  void reserve(std::size_t count) { clusters_.reserve(clusters_.size() + count); }

  std::size_t size() const noexcept { return clusters_.size(); }
  /// Appends what there is, in order, and forgets it.
  void flush(std::vector<FlatOp>& into);

 private:
  static constexpr unsigned kMostTracked = 6;  ///< qubits of a cluster that others can be merged with

  struct Costs {
    double all = 0;
    double simple = 0;  ///< of those that are not complex

    void operator+=(const Costs& other) noexcept {
      all += other.all;
      simple += other.simple;
    }
  };

  struct Cluster {
    FlatOp op;
    double cost = 0;
    Costs chain;  ///< of a group that ends with it, at most
    std::uint64_t qubits = 0;
    unsigned count = 0;       ///< of qubits
    bool is_product = false;  ///< its numbers are the pool's
    bool is_diagonal = false;
    bool is_complex = false;  ///< dense, with imaginary parts
    bool is_alive = true;
    std::array<std::uint32_t, kMostTracked> before{};  ///< by qubit, ascending: the one before it there
  };

  struct Group {
    static constexpr std::size_t kMost = 16;

    std::uint64_t qubits;
    bool is_diagonal;                                ///< and so has to be all that is taken
    std::array<std::uint32_t, kMostTracked> before;  ///< by qubit, ascending: the last that was not taken
    std::array<std::uint32_t, kMost> members;        ///< latest first, then in order
    std::size_t size = 0;
  };

  void describe(const FlatOp& op, bool is_product, Cluster& cluster) const;
  void add(const FlatOp& op, bool is_product);
  void settle();
  bool is_hopeless(const Cluster& cluster) const;
  void find_neighbours(const Cluster& cluster);
  bool is_last_everywhere(std::uint32_t position) const;
  bool take_group(Cluster& cluster);
  bool join_latest(const Cluster& cluster);
  Group group_before(std::uint64_t qubits, bool is_diagonal, std::uint32_t anchor) const;
  bool merge(Group& group, const Cluster& then, Cluster& merged);
  void multiply(SmallGate& product, const FlatOp& op) const;

  FlatProgram& program_;
  ProductPool pool_;
  double amplitudes_;
  std::array<Costs, kMostTracked + 1> worthwhile_;  ///< by qubits of a group: worth trying if it costs as much or more
  std::vector<Cluster> clusters_;
  std::array<std::uint32_t, 64> last_;   ///< by qubit: the last cluster that touches it
  std::array<std::uint32_t, 64> found_;  ///< neighbours of the cluster being added, latest first
  std::size_t num_found_ = 0;
};

}  // namespace qpanda3::sim
