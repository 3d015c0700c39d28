// Writes archives. Blocks and matrices that are shared are written once.

#include <bit>
#include <unordered_map>

#include "binary/archive_format.hpp"
#include "binary/wire.hpp"
#include "qpanda3/base/interrupt.hpp"
#include "qpanda3/binary/archive.hpp"

namespace qpanda3 {
namespace {

using archive::ValueKind;
using wire::put_varint;

void put_byte(std::string& out, std::uint8_t byte) { out.push_back(static_cast<char>(byte)); }

void put_list(std::string& out, std::span<const Index> list) {
  put_varint(out, list.size());
  for (const Index index : list) put_varint(out, index);
}

void put_values(std::string& out, std::span<const Complex> values) {
  for (const Complex value : values) {
    wire::put_double(out, value.real());
    wire::put_double(out, value.imag());
  }
}

void put_tag(std::string& out, const CircuitTag& tag) {
  put_varint(out, tag.fixed_size);
  put_varint(out, tag.name ? tag.name->size() + 1 : 0);
  if (tag.name)
    out += *tag.name;
  else
    put_varint(out, tag.number);
}

/// The logarithm of the number of rows of a square matrix given as a list.
unsigned qubits_of(std::size_t numbers) { return static_cast<unsigned>(std::countr_zero(numbers)) / 2; }

class Writer {
 public:
  std::string write(ValueKind kind, std::string_view head, const Block& root) {
    add_block(root);
    std::string out(archive::kMagic);
    put_byte(out, archive::kVersion);
    put_byte(out, static_cast<std::uint8_t>(kind));
    out += head;
    for (const Table* table : {&matrices_, &karus_, &blocks_}) {
      put_varint(out, table->numbers.size());
      out += table->text;
    }
    const std::uint64_t sum = archive::checksum(out);
    for (std::size_t i = 0; i < archive::kChecksumSize; ++i) put_byte(out, static_cast<std::uint8_t>(sum >> (8 * i)));
    return out;
  }

 private:
  struct Table {
    std::unordered_map<const void*, std::uint64_t> numbers;
    std::string text;
  };

  /// Calls `write(text)` for what is not in the table yet; returns its number.
  template <class Write>
  static std::uint64_t entry(Table& table, const void* what, Write&& write) {
    const auto [known, is_new] = table.numbers.try_emplace(what, table.numbers.size());
    if (is_new) write(table.text);
    return known->second;
  }

  std::uint64_t add_matrix(const Matrix& matrix) {
    return entry(matrices_, &matrix, [&](std::string& out) {
      put_varint(out, qubits_of(matrix.values().size()));
      put_values(out, matrix.values());
    });
  }

  std::uint64_t add_karus(const KarusMatrices& matrices) {
    return entry(karus_, &matrices, [&](std::string& out) {
      put_varint(out, qubits_of(matrices[0].size()));
      put_varint(out, matrices.size());
      for (const std::vector<Complex>& matrix : matrices) put_values(out, matrix);
    });
  }

  /// Inner blocks first. Calls itself for them, at most Block::kMaxNesting deep.
  std::uint64_t add_block(const Block& block) {
    if (const auto known = blocks_.numbers.find(&block); known != blocks_.numbers.end()) return known->second;
    InterruptScope::poll();
    std::string text;
    put_varint(text, block.size());
    for (const StoredOp& op : block.ops()) add_operation(block, op, text);
    blocks_.text += text;
    return blocks_.numbers.emplace(&block, blocks_.numbers.size()).first->second;
  }

  void add_operation(const Block& block, const StoredOp& op, std::string& out) {
    put_byte(out, static_cast<std::uint8_t>(op.kind));
    put_byte(out, op.flags);
    switch (op.kind) {
      case OpKind::gate:
        put_byte(out, static_cast<std::uint8_t>(op.gate));
        put_list(out, block.controls(op));
        put_list(out, block.targets(op));
        for (const double value : block.params(op)) wire::put_double(out, value);
        if (op.gate == GateType::ORACLE) put_varint(out, add_matrix(*block.matrix(op)));
        break;
      case OpKind::measure:
        put_varint(out, block.targets(op)[0]);
        put_varint(out, op.payload);
        break;
      case OpKind::karus:
        put_list(out, block.targets(op));
        put_varint(out, add_karus(*block.karus_matrices(op)));
        break;
      case OpKind::block:
        put_list(out, block.controls(op));
        put_varint(out, add_block(*block.inner(op)));
        if (const CircuitTag* tag = block.tag(op)) put_tag(out, *tag);
        break;
      case OpKind::branch:
      case OpKind::loop:
        put_list(out, block.controls(op));
        put_list(out, block.targets(op));
        put_varint(out, add_block(*block.inner(op)));
        if (op.has(StoredOp::kHasElse)) put_varint(out, add_block(*block.else_block(op)));
        break;
    }
  }

  Table matrices_, karus_, blocks_;
};

template <class Item>
std::string archive_of_item(ValueKind kind, const Item& item) {
  Block block;
  block.append(item);
  return Writer().write(kind, "", block);
}

}  // namespace

std::string to_archive(const QProg& prog) {
  std::string head;
  put_varint(head, prog.fixed_size());
  put_varint(head, prog.number());
  return Writer().write(ValueKind::prog, head, prog.block());
}

std::string to_archive(const QCircuit& circuit) {
  std::string head;
  put_byte(head, circuit.is_dagger() ? 1 : 0);
  put_list(head, circuit.controls());
  put_tag(head, circuit.tag());
  return Writer().write(ValueKind::circuit, head, circuit.block());
}

std::string to_archive(const QGate& gate) { return archive_of_item(ValueKind::gate, gate); }
std::string to_archive(const Karus& karus) { return archive_of_item(ValueKind::karus, karus); }

std::string to_archive(const MeasureNode& measure) {
  Block block;
  block.append_measure(measure.qubit(), measure.cbit());
  return Writer().write(ValueKind::measure, "", block);
}

}  // namespace qpanda3
