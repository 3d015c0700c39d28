// Which simulators and which vector instructions this build reports.
#include "qpanda3/sim/capabilities.hpp"

#include <gtest/gtest.h>

#include <algorithm>

#include "qpanda3/base/error.hpp"
#include "qpanda3/sim/cpuqvm.hpp"
#include "qpanda3/sim/simd.hpp"

namespace qpanda3 {
namespace {

TEST(SimulatorCapabilities, rows_are_sorted_and_say_what_the_classes_do) {
  const auto rows = simulator_capabilities();
  EXPECT_TRUE(std::is_sorted(rows.begin(), rows.end(), [](const auto& a, const auto& b) { return a.name < b.name; }));
  for (const SimulatorCapabilities& row : rows) {
    EXPECT_EQ(&simulator_capabilities(row.name), &row);
    const auto& offered = row.supported_precisions;
    EXPECT_NE(std::find(offered.begin(), offered.end(), row.default_precision), offered.end()) << row.name;
  }
  const SimulatorCapabilities& cpu = simulator_capabilities("CPUQVM");
  EXPECT_EQ(cpu.default_precision, CPUQVM().precision());
  for (const std::string& precision : cpu.supported_precisions) EXPECT_EQ(CPUQVM(precision).precision(), precision);
}

TEST(SimulatorCapabilities, unknown_names_are_refused_with_those_there_are) {
  for (const std::string_view name : {"cpuqvm", "GPUQVM", ""}) try {
      simulator_capabilities(name);
      FAIL() << name;
    } catch (const BackendUnavailable& error) {
      const std::string message = error.what();
      EXPECT_NE(message.find("'" + std::string(name) + "'"), std::string::npos) << message;
      EXPECT_NE(message.find("CPUQVM"), std::string::npos) << message;
    }
}

class Simd : public testing::Test {
 protected:
  ~Simd() override { simd::set_preference("auto"); }
};

TEST_F(Simd, reports_what_this_program_is_compiled_for) {
  const simd::Capabilities caps = simd::capabilities();
#if defined(__x86_64__)
  EXPECT_EQ(caps.architecture, "x86_64");
#elif defined(__aarch64__)
  EXPECT_EQ(caps.architecture, "aarch64");
#endif
#if defined(__x86_64__)
  EXPECT_EQ(caps.compiled_backends, (std::vector<std::string>{"sse2", "avx2", "avx512"}));
#elif defined(__aarch64__)
  EXPECT_EQ(caps.compiled_backends, std::vector<std::string>{"neon"});
#endif
  ASSERT_FALSE(caps.available_backends.empty());
  for (const std::string& name : caps.available_backends)
    EXPECT_NE(std::find(caps.compiled_backends.begin(), caps.compiled_backends.end(), name),
              caps.compiled_backends.end());
  EXPECT_EQ(caps.default_backend, caps.available_backends.back());
  EXPECT_EQ(caps.active_backend, caps.default_backend);
  EXPECT_EQ(simd::active_backend(), caps.active_backend);
  EXPECT_EQ(caps.fallback_reason, "");
}

TEST_F(Simd, every_available_backend_can_be_chosen) {
  for (const std::string& name : simd::capabilities().available_backends) {
    std::string upper = name;
    for (char& c : upper) c = static_cast<char>(std::toupper(c));
    for (const std::string& spelling : {name, upper}) {
      simd::set_preference(spelling, true);
      EXPECT_EQ(simd::active_backend(), name);
      EXPECT_EQ(simd::capabilities().fallback_reason, "");
    }
  }
}

TEST_F(Simd, what_is_not_there_falls_back_to_the_default_and_says_why) {
  const std::string absent = simd::capabilities().architecture == "x86_64" ? "neon" : "avx2";
  for (const std::string& name : {absent, std::string("mmx"), std::string()}) {
    simd::set_preference(name);
    EXPECT_EQ(simd::active_backend(), simd::capabilities().default_backend);
    EXPECT_NE(simd::capabilities().fallback_reason.find("'" + name + "'"), std::string::npos);
  }
  simd::set_preference("AUTO", true);
  EXPECT_EQ(simd::capabilities().fallback_reason, "");
}

TEST_F(Simd, strict_refuses_and_changes_nothing) {
  const simd::Capabilities before = simd::capabilities();
  EXPECT_THROW(simd::set_preference("mmx", true), UnsupportedSimdBackend);
  EXPECT_THROW(simd::set_preference(before.architecture == "x86_64" ? "neon" : "sse2", true), UnsupportedSimdBackend);
  EXPECT_EQ(simd::capabilities(), before);
}

}  // namespace
}  // namespace qpanda3
