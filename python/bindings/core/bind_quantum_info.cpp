// quantum_info: states, unitaries and matrices as values, and distances between them.

#include <pybind11/functional.h>
#include <pybind11/operators.h>

#include "core/arrays.hpp"
#include "core/casters.hpp"
#include "core/register.hpp"
#include "interrupt.hpp"
#include "pickling.hpp"
#include "qpanda3/quantum_info/density_matrix.hpp"
#include "qpanda3/quantum_info/matrix_functions.hpp"
#include "qpanda3/quantum_info/measures.hpp"
#include "qpanda3/quantum_info/unitary.hpp"
#include "value_protocols.hpp"

namespace py = pybind11;

namespace qpanda3::python {
namespace {

using quantum_info::DensityMatrix;
using quantum_info::StateSystemType;
using quantum_info::StateVector;
using quantum_info::Unitary;

using Amplitudes = std::vector<Complex>;
using Rows = std::vector<std::vector<Complex>>;
using ComplexArray = py::array_t<Complex, py::array::c_style | py::array::forcecast>;

/// How far from Hermitian is_hermitian() lets a matrix be.
constexpr double kHermitianTolerance = 1e-5;

/// Without the GIL, answering Ctrl-C. `compute` must not use objects that other threads may change meanwhile.
template <class Compute>
auto computed(Compute&& compute) {
  const py::gil_scoped_release release;
  const InterruptScope scope(signal_check());
  return compute();
}

/// One dimension, or one column as numpy's linear algebra has it.
Amplitudes to_amplitudes(const ComplexArray& array) {
  if (array.ndim() != 1 && !(array.ndim() == 2 && array.shape(1) == 1))
    throw InvalidArgument(concat("StateVector: an array of shape (n,) or (n, 1) is needed, got ", array.ndim(),
                                 " dimensions", array.ndim() == 2 ? concat(" with ", array.shape(1), " columns") : ""));
  return Amplitudes(array.data(), array.data() + array.size());
}

py::array_t<Complex> to_array(const StateVector& state) {
  const auto values = state.amplitudes();
  return py::array_t<Complex>(static_cast<py::ssize_t>(values.size()), values.data());
}

Matrix to_matrix(const char* where, const Rows& rows) {
  const std::size_t cols = rows.empty() ? 0 : rows.front().size();
  std::vector<Complex> values;
  values.reserve(rows.size() * cols);
  for (std::size_t i = 0; i < rows.size(); ++i) {
    if (rows[i].size() != cols)
      throw InvalidArgument(concat(where, ": rows must be of equal length; row 0 has ", cols, " elements, row ", i,
                                   " has ", rows[i].size()));
    values.insert(values.end(), rows[i].begin(), rows[i].end());
  }
  return Matrix(rows.size(), cols, std::move(values));
}

Matrix finite_matrix(const ComplexArray& array) {
  Matrix matrix = python::to_matrix(array);
  for (std::size_t i = 0; i < matrix.values().size(); ++i)
    if (const Complex value = matrix.values()[i]; !std::isfinite(value.real()) || !std::isfinite(value.imag()))
      throw InvalidArgument(concat("Matrix: element (", i / matrix.cols(), ", ", i % matrix.cols(), ") is ", value,
                                   ", which is not finite"));
  return matrix;
}

/// __str__ as numpy shows the values, __repr__ with the name of the class.
template <class Class, class ToArray>
void define_texts(Class& cls, const char* name, ToArray array_of) {
  using Value = typename Class::type;
  cls.def(
      "__str__", [array_of](const Value& self) { return std::string(py::str(array_of(self))); },
      "The values as numpy shows them.");
  cls.def("__repr__", [array_of, name](const Value& self) {
    const py::object text =
        py::module_::import("numpy").attr("array2string")(array_of(self), py::arg("separator") = ", ");
    return concat(name, "(", text.cast<std::string>(), ")");
  });
}

/// evolve() and update_by_evolve(), which leaves the state as it was if it raises.
template <class Class>
void define_evolution(Class& cls, const char* formula) {
  using State = typename Class::type;
  const auto evolved = [](const State& self, const QCircuit& circuit) {
    State state = self;
    const QCircuit copy = circuit;
    computed([&] { state.update_by_evolve(copy); });
    return state;
  };
  cls.def(
      "evolve", evolved, py::arg("circuit"),
      concat("A new state: ", formula,
             ".\n\nThe circuit may use fewer qubits than the state has, not more (InvalidArgument), and must have no "
             "RESET.")
          .c_str());
  cls.def(
      "update_by_evolve",
      [evolved](State& self, const QCircuit& circuit) -> State& { return self = evolved(self, circuit); },
      py::arg("circuit"), py::return_value_policy::reference_internal,
      "The same in place; returns this object. After an exception the state is as it was.");
}

void bind_matrix(py::module_& m) {
  py::class_<Matrix> cls(m, "Matrix", "A dense complex matrix of any shape. A value: methods give new matrices.");
  cls.def(py::init<>(), "A matrix of shape (0, 0).")
      .def(py::init(&finite_matrix), py::arg("data"),
           "A copy of a two-dimensional array or list of rows of finite numbers; InvalidArgument otherwise.")
      .def(
          "ndarray", [](const Matrix& self) { return python::to_array(self); },
          "A copy as a complex128 array of shape (row_total, col_total).")
      .def("row_total", &Matrix::rows, "The number of rows.")
      .def("col_total", &Matrix::cols, "The number of columns.")
      .def(
          "is_hermitian", [](const Matrix& self) { return quantum_info::is_hermitian(self, kHermitianTolerance); },
          "Whether it is square and each element is within 1e-5 of the conjugate of its mirror image.")
      .def("transpose", &quantum_info::transposed, "The transpose.")
      .def("T", &quantum_info::transposed, "The transpose.")
      .def("hermitian_conjugate", &Matrix::adjoint, "The conjugate transpose.")
      .def("adjoint", &Matrix::adjoint, "The conjugate transpose.")
      .def(
          "L2",
          [](const Matrix& self) {
            const Matrix copy = self;
            return Complex(computed([&] { return quantum_info::spectral_norm(copy); }));
          },
          "The spectral norm, which is the largest singular value, as a complex number; 0 for an empty matrix.")
      .def(
          "at",
          [](const Matrix& self, std::int64_t row, std::int64_t col) {
            if (row < 0 || col < 0)
              throw NegativeValue(concat("Matrix.at: indices must not be negative, got (", row, ", ", col, ")"));
            if (static_cast<std::uint64_t>(row) >= self.rows() || static_cast<std::uint64_t>(col) >= self.cols())
              throw IndexOutOfRange(
                  concat("Matrix.at: (", row, ", ", col, ") lies outside ", self.rows(), " x ", self.cols()));
            return self(static_cast<std::size_t>(row), static_cast<std::size_t>(col));
          },
          py::arg("rowIdx"), py::arg("colIdx"), "One element, counted from 0. Raises IndexOutOfRange, NegativeValue.")
      .def(py::self == py::self, py::arg("other"), "Whether shapes and all elements are equal, without tolerance.");
  define_texts(cls, "Matrix", [](const Matrix& self) { return python::to_array(self); });
  define_value_protocols<Matrix>(
      cls, [](const Matrix& self) { return python::to_array(self); },
      [](const py::object& state) { return python::to_matrix(state.cast<ComplexArray>()); });
}

void bind_state_vector(py::module_& m) {
  py::class_<StateVector> cls(
      m, "StateVector",
      "A pure state of n qubits: 2^n amplitudes of norm 1. A value: methods give new objects, but update_by_evolve.\n\n"
      "Qubit 0 is the least significant bit of an index.");
  cls.def(py::init<>(), "|0> of one qubit.")
      .def(py::init<const StateVector&>(), py::arg("other"), "A copy.")
      .def(py::init<std::int64_t>(), py::arg("qbit_total"),
           "|0...0> of that many qubits. Raises NegativeValue; ResourceExhausted if it does not fit into memory.")
      .def(py::init<const std::map<std::int64_t, Complex>&>(), py::arg("data"),
           "Amplitudes by index, others being 0, of the smallest register that has all indices; normalised.")
      .def(py::init([](const ComplexArray& data) { return StateVector(to_amplitudes(data)); }), py::arg("data"),
           "2^n amplitudes, shape (2^n,) or (2^n, 1), which are copied and divided by their norm. Raises "
           "InvalidArgument\n"
           "for another number, for infinities and nan, and if all are 0.")
      .def(py::init<std::vector<Complex>>(), py::arg("data"), "The same from a list.")
      .def("dim", &StateVector::dim, "The number of amplitudes, 2^n.")
      .def(
          "ndarray", [](const StateVector& self) { return to_array(self); },
          "The amplitudes, a copy as a complex128 array of shape (2^n,).")
      .def("at", &StateVector::at, py::arg("idx"), "One amplitude. Raises IndexOutOfRange, NegativeValue.")
      .def(
          "purity", [](const StateVector& self) { return Complex(self.purity()); },
          "1 up to rounding, as a complex number.")
      .def("is_valid", &StateVector::is_valid, "Whether the norm is 1 within 1e-5; always so.")
      .def("get_density_matrix", &StateVector::density_matrix,
           "|psi><psi|, a Matrix of shape (2^n, 2^n). Raises ResourceExhausted if it does not fit into memory.")
      .def(py::self == py::self, py::arg("other"),
           "Whether dimensions are equal and amplitudes are within 1e-5; a global phase makes a difference.");
  define_evolution(cls, "U |psi> for the circuit's unitary U, without making its matrix");
  define_texts(cls, "StateVector", [](const StateVector& self) { return to_array(self); });
  define_value_protocols<StateVector>(
      cls, [](const StateVector& self) { return to_array(self); },
      [](const py::object& state) { return StateVector(to_amplitudes(state.cast<ComplexArray>())); });
}

void bind_density_matrix(py::module_& m) {
  py::class_<DensityMatrix> cls(
      m, "DensityMatrix",
      "A mixed state of n qubits: a Hermitian matrix of shape (2^n, 2^n) with trace 1 and no negative eigenvalue. A\n"
      "value: methods give new objects, but update_by_evolve.\n\n"
      "Qubit 0 is the least significant bit of row and column numbers.");
  cls.def(py::init<>(), "|0><0| of one qubit.")
      .def(py::init<const DensityMatrix&>(), py::arg("other"), "A copy.")
      .def(py::init<const StateVector&>(), py::arg("other"), "|psi><psi|.")
      .def(
          py::init<std::int64_t>(), py::arg("qbit_total"),
          "|0...0><0...0| of that many qubits. Raises NegativeValue; ResourceExhausted if it does not fit into memory.")
      .def(py::init([](const ComplexArray& data) {
             Matrix matrix = python::to_matrix(data);
             return computed([&] { return DensityMatrix(std::move(matrix)); });
           }),
           py::arg("data"),
           "A copy of an array of shape (2^n, 2^n). Raises InvalidArgument, saying what is wrong, unless it is "
           "Hermitian,\n"
           "has trace 1 and no negative eigenvalue, each within 1e-5.")
      .def(py::init([](const Rows& data) { return DensityMatrix(to_matrix("DensityMatrix", data)); }), py::arg("data"),
           "The same from a list of rows.")
      .def("dim", &DensityMatrix::dim, "The number of rows, 2^n.")
      .def(
          "ndarray", [](const DensityMatrix& self) { return python::to_array(self.matrix()); },
          "A copy as a complex128 array of shape (2^n, 2^n).")
      .def("at", &DensityMatrix::at, py::arg("row_idx"), py::arg("col_idx"),
           "One element. Raises IndexOutOfRange, NegativeValue.")
      .def(
          "purity", [](const DensityMatrix& self) { return Complex(self.purity()); },
          "The trace of the square, as a complex number: 1 for a pure state, 2^-n for the completely mixed one.")
      .def("is_valid", &DensityMatrix::is_valid, "Whether it is a density matrix within 1e-5; always so.")
      .def("to_statevector", &DensityMatrix::to_statevector,
           "The 2^n amplitudes of a pure state, the first that is not 0 being positive; an empty list for a mixed "
           "state\n"
           "(purity below 1 by more than 1e-5).")
      .def(py::self == py::self, py::arg("other"), "Whether dimensions are equal and elements are within 1e-5.");
  define_evolution(cls, "U rho U^dagger for the circuit's unitary U");
  const auto array = [](const DensityMatrix& self) { return python::to_array(self.matrix()); };
  define_texts(cls, "DensityMatrix", array);
  define_value_protocols<DensityMatrix>(
      cls, array, [](const py::object& state) { return DensityMatrix(python::to_matrix(state.cast<ComplexArray>())); });
}

void bind_unitary(py::module_& m) {
  py::enum_<StateSystemType>(m, "StateSystemType", "The order of qubits in indices.")
      .value("Q2Q1Q0", StateSystemType::Q2Q1Q0, "Qubit 0 is the least significant bit.");
  py::class_<Unitary> cls(m, "Unitary", "The unitary of a circuit, a matrix of shape (2^r, 2^r). A value.");
  cls.def(py::init([](const QCircuit& circuit, StateSystemType system_type) {
            return detached(circuit, [&](const QCircuit& copy) { return Unitary(copy, system_type); });
          }),
          py::arg("qcircuit"), py::arg("system_type") = StateSystemType::Q2Q1Q0,
          "The unitary of a circuit whose register has r qubits, 0 up to the highest that it uses. Raises "
          "InvalidArgument\n"
          "for a circuit with RESET; ResourceExhausted if 4^r numbers do not fit into memory.")
      .def_static(
          "from_matrix", [](const ComplexArray& matrix) { return Unitary(python::to_matrix(matrix)); },
          py::arg("matrix"),
          "From an array of shape (2^r, 2^r) that is unitary within 1e-8; InvalidArgument otherwise. An addition of "
          "this\n"
          "package.")
      .def(
          "ndarray", [](const Unitary& self) { return python::to_array(self.matrix()); },
          "A copy as a complex128 array of shape (2^r, 2^r).")
      .def(py::self == py::self, py::arg("other"),
           "Whether dimensions are equal and elements are within 1e-10; a global phase makes a difference.");
  const auto array = [](const Unitary& self) { return python::to_array(self.matrix()); };
  define_texts(cls, "Unitary", array);
  define_value_protocols<Unitary>(
      cls, array, [](const py::object& state) { return Unitary(python::to_matrix(state.cast<ComplexArray>())); });
}

template <class Key>
void bind_hellinger(py::module_& m) {
  using Distribution = quantum_info::Distribution<Key>;
  m.def(
      "hellinger_distance",
      py::overload_cast<const Distribution&, const Distribution&>(&quantum_info::hellinger_distance), py::arg("p"),
      py::arg("q"),
      "sqrt(1 - sum of sqrt(p q)) of two distributions, outcome to probability: 0 if they are equal, 1 if they share "
      "no\n"
      "outcome. A missing outcome has probability 0. Raises InvalidArgument for probabilities that are negative or do\n"
      "not sum to 1 within 1e-6.");
  m.def("hellinger_fidelity",
        py::overload_cast<const Distribution&, const Distribution&>(&quantum_info::hellinger_fidelity), py::arg("p"),
        py::arg("q"),
        "(sum of sqrt(p q))^2 of two distributions: 1 if they are equal, 0 if they share no outcome. Arguments as in\n"
        "hellinger_distance.");
}

void bind_divergence(py::module_& m) {
  m.def(
      "KL_divergence",
      [](const std::vector<double>& p, const std::vector<double>& q) { return quantum_info::kl_divergence(p, q); },
      py::arg("p"), py::arg("q"),
      "The sum of p ln(p / q) over two lists of probabilities of equal length; infinite if some p > 0 has q = 0. "
      "Raises\n"
      "InvalidArgument for probabilities that are negative or do not sum to 1 within 1e-6.");
  using Density = std::function<double(double)>;
  m.def(
      "KL_divergence",
      [](const Density& p, const Density& q, double x_start, double x_end, double dx) {
        return quantum_info::kl_divergence(p, q, x_start, x_end, dx);
      },
      py::arg("p_pdf"), py::arg("q_pdf"), py::arg("x_start"), py::arg("x_end"), py::arg("dx") = 0.0001,
      "The integral of p ln(p / q) from x_start to x_end of two densities, by the trapezoidal rule with steps of at "
      "most\n"
      "dx; infinite if p > 0 where q = 0. Raises InvalidArgument unless x_start <= x_end and dx > 0, and where a "
      "density\n"
      "is negative or not finite.");
}

using State = std::vector<Complex>;

Matrix fidelity_matrix(const Rows& rows) { return to_matrix("state_fidelity", rows); }
const Matrix& fidelity_matrix(const DensityMatrix& rho) { return rho.matrix(); }
std::span<const Complex> fidelity_state(const State& state) { return state; }
std::span<const Complex> fidelity_state(const StateVector& state) { return state.amplitudes(); }

template <class M, class V>
void bind_fidelity(py::module_& m) {
  const char* doc =
      "|<a|b>|^2 for two states, <a|rho|a> for a state and a density matrix, (tr sqrt(sqrt(rho) sigma sqrt(rho)))^2 "
      "for\n"
      "two density matrices: 1 if they are equal, 0 if they are orthogonal.\n\n"
      "States are lists of 2^n amplitudes, density matrices lists of rows. Raises InvalidArgument for dimensions that\n"
      "differ and, with `validate`, for what is no state (norm or trace 1 within 1e-6 and 1e-5).";
  using quantum_info::state_fidelity;
  m.def(
      "state_fidelity",
      [](const M& a, const M& b, bool validate) {
        const Matrix rho = fidelity_matrix(a), sigma = fidelity_matrix(b);
        return computed([&] { return state_fidelity(rho, sigma, validate); });
      },
      py::arg("matrix1"), py::arg("matrix2"), py::arg("validate") = true, doc);
  m.def(
      "state_fidelity",
      [](const M& a, const V& b, bool validate) {
        return state_fidelity(fidelity_matrix(a), fidelity_state(b), validate);
      },
      py::arg("matrix"), py::arg("state"), py::arg("validate") = true, doc);
  m.def(
      "state_fidelity",
      [](const V& a, const M& b, bool validate) {
        return state_fidelity(fidelity_state(a), fidelity_matrix(b), validate);
      },
      py::arg("state"), py::arg("matrix"), py::arg("validate") = true, doc);
  m.def(
      "state_fidelity",
      [](const V& a, const V& b, bool validate) {
        return state_fidelity(fidelity_state(a), fidelity_state(b), validate);
      },
      py::arg("state1"), py::arg("state2"), py::arg("validate") = true, doc);
}

}  // namespace

void bind_quantum_info(py::module_& m) {
  auto sub = m.def_submodule("_quantum_info", "States, unitaries and matrices as values; distances between them.");
  sub.attr("__module__") = "pyqpanda3.quantum_info";
  bind_matrix(sub);
  bind_state_vector(sub);
  bind_density_matrix(sub);
  bind_unitary(sub);
  bind_hellinger<std::int64_t>(sub);
  bind_hellinger<std::string>(sub);
  bind_divergence(sub);
  bind_fidelity<DensityMatrix, StateVector>(sub);
  bind_fidelity<Rows, State>(sub);
  define_pickling(sub);
}

}  // namespace qpanda3::python
