#pragma once
// Numbers and arithmetic of OriginIR and OpenQASM: + - * / ^, signs, parentheses, PI, decimal, scientific and
// hexadecimal numbers, inside definitions of gates the names of their parameters, and in OpenQASM sin, cos, tan, exp,
// ln, sqrt.
//
// `^` binds strongest and to the right: 2^3^2 is 512. A minus directly before a digit belongs to the number (-2^2 is
// 4); any other sign binds weaker than `^` (-PI^2 is -(PI^2)).

#include <cstdint>
#include <span>
#include <vector>

#include "text/lexer.hpp"

namespace qpanda3::text {

/// One step of an expression in postfix order.
struct ExpressionStep {
  enum class Kind : std::uint8_t {
    number,
    parameter,
    negate,
    add,
    subtract,
    multiply,
    divide,
    power,
    open,
    sin,
    cos,
    tan,
    exp,
    ln,
    sqrt,
  };

  Kind kind;
  std::uint32_t parameter;  ///< position in the list of names
  double number;
  const char* where;  ///< in the text, for errors
};

/// Names that stand for numbers, in the order of their values.
using ParameterNames = std::span<const std::string_view>;

class ExpressionReader {
 public:
  enum class Functions : bool { none, openqasm };

  explicit ExpressionReader(Lexer& lexer, Functions functions = Functions::none)
      : lexer_(lexer), functions_(functions) {}

  /// Reads an expression up to the first token that cannot belong to it, and evaluates it. Fails if it is not finite.
  double read_value();
  /// The same without evaluating; the steps are appended to `steps`.
  void read_steps(ParameterNames names, std::vector<ExpressionStep>& steps);
  /// The value of postfix steps. ParseError for a division by zero, at `where` if given, at the division otherwise.
  double evaluate(std::span<const ExpressionStep> steps, std::span<const double> parameters,
                  const char* where = nullptr);

  static constexpr std::size_t kMaxParentheses = 1000;

 private:
  bool read_operand(ParameterNames names, std::vector<ExpressionStep>& steps);
  bool read_operator(std::vector<ExpressionStep>& steps);
  void reduce(int strength, std::vector<ExpressionStep>& steps);
  void close_parenthesis(std::vector<ExpressionStep>& steps);
  bool read_function(const Token& token);
  void apply(const ExpressionStep& step, const char* where);

  Lexer& lexer_;
  Functions functions_;
  std::size_t open_ = 0;                 ///< parentheses
  std::vector<ExpressionStep> pending_;  ///< operators and parentheses that wait for their right-hand side
  std::vector<ExpressionStep> steps_;    ///< of read_value
  std::vector<double> values_;
};

/// True for the names of functions that OpenQASM has in expressions.
bool is_function_name(std::string_view name) noexcept;

/// The value of a number token. ParseError if it is malformed or too large for a double.
double number_value(const Lexer& lexer, const Token& token);

}  // namespace qpanda3::text
