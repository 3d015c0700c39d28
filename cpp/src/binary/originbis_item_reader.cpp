#include "binary/originbis_item_reader.hpp"

#include <algorithm>
#include <array>
#include <cmath>
#include <limits>
#include <optional>

#include "binary/originbis_fields.hpp"
#include "qpanda3/base/concat.hpp"
#include "qpanda3/base/error.hpp"
#include "qpanda3/base/interrupt.hpp"
#include "qpanda3/circuit/circuit.hpp"

namespace qpanda3::bis {
namespace {

using wire::Field;
using wire::Reader;

/// Gates between two looks at the interrupt check.
constexpr std::size_t kGatesPerPoll = 4096;

/// A stored operation counts its operands in 16 bits.
constexpr std::size_t kMaxOperands = std::numeric_limits<std::uint16_t>::max();

/// The rows of the gate table by their number, which is the code of the format.
const GateInfo* gate_of_code(std::uint64_t code) {
  static const std::array<const GateInfo*, 256> rows = [] {
    std::array<const GateInfo*, 256> table{};
    for (const GateInfo& info : gate_table()) table[static_cast<std::size_t>(info.type)] = &info;
    return table;
  }();
  return code < rows.size() ? rows[code] : nullptr;
}

/// `make()`, with what it finds wrong reported as a fault of the data.
template <class Make>
auto from_data(const Reader& reader, std::size_t offset, Make&& make) {
  try {
    return make();
  } catch (const InvalidArgument& error) {
    reader.fail_at(offset, error.what());
  }
}

/// The first entry that stands twice in the lists together, found by sorting them into `sorted`.
std::optional<Index> repeated(std::span<const Index> first, std::span<const Index> second, std::vector<Index>& sorted) {
  if (first.size() + second.size() == 1) return std::nullopt;
  if (first.size() + second.size() == 2) {
    const Index a = first.empty() ? second[0] : first[0];
    const Index b = second.empty() ? first[1] : second.back();
    return a == b ? std::optional(a) : std::nullopt;
  }
  sorted.assign(first.begin(), first.end());
  sorted.insert(sorted.end(), second.begin(), second.end());
  std::sort(sorted.begin(), sorted.end());
  const auto twice = std::adjacent_find(sorted.begin(), sorted.end());
  return twice == sorted.end() ? std::nullopt : std::optional(*twice);
}

}  // namespace

void TableBudget::spend(const Block& block) {
  spent_ += block.qubit_bound() / 8;
  if (spent_ > kBytes)
    throw ResourceExhausted(
        concat("OriginBIS: the circuits and programs inside use qubits so high that keeping track of "
               "them takes more than ",
               kBytes, " bytes"));
}

void ItemReader::check_gate(const Reader& gate, std::size_t offset, const GateInfo& info) {
  const std::size_t count = targets_.size();
  if (info.takes_list() ? count == 0 : count != info.num_targets)
    gate.fail_at(offset, concat(info.name, " takes ", info.takes_list() ? "at least 1" : concat(int{info.num_targets}),
                                " qubits, got ", count));
  if (count + controls_.size() > kMaxOperands)
    gate.fail_at(offset,
                 concat(info.name, " has ", count + controls_.size(), " qubits; expected at most ", kMaxOperands));
  if (params_.size() != info.num_params)
    gate.fail_at(offset, concat(info.name, " takes ", int{info.num_params}, " parameters, got ", params_.size()));
  for (const double value : params_)
    if (!std::isfinite(value)) gate.fail_at(offset, concat(info.name, ": parameters must be finite, got ", value));
  if (const auto twice = repeated(controls_, targets_, sorted_))
    gate.fail_at(offset, concat(info.name, ": qubit ", *twice, " is used twice"));
}

void ItemReader::read_gate(Reader gate, Block& block) {
  const std::size_t offset = gate.offset();
  targets_.clear();
  controls_.clear();
  params_.clear();
  std::uint64_t code = 0;
  bool dagger = false;
  std::optional<Field> matrix;
  for (Field field; gate.next(field);) {
    switch (field.number) {
      case gate_field::kCode:
        code = gate.number(field);
        break;
      case gate_field::kTargets:
        gate.indices(field, targets_);
        break;
      case gate_field::kControls:
        gate.indices(field, controls_);
        break;
      case gate_field::kParameters:
        gate.doubles(field, params_);
        break;
      case gate_field::kDagger:
        dagger = gate.flag(field);
        break;
      case gate_field::kMatrix:
        matrix = field;
        break;
      default:
        break;
    }
  }
  if (++gates_read_ % kGatesPerPoll == 0) InterruptScope::poll();
  const GateInfo* const info = gate_of_code(code);
  if (info == nullptr) gate.fail_at(offset, concat("there is no gate of code ", code));
  check_gate(gate, offset, *info);
  if (matrix.has_value() != (info->type == GateType::ORACLE))
    gate.fail_at(offset, concat(info->name, matrix ? " has a matrix" : " has no matrix"));
  if (matrix)
    append_oracle(gate, offset, *matrix, dagger, block);
  else
    block.append_gate(info->type, dagger, controls_, targets_, params_);
}

Matrix ItemReader::read_matrix(Reader matrix) {
  const std::size_t offset = matrix.offset();
  std::uint64_t rows = 0, columns = 0;
  std::vector<double> numbers;
  for (Field field; matrix.next(field);) {
    if (field.number == matrix_field::kNumbers)
      matrix.doubles(field, numbers);
    else if (field.number == matrix_field::kRows)
      rows = matrix.number(field, kMaxIndex, "number of rows");
    else if (field.number == matrix_field::kColumns)
      columns = matrix.number(field, kMaxIndex, "number of columns");
  }
  if (rows * columns * 2 != numbers.size())
    matrix.fail_at(offset, concat(rows, " rows and ", columns, " columns take ", rows * columns * 2, " numbers, got ",
                                  numbers.size()));
  Matrix result(rows, columns);
  std::size_t at = 0;
  for (std::size_t col = 0; col < columns; ++col)
    for (std::size_t row = 0; row < rows; ++row, at += 2) result(row, col) = {numbers[at], numbers[at + 1]};
  return result;
}

void ItemReader::append_oracle(const Reader& gate, std::size_t offset, const Field& matrix, bool dagger, Block& block) {
  auto shared = std::make_shared<const Matrix>(read_matrix(gate.inside(matrix, "matrix")));
  from_data(gate, offset, [&] { return QGate(targets_, shared); });
  block.append_gate(GateType::ORACLE, dagger, controls_, targets_, {}, shared);
}

void ItemReader::read_measure(Reader measure, Block& block) {
  const std::size_t offset = measure.offset();
  std::uint64_t qubit = 0, cbit = 0;
  params_.clear();
  for (Field field; measure.next(field);) {
    if (field.number == measure_field::kQubit) {
      qubit = measure.number(field, kMaxIndex, "qubit");
    } else if (field.number == measure_field::kCbit) {
      cbit = measure.number(field, kMaxIndex, "cbit");
    } else if (field.number == measure_field::kProjector) {
      Reader vector = measure.inside(field, "projector");
      for (Field numbers; vector.next(numbers);)
        if (numbers.number == vector_field::kNumbers) vector.doubles(numbers, params_);
    }
  }
  constexpr double kBasis[] = {1.0, 0.0, 0.0, 1.0};
  if (!params_.empty() && !std::equal(params_.begin(), params_.end(), std::begin(kBasis), std::end(kBasis)))
    measure.fail_at(offset, concat("a measurement projects onto 0 and 1, this one onto ", list_text(params_)));
  block.append_measure(static_cast<Index>(qubit), static_cast<Index>(cbit));
}

void ItemReader::read_karus(Reader karus, Block& block) {
  const std::size_t offset = karus.offset();
  targets_.clear();
  KarusMatrices matrices;
  for (Field field; karus.next(field);) {
    if (field.number == karus_field::kQubits) {
      karus.indices(field, targets_);
    } else if (field.number == karus_field::kMatrix) {
      std::vector<Complex>& matrix = matrices.emplace_back();
      Reader numbers = karus.inside(field, "matrix");
      for (Field entry; numbers.next(entry);) {
        if (entry.number != karus_matrix_field::kNumber) continue;
        double parts[2] = {0.0, 0.0};
        Reader number = numbers.inside(entry, "complex number");
        for (Field part; number.next(part);) {
          if (part.number != complex_field::kReal && part.number != complex_field::kImaginary) continue;
          params_.clear();
          number.doubles(part, params_);
          if (params_.size() != 1) number.fail(part, concat("expected one number, got ", params_.size()));
          parts[part.number - complex_field::kReal] = params_[0];
        }
        matrix.emplace_back(parts[0], parts[1]);
      }
    }
  }
  block.append(from_data(karus, offset, [&] { return Karus(targets_, std::move(matrices)); }));
}

void ItemReader::Marks::read(Reader mark, bool is_control) {
  Mark& result = marks.emplace_back();
  result.offset = mark.offset();
  for (Field field; mark.next(field);) {
    if (field.number == mark_field::kGates)
      result.gates = mark.number(field);
    else if (is_control && field.number == mark_field::kControls)
      mark.indices(field, result.controls);
    else if (!is_control && field.number == mark_field::kDagger)
      result.dagger = mark.flag(field);
  }
}

void ItemReader::read_circuit(Reader circuit, Block& block) {
  auto inner = std::make_shared<Block>();
  Marks marks;
  Index fixed_size = 0;
  for (Field field; circuit.next(field);) {
    switch (field.number) {
      case circuit_field::kDaggerMark:
        marks.read(circuit.inside(field, "dagger mark"), false);
        break;
      case circuit_field::kControlMark:
        marks.read(circuit.inside(field, "control mark"), true);
        break;
      case circuit_field::kRegister:
        fixed_size = read_register(circuit.inside(field, "register"));
        break;
      case circuit_field::kGate:
        read_gate(circuit.inside(field, "gate"), *inner);
        break;
      default:
        break;
    }
  }
  append_circuit(circuit, marks, std::move(inner), fixed_size, block);
}

void ItemReader::append_circuit(const Reader& circuit, const Marks& marks, std::shared_ptr<Block> inner,
                                Index fixed_size, Block& block) {
  bool dagger = false;
  controls_.clear();
  // Marks stand outermost first, a stored circuit lists its innermost controls first.
  for (std::size_t i = marks.marks.size(); i-- > 0;) {
    const Marks::Mark& mark = marks.marks[i];
    if (mark.gates != inner->size())
      circuit.fail_at(mark.offset, concat("a mark is for ", mark.gates, " of the ", inner->size(),
                                          " gates of its circuit, and the format does not say for which; write the "
                                          "circuit without circuits inside it"));
    dagger ^= mark.dagger;
    controls_.insert(controls_.end(), mark.controls.begin(), mark.controls.end());
  }
  const auto fail = [&](const std::string& why) {
    circuit.fail_at(marks.marks.empty() ? circuit.offset() : marks.marks[0].offset, why);
  };
  if (controls_.size() > kMaxOperands)
    fail(concat("a circuit has ", controls_.size(), " control qubits; expected at most ", kMaxOperands));
  if (const auto twice = controls_.size() < 2 ? std::nullopt : repeated(controls_, {}, sorted_))
    fail(concat("control qubit ", *twice, " is listed twice"));
  for (const Index control : controls_)
    if (inner->uses(control)) fail(concat("control qubit ", control, " is used in the circuit"));
  budget_.spend(*inner);
  // Of a controlled circuit the register tells the qubits in use, not the size it was made with.
  const QCircuit named(controls_.empty() ? fixed_size : 0);
  largest_circuit_ = std::max(largest_circuit_, named.tag().fixed_size);
  block.append_block(std::move(inner), dagger, controls_, &named.tag());
}

Index read_register(Reader reg) {
  std::uint64_t size = 0;
  bool is_derived = false;
  std::vector<Index> qubits;
  for (Field field; reg.next(field);) {
    if (field.number == register_field::kSize)
      size = reg.number(field, std::uint64_t{kMaxIndex} + 1, "register size");
    else if (field.number == register_field::kQubits)
      reg.indices(field, qubits);
    else if (field.number == register_field::kDerived)
      is_derived = reg.flag(field);
  }
  if (is_derived) return 0;
  // Some writers leave out the size of a circuit that has circuits inside, and list its qubits all the same.
  if (size == 0 && !qubits.empty()) return *std::max_element(qubits.begin(), qubits.end()) + 1;
  return static_cast<Index>(size);
}

ArmCondition read_condition(Reader reader) {
  const std::size_t offset = reader.offset();
  std::vector<Index> ones, bits;
  std::uint64_t value = 0;
  ArmCondition result;
  for (Field field; reader.next(field);) {
    if (field.number == condition_field::kOnes)
      reader.indices(field, ones);
    else if (field.number == condition_field::kBits)
      reader.indices(field, bits);
    else if (field.number == condition_field::kValue)
      value = reader.number(field);
    else if (field.number == condition_field::kElse)
      result.is_else = reader.flag(field);
  }
  if (ones.size() > kMaxOperands || bits.size() > kMaxOperands)
    reader.fail_at(offset, concat("a condition on more than ", kMaxOperands, " bits"));
  if (!ones.empty() && !bits.empty())
    reader.fail_at(offset, "a condition is either a list of bits or a number that bits form, this one is both");
  if (result.is_else && !(ones.empty() && bits.empty())) reader.fail_at(offset, "an else arm has no condition");
  if (bits.empty() && value != 0) reader.fail_at(offset, concat("no bits can form the number ", value));
  result.condition = bits.empty() ? Condition::all_ones(std::move(ones))
                                  : from_data(reader, offset, [&] { return Condition::equal_to(bits, value); });
  return result;
}

std::uint64_t read_reference(Reader reference) {
  std::uint64_t node = 0;
  for (Field field; reference.next(field);)
    if (field.number == reference_field::kNode) node = reference.number(field);
  return node;
}

}  // namespace qpanda3::bis
