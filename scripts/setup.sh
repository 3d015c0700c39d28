#!/bin/sh
# Makes this clone ready to build: a virtual environment in .venv, a C++20 compiler, CMake, Ninja and the headers that
# the build includes. What is missing is installed with apt-get where that is allowed; elsewhere the commands that
# install it are printed and the script fails.
#
#   scripts/setup.sh [--tests] [--bench] [--dev] [--clang] [--qemu]
#     --tests  also GoogleTest and the Python test tools
#     --bench  also Google Benchmark
#     --dev    also the tools of `make lint`, `make format` and `make wheel`
#     --clang  also a clang++ with libFuzzer, as second compiler and for `make fuzz`; going on without it is no error
#     --qemu   also an emulator of x86-64 processors, for `make old-cpu`; going on without it is no error
#
# PYTHON and CXX choose the interpreter and the compiler; pip's own environment variables are respected.
# The result is .venv/env, which the other scripts read.
set -eu

cd "$(dirname "$0")/.."
root=$(pwd)
logs=$root/.setup
venv=$root/.venv
mkdir -p "$logs"
scratch=$(mktemp -d)
trap 'rm -rf "$scratch"' EXIT
trap 'exit 130' INT TERM

with_tests=no with_bench=no with_dev=no with_clang=no with_qemu=no
for option in "$@"; do
  case $option in
    --tests) with_tests=yes ;;
    --bench) with_bench=yes ;;
    --dev) with_dev=yes ;;
    --clang) with_clang=yes ;;
    --qemu) with_qemu=yes ;;
    *) echo "setup: unknown option '$option'; known are --tests, --bench, --dev, --clang, --qemu" >&2; exit 2 ;;
  esac
done

say() { printf 'setup: %s\n' "$*"; }
fail() { printf 'setup: %s\n' "$*" >&2; exit 1; }

# logged NAME COMMAND...: runs quietly; the output is kept in a file, and shown when the command fails.
logged() {
  log=$logs/$1.log
  shift
  if "$@" >"$log" 2>&1 </dev/null; then return 0; fi
  echo "setup: '$*' failed; the end of $log:" >&2
  tail -n 40 "$log" >&2
  return 1
}

# --- what is there? ------------------------------------------------------------------------------------------------

python_is_new_enough() { "$1" -c 'import sys; sys.exit(sys.version_info < (3, 10))' 2>/dev/null; }

find_python() {
  for candidate in ${PYTHON:-python3 python3.14 python3.13 python3.12 python3.11 python3.10}; do
    if command -v "$candidate" >/dev/null 2>&1 && python_is_new_enough "$candidate"; then
      command -v "$candidate"
      return 0
    fi
  done
  return 1
}

# The part of C++20 that the sources use; older compilers accept -std=c++20 and then miss half of it.
cat >"$scratch/probe.cpp" <<'CPP'
#include <bit>
#include <concepts>
#include <span>
#include <vector>
template <std::unsigned_integral T>
constexpr T width(T value) { return static_cast<T>(std::bit_width(value)); }
struct Row { int a = 0; int b = 0; bool operator==(const Row&) const = default; };
int main() {
  const std::vector<Row> rows{{.a = 1, .b = 2}};
  return std::span<const Row>(rows).size() == width(1u) && rows[0] == Row{1, 2} ? 0 : 1;
}
CPP
compiler_works() {
  command -v "$1" >/dev/null 2>&1 || return 1
  "$1" -std=c++20 -o "$scratch/probe" "$scratch/probe.cpp" >"$logs/compiler.log" 2>&1 && "$scratch/probe"
}

find_compiler() {
  for candidate in ${CXX:-c++ g++ g++-15 g++-14 g++-13 g++-12 g++-11 clang++ clang++-20 clang++-19 clang++-18 \
                   clang++-17 clang++-16 clang++-15 clang++-14}; do
    if compiler_works "$candidate"; then
      command -v "$candidate"
      return 0
    fi
  done
  return 1
}

find_clang() {
  for candidate in clang++ clang++-20 clang++-19 clang++-18 clang++-17 clang++-16 clang++-15 clang++-14; do
    if compiler_works "$candidate"; then
      command -v "$candidate"
      return 0
    fi
  done
  return 1
}

