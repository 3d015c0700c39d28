#include "sim/gate_preparation.hpp"

#include <algorithm>
#include <array>
#include <bit>
#include <cstdlib>
#include <new>

#include "sim/bit_masks.hpp"

namespace qpanda3::sim {
namespace {

constexpr std::size_t kAlignment = 64;
constexpr std::size_t kFirstPiece = std::size_t{16} << 10;
constexpr std::size_t kLargestPiece = std::size_t{4} << 20;

/// By a single target.
constexpr auto kFewOffsets = [] {
  std::array<std::array<std::uint64_t, 2>, 64> offsets{};
  for (unsigned target = 0; target < 64; ++target) offsets[target] = {0, std::uint64_t{1} << target};
  return offsets;
}();

/// One gate being prepared.
template <class Real>
class Preparation {
 public:
  Preparation(const GateAction<Real>& gate, const KernelTable<Real>& table, Arena& arena, PreparedGate<Real>& result)
      : gate_(gate), table_(table), arena_(arena), lanes_(std::uint64_t{1} << table.lane_bits), result_(result) {
    const std::uint64_t inside = lanes_ - 1;
    controls_inside_ = gate.controls & inside;
    result_.ones = gate.controls & ~inside;
    result_.fixed = result_.ones;
    for (const Index target : gate.targets) {
      if (bit_of(target) >= lanes_) {
        result_.fixed |= bit_of(target);
        ++result_.num_high;
      } else {
        targets_inside_ |= bit_of(target);
      }
    }
    make_offsets();
  }

  /// Acts where `bit` is 0, which lies above the vectors.
  void act_where_zero(std::uint64_t bit) { result_.fixed |= bit; }
  /// Where a control is 0, this matrix acts.
  void run_dense_or(const std::complex<Real>* otherwise) {
    otherwise_ = otherwise;
    make_dense(gate_.numbers);
  }

  void run() {
    static constexpr std::complex<Real> kX[4] = {0, 1, 1, 0};
    static constexpr std::complex<Real> kSwap[16] = {1, 0, 0, 0, 0, 0, 1, 0, 0, 1, 0, 0, 0, 0, 0, 1};
    const bool is_above = is_same_for_all_lanes();
    switch (gate_.kernel) {
      case Kernel::phase:
      case Kernel::diagonal:
        make_diagonal();
        break;
      case Kernel::flip:
        if (is_above)
          result_.apply = table_.flip;
        else
          make_dense(kX);
        break;
      case Kernel::swap:
        if (is_above)
          result_.apply = table_.swap;
        else
          make_dense(kSwap);
        break;
      case Kernel::dense:
        if (gate_.targets.size() <= kMaxDense)
          make_dense(gate_.numbers);
        else
          make_wide();
        break;
    }
  }

 private:
  void make_offsets() {
    if (result_.num_high <= 1) {
      const std::uint64_t target = result_.fixed & ~result_.ones;  // or none
      result_.offsets = kFewOffsets[target == 0 ? 0u : static_cast<unsigned>(std::countr_zero(target))].data();
      return;
    }
    auto* const offsets = arena_.take<std::uint64_t>(std::size_t{1} << result_.num_high);
    offsets[0] = 0;
    std::size_t made = 1;
    for (const Index target : gate_.targets) {
      if (bit_of(target) < lanes_) continue;
      for (std::size_t i = 0; i < made; ++i) offsets[made + i] = offsets[i] + bit_of(target);
      made *= 2;
    }
    result_.offsets = offsets;
  }

  /// The index into the gate's numbers, from the values of the targets above and the lane.
  std::size_t position(std::size_t high, std::uint64_t lane) const {
    std::size_t result = 0;
    for (std::size_t i = 0, above = 0; i < gate_.targets.size(); ++i) {
      const Index target = gate_.targets[i];
      const std::uint64_t value = bit_of(target) >= lanes_ ? high >> above++ & 1 : lane >> target & 1;
      result |= static_cast<std::size_t>(value) << i;
    }
    return result;
  }
  bool is_controlled_on(std::uint64_t lane) const { return (lane & controls_inside_) == controls_inside_; }

  /// Both parts of a factor, as a product with a vector wants them.
  static void put(Real* vectors, std::uint64_t lanes, std::uint64_t lane, std::complex<Real> value) {
    vectors[2 * lane] = vectors[2 * lane + 1] = value.real();
    vectors[2 * lanes + 2 * lane] = -value.imag();
    vectors[2 * lanes + 2 * lane + 1] = value.imag();
  }

