#include "sim/prepared_lines.hpp"

#include "sim/fusion.hpp"
#include "sim/simd_backends.hpp"

namespace qpanda3::sim {
namespace {

/// When lines take more, all are forgotten.
constexpr std::size_t kMostBytes = std::size_t{32} << 20;

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

/// Gates [begin, end) as a program of their own.
FlatProgram part_of(const FlatProgram& program, std::size_t begin, std::size_t end) {
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
  return part;
}

}  // namespace

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
typename PreparedLines<Real>::Line PreparedLines<Real>::prepare(std::size_t begin, std::size_t end,
                                                                 Guard& guard) const {
  FlatProgram part = part_of(program_, begin, end);
  fuse(part, nullptr, guard);
  const NativeNumbers<Real> numbers(part);
  Line line;
  for_each_piece(std::size_t{0}, part.ops.size(), [&](std::size_t first, std::size_t last) {
    line.emplace_back(part, numbers, first, last, simd::active_kernels<Real>());
  });
  guard.tick(256 * (end - begin));
  return line;
}

template class PreparedLines<float>;
template class PreparedLines<double>;

}  // namespace qpanda3::sim
