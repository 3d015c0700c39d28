#include "sim/noise_lines.hpp"

#include <algorithm>
#include <cmath>

namespace qpanda3::sim {
namespace {

/// A line ends at the next error site when it has so many gates: a shot with an error starts again at the beginning of
/// the line, and that way must not get long. Most of what can be gained by looking at many gates together is there.
constexpr std::uint32_t kLineGates = 64;
/// It also ends when so few shots would pass it without error that a uniform number would not tell them well apart.
constexpr double kLineSurvival = 0x1p-10;

ErrorStrings error_strings(const Channel& channel) {
  ErrorStrings errors;
  if (channel.strings.empty()) return errors;
  const double total = channel.strings.back().cumulative;
  double before = 0, error = 0;
  std::vector<double> ends;
  for (const Channel::PauliString& string : channel.strings) {
    const double weight = string.cumulative - before;
    before = string.cumulative;
    if ((string.x_mask | string.z_mask) == 0) continue;
    ends.push_back(error += weight);
    errors.strings.push_back({string.x_mask, string.z_mask});
  }
  // Exactly 1 and 0 where they should be, whatever the rounding of the sums.
  const bool never = errors.strings.size() == channel.strings.size();
  errors.stay = errors.strings.empty() ? 1 : never ? 0 : std::max(0.0, 1 - error / total);
  for (const double end : ends) errors.limits.push_back(static_cast<std::uint64_t>(std::ceil(end / error * 0x1p53)));
  if (!errors.limits.empty()) errors.limits.back() = std::uint64_t{1} << 53;
  return errors;
}

std::vector<bool> jump_targets(const std::vector<FlatOp>& ops) {
  std::vector<bool> is_target(ops.size() + 1, false);
  for (const FlatOp& op : ops)
    if (op.kind == FlatKind::jump || op.kind == FlatKind::jump_unless) is_target[op.extra] = true;
  return is_target;
}

}  // namespace

NoiseLines::NoiseLines(FlatProgram& program, std::size_t from) {
  for (const Channel& channel : program.channels) channels_.push_back(error_strings(channel));
  std::vector<FlatOp>& ops = program.ops;
  const auto is_site = [&](const FlatOp& op) { return is_label_noise(program, op); };
  if (std::none_of(ops.begin() + static_cast<std::ptrdiff_t>(from), ops.end(), is_site)) return;

  const std::vector<bool> is_target = jump_targets(ops);
  std::vector<FlatOp> gates;
  for (std::size_t at = from; at < ops.size();) {
    if (!is_site(ops[at])) {
      ++at;
      continue;
    }
    const auto begin = static_cast<std::uint32_t>(at);
    const auto first_site = static_cast<std::uint32_t>(sites_.size());
    double survival = 1;
    std::uint32_t put = begin;
    gates.clear();
    for (; at < ops.size() && (at == begin || !is_target[at]); ++at) {
      FlatOp op = ops[at];
      if (op.kind == FlatKind::gate) {
        gates.push_back(op);
        continue;
      }
      if (!is_site(op) || gates.size() >= kLineGates || survival < kLineSurvival) break;
      survival *= channels_[op.payload].stay;
      op.extra = static_cast<std::uint32_t>(sites_.size());
      // Relative to the first gate of the line until that is known.
      sites_.push_back({static_cast<std::uint32_t>(gates.size()), static_cast<std::uint32_t>(lines_.size()), survival});
      ops[put++] = op;
    }
    for (std::size_t i = first_site; i < sites_.size(); ++i) sites_[i].gate += put;
    lines_.push_back({begin, put, static_cast<std::uint32_t>(at), first_site});
    std::copy(gates.begin(), gates.end(), ops.begin() + put);
  }
}

PauliMasks NoiseLines::masks(const FlatProgram& program, const FlatOp& op, std::size_t string) const noexcept {
  const PauliMasks local = strings(op).strings[string];
  const std::span<const Index> targets = program.targets_of(op);
  PauliMasks masks;
  for (std::size_t i = 0; i < targets.size(); ++i) {
    masks.x |= (local.x >> i & 1) << targets[i];
    masks.z |= (local.z >> i & 1) << targets[i];
  }
  return masks;
}

}  // namespace qpanda3::sim
