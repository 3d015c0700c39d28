# The whole project from one place; `make help` lists the commands. Everything is made inside this folder: .venv (tools
# and the package), build (compiled files), dist (wheels), out (pictures of the demo).
SHELL := /bin/sh
.DEFAULT_GOAL := help
.DELETE_ON_ERROR:
MAKEFLAGS += --no-print-directory
# Steps share one virtual environment; the compilers below them run in parallel.
.NOTPARALLEL:

ENV := . .venv/env &&
STAMPS := .venv/stamps
BUILD := build/test
PREFIX ?= /usr/local
ARGS ?=
PYTEST_ARGS ?=

# What the installed package is made from.
SOURCES := $(wildcard CMakeLists.txt pyproject.toml README.md LICENSE) \
           $(shell find cmake cpp python third_party -type f -not -path '*/__pycache__/*' -not -name '*~' | sort)

.PHONY: help demo test cpp-test py-test bench bench-cpp bench-costs wheel sdist install stubs lint format clang-check old-cpu aarch64 fuzz nightly clean distclean

help: ## show this list
	@echo "usage: make <target>"
	@sed -n 's/^\([a-z-]*\):.*## \(.*\)/  \1|\2/p' $(MAKEFILE_LIST) | awk -F'|' '{ printf "%-15s %s\n", $$1, $$2 }'

demo: $(STAMPS)/package ## run a Grover search on a local cloud service (ARGS="--all": three programs)
	@$(ENV) python examples/demo.py $(ARGS)

test: cpp-test py-test ## build and run every test, C++ and Python

cpp-test: $(STAMPS)/tests ## build and run the C++ tests
	@mkdir -p build
	@$(ENV) cmake -S . -B $(BUILD) -DQPANDA3_TESTS=ON -DQPANDA3_WERROR=ON -DCMAKE_BUILD_TYPE=Release >$(BUILD).log 2>&1 \
	  || { cat $(BUILD).log; exit 1; }
	@$(ENV) cmake --build $(BUILD)
	@$(ENV) ctest --test-dir $(BUILD) --output-on-failure --parallel 2

py-test: $(STAMPS)/tests $(STAMPS)/package ## run the Python tests and the consumer project (PYTEST_ARGS="-k name")
	@$(ENV) QPANDA3_CPP_BUILD="$(CURDIR)/$(BUILD)" python -m pytest $(PYTEST_ARGS)

bench: $(STAMPS)/bench $(STAMPS)/package bench-build ## compare with other simulators (PEERS_VENVS=folder; ARGS="--help")
	@$(ENV) python -m benchmarks.peers $(ARGS)

bench-cpp: $(STAMPS)/bench bench-build ## micro benchmarks in C++ (ARGS="--benchmark_filter=gate")
	@build/bench/benchmarks/qpanda3_benchmarks $(ARGS)

bench-costs: bench-build ## what kernels cost, beside the figures that plans are made with
	@build/bench/benchmarks/kernel_costs

.PHONY: bench-build
bench-build: $(STAMPS)/bench
	@mkdir -p build
	@$(ENV) cmake -S . -B build/bench -DQPANDA3_BENCHMARKS=ON -DQPANDA3_CLOUD=OFF -DCMAKE_BUILD_TYPE=Release >build/bench.log 2>&1 \
	  || { cat build/bench.log; exit 1; }
	@$(ENV) cmake --build build/bench >>build/bench.log 2>&1 || { tail -n 40 build/bench.log; exit 1; }

wheel: $(STAMPS)/dev ## build a wheel, repair it, and try it where there is no compiler
	@$(ENV) python scripts/wheel.py

sdist: $(STAMPS)/dev ## build the source distribution and install from it in a fresh environment
	@$(ENV) python scripts/sdist.py

install: $(STAMPS)/base ## install the C++ package below PREFIX (default /usr/local)
	@$(ENV) cmake -S . -B build/install -DCMAKE_BUILD_TYPE=Release -DCMAKE_INSTALL_PREFIX="$(PREFIX)"
	@$(ENV) cmake --build build/install
	@$(ENV) cmake --install build/install --prefix "$(PREFIX)"

stubs: $(STAMPS)/dev $(STAMPS)/package ## write the type stubs of the extension modules anew
	@$(ENV) python scripts/stubs.py

lint: $(STAMPS)/dev $(STAMPS)/tests $(STAMPS)/package ## check style, types and stubs; warnings of a second compiler
	@$(ENV) sh scripts/lint.sh
	@$(MAKE) clang-check

clang-check: $(STAMPS)/dev ## compile everything with clang++ and warnings as errors, if there is a clang++
	@$(ENV) sh scripts/clang_check.sh

old-cpu: $(STAMPS)/dev ## run tests of the simulator on an emulated processor without AVX (after cpp-test)
	@$(ENV) python scripts/old_cpu.py --build $(BUILD) $(ARGS)

aarch64: $(STAMPS)/dev ## cross-compile tests of the simulator for AArch64 and run them on an emulated processor
	@$(ENV) python scripts/aarch64.py $(ARGS)

fuzz: $(STAMPS)/dev ## feed mutated inputs to the readers, under sanitizers (ARGS="originir --runs 10000000")
	@$(ENV) python scripts/fuzz.py $(ARGS)

nightly: $(STAMPS)/tests $(STAMPS)/package ## compare 100,000 random circuits with a dense reference
	@$(ENV) python scripts/nightly.py $(ARGS)

format: $(STAMPS)/dev ## bring the sources into the project's layout
	@$(ENV) sh scripts/lint.sh --fix

clean: ## remove what was built; .venv stays
	rm -rf build dist out compile_commands.json $(STAMPS)/package

distclean: clean ## remove everything that is not in the repository
	rm -rf .venv .setup .pytest_cache .mypy_cache .ruff_cache .hypothesis

# Stamps lie inside .venv: whoever removes it removes what they claim.
$(STAMPS)/base: scripts/setup.sh scripts/requirements.py pyproject.toml
	@sh scripts/setup.sh
	@mkdir -p $(STAMPS) && touch $@

$(STAMPS)/tests: scripts/setup.sh scripts/requirements.py pyproject.toml
	@sh scripts/setup.sh --tests
	@mkdir -p $(STAMPS) && touch $@ && { test -e $(STAMPS)/base || touch $(STAMPS)/base; }

$(STAMPS)/bench: scripts/setup.sh scripts/requirements.py pyproject.toml
	@sh scripts/setup.sh --bench
	@mkdir -p $(STAMPS) && touch $@ && { test -e $(STAMPS)/base || touch $(STAMPS)/base; }

$(STAMPS)/dev: scripts/setup.sh scripts/requirements.py pyproject.toml
	@sh scripts/setup.sh --dev --clang --qemu
	@mkdir -p $(STAMPS) && touch $@ && { test -e $(STAMPS)/base || touch $(STAMPS)/base; }

# Without build isolation the build folder is used again, and only what changed is compiled.
$(STAMPS)/package: $(STAMPS)/base $(SOURCES)
	@$(ENV) sh scripts/install_package.sh
	@touch $@
