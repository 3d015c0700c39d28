#pragma once
// What the calls to a service share: time limits and Ctrl-C.

#include <chrono>
#include <optional>

#include "interrupt.hpp"
#include "qpanda3/cloud/connection.hpp"

namespace qpanda3::python {

using Seconds = std::chrono::duration<double>;

inline std::optional<Seconds> to_seconds(std::optional<double> timeout) {
  return timeout ? std::optional<Seconds>(Seconds(*timeout)) : std::nullopt;
}

inline CallOptions call_options(std::optional<double> timeout = {}) { return {to_seconds(timeout), signal_check()}; }

}  // namespace qpanda3::python
