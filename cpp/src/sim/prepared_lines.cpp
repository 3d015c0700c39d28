#include "sim/prepared_lines.hpp"

#include <algorithm>
#include <bit>

#include "sim/bit_masks.hpp"
#include "sim/fusion.hpp"
#include "sim/simd_backends.hpp"

namespace qpanda3::sim {
namespace {

/// When lines take more, all are forgotten.
constexpr std::size_t kMostBytes = std::size_t{32} << 20;

/// Parts of lines on up to so many qubits are not merged. A gate takes half a microsecond to merge and to prepare, and
/// as long to run on the next larger state.
constexpr unsigned kSmallQubits = 11;

std::size_t count_numbers(const FlatOp& op) noexcept {
  switch (op.kernel) {
    case Kernel::phase:
      return 1;
    case Kernel::diagonal:
      return std::size_t{1} << op.num_targets;
    case Kernel::dense:
      return std::size_t{1} << (2 * op.num_targets);
    case Kernel::flip:
    case Kernel::swap:
      break;
  }
  return 0;
}

}  // namespace

FlatProgram merged_part(const FlatProgram& program, std::size_t begin, std::size_t end, Guard& guard) {
  FlatProgram part;
  part.num_qubits = program.num_qubits;
  for (std::size_t i = begin; i < end; ++i) {
    FlatOp op = program.ops[i];
    const auto targets = program.targets_of(op);
    const Complex* const numbers = program.numbers_of(op);
    op.targets = static_cast<std::uint32_t>(part.targets.size());
    op.payload = static_cast<std::uint32_t>(part.numbers.size());
    part.targets.insert(part.targets.end(), targets.begin(), targets.end());
    part.numbers.insert(part.numbers.end(), numbers, numbers + count_numbers(op));
    part.ops.push_back(op);
  }
  fuse(part, nullptr, guard);
  return part;
}

template <class Real>
PreparedLines<Real>::PreparedLines(const FlatProgram& program)
    : program_(program), tables_(simd::active_kernels<Real>()) {
  if (program.num_qubits > kSmallQubits) return;
  gates_.resize(program.ops.size());
  is_prepared_.resize(program.ops.size());
  const std::complex<Real> minus_one(-1, 0);
  for (Index qubit = 0; qubit < program.num_qubits; ++qubit) {
    x_.push_back(prepare_gate<Real>({Kernel::flip, 0, {&qubit, 1}, nullptr}, tables_, program.num_qubits, arena_));
    z_.push_back(
        prepare_gate<Real>({Kernel::phase, bit_of(qubit), {}, &minus_one}, tables_, program.num_qubits, arena_));
  }
}

template <class Real>
void PreparedLines<Real>::run(std::size_t begin, std::size_t end, Amplitudes<Real> state, Workers& workers) {
  if (begin == end) return;
  auto found = lines_.find({begin, end});
  if (found == lines_.end()) {
    if (bytes_ > kMostBytes) {
      lines_.clear();
      bytes_ = 0;
    }
    found = lines_.emplace(std::pair{begin, end}, prepare(begin, end, workers.guard())).first;
    for (const LinePiece<Real>& piece : found->second) bytes_ += sizeof piece + piece.bytes();
  }
  KnownZeros zeros;
  for (const LinePiece<Real>& piece : found->second) piece.run(state, zeros, workers);
}

template <class Real>
void PreparedLines<Real>::run_part(std::size_t begin, std::size_t end, Amplitudes<Real> state, Workers& workers) {
  if (gates_.empty()) return run(begin, end, state, workers);
  for (std::size_t i = begin; i < end; ++i) {
    if (!is_prepared_[i]) {
      const FlatOp& op = program_.ops[i];
      std::vector<std::complex<Real>> numbers(count_numbers(op));
      std::transform(program_.numbers_of(op), program_.numbers_of(op) + numbers.size(), numbers.begin(),
                     [](Complex value) { return std::complex<Real>(value); });
      gates_[i] = prepare_gate<Real>({op.kernel, op.control_mask, program_.targets_of(op), numbers.data()}, tables_,
                                     program_.num_qubits, arena_);
      is_prepared_[i] = true;
    }
    run_gate(gates_[i], state);
  }
  workers.guard().tick((end - begin) << program_.num_qubits);
}

template <class Real>
void PreparedLines<Real>::apply_paulis(const PauliMasks& masks, Amplitudes<Real> state, Workers& workers) {
  if (x_.empty()) return sim::apply_paulis(state, masks.x, masks.z, workers);
  for (std::uint64_t rest = masks.z; rest != 0; rest &= rest - 1)
    run_gate(z_[static_cast<std::size_t>(std::countr_zero(rest))], state);
  for (std::uint64_t rest = masks.x; rest != 0; rest &= rest - 1)
    run_gate(x_[static_cast<std::size_t>(std::countr_zero(rest))], state);
}

template <class Real>
void PreparedLines<Real>::run_gate(const PreparedGate<Real>& gate, Amplitudes<Real> state) const {
  gate.apply(reinterpret_cast<Real*>(state.data), lowest_bits(state.num_qubits), gate);
}

template <class Real>
typename PreparedLines<Real>::Line PreparedLines<Real>::prepare(std::size_t begin, std::size_t end,
                                                                Guard& guard) const {
  const FlatProgram part = merged_part(program_, begin, end, guard);
  const NativeNumbers<Real> numbers(part);
  Line line;
  for_each_piece(std::size_t{0}, part.ops.size(),
                 [&](std::size_t first, std::size_t last) { line.emplace_back(part, numbers, first, last, tables_); });
  guard.tick(256 * (end - begin));
  return line;
}

template class PreparedLines<float>;
template class PreparedLines<double>;

}  // namespace qpanda3::sim
