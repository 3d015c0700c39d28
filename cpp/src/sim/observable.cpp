#include "sim/observable.hpp"

#include <algorithm>
#include <bit>

#include "qpanda3/base/concat.hpp"
#include "qpanda3/base/error.hpp"

namespace qpanda3::sim {
namespace {

/// Read-out errors may make this many terms of an operator.
constexpr std::size_t kMaxTerms = std::size_t{1} << 22;

/// How the letters on a qubit are read: as scale times themselves plus offset.
struct Reading {
  double scale = 1, offset = 0;
};

Reading reading_of(const NoiseModel* noise, Index qubit) {
  const ReadOutError* const error = noise != nullptr ? noise->read_out_error(qubit) : nullptr;
  if (error == nullptr) return {};
  return {1 - error->flip[0] - error->flip[1], error->flip[1] - error->flip[0]};
}

/// One term of the operator becomes terms of the observable.
class TermReader {
 public:
  TermReader(unsigned num_qubits, const NoiseModel* noise, std::vector<MaskTerm>& result)
      : num_qubits_(num_qubits),
        noise_(noise != nullptr && noise->has_read_out_errors() ? noise : nullptr),
        result_(result) {}

  void add(std::span<const std::uint64_t> x, std::span<const std::uint64_t> z, double coef) {
    const std::size_t first = result_.size();
    const std::uint64_t inside = (std::uint64_t{1} << num_qubits_) - 1;
    result_.push_back({x[0] & inside, z[0] & inside, coef});
    for (std::size_t word = 0; word < x.size(); ++word) {
      const std::uint64_t seen = word == 0 ? ~inside : ~std::uint64_t{0};
      for (std::uint64_t rest = (x[word] | z[word]) & seen; rest != 0; rest &= rest - 1)
        read_beyond(static_cast<Index>(64 * word) + static_cast<Index>(std::countr_zero(rest)),
                    (x[word] & rest & (0 - rest)) != 0, result_[first].coef);
      if (result_[first].coef == Complex(0)) {
        result_.resize(first);
        return;
      }
    }
    if (noise_ == nullptr) return;
    check_growth(first, (x[0] | z[0]) & inside);
    for (std::uint64_t rest = (x[0] | z[0]) & inside; rest != 0; rest &= rest - 1)
      read_inside(rest & (0 - rest), reading_of(noise_, static_cast<Index>(std::countr_zero(rest))), first);
  }

 private:
  /// Beyond the register qubits are 0: Z gives 1 there, X and Y give 0 on average.
  void read_beyond(Index qubit, bool is_x_or_y, Complex& coef) const {
    const Reading reading = reading_of(noise_, qubit);
    coef *= reading.offset + (is_x_or_y ? 0 : reading.scale);
  }

  /// Each letter with an offset doubles the number of terms made of this one.
  void check_growth(std::size_t first, std::uint64_t letters) const {
    std::size_t made = 1;
    for (std::uint64_t rest = letters; rest != 0; rest &= rest - 1)
      if (reading_of(noise_, static_cast<Index>(std::countr_zero(rest))).offset != 0) made *= 2;
    if (first + made > kMaxTerms)
      throw Unsupported(concat("expectation value: read-out errors with p(0|1) != p(1|0) make more than ", kMaxTerms,
                               " terms of this operator; use equal probabilities or terms of fewer letters"));
  }

  void read_inside(std::uint64_t bit, const Reading& reading, std::size_t first) {
    const std::size_t end = result_.size();
    for (std::size_t i = first; i < end; ++i) {
      MaskTerm term = result_[i];
      result_[i].coef *= reading.scale;
      if (reading.offset == 0) continue;
      term.x &= ~bit;
      term.z &= ~bit;
      term.coef *= reading.offset;
      result_.push_back(term);
    }
  }

  unsigned num_qubits_;
  const NoiseModel* noise_;
  std::vector<MaskTerm>& result_;
};

}  // namespace

SumPlan make_observable(const PauliOperator& op, unsigned num_qubits, const NoiseModel* noise) {
  std::vector<MaskTerm> terms;
  terms.reserve(op.size());
  TermReader reader(num_qubits, noise, terms);
  for (std::size_t i = 0; i < op.size(); ++i) {
    const double coef = op.coefficients()[i].real();
    if (coef != 0) reader.add(op.x_mask(i), op.z_mask(i), coef);
  }
  return plan_sums(group_by_x(std::move(terms)), num_qubits);
}

}  // namespace qpanda3::sim
