#include "qpanda3/sim/simd.hpp"

#include <algorithm>
#include <array>
#include <mutex>

#include "qpanda3/base/concat.hpp"
#include "qpanda3/base/error.hpp"
#include "sim/simd_backends.hpp"

namespace qpanda3::simd {
namespace {

constexpr std::array<std::string_view, 5> kKnown{"scalar", "sse2", "avx2", "avx512", "neon"};

/// What the compiler may use for the kernels, by the flags of this build.
constexpr std::string_view kBaseline =
#if defined(__AVX512F__)
    "avx512";
#elif defined(__AVX2__)
    "avx2";
#elif defined(__SSE2__)
    "sse2";
#elif defined(__ARM_NEON)
    "neon";
#else
    "scalar";
#endif

constexpr std::string_view kArchitecture =
#if defined(__x86_64__)
    "x86_64";
#elif defined(__aarch64__)
    "aarch64";
#else
    "unknown";
#endif

constexpr std::array<Backend, 1> kCompiled{{{kBaseline, [] { return true; }}}};

struct Choice {
  const Backend* backend;
  std::string fallback_reason;
};

const Backend& default_backend() {
  const auto widest =
      std::find_if(kCompiled.rbegin(), kCompiled.rend(), [](const Backend& b) { return b.is_available(); });
  return *widest;
}

/// The choice of this process; read and changed under its mutex.
struct SharedChoice {
  std::mutex mutex;
  Choice choice{&default_backend(), {}};
};

SharedChoice& shared() {
  static SharedChoice shared;
  return shared;
}

Choice current() {
  const std::lock_guard lock(shared().mutex);
  return shared().choice;
}

std::string lower_case(std::string_view name) {
  std::string text(name);
  for (char& c : text)
    if (c >= 'A' && c <= 'Z') c = static_cast<char>(c - 'A' + 'a');
  return text;
}

std::vector<std::string> names(bool available_only) {
  std::vector<std::string> found;
  for (const Backend& backend : kCompiled)
    if (!available_only || backend.is_available()) found.emplace_back(backend.name);
  return found;
}

/// Why there is nothing to use under this name.
std::string refusal(std::string_view name, const Backend* compiled) {
  const bool is_known = std::find(kKnown.begin(), kKnown.end(), name) != kKnown.end();
  const std::string_view what = compiled != nullptr ? "is not available on this machine"
                                : is_known          ? "is not part of this build"
                                                    : "is unknown";
  return concat("SIMD backend '", name, "' ", what, "; available: ", list_text(names(true)));
}

}  // namespace

std::span<const Backend> compiled() { return kCompiled; }

const Backend& active() { return *current().backend; }

std::string active_backend() { return std::string(active().name); }

Capabilities capabilities() {
  const Choice choice = current();
  return {.architecture = std::string(kArchitecture),
          .compiled_backends = names(false),
          .available_backends = names(true),
          .default_backend = std::string(default_backend().name),
          .active_backend = std::string(choice.backend->name),
          .fallback_reason = choice.fallback_reason};
}

void set_preference(std::string_view backend, bool strict) {
  const std::string name = lower_case(backend);
  const auto row = std::find_if(kCompiled.begin(), kCompiled.end(),
                                [&](const Backend& candidate) { return candidate.name == name; });
  const Backend* const compiled = row == kCompiled.end() ? nullptr : &*row;
  Choice wanted{&default_backend(), {}};
  if (compiled != nullptr && compiled->is_available()) {
    wanted.backend = compiled;
  } else if (name != "auto") {
    const std::string reason = refusal(name, compiled);
    if (strict) throw UnsupportedSimdBackend(concat("set_preference: ", reason));
    wanted.fallback_reason = concat(reason, "; '", wanted.backend->name, "' is used");
  }
  const std::lock_guard lock(shared().mutex);
  shared().choice = std::move(wanted);
}

}  // namespace qpanda3::simd
