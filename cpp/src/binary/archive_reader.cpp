// Reads archives. Every number is checked before it is used, since the bytes may come from anywhere.

#include <algorithm>
#include <bit>
#include <cmath>

#include "binary/archive_format.hpp"
#include "binary/wire.hpp"
#include "qpanda3/base/concat.hpp"
#include "qpanda3/base/error.hpp"
#include "qpanda3/base/interrupt.hpp"
#include "qpanda3/binary/archive.hpp"

namespace qpanda3 {
namespace {

using archive::ValueKind;

/// Takes bytes from the front of an archive.
class Input {
 public:
  explicit Input(std::string_view bytes) : all_(bytes), rest_(bytes) {}

  [[noreturn]] void fail(const std::string& why) const {
    throw ParseError(concat("archive: ", why), ByteOffset{all_.size() - rest_.size()});
  }
  std::size_t left() const noexcept { return rest_.size(); }
  std::size_t size() const noexcept { return all_.size(); }

  std::string_view take(std::uint64_t count) {
    if (count > rest_.size()) fail(concat(count, " more bytes expected, ", rest_.size(), " are left"));
    const std::string_view taken = rest_.substr(0, static_cast<std::size_t>(count));
    rest_.remove_prefix(taken.size());
    return taken;
  }
  std::uint8_t byte() { return static_cast<std::uint8_t>(take(1)[0]); }
  std::uint64_t varint() { return wire::take_varint(all_, rest_); }
  /// A number that is at most `limit`.
  std::uint64_t varint(std::uint64_t limit, const char* what) {
    const std::uint64_t value = varint();
    if (value > limit) fail(concat(what, ": expected at most ", limit, ", got ", value));
    return value;
  }
  /// How many entries follow, each of at least `bytes_each`.
  std::size_t count(std::size_t bytes_each, const char* what) {
    return static_cast<std::size_t>(varint(left() / bytes_each, what));
  }
  std::uint64_t fixed64() {
    const std::string_view bytes = take(8);
    std::uint64_t value = 0;
    for (std::size_t i = 0; i < 8; ++i) value |= std::uint64_t{static_cast<unsigned char>(bytes[i])} << (8 * i);
    return value;
  }
  double number() {
    const double value = std::bit_cast<double>(fixed64());
    if (!std::isfinite(value)) fail("a number is not finite");
    return value;
  }
  Index index() { return static_cast<Index>(varint(kMaxIndex, "qubit or bit")); }
  std::vector<Index> list() {
    std::vector<Index> indices(static_cast<std::size_t>(varint(std::min(left(), kMaxListed), "entries of a list")));
    for (Index& entry : indices) entry = index();
    return indices;
  }

 private:
  static constexpr std::size_t kMaxListed = 65535;

  std::string_view all_;
  std::string_view rest_;
};

class Reader {
 public:
  Reader(std::string_view bytes, ValueKind kind) : in_(checked(bytes)) {
    in_.take(archive::kMagic.size() + 1);
    if (in_.byte() != static_cast<std::uint8_t>(kind)) in_.fail("it holds a value of another class");
  }

  Input& input() { return in_; }

  /// The tables; the last block is the value.
  std::shared_ptr<Block> read_root() {
    for (std::size_t count = in_.count(1, "matrices"); count > 0; --count) read_matrix();
    for (std::size_t count = in_.count(1, "sets of Kraus matrices"); count > 0; --count) read_karus();
    const std::size_t count = in_.count(1, "blocks");
    if (count == 0) in_.fail("no block");
    std::shared_ptr<Block> last;
    for (std::size_t i = 0; i < count; ++i) {
      last = read_block();
      blocks_.push_back(last);
    }
    if (in_.left() != 0) in_.fail(concat(in_.left(), " bytes too many"));
    return last;
  }

  /// The only operation of an archive of one item.
  Block read_item(OpKind kind) {
    Block block = *read_root();
    if (block.size() != 1 || block.ops()[0].kind != kind) in_.fail("expected one operation");
    return block;
  }

