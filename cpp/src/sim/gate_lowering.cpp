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

void GateLowering::append(const GateInfo& info, bool dagger, std::span<const Index> controls,
                          std::span<const Index> targets, std::span<const double> params, const Matrix* oracle) {
  if (info.has(kDiagonal) && info.has(kPermutation)) return;  // the identity, whatever its name
  if (info.type == GateType::ORACLE) {
    append_oracle(controls, targets, *oracle, dagger);
    return;
  }
  if (!params.empty()) {
    emit(form_of(info, dagger, params.data()), controls, targets);
    return;
  }
  Form& form = constants_[std::size_t{static_cast<std::uint8_t>(info.type)} * 2 + (dagger ? 1 : 0)];
  if (!form.is_known) form = form_of(info, dagger, nullptr);
  emit(form, controls, targets);
}

void GateLowering::append_product(OneQubitMatrix matrix, Index qubit) {
  matrix.snap();
  const std::array<Number, 4>& element = matrix.elements;
  constexpr Number kZero{0, 0}, kOne{1, 0};
  const std::size_t position = flat_.numbers.size();
  Form form;
  form.payload = static_cast<std::uint32_t>(position);
  form.kernel = Kernel::dense;
  if (element[0] == kZero && element[3] == kZero && element[1] == kOne && element[2] == kOne) {
    form.kernel = Kernel::flip;
  } else {
    flat_.numbers.resize(position + 4);
    std::copy_n(element.begin(), 4, reinterpret_cast<Number*>(flat_.numbers.data() + position));
    if (element[1] == kZero && element[2] == kZero) {
      form = diagonal_form(flat_.numbers.data() + position, 2);
      form.payload = static_cast<std::uint32_t>(position);
      flat_.numbers.resize(position + (form.kernel == Kernel::phase ? 1 : 2));
    }
  }
  emit(form, {}, {&qubit, 1});
}

/// Leaves what the kernel wants of the gate's matrix in the program. It is worked out where it stays: copies of what
/// was written a moment ago have to wait for it.
GateLowering::Form GateLowering::form_of(const GateInfo& info, bool dagger, const double* params) {
  Form form;
  const std::size_t position = flat_.numbers.size();
  if (info.type == GateType::X) {
    form.kernel = Kernel::flip;
  } else if (info.type == GateType::SWAP) {
    form.kernel = Kernel::swap;
  } else {
    const std::size_t size = std::size_t{1} << info.num_targets;
    flat_.numbers.resize(position + size * size);
    Complex* const matrix = flat_.numbers.data() + position;
    info.matrix(params, matrix);
    if (dagger) adjoin(matrix, size);
    form = info.has(kDiagonal) ? diagonal_form(matrix, size) : dense_form(matrix, size);
    // The other operands are the kernel's targets.
    const unsigned targets = info.num_targets - (form.control_operands != 0 ? 1u : 0u);
    if (form.is_identity || form.kernel == Kernel::flip)
      flat_.numbers.resize(position);
    else if (form.kernel == Kernel::phase)
      flat_.numbers.resize(position + 1);
    else
      flat_.numbers.resize(position + (std::size_t{1} << (form.kernel == Kernel::dense ? 2 * targets : targets)));
  }
  form.is_known = true;
  form.payload = static_cast<std::uint32_t>(position);
  return form;
}

/// Puts the diagonal, or the phase of the state of all ones if nothing else gets one, at the beginning.
GateLowering::Form GateLowering::diagonal_form(Complex* matrix, std::size_t size) {
  Form form;
  for (std::size_t i = 1; i < size; ++i) matrix[i] = matrix[i * (size + 1)];
  form.kernel = Kernel::diagonal;
  if (!std::all_of(matrix, matrix + size - 1, is_one)) return form;
  form.kernel = Kernel::phase;
  form.control_operands = static_cast<std::uint8_t>(size - 1);
  matrix[0] = matrix[size - 1];
  form.is_identity = is_one(matrix[0]);
  return form;
}

/// Puts the matrix of the operand under control, if there is one, at the beginning.
GateLowering::Form GateLowering::dense_form(Complex* matrix, std::size_t size) {
  Form form;
  form.kernel = Kernel::dense;
  if (size != 4) return form;
  for (unsigned operand = 0; operand < 2; ++operand) {
    if (!is_control(matrix, operand)) continue;
    const unsigned step = 2u >> operand;  // the other operand's bit
    const unsigned base = 1u << operand;
    form.control_operands = static_cast<std::uint8_t>(base);
    const Complex inner[4] = {matrix[base * 4 + base], matrix[base * 4 + base + step], matrix[(base + step) * 4 + base],
                              matrix[(base + step) * 4 + base + step]};
    const bool flips = inner[0] == 0.0 && inner[3] == 0.0 && is_one(inner[1]) && is_one(inner[2]);
    if (flips) form.kernel = Kernel::flip;
    std::copy_n(inner, 4, matrix);
    break;
  }
  return form;
}

/// The table's matrices have their first operand most significant; kernels want targets least significant first.
void GateLowering::emit(const Form& form, std::span<const Index> controls, std::span<const Index> targets) {
  if (form.is_identity) return;
  FlatOp& op = flat_.ops.emplace_back();
  op.kernel = form.kernel;
  op.targets = static_cast<std::uint32_t>(flat_.targets.size());
  op.payload = form.payload;
  for (const Index control : controls) op.control_mask |= bit(control);
  op.qubit_mask = op.control_mask;
  for (std::size_t i = 0; i < targets.size(); ++i) {
    const Index target = targets[targets.size() - 1 - i];
    op.qubit_mask |= bit(target);
    if ((form.control_operands >> i & 1) != 0)
      op.control_mask |= bit(target);
    else
      flat_.targets.push_back(target);
  }
  op.num_targets = static_cast<std::uint16_t>(flat_.targets.size() - op.targets);
}

void GateLowering::append_oracle(std::span<const Index> controls, std::span<const Index> targets, const Matrix& oracle,
                                 bool dagger) {
  const auto [entry, is_new] =
      oracles_.try_emplace({&oracle, dagger}, static_cast<std::uint32_t>(flat_.numbers.size()));
  const auto store = [this](const Matrix& matrix) {
    flat_.numbers.insert(flat_.numbers.end(), matrix.values().begin(), matrix.values().end());
  };
  if (is_new && dagger)
    store(oracle.adjoint());
  else if (is_new)
    store(oracle);
  FlatOp& op = flat_.ops.emplace_back();
  op.kernel = Kernel::dense;
  op.num_targets = static_cast<std::uint16_t>(targets.size());
  op.targets = static_cast<std::uint32_t>(flat_.targets.size());
  op.payload = entry->second;
  for (const Index control : controls) op.control_mask |= bit(control);
  op.qubit_mask = op.control_mask;
  for (const Index target : targets) op.qubit_mask |= bit(target);
  flat_.targets.insert(flat_.targets.end(), targets.begin(), targets.end());
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
