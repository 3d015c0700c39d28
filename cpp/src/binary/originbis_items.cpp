#include "binary/originbis_items.hpp"

#include <algorithm>

#include "binary/originbis_fields.hpp"
#include "binary/originbis_hash.hpp"
#include "binary/wire.hpp"
#include "qpanda3/base/concat.hpp"
#include "qpanda3/base/error.hpp"
#include "qpanda3/base/interrupt.hpp"

namespace qpanda3::bis {
namespace {

using wire::put_bytes;
using wire::put_double;
using wire::put_number;
using wire::put_number_unless_zero;
using wire::put_tag;
using wire::put_varint;
using wire::Shape;

/// Column by column, which is how the format keeps matrices.
void put_matrix(std::string& out, const Matrix& matrix) {
  const std::size_t numbers = matrix.rows() * matrix.cols();
  std::string content;
  content.reserve(16 * numbers + 32);
  put_tag(content, matrix_field::kNumbers, Shape::bytes);
  put_varint(content, 16 * numbers);
  for (std::size_t col = 0; col < matrix.cols(); ++col)
    for (std::size_t row = 0; row < matrix.rows(); ++row) {
      put_double(content, matrix(row, col).real());
      put_double(content, matrix(row, col).imag());
    }
  put_number(content, matrix_field::kRows, matrix.rows());
  put_number(content, matrix_field::kColumns, matrix.cols());
  put_bytes(out, gate_field::kMatrix, content);
}

/// What stands in every measurement: the projectors onto 0 and 1.
std::string basis_projectors() {
  std::string out;
  for (const auto& vector : {std::pair{1.0, 0.0}, std::pair{0.0, 1.0}}) {
    std::string numbers;
    put_double(numbers, vector.first);
    put_double(numbers, vector.second);
    std::string content;
    put_bytes(content, vector_field::kNumbers, numbers);
    put_bytes(out, measure_field::kProjector, content);
  }
  return out;
}

/// proto3 leaves out numbers whose bits are all 0, so that -0.0 is kept.
void put_double_unless_zero(std::string& out, std::uint32_t field, double value) {
  std::string bytes;
  put_double(bytes, value);
  if (bytes == std::string(8, '\0')) return;
  put_tag(out, field, Shape::fixed64);
  out += bytes;
}

std::string mark(std::size_t gates) {
  std::string out;
  put_number_unless_zero(out, mark_field::kGates, gates);
  return out;
}

}  // namespace

void check_size(const std::string& message) {
  if (message.size() > kMaxMessage)
    throw ResourceExhausted(concat("OriginBIS: the program takes more than ", kMaxMessage,
                                   " bytes, which is the most that a message may have"));
}

void ItemWriter::put_item(std::string& out, std::uint32_t field, const std::string& content) {
  put_tag(out, node_field::kItem, Shape::bytes);
  put_varint(out, 1 + wire::varint_size(content.size()) + content.size());
  put_bytes(out, field, content);
}

void ItemWriter::put_indices(std::string& out, std::uint32_t field, std::span<const Index> indices) {
  if (indices.empty()) return;
  packed_.clear();
  for (const Index index : indices) put_varint(packed_, index);
  put_bytes(out, field, packed_);
}

void ItemWriter::fill_gate(GateType type, bool dagger, std::span<const Index> controls, std::span<const Index> targets,
                           std::span<const double> params, const Matrix* matrix) {
  gate_.clear();
  put_number(gate_, gate_field::kCode, static_cast<std::uint64_t>(type));
  put_indices(gate_, gate_field::kTargets, targets);
  put_indices(gate_, gate_field::kControls, controls);
  if (!params.empty()) {
    put_tag(gate_, gate_field::kParameters, Shape::bytes);
    put_varint(gate_, 8 * params.size());
    for (const double value : params) put_double(gate_, value);
  }
  put_number_unless_zero(gate_, gate_field::kDagger, dagger ? 1 : 0);
  if (matrix != nullptr) put_matrix(gate_, *matrix);
}

void ItemWriter::put_gate(std::string& out, GateType type, bool dagger, std::span<const Index> controls,
                          std::span<const Index> targets, std::span<const double> params, const Matrix* matrix) {
  fill_gate(type, dagger, controls, targets, params, matrix);
  put_item(out, item_field::kGate, gate_);
}

void ItemWriter::put_measure(std::string& out, Index qubit, Index cbit) {
  static const std::string projectors = basis_projectors();
  std::string content;
  put_number_unless_zero(content, measure_field::kQubit, qubit);
  put_number_unless_zero(content, measure_field::kCbit, cbit);
  content += projectors;
  put_item(out, item_field::kMeasure, content);
}

void ItemWriter::put_karus(std::string& out, const Karus& karus) {
  std::string content;
  put_indices(content, karus_field::kQubits, karus.qubits());
  for (const std::vector<Complex>& matrix : karus.karus_matrices()) {
    std::string numbers;
    for (const Complex value : matrix) {
      std::string number;
      put_double_unless_zero(number, complex_field::kReal, value.real());
      put_double_unless_zero(number, complex_field::kImaginary, value.imag());
      put_bytes(numbers, karus_matrix_field::kNumber, number);
    }
    put_bytes(content, karus_field::kMatrix, numbers);
  }
  put_item(out, item_field::kKarus, content);
}

void ItemWriter::put_reference(std::string& out, std::uint64_t node) {
  std::string content;
  put_number(content, reference_field::kNode, node);
  put_item(out, item_field::kReference, content);
}

void ItemWriter::note_use(std::span<const Index> qubits) {
  for (const Index qubit : qubits) {
    if (qubit >= seen_.size()) seen_.resize(qubit + std::size_t{1});
    if (seen_[qubit] == circuit_number_) continue;
    seen_[qubit] = circuit_number_;
    use_.push_back(qubit);
  }
}

std::string ItemWriter::next_register_name() { return std::string(kRegisterName) + std::to_string(register_number_++); }

void ItemWriter::put_derived_register(std::string& out) {
  std::string content;
  put_bytes(content, register_field::kName, next_register_name());
  if (!use_.empty()) {
    put_number(content, register_field::kSize, *std::max_element(use_.begin(), use_.end()) + std::uint64_t{1});
    put_indices(content, register_field::kQubits, use_);
  }
  put_number(content, register_field::kDerived, 1);
  put_bytes(out, circuit_field::kRegister, content);
}

void ItemWriter::put_circuit(std::string& out, const Block& circuit, bool dagger, std::span<const Index> controls,
                             Index fixed_size) {
  const bool controlled = !controls.empty();
  ++circuit_number_;
  use_.clear();
  if (controlled)
    for (Index qubit = 0; qubit < fixed_size; ++qubit) note_use({&qubit, 1});
  gates_.clear();
  std::size_t count = 0;
  OperationCursor cursor(circuit);
  for (Step step; cursor.next(step); ++count) {
    if (controlled) {
      note_use(step.controls);
      note_use(step.targets);
    }
    fill_gate(step.gate(), step.dagger, step.controls, step.targets, step.params(), step.oracle());
    put_bytes(gates_, circuit_field::kGate, gate_);
    check_size(gates_);
  }
  circuit_.clear();
  // A mark says how many gates it is for: all, as circuits inside are resolved.
  if (dagger && count != 0) {
    std::string content = mark(count);
    put_number(content, mark_field::kDagger, 1);
    put_bytes(circuit_, circuit_field::kDaggerMark, content);
  }
  if (controlled) {
    put_derived_register(circuit_);
    std::string content = mark(count);
    put_indices(content, mark_field::kControls, controls);
    put_bytes(circuit_, circuit_field::kControlMark, content);
  } else {
    put_register(circuit_, circuit_field::kRegister, fixed_size);
  }
  circuit_ += gates_;
  if (dagger) put_number_unless_zero(circuit_, circuit_field::kLastDaggered, count);
  put_item(out, item_field::kCircuit, circuit_);
}

void ItemWriter::put_register(std::string& out, std::uint32_t field, Index fixed_size) {
  std::string content;
  put_bytes(content, register_field::kName, next_register_name());
  if (fixed_size != 0) {
    put_number(content, register_field::kSize, fixed_size);
    std::string qubits;
    for (Index qubit = 0; qubit < fixed_size; ++qubit) put_varint(qubits, qubit);
    put_bytes(content, register_field::kQubits, qubits);
  }
  put_bytes(out, field, content);
}

void put_condition(std::string& out, const Condition& condition) {
  std::vector<Index> bits = condition.ones;
  std::uint64_t value = 0;
  const bool has_zeros = !condition.zeros.empty();
  if (has_zeros) {
    bits.insert(bits.end(), condition.zeros.begin(), condition.zeros.end());
    std::sort(bits.begin(), bits.end());
    for (const Index one : condition.ones) {
      const auto at = std::lower_bound(bits.begin(), bits.end(), one) - bits.begin();
      if (at >= 64)
        throw Unsupported(
            concat("OriginBIS: where a condition asks for zeros, bits that have to be 1 are among its first 64; bit ",
                   one, " is number ", at + 1, " of ", list_text(bits)));
      value |= std::uint64_t{1} << at;
    }
  }
  std::string packed;
  for (const Index bit : bits) put_varint(packed, bit);
  if (!has_zeros && !bits.empty()) put_bytes(out, condition_field::kOnes, packed);
  put_number(out, condition_field::kHash, has_zeros ? hash_of_value(bits, value) : hash_of_ones(bits));
  if (has_zeros) {
    put_bytes(out, condition_field::kBits, packed);
    put_number_unless_zero(out, condition_field::kValue, value);
  }
}

void put_else(std::string& out) {
  put_number(out, condition_field::kHash, hash_of_ones({}));
  put_number(out, condition_field::kElse, 1);
}

}  // namespace qpanda3::bis
