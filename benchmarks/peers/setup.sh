#!/bin/sh
# Makes a virtual environment for the original and each other simulator that `make bench` compares with:
#
#   benchmarks/peers/setup.sh FOLDER
#
# FOLDER must lie outside of the repository. What does not install is named at the end and left out of the comparison;
# running this again tries it again. Versions can be changed by variables, e.g. QULACS="qulacs==0.6.11".
set -eu
[ $# = 1 ] || { echo "usage: $0 FOLDER" >&2; exit 2; }
root=$(cd "$(dirname "$0")/../.." && pwd)
mkdir -p "$1"
folder=$(cd "$1" && pwd)
case $folder/ in
  "$root"/*) echo "setup: $folder lies inside the repository; choose a folder outside" >&2; exit 2 ;;
esac
python=${PYTHON:-python3}
failed=

# venv NAME REQUIREMENTS...: complete once the stamp is there.
venv() {
  name=$1
  shift
  if [ -e "$folder/$name/complete" ]; then
    echo "setup: $name is there"
    return
  fi
  echo "setup: installing $name"
  if "$python" -m venv --clear "$folder/$name" \
    && "$folder/$name/bin/python" -m pip install -q --disable-pip-version-check "$@" >"$folder/$name.log" 2>&1; then
    touch "$folder/$name/complete"
  else
    failed="$failed $name"
  fi
}

venv pq3 "${ORIGINAL:-pyqpanda3==0.5.1}" numpy
venv qulacs "${QULACS:-qulacs==0.6.14}" numpy
venv aer "${AER:-qiskit-aer==0.18.2}" "${QISKIT:-qiskit==2.6.2}" numpy
venv lightning "${LIGHTNING:-pennylane-lightning==0.45.0}" "${PENNYLANE:-pennylane==0.45.1}"
venv quest "${QUEST:-pyquest==0.0.1}" 'numpy<2'
venv qsim "${QSIM:-qsimcirq==0.22.1}" numpy

if [ -n "$failed" ]; then
  echo "setup: not installed:$failed (see the logs in $folder)" >&2
  exit 1
fi
echo "setup: ready; run: PEERS_VENVS='$folder' make bench"