  bool is_same_for_all_lanes() const { return (controls_inside_ | targets_inside_) == 0; }
  /// For all lanes, and the second vector only if it is wanted.
  Real* put_all(Real* vectors, std::complex<Real> value, bool is_complex) const {
    switch (lanes_) {
      case 1:
        return put_lanes<1>(vectors, value, is_complex);
      case 2:
        return put_lanes<2>(vectors, value, is_complex);
      case 4:
        return put_lanes<4>(vectors, value, is_complex);
      default:
        return put_lanes<8>(vectors, value, is_complex);
    }
  }
  template <std::size_t kLanes>
  static Real* put_lanes(Real* vectors, std::complex<Real> value, bool is_complex) {
    for (std::size_t i = 0; i < 2 * kLanes; ++i) vectors[i] = value.real();
    vectors += 2 * kLanes;
    if (!is_complex) return vectors;
    for (std::size_t i = 0; i < 2 * kLanes; i += 2) {
      vectors[i] = -value.imag();
      vectors[i + 1] = value.imag();
    }
    return vectors + 2 * kLanes;
  }

  void make_diagonal() {
    const bool is_phase = gate_.kernel == Kernel::phase;
    const std::size_t blocks = std::size_t{1} << result_.num_high;
    Real* const vectors = arena_.take<Real>(blocks * 4 * lanes_);
    bool is_identity_so_far = true;
    for (std::size_t block = 0; block < blocks; ++block) {
      for (std::uint64_t lane = 0; lane < lanes_; ++lane) {
        std::complex<Real> value(1);
        if (is_controlled_on(lane)) value = gate_.numbers[is_phase ? 0 : position(block, lane)];
        put(vectors + block * 4 * lanes_, lanes_, lane, value);
        is_identity_so_far = is_identity_so_far && value == std::complex<Real>(1);
      }
      if (is_identity_so_far) ++result_.num_skipped;
    }
    result_.coefficients = vectors;
    result_.apply = table_.diagonal;
  }

  void make_dense(const std::complex<Real>* matrix) {
    const std::size_t size = std::size_t{1} << gate_.targets.size();
    const auto has_imaginary = [size](const std::complex<Real>* numbers) {
      return std::any_of(numbers, numbers + size * size, [](std::complex<Real> value) { return value.imag() != 0; });
    };
    const bool is_complex = has_imaginary(matrix) || (otherwise_ != nullptr && has_imaginary(otherwise_));
    const std::size_t columns = std::size_t{1} << result_.num_high;
    const auto differences = std::size_t{1} << count_bits(targets_inside_);
    const std::size_t part = 2 * lanes_, parts = is_complex ? 2 : 1;
    Real* vectors = arena_.take<Real>(columns * columns * differences * parts * part);
    result_.coefficients = vectors;
    result_.apply = table_.dense[is_complex ? 1 : 0][result_.num_high][targets_inside_];
    if (is_same_for_all_lanes()) {  // all targets are above, in their order
      for (std::size_t i = 0; i < size * size; ++i) vectors = put_all(vectors, matrix[i], is_complex);
      return;
    }
    // Where the values of the targets within a vector, and of those above, stand in an index of the matrix.
    std::array<std::uint8_t, 1u << kMaxLaneBits> of_lane;
    std::array<std::uint8_t, 1u << kMaxDense> of_high;
    for (std::uint64_t lane = 0; lane < lanes_; ++lane) of_lane[lane] = static_cast<std::uint8_t>(position(0, lane));
    for (std::size_t high = 0; high < columns; ++high) of_high[high] = static_cast<std::uint8_t>(position(high, 0));
    for (std::size_t row = 0; row < columns; ++row)
      for (std::size_t column = 0; column < columns; ++column)
        for (std::size_t x = 0; x < differences; ++x, vectors += parts * part) {
          const std::uint64_t difference = spread(x);
          const Real other = row == column && x == 0 ? Real(1) : Real(0);
          for (std::uint64_t lane = 0; lane < lanes_; ++lane) {
            std::complex<Real> value(other);
            const std::complex<Real>* const own = is_controlled_on(lane) ? matrix : otherwise_;
            if (own != nullptr) {
              const std::size_t in = of_high[row] | of_lane[lane], out = of_high[column] | of_lane[lane ^ difference];
              value = own[in * size + out];
            }
            vectors[2 * lane] = vectors[2 * lane + 1] = value.real();
            if (!is_complex) continue;
            vectors[part + 2 * lane] = -value.imag();
            vectors[part + 2 * lane + 1] = value.imag();
          }
        }
  }
  /// The x-th subset of the targets within a vector.
  std::uint64_t spread(std::size_t x) const {
    std::uint64_t result = 0;
    for (std::uint64_t rest = targets_inside_; rest != 0; rest &= rest - 1, x >>= 1)
      if (x & 1) result |= rest & -rest;
    return result;
  }