  CircuitTag read_tag() {
    CircuitTag tag;
    tag.fixed_size = static_cast<Index>(in_.varint(kMaxIndex + 1, "number of qubits"));
    const std::uint64_t length = in_.varint();
    if (length == 0)
      tag.number = in_.varint();
    else
      tag.name = std::make_shared<const std::string>(in_.take(length - 1));
    return tag;
  }

  /// A circuit holds gates and circuits; a control is none of its qubits.
  void check_circuit(const Block& block, std::span<const Index> controls) {
    if (block.has_measure() || block.has_control_flow() || block.has_karus())
      in_.fail("a circuit holds something that is no gate");
    for (const Index qubit : controls)
      if (block.uses(qubit)) in_.fail(concat("qubit ", qubit, " is a control of a circuit that uses it"));
  }

  void check_distinct(std::vector<Index> list) {
    std::sort(list.begin(), list.end());
    const auto twice = std::adjacent_find(list.begin(), list.end());
    if (twice != list.end()) in_.fail(concat("qubit ", *twice, " is listed twice"));
  }

 private:
  /// The archive without its checksum.
  static std::string_view checked(std::string_view bytes) {
    Input input(bytes);
    if (input.take(std::min(archive::kMagic.size(), bytes.size())) != archive::kMagic)
      throw ParseError("archive: these bytes are none", ByteOffset{0});
    if (const std::uint8_t version = input.byte(); version != archive::kVersion)
      input.fail(
          concat("version ", int{version}, " is not known; this release reads version ", int{archive::kVersion}));
    if (input.left() <= archive::kChecksumSize) input.fail("it is cut off");
    const std::string_view body = bytes.substr(0, bytes.size() - archive::kChecksumSize);
    Input tail(bytes.substr(body.size()));
    if (tail.fixed64() != archive::checksum(body)) input.fail("it is damaged or cut off: the checksum is wrong");
    return body;
  }

  std::vector<Complex> read_values(std::size_t count) {
    std::vector<Complex> values(count);
    for (Complex& value : values) {
      const double real = in_.number();
      value = {real, in_.number()};
    }
    return values;
  }

  /// 4^k for a matrix on k qubits, all of whose numbers are there.
  std::size_t read_matrix_size() {
    const std::uint64_t qubits = in_.varint(31, "qubits of a matrix");
    const std::uint64_t numbers = std::uint64_t{1} << (2 * qubits);
    if (numbers > in_.left() / sizeof(Complex)) in_.fail("it ends within a matrix");
    return static_cast<std::size_t>(numbers);
  }

  void read_matrix() {
    const std::size_t numbers = read_matrix_size();
    const std::size_t rows = std::size_t{1} << (std::countr_zero(numbers) / 2);
    matrices_.push_back(std::make_shared<const Matrix>(rows, rows, read_values(numbers)));
  }

  void read_karus() {
    const std::size_t numbers = read_matrix_size();
    const std::size_t count = in_.count(numbers * sizeof(Complex), "Kraus matrices");
    KarusMatrices matrices;
    for (std::size_t i = 0; i < count; ++i) matrices.push_back(read_values(numbers));
    try {
      checked_karus_matrices("archive", matrices);
    } catch (const InvalidArgument& error) {
      in_.fail(error.what());
    }
    karus_.push_back(std::make_shared<const KarusMatrices>(std::move(matrices)));
  }

  std::shared_ptr<Block> read_block() {
    InterruptScope::poll();
    auto block = std::make_shared<Block>();
    constexpr std::size_t kLeastBytes = 4;
    for (std::size_t count = in_.count(kLeastBytes, "operations"); count > 0; --count) read_operation(*block);
    // Each block remembers which qubits it uses: 2 MiB for the highest ones. Many such blocks are no real archive.
    remembered_ += block->qubit_bound() / 8;
    if (remembered_ > kFreeBytes && remembered_ / kBytesPerByte > in_.size())
      in_.fail("its blocks use far more qubits than it has bytes for");
    return block;
  }

