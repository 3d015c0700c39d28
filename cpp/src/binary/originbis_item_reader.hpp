#pragma once
// Reading what an OriginBIS node consists of: gates, measurements, channels, circuits, conditions, registers. Whatever
// does not fit the library's own rules is a ParseError with the byte where it stands.

#include <cstdint>
#include <memory>
#include <span>
#include <string_view>
#include <vector>

#include "binary/wire.hpp"
#include "qpanda3/circuit/block.hpp"

namespace qpanda3::bis {

/// What the blocks of one reading may take for their tables of used qubits, which a single high index makes large.
/// Without it some hundred bytes could claim gigabytes.
class TableBudget {
 public:
  /// ResourceExhausted if this and the blocks before take more than the budget.
  void spend(const Block& block);

 private:
  static constexpr std::uint64_t kBytes = std::uint64_t{1} << 30;
  std::uint64_t spent_ = 0;
};

/// Reads items from readers over their messages; keeps its scratch space from one to the next.
class ItemReader {
 public:
  void read_gate(wire::Reader gate, Block& block);
  void read_measure(wire::Reader measure, Block& block);
  void read_karus(wire::Reader karus, Block& block);
  void read_circuit(wire::Reader circuit, Block& block);
  TableBudget& budget() noexcept { return budget_; }
  /// The largest size that a circuit was made with; programs take it over.
  Index largest_circuit() const noexcept { return largest_circuit_; }

 private:
  struct Marks {
    struct Mark {
      std::uint64_t gates = 0;
      std::size_t offset = 0;
      bool dagger = false;
      std::vector<Index> controls;
    };
    std::vector<Mark> marks;

    void read(wire::Reader mark, bool is_control);
  };

  void check_gate(const wire::Reader& gate, std::size_t offset, const GateInfo& info);
  void append_oracle(const wire::Reader& gate, std::size_t offset, const wire::Field& matrix, bool dagger,
                     Block& block);
  Matrix read_matrix(wire::Reader matrix);
  void append_circuit(const wire::Reader& circuit, const Marks& marks, std::shared_ptr<Block> inner, Index fixed_size,
                      Block& block);

  TableBudget budget_;
  Index largest_circuit_ = 0;
  std::size_t gates_read_ = 0;
  std::vector<Index> targets_;
  std::vector<Index> controls_;
  std::vector<Index> sorted_;
  std::vector<double> params_;
};

/// The size that a register was made with; 0 if it has none.
Index read_register(wire::Reader reg);

struct ArmCondition {
  Condition condition;
  bool is_else = false;
};
ArmCondition read_condition(wire::Reader condition);

/// The position of the node that an item refers to.
std::uint64_t read_reference(wire::Reader reference);

}  // namespace qpanda3::bis
