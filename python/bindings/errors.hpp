#pragma once
// qpanda3::Error -> the Python class of its code. Each extension module registers this once.

#include <pybind11/pybind11.h>

#include "qpanda3/base/error.hpp"

namespace qpanda3::python {

inline const char* code_name(ErrorCode code) {
  switch (code) {
    case ErrorCode::invalid_argument:
      return "invalid_argument";
    case ErrorCode::negative_value:
      return "negative_value";
    case ErrorCode::index_out_of_range:
      return "index_out_of_range";
    case ErrorCode::key_not_found:
      return "key_not_found";
    case ErrorCode::parse_error:
      return "parse_error";
    case ErrorCode::unsupported:
      return "unsupported";
    case ErrorCode::invalid_precision:
      return "invalid_precision";
    case ErrorCode::unsupported_precision:
      return "unsupported_precision";
    case ErrorCode::precision_conversion:
      return "precision_conversion";
    case ErrorCode::backend_unavailable:
      return "backend_unavailable";
    case ErrorCode::unsupported_simd_backend:
      return "unsupported_simd_backend";
    case ErrorCode::resource_exhausted:
      return "resource_exhausted";
    case ErrorCode::network_error:
      return "network_error";
    case ErrorCode::service_error:
      return "service_error";
    case ErrorCode::timeout:
      return "timeout";
    case ErrorCode::cancelled:
      return "cancelled";
    case ErrorCode::internal:
      return "internal";
  }
  return "internal";
}

/// Sets the Python error for `error`, with its extra facts as attributes of the exception.
inline void set_python_error(const Error& error) {
  namespace py = pybind11;
  const py::object type = py::module_::import("pyqpanda3.errors").attr("BY_CODE")[code_name(error.code())];
  const py::object exception = type(py::str(error.what()));
  if (const auto* parse = dynamic_cast<const ParseError*>(&error)) {
    exception.attr("line") = parse->line();
    exception.attr("column") = parse->column();
  } else if (const auto* service = dynamic_cast<const ServiceError*>(&error)) {
    exception.attr("http_status") = service->http_status();
  }
  PyErr_SetObject(type.ptr(), exception.ptr());
}

inline void register_errors() {
  pybind11::register_local_exception_translator([](std::exception_ptr pointer) {
    try {
      if (pointer) std::rethrow_exception(pointer);
    } catch (const Error& error) {
      set_python_error(error);
    }
  });
}

}  // namespace qpanda3::python
