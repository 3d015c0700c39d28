// pyqpanda3.hamiltonian: PauliOperator, Hamiltonian, and the views PauliTerm and PauliWithQbit.

#include "qpanda3/hamiltonian/hamiltonian.hpp"

#include <pybind11/typing.h>

#include <bit>
#include <cstring>
#include <tuple>

#include "core/arrays.hpp"
#include "core/casters.hpp"
#include "core/register.hpp"
#include "interrupt.hpp"
#include "pickling.hpp"
#include "value_protocols.hpp"

namespace py = pybind11;

namespace qpanda3::python {
namespace {

static_assert(std::endian::native == std::endian::little, "archives hold words of little-endian machines");

using StateArray = py::array_t<Complex, py::array::c_style | py::array::forcecast>;
using IndexSplit = std::pair<std::vector<Index>, std::vector<Index>>;
using PauliEntry = std::tuple<std::string, std::vector<Index>, Complex>;
/// Operands up to this number of terms are added in place, at once; more without the GIL.
constexpr std::size_t kSmall = 4096;
/// A repr shows all terms of operators up to this size.
constexpr std::size_t kMaxShown = 1000;

const PauliOperator& as_operator(const PauliOperator& op) { return op; }
const PauliOperator& as_operator(const Hamiltonian& op) { return op.pauli_operator(); }

/// What a function that computes for long returns, computed without the GIL and answering Ctrl-C. It must own what it
/// uses: other threads may change the objects meanwhile.
template <class F>
auto computed(F&& f) {
  const py::gil_scoped_release release;
  const InterruptScope scope(signal_check());
  return f();
}

/// A number from Python; `key` for the message.
Complex to_coefficient(py::handle value, py::handle key) {
  const Py_complex number = PyComplex_AsCComplex(value.ptr());
  if (number.real != -1.0 || PyErr_Occurred() == nullptr) return {number.real, number.imag};
  const bool is_overflow = PyErr_ExceptionMatches(PyExc_OverflowError) != 0;
  if (!is_overflow && PyErr_ExceptionMatches(PyExc_TypeError) == 0) throw py::error_already_set();
  PyErr_Clear();
  const std::string name = py::str(key);
  if (is_overflow) throw InvalidArgument(concat("the coefficient of '", name, "' is beyond the range of a double"));
  throw py::type_error(concat("the coefficient of '", name, "' must be a number, got ",
                              py::type::handle_of(value).attr("__name__").cast<std::string>()));
}

std::string_view to_key(py::handle key) {
  Py_ssize_t size = 0;
  const char* text = PyUnicode_Check(key.ptr()) ? PyUnicode_AsUTF8AndSize(key.ptr(), &size) : nullptr;
  if (text == nullptr) {
    PyErr_Clear();
    throw py::type_error(concat("keys must be Pauli strings such as 'X0 Z1', got ", std::string(py::repr(key))));
  }
  return {text, static_cast<std::size_t>(size)};
}

PauliOperator from_dict(const py::dict& dict) {
  const auto items = py::reinterpret_steal<py::list>(PyDict_Items(dict.ptr()));  // __complex__ may change the dict
  PauliOperator::Builder builder;
  builder.reserve(items.size());
  std::size_t count = 0;
  for (const py::handle item : items) {
    if (++count % (1u << 14) == 0 && PyErr_CheckSignals() != 0) throw py::error_already_set();
    const py::handle key = PyTuple_GET_ITEM(item.ptr(), 0), value = PyTuple_GET_ITEM(item.ptr(), 1);
    builder.add(to_key(key), to_coefficient(value, key));
  }
  return builder.finish();
}

PauliOperator from_entries(const std::vector<std::tuple<std::string, std::vector<Qubit>, Complex>>& entries) {
  PauliOperator::Builder builder;
  builder.reserve(entries.size());
  for (const auto& [letters, qubits, coef] : entries) builder.add_letters(letters, to_indices(qubits), coef);
  return builder.finish();
}

IndexSplit to_pair(QubitSplit split) { return {std::move(split.identity), std::move(split.others)}; }

std::vector<Index> qubits_of(const PauliTerm& term) {
  std::vector<Index> qubits;
  for (const PauliWithQbit& letter : term.paulis()) qubits.push_back(letter.qbit());
  return qubits;
}

/// `number(coef)` under each term's key.
template <class Value, class Number>
py::typing::Dict<py::str, Value> to_dict(const PauliOperator& op, Number&& number) {
  py::typing::Dict<py::str, Value> dict;
  for (const PauliTerm& term : op.terms()) dict[py::str(term.key())] = py::cast(number(term.coef()));
  return dict;
}

py::array_t<Complex> vector_array(std::vector<Complex> values) {
  auto owner = std::make_unique<std::vector<Complex>>(std::move(values));
  const auto size = static_cast<py::ssize_t>(owner->size());
  Complex* const data = owner->data();
  py::capsule capsule(owner.release(), [](void* pointer) { delete static_cast<std::vector<Complex>*>(pointer); });
  return py::array_t<Complex>(size, data, capsule);
}

std::span<const Complex> to_span(const StateArray& state) {
  if (state.ndim() != 1) throw InvalidArgument(concat("state: one dimension is needed, got ", state.ndim()));
  return {state.data(), static_cast<std::size_t>(state.size())};
}

std::string expression(const char* name, const PauliOperator& op) {
  if (op.size() > kMaxShown) return concat("<", name, " of ", op.size(), " terms on ", op.num_qubits(), " qubits>");
  const std::string dict = op.dict_literal();
  if (dict.empty()) return concat("0 * ", name, "({'I", op.max_qbit_idx(), "': 1})");
  return concat(name, "(", dict, ")");
}

template <class T>
py::bytes to_bytes(const std::vector<T>& values) {
  return {reinterpret_cast<const char*>(values.data()), values.size() * sizeof(T)};
}

template <class T>
std::vector<T> from_bytes(std::string_view bytes) {
  if (bytes.size() % sizeof(T) != 0) throw InvalidArgument("archive of a PauliOperator: its size is not that of words");
  std::vector<T> values(bytes.size() / sizeof(T));
  if (!bytes.empty()) std::memcpy(static_cast<void*>(values.data()), bytes.data(), bytes.size());
  return values;
}

template <class Op>
void bind_constructors(py::class_<Op>& cls) {
  cls.def(py::init<>(), "0, on one qubit.");
  if constexpr (std::is_same_v<Op, Hamiltonian>)
    cls.def(py::init<const Hamiltonian&>(), py::arg("other"), "An independent copy.");
  cls.def(py::init([](const PauliOperator& op) { return Op(op); }), py::arg("pauli_operator"),
          "The same terms; an independent copy.");
  cls.def(py::init([](const std::string& pauli) { return Op(PauliOperator(std::string_view(pauli))); }),
          py::arg("pauli"), "One term with coefficient 1, such as 'X', 'X0 Z2'.");
  cls.def(
      py::init([](const py::typing::Dict<py::str, Complex>& terms) { return Op(from_dict(terms)); }),
      py::arg("pauli_with_coef_s"),
      "Keys and coefficients: {'X0 Z2': 1.5, '': 2j}.\n\n"
      "A key has letters I, X, Y, Z with their qubits, separated by blanks, in any order. A qubit named twice\n"
      "multiplies from left to right ('X0 Y0' is i Z0), a letter without number means qubit 0, I only mentions its\n"
      "qubit, '' is the identity. Raises ParseError for other texts, InvalidArgument for NaN or infinity.");
  cls.def(py::init([](const std::vector<std::string>& paulis, const std::vector<Complex>& coefs) {
            return computed([&] { return Op(PauliOperator(std::span(paulis), std::span(coefs))); });
          }),
          py::arg("paulis"), py::arg("coefs"),
          "Keys as in the dict, and the coefficient of each. Raises InvalidArgument for lists of different length.");
  const auto from_strings = [](const std::vector<std::string>& paulis, const std::vector<Complex>& coefs, bool flag) {
    return computed([&] { return Op(PauliOperator(std::span(paulis), std::span(coefs), flag)); });
  };
  const char* const from_strings_doc =
      "Strings with one letter for each qubit, such as 'XIZ', and their coefficients.\n\n"
      "`AB_is_A1_B0`: with True the rightmost letter belongs to qubit 0, with False the leftmost. Raises ParseError\n"
      "for other characters, also blanks, and InvalidArgument for lists of different length.";
  if constexpr (std::is_same_v<Op, Hamiltonian>)
    cls.def(py::init(from_strings), py::arg("paulis"), py::arg("coefs"), py::arg("AB_is_A1_B0") = true,
            from_strings_doc);
  else
    cls.def(py::init(from_strings), py::arg("paulis"), py::arg("coefs"), py::arg("AB_is_A1_B0"), from_strings_doc);
  cls.def(py::init([](const std::vector<std::tuple<std::string, std::vector<Qubit>, Complex>>& entries) {
            return Op(from_entries(entries));
          }),
          py::arg("paulis_qbits_coef__s"),
          "Tuples of letters, their qubits and a coefficient: [('XZ', [0, 2], 1.5)]. A qubit listed twice multiplies.\n"
          "Raises InvalidArgument unless there is a letter for each qubit.");
  cls.def(
      py::init([](const py::array_t<Complex, py::array::c_style | py::array::forcecast>& mat) {
        if (mat.ndim() == 0)
          throw py::type_error("a Pauli string, a dict, lists, tuples or a matrix is expected, got a single value");
        const Matrix matrix = to_matrix(mat);
        return computed([&] { return Op(matrix); });
      }),
      py::arg("mat"),
      "The decomposition of a real or complex matrix of shape (2^n, 2^n), n >= 1; qubit 0 is the least significant\n"
      "bit of an index. What is below the rounding error of the decomposition counts as 0. O(4^n n).");
}

template <class Op, class Result>
auto on_copies(Result (*f)(const Op&, const Op&)) {
  return [f](const Op& self, const Op& other) { return computed([f, a = self, b = other] { return f(a, b); }); };
}

template <class Op, class Change>
Op& changed(Op& self, const Op& other, Change&& change) {
  if (as_operator(other).size() <= kSmall) {
    change(self, other);
    return self;
  }
  Op result = self;
  computed([&result, &change, b = other] { change(result, b); });
  self = result;
  return self;
}

template <class Op>
void bind_sums(py::class_<Op>& cls) {
  cls.def("__add__", on_copies<Op, Op>([](const Op& a, const Op& b) { return a + b; }), py::arg("other"),
          py::is_operator(), "The sum; equal terms are merged, and vanish where they cancel exactly.")
      .def(
          "__add__", [](const Op& self, Complex num) { return self + num; }, py::arg("num"), py::is_operator(),
          "Adds num times the identity.")
      .def(
          "__radd__", [](const Op& self, Complex num) { return num + self; }, py::arg("num"), py::is_operator(),
          "Adds num times the identity.")
      .def("__sub__", on_copies<Op, Op>([](const Op& a, const Op& b) { return a - b; }), py::arg("other"),
           py::is_operator(), "The difference.")
      .def(
          "__sub__", [](const Op& self, Complex num) { return self - num; }, py::arg("num"), py::is_operator(),
          "Subtracts num times the identity.")
      .def(
          "__rsub__", [](const Op& self, Complex num) { return num - self; }, py::arg("num"), py::is_operator(),
          "num times the identity minus this.")
      .def(
          "__neg__", [](const Op& self) { return -self; }, "All coefficients negated.")
      .def(
          "__iadd__",
          [](Op& self, const Op& other) -> Op& { return changed(self, other, [](Op& a, const Op& b) { a += b; }); },
          py::arg("other"), py::is_operator(), "Adds in place.")
      .def(
          "__iadd__", [](Op& self, Complex num) -> Op& { return self += num; }, py::arg("num"), py::is_operator(),
          "Adds num times the identity in place.")
      .def(
          "__isub__",
          [](Op& self, const Op& other) -> Op& { return changed(self, other, [](Op& a, const Op& b) { a -= b; }); },
          py::arg("other"), py::is_operator(), "Subtracts in place.")
      .def(
          "__isub__", [](Op& self, Complex num) -> Op& { return self -= num; }, py::arg("num"), py::is_operator(),
          "Subtracts num times the identity in place.");
}

template <class Op>
void bind_products(py::class_<Op>& cls) {
  const auto product = on_copies<Op, Op>([](const Op& a, const Op& b) { return a * b; });
  cls.def("__mul__", product, py::arg("other"), py::is_operator(), "The product of operators, this one on the left.")
      .def(
          "__mul__", [](const Op& self, Complex scalar) { return self * scalar; }, py::arg("scalar"), py::is_operator(),
          "All coefficients times a number.")
      .def(
          "__rmul__", [](const Op& self, Complex scalar) { return scalar * self; }, py::arg("scalar"),
          py::is_operator(), "All coefficients times a number.")
      .def("__matmul__", product, py::arg("other"), py::is_operator(), "The same as `*` between operators.")
      .def(
          "__imul__",
          [](Op& self, const Op& other) -> Op& {
            self = computed([a = self, b = other] { return a * b; });
            return self;
          },
          py::arg("other"), py::is_operator(), "Multiplies in place, the other one on the right.")
      .def(
          "__imul__", [](Op& self, Complex scalar) -> Op& { return self *= scalar; }, py::arg("scalar"),
          py::is_operator(), "Multiplies all coefficients in place.")
      .def(
          "__truediv__", [](const Op& self, Complex scalar) { return self / scalar; }, py::arg("scalar"),
          py::is_operator(),
          "All coefficients divided by a number; InvalidArgument for 0. An addition of this package.")
      .def(
          "__pow__", [](const Op& self, std::int64_t n) { return computed([a = self, n] { return a.pow(n); }); },
          py::arg("n"), py::is_operator(),
          "The n-th power, n >= 0 (NegativeValue otherwise); the 0th is the identity. An addition of this package.")
      .def("tensor", on_copies<Op, Op>([](const Op& a, const Op& b) { return a.tensor(b); }), py::arg("other"),
           "Both side by side: the qubits of `other` are moved up by the number of qubits of this one.")
      .def(
          "tensor", [](const Op& self, std::int64_t n) { return computed([a = self, n] { return a.tensor(n); }); },
          py::arg("n"), "n copies side by side; for 0 and 1 the operator itself. NegativeValue below 0.");
}

template <class Op>
void bind_text(py::class_<Op>& cls, const char* name) {
  const auto no_i = [](const Op& self) { return computed([a = self] { return as_operator(a).str_no_I(); }); };
  cls.def(
         "str_with_I",
         [](const Op& self, bool flag) {
           return computed([a = self, flag] { return as_operator(a).str_with_I(flag); });
         },
         py::arg("AB_is_A1_B0") = true,
         "The terms with a letter for every qubit; `AB_is_A1_B0`: qubit 0 is the rightmost letter, else the leftmost.")
      .def("str_no_I", no_i, "The terms without I: `{ qubit_total = 1, pauli_with_coef_s = { 'X0 ':1 + 0j, } }`.")
      .def("str_without_I", no_i, "The same as str_no_I().")
      .def("__str__", no_i, "The same as str_no_I().")
      .def(
          "__repr__", [name](const Op& self) { return expression(name, as_operator(self)); },
          "An expression that makes the operator again; a summary beyond 1000 terms.");
}

template <class Op>
void bind_archives(py::class_<Op>& cls) {
  define_value_protocols<Op>(
      cls,
      [](const Op& op) {
        const PauliOperator::Archive archive = as_operator(op).archive();
        return py::make_tuple(archive.num_qubits, to_bytes(archive.masks), to_bytes(archive.coefs));
      },
      [](const py::object& state) {
        const auto [num_qubits, masks, coefs] = state.cast<std::tuple<Index, py::bytes, py::bytes>>();
        return Op(
            PauliOperator::from_archive({num_qubits, from_bytes<std::uint64_t>(masks), from_bytes<Complex>(coefs)}));
      });
}

template <class Op>
void bind_values(py::class_<Op>& cls) {
  cls.def("__eq__", on_copies<Op, bool>([](const Op& a, const Op& b) { return a == b; }), py::arg("other"),
          py::is_operator(), "The same number of qubits, and the same terms with equal coefficients in any order.")
      .def(
          "__len__", [](const Op& self) { return as_operator(self).size(); }, "The number of terms.")
      .def(
          "__iter__",
          [](const Op& self) -> py::typing::Iterator<PauliTerm> {
            return py::iter(py::cast(as_operator(self).terms()));
          },
          "The terms in order, as they are now.")
      .def(
          "to_hamiltonian_pq2",
          [](const Op& self) {
            std::vector<std::pair<std::map<Index, std::string>, Complex>> result;
            for (const PauliTerm& term : as_operator(self).terms()) {
              std::map<Index, std::string> letters;
              for (Index qubit = 0; qubit <= term.max_qbit_idx(); ++qubit) letters[qubit] = "I";
              for (const PauliWithQbit& letter : term.paulis()) letters[letter.qbit()] = letter.pauli_char();
              result.emplace_back(std::move(letters), term.coef());
            }
            return result;
          },
          "For each term the letters of all qubits as {qubit: letter}, and the coefficient.")
      .def(
          "simplify", [](const Op& self, double tolerance) { return self.simplify(tolerance); },
          py::arg("tolerance") = 1e-12,
          "A copy without the terms whose coefficient has an absolute value of at most `tolerance`. An addition of\n"
          "this package.");
}

template <class Op>
void bind_numbers(py::class_<Op>& cls) {
  cls.def(
         "matrix", [](const Op& self) { return to_array(computed([a = self] { return a.matrix(); })); },
         "The matrix of shape (2^n, 2^n), complex128; qubit 0 is the least significant bit of an index.\n\n"
         "Raises ResourceExhausted, before it is allocated, if it does not fit into memory.")
      .def(
          "apply",
          [](const Op& self, const StateArray& state) {
            const std::span<const Complex> amplitudes = to_span(state);
            return vector_array(computed([a = self, amplitudes] { return as_operator(a).apply(amplitudes); }));
          },
          py::arg("state"),
          "The operator applied to a state, without a matrix: an array of 2^m complex numbers in, one out; m is at\n"
          "least the number of qubits, on further ones it is the identity. An addition of this package.")
      .def(
          "expectation",
          [](const Op& self, const StateArray& state) {
            const std::span<const Complex> amplitudes = to_span(state);
            return computed([a = self, amplitudes] { return as_operator(a).expectation(amplitudes); });
          },
          py::arg("state"),
          "<state|operator|state> for an array of 2^m complex numbers, as in apply(); complex where coefficients are.\n"
          "The state is not normalised. An addition of this package.");
}

template <class Op>
void bind_operator(py::class_<Op>& cls, const char* name) {
  bind_constructors(cls);
  bind_sums(cls);
  bind_products(cls);
  bind_text(cls, name);
  bind_values(cls);
  bind_archives(cls);
  bind_numbers(cls);
}

void bind_terms(py::module_& m) {
  py::class_<PauliWithQbit>(m, "PauliWithQbit", "A letter of a term and its qubit.")
      .def("qbit", &PauliWithQbit::qbit, "The qubit.")
      .def("is_I", &PauliWithQbit::is_I, "Whether the letter is I.")
      .def("is_X", &PauliWithQbit::is_X, "Whether the letter is X.")
      .def("is_Y", &PauliWithQbit::is_Y, "Whether the letter is Y.")
      .def("is_Z", &PauliWithQbit::is_Z, "Whether the letter is Z.")
      .def("to_qgate", &PauliWithQbit::to_qgate, "The gate of that name on the qubit.")
      .def(
          "pauli_char", [](const PauliWithQbit& self) { return std::string(1, self.pauli_char()); }, "The letter.")
      .def("__repr__",
           [](const PauliWithQbit& self) { return concat("<PauliWithQbit ", self.pauli_char(), self.qbit(), ">"); });

  py::class_<PauliTerm>(
      m, "PauliTerm",
      "A term of an operator as it was when asked for: letters other than I by ascending qubit, and a\n"
      "coefficient.")
      .def("coef", &PauliTerm::coef, "The coefficient.")
      .def("to_qcircuit", &PauliTerm::to_qcircuit,
           "A gate for each qubit of the operator, I included, without the coefficient.")
      .def("paulis", &PauliTerm::paulis, "The letters other than I, by ascending qubit.")
      .def(
          "qubits", [](const PauliTerm& self) { return to_pair(self.qubits()); },
          "(qubits of the operator with I in this term, the others), ascending.")
      .def("max_qbit_idx", &PauliTerm::max_qbit_idx, "The number of qubits of the operator - 1.")
      .def(
          "data_3tuple_complex_coeff",
          [](const PauliTerm& self) { return PauliEntry(self.letters(), qubits_of(self), self.coef()); },
          "(letters, qubits, coefficient).")
      .def(
          "data_2tuple_complex_coeff", [](const PauliTerm& self) { return std::pair(self.key(), self.coef()); },
          "('X0 Z2', coefficient).")
      .def(
          "data_3tuple_float_coeff",
          [](const PauliTerm& self) { return std::tuple(self.letters(), qubits_of(self), self.coef().real()); },
          "(letters, qubits, real part of the coefficient).")
      .def(
          "data_2tuple_float_coeff", [](const PauliTerm& self) { return std::pair(self.key(), self.coef().real()); },
          "('X0 Z2', real part of the coefficient).")
      .def("__repr__", [](const PauliTerm& self) {
        return concat("<PauliTerm '", self.key(), "': ", std::string(py::repr(py::cast(self.coef()))), ">");
      });
}

void bind_pauli_data(py::class_<PauliOperator>& cls) {
  cls.def(
         "data_3tuple_list_complex_coeff",
         [](const PauliOperator& self) {
           std::vector<PauliEntry> list;
           for (const PauliTerm& term : self.terms()) list.emplace_back(term.letters(), qubits_of(term), term.coef());
           return list;
         },
         "For each term (letters, qubits, coefficient).")
      .def(
          "data_3tuple_list_float_coeff",
          [](const PauliOperator& self) {
            std::vector<std::tuple<std::string, std::vector<Index>, double>> list;
            for (const PauliTerm& term : self.terms())
              list.emplace_back(term.letters(), qubits_of(term), term.coef().real());
            return list;
          },
          "For each term (letters, qubits, real part of the coefficient).")
      .def(
          "data_dict_float_coeff",
          [](const PauliOperator& self) { return to_dict<double>(self, [](Complex coef) { return coef.real(); }); },
          "{'X0 Z2': real part of the coefficient}.")
      .def(
          "data_dict_complex_coeff",
          [](const PauliOperator& self) { return to_dict<Complex>(self, [](Complex coef) { return coef; }); },
          "{'X0 Z2': coefficient}.")
      .def(
          "data_dict_str",
          [](const PauliOperator& self, bool is_coeff_complex, bool double_quote) {
            return computed([=] { return self.data_dict_str(is_coeff_complex, double_quote); });
          },
          py::arg("is_coeff_complex") = true, py::arg("double_quote") = true,
          "The terms as text, `\"X0 Z2\":1.500000000000000000+0.000000000000000000j,...`, exactly. Without\n"
          "`is_coeff_complex` real parts only; without `double_quote` in single quotes.")
      .def_static(
          "from_dict_str",
          [](const std::string& dict_str) { return computed([&] { return PauliOperator::from_dict_str(dict_str); }); },
          py::arg("dict_str"),
          "Reads what data_dict_str() writes, or a Python dict of numbers as text. Raises ParseError for other texts.");
}

void bind_pauli_operator(py::class_<PauliOperator>& cls) {
  bind_operator(cls, "PauliOperator");
  bind_pauli_data(cls);
  cls.def(
         "group_commuting",
         [](const PauliOperator& self, bool qubit_wise) {
           return detached(self, [&](const PauliOperator& copy) { return copy.group_commuting(qubit_wise); });
         },
         py::arg("qubit_wise") = false,
         "Operators that add up to this one, each of terms that commute with one another: as whole products, or with\n"
         "`qubit_wise` on every qubit by itself, so that one choice of bases measures them all. Each term joins the\n"
         "first group it fits.")
      .def("terms", &PauliOperator::terms, "The terms in order.")
      .def("to_qcircuits", detached(&PauliOperator::to_qcircuits),
           "For each term a circuit with a gate for each qubit, I included, and the coefficient.")
      .def(
          "qubits", [](const PauliOperator& self) { return to_pair(self.qubits()); },
          "(qubits with I in all terms, the others), ascending.")
      .def("max_qbit_idx", &PauliOperator::max_qbit_idx, "The number of qubits - 1.");
}

}  // namespace

void bind_hamiltonian(py::module_& m) {
  py::module_ sub = m.def_submodule("_hamiltonian", "Sums of products of Pauli matrices.");
  sub.attr("__module__") = "pyqpanda3.hamiltonian";
  bind_terms(sub);

  py::class_<PauliOperator> pauli(
      sub, "PauliOperator",
      "A sum of products of Pauli matrices with complex coefficients.\n\n"
      "Qubit 0 is the least significant bit of matrix and state indices. The number of qubits is the highest one\n"
      "mentioned + 1, at least 1. Terms keep the order of first appearance; equal ones are merged; those whose\n"
      "coefficient is exactly 0 vanish.");
  bind_pauli_operator(pauli);

  py::class_<Hamiltonian> hamiltonian(
      sub, "Hamiltonian", "A PauliOperator under the name that expectation values ask for; it need not be Hermitian.");
  bind_operator(hamiltonian, "Hamiltonian");
  hamiltonian
      .def(
          "update_by_tensor",
          [](Hamiltonian& self, const Hamiltonian& other) -> Hamiltonian& {
            return self = computed([a = self, b = other] { return a.tensor(b); });
          },
          py::arg("other"), "tensor(other) in place.")
      .def(
          "update_by_tensor",
          [](Hamiltonian& self, std::int64_t n) -> Hamiltonian& {
            return self = computed([a = self, n] { return a.tensor(n); });
          },
          py::arg("n"), "tensor(n) in place.")
      .def(
          "pauli_operator", [](const Hamiltonian& self) { return self.pauli_operator(); },
          "The same terms as a PauliOperator; an independent copy.");
  define_pickling(sub);
}

}  // namespace qpanda3::python
