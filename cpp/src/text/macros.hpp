#pragma once
// QGATE definitions: read once, checked once, expanded where they are called.

#include <string>
#include <unordered_map>
#include <vector>

#include "text/expression.hpp"
#include "text/program_builder.hpp"

namespace qpanda3::text {

struct Macro {
  /// A gate, or a call of a macro that was defined before.
  struct Statement {
    const Word* gate;             ///< null: a call
    std::uint32_t callee;         ///< position in the table
    std::uint32_t first_operand;  ///< in `operands`
    std::uint32_t num_operands;
    std::uint32_t first_value;  ///< in `values`
    std::uint32_t num_values;
  };
  /// One argument: where its steps end (they begin where those before end).
  struct Value {
    std::uint32_t begin, end;
  };

  std::string_view name;
  std::vector<std::string_view> qubit_names;
  std::vector<std::string_view> parameter_names;
  std::vector<Statement> body;
  std::vector<std::uint32_t> operands;  ///< positions in qubit_names
  std::vector<Value> values;
  std::vector<ExpressionStep> steps;
  std::uint64_t expanded_size = 1;  ///< work that one call stands for: gates, operands, arithmetic; saturating
};

class MacroTable {
 public:
  MacroTable(Lexer& lexer, ExpressionReader& expressions) : lexer_(lexer), expressions_(expressions) {}

  /// Reads from behind QGATE to ENDQGATE. A name may be defined again; calls read before keep the old meaning.
  void read_definition(const Token& statement);
  /// The macro with this name, or null.
  const Macro* find(std::string_view name) const;
  /// Adds the gates of a call. Fails before the first one if the call stands for too many.
  void expand(const Macro& macro, std::span<const Operand> operands, std::span<const double> params,
              ProgramBuilder& builder);

 private:
  struct Frame {
    std::uint32_t macro;
    std::uint32_t next;         ///< statement
    std::size_t first_operand;  ///< in operands_
    std::size_t first_param;    ///< in params_
  };

  void read_names(Macro& macro);
  void read_parameter_names(Macro& macro);
  std::string_view read_name(std::string_view what, const std::vector<std::string_view>& taken);
  void read_statement(Macro& macro);
  void read_statement_operands(Macro& macro, Macro::Statement& statement);
  void read_statement_values(Macro& macro, Macro::Statement& statement);
  void check_statement(const Macro& macro, const Macro::Statement& statement, const Token& name);
  void push(const Frame& frame, const Macro::Statement& statement);

  Lexer& lexer_;
  ExpressionReader& expressions_;
  std::vector<Macro> macros_;
  std::unordered_map<std::string_view, std::uint32_t> by_name_;
  // The state of an expansion: one frame for each call that is going on, and their arguments.
  std::vector<Frame> frames_;
  std::vector<Operand> operands_;
  std::vector<double> params_;
};

}  // namespace qpanda3::text
