#!/bin/sh
# Compiles libraries, tests and extension modules with clang++ and warnings as errors. Without optimisation: it is the
# warnings that count here. Runs inside .venv (the Makefile reads .venv/env before).
set -eu
cd "$(dirname "$0")/.."

for candidate in clang++ clang++-20 clang++-19 clang++-18 clang++-17 clang++-16 clang++-15 clang++-14; do
  if command -v "$candidate" >/dev/null 2>&1; then clang=$(command -v "$candidate"); break; fi
done
if [ -z "${clang:-}" ]; then
  echo "clang-check: skipped, there is no clang++ on this machine"
  exit 0
fi

# The benchmarks too, where their library is.
benchmarks=OFF
if echo '#include <benchmark/benchmark.h>' | "$clang" -x c++ -fsyntax-only - 2>/dev/null; then benchmarks=ON; fi

echo "clang-check: $("$clang" --version | head -n 1)"
cmake -S . -B build/clang -DCMAKE_CXX_COMPILER="$clang" -DCMAKE_BUILD_TYPE=Debug -DCMAKE_CXX_FLAGS_DEBUG=-O0 \
  -DQPANDA3_WERROR=ON -DQPANDA3_TESTS=ON -DQPANDA3_PYTHON=ON -DQPANDA3_BENCHMARKS=$benchmarks \
  -Dpybind11_DIR="$(python -m pybind11 --cmakedir)" \
  -DPython_EXECUTABLE="$(command -v python)" -DCMAKE_INSTALL_LIBDIR=lib
cmake --build build/clang
echo "clang-check: no warnings"
