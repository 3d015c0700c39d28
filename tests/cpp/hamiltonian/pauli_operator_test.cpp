// Operators against dense matrices made letter by letter, and the rules of their texts.

#include "qpanda3/hamiltonian/pauli_operator.hpp"

#include <gtest/gtest.h>

#include <random>
#include <set>

#include "qpanda3/base/error.hpp"
#include "qpanda3/hamiltonian/hamiltonian.hpp"
#include "support/dense_reference.hpp"
#include "support/interrupts.hpp"

namespace qpanda3 {
namespace {

using reference::Dense;

Dense dense(const PauliTerm& term) {
  Dense result{{term.coef()}};
  std::string letters(term.max_qbit_idx() + 1, 'I');
  for (const PauliWithQbit& letter : term.paulis()) letters[letter.qbit()] = letter.pauli_char();
  for (const char letter : letters) result = reference::kron(reference::pauli(letter), result);
  return result;
}

Dense dense(const PauliOperator& op) {
  Dense sum = reference::zeros(std::size_t{1} << op.num_qubits());
  for (const PauliTerm& term : op.terms()) sum = reference::sum(sum, dense(term));
  return sum;
}

double difference(const Matrix& matrix, const Dense& expected) {
  if (matrix.rows() != expected.size()) return INFINITY;
  double largest = 0;
  for (std::size_t i = 0; i < matrix.rows(); ++i)
    for (std::size_t j = 0; j < matrix.cols(); ++j)
      largest = std::max(largest, std::abs(matrix(i, j) - expected[i][j]));
  return largest;
}

double difference(const PauliOperator& op, const Dense& expected) {
  const Dense got = dense(op);
  if (got.size() != expected.size()) return INFINITY;
  double largest = 0;
  for (std::size_t i = 0; i < got.size(); ++i)
    for (std::size_t j = 0; j < got.size(); ++j) largest = std::max(largest, std::abs(got[i][j] - expected[i][j]));
  return largest;
}

class Random {
 public:
  explicit Random(unsigned seed) : engine_(seed) {}
  double number() { return std::uniform_real_distribution<double>(-1, 1)(engine_); }
  Index below(Index end) { return std::uniform_int_distribution<Index>(0, end - 1)(engine_); }

  PauliOperator op(Index num_qubits, int terms, bool real = false) {
    PauliOperator::Builder builder;
    for (int i = 0; i < terms; ++i) {
      std::string letters(num_qubits, 'I');
      for (char& letter : letters) letter = "IXYZ"[below(4)];
      builder.add_string(letters, {number(), real ? 0 : number()}, true);
    }
    return builder.finish();
  }
  std::vector<Complex> state(unsigned num_qubits) {
    std::vector<Complex> state(std::size_t{1} << num_qubits);
    for (Complex& value : state) value = {number(), number()};
    return state;
  }

