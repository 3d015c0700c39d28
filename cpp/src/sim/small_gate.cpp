#include "sim/small_gate.hpp"

#include <algorithm>
#include <cmath>

#include "sim/bit_masks.hpp"
#include "sim/gate_cost.hpp"

namespace qpanda3::sim {
namespace {

/// Some products of numbers of size 1 are off by this much.
constexpr double kRounding = 1e-15;

constexpr Number kZero{0, 0}, kOne{1, 0};

bool is_close(Number a, Number b) noexcept {
  return std::abs(a.real - b.real) <= kRounding && std::abs(a.imaginary - b.imaginary) <= kRounding;
}

double snapped(double value) noexcept {
  const double size = std::abs(value);
  if (size <= kRounding) return 0;
  return std::abs(size - 1) <= kRounding ? std::copysign(1.0, value) : value;
}
void snap_number(Number& value) noexcept { value = {snapped(value.real), snapped(value.imaginary)}; }

/// Index without bit `position`, whose value is lost.
std::size_t without(std::size_t index, unsigned position) noexcept {
  const std::size_t below = (std::size_t{1} << position) - 1;
  return (index >> 1 & ~below) | (index & below);
}

/// Takes qubits off a product as long as that makes it simpler.
class Reduction {
 public:
  Reduction(std::span<const Index> qubits, bool is_diagonal, const Number* values)
      : count_(static_cast<unsigned>(qubits.size())), is_diagonal_(is_diagonal) {
    std::copy_n(values, num_values(), values_.begin());
    std::copy(qubits.begin(), qubits.end(), qubits_.begin());
    for (std::size_t i = 0; i < num_values(); ++i) snap_number(values_[i]);
    notice_diagonal();
    for (unsigned position = 0; position < count_;) {
      if (is_control(position)) {
        controls_ |= bit_of(qubits_[position]);
        drop(position, 1);
      } else if (is_idle(position)) {
        drop(position, 0);
      } else {
        ++position;
        continue;
      }
      notice_diagonal();
      position = 0;
    }
  }

  SimpleGate result() const {
    SimpleGate gate;
    gate.controls = controls_;
    gate.num_targets = count_;
    std::copy_n(qubits_.begin(), count_, gate.targets.begin());
    if (count_ == 0)
      gate.kernel = Kernel::phase;
    else if (is_diagonal_)
      gate.kernel = Kernel::diagonal;
    else if (count_ == 1 && is_permutation({0, 1, 1, 0}))
      gate.kernel = Kernel::flip;
    else if (count_ == 2 && is_permutation({1, 0, 0, 0, 0, 0, 1, 0, 0, 1, 0, 0, 0, 0, 0, 1}))
      gate.kernel = Kernel::swap;
    else
      gate.kernel = Kernel::dense;
    if (gate.kernel != Kernel::flip && gate.kernel != Kernel::swap) {
      gate.num_numbers = static_cast<unsigned>(num_values());
      std::copy_n(values_.begin(), num_values(), gate.numbers.begin());
    }
    return gate;
  }

 private:
  std::size_t size() const noexcept { return std::size_t{1} << count_; }
  std::size_t num_values() const noexcept { return is_diagonal_ ? size() : size() * size(); }
  Number at(std::size_t row, std::size_t column) const noexcept { return values_[row << count_ | column]; }

  void notice_diagonal() {
    if (is_diagonal_) return;
    for (std::size_t row = 0; row < size(); ++row)
      for (std::size_t column = 0; column < size(); ++column)
        if (row != column && at(row, column) != kZero) return;
    for (std::size_t i = 0; i < size(); ++i) values_[i] = at(i, i);
    is_diagonal_ = true;
  }

  /// Nothing happens where this qubit is 0.
  bool is_control(unsigned position) const noexcept {
    for (std::size_t row = 0; row < size(); ++row) {
      const bool is_one = (row >> position & 1) != 0;
      if (is_diagonal_) {
        if (!is_one && values_[row] != kOne) return false;
        continue;
      }
      for (std::size_t column = 0; column < size(); ++column)
        if (!(is_one && (column >> position & 1) != 0) && at(row, column) != (row == column ? kOne : kZero))
          return false;
    }
    return true;
  }

  /// The same happens whatever this qubit is, and not to it.
  bool is_idle(unsigned position) const noexcept {
    const std::size_t bit = std::size_t{1} << position;
    for (std::size_t row = 0; row < size(); ++row) {
      if ((row & bit) != 0) continue;
      if (is_diagonal_) {
        if (!is_close(values_[row], values_[row | bit])) return false;
        continue;
      }
      for (std::size_t column = 0; column < size(); ++column) {
        if ((column & bit) != 0) continue;
        if (!is_close(at(row, column), at(row | bit, column | bit)) || at(row, column | bit) != kZero ||
            at(row | bit, column) != kZero)
          return false;
      }
    }
    return true;
  }

