#pragma once
// What the system knows of this process.

#include <fstream>
#include <string>

namespace support {

/// Threads there are at the moment, the calling one included.
inline int thread_count() {
  std::ifstream status("/proc/self/status");
  for (std::string word; status >> word;)
    if (word == "Threads:") {
      int count = 0;
      status >> count;
      return count;
    }
  return -1;
}

}  // namespace support
