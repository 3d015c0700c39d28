#pragma once
// Logging of one service. Off until QCloudService::setup_logging; the API key never reaches a line.

#include <cstdint>

namespace qpanda3 {

/// What a line is about. In rising order of weight: DEBUG, INFO, WARNING, ERROR (the values are historical).
enum class LogLevel : std::uint8_t { CLOUD_INFO = 0, CLOUD_DEBUG = 1, CLOUD_WARNING = 2, CLOUD_ERROR = 3 };

enum class LogOutput : std::uint8_t { CONSOLE = 0, FILE = 1 };

}  // namespace qpanda3
