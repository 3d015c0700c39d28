#include "hamiltonian/pauli_terms.hpp"

#include <algorithm>
#include <cmath>
#include <limits>

#include "qpanda3/base/concat.hpp"
#include "qpanda3/base/error.hpp"
#include "qpanda3/base/machine.hpp"

namespace qpanda3 {
namespace {

/// Growth up to this size is not worth asking the system how much memory it has.
constexpr double kAlwaysThere = 64.0 * 1024 * 1024;
/// Numbers of terms are kept as 32 bits in the index.
constexpr std::size_t kMaxTerms = std::numeric_limits<std::uint32_t>::max() - 1;

void check_memory(std::size_t terms, std::size_t words) {
  if (terms > kMaxTerms)
    throw ResourceExhausted(concat("a Pauli operator has at most ", kMaxTerms, " terms, asked for ", terms));
  const double bytes = static_cast<double>(terms) * (16.0 * static_cast<double>(words) + 16 + 8);
  if (bytes <= kAlwaysThere) return;
  const auto available = static_cast<double>(available_memory());
  if (bytes > available)
    throw ResourceExhausted(concat("a Pauli operator of ", terms, " terms with ", 64 * words, " qubits' room needs ",
                                   bytes_text(bytes), "; ", bytes_text(available), " is available"));
}

bool continues_character(char byte) noexcept { return (static_cast<unsigned char>(byte) & 0xC0u) == 0x80u; }

}  // namespace

std::string_view character_at(std::string_view text, std::size_t at) {
  std::size_t end = at + 1;
  while (end < text.size() && continues_character(text[end])) ++end;
  return text.substr(at, end - at);
}

std::string shortened(std::string_view text) {
  std::size_t length = 60;
  if (text.size() <= length) return std::string(text);
  while (length > 0 && continues_character(text[length])) --length;
  return std::string(text.substr(0, length)) + "...";
}

void check_finite(const char* what, Complex value) {
  if (!std::isfinite(value.real()) || !std::isfinite(value.imag()))
    throw InvalidArgument(concat("PauliOperator: ", what, " must be finite, got ", value));
}

void PauliTerms::widen(Index num_qubits, bool spare) {
  if (num_qubits <= num_qubits_) return;
  num_qubits_ = num_qubits;
  const std::size_t needed = words_for(num_qubits);
  if (needed > words_) restride(spare ? std::bit_ceil(needed) : needed);
}

void PauliTerms::fit() {
  if (words_ != words_for(num_qubits_)) restride(words_for(num_qubits_));
}

void PauliTerms::restride(std::size_t words) {
  check_memory(size(), words);
  std::vector<std::uint64_t> masks(2 * words * size());
  const std::size_t kept = std::min(words, words_);
  for (std::size_t term = 0; term < size(); ++term) {
    std::copy_n(x(term), kept, masks.data() + 2 * words * term);
    std::copy_n(z(term), kept, masks.data() + 2 * words * term + words);
  }
  masks_ = std::move(masks);
  words_ = words;
  slots_.clear();
}

void PauliTerms::reserve(std::size_t terms) {
  if (terms <= coefs_.capacity() && 2 * words_ * terms <= masks_.capacity()) return;
  const std::size_t grown = std::max(terms, std::min(2 * coefs_.capacity(), kMaxTerms));
  check_memory(grown, words_);
  coefs_.reserve(grown);
  masks_.reserve(2 * words_ * grown);
}

void PauliTerms::make_room() {
  if (size() == coefs_.capacity()) reserve(std::max<std::size_t>(size() + 1, 4));
}

std::size_t PauliTerms::hash(const std::uint64_t* masks) const noexcept {
  std::uint64_t state = 0x9E3779B97F4A7C15u;
  for (std::size_t i = 0; i < 2 * words_; ++i) {
    state ^= masks[i];
    state *= 0xFF51AFD7ED558CCDu;
    state ^= state >> 32;
  }
  state *= 0xC4CEB9FE1A85EC53u;
  return static_cast<std::size_t>(state ^ state >> 29);
}

bool PauliTerms::equal(std::size_t term, const std::uint64_t* other) const noexcept {
  return std::equal(other, other + 2 * words_, masks(term));
}

std::size_t PauliTerms::slot_of(const std::uint64_t* wanted) const noexcept {
  const std::size_t last = slots_.size() - 1;
  std::size_t slot = hash(wanted) & last;
  while (slots_[slot] != 0 && !equal(slots_[slot] - 1, wanted)) slot = (slot + 1) & last;
  return slot;
}

void PauliTerms::build_index() {
  slots_.assign(std::bit_ceil(std::max<std::size_t>(2 * size(), 4) + 1), 0);
  for (std::size_t term = 0; term < size(); ++term) slots_[slot_of(masks(term))] = static_cast<std::uint32_t>(term + 1);
}

std::size_t PauliTerms::find(const std::uint64_t* wanted) const {
  if (!slots_.empty()) return slots_[slot_of(wanted)] == 0 ? kNone : slots_[slot_of(wanted)] - 1;
  for (std::size_t term = 0; term < size(); ++term)
    if (equal(term, wanted)) return term;
  return kNone;
}

bool PauliTerms::add(const std::uint64_t* added, Complex coef) {
  if (slots_.empty() || 2 * size() >= slots_.size()) build_index();
  const std::size_t slot = slot_of(added);
  if (slots_[slot] != 0) {
    Complex& sum = coefs_[slots_[slot] - 1];
    sum += coef;
    return sum != Complex(0);
  }
  append(added, coef);
  slots_[slot] = static_cast<std::uint32_t>(size());
  return coef != Complex(0);
}

void PauliTerms::append(const std::uint64_t* added, Complex coef) {
  make_room();
  masks_.insert(masks_.end(), added, added + 2 * words_);
  coefs_.push_back(coef + Complex(0));
}

void PauliTerms::drop_zeros() {
  std::size_t kept = 0;
  for (std::size_t term = 0; term < size(); ++term) {
    if (coefs_[term] == Complex(0)) continue;
    coefs_[kept] = coefs_[term] + Complex(0);  // turns -0 into 0
    if (kept != term) std::copy_n(masks(term), 2 * words_, masks_.data() + 2 * words_ * kept);
    ++kept;
  }
  if (kept == size()) return;
  coefs_.resize(kept);
  masks_.resize(2 * words_ * kept);
  slots_.clear();
}

}  // namespace qpanda3
