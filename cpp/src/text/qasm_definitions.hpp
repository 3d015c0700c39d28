#pragma once
// Gate definitions of OpenQASM: read once, checked once, expanded where they are called. The built-in gates that are no
// gates of the table are definitions too, read from a text of their own.

#include <deque>
#include <string_view>
#include <unordered_map>
#include <vector>

#include "qpanda3/circuit/block.hpp"
#include "text/expression.hpp"
#include "text/qasm_gates.hpp"

namespace qpanda3::text {

struct QasmDefinition;

/// What the name of a gate stands for: one of the two, or neither.
struct QasmGate {
  const QasmNative* native = nullptr;
  const QasmDefinition* definition = nullptr;

  explicit operator bool() const noexcept { return native != nullptr || definition != nullptr; }
  std::size_t num_operands() const noexcept;
  std::size_t num_params() const noexcept;
};

struct QasmDefinition {
  struct Statement {
    QasmGate gate;  ///< neither: a barrier
    std::uint32_t first_operand;
    std::uint32_t num_operands;
    std::uint32_t first_value;
    std::uint32_t num_values;
  };
  /// One argument: its steps.
  struct Value {
    std::uint32_t begin, end;
  };

  const char* where = nullptr;  ///< its name in the text
  bool opaque = false;
  std::size_t num_operands = 0;
  std::vector<std::string_view> parameter_names;
  std::vector<Statement> body;
  std::vector<std::uint32_t> operands;  ///< positions in the list of qubits
  std::vector<Value> values;
  std::vector<ExpressionStep> steps;
  std::uint64_t expanded_size = 1;  ///< work that one call stands for: operations, operands, arithmetic; saturating
};

class QasmDefinitions {
 public:
  /// The built-in ones, and those that are read through `lexer`.
  QasmDefinitions(Lexer& lexer, ExpressionReader& expressions) : QasmDefinitions(lexer, expressions, false) {}

  /// Reads from behind `gate` to '}', or from behind `opaque` to ';'.
  void read(bool opaque);
  /// The gate with this name: defined in the text, or built in.
  QasmGate find(std::string_view name) const;
  /// What to say about an unknown name besides that it is unknown.
  std::string advice_on(std::string_view name) const;
  /// Appends what a call stands for. Errors in its arithmetic are reported at `where`.
  void expand(const QasmDefinition& definition, std::span<const Index> operands, std::span<const double> params,
              const char* where, Block& out);

 private:
  using Table = std::unordered_map<std::string_view, const QasmDefinition*>;
  struct Frame {
    const QasmDefinition* definition;
    std::size_t next;           ///< statement
    std::size_t first_operand;  ///< in operands_
    std::size_t first_param;    ///< in params_
  };

  QasmDefinitions(Lexer& lexer, ExpressionReader& expressions, bool prelude)
      : lexer_(lexer), expressions_(expressions), prelude_(prelude) {}
  static const Table& built_in();

  std::string_view read_name(std::string_view what);
  void read_parameters(QasmDefinition& definition);
  void read_qubits(QasmDefinition& definition);
  void read_statement(QasmDefinition& definition, std::string_view own_name);
  void read_values(QasmDefinition& definition, QasmDefinition::Statement& statement);
  void read_operands(QasmDefinition& definition, QasmDefinition::Statement& statement, std::string_view name);
  QasmGate read_callee(std::string_view own_name);
  void push(const Frame& frame, const QasmDefinition::Statement& statement, const char* where);

  Lexer& lexer_;
  ExpressionReader& expressions_;
  bool prelude_;
  std::deque<QasmDefinition> definitions_;  ///< pointers to them stay
  Table by_name_;
  std::unordered_map<std::string_view, std::uint32_t> qubit_names_;  ///< of the definition that is being read
  // The state of an expansion: one frame for each call that is going on, and their arguments.
  std::vector<Frame> frames_;
  std::vector<Index> operands_;
  std::vector<double> params_;
};

/// Appends a built-in gate; operands and parameters fit it.
void append_native(const QasmNative& gate, std::span<const Index> operands, std::span<const double> params, Block& out);

}  // namespace qpanda3::text