# builds NAME SOURCE [LINKER OPTIONS...]: do these headers and libraries serve?
builds() {
  name=$1 source=$2
  shift 2
  printf '%s\n' "$source" >"$scratch/$name.cpp"
  # shellcheck disable=SC2086 # CXXFLAGS and friends are lists
  "$compiler" -std=c++20 ${CPPFLAGS:-} ${CXXFLAGS:-} "$scratch/$name.cpp" -o "$scratch/$name" ${LDFLAGS:-} "$@" \
    >"$logs/probe-$name.log" 2>&1
}
has_curl() {
  builds curl '#include <curl/curl.h>
#if LIBCURL_VERSION_NUM < 0x074400
#error "libcurl 7.68 or newer is needed"
#endif
int main() { return curl_version() == nullptr; }' -lcurl
}
has_json() {
  builds json '#include <nlohmann/json.hpp>
#if NLOHMANN_JSON_VERSION_MAJOR * 100 + NLOHMANN_JSON_VERSION_MINOR < 310
#error "nlohmann_json 3.10 or newer is needed"
#endif
int main() { return nlohmann::json::parse("0").get<int>(); }'
}
has_gtest() {
  builds gtest '#include <gtest/gtest.h>
TEST(Probe, links) {}
int main(int argc, char** argv) { testing::InitGoogleTest(&argc, argv); return 0; }' -lgtest -pthread
}
has_benchmark() {
  builds benchmark '#include <benchmark/benchmark.h>
BENCHMARK_MAIN();' -lbenchmark -pthread
}
has_fuzzer() {
  echo 'extern "C" int LLVMFuzzerTestOneInput(const unsigned char*, unsigned long) { return 0; }' >"$scratch/fuzzer.cpp"
  "$1" -fsanitize=fuzzer,address "$scratch/fuzzer.cpp" -o "$scratch/fuzzer" >"$logs/probe-fuzzer.log" 2>&1
}
has_python_headers() {
  "$python" -c 'import pathlib, sys, sysconfig
sys.exit(not pathlib.Path(sysconfig.get_path("include"), "Python.h").is_file())'
}
has_venv() { "$python" -c 'import ensurepip, venv' 2>/dev/null; }

# Sets `missing` to the names (of this script) of what is not there.
look_around() {
  missing=
  has_venv || missing="$missing venv"
  has_python_headers || missing="$missing python-headers"
  if compiler=$(find_compiler); then
    has_curl || missing="$missing curl"
    has_json || missing="$missing json"
    [ $with_tests = no ] || has_gtest || missing="$missing gtest"
    [ $with_bench = no ] || has_benchmark || missing="$missing benchmark"
  else
    # Headers cannot be tried without a compiler; asking for installed packages again costs nothing.
    missing="$missing compiler curl json"
    [ $with_tests = no ] || missing="$missing gtest"
    [ $with_bench = no ] || missing="$missing benchmark"
  fi
}

# --- installing ----------------------------------------------------------------------------------------------------

# package SYSTEM NAME: what provides NAME there; empty where it comes with something else.
package() {
  case $1-$2 in
    debian-venv) echo "python$python_version-venv" ;;
    debian-python-headers) echo "python$python_version-dev" ;;
    debian-compiler) echo g++ ;;
    debian-curl) echo libcurl4-openssl-dev ;;
    debian-json) echo nlohmann-json3-dev ;;
    debian-gtest) echo libgtest-dev ;;
    debian-benchmark) echo libbenchmark-dev ;;
    fedora-venv) echo python3 ;;
    fedora-python-headers) echo python3-devel ;;
    fedora-compiler) echo gcc-c++ ;;
    fedora-curl) echo libcurl-devel ;;
    fedora-json) echo json-devel ;;
    fedora-gtest) echo gtest-devel ;;
    fedora-benchmark) echo google-benchmark-devel ;;
    arch-venv | arch-python-headers) echo python ;;
    arch-compiler) echo gcc ;;
    arch-curl) echo curl ;;
    arch-json) echo nlohmann-json ;;
    arch-gtest) echo gtest ;;
    arch-benchmark) echo benchmark ;;
    opensuse-venv) echo python3 ;;
    opensuse-python-headers) echo python3-devel ;;
    opensuse-compiler) echo gcc-c++ ;;
    opensuse-curl) echo libcurl-devel ;;
    opensuse-json) echo nlohmann_json-devel ;;
    opensuse-gtest) echo gtest ;;
    opensuse-benchmark) echo google-benchmark-devel ;;
    macos-venv | macos-python-headers) echo python ;;
    macos-curl) echo curl ;;
    macos-json) echo nlohmann-json ;;
    macos-gtest) echo googletest ;;
    macos-benchmark) echo google-benchmark ;;
  esac
}
packages() {
  for name in $missing; do package "$1" "$name"; done | sort -u | tr '\n' ' ' | sed 's/ $//'
}

print_commands() {
  echo "setup: missing:$missing. Install with the line for your system, then run this again:" >&2
  cat >&2 <<TEXT
  Debian, Ubuntu:  sudo apt-get install $(packages debian)
  Fedora:          sudo dnf install $(packages fedora)
  Arch:            sudo pacman -S --needed $(packages arch)
  openSUSE:        sudo zypper install $(packages opensuse)
  macOS:           xcode-select --install; brew install $(packages macos)
TEXT
}

