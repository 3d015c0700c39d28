// Log lines: time, level, text.

#include "cloud/logger.hpp"

#include <chrono>
#include <ctime>
#include <iomanip>
#include <iostream>
#include <sstream>

#include "cloud/http_text.hpp"
#include "qpanda3/base/concat.hpp"
#include "qpanda3/base/error.hpp"

namespace qpanda3::cloud {
namespace {

int weight(LogLevel level) {
  switch (level) {
    case LogLevel::CLOUD_DEBUG:
      return 0;
    case LogLevel::CLOUD_INFO:
      return 1;
    case LogLevel::CLOUD_WARNING:
      return 2;
    case LogLevel::CLOUD_ERROR:
      return 3;
  }
  return 3;
}

const char* label(LogLevel level) {
  static constexpr const char* kLabels[] = {"DEBUG", "INFO", "WARNING", "ERROR"};
  return kLabels[weight(level)];
}

std::tm local_time(std::time_t seconds) {
  std::tm parts{};
  localtime_r(&seconds, &parts);
  return parts;
}

std::string time_stamp() {
  const auto now = std::chrono::system_clock::now();
  const auto parts = local_time(std::chrono::system_clock::to_time_t(now));
  const auto ms = std::chrono::duration_cast<std::chrono::milliseconds>(now.time_since_epoch()).count() % 1000;
  std::ostringstream out;
  out << std::put_time(&parts, "%Y-%m-%d %H:%M:%S") << '.' << std::setfill('0') << std::setw(3) << ms;
  return std::move(out).str();
}

}  // namespace

std::string default_log_name() {
  const auto parts = local_time(std::time(nullptr));
  std::ostringstream out;
  out << "QCloudService-" << std::put_time(&parts, "%Y%m%d") << ".log";
  return std::move(out).str();
}

void Logger::to_console(LogLevel level) {
  const std::lock_guard<std::mutex> lock(mutex_);
  sink_ = Sink::console;
  level_ = level;
  on_ = true;
}

void Logger::to_file(const std::string& path, LogLevel level) {
  std::ofstream file(path, std::ios::app);
  if (!file) throw InvalidArgument(concat("file_path is '", excerpt(path), "', which cannot be opened for writing"));
  const std::lock_guard<std::mutex> lock(mutex_);
  file_ = std::move(file);
  sink_ = Sink::file;
  level_ = level;
  on_ = true;
}

void Logger::log(LogLevel level, const std::string& text) {
  if (!on_) return;
  const std::lock_guard<std::mutex> lock(mutex_);
  if (weight(level) < weight(level_)) return;
  const std::string line =
      concat(time_stamp(), " ", label(level), " qcloud ", excerpt(redact(text, secret_), 2000), "\n");
  std::ostream& out = sink_ == Sink::file ? static_cast<std::ostream&>(file_) : std::cerr;
  out << line << std::flush;
}

}  // namespace qpanda3::cloud
