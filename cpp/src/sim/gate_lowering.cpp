#include "sim/gate_lowering.hpp"

#include <algorithm>

#include "qpanda3/gate/gate.hpp"

namespace qpanda3::sim {
namespace {

std::uint64_t bit(Index qubit) noexcept { return std::uint64_t{1} << qubit; }

bool is_one(Complex value) noexcept { return value == Complex(1, 0); }

/// Replaces a row-major matrix by its conjugate transpose.
void adjoin(Complex* matrix, std::size_t size) {
  for (std::size_t row = 0; row < size; ++row) {
    matrix[row * size + row] = std::conj(matrix[row * size + row]);
    for (std::size_t col = row + 1; col < size; ++col) {
      const Complex above = matrix[row * size + col];
      matrix[row * size + col] = std::conj(matrix[col * size + row]);
      matrix[col * size + row] = std::conj(above);
    }
  }
}

/// True if a 4x4 matrix leaves the states alone in which index bit `operand` is 0, and keeps that bit.
bool is_control(const Complex* matrix, unsigned operand) {
  for (unsigned row = 0; row < 4; ++row)
    for (unsigned col = 0; col < 4; ++col) {
      if ((row >> operand & 1) != 0 && (col >> operand & 1) != 0) continue;
      if (matrix[row * 4 + col] != Complex(row == col ? 1 : 0, 0)) return false;
    }
  return true;
}

}  // namespace

void GateLowering::append(GateType type, bool dagger, std::span<const Index> controls, std::span<const Index> targets,
                          std::span<const double> params, const Matrix* oracle) {
  const GateInfo& info = gate_info(type);
  if (info.has(kDiagonal) && info.has(kPermutation)) return;  // the identity, whatever its name
  FlatOp op;
  for (const Index control : controls) op.control_mask |= bit(control);
  op.qubit_mask = op.control_mask;
  for (const Index target : targets) op.qubit_mask |= bit(target);
  is_constant_ = params.empty() && type != GateType::ORACLE;
  constant_key_ = std::size_t{static_cast<std::uint8_t>(type)} * 2 + (dagger ? 1 : 0);

  if (type == GateType::X || type == GateType::SWAP) {
    op.kernel = type == GateType::X ? Kernel::flip : Kernel::swap;
    push(op, targets, {});
    return;
  }
  if (type == GateType::ORACLE) {
    append_oracle(op, targets, *oracle, dagger);
    return;
  }
  // The table's matrices have their first operand most significant: its targets, read backwards, are least significant
  // first, which is what kernels want.
  std::array<double, 32> storage;  // complex numbers would be set to zero first
  auto* const matrix = reinterpret_cast<Complex*>(storage.data());
  const std::size_t size = std::size_t{1} << info.num_targets;
  info.matrix(params.data(), matrix);
  if (dagger) adjoin(matrix, size);
  const Index low_first[2] = {targets.back(), targets.front()};
  const std::span<const Index> ordered(low_first, targets.size());
  if (info.has(kDiagonal)) {
    std::array<Complex, 4> diagonal;
    for (std::size_t i = 0; i < size; ++i) diagonal[i] = matrix[i * (size + 1)];
    append_diagonal(op, ordered, {diagonal.data(), size});
    return;
  }
  append_dense(op, ordered, matrix, size);
}

void GateLowering::append_oracle(FlatOp op, std::span<const Index> targets, const Matrix& oracle, bool dagger) {
  op.kernel = Kernel::dense;
  const auto [entry, is_new] = oracles_.try_emplace({&oracle, dagger}, 0);
  if (is_new) entry->second = store(dagger ? oracle.adjoint().values() : oracle.values());
  op.payload = entry->second;
  append_op(op, targets);
}

void GateLowering::append_diagonal(FlatOp op, std::span<const Index> targets, std::span<const Complex> diagonal) {
  if (std::all_of(diagonal.begin(), diagonal.end() - 1, is_one)) {  // a phase on the state of all ones
    if (is_one(diagonal.back())) return;
    op.control_mask = op.qubit_mask;
    op.kernel = Kernel::phase;
    push(op, {}, diagonal.last(1));
    return;
  }
  op.kernel = Kernel::diagonal;
  push(op, targets, diagonal);
}

void GateLowering::append_dense(FlatOp op, std::span<const Index> targets, const Complex* matrix, std::size_t size) {
  op.kernel = Kernel::dense;
  if (targets.size() == 2) {
    for (unsigned operand = 0; operand < 2; ++operand) {
      if (!is_control(matrix, operand)) continue;
      const unsigned step = 2u >> operand;  // the other operand's bit
      const unsigned base = 1u << operand;
      const Complex inner[4] = {matrix[base * 4 + base], matrix[base * 4 + base + step],
                                matrix[(base + step) * 4 + base], matrix[(base + step) * 4 + base + step]};
      const Index target = targets[1 - operand];
      op.control_mask |= bit(targets[operand]);
      const bool flips = inner[0] == 0.0 && inner[3] == 0.0 && is_one(inner[1]) && is_one(inner[2]);
      if (flips) op.kernel = Kernel::flip;
      push(op, {&target, 1}, flips ? std::span<const Complex>() : std::span<const Complex>(inner, 4));
      return;
    }
  }
  push(op, targets, {matrix, size * size});
}

void GateLowering::push(FlatOp op, std::span<const Index> targets, std::span<const Complex> numbers) {
  if (is_constant_) {
    std::uint32_t& known = constants_[constant_key_];
    if (known == kUnknown) known = store(numbers);
    op.payload = known;
  } else {
    op.payload = store(numbers);
  }
  append_op(op, targets);
}

std::uint32_t GateLowering::store(std::span<const Complex> numbers) {
  const auto position = static_cast<std::uint32_t>(flat_.numbers.size());
  flat_.numbers.insert(flat_.numbers.end(), numbers.begin(), numbers.end());
  return position;
}

void GateLowering::append_op(FlatOp op, std::span<const Index> targets) {
  op.num_targets = static_cast<std::uint16_t>(targets.size());
  op.targets = static_cast<std::uint32_t>(flat_.targets.size());
  flat_.targets.insert(flat_.targets.end(), targets.begin(), targets.end());
  flat_.ops.push_back(op);
}

Channel compile_channel(const QuantumError& error) {
  Channel channel;
  if (error.error_type() == NoiseOpType::KARUS_MATRIICES) {
    channel.kraus = error.karus_matrices();
    return channel;
  }
  double cumulative = 0;
  for (const auto& [label, probability] : error.labels()) {
    if (probability <= 0) continue;
    Channel::PauliString string{cumulative += probability, 0, 0};
    for (std::size_t i = 0; i < label.size(); ++i) {  // the rightmost letter acts on target 0
      const char letter = label[label.size() - 1 - i];
      if (letter == 'X' || letter == 'Y') string.x_mask |= std::uint64_t{1} << i;
      if (letter == 'Z' || letter == 'Y') string.z_mask |= std::uint64_t{1} << i;
    }
    channel.strings.push_back(string);
  }
  return channel;
}

}  // namespace qpanda3::sim
