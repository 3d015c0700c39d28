// Sums, products and powers. Products of letters are XORs of masks; the phase is a count of bits modulo 4.

#include <algorithm>
#include <bit>
#include <cmath>

#include "hamiltonian/pauli_terms.hpp"
#include "qpanda3/base/concat.hpp"
#include "qpanda3/base/error.hpp"
#include "qpanda3/hamiltonian/pauli_operator.hpp"

namespace qpanda3 {
namespace {

/// Terms between two looks at the clock.
constexpr std::size_t kPollInterval = 4096;

/// Masks of terms brought to another number of words.
class WideMasks {
 public:
  WideMasks(const PauliTerms& terms, std::size_t words) : terms_(terms), words_(words), masks_(2 * words) {}
  const std::uint64_t* operator[](std::size_t term) {
    if (terms_.words() == words_) return terms_.masks(term);
    std::copy_n(terms_.x(term), terms_.words(), masks_.data());
    std::copy_n(terms_.z(term), terms_.words(), masks_.data() + words_);
    return masks_.data();
  }

 private:
  const PauliTerms& terms_;
  std::size_t words_;
  std::vector<std::uint64_t> masks_;
};

PauliTerms widened(const PauliTerms& terms, Index num_qubits) {
  PauliTerms result = terms;
  result.widen(num_qubits);
  return result;
}

/// Adds a * b times each other term of `b` to `sum`.
void add_products(const std::uint64_t* a, Complex coef, const PauliTerms& b, std::vector<std::uint64_t>& masks,
                  PauliTerms& sum) {
  const std::size_t words = b.words();
  for (std::size_t term = 0; term < b.size(); ++term) {
    const std::uint64_t* const other = b.masks(term);
    int quarter_turns = 0;
    for (std::size_t w = 0; w < words; ++w) {
      const std::uint64_t ax = a[w], az = a[words + w], bx = other[w], bz = other[words + w];
      masks[w] = ax ^ bx;
      masks[words + w] = az ^ bz;
      // X^x Z^z X^x' Z^z' = (-1)^|z & x'| X^(x^x') Z^(z^z'), and i for each Y.
      quarter_turns += std::popcount(ax & az) + std::popcount(bx & bz) - std::popcount(masks[w] & masks[words + w]) +
                       2 * std::popcount(az & bx);
    }
    sum.add(masks.data(), times_power_of_i(coef * b.coef(term), static_cast<unsigned>(quarter_turns)));
  }
}

/// `masks` of `words` words each, moved up by `shift` qubits, ORed into masks of another width.
void or_shifted(const std::uint64_t* from, std::size_t words, Index shift, std::uint64_t* to, std::size_t to_words) {
  const std::size_t skip = shift / 64;
  const unsigned bits = shift % 64;
  for (std::size_t w = 0; w < words; ++w) {
    if (skip + w < to_words) to[skip + w] |= from[w] << bits;
    if (bits != 0 && skip + w + 1 < to_words) to[skip + w + 1] |= from[w] >> (64 - bits);
  }
}

}  // namespace

PauliOperator& PauliOperator::add(const PauliOperator& other, double factor) {
  const std::shared_ptr<const PauliTerms> added = other.terms_;  // may be this operator's own
  const Index width = std::max(num_qubits(), other.num_qubits());
  // Changed in place if nobody else holds the contents (they are constant only for sharing) and if what may be
  // interrupted or refused lies behind: then a loop of small additions does not copy the sum again and again.
  const bool in_place = terms_.use_count() == 1 && num_qubits() == width && added->size() <= kPollInterval;
  const auto sum =
      in_place ? std::const_pointer_cast<PauliTerms>(terms_) : std::make_shared<PauliTerms>(widened(*terms_, width));
  if (in_place) sum->reserve(sum->size() + added->size());
  WideMasks masks(*added, sum->words());
  bool has_zeros = false;
  for (std::size_t term = 0; term < added->size(); ++term) {
    if (!in_place && term % kPollInterval == 0) InterruptScope::poll();
    has_zeros |= !sum->add(masks[term], added->coef(term) * factor);
  }
  if (has_zeros) sum->drop_zeros();
  terms_ = sum;
  return *this;
}

PauliOperator operator*(const PauliOperator& a, const PauliOperator& b) {
  const Index width = std::max(a.num_qubits(), b.num_qubits());
  PauliTerms product(width);
  const PauliTerms right = widened(*b.terms_, width);
  WideMasks left(*a.terms_, product.words());
  std::vector<std::uint64_t> scratch(2 * product.words());
  product.reserve(std::max(a.size(), b.size()));
  for (std::size_t term = 0; term < a.size(); ++term) {
    if (term % 16 == 0 || right.size() > kPollInterval) InterruptScope::poll();
    add_products(left[term], a.terms_->coef(term), right, scratch, product);
  }
  return PauliOperator::from_terms(std::move(product));
}

PauliOperator operator*(const PauliOperator& a, Complex c) {
  check_finite("a scalar operand", c);
  PauliTerms terms = *a.terms_;
  terms.map_coefs([c](Complex coef) { return coef * c; });
  return PauliOperator::from_terms(std::move(terms));
}

PauliOperator operator/(const PauliOperator& a, Complex c) {
  check_finite("a scalar operand", c);
  if (c == Complex(0)) throw InvalidArgument("PauliOperator: division by 0");
  PauliTerms terms = *a.terms_;
  terms.map_coefs([c](Complex coef) { return coef / c; });
  return PauliOperator::from_terms(std::move(terms));
}

bool operator==(const PauliOperator& a, const PauliOperator& b) {
  const PauliTerms &left = *a.terms_, &right = *b.terms_;
  if (left.num_qubits() != right.num_qubits() || left.size() != right.size()) return false;
  if (left.all_masks() == right.all_masks()) return left.coefs() == right.coefs();
  PauliTerms indexed = right;
  indexed.build_index();
  for (std::size_t term = 0; term < left.size(); ++term) {
    const std::size_t same = indexed.find(left.masks(term));
    if (same == PauliTerms::kNone || indexed.coef(same) != left.coef(term)) return false;
  }
  return true;
}

PauliOperator PauliOperator::pow(std::int64_t n) const {
  if (n < 0) throw NegativeValue(concat("PauliOperator: the exponent must be at least 0, got ", n));
  PauliOperator result = identity(1, num_qubits());
  PauliOperator square = *this;
  for (std::int64_t rest = n; rest != 0; rest >>= 1) {
    if ((rest & 1) != 0) result *= square;
    if (rest > 1) square *= square;
  }
  return result;
}

PauliOperator PauliOperator::tensor(const PauliOperator& other) const {
  const std::uint64_t width = std::uint64_t{num_qubits()} + other.num_qubits();
  if (width > std::uint64_t{kMaxIndex} + 1)
    throw InvalidArgument(concat("tensor: ", width, " qubits; at most ", kMaxIndex + 1, " are supported"));
  PauliTerms product(static_cast<Index>(width));
  product.reserve(size() * other.size());
  const std::size_t words = product.words(), low_words = terms_->words(), high_words = other.terms_->words();
  std::vector<std::uint64_t> masks(2 * words);
  for (std::size_t low = 0; low < size(); ++low) {
    InterruptScope::poll();
    for (std::size_t high = 0; high < other.size(); ++high) {
      std::fill(masks.begin(), masks.end(), 0);
      std::copy_n(terms_->x(low), low_words, masks.data());
      std::copy_n(terms_->z(low), low_words, masks.data() + words);
      or_shifted(other.terms_->x(high), high_words, num_qubits(), masks.data(), words);
      or_shifted(other.terms_->z(high), high_words, num_qubits(), masks.data() + words, words);
      product.append(masks.data(), terms_->coef(low) * other.terms_->coef(high));
    }
  }
  return from_terms(std::move(product));
}

PauliOperator PauliOperator::tensor(std::int64_t n) const {
  if (n < 0) throw NegativeValue(concat("tensor: the number of copies must be at least 0, got ", n));
  if (n <= 1) return *this;
  const PauliOperator half = tensor(n / 2);
  const PauliOperator even = half.tensor(half);
  return n % 2 == 0 ? even : even.tensor(*this);
}

PauliOperator PauliOperator::simplify(double tolerance) const {
  if (!(tolerance >= 0)) throw InvalidArgument(concat("simplify: tolerance must be at least 0, got ", tolerance));
  PauliTerms terms = *terms_;
  terms.map_coefs([tolerance](Complex coef) { return std::abs(coef) <= tolerance ? Complex(0) : coef; });
  return from_terms(std::move(terms));
}

}  // namespace qpanda3
