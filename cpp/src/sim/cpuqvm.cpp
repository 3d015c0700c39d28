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
  CPUQVM* owner = nullptr;

  std::vector<sim::BufferPtr> take(unsigned num_qubits, std::uint64_t copies) override {
    const auto drop_last = [&] {
      if (current == last->state) current.reset();
      last.reset();
      owner->result_ = QResult();
    };
    return sim::take_states(num_qubits, owner->precision_, copies, droppable_bytes(), drop_last);
  }

  /// The size of the last result's state if nobody else could tell that it vanished: it is held by that result and by
  /// `current`, the result by this object.
  std::uint64_t droppable_bytes() const {
    const bool is_ours =
        last && last.use_count() == 2 && last->state.use_count() == (current == last->state ? 2 : 1);
    return is_ours ? last->state->bytes() : 0;
  }

  /// Takes over a finished run. Now there is one copy of its state, and none of that of the run before if nobody else
  /// holds it.
  void finish(std::shared_ptr<const ResultData> data) {
    current = data->state;
    last = std::move(data);
    owner->result_ = QResult(last);
  }
};

/// States for one expectation value, which nobody sees.
class CPUQVM::Workspace final : public sim::BufferSource {
 public:
  explicit Workspace(Precision precision) : precision_(precision) {}
  std::vector<sim::BufferPtr> take(unsigned num_qubits, std::uint64_t copies) override {
    return sim::take_states(num_qubits, precision_, copies, 0, [] {});
  }

 private:
  Precision precision_;
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
  Workspace buffers(precision_);
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
