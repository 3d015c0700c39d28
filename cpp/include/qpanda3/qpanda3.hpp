#pragma once
// The whole library in one include.

#include "qpanda3/base/error.hpp"
#include "qpanda3/base/version.hpp"
#include "qpanda3/circuit/prog.hpp"
#include "qpanda3/compile/rewrite.hpp"
#include "qpanda3/gate/factories.hpp"
#include "qpanda3/hamiltonian/hamiltonian.hpp"
#include "qpanda3/sim/cpuqvm.hpp"
#include "qpanda3/sim/expectation.hpp"
#include "qpanda3/sim/memory.hpp"
#include "qpanda3/text/draw.hpp"
#include "qpanda3/text/originir.hpp"
#include "qpanda3/text/qasm.hpp"
#if defined(QPANDA3_HAS_CLOUD)
#include "qpanda3/cloud/service.hpp"
#endif