  /// Keeps what happens where the qubit is `value`.
  void drop(unsigned position, std::size_t value) {
    const std::size_t old_size = size();
    std::array<Number, 64> kept;
    for (std::size_t row = 0; row < old_size; ++row) {
      if ((row >> position & 1) != value) continue;
      if (is_diagonal_) {
        kept[without(row, position)] = values_[row];
        continue;
      }
      for (std::size_t column = 0; column < old_size; ++column)
        if ((column >> position & 1) == value)
          kept[without(row, position) << (count_ - 1) | without(column, position)] = at(row, column);
    }
    std::copy(qubits_.begin() + position + 1, qubits_.begin() + count_, qubits_.begin() + position);
    --count_;
    std::copy_n(kept.begin(), num_values(), values_.begin());
  }

  bool is_permutation(std::initializer_list<double> matrix) const {
    return std::equal(matrix.begin(), matrix.end(), values_.begin(),
                      [](double element, Number value) { return value == Number{element, 0}; });
  }

  std::array<Index, 6> qubits_;
  unsigned count_;
  bool is_diagonal_;
  std::uint64_t controls_ = 0;
  std::array<Number, 64> values_;
};

}  // namespace

void OneQubitMatrix::snap() noexcept {
  for (Number& element : elements) snap_number(element);
}

double SimpleGate::cost() const noexcept {
  if (is_identity()) return 0;
  const bool is_real =
      std::all_of(numbers.begin(), numbers.begin() + num_numbers, [](Number value) { return value.imaginary == 0; });
  return GateCost::of(kernel, num_targets, count_bits(controls), is_real);
}

SmallGate::SmallGate(std::uint64_t qubits, bool is_diagonal) : is_diagonal_(is_diagonal) {
  for (; qubits != 0; qubits &= qubits - 1) qubits_[count_++] = static_cast<Index>(std::countr_zero(qubits));
  if (is_diagonal) {
    std::fill_n(values_.begin(), size(), kOne);
  } else {
    std::fill_n(values_.begin(), size() * size(), kZero);
    for (std::size_t i = 0; i < size(); ++i) at(i, i) = kOne;
  }
}

void SmallGate::then(Kernel kernel, std::uint64_t controls, std::span<const Index> targets, const Number* numbers) {
  const auto position_of = [&](Index qubit) {
    return static_cast<unsigned>(std::find(qubits_.begin(), qubits_.begin() + count_, qubit) - qubits_.begin());
  };
  std::size_t control_bits = 0, target_bits = 0;
  for (; controls != 0; controls &= controls - 1)
    control_bits |= std::size_t{1} << position_of(static_cast<Index>(std::countr_zero(controls)));
  std::array<std::size_t, 64> offsets;  // of each value of the targets
  offsets[0] = 0;
  std::size_t num_values = 1;
  for (const Index target : targets) {
    const std::size_t bit = std::size_t{1} << position_of(target);
    target_bits |= bit;
    for (std::size_t i = 0; i < num_values; ++i) offsets[num_values + i] = offsets[i] | bit;
    num_values *= 2;
  }
  const std::size_t columns = is_diagonal_ ? 1 : size();
  const unsigned shift = is_diagonal_ ? 0 : count_;
  for (std::size_t base = 0; base < size(); ++base) {
    if ((base & target_bits) != 0 || (base & control_bits) != control_bits) continue;
    for (std::size_t column = 0; column < columns; ++column) {
      const auto element = [&](std::size_t value) -> Number& {
        return values_[(base | offsets[value]) << shift | column];
      };
      switch (kernel) {
        case Kernel::phase:
          element(0) = numbers[0] * element(0);
          break;
        case Kernel::diagonal:
          for (std::size_t i = 0; i < num_values; ++i) element(i) = numbers[i] * element(i);
          break;
        case Kernel::flip:
          std::swap(element(0), element(1));
          break;
        case Kernel::swap:
          std::swap(element(1), element(2));
          break;
        case Kernel::dense: {
          std::array<Number, 8> before;
          for (std::size_t i = 0; i < num_values; ++i) before[i] = element(i);
          for (std::size_t row = 0; row < num_values; ++row) {
            Number sum = kZero;
            for (std::size_t i = 0; i < num_values; ++i) sum = sum + numbers[row * num_values + i] * before[i];
            element(row) = sum;
          }
          break;
        }
      }
    }
  }
}

SimpleGate SmallGate::simplest() const {
  return Reduction({qubits_.data(), count_}, is_diagonal_, values_.data()).result();
}

}  // namespace qpanda3::sim