  void read_operation(Block& block) {
    const std::uint8_t kind = in_.byte();
    const std::uint8_t flags = in_.byte();
    const auto allow = [&](unsigned allowed) {
      if ((flags & ~allowed) != 0) in_.fail(concat("operation ", int{kind}, " has flags ", int{flags}));
    };
    switch (static_cast<OpKind>(kind)) {
      case OpKind::gate:
        allow(StoredOp::kDagger);
        return read_gate(block, flags != 0);
      case OpKind::measure: {
        allow(0);
        const Index qubit = in_.index();
        return block.append_measure(qubit, in_.index());
      }
      case OpKind::karus:
        allow(0);
        return read_karus_operation(block);
      case OpKind::block:
        allow(StoredOp::kDagger | StoredOp::kProgram | StoredOp::kHasTag);
        return read_nested(block, flags);
      case OpKind::branch:
        allow(StoredOp::kHasElse | StoredOp::kElseIsChain);
        return read_branch(block, flags);
      case OpKind::loop: {
        allow(0);
        const Condition condition = read_condition();
        return block.append_loop(condition, read_inner());
      }
    }
    in_.fail(concat("unknown kind of operation ", int{kind}));
  }

  void read_gate(Block& block, bool dagger) {
    const auto type = static_cast<GateType>(in_.byte());
    const auto& rows = gate_table();
    const auto row = std::find_if(rows.begin(), rows.end(), [&](const GateInfo& info) { return info.type == type; });
    if (row == rows.end()) in_.fail(concat("unknown type of gate ", static_cast<int>(type)));
    const std::vector<Index> controls = in_.list(), targets = in_.list();
    if (row->takes_list() ? targets.empty() : targets.size() != row->num_targets)
      in_.fail(concat("gate ", row->name, " on ", targets.size(), " qubits"));
    std::vector<Index> all = controls;
    all.insert(all.end(), targets.begin(), targets.end());
    check_distinct(std::move(all));
    std::vector<double> params(type == GateType::ORACLE ? 0 : row->num_params);
    for (double& value : params) value = in_.number();
    block.append_gate(type, dagger, controls, targets, params,
                      type == GateType::ORACLE ? read_oracle(targets.size()) : nullptr);
  }

  std::shared_ptr<const Matrix> read_oracle(std::size_t qubits) {
    const std::shared_ptr<const Matrix>& matrix = entry_of(matrices_, "matrix");
    if (qubits >= 32 || matrix->rows() != std::size_t{1} << qubits)
      in_.fail(concat("an ORACLE on ", qubits, " qubits has ", matrix->rows(), " rows"));
    return matrix;
  }

  void read_karus_operation(Block& block) {
    const std::vector<Index> targets = in_.list();
    check_distinct(targets);
    const std::shared_ptr<const KarusMatrices>& matrices = entry_of(karus_, "set of Kraus matrices");
    if (targets.size() > Karus::kMaxQubits || (*matrices)[0].size() != std::size_t{1} << (2 * targets.size()))
      in_.fail(concat("a channel on ", targets.size(), " qubits has matrices of ", (*matrices)[0].size(), " numbers"));
    block.append(Karus(Karus::Unchecked{}, targets, matrices));
  }

  void read_nested(Block& block, std::uint8_t flags) {
    const std::vector<Index> controls = in_.list();
    BlockPtr inner = read_inner();
    const bool is_program = (flags & StoredOp::kProgram) != 0;
    if (is_program && (flags != StoredOp::kProgram || !controls.empty())) in_.fail("a marked program");
    if (is_program) return block.append_program(std::move(inner));
    if (flags != 0 || !controls.empty()) check_circuit(*inner, controls);
    check_distinct(controls);
    const bool dagger = (flags & StoredOp::kDagger) != 0;
    if ((flags & StoredOp::kHasTag) == 0) return block.append_block(std::move(inner), dagger, controls);
    const CircuitTag tag = read_tag();
    block.append_block(std::move(inner), dagger, controls, &tag);
  }

