// The machine's clock.

#include "qpanda3/cloud/clock.hpp"

#include <algorithm>
#include <ctime>
#include <thread>

namespace qpanda3::cloud {
namespace {

class SystemClock : public Clock {
 public:
  Milliseconds now() const override {
    return std::chrono::duration_cast<Milliseconds>(std::chrono::steady_clock::now().time_since_epoch());
  }

  long long unix_time() const override { return static_cast<long long>(std::time(nullptr)); }

  void sleep(Milliseconds duration, const InterruptCheck& interrupt) override {
    const Milliseconds end = now() + duration;
    for (Milliseconds left = duration; left.count() > 0; left = end - now()) {
      if (interrupt) interrupt();
      std::this_thread::sleep_for(std::min(left, kSlice));
    }
    if (interrupt) interrupt();
  }

 private:
  static constexpr Milliseconds kSlice{50};
};

}  // namespace

std::shared_ptr<Clock> system_clock() { return std::make_shared<SystemClock>(); }

}  // namespace qpanda3::cloud
