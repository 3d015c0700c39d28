#include "qpanda3/sim/cpuqvm.hpp"

#include <algorithm>
#include <bit>
#include <cmath>
#include <utility>

#include "qpanda3/base/concat.hpp"
#include "qpanda3/base/error.hpp"
#include "sim/execute.hpp"

namespace qpanda3 {
namespace {

/// Buffers up to this size are kept for the next run; larger ones are given back, so that a finished run holds one copy
/// of its state.
constexpr std::uint64_t kKeptBytes = std::uint64_t{64} << 20;
constexpr double kNormTolerance = 1e-6;
constexpr std::string_view kKnownPrecisions[] = {"float32", "float16", "bfloat16", "float128", "exact"};

std::string checked_precision(std::string_view precision) {
  const std::vector<std::string> supported = CPUQVM::supported_precisions();
  if (std::find(supported.begin(), supported.end(), precision) != supported.end()) return std::string(precision);
  const bool is_known =
      std::find(std::begin(kKnownPrecisions), std::end(kKnownPrecisions), precision) != std::end(kKnownPrecisions);
  const std::string message =
      concat("precision '", precision, "' ", is_known ? "is not offered by CPUQVM" : "is unknown",
             "; supported: ", list_text(supported));
  if (is_known) throw UnsupportedPrecision(message);
  throw InvalidPrecision(message);
}

StateVector view_of(const sim::BufferPtr& buffer) {
  if (!buffer) return {};
  return StateVector(buffer, {buffer->data(), buffer->size()});
}

double checked_squared_norm(std::span<const Complex> amplitudes) {
  double sum = 0;
  for (const Complex value : amplitudes) sum += value.real() * value.real() + value.imag() * value.imag();
  if (!(std::abs(sum - 1) <= kNormTolerance))  // also refuses NaN
    throw InvalidArgument(concat("init_state: the squares of the amplitudes must sum to 1 within ", kNormTolerance,
                                 ", they sum to ", sum));
  return sum;
}

}  // namespace

/// The states an object keeps between runs.
struct CPUQVM::Memory final : sim::BufferSource {
  sim::BufferPtr initial;  ///< null for |0...0>
  sim::BufferPtr current;  ///< last reached or set
  std::shared_ptr<const ResultData> last;
  sim::BufferPtr spare;
  CPUQVM* owner = nullptr;

  std::vector<sim::BufferPtr> take(unsigned num_qubits, std::uint64_t copies) override {
    const std::size_t size = std::size_t{1} << num_qubits;
    if (spare && spare->size() != size) spare.reset();
    const std::uint64_t kept = spare ? spare->bytes() : 0;
    const std::uint64_t droppable = last_state_is_ours() ? last->state->bytes() : 0;
    sim::check_memory(num_qubits, copies, kept + droppable);
    if (droppable != 0) make_room(num_qubits, copies, kept);
    std::vector<sim::BufferPtr> buffers;
    buffers.reserve(copies);
    if (spare) buffers.push_back(std::move(spare));
    while (buffers.size() < copies) buffers.push_back(std::make_shared<sim::StateBuffer>(num_qubits));
    return buffers;
  }

  /// Whether nobody else could tell if the last result's state vanished: it is held by that result and by `current`.
  bool last_state_is_ours() const {
    return last && last.use_count() == 2 && last->state.use_count() == (current == last->state ? 2 : 1);
  }

  /// Gives up the last result if without that there is not enough memory.
  void make_room(unsigned num_qubits, std::uint64_t copies, std::uint64_t kept) {
    try {
      sim::check_memory(num_qubits, copies, kept);
    } catch (const ResourceExhausted&) {
      if (current == last->state) current.reset();
      last.reset();
      owner->result_ = QResult();
    }
  }

  /// Takes over a finished run; the state of the run before is kept for the next one if nobody looks at it.
  void finish(std::shared_ptr<const ResultData> data) {
    if (last_state_is_ours() && last->state->bytes() <= kKeptBytes && last->state != initial) spare = last->state;
    current = data->state;
    last = std::move(data);
    owner->result_ = QResult(last);
  }
};

CPUQVM::CPUQVM(std::string_view precision)
    : precision_(checked_precision(precision)), memory_(std::make_unique<Memory>()) {}
CPUQVM::~CPUQVM() = default;
CPUQVM::CPUQVM(CPUQVM&&) noexcept = default;
CPUQVM& CPUQVM::operator=(CPUQVM&&) noexcept = default;

void CPUQVM::run(const QProg& prog, std::int64_t shots, const RunOptions& options) {
  if (shots < 0) throw NegativeValue(concat("run: shots must be at least 0, got ", shots));
  const sim::StateBuffer* initial = memory_->initial.get();
  if (initial != nullptr) {
    const auto qubits = static_cast<std::size_t>(std::countr_zero(initial->size()));
    if (qubits != prog.qubits_num())
      throw InvalidArgument(concat("run: the initial state has ", qubits, " qubits, the program has ",
                                   prog.qubits_num(), "; init_state() without an argument removes the state"));
  }
  memory_->owner = this;
  memory_->finish(sim::execute(prog, static_cast<std::uint64_t>(shots), options, initial, *memory_));
}

void CPUQVM::init_state(std::span<const Complex> amplitudes) {
  if (amplitudes.size() < 2 || !std::has_single_bit(amplitudes.size()))
    throw InvalidArgument(
        concat("init_state: the number of amplitudes must be a power of two, at least 2, got ", amplitudes.size()));
  checked_squared_norm(amplitudes);
  const auto num_qubits = static_cast<unsigned>(std::countr_zero(amplitudes.size()));
  sim::check_memory(num_qubits, 1, 0);
  auto buffer = std::make_shared<sim::StateBuffer>(num_qubits);
  std::copy(amplitudes.begin(), amplitudes.end(), buffer->data());
  buffer->mark_used();
  memory_->initial = buffer;
  memory_->current = std::move(buffer);
}

void CPUQVM::init_state() {
  memory_->initial.reset();
  memory_->current.reset();
}

StateVector CPUQVM::current_state() const { return view_of(memory_->current); }

}  // namespace qpanda3
