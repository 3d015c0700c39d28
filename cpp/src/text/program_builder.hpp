#pragma once
// Collects what a text says into blocks: checks operands, keeps the stack of open DAGGER, CONTROL, QIF and QWHILE
// blocks, and turns each closed one into a mark on a nested block.

#include <memory>
#include <span>
#include <vector>

#include "qpanda3/circuit/block.hpp"
#include "qpanda3/circuit/control_flow.hpp"
#include "text/lexer.hpp"
#include "text/vocabulary.hpp"

namespace qpanda3::text {

/// A qubit or bit and the place in the text that names it.
struct Operand {
  Index index;
  const char* where;
};

class ProgramBuilder {
 public:
  explicit ProgramBuilder(const Lexer& lexer);

  /// A gate on `operands` (controls first). Fails if qubits repeat or are controls of an open CONTROL block.
  void add_gate(const Word& word, std::span<const Operand> operands, std::span<const double> params);
  void add_barrier(const Token& statement, std::span<const Operand> operands);
  void add_measure(const Token& statement, Operand qubit, Operand cbit);

  void open_dagger(const Token& statement);
  void open_control(const Token& statement, std::span<const Operand> controls);
  void open_qif(const Token& statement, Condition condition);
  void open_qwhile(const Token& statement, Condition condition);
  void next_arm(const Token& statement, Condition condition);  ///< QELSEIF
  void else_arm(const Token& statement);
  void close(const Token& statement, WordKind closing);
  /// The finished program. Fails if a block is still open.
  std::shared_ptr<Block> finish();

  /// Counts the work that statements multiply (whole registers, QGATE calls): 1 for each operation, operand and step of
  /// arithmetic. Fails when a text asks for more than kMaxExpansion, so that a short text cannot fill the memory.
  void charge(const char* where, std::uint64_t work);

#ifdef FUZZING_BUILD_MODE_UNSAFE_FOR_PRODUCTION  // millions of inputs, each within microseconds
  static constexpr std::uint64_t kMaxExpansion = std::uint64_t{1} << 9;
#else
  static constexpr std::uint64_t kMaxExpansion = std::uint64_t{1} << 23;
#endif
  static constexpr std::size_t kMaxOperands = 65535;
  /// What the writer can produce: nested branches and one gate with its own CONTROL and DAGGER.
  static constexpr std::size_t kMaxOpenBlocks = std::size_t{Block::kMaxNesting} + 2;

 private:
  struct OpenBlock {
    WordKind opener;
    const char* where;             ///< the word that opened it
    std::shared_ptr<Block> block;  ///< what it holds; for QIF: the current arm
    std::vector<Index> controls;
    Condition condition;
    std::vector<BranchArm> arms;  ///< finished arms of QIF
    bool in_else = false;
  };

  OpenBlock& open(const Token& statement, WordKind opener);
  OpenBlock pop();
  Block& top() { return *top_; }
  void require_program(const Token& statement) const;
  OpenBlock& current_branch(const Token& statement);
  void mark_controls(const OpenBlock& block, bool active);
  void check_not_control(const Operand& operand, std::string_view statement) const;
  void close_circuit(OpenBlock closed);
  void close_branch(OpenBlock closed);
  void close_loop(OpenBlock closed);
  void check_nesting(const char* where, const Block& inner) const;
  std::string opener_text(const OpenBlock& block) const;

  const Lexer& lexer_;
  std::vector<OpenBlock> stack_;          ///< the first one is the program itself
  Block* top_;                            ///< the block of the last one
  std::vector<std::uint8_t> is_control_;  ///< by qubit: control of an open CONTROL block
  std::vector<Index> scratch_;
  std::uint64_t expanded_ = 0;
};

}  // namespace qpanda3::text
