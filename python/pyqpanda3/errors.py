"""The exceptions of pyqpanda3.

Each derives from :class:`Error`, from the type that programs written for the original catch in that case (mostly
``RuntimeError``), and from the built-in that says what went wrong. The C++ library throws by code; the table
``BY_CODE`` turns codes into classes.
"""

__all__ = [
    "BackendUnavailableError",
    "Cancelled",
    "Error",
    "IndexOutOfRange",
    "InternalError",
    "InvalidArgument",
    "InvalidPrecisionError",
    "KeyNotFound",
    "NegativeValue",
    "NetworkError",
    "ParseError",
    "PrecisionConversionError",
    "ResourceExhausted",
    "ServiceError",
    "Timeout",
    "Unsupported",
    "UnsupportedPrecisionError",
    "UnsupportedSIMDBackendError",
]


class Error(Exception):
    """Base of all exceptions raised by pyqpanda3."""


class InvalidArgument(Error, RuntimeError, ValueError):
    """A value is wrong; the message names the argument, the value and what was expected."""


class NegativeValue(Error, TypeError, ValueError):
    """A qubit, bit, size or number of shots is below zero."""


class IndexOutOfRange(Error, RuntimeError, IndexError):
    """A position lies outside its list, or a list is too short for what was asked."""


class KeyNotFound(Error, RuntimeError, KeyError):
    """A name was asked for that is not there."""

    __str__ = Exception.__str__  # KeyError would print the message in quotes


class ParseError(Error, RuntimeError, ValueError):
    """A text does not follow its grammar. ``line`` and ``column`` count from 1."""

    line: int = 0
    column: int = 0


class Unsupported(Error, RuntimeError):
    """A valid request that this object cannot serve."""


class InvalidPrecisionError(Error, RuntimeError, ValueError):
    """The name of a precision is unknown."""


class UnsupportedPrecisionError(Error, RuntimeError, ValueError):
    """The precision is known, but this simulator does not offer it."""


class PrecisionConversionError(Error, RuntimeError, ValueError):
    """A number lies beyond the range of the precision that a run computes in."""


class BackendUnavailableError(Error, RuntimeError):
    """This build has no simulator of that name."""


class UnsupportedSIMDBackendError(Error, RuntimeError):
    """This build, or this machine, does not have that set of vector instructions."""


class ResourceExhausted(Error, RuntimeError, MemoryError):
    """The request needs more memory than there is; nothing was allocated."""


class NetworkError(Error, RuntimeError, ConnectionError):
    """The service was not reached or the connection broke."""


class ServiceError(Error, RuntimeError):
    """The service answered with an error. ``http_status`` is 0 if the failure is in the answer's content."""

    http_status: int = 0


class Timeout(Error, RuntimeError, TimeoutError):
    """A time limit given by the caller ran out; what was waited for goes on."""


class Cancelled(Error, RuntimeError):
    """The caller asked to stop."""


class InternalError(Error, RuntimeError):
    """A fault in pyqpanda3 itself; please report it."""


BY_CODE: dict[str, type[Error]] = {
    "invalid_argument": InvalidArgument,
    "negative_value": NegativeValue,
    "index_out_of_range": IndexOutOfRange,
    "key_not_found": KeyNotFound,
    "parse_error": ParseError,
    "unsupported": Unsupported,
    "invalid_precision": InvalidPrecisionError,
    "unsupported_precision": UnsupportedPrecisionError,
    "precision_conversion": PrecisionConversionError,
    "backend_unavailable": BackendUnavailableError,
    "unsupported_simd_backend": UnsupportedSIMDBackendError,
    "resource_exhausted": ResourceExhausted,
    "network_error": NetworkError,
    "service_error": ServiceError,
    "timeout": Timeout,
    "cancelled": Cancelled,
    "internal": InternalError,
}