 private:
  std::mt19937 engine_;
};

TEST(PauliOperator, product_of_letters_is_that_of_matrices) {
  for (const char a : {'I', 'X', 'Y', 'Z'})
    for (const char b : {'I', 'X', 'Y', 'Z'}) {
      const PauliOperator left(std::string_view(&a, 1)), right(std::string_view(&b, 1));
      const Dense expected = reference::product(reference::pauli(a), reference::pauli(b));
      EXPECT_EQ(difference(left * right, expected), 0) << a << b;
      EXPECT_EQ(left * right, PauliOperator(std::string{a, '0', ' ', b, '0'})) << a << b;
    }
}

TEST(PauliOperator, algebra_is_that_of_matrices) {
  Random random(1);
  for (int round = 0; round < 40; ++round) {
    const PauliOperator a = random.op(1 + random.below(4), 1 + static_cast<int>(random.below(12)));
    const PauliOperator b = random.op(a.num_qubits(), 1 + static_cast<int>(random.below(12)));
    const Complex c(random.number(), random.number());
    const Dense one = reference::identity(dense(a).size());
    EXPECT_LT(difference(a + b, reference::sum(dense(a), dense(b))), 1e-14);
    EXPECT_LT(difference(a - b, reference::sum(dense(a), reference::scaled(dense(b), -1))), 1e-14);
    EXPECT_LT(difference(a * b, reference::product(dense(a), dense(b))), 1e-13);
    EXPECT_LT(difference(c - a, reference::sum(reference::scaled(one, c), reference::scaled(dense(a), -1))), 1e-14);
    EXPECT_LT(difference(a * c, reference::scaled(dense(a), c)), 1e-14);
    EXPECT_LT(difference(a / c, reference::scaled(dense(a), 1.0 / c)), 1e-13 / std::abs(c));
    EXPECT_LT(difference(a.pow(3), reference::product(dense(a), reference::product(dense(a), dense(a)))), 1e-12);
    EXPECT_EQ(a.pow(0), PauliOperator::identity(1, a.num_qubits()));
    const PauliOperator small = random.op(1 + random.below(2), 3), low = random.op(1 + random.below(2), 3);
    EXPECT_LT(difference(low.tensor(small), reference::kron(dense(small), dense(low))), 1e-14);
    EXPECT_LT(difference(small.tensor(3), reference::kron(dense(small), reference::kron(dense(small), dense(small)))),
              1e-14);
  }
}

TEST(PauliOperator, sums_change_only_their_own_copy) {
  const PauliOperator x{{"X0", 1}};
  PauliOperator a = x;
  PauliOperator b = a;
  a += x;
  a += a;
  EXPECT_EQ(b, x);
  EXPECT_EQ(a, 4 * x);
  const PauliOperator& itself = a;
  a -= itself;
  EXPECT_TRUE(a.empty());
  const PauliTerm term = b.term(0);
  b *= b;
  EXPECT_EQ(term.key(), "X0");
  EXPECT_EQ(b, PauliOperator("I"));
}

TEST(PauliOperator, terms_keep_the_order_of_first_appearance) {
  PauliOperator op{{"Z3", 1}, {"X0", 2}, {"", 3}, {"X0", 1}, {"Y1", 5}};
  op += PauliOperator{{"Y1", 1}, {"X2", 1}};
  std::vector<std::string> keys;
  for (const PauliTerm& term : op.terms()) keys.push_back(term.key());
  EXPECT_EQ(keys, (std::vector<std::string>{"Z3", "X0", "", "Y1", "X2"}));
  op -= PauliOperator{{"X0", 3}};
  op += PauliOperator("X0");  // it vanished, so it comes back at the end
  EXPECT_EQ(op.terms().back().key(), "X0");
}

TEST(PauliOperator, wide_operators_use_all_their_words) {
  const PauliOperator a{{"X0 Y63 Z64 X127 Y128 Z200", 2}};
  const PauliOperator b{{"Z63", 1}, {"X64", 1}, {"X200", 1}};
  EXPECT_EQ(a * b, (PauliOperator{{"X0 X63 Z64 X127 Y128 Z200", {0, 2}},
                                  {"X0 Y63 Y64 X127 Y128 Z200", {0, 2}},
                                  {"X0 Y63 Z64 X127 Y128 Y200", {0, 2}}}));
  EXPECT_EQ(a * a, PauliOperator::identity(4, 201));
  EXPECT_EQ(PauliOperator("Y0").tensor(a).term(0).key(), "Y0 X1 Y64 Z65 X128 Y129 Z201");
  EXPECT_EQ(PauliOperator("X63").tensor(PauliOperator("Y63")).term(0).key(), "X63 Y127");
  PauliOperator sum("X0");
  sum += b;
  EXPECT_EQ(sum.num_qubits(), 201u);
  EXPECT_EQ(sum.size(), 4u);
  EXPECT_EQ(sum - b, PauliOperator("X0") + 0 * b);
}

TEST(PauliOperator, matrix_and_decomposition_agree_with_the_reference) {
  Random random(2);
  for (Index num_qubits = 1; num_qubits <= 5; ++num_qubits) {
    const PauliOperator op = random.op(num_qubits, 40);
    const Matrix matrix = op.matrix();
    EXPECT_LT(difference(matrix, dense(op)), 1e-14);
    const PauliOperator again(matrix);
    EXPECT_LT(difference(again, dense(op)), 1e-14);
    EXPECT_EQ(again.size(), op.size());  // rounding does not add terms
  }
  Matrix any(8, 8);
  for (std::size_t i = 0; i < 8; ++i)
    for (std::size_t j = 0; j < 8; ++j) any(i, j) = {random.number(), random.number()};
  const PauliOperator op(any);
  EXPECT_EQ(op.size(), 64u);
  Dense expected = reference::zeros(8);
  for (std::size_t i = 0; i < 8; ++i)
    for (std::size_t j = 0; j < 8; ++j) expected[i][j] = any(i, j);
  EXPECT_LT(difference(op, expected), 1e-14);
}

TEST(PauliOperator, application_and_expectation_need_no_matrix) {
  Random random(3);
  for (unsigned qubits : {1u, 2u, 5u, 11u, 12u}) {
    const bool wide = qubits > 6;
    const PauliOperator op = wide ? random.op(qubits, 30) : random.op(qubits, 60);
    const std::vector<Complex> state = random.state(qubits);
    const std::vector<Complex> applied = op.apply(state);
    std::vector<Complex> expected(state.size());
    for (const PauliTerm& term : op.terms())  // from the definition, bit by bit
      for (std::size_t i = 0; i < state.size(); ++i) {
        std::size_t to = i;
        Complex value = term.coef() * state[i];
        for (const PauliWithQbit& letter : term.paulis()) {
          const bool bit = (i >> letter.qbit() & 1) != 0;
          if (!letter.is_Z()) to ^= std::size_t{1} << letter.qbit();
          if (letter.is_Z() && bit) value = -value;
          if (letter.is_Y()) value *= Complex(0, bit ? -1 : 1);
        }
        expected[to] += value;
      }
    Complex mean = 0;
    for (std::size_t i = 0; i < state.size(); ++i) {
      ASSERT_LT(std::abs(applied[i] - expected[i]), 1e-12) << qubits << ' ' << i;
      mean += std::conj(state[i]) * expected[i];
    }
    EXPECT_LT(std::abs(op.expectation(state) - mean), 1e-12 * static_cast<double>(state.size()));
  }
  const std::vector<Complex> two{1, 0, 0, 0};  // a state with more qubits than the operator
  EXPECT_EQ(PauliOperator("X0").apply(two), (std::vector<Complex>{0, 1, 0, 0}));
  EXPECT_THROW(PauliOperator("X2").apply(two), InvalidArgument);
  EXPECT_THROW(PauliOperator("X0").expectation(std::vector<Complex>(3)), InvalidArgument);
}

TEST(PauliOperator, many_terms_on_one_mask_use_the_transform) {
  Random random(4);
  PauliOperator::Builder builder;
  std::vector<double> z_coef(64);
  for (std::size_t z = 0; z < 64; ++z) {
    std::string letters(6, 'I');
    for (std::size_t q = 0; q < 6; ++q) letters[q] = (z >> q & 1) != 0 ? 'Z' : 'I';
    z_coef[z] = random.number();
    builder.add_string(letters, z_coef[z], false);
  }
  const Matrix matrix = builder.finish().matrix();
  for (std::size_t i = 0; i < 64; ++i) {
    double expected = 0;
    for (std::size_t z = 0; z < 64; ++z) expected += std::popcount(i & z) % 2 == 0 ? z_coef[z] : -z_coef[z];
    EXPECT_LT(std::abs(matrix(i, i) - expected), 1e-13);
  }
}

bool commute(const PauliTerm& a, const PauliTerm& b, bool qubit_wise) {
  int differing = 0;
  for (const PauliWithQbit& x : a.paulis())
    for (const PauliWithQbit& y : b.paulis())
      differing += x.qbit() == y.qbit() && x.pauli_char() != y.pauli_char() ? 1 : 0;
  return qubit_wise ? differing == 0 : differing % 2 == 0;
}

TEST(PauliOperator, groups_commute_and_add_up) {
  Random random(5);
  for (const bool qubit_wise : {true, false})
    for (const Index num_qubits : {3u, 6u, 70u}) {
      const PauliOperator op = random.op(num_qubits, 60);
      PauliOperator sum;
      for (const PauliOperator& group : op.group_commuting(qubit_wise)) {
        for (const PauliTerm& a : group.terms())
          for (const PauliTerm& b : group.terms())
            EXPECT_TRUE(commute(a, b, qubit_wise)) << a.key() << " | " << b.key();
        EXPECT_EQ(group.num_qubits(), num_qubits);
        sum += group;
      }
      EXPECT_EQ(sum, op);
    }
  const PauliOperator bell{{"X0 X1", 1}, {"Y0 Y1", 1}, {"Z0 Z1", 1}};
  EXPECT_EQ(bell.group_commuting().size(), 1u);
  EXPECT_EQ(bell.group_commuting(true).size(), 3u);
  EXPECT_TRUE(PauliOperator().group_commuting().empty());
}

TEST(PauliOperator, keys_are_read_or_refused) {
  EXPECT_EQ(PauliOperator(" Y5  X2 ").term(0).key(), "X2 Y5");
  EXPECT_EQ(PauliOperator("X"), PauliOperator("X00"));
  EXPECT_EQ(PauliOperator(""), PauliOperator("I"));
  EXPECT_EQ(PauliOperator("I3").num_qubits(), 4u);
  EXPECT_NE(PauliOperator("X0"), PauliOperator("X0 I1"));
  EXPECT_EQ(PauliOperator("X Y Z"), PauliOperator::identity({0, 1}));
  const std::pair<const char*, std::size_t> wrong[] = {{"x0", 1},
                                                       {"X0Y1", 3},
                                                       {"XY", 2},
                                                       {"X 0", 3},
                                                       {"X0,Y1", 3},
                                                       {"X0\tY1", 3},
                                                       {"X-1", 2},
                                                       {"X1.5", 3},
                                                       {"Q0", 1},
                                                       {"X0 q", 4},
                                                       {"X99999999999", 2},
                                                       {"X16777216", 2},
                                                       {"X99999999999999999999999", 2}};
  for (const auto& [key, column] : wrong) {
    try {
      PauliOperator{std::string_view(key)};
      ADD_FAILURE() << key << " was taken";
    } catch (const ParseError& error) {
      EXPECT_EQ(error.line(), 1u);
      EXPECT_EQ(error.column(), column) << key;
    }
  }
}

TEST(PauliOperator, lists_must_fit) {
  const std::vector<std::string> two{"X0", "Y0"};
  const std::vector<Complex> one{1};
  EXPECT_THROW(PauliOperator(two, one), InvalidArgument);
  EXPECT_THROW(PauliOperator(two, one, true), InvalidArgument);
  PauliOperator::Builder builder;
  const std::vector<Index> qubit{0};
  EXPECT_THROW(builder.add_letters("XX", qubit, 1), InvalidArgument);
  EXPECT_THROW(builder.add_letters("x", qubit, 1), ParseError);
  EXPECT_THROW(builder.add_string("X Y", 1, true), ParseError);
  EXPECT_THROW(builder.add("X0", INFINITY), InvalidArgument);
  EXPECT_THROW(builder.add("X0", Complex(0, NAN)), InvalidArgument);
  EXPECT_TRUE(builder.finish().empty());
  EXPECT_THROW(PauliOperator(Matrix(3, 3)), InvalidArgument);
  EXPECT_THROW(PauliOperator(Matrix(2, 4)), InvalidArgument);
  EXPECT_THROW(PauliOperator(Matrix(1, 1)), InvalidArgument);
  EXPECT_THROW(PauliOperator("X") / 0, InvalidArgument);
  EXPECT_THROW(PauliOperator("X") * INFINITY, InvalidArgument);
  EXPECT_THROW(PauliOperator("X").pow(-1), NegativeValue);
  EXPECT_THROW(PauliOperator("X").tensor(-1), NegativeValue);
  EXPECT_THROW(PauliOperator("X").simplify(-1), InvalidArgument);
  EXPECT_THROW(PauliOperator("X99999").tensor(1000), InvalidArgument);
}

TEST(PauliOperator, coefficients_of_equal_terms_must_have_a_finite_sum) {
  EXPECT_THROW(PauliOperator({{"Z5", 1e308}, {"Z5", 1e308}}), InvalidArgument);
  EXPECT_THROW(PauliOperator::from_dict_str(R"("Z5":1e308,"Z0":1,"Z5":1e308)"), InvalidArgument);
  EXPECT_EQ(PauliOperator({{"Z5", 1e308}, {"Z5", -1e308}}).size(), 0u);
}

TEST(PauliOperator, what_does_not_fit_is_refused_before_it_is_allocated) {
  EXPECT_THROW(PauliOperator("X40").matrix(), ResourceExhausted);
  EXPECT_THROW(PauliOperator("X16777215").matrix(), ResourceExhausted);
  const PauliOperator pair{{"X", 1}, {"Z", 1}};
  EXPECT_THROW(pair.tensor(60), ResourceExhausted);
}

TEST(PauliOperator, texts) {
  const PauliOperator op{{"X0 Y1", {1, 2}}, {"Z0", {0, -1}}, {"", 1.0 / 3}, {"X1", -0.0}};
  EXPECT_EQ(op.str_no_I(),
            "{ qubit_total = 2, pauli_with_coef_s = { 'X0 Y1 ':1 + 2j, 'Z0 ':0 -1j, '':0.333333 + 0j, } }");
  EXPECT_EQ(op.str_with_I(),
            "{ qubit_total = 2, paulis = [ 'YX', 'IZ', 'II', ], coefs = [ 1 + 2j, 0 -1j, 0.333333 + 0j, ] }");
  EXPECT_EQ((-op).str_with_I(false),
            "{ qubit_total = 2, paulis = [ 'XY', 'ZI', 'II', ], coefs = [ -1 -2j, 0 + 1j, -0.333333 + 0j, ] }");
  EXPECT_EQ(PauliOperator().str_no_I(), "{ qubit_total = 1, pauli_with_coef_s = { } }");
  EXPECT_EQ(PauliOperator().str_with_I(), "{ qubit_total = 1, paulis = [ ], coefs = [ ] }");
  EXPECT_EQ(op.dict_literal(), "{'X0 Y1': (1+2j), 'Z0': (0-1j), '': 0.3333333333333333}");
  EXPECT_EQ((PauliOperator{{"X0 I4", 1}}).dict_literal(), "{'X0 I4': 1}");
  EXPECT_EQ(PauliOperator("I4").dict_literal(), "{'I4': 1}");
}

TEST(PauliOperator, dict_text_comes_back) {
  Random random(6);
  const PauliOperator op = random.op(5, 30) + PauliOperator{{"X4", {1e-30, -3e300}}, {"Z4", {0, 1}}};
  EXPECT_EQ(PauliOperator::from_dict_str(op.data_dict_str()), op);
  EXPECT_EQ(PauliOperator::from_dict_str(op.data_dict_str(true, false)), op);
  EXPECT_EQ((PauliOperator{{"X0 Y3", {1, 2}}, {"", 2.5}}).data_dict_str(),
            "\"X0 Y3\":1.000000000000000000+2.000000000000000000j,\"\":2.500000000000000000+0.000000000000000000j");
  EXPECT_EQ((PauliOperator{{"X0", {1, 2}}}).data_dict_str(false, false), "'X0':1.000000000000000000");
  const PauliOperator expected{{"X0", {1, -2}}, {"Y1", {0, -0.5}}};
  EXPECT_EQ(PauliOperator::from_dict_str("{'X0': (1-2j),\n \"Y1\": -.5J, }"), expected);
  EXPECT_EQ(PauliOperator::from_dict_str(""), PauliOperator());
}

TEST(PauliOperator, wrong_dict_texts_say_where) {
  const std::tuple<const char*, std::size_t, std::size_t> wrong[] = {
      {"X0", 1, 1},       {"{'X0':1", 1, 8},          {"{'X0'}", 1, 6},
      {"'X0':a", 1, 6},   {"'X0':1 'Y0':2", 1, 8},    {"[1]", 1, 1},
      {"'X0':1}", 1, 7},  {"{'X0':1}x", 1, 9},        {"'X0':1+2", 1, 9},
      {"'X0':inf", 1, 6}, {"'X0':1,\n'Y0\":2", 2, 1}, {"'X0':1e999", 1, 6},
      {"'X0':--1", 1, 7}, {"'X0':(1+2j", 1, 11}};
  for (const auto& [text, line, column] : wrong) {
    try {
      PauliOperator::from_dict_str(text);
      ADD_FAILURE() << text << " was taken";
    } catch (const ParseError& error) {
      EXPECT_EQ(error.line(), line) << text;
      EXPECT_EQ(error.column(), column) << text << ": " << error.what();
    }
  }
}

TEST(PauliOperator, views_tell_about_terms) {
  const PauliOperator op{{"X0 Y3", {1, 2}}, {"Z1 I5", -1}};
  EXPECT_EQ(op.qubits().identity, (std::vector<Index>{2, 4, 5}));
  EXPECT_EQ(op.qubits().others, (std::vector<Index>{0, 1, 3}));
  const PauliTerm term = op.term(0);
  EXPECT_EQ(term.qubits().others, (std::vector<Index>{0, 3}));
  EXPECT_EQ(term.letters(), "XY");
  EXPECT_EQ(term.max_qbit_idx(), 5u);
  EXPECT_EQ(term.to_qcircuit().count_ops(), (std::map<std::string, std::size_t>{{"I", 4}, {"X", 1}, {"Y", 1}}));
  EXPECT_EQ(term.paulis()[1].to_qgate().name(), "Y");
  EXPECT_EQ(op.to_qcircuits().size(), 2u);
}

TEST(PauliOperator, archives_are_checked) {
  Random random(7);
  const PauliOperator op = random.op(70, 20);
  EXPECT_EQ(PauliOperator::from_archive(op.archive()), op);
  PauliOperator::Archive beyond = op.archive();
  beyond.num_qubits = 65;
  EXPECT_THROW(PauliOperator::from_archive(beyond), InvalidArgument);
  PauliOperator::Archive uneven = op.archive();
  uneven.coefs.pop_back();
  EXPECT_THROW(PauliOperator::from_archive(uneven), InvalidArgument);
  EXPECT_THROW(PauliOperator::from_archive({0, {}, {}}), InvalidArgument);
}

TEST(PauliOperator, interrupts_stop_long_products) {
  EXPECT_TRUE(support::is_stopped<support::Stop>([](std::uint64_t work) {
    Random random(8);
    const PauliOperator op = random.op(40, static_cast<int>(work));
    const InterruptScope scope(support::stop_when_asked());
    op* op;
  }));
}

TEST(PauliOperator, a_hundred_thousand_terms) {
  Random random(9);
  const PauliOperator a = random.op(40, 100000), b = random.op(40, 100000);
  EXPECT_EQ(a.size(), 100000u);  // 4^40 strings: none twice
  const PauliOperator sum = a + b;
  EXPECT_EQ(sum.size(), 200000u);
  EXPECT_EQ(sum - b, a);
  const PauliOperator few{{"X0 Y7", 2}, {"Z39", {0, 1}}};
  const PauliOperator product = a * few;
  EXPECT_EQ(product.size(), 200000u);
  EXPECT_EQ(product * PauliOperator("X0 Y7"), a * (few * PauliOperator("X0 Y7")));
  PauliOperator grown;
  for (std::size_t i = 0; i < a.size(); i += 10) grown += PauliOperator("X39") * a.coefficients()[i];
  EXPECT_EQ(grown.size(), 1u);
}

TEST(Hamiltonian, is_a_pauli_operator_by_another_name) {
  Hamiltonian h{{"X0 Y1", {1, 2}}, {"Z0", 2}};
  const PauliOperator op = h.pauli_operator();
  EXPECT_EQ((h + h).pauli_operator(), op + op);
  EXPECT_EQ((1 - h).pauli_operator(), 1 - op);
  EXPECT_EQ((h * h).pauli_operator(), op * op);
  EXPECT_EQ(h.tensor(2).pauli_operator(), op.tensor(2));
  EXPECT_EQ(h.update_by_tensor(h).pauli_operator(), op.tensor(op));
}

}  // namespace
}  // namespace qpanda3
