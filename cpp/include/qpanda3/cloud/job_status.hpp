#pragma once
// The states of a job. A closed set: anything else a service says is reported as FAILED, with the word it used.

#include <cstdint>

namespace qpanda3 {

enum class JobStatus : std::uint8_t {
  WAITING = 1,    ///< accepted, not yet started
  COMPUTING = 2,  ///< running
  FINISHED = 3,   ///< done; results are there
  FAILED = 4,     ///< ended without results; the result's error_message() tells why
  QUEUING = 5,    ///< in the queue of the backend
};

/// True if the state can no longer change.
constexpr bool is_terminal(JobStatus status) noexcept {
  return status == JobStatus::FINISHED || status == JobStatus::FAILED;
}

/// `"WAITING"` and so on; `"unknown"` for a value outside the set.
constexpr const char* status_name(JobStatus status) noexcept {
  switch (status) {
    case JobStatus::WAITING:
      return "WAITING";
    case JobStatus::COMPUTING:
      return "COMPUTING";
    case JobStatus::FINISHED:
      return "FINISHED";
    case JobStatus::FAILED:
      return "FAILED";
    case JobStatus::QUEUING:
      return "QUEUING";
  }
  return "unknown";
}

}  // namespace qpanda3
