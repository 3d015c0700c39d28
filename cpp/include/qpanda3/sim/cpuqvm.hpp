#pragma once
// CPUQVM: runs programs on a state vector, in single or double precision.

#include <complex>
#include <cstdint>
#include <memory>
#include <optional>
#include <span>
#include <string>
#include <string_view>
#include <vector>

#include "qpanda3/base/export.hpp"
#include "qpanda3/base/interrupt.hpp"
#include "qpanda3/circuit/prog.hpp"
#include "qpanda3/sim/execution_plan.hpp"
#include "qpanda3/sim/noise.hpp"
#include "qpanda3/sim/precision.hpp"
#include "qpanda3/sim/result.hpp"

namespace qpanda3 {

class Hamiltonian;
class PauliOperator;
namespace sim {
class StateBuffer;
}

/// How a run is carried out. None of it but the seed and the noise changes results.
///
/// A time limit is looked at when the run begins and then every 20 ms or so: a run that needs longer ends with Timeout,
/// one that is done before the next look keeps its result, and with a limit of 0 none begins.
struct RunOptions {
  std::optional<std::uint64_t> seed{};  ///< equal seeds give equal results, for any number of threads; default: random
  int threads = 0;                      ///< at most 4096; 0: as the simulator says, see CPUQVM::set_threads()
  std::optional<double> time_limit{};   ///< seconds, from 0; Timeout when they are over; default: none
  InterruptCheck interrupt{};           ///< asked at least every 50 ms or so, on the calling thread
  const NoiseModel* noise = nullptr;    ///< null or empty: no noise; must live until run returns
};

/// The statevector simulator. One object must not be used by two threads at the same time.
class QPANDA3_API CPUQVM {
 public:
  /// `precision`: `float64` or `float32`, in which amplitudes are kept and gates computed; probabilities and norms are
  /// summed in double precision in both. InvalidPrecision for an unknown name, UnsupportedPrecision for one that is
  /// known but not offered here. `threads` as for set_threads().
  explicit CPUQVM(std::string_view precision = "float64", int threads = 0);
  ~CPUQVM();
  CPUQVM(CPUQVM&&) noexcept;
  CPUQVM& operator=(CPUQVM&&) noexcept;
  CPUQVM(const CPUQVM&) = delete;
  CPUQVM& operator=(const CPUQVM&) = delete;

  /// Runs `prog` from the initial state and keeps the result. With 0 shots measurements are skipped (conditions see 0).
  ///
  /// NegativeValue for negative shots; InvalidArgument if the initial state does not fit the program's register or a
  /// qwhile runs more than 10000 times; Unsupported for a controlled RESET; ResourceExhausted, before anything is
  /// allocated, if the state does not fit into memory; PrecisionConversion if a matrix element is too large for the
  /// precision; Timeout; whatever the interrupt check throws. After an exception
  /// the result is still the one of the last run that succeeded, unless memory was so short that its state had to be
  /// given up for the new one: then it is empty.
  void run(const QProg& prog, std::int64_t shots, const RunOptions& options = {});
  /// The real part of the expectation value of an operator in the state that `prog` leaves, from the initial state.
  ///
  /// Exact, whatever `shots` is, unless chance decides about the state: with noise on gates, channels, resets, or
  /// measurements that later operations depend on, it is the mean over `shots` runs of the value in the state of each.
  /// Other measurements are skipped. Read-out errors are taken into account exactly. Qubits beyond the program's are 0.
  /// Neither result() nor current_state() changes. Exceptions as in run(); InvalidArgument also for 0 shots where
  /// chance decides.
  double expval_pauli_operator(const QProg& prog, const PauliOperator& pauli_operator, std::int64_t shots = 1000,
                               const RunOptions& options = {});
  double expval_hamiltonian(const QProg& prog, const Hamiltonian& hamiltonian, std::int64_t shots = 1000,
                            const RunOptions& options = {});

  /// What run() would do with this program: merged gates, and the passes over the state in which they are applied.
  /// Nothing is computed, and the state need not fit into memory. Exceptions as in run().
  ExecutionPlan plan(const QProg& prog, std::int64_t shots = 1, const RunOptions& options = {}) const;

  /// Of the last run; empty before the first.
  QResult result() const { return result_; }

  /// How many threads later runs use, the calling one included, if they do not say themselves. 0, as at first: as many
  /// as the environment variable QPANDA3_NUM_THREADS says, or else as the process may use by CPU affinity and cgroup
  /// quota. Results do not depend on it, and no thread outlives its run. InvalidArgument below 0 or above 4096.
  void set_threads(int threads);
  int threads() const noexcept { return threads_; }

  /// Makes later runs start from `amplitudes`: 2^n of them, n >= 1, with the sum of squares within 1e-6 of 1
  /// (1e-5 in float32), InvalidArgument otherwise; copied and converted to the precision of this simulator. The program
  /// run must have exactly n qubits. ResourceExhausted if the copy does not fit into memory.
  void init_state(std::span<const Complex> amplitudes);
  void init_state(std::span<const std::complex<float>> amplitudes);
  /// Makes later runs start from |0...0>, as at first.
  void init_state();
  /// The state last reached or set: after a run its final state, after init_state that one; empty if there is none.
  StateVector current_state() const;

  std::string_view precision() const noexcept { return name_of(precision_); }
  static std::vector<std::string> supported_precisions();

 private:
  struct Memory;
  class Workspace;
  template <class Source>
  void set_initial(std::span<const std::complex<Source>> amplitudes);
  /// The initial state, null for |0...0>. InvalidArgument if it does not fit the program.
  const sim::StateBuffer* checked_initial(const char* caller, const QProg& prog) const;

  Precision precision_;
  int threads_;
  QResult result_;
  std::unique_ptr<Memory> memory_;  ///< initial state and buffers kept between runs
};

}  // namespace qpanda3
