#include "text/expression.hpp"

#include <algorithm>
#include <charconv>
#include <cmath>
#include <numbers>

#include "qpanda3/base/concat.hpp"

namespace qpanda3::text {
namespace {

using Kind = ExpressionStep::Kind;

/// How strongly an operator binds.
int strength_of(Kind kind) {
  switch (kind) {
    case Kind::add:
    case Kind::subtract:
      return 1;
    case Kind::multiply:
    case Kind::divide:
      return 2;
    case Kind::negate:
      return 3;
    case Kind::power:
      return 4;
    default:
      return 0;
  }
}

struct Function {
  std::string_view name;
  Kind kind;
};

constexpr Function kFunctions[] = {
    {"sin", Kind::sin}, {"cos", Kind::cos}, {"tan", Kind::tan},
    {"exp", Kind::exp}, {"ln", Kind::ln},   {"sqrt", Kind::sqrt},
};

const Function* find_function(std::string_view name) noexcept {
  const auto found =
      std::find_if(std::begin(kFunctions), std::end(kFunctions), [&](const Function& f) { return f.name == name; });
  return found == std::end(kFunctions) ? nullptr : found;
}

bool is_function(Kind kind) { return kind >= Kind::sin; }

double function_value(Kind kind, double x) {
  switch (kind) {
    case Kind::sin:
      return std::sin(x);
    case Kind::cos:
      return std::cos(x);
    case Kind::tan:
      return std::tan(x);
    case Kind::exp:
      return std::exp(x);
    case Kind::ln:
      return std::log(x);
    default:
      return std::sqrt(x);
  }
}

bool is_sign(const Token& token, Kind& kind) {
  if (token.kind != TokenKind::sign || token.text.size() != 1) return false;
  switch (token.text[0]) {
    case '+':
      kind = Kind::add;
      return true;
    case '-':
      kind = Kind::subtract;
      return true;
    case '*':
      kind = Kind::multiply;
      return true;
    case '/':
      kind = Kind::divide;
      return true;
    case '^':
      kind = Kind::power;
      return true;
    default:
      return false;
  }
}

double hexadecimal_value(const Lexer& lexer, const Token& token) {
  const char* const end = token.where() + token.text.size();
  std::uint64_t value = 0;
  const std::from_chars_result result = std::from_chars(token.where() + 2, end, value, 16);
  if (result.ec == std::errc::result_out_of_range)
    lexer.fail(token.where(), concat("the hexadecimal number ", quoted(token), " exceeds 64 bits"));
  if (result.ec != std::errc() || result.ptr != end)
    lexer.fail(token.where(), concat("malformed hexadecimal number ", quoted(token)));
  return static_cast<double>(value);
}

}  // namespace

bool is_function_name(std::string_view name) noexcept { return find_function(name) != nullptr; }

double number_value(const Lexer& lexer, const Token& token) {
  const std::string_view text = token.text;
  if (text.size() > 1 && text[0] == '0' && (text[1] == 'x' || text[1] == 'X')) return hexadecimal_value(lexer, token);
  const char* const end = text.data() + text.size();
  double value = 0;
  const std::from_chars_result result = std::from_chars(text.data(), end, value, std::chars_format::general);
  if (result.ec == std::errc::invalid_argument || result.ptr != end)
    lexer.fail(token.where(), concat("malformed number ", quoted(token)));
  if (result.ec == std::errc::result_out_of_range)
    lexer.fail(token.where(), concat("the number ", quoted(token), " is outside the range of a double"));
  return value;
}

double ExpressionReader::read_value() {
  const Token& token = lexer_.current();
  const char* const start = token.where();
  const char following = lexer_.following();
  if (token.kind == TokenKind::number && (following == ')' || following == ',' || following == ']')) {
    const double value = number_value(lexer_, token);
    lexer_.advance();
    return value;
  }
  steps_.clear();
  read_steps({}, steps_);
  const double value = evaluate(steps_, {});
  if (!std::isfinite(value)) lexer_.fail(start, concat("the value of this expression is not finite: ", value));
  return value;
}

void ExpressionReader::read_steps(ParameterNames names, std::vector<ExpressionStep>& steps) {
  pending_.clear();
  open_ = 0;
  do {
    while (!read_operand(names, steps)) {
    }
  } while (read_operator(steps));
  if (open_ != 0) lexer_.fail_expected("an operator or ')'");
  reduce(0, steps);
}

/// Reads a sign or '(' (returns false: an operand still has to come) or a number or name (returns true).
bool ExpressionReader::read_operand(ParameterNames names, std::vector<ExpressionStep>& steps) {
  const Token token = lexer_.current();
  const char* const where = token.where();
  if (token.kind == TokenKind::number) {
    steps.push_back({Kind::number, 0, number_value(lexer_, token), where});
    lexer_.advance();
    return true;
  }
  if (token.kind == TokenKind::word) {
    const auto name = std::find(names.begin(), names.end(), token.text);
    if (name != names.end()) {
      steps.push_back({Kind::parameter, static_cast<std::uint32_t>(name - names.begin()), 0, where});
    } else if (token.text == "PI" || token.text == "pi") {
      steps.push_back({Kind::number, 0, std::numbers::pi, where});
    } else if (functions_ == Functions::openqasm && read_function(token)) {
      return false;
    } else {
      lexer_.fail_expected(names.empty() ? "a number, PI or '('" : "a number, PI, a parameter of this gate or '('");
    }
    lexer_.advance();
    return true;
  }
  if (token.is('(')) {
    if (++open_ > kMaxParentheses)
      lexer_.fail(where, concat("more than ", kMaxParentheses, " parentheses open at once"));
    pending_.push_back({Kind::open, 0, 0, where});
  } else if (token.is('-')) {
    lexer_.advance();
    const Token next = lexer_.current();
    if (next.kind == TokenKind::number && next.where() == where + 1) {
      steps.push_back({Kind::number, 0, -number_value(lexer_, next), where});
      lexer_.advance();
      return true;
    }
    pending_.push_back({Kind::negate, 0, 0, where});
    return false;
  } else if (!token.is('+')) {
    lexer_.fail_expected("a number, PI or '('");
  }
  lexer_.advance();
  return false;
}

/// The name of a function waits for its parenthesis to be closed.
bool ExpressionReader::read_function(const Token& token) {
  const Function* const function = find_function(token.text);
  if (function == nullptr) return false;
  lexer_.advance();
  if (!lexer_.current().is('(')) lexer_.fail_expected(concat("'(' after ", function->name));
  pending_.push_back({function->kind, 0, 0, token.where()});
  return true;
}

/// Reads closing parentheses and one operator; false if the expression ends here.
bool ExpressionReader::read_operator(std::vector<ExpressionStep>& steps) {
  while (open_ != 0 && lexer_.current().is(')')) {
    close_parenthesis(steps);
    lexer_.advance();
  }
  Kind kind{};
  if (!is_sign(lexer_.current(), kind)) return false;
  // `^` binds to the right: operators of its own strength wait.
  reduce(kind == Kind::power ? strength_of(kind) + 1 : strength_of(kind), steps);
  pending_.push_back({kind, 0, 0, lexer_.current().where()});
  lexer_.advance();
  return true;
}

/// Moves operators that bind at least with `strength` to the output, down to the last open parenthesis.
void ExpressionReader::reduce(int strength, std::vector<ExpressionStep>& steps) {
  while (!pending_.empty() && pending_.back().kind != Kind::open && strength_of(pending_.back().kind) >= strength) {
    steps.push_back(pending_.back());
    pending_.pop_back();
  }
}

void ExpressionReader::close_parenthesis(std::vector<ExpressionStep>& steps) {
  reduce(0, steps);
  pending_.pop_back();
  --open_;
  if (pending_.empty() || !is_function(pending_.back().kind)) return;
  steps.push_back(pending_.back());
  pending_.pop_back();
}

double ExpressionReader::evaluate(std::span<const ExpressionStep> steps, std::span<const double> parameters,
                                  const char* where) {
  values_.clear();
  for (const ExpressionStep& step : steps) {
    if (step.kind == Kind::number) {
      values_.push_back(step.number);
    } else if (step.kind == Kind::parameter) {
      values_.push_back(parameters[step.parameter]);
    } else {
      apply(step, where);
    }
  }
  return values_.back();
}

void ExpressionReader::apply(const ExpressionStep& step, const char* where) {
  const double right = values_.back();
  if (step.kind == Kind::negate) {
    values_.back() = -right;
    return;
  }
  if (is_function(step.kind)) {
    values_.back() = function_value(step.kind, right);
    return;
  }
  values_.pop_back();
  double& left = values_.back();
  switch (step.kind) {
    case Kind::add:
      left += right;
      break;
    case Kind::subtract:
      left -= right;
      break;
    case Kind::multiply:
      left *= right;
      break;
    case Kind::divide:
      if (right == 0) lexer_.fail(where != nullptr ? where : step.where, "division by zero");
      left /= right;
      break;
    default:
      left = std::pow(left, right);
      break;
  }
}

}  // namespace qpanda3::text