  void make_wide() {
    const std::size_t size = std::size_t{1} << (2 * gate_.targets.size());
    Real* const factors = arena_.take<Real>(2 * size);
    for (std::size_t i = 0; i < size; ++i) {
      factors[2 * i] = gate_.numbers[i].real();
      factors[2 * i + 1] = gate_.numbers[i].imag();
    }
    result_.coefficients = factors;
    result_.apply = table_.wide;
  }

  const GateAction<Real>& gate_;
  const KernelTable<Real>& table_;
  Arena& arena_;
  std::uint64_t lanes_;
  std::uint64_t controls_inside_ = 0, targets_inside_ = 0;
  const std::complex<Real>* otherwise_ = nullptr;  ///< nothing
  PreparedGate<Real>& result_;
};

}  // namespace

void Arena::Free::operator()(void* memory) const noexcept { std::free(memory); }

void* Arena::take_bytes(std::size_t bytes) {
  bytes = (std::max<std::size_t>(bytes, 1) + kAlignment - 1) / kAlignment * kAlignment;
  if (piece_size_ - used_ < bytes) {
    const std::size_t wanted = std::max(bytes, std::clamp(2 * piece_size_, kFirstPiece, kLargestPiece));
    auto* const memory = static_cast<std::byte*>(std::aligned_alloc(kAlignment, wanted));
    if (memory == nullptr) throw std::bad_alloc();
    pieces_.emplace_back(memory);
    piece_size_ = wanted;
    used_ = 0;
  }
  void* const result = pieces_.back().get() + used_;
  used_ += bytes;
  taken_ += bytes;
  return result;
}

void Arena::reset() noexcept {
  if (pieces_.size() > 1) pieces_.erase(pieces_.begin(), pieces_.end() - 1);
  used_ = 0;
  taken_ = 0;
}

template <class Real>
void prepare_gate(const GateAction<Real>& gate, const KernelTables<Real>& tables, unsigned bits, Arena& arena,
                  PreparedGate<Real>& result) {
  const KernelTable<Real>* table = &tables.for_bits(bits);
  // The general kernel knows no qubits within a vector: then vectors hold one amplitude.
  if (gate.kernel == Kernel::dense && gate.targets.size() > kMaxDense) {
    std::uint64_t touched = gate.controls;
    for (const Index target : gate.targets) touched |= bit_of(target);
    while (table->lane_bits > 0 && (touched & ((std::uint64_t{1} << table->lane_bits) - 1)) != 0)
      table = &tables.for_bits(table->lane_bits - 1);
  }
  Preparation<Real>(gate, *table, arena, result).run();
}

template <class Real>
void prepare_selected(const SelectedGate<Real>& gate, const KernelTables<Real>& tables, unsigned bits, Arena& arena,
                      FunctionRef<PreparedGate<Real>&()> add) {
  const KernelTable<Real>& table = tables.for_bits(bits);
  const std::span<const Index> target(&gate.target, 1);
  const GateAction<Real> if_one{Kernel::dense, bit_of(gate.select), target, gate.if_one};
  if (gate.select < table.lane_bits) {
    Preparation<Real>(if_one, table, arena, add()).run_dense_or(gate.if_zero);
    return;
  }
  const GateAction<Real> if_zero{Kernel::dense, 0, target, gate.if_zero};
  Preparation<Real> zero(if_zero, table, arena, add());
  zero.act_where_zero(bit_of(gate.select));
  zero.run();
  Preparation<Real>(if_one, table, arena, add()).run();
}

template void prepare_gate(const GateAction<float>&, const KernelTables<float>&, unsigned, Arena&,
                           PreparedGate<float>&);
template void prepare_gate(const GateAction<double>&, const KernelTables<double>&, unsigned, Arena&,
                           PreparedGate<double>&);
template void prepare_selected(const SelectedGate<float>&, const KernelTables<float>&, unsigned, Arena&,
                               FunctionRef<PreparedGate<float>&()>);
template void prepare_selected(const SelectedGate<double>&, const KernelTables<double>&, unsigned, Arena&,
                               FunctionRef<PreparedGate<double>&()>);

}  // namespace qpanda3::sim