as_root() {
  if [ "$(id -u)" = 0 ]; then "$@"; else sudo -n "$@"; fi
}
may_apt() {
  command -v apt-get >/dev/null 2>&1 || return 1
  [ "$(id -u)" = 0 ] || { command -v sudo >/dev/null 2>&1 && sudo -n true 2>/dev/null; }
}
apt_install() {
  as_root env DEBIAN_FRONTEND=noninteractive apt-get -o DPkg::Lock::Timeout=120 install -y --no-install-recommends "$@"
}
# The package lists of a fresh machine are empty or too old to install from: then they are fetched once.
with_apt() {
  say "installing with apt-get: $*"
  if apt_install "$@" >"$logs/apt.log" 2>&1 </dev/null; then return 0; fi
  say "fetching the lists of packages"
  logged apt-update as_root apt-get -o DPkg::Lock::Timeout=120 update || return 1
  logged apt apt_install "$@"
}

install_missing() {
  if may_apt; then
    # shellcheck disable=SC2046 # a list of packages
    with_apt $(packages debian) || { print_commands; exit 1; }
  else
    print_commands
    exit 1
  fi
}

# --- the virtual environment ---------------------------------------------------------------------------------------

make_venv() {
  if python_is_new_enough "$venv/bin/python" && "$venv/bin/python" -m pip --version >/dev/null 2>&1; then return 0; fi
  say "creating .venv with Python $("$python" -c 'import platform; print(platform.python_version())')"
  rm -rf "$venv"
  logged venv "$python" -m venv "$venv"
}

pip_install() {
  log_name=$1
  shift
  logged "$log_name" "$venv/bin/python" -m pip install --disable-pip-version-check "$@"
}

# A tool of the system when it is new enough, else the wheel of the same name.
tool_is_new_enough() {
  PATH="$venv/bin:$PATH" "$1" --version 2>/dev/null | "$venv/bin/python" -c 'import re, sys
found = re.search(r"(\d+)\.(\d+)", sys.stdin.read())
wanted = tuple(map(int, sys.argv[1].split(".")))
sys.exit(not (found and tuple(map(int, found.groups())) >= wanted))' "$2"
}

requirements() { "$venv/bin/python" scripts/requirements.py "$@"; }

install_python_tools() {
  requirements build >"$scratch/requirements"
  tool_is_new_enough cmake 3.25 || echo 'cmake>=3.25' >>"$scratch/requirements"
  tool_is_new_enough ninja 1.5 || echo 'ninja>=1.5' >>"$scratch/requirements"
  [ $with_tests = no ] || requirements test >>"$scratch/requirements"
  [ $with_dev = no ] || requirements dev >>"$scratch/requirements"
  say "installing Python tools into .venv"
  pip_install pip -r "$scratch/requirements"
}

write_env() {
  launcher=
  if command -v ccache >/dev/null 2>&1; then launcher=ccache; fi
  cat >"$venv/env" <<TEXT
# Written by scripts/setup.sh; read by the Makefile and the other scripts.
PATH='$venv/bin':"\$PATH"
CXX='$compiler'
CMAKE_GENERATOR=Ninja
export PATH CXX CMAKE_GENERATOR
TEXT
  if [ -n "$launcher" ]; then echo "export CMAKE_CXX_COMPILER_LAUNCHER=$launcher" >>"$venv/env"; fi
}

# --- the way through -----------------------------------------------------------------------------------------------

python=$(find_python) || fail "Python 3.10 or newer was not found (looked for: ${PYTHON:-python3}). Install it, on
Debian and Ubuntu: sudo apt-get install python3 python3-venv; or name one: PYTHON=/path/to/python3 make ..."
python_version=$("$python" -c 'import sys; print("%d.%d" % sys.version_info[:2])')

look_around
if [ -n "$missing" ]; then
  say "missing:$missing"
  install_missing
  look_around
  if [ -n "$missing" ]; then
    echo "setup: still missing after the installation:$missing (see $logs/*.log)" >&2
    [ -n "${compiler:-}" ] || echo "setup: the compiler has to be g++ 11, clang++ 14 or newer; CXX=... names one" >&2
    exit 1
  fi
fi

if [ $with_clang = yes ]; then
  if find_clang >/dev/null || { may_apt && with_apt clang; }; then :; else
    say "no clang++: its warnings are not checked here"
  fi
  if clang=$(find_clang) && ! has_fuzzer "$clang"; then
    # Debian and Ubuntu package libFuzzer apart.
    major=$("$clang" -dumpversion | cut -d. -f1)
    if may_apt && with_apt "libclang-rt-$major-dev"; then :; else say "no libFuzzer: make fuzz will not run here"; fi
  fi
fi

if [ $with_qemu = yes ] && [ "$(uname -m)" = x86_64 ] && ! command -v qemu-x86_64 >/dev/null 2>&1; then
  if may_apt && with_apt qemu-user; then :; else say "no qemu-x86_64: make old-cpu will not run here"; fi
fi

make_venv
install_python_tools
write_env
say "ready: $("$compiler" --version | head -n 1); Python $python_version in .venv"
