#include "qpanda3/sim/simd.hpp"

#include <algorithm>
#include <array>
#include <atomic>
#include <cstdlib>
#include <iterator>
#include <mutex>

#include "qpanda3/base/concat.hpp"
#include "qpanda3/base/error.hpp"
#include "sim/simd_backends.hpp"

namespace qpanda3::simd {
namespace {

constexpr std::array<std::string_view, 5> kKnown{"scalar", "sse2", "avx2", "avx512", "neon"};

/// What the portable kernels are compiled to.
constexpr std::string_view kBaseline =
#if defined(__SSE2__)
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

#if defined(QPANDA3_X86_KERNELS)
/// The processor has the instructions, and the system saves their registers.
bool has_avx2() {
  return __builtin_cpu_supports("avx2") && __builtin_cpu_supports("fma") && __builtin_cpu_supports("bmi2");
}
bool has_avx512() {
  return has_avx2() && __builtin_cpu_supports("avx512f") && __builtin_cpu_supports("avx512dq") &&
         __builtin_cpu_supports("avx512bw") && __builtin_cpu_supports("avx512vl");
}
#endif

constexpr Backend kCompiled[] = {
    {kBaseline, [] { return true; }, sim::portable_kernels},
#if defined(QPANDA3_X86_KERNELS)
    {"avx2", has_avx2, sim::avx2_kernels},
    {"avx512", has_avx512, sim::avx512_kernels},
#endif
};

struct Choice {
  const Backend* backend;
  std::string fallback_reason;
};

const Backend& default_backend() {
  const auto widest =
      std::find_if(std::rbegin(kCompiled), std::rend(kCompiled), [](const Backend& b) { return b.is_available(); });
  return *widest;
}

Choice choice_of(std::string_view wish);

void complete(Choice& choice) {
  if (!choice.fallback_reason.empty()) choice.fallback_reason += concat("; '", choice.backend->name, "' is used");
}

/// The choice of this process, at first what the environment asks for. Read and changed under its mutex; runs read the
/// pointer alone.
struct SharedChoice {
  SharedChoice() {
    const char* const wanted = std::getenv("QPANDA3_SIMD");
    choice = choice_of(wanted != nullptr && *wanted != '\0' ? wanted : "auto");
    if (!choice.fallback_reason.empty()) choice.fallback_reason = concat("QPANDA3_SIMD: ", choice.fallback_reason);
    complete(choice);
    backend = choice.backend;
  }
  std::mutex mutex;
  Choice choice;
  std::atomic<const Backend*> backend;
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

/// What to use for a wish, and why it is not that.
Choice choice_of(std::string_view wish) {
  const std::string name = lower_case(wish);
  const auto row = std::find_if(std::begin(kCompiled), std::end(kCompiled),
                                [&](const Backend& candidate) { return candidate.name == name; });
  const Backend* const compiled = row == std::end(kCompiled) ? nullptr : &*row;
  if (compiled != nullptr && compiled->is_available()) return {compiled, {}};
  return {&default_backend(), name == "auto" ? std::string() : refusal(name, compiled)};
}

}  // namespace

std::span<const Backend> compiled() { return kCompiled; }

const Backend& active() noexcept { return *shared().backend.load(std::memory_order_relaxed); }

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
  Choice wanted = choice_of(backend);
  if (strict && !wanted.fallback_reason.empty())
    throw UnsupportedSimdBackend(concat("set_preference: ", wanted.fallback_reason));
  complete(wanted);
  const std::lock_guard lock(shared().mutex);
  shared().backend.store(wanted.backend, std::memory_order_relaxed);
  shared().choice = std::move(wanted);
}

}  // namespace qpanda3::simd
