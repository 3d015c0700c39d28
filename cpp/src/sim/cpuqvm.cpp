#include "qpanda3/sim/cpuqvm.hpp"

#include <algorithm>
#include <bit>
#include <cmath>
#include <utility>

#include "qpanda3/base/concat.hpp"
#include "qpanda3/base/error.hpp"
#include "qpanda3/hamiltonian/hamiltonian.hpp"
#include "qpanda3/sim/capabilities.hpp"
#include "sim/execute.hpp"
#include "sim/state_view.hpp"

namespace qpanda3 {
namespace {

/// Buffers up to this size are kept for the next run; larger ones are given back, so that a finished run holds one copy
/// of its state.
constexpr std::uint64_t kKeptBytes = std::uint64_t{64} << 20;
/// How far from 1 the squared norm of an initial state may be; states computed in float32 are that much off.
constexpr double kNormTolerance64 = 1e-6;
constexpr double kNormTolerance32 = 1e-5;

void check_norm(std::span<const Complex> amplitudes, double tolerance) {
  double sum = 0;
  for (const Complex value : amplitudes) sum += value.real() * value.real() + value.imag() * value.imag();
  if (!(std::abs(sum - 1) <= tolerance))  // also refuses NaN
    throw InvalidArgument(
        concat("init_state: the squares of the amplitudes must sum to 1 within ", tolerance, ", they sum to ", sum));
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
    sim::check_memory(num_qubits, owner->precision_, copies, kept + droppable);
    if (droppable != 0) make_room(num_qubits, copies, kept);
    std::vector<sim::BufferPtr> buffers;
    buffers.reserve(copies);
    if (spare) buffers.push_back(std::move(spare));
    while (buffers.size() < copies)
      buffers.push_back(std::make_shared<sim::StateBuffer>(num_qubits, owner->precision_));
    return buffers;
  }

  /// Whether nobody else could tell if the last result's state vanished: it is held by that result and by `current`.
  bool last_state_is_ours() const {
    return last && last.use_count() == 2 && last->state.use_count() == (current == last->state ? 2 : 1);
  }

  /// Gives up the last result if without that there is not enough memory.
  void make_room(unsigned num_qubits, std::uint64_t copies, std::uint64_t kept) {
    try {
      sim::check_memory(num_qubits, owner->precision_, copies, kept);
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

/// States for one expectation value, which nobody sees; one of them is kept for the next call if it is small.
class CPUQVM::Workspace final : public sim::BufferSource {
 public:
  explicit Workspace(CPUQVM& owner) : owner_(owner) {}
  ~Workspace() override {
    if (!buffers_.empty() && buffers_[0]->bytes() <= kKeptBytes) owner_.memory_->spare = buffers_[0];
  }
  Workspace(const Workspace&) = delete;
  Workspace& operator=(const Workspace&) = delete;

  std::vector<sim::BufferPtr> take(unsigned num_qubits, std::uint64_t copies) override {
    sim::BufferPtr& spare = owner_.memory_->spare;
    if (spare && spare->size() != std::size_t{1} << num_qubits) spare.reset();
    sim::check_memory(num_qubits, owner_.precision_, copies, spare ? spare->bytes() : 0);
    if (spare) buffers_.push_back(std::move(spare));
    while (buffers_.size() < copies)
      buffers_.push_back(std::make_shared<sim::StateBuffer>(num_qubits, owner_.precision_));
    return buffers_;
  }

 private:
  CPUQVM& owner_;
  std::vector<sim::BufferPtr> buffers_;
};

CPUQVM::CPUQVM(std::string_view precision)
    : precision_(checked_precision("CPUQVM", precision)), memory_(std::make_unique<Memory>()) {}
CPUQVM::~CPUQVM() = default;
CPUQVM::CPUQVM(CPUQVM&&) noexcept = default;
CPUQVM& CPUQVM::operator=(CPUQVM&&) noexcept = default;

const sim::StateBuffer* CPUQVM::checked_initial(const char* caller, const QProg& prog) const {
  const sim::StateBuffer* const initial = memory_->initial.get();
  if (initial == nullptr) return nullptr;
  const auto qubits = static_cast<std::size_t>(std::countr_zero(initial->size()));
  if (qubits != prog.qubits_num())
    throw InvalidArgument(concat(caller, ": the initial state has ", qubits, " qubits, the program has ",
                                 prog.qubits_num(), "; init_state() without an argument removes the state"));
  return initial;
}

void CPUQVM::run(const QProg& prog, std::int64_t shots, const RunOptions& options) {
  if (shots < 0) throw NegativeValue(concat("run: shots must be at least 0, got ", shots));
  const sim::StateBuffer* const initial = checked_initial("run", prog);
  memory_->owner = this;
  memory_->finish(sim::execute(prog, static_cast<std::uint64_t>(shots), options, precision_, initial, *memory_));
}

ExecutionPlan CPUQVM::plan(const QProg& prog, std::int64_t shots, const RunOptions& options) const {
  if (shots < 0) throw NegativeValue(concat("plan: shots must be at least 0, got ", shots));
  const sim::StateBuffer* const initial = checked_initial("plan", prog);
  return sim::plan_of(prog, static_cast<std::uint64_t>(shots), options, precision_, initial == nullptr);
}

double CPUQVM::expval_pauli_operator(const QProg& prog, const PauliOperator& pauli_operator, std::int64_t shots,
                                     const RunOptions& options) {
  if (shots < 0) throw NegativeValue(concat("expval_pauli_operator: shots must be at least 0, got ", shots));
  const sim::StateBuffer* const initial = checked_initial("expval_pauli_operator", prog);
  Workspace buffers(*this);
  return sim::expectation_of(prog, pauli_operator, static_cast<std::uint64_t>(shots), options, precision_, initial,
                             buffers);
}

double CPUQVM::expval_hamiltonian(const QProg& prog, const Hamiltonian& hamiltonian, std::int64_t shots,
                                  const RunOptions& options) {
  return expval_pauli_operator(prog, hamiltonian.pauli_operator(), shots, options);
}

void CPUQVM::init_state(std::span<const Complex> amplitudes) {
  if (amplitudes.size() < 2 || !std::has_single_bit(amplitudes.size()))
    throw InvalidArgument(
        concat("init_state: the number of amplitudes must be a power of two, at least 2, got ", amplitudes.size()));
  check_norm(amplitudes, precision_ == Precision::float32 ? kNormTolerance32 : kNormTolerance64);
  const auto num_qubits = static_cast<unsigned>(std::countr_zero(amplitudes.size()));
  sim::check_memory(num_qubits, precision_, 1, 0);
  auto buffer = std::make_shared<sim::StateBuffer>(num_qubits, precision_);
  buffer->visit([&]<class Real>(std::span<std::complex<Real>> state) {
    std::transform(amplitudes.begin(), amplitudes.end(), state.begin(),
                   [](Complex value) { return std::complex<Real>(value); });
  });
  buffer->mark_used();
  memory_->initial = buffer;
  memory_->current = std::move(buffer);
}

void CPUQVM::init_state() {
  memory_->initial.reset();
  memory_->current.reset();
}

std::vector<std::string> CPUQVM::supported_precisions() {
  return simulator_capabilities("CPUQVM").supported_precisions;
}

StateVector CPUQVM::current_state() const {
  if (memory_->current) return sim::view_of(memory_->current);
  return precision_ == Precision::float32 ? StateVector({}, StateVector::View<float>())
                                          : StateVector({}, StateVector::View<double>());
}

}  // namespace qpanda3
