#include "qpanda3/sim/cpuqvm.hpp"

#include <algorithm>
#include <bit>
#include <cmath>
#include <numeric>
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

/// Amplitudes a thread converts at a time.
constexpr std::uint64_t kPiece = std::uint64_t{1} << 14;

/// Fills a state with converted amplitudes and gives the sum of their squares, whatever the number of threads.
template <class Source, class Real>
double convert(std::span<const std::complex<Source>> from, std::span<std::complex<Real>> to, sim::Workers& workers) {
  std::vector<double> weights((from.size() - 1) / kPiece + 1);
  workers.parallel_for(from.size(), kPiece, [&](std::uint64_t begin, std::uint64_t end) {
    double sum = 0;
    for (std::uint64_t i = begin; i < end; ++i) {
      const double re = from[i].real(), im = from[i].imag();
      sum += re * re + im * im;
      to[i] = std::complex<Real>(static_cast<Real>(re), static_cast<Real>(im));
    }
    weights[begin / kPiece] = sum;
  });
  return std::accumulate(weights.begin(), weights.end(), 0.0);
}

/// The options of a run with the simulator's number of threads in them if they have none.
class ThreadsChosen {
 public:
  ThreadsChosen(const RunOptions& options, int threads) : options_(&options) {
    if (threads == 0 || options.threads != 0) return;
    own_ = options;
    own_->threads = threads;
    options_ = &*own_;
  }
  ThreadsChosen(const ThreadsChosen&) = delete;
  ThreadsChosen& operator=(const ThreadsChosen&) = delete;
  const RunOptions& operator*() const noexcept { return *options_; }

 private:
  const RunOptions* options_;
  std::optional<RunOptions> own_;
};

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
    const bool is_ours = last && last.use_count() == 2 && last->state.use_count() == (current == last->state ? 2 : 1);
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

CPUQVM::CPUQVM(std::string_view precision, int threads)
    : precision_(checked_precision("CPUQVM", precision)), threads_(threads), memory_(std::make_unique<Memory>()) {
  sim::check_threads(threads);
}
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
  const ThreadsChosen chosen(options, threads_);
  memory_->finish(sim::execute(prog, static_cast<std::uint64_t>(shots), *chosen, precision_, initial, *memory_));
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
  const ThreadsChosen chosen(options, threads_);
  return sim::expectation_of(prog, pauli_operator, static_cast<std::uint64_t>(shots), *chosen, precision_, initial,
                             buffers);
}

double CPUQVM::expval_hamiltonian(const QProg& prog, const Hamiltonian& hamiltonian, std::int64_t shots,
                                  const RunOptions& options) {
  return expval_pauli_operator(prog, hamiltonian.pauli_operator(), shots, options);
}

void CPUQVM::set_threads(int threads) {
  sim::check_threads(threads);
  threads_ = threads;
}

template <class Source>
void CPUQVM::set_initial(std::span<const std::complex<Source>> amplitudes) {
  if (amplitudes.size() < 2 || !std::has_single_bit(amplitudes.size()))
    throw InvalidArgument(
        concat("init_state: the number of amplitudes must be a power of two, at least 2, got ", amplitudes.size()));
  const auto num_qubits = static_cast<unsigned>(std::countr_zero(amplitudes.size()));
  sim::BufferPtr buffer = sim::take_states(num_qubits, precision_, 1, 0, [] {})[0];
  buffer->mark_used();
  sim::Guard guard([] { InterruptScope::poll(); }, {});
  sim::Workers workers(threads_, guard);
  const double sum = buffer->visit([&](const auto state) { return convert(amplitudes, state, workers); });
  const double tolerance = precision_ == Precision::float32 ? kNormTolerance32 : kNormTolerance64;
  if (!(std::abs(sum - 1) <= tolerance))  // also refuses NaN
    throw InvalidArgument(
        concat("init_state: the squares of the amplitudes must sum to 1 within ", tolerance, ", they sum to ", sum));
  memory_->initial = buffer;
  memory_->current = std::move(buffer);
}

void CPUQVM::init_state(std::span<const Complex> amplitudes) { set_initial(amplitudes); }
void CPUQVM::init_state(std::span<const std::complex<float>> amplitudes) { set_initial(amplitudes); }

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
