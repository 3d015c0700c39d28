#pragma once
// Lines about requests, written where the user asked for them. Silent until then.

#include <atomic>
#include <fstream>
#include <mutex>
#include <string>

#include "qpanda3/cloud/log.hpp"

namespace qpanda3::cloud {

class Logger {
 public:
  /// `secret` is replaced in whatever is logged.
  explicit Logger(std::string secret) : secret_(std::move(secret)) {}

  void to_console(LogLevel level);
  /// Appends to the file. InvalidArgument if it cannot be opened.
  void to_file(const std::string& path, LogLevel level);
  void log(LogLevel level, const std::string& text);

 private:
  enum class Sink { none, console, file };

  const std::string secret_;
  std::mutex mutex_;
  Sink sink_ = Sink::none;
  LogLevel level_ = LogLevel::CLOUD_INFO;
  std::ofstream file_;
  std::atomic<bool> on_{false};  // spares the silent case the lock
};

/// `QCloudService-<date>.log`.
std::string default_log_name();

}  // namespace qpanda3::cloud
