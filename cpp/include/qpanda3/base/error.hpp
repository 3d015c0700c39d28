#pragma once
// Every failure the library reports. A code says what the caller can do next; the message names the argument, the
// value and what was expected. The Python package has one exception class for each code (python/pyqpanda3/errors.py).

#include <cstdint>
#include <stdexcept>
#include <string>
#include <utility>

#include "qpanda3/base/export.hpp"

namespace qpanda3 {

enum class ErrorCode : std::uint8_t {
  invalid_argument,          ///< a value is wrong: change the argument
  negative_value,            ///< a number that counts or indexes something is below zero
  index_out_of_range,        ///< a position or a list is too short for what was asked
  key_not_found,             ///< a name that is not there was asked for
  parse_error,               ///< a text does not follow its grammar; has line and column
  unsupported,               ///< a valid request that this object cannot serve
  invalid_precision,         ///< an unknown name of a precision
  unsupported_precision,     ///< a known precision that this simulator does not offer
  precision_conversion,      ///< a number that the precision of the run cannot hold: use a wider one
  backend_unavailable,       ///< a simulator that this build does not have
  unsupported_simd_backend,  ///< a set of vector instructions that this build or this machine does not have
  resource_exhausted,        ///< more memory than there is
  network_error,             ///< the other side was not reached or the connection broke; retrying may help
  service_error,             ///< the service answered, and said no or something unreadable
  timeout,                   ///< a time limit given by the caller ran out
  cancelled,                 ///< the caller asked to stop
  internal,                  ///< a broken promise of this library; please report it
};

/// Base of all exceptions thrown by the library.
class QPANDA3_API Error : public std::runtime_error {
 public:
  Error(ErrorCode code, const std::string& message) : std::runtime_error(message), code_(code) {}
  ErrorCode code() const noexcept { return code_; }

 private:
  ErrorCode code_;
};

class QPANDA3_API InvalidArgument : public Error {
 public:
  explicit InvalidArgument(const std::string& message) : Error(ErrorCode::invalid_argument, message) {}
};

class QPANDA3_API NegativeValue : public Error {
 public:
  explicit NegativeValue(const std::string& message) : Error(ErrorCode::negative_value, message) {}
};

class QPANDA3_API IndexOutOfRange : public Error {
 public:
  explicit IndexOutOfRange(const std::string& message) : Error(ErrorCode::index_out_of_range, message) {}
};

class QPANDA3_API KeyNotFound : public Error {
 public:
  explicit KeyNotFound(const std::string& message) : Error(ErrorCode::key_not_found, message) {}
};

/// A place in binary data, counted from 0.
struct ByteOffset {
  std::size_t value;
};

/// A text or binary message that breaks its grammar. `line` and `column` count from 1; binary data is one line, a byte
/// a column.
class QPANDA3_API ParseError : public Error {
 public:
  ParseError(const std::string& message, std::size_t line, std::size_t column)
      : Error(ErrorCode::parse_error,
              "line " + std::to_string(line) + ", column " + std::to_string(column) + ": " + message),
        line_(line),
        column_(column) {}
  ParseError(const std::string& message, ByteOffset where)
      : Error(ErrorCode::parse_error, "byte " + std::to_string(where.value) + ": " + message),
        line_(1),
        column_(where.value + 1) {}
  std::size_t line() const noexcept { return line_; }
  std::size_t column() const noexcept { return column_; }

 private:
  std::size_t line_;
  std::size_t column_;
};

class QPANDA3_API Unsupported : public Error {
 public:
  explicit Unsupported(const std::string& message) : Error(ErrorCode::unsupported, message) {}
};

class QPANDA3_API InvalidPrecision : public Error {
 public:
  explicit InvalidPrecision(const std::string& message) : Error(ErrorCode::invalid_precision, message) {}
};

class QPANDA3_API UnsupportedPrecision : public Error {
 public:
  explicit UnsupportedPrecision(const std::string& message) : Error(ErrorCode::unsupported_precision, message) {}
};

class QPANDA3_API PrecisionConversion : public Error {
 public:
  explicit PrecisionConversion(const std::string& message) : Error(ErrorCode::precision_conversion, message) {}
};

class QPANDA3_API BackendUnavailable : public Error {
 public:
  explicit BackendUnavailable(const std::string& message) : Error(ErrorCode::backend_unavailable, message) {}
};

class QPANDA3_API UnsupportedSimdBackend : public Error {
 public:
  explicit UnsupportedSimdBackend(const std::string& message) : Error(ErrorCode::unsupported_simd_backend, message) {}
};

class QPANDA3_API ResourceExhausted : public Error {
 public:
  explicit ResourceExhausted(const std::string& message) : Error(ErrorCode::resource_exhausted, message) {}
};

class QPANDA3_API NetworkError : public Error {
 public:
  explicit NetworkError(const std::string& message) : Error(ErrorCode::network_error, message) {}
};

/// The service answered with an error or with something that is no valid answer.
class QPANDA3_API ServiceError : public Error {
 public:
  explicit ServiceError(const std::string& message, int http_status = 0)
      : Error(ErrorCode::service_error, message), http_status_(http_status) {}
  /// The HTTP status of the answer, 0 if the failure is in its content.
  int http_status() const noexcept { return http_status_; }

 private:
  int http_status_;
};

class QPANDA3_API Timeout : public Error {
 public:
  explicit Timeout(const std::string& message) : Error(ErrorCode::timeout, message) {}
};

class QPANDA3_API Cancelled : public Error {
 public:
  explicit Cancelled(const std::string& message) : Error(ErrorCode::cancelled, message) {}
};

class QPANDA3_API InternalError : public Error {
 public:
  explicit InternalError(const std::string& message) : Error(ErrorCode::internal, message) {}
};

}  // namespace qpanda3
