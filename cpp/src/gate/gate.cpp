#include "qpanda3/gate/gate.hpp"

#include <algorithm>
#include <cmath>
#include <limits>
#include <numbers>
#include <numeric>
#include <typeinfo>

#include "qpanda3/base/concat.hpp"
#include "qpanda3/base/error.hpp"

namespace qpanda3 {
namespace {

/// A stored operation counts its operands in 16 bits.
constexpr std::size_t kMaxOperands = std::numeric_limits<std::uint16_t>::max();

void check_distinct(const GateInfo& info, std::span<const Index> controls, std::span<const Index> targets) {
  const std::size_t count = controls.size() + targets.size();
  const auto operand = [&](std::size_t i) { return i < controls.size() ? controls[i] : targets[i - controls.size()]; };
  const auto fail = [&](Index qubit) {
    throw InvalidArgument(concat("gate ", info.name, ": qubit ", qubit, " is used twice (controls ",
                                 list_text(controls), ", targets ", list_text(targets), ")"));
  };
  if (count > kMaxOperands)
    throw InvalidArgument(concat("gate ", info.name, ": at most ", kMaxOperands, " qubits, got ", count));
  if (count <= 8) {
    for (std::size_t a = 1; a < count; ++a)
      for (std::size_t b = 0; b < a; ++b)
        if (operand(a) == operand(b)) fail(operand(a));
    return;
  }
  std::vector<Index> sorted(controls.begin(), controls.end());
  sorted.insert(sorted.end(), targets.begin(), targets.end());
  std::sort(sorted.begin(), sorted.end());
  const auto twice = std::adjacent_find(sorted.begin(), sorted.end());
  if (twice != sorted.end()) fail(*twice);
}

void check_parameters(const GateInfo& info, std::span<const double> parameters) {
  if (parameters.size() != info.num_params)
    throw InvalidArgument(
        concat("gate ", info.name, " takes ", int{info.num_params}, " parameters, got ", parameters.size()));
  for (const double value : parameters)
    if (!std::isfinite(value))
      throw InvalidArgument(concat("gate ", info.name, ": parameters must be finite, got ", value));
}

}  // namespace

QGate::QGate(GateType type, std::span<const Index> gate_targets, std::span<const double> parameters)
    : type_(type), parameters_(parameters) {
  targets_ = IndexList(gate_targets);
  check();
  check_parameters(info(), parameters);
}

void QGate::check() const {
  const GateInfo& row = info();
  const std::size_t count = targets_.size();
  if (row.takes_list() ? count == 0 : count != row.num_targets) {
    const std::string wanted = row.takes_list() ? "at least one qubit" : concat(int{row.num_targets}, " qubits");
    throw InvalidArgument(concat("gate ", row.name, " takes ", wanted, ", got ", count));
  }
  if (oracle_ && (count >= 32 || oracle_->rows() != std::size_t{1} << count))
    throw InvalidArgument(concat("an ORACLE of ", oracle_->rows(), " rows does not act on ", count, " qubits"));
  check_distinct(row, controls_, targets_);
  if (operation_type_ != OpType::Gate || !cbits_.empty())
    throw InvalidArgument(concat("gate ", row.name, ": a gate has no classical bits and stays a gate"));
}

QGate::QGate(std::span<const Index> gate_targets, std::shared_ptr<const Matrix> matrix)
    : QGate(GateType::ORACLE, gate_targets) {
  const std::size_t k = targets_.size();
  const std::size_t size = k < 32 ? std::size_t{1} << k : 0;
  if (matrix->rows() != size || matrix->cols() != size)
    throw InvalidArgument(concat("Oracle: a matrix on ", k, " qubits is ", size, "x", size, ", got ", matrix->rows(),
                                 "x", matrix->cols()));
  for (const Complex value : matrix->values())
    if (!std::isfinite(value.real()) || !std::isfinite(value.imag()))
      throw InvalidArgument("Oracle: all numbers of the matrix must be finite");
  oracle_ = std::move(matrix);
}

QGate::QGate(Unchecked, GateType type, bool dagger, std::span<const Index> gate_controls,
             std::span<const Index> gate_targets, std::span<const double> parameters,
             std::shared_ptr<const Matrix> oracle)
    : type_(type), dagger_(dagger), parameters_(parameters), oracle_(std::move(oracle)) {
  targets_ = IndexList(gate_targets);
  controls_ = IndexList(gate_controls);
}

std::vector<Index> QGate::qubits() const {
  std::vector<Index> all = controls_.to_vector();
  all.insert(all.end(), targets_.begin(), targets_.end());
  return all;
}

QGate QGate::dagger() const {
  QGate result = *this;
  result.dagger_ = !dagger_;
  return result;
}

QGate QGate::control(const std::vector<Qubit>& qubits) const {
  QGate result = *this;
  for (const Qubit qubit : qubits) result.controls_.push_back(qubit.index());
  check_distinct(info(), result.controls_, result.targets_);
  return result;
}

void QGate::set_parameters(std::span<const double> parameters) {
  check_parameters(info(), parameters);
  parameters_ = ParameterList(parameters);
}

template <class Rename>
void QGate::rename(Rename&& new_number) {
  IndexList new_controls, new_targets;
  for (const Index qubit : controls_) new_controls.push_back(new_number(qubit));
  for (const Index qubit : targets_) new_targets.push_back(new_number(qubit));
  check_distinct(info(), new_controls, new_targets);
  controls_ = std::move(new_controls);
  targets_ = std::move(new_targets);
}

QGate& QGate::remap(const std::map<Index, Index>& map) {
  rename([&](Index qubit) {
    const auto entry = map.find(qubit);
    return entry == map.end() ? qubit : entry->second;
  });
  return *this;
}

QGate& QGate::remap(std::span<const Index> map) {
  rename([&](Index qubit) {
    if (qubit >= map.size())
      throw IndexOutOfRange(concat("remap: the list has ", map.size(), " entries, none for qubit ", qubit));
    return map[qubit];
  });
  return *this;
}

namespace {

std::vector<std::size_t> reversed_order(std::size_t count) {
  std::vector<std::size_t> order(count);
  for (std::size_t i = 0; i < count; ++i) order[i] = count - 1 - i;
  return order;
}

}  // namespace

Matrix little_endian_matrix(GateType type, std::span<const double> parameters, bool dagger, const Matrix* oracle) {
  const GateInfo& row = gate_info(type);
  if (type == GateType::ORACLE && oracle != nullptr) return dagger ? oracle->adjoint() : *oracle;
  if (row.matrix == nullptr) throw InvalidArgument(concat(row.name, " has no matrix"));
  const std::size_t size = std::size_t{1} << row.num_targets;
  Matrix matrix(size, size);
  row.matrix(parameters.data(), matrix.data());
  if (row.num_targets > 1) matrix = permute_operands(matrix, reversed_order(row.num_targets));
  return dagger ? matrix.adjoint() : matrix;
}

Matrix QGate::matrix() const {
  Matrix low_first = little_endian_matrix(type_, parameters_, dagger_, oracle_.get());
  if (targets_.size() == 1 || info().has(kFirstOperandLow)) return low_first;
  return permute_operands(low_first, reversed_order(targets_.size()));
}

Matrix QGate::expanded_matrix() const {
  const Matrix inner = little_endian_matrix(type_, parameters_, dagger_, oracle_.get());
  const std::size_t k = targets_.size(), total = qubits_num();
  if (total > 14)
    throw ResourceExhausted(concat("the matrix over ", total, " qubits would have 4^", total, " elements"));
  // Operands: targets lowest, controls above; the gate acts where all controls are 1.
  Matrix full = Matrix::identity(std::size_t{1} << total);
  const std::size_t block = (std::size_t{1} << total) - (std::size_t{1} << k);
  for (std::size_t row = 0; row < inner.rows(); ++row)
    for (std::size_t col = 0; col < inner.cols(); ++col) full(block + row, block + col) = inner(row, col);

  std::vector<Index> operands = targets_.to_vector();
  operands.insert(operands.end(), controls_.begin(), controls_.end());
  std::vector<std::size_t> order(total);
  std::iota(order.begin(), order.end(), std::size_t{0});
  std::sort(order.begin(), order.end(), [&](std::size_t a, std::size_t b) { return operands[a] < operands[b]; });
  return permute_operands(full, order);
}

namespace {

/// The representative of `angle` in (-period/2, period/2].
double reduced(double angle, double period) {
  const double remainder = std::remainder(angle, period);
  return remainder <= -period / 2 ? remainder + period : remainder;
}

QGate u4_gate(const Matrix& matrix, Index target) {
  const ZyzAngles angles = zyz_angles(matrix);
  const double parameters[] = {angles.alpha, angles.beta, angles.gamma, angles.delta};
  return QGate(GateType::U4, std::span(&target, 1), parameters);
}

}  // namespace

QGate QGate::power(double k) const {
  if (!std::isfinite(k)) throw InvalidArgument(concat("power: the exponent must be finite, got ", k));
  const double pi = std::numbers::pi;
  const double sign = dagger_ ? -1 : 1;
  const auto rotation = [&](double angle, double period) {
    const double scaled[] = {k * reduced(sign * angle, period)};
    return QGate(type_, targets_, scaled);
  };
  const auto result = [&]() -> QGate {
    switch (type_) {
      case GateType::RXX:
      case GateType::RYY:
      case GateType::RZZ:
      case GateType::RZX:
        return rotation(parameters_[0], 4 * pi);  // eigenphases are half the angle
      case GateType::CP:
        return rotation(parameters_[0], 2 * pi);
      case GateType::CZ: {
        const double angle[] = {k * pi};
        return QGate(GateType::CP, targets_, angle);
      }
      case GateType::MS: {
        const double angle[] = {sign * k * pi / 2};
        return QGate(GateType::RXX, targets_, angle);
      }
      case GateType::CNOT:
      case GateType::CU: {  // the block where the first operand is 1, under that operand as control
        const GateType block = type_ == GateType::CNOT ? GateType::X : GateType::U4;
        const Matrix power = unitary_power(little_endian_matrix(block, parameters_, dagger_), k);
        const ZyzAngles angles = zyz_angles(power);
        const double parameters[] = {angles.alpha, angles.beta, angles.gamma, angles.delta};
        return QGate(GateType::CU, targets_, parameters);
      }
      default: {
        const Matrix power = unitary_power(little_endian_matrix(type_, parameters_, dagger_, oracle_.get()), k);
        if (targets_.size() == 1) return u4_gate(power, targets_[0]);
        return QGate(targets_, std::make_shared<const Matrix>(power));
      }
    }
  }();
  QGate controlled = result;
  controlled.controls_ = controls_;
  return controlled;
}

MeasureNode::MeasureNode(Qubit qubit, CBit cbit) {
  operation_type_ = OpType::Measure;
  targets_.push_back(qubit.index());
  cbits_.push_back(cbit.index());
}

void MeasureNode::check() const {
  if (operation_type_ != OpType::Measure || targets_.size() != 1 || cbits_.size() != 1 || !controls_.empty())
    throw InvalidArgument(concat("a measurement has one qubit, one bit and no controls, and stays one; got qubits ",
                                 list_text(targets_), ", bits ", list_text(cbits_), ", controls ",
                                 list_text(controls_)));
}

bool operator==(const Operation& a, const Operation& b) {
  return typeid(a) == typeid(b) && a.operation_type() == b.operation_type() && a.targets() == b.targets() &&
         a.controls() == b.controls() && a.cbits() == b.cbits();
}

bool operator==(const QGate& a, const QGate& b) {
  const std::span<const double> params_a = a.parameters(), params_b = b.parameters();
  const auto &oracle_a = a.oracle_matrix(), &oracle_b = b.oracle_matrix();
  return a.gate_type() == b.gate_type() && a.is_dagger() == b.is_dagger() && a.targets() == b.targets() &&
         a.controls() == b.controls() &&
         std::equal(params_a.begin(), params_a.end(), params_b.begin(), params_b.end()) &&
         (oracle_a == oracle_b || (oracle_a && oracle_b && *oracle_a == *oracle_b));
}

}  // namespace qpanda3
