#!/bin/sh
# Style and types of what is in the repository. With --fix the files are laid out instead of looked at.
# Runs inside .venv (the Makefile reads .venv/env before).
set -eu
cd "$(dirname "$0")/.."

cpp_files() { git ls-files -co --exclude-standard '*.cpp' '*.hpp'; }
python_folders="python scripts tests examples benchmarks"
# What users write, to type checkers.
typed_programs="examples tests/python/package/typing_programs"

if [ "${1:-}" = --fix ]; then
  cpp_files | xargs clang-format -i
  # shellcheck disable=SC2086 # a list
  ruff check --fix --exit-zero --quiet $python_folders
  # shellcheck disable=SC2086
  ruff format $python_folders
  exit 0
fi

status=0
check() {
  printf '%-16s' "$1"
  shift
  if output=$("$@" 2>&1); then
    echo "ok"
  else
    status=1
    printf 'failed\n%s\n' "$output"
  fi
}
clang_format() {
  found=$(cpp_files | xargs clang-format --dry-run 2>&1 | sed -n 's/^\([^ :]*\):[0-9]*:[0-9]*: warning:.*/\1/p' | sort | uniq -c)
  [ -z "$found" ] || { echo "lines that \`make format\` lays out otherwise:"; echo "$found"; return 1; }
}
no_built_files() {
  found=$(git ls-files | grep -E '\.(so|o|a|whl|pyc|tar\.gz|egg-info)$' || true)
  [ -z "$found" ] || { echo "generated files are in the repository: $found"; return 1; }
}

check clang-format clang_format
# shellcheck disable=SC2086
check ruff ruff check $python_folders
# shellcheck disable=SC2086
check ruff-format ruff format --check $python_folders
check mypy mypy
# shellcheck disable=SC2086 # lists, here and below
check mypy-programs mypy --strict $typed_programs
# shellcheck disable=SC2086
check pyright python -m pyright --pythonpath "$(command -v python)" $typed_programs
check shell sh -c 'for file in scripts/*.sh; do sh -n "$file" || exit 1; done; bash -n .ci/run'
check stubs python scripts/stubs.py --check
check repository no_built_files
exit $status
