#!/bin/sh
# Builds the package with its extras and installs it into the active virtual environment (.venv/env is read before).
# Without build isolation build/<tag> is used again, and only what changed is compiled.
set -eu
cd "$(dirname "$0")/.."
mkdir -p .setup
log=.setup/package.log
echo "building and installing pyqpanda3 (log: $log)"
if ! python -m pip install --disable-pip-version-check --no-build-isolation -v '.[server,draw]' >"$log" 2>&1 </dev/null
then
  echo "the build failed; the end of $log:" >&2
  grep -n -i -E '(error|fatal):? ' "$log" | head -n 20 >&2 || true
  tail -n 40 "$log" >&2
  exit 1
fi
python -c 'import importlib.metadata as m; print("installed pyqpanda3", m.version("pyqpanda3"))'