  void read_branch(Block& block, std::uint8_t flags) {
    const Condition condition = read_condition();
    BlockPtr then = read_inner();
    BlockPtr otherwise = (flags & StoredOp::kHasElse) != 0 ? read_inner() : nullptr;
    const bool chain = (flags & StoredOp::kElseIsChain) != 0;
    if (chain && (!otherwise || otherwise->size() != 1 || otherwise->ops()[0].kind != OpKind::branch))
      in_.fail("a chain of branches is broken");
    block.append_branch(condition, std::move(then), std::move(otherwise), chain);
  }

  Condition read_condition() {
    Condition condition;
    condition.zeros = in_.list();
    condition.ones = in_.list();
    Condition sorted = condition;
    try {
      sorted.normalise();
    } catch (const InvalidArgument& error) {
      in_.fail(error.what());
    }
    if (sorted != condition) in_.fail("the bits of a condition are not in ascending order");
    return condition;
  }

  /// A block that was read before and can be nested.
  BlockPtr read_inner() {
    const BlockPtr& inner = entry_of(blocks_, "block");
    if (inner->nesting() >= Block::kMaxNesting)
      in_.fail(concat("blocks nested more than ", Block::kMaxNesting, " deep"));
    return inner;
  }

  template <class Entry>
  const Entry& entry_of(const std::vector<Entry>& table, const char* what) {
    const std::uint64_t number = in_.varint();
    if (number >= table.size()) in_.fail(concat(what, " ", number, " of ", table.size()));
    return table[static_cast<std::size_t>(number)];
  }

  static constexpr std::uint64_t kFreeBytes = std::uint64_t{64} << 20;
  static constexpr std::uint64_t kBytesPerByte = 1024;

  Input in_;
  std::vector<std::shared_ptr<const Matrix>> matrices_;
  std::vector<std::shared_ptr<const KarusMatrices>> karus_;
  std::vector<BlockPtr> blocks_;
  std::uint64_t remembered_ = 0;  ///< bytes of all blocks' sets of qubits
};

}  // namespace

QProg prog_from_archive(std::string_view bytes) {
  Reader reader(bytes, ValueKind::prog);
  const auto fixed_size = static_cast<Index>(reader.input().varint(kMaxIndex + 1, "number of qubits"));
  const std::uint64_t number = reader.input().varint();
  return QProg::from_block(reader.read_root(), fixed_size, number);
}

QCircuit circuit_from_archive(std::string_view bytes) {
  Reader reader(bytes, ValueKind::circuit);
  const std::uint64_t dagger = reader.input().varint(1, "dagger");
  const std::vector<Index> controls = reader.input().list();
  CircuitTag tag = reader.read_tag();
  std::shared_ptr<Block> block = reader.read_root();
  reader.check_distinct(controls);
  reader.check_circuit(*block, controls);
  return QCircuit::from_block(std::move(block), dagger != 0, controls, std::move(tag));
}

QGate gate_from_archive(std::string_view bytes) {
  const Block block = Reader(bytes, ValueKind::gate).read_item(OpKind::gate);
  return block.gate(block.ops()[0]);
}

MeasureNode measure_from_archive(std::string_view bytes) {
  const Block block = Reader(bytes, ValueKind::measure).read_item(OpKind::measure);
  return MeasureNode(block.targets(block.ops()[0])[0], block.ops()[0].payload);
}

Karus karus_from_archive(std::string_view bytes) {
  const Block block = Reader(bytes, ValueKind::karus).read_item(OpKind::karus);
  return block.karus(block.ops()[0]);
}

}  // namespace qpanda3
