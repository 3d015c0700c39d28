#include "qpanda3/hamiltonian/pauli_operator.hpp"

#include <algorithm>

#include "hamiltonian/pauli_terms.hpp"
#include "qpanda3/base/concat.hpp"
#include "qpanda3/base/error.hpp"
#include "qpanda3/gate/factories.hpp"

namespace qpanda3 {
namespace {

void check_equal_lengths(std::size_t strings, std::size_t coefs) {
  if (strings != coefs)
    throw InvalidArgument(concat("PauliOperator: paulis has ", strings, " entries and coefs has ", coefs,
                                 "; each string needs its coefficient"));
}

GateType gate_type_of(char letter) {
  switch (letter) {
    case 'X':
      return GateType::X;
    case 'Y':
      return GateType::Y;
    case 'Z':
      return GateType::Z;
    default:
      return GateType::I;
  }
}

QGate letter_gate(char letter, Index qubit) { return QGate(gate_type_of(letter), std::span<const Index>(&qubit, 1)); }

QCircuit circuit_of(const PauliTerms& terms, std::size_t term) {
  QCircuit circuit;
  for (Index qubit = 0; qubit < terms.num_qubits(); ++qubit) circuit << letter_gate(terms.letter(term, qubit), qubit);
  return circuit;
}

/// Splits all qubits by whether `is_other(qubit)`.
template <class IsOther>
QubitSplit split_qubits(Index num_qubits, IsOther&& is_other) {
  QubitSplit split;
  for (Index qubit = 0; qubit < num_qubits; ++qubit) (is_other(qubit) ? split.others : split.identity).push_back(qubit);
  return split;
}

const std::shared_ptr<const PauliTerms>& zero_terms() {
  static const std::shared_ptr<const PauliTerms> zero = std::make_shared<PauliTerms>();
  return zero;
}

}  // namespace

QGate PauliWithQbit::to_qgate() const { return letter_gate(letter_, qubit_); }

Complex PauliTerm::coef() const { return terms_->coef(index_); }

std::vector<PauliWithQbit> PauliTerm::paulis() const {
  std::vector<PauliWithQbit> result;
  terms_->for_each_letter(index_, [&](Index qubit, char letter) { result.emplace_back(qubit, letter); });
  return result;
}

QubitSplit PauliTerm::qubits() const {
  return split_qubits(terms_->num_qubits(), [&](Index qubit) { return terms_->letter(index_, qubit) != 'I'; });
}

Index PauliTerm::max_qbit_idx() const { return terms_->num_qubits() - 1; }

QCircuit PauliTerm::to_qcircuit() const { return circuit_of(*terms_, index_); }

std::string PauliTerm::key() const {
  std::string key;
  terms_->for_each_letter(index_, [&](Index qubit, char letter) {
    if (!key.empty()) key += ' ';
    key += letter;
    key += std::to_string(qubit);
  });
  return key;
}

std::string PauliTerm::letters() const {
  std::string letters;
  terms_->for_each_letter(index_, [&](Index, char letter) { letters += letter; });
  return letters;
}

PauliOperator::PauliOperator() : terms_(zero_terms()) {}

PauliOperator::PauliOperator(std::string_view key) {
  Builder builder;
  builder.add(key, 1);
  *this = builder.finish();
}

PauliOperator::PauliOperator(std::initializer_list<std::pair<std::string_view, Complex>> terms) {
  Builder builder;
  for (const auto& [key, coef] : terms) builder.add(key, coef);
  *this = builder.finish();
}

PauliOperator::PauliOperator(std::span<const std::string> keys, std::span<const Complex> coefs) {
  check_equal_lengths(keys.size(), coefs.size());
  Builder builder;
  builder.reserve(keys.size());
  for (std::size_t i = 0; i < keys.size(); ++i) builder.add(keys[i], coefs[i]);
  *this = builder.finish();
}

PauliOperator::PauliOperator(std::span<const std::string> strings, std::span<const Complex> coefs,
                             bool rightmost_is_0) {
  check_equal_lengths(strings.size(), coefs.size());
  Builder builder;
  builder.reserve(strings.size());
  for (std::size_t i = 0; i < strings.size(); ++i) builder.add_string(strings[i], coefs[i], rightmost_is_0);
  *this = builder.finish();
}

PauliOperator::PauliOperator(std::span<const Entry> entries) {
  Builder builder;
  builder.reserve(entries.size());
  for (const Entry& entry : entries) builder.add_letters(entry.paulis, entry.qubits, entry.coef);
  *this = builder.finish();
}

PauliOperator PauliOperator::from_terms(PauliTerms terms) {
  terms.fit();
  terms.drop_zeros();
  return PauliOperator(std::make_shared<PauliTerms>(std::move(terms)));
}

PauliOperator PauliOperator::identity(Complex c, Index num_qubits) {
  check_finite("a scalar operand", c);
  PauliTerms terms(std::max<Index>(num_qubits, 1));
  const std::vector<std::uint64_t> masks(2 * terms.words());
  terms.append(masks.data(), c);
  return from_terms(std::move(terms));
}

std::size_t PauliOperator::size() const noexcept { return terms_->size(); }

Index PauliOperator::num_qubits() const noexcept { return terms_->num_qubits(); }

std::span<const Complex> PauliOperator::coefficients() const noexcept { return terms_->coefs(); }

std::span<const std::uint64_t> PauliOperator::x_mask(std::size_t index) const noexcept {
  return {terms_->x(index), terms_->words()};
}

std::span<const std::uint64_t> PauliOperator::z_mask(std::size_t index) const noexcept {
  return {terms_->z(index), terms_->words()};
}

QubitSplit PauliOperator::qubits() const {
  const std::size_t words = terms_->words();
  std::vector<std::uint64_t> used(words, 0);
  for (std::size_t term = 0; term < terms_->size(); ++term)
    for (std::size_t word = 0; word < words; ++word) used[word] |= terms_->x(term)[word] | terms_->z(term)[word];
  return split_qubits(num_qubits(), [&](Index qubit) { return (used[qubit / 64] >> (qubit % 64) & 1) != 0; });
}

std::vector<PauliTerm> PauliOperator::terms() const {
  std::vector<PauliTerm> result;
  result.reserve(size());
  for (std::size_t i = 0; i < size(); ++i) result.push_back(term(i));
  return result;
}

std::vector<std::pair<QCircuit, Complex>> PauliOperator::to_qcircuits() const {
  std::vector<std::pair<QCircuit, Complex>> result;
  result.reserve(size());
  for (std::size_t i = 0; i < size(); ++i) {
    InterruptScope::poll();
    result.emplace_back(circuit_of(*terms_, i), terms_->coef(i));
  }
  return result;
}

PauliOperator::Archive PauliOperator::archive() const { return {num_qubits(), terms_->all_masks(), terms_->coefs()}; }

PauliOperator PauliOperator::from_archive(const Archive& archive) {
  const auto refuse = [](const auto&... why) { throw InvalidArgument(concat("archive of a PauliOperator: ", why...)); };
  if (archive.num_qubits < 1 || archive.num_qubits > kMaxIndex + 1) refuse("it has ", archive.num_qubits, " qubits");
  PauliTerms terms(archive.num_qubits);
  const std::size_t words = terms.words(), stride = 2 * words;
  if (archive.masks.size() % stride != 0 || archive.masks.size() / stride != archive.coefs.size())
    refuse(archive.coefs.size(), " terms on ", archive.num_qubits, " qubits have ", archive.coefs.size(), " * ", stride,
           " words, got ", archive.masks.size());
  const std::uint64_t beyond = archive.num_qubits % 64 == 0 ? 0 : ~std::uint64_t{0} << archive.num_qubits % 64;
  terms.reserve(archive.coefs.size());
  for (std::size_t i = 0; i < archive.coefs.size(); ++i) {
    const std::uint64_t* const masks = archive.masks.data() + stride * i;
    if (((masks[words - 1] | masks[stride - 1]) & beyond) != 0) refuse("term ", i, " has letters beyond its qubits");
    check_finite("a coefficient", archive.coefs[i]);
    terms.add(masks, archive.coefs[i]);
  }
  return from_terms(std::move(terms));
}

}  // namespace qpanda3
