#pragma once
// How a long call is stopped from outside: by a callback that the call asks every few milliseconds.

#include <functional>

namespace qpanda3 {

/// Called often (about every 50 ms) by long calls, always on the thread that made the call. It stops the call by
/// throwing; the exception reaches the caller unchanged. An empty function never stops anything. The Python bindings
/// pass one that answers Ctrl-C.
using InterruptCheck = std::function<void()>;

}  // namespace qpanda3
