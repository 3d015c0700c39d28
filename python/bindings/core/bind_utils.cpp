// pyqpanda3.utils: programs as OriginBIS and in the communication format.

#include <string_view>
#include <tuple>

#include "core/casters.hpp"
#include "core/register.hpp"
#include "interrupt.hpp"
#include "pickling.hpp"
#include "qpanda3/binary/comm_format.hpp"
#include "qpanda3/binary/originbis.hpp"
#include "value_protocols.hpp"

namespace py = pybind11;

namespace qpanda3::python {
namespace {

constexpr const char* kEncodingErrors =
    "Angles are rounded to multiples of 2 pi / 65536. An empty program stays one program.\n\n"
    "Raises InvalidArgument (a RuntimeError and ValueError) for qubits and bits beyond 255, an IDLE that is no whole\n"
    "number from 0 to 65535 and an ECHO with a number; Unsupported (a RuntimeError) for branches, loops, RESET, "
    "Oracle,\n"
    "Karus and for controls other than those of CNOT, CZ, CP, CU and TOFFOLI. The message names program and item.";

/// A setting that the format keeps in a few bits.
template <class Number>
auto setter(const char* name, Number CommProtocolConfig::* member, Number limit) {
  return [=](CommProtocolConfig& self, std::int64_t value) {
    if (value < 0) throw NegativeValue(concat(name, " must not be negative, got ", value));
    if (value > std::int64_t{limit})
      throw InvalidArgument(concat(name, " ", value, " is too large; expected at most ", std::uint64_t{limit}));
    self.*member = static_cast<Number>(value);
  };
}

std::string repr(const CommProtocolConfig& config) {
  const auto flag = [](bool value) { return value ? "True" : "False"; };
  return concat("<CommProtocolConfig open_mapping=", flag(config.open_mapping),
                " open_error_mitigation=", flag(config.open_error_mitigation),
                " optimization_level=", int{config.optimization_level}, " circuits_num=", int{config.circuits_num},
                " shots=", config.shots, ">");
}

py::tuple state_of(const CommProtocolConfig& config) {
  return py::make_tuple(config.open_mapping, config.open_error_mitigation, config.optimization_level,
                        config.circuits_num, config.shots);
}

CommProtocolConfig from_state(const py::object& state) {
  CommProtocolConfig config;
  std::tie(config.open_mapping, config.open_error_mitigation, config.optimization_level, config.circuits_num,
           config.shots) = state.cast<std::tuple<bool, bool, std::uint8_t, std::uint8_t, std::uint32_t>>();
  return config;
}

void bind_config(py::module_& m) {
  using Config = CommProtocolConfig;
  py::class_<Config> cls(
      m, "CommProtocolConfig",
      "How the programs of a message in the communication format are to be run; what is written is set\n"
      "as properties.\n\n"
      "Numbers out of range raise NegativeValue (a TypeError and ValueError) or InvalidArgument (a\n"
      "RuntimeError and ValueError) when they are set.");
  cls.def(py::init<>(), "The defaults: both flags True, optimization_level 4, circuits_num 100, shots 1000.")
      .def_readwrite("open_mapping", &Config::open_mapping, "Whether qubits are mapped to the chip's.")
      .def_readwrite("open_error_mitigation", &Config::open_error_mitigation, "Whether read-out errors are corrected.")
      .def_property(
          "optimization_level", [](const Config& self) { return int{self.optimization_level}; },
          setter("optimization_level", &Config::optimization_level, Config::kMaxOptimizationLevel),
          "How much the programs are optimised, 0 to 15.")
      .def_property(
          "circuits_num", [](const Config& self) { return int{self.circuits_num}; },
          setter("circuits_num", &Config::circuits_num, std::uint8_t{255}),
          "The number of circuits that is announced, 0 to 255. It is independent of how many a message holds.")
      .def_property(
          "shots", [](const Config& self) { return self.shots; },
          setter("shots", &Config::shots, std::uint32_t{0xffffffff}), "The number of runs, 0 to 2^32 - 1.")
      .def("__repr__", &repr);
  define_equality<Config>(cls, "True if all settings are equal.");
  define_value_protocols<Config>(cls, &state_of, &from_state);
}

/// `work()` without the GIL, answering Ctrl-C.
template <class Work>
auto unlocked(Work&& work) {
  const py::gil_scoped_release release;
  const InterruptScope scope(signal_check());
  return work();
}

/// The bytes of an object that outlives the call.
std::string_view view_of(const py::bytes& bytes) { return std::string_view(bytes); }

void bind_originbis(py::module_& m) {
  m.def(
      "convert_qprog_to_originbis", [](const QProg& qprog) { return py::bytes(detached(qprog, &to_originbis)); },
      py::arg("qprog"),
      "The program as OriginBIS, exact to the last bit of each parameter. Circuits inside circuits are resolved,\n"
      "programs inside programs, branches and loops stay. The same program gives the same bytes.\n\n"
      "Raises Unsupported (a RuntimeError) for a condition that asks for zeros and for a 1 beyond the first 64 of its\n"
      "bits, ResourceExhausted (a RuntimeError and MemoryError) for more than 2^31 - 1 bytes.");
  m.def(
      "convert_originbis_to_qprog",
      [](const py::bytes& originbis) {
        const std::string_view bytes = view_of(originbis);
        return unlocked([bytes] { return from_originbis(bytes); });
      },
      py::arg("originbis"),
      "The program that OriginBIS bytes describe.\n\n"
      "Raises ParseError (a RuntimeError and ValueError) for bytes that are damaged, cut off or of another format, "
      "and\n"
      "for a dagger or control that does not say which gates it is for; `column` is the place of the byte, counted\n"
      "from 1.");
}

void bind_comm(py::module_& m) {
  const auto config = [] { return py::arg_v("config", CommProtocolConfig(), "<CommProtocolConfig object>"); };
  const auto encoded = [](const std::vector<QProg>& progs, const CommProtocolConfig& settings) {
    return py::bytes(unlocked([&progs, copy = settings] { return encode_comm(progs, copy); }));
  };
  const auto encoded_text = [](const std::string& text, bool is_file, const CommProtocolConfig& settings) {
    return py::bytes(unlocked([&, copy = settings] {
      const QProg prog(std::string_view(text), is_file);
      return encode_comm({&prog, 1}, copy);
    }));
  };
  m.def("comm_protocol_encode", encoded, py::arg("prog_list"), config(),
        (std::string("The programs as one message in the communication format. ") + kEncodingErrors).c_str());
  m.def(
      "comm_protocol_encode_originir_string",
      [=](const std::string& originir, const CommProtocolConfig& settings) {
        return encoded_text(originir, false, settings);
      },
      py::arg("originir"), config(),
      (std::string("The program of an OriginIR text as a message in the communication format. ") + kEncodingErrors +
       "\nParseError with `line` and `column` for a text that is no OriginIR.")
          .c_str());
  m.def(
      "comm_protocol_encode_originir_file",
      [=](const std::string& file_path, const CommProtocolConfig& settings) {
        return encoded_text(file_path, true, settings);
      },
      py::arg("file_path"), config(),
      (std::string("The program of an OriginIR file as a message in the communication format. ") + kEncodingErrors +
       "\nInvalidArgument for a file that cannot be read, ParseError with `line` and `column` for one that is no "
       "OriginIR.")
          .c_str());
  m.def(
      "comm_protocol_decode",
      [](const py::bytes& encode_data) {
        const std::string_view bytes = view_of(encode_data);
        CommMessage message = unlocked([bytes] { return decode_comm(bytes); });
        return std::pair{std::move(message.progs), message.config};
      },
      py::arg("encode_data"),
      "The programs of a message in the communication format, and how they are to be run.\n\n"
      "Raises ParseError (a RuntimeError and ValueError) for data that is damaged in any way; `column` is the place "
      "of\n"
      "the byte, counted from 1.");
}

}  // namespace

void bind_utils(py::module_& m) {
  py::module_ utils = m.def_submodule("_utils", "Programs as OriginBIS and in the communication format.");
  utils.attr("__module__") = "pyqpanda3.utils";
  bind_config(utils);
  bind_originbis(utils);
  bind_comm(utils);
  define_pickling(utils);
}

}  // namespace qpanda3::python
