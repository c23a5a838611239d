#!/bin/sh
# Make .venv hold exactly what requirements.lock says, every file checked by its hash.
#
# Needs Python 3.11 to 3.14 and a package index, which is whatever this machine uses by default:
# uv's own settings first, else pip's. No index is named here.
set -eu
cd "$(dirname "$0")/.."

PYTHON=${PYTHON:-python3}
VENV=.venv

refuse() { # Korean, English
    printf '%s\n%s\n' "$1" "$2" >&2
    exit 1
}

command -v "$PYTHON" >/dev/null 2>&1 || refuse \
    "'$PYTHON'을(를) 찾을 수 없습니다. 파이썬 3.11~3.14를 설치하거나 'make install PYTHON=python3.12'처럼 지정하세요." \
    "'$PYTHON' was not found. Install Python 3.11 to 3.14, or name one: make install PYTHON=python3.12"

"$PYTHON" -c 'import sys; sys.exit(not (3, 11) <= sys.version_info[:2] <= (3, 14))' || refuse \
    "$("$PYTHON" --version 2>&1)은(는) 쓸 수 없습니다. 파이썬 3.11~3.14가 필요합니다. 다른 파이썬이 있으면 'make install PYTHON=python3.12'처럼 지정하세요." \
    "$("$PYTHON" --version 2>&1) will not do: Python 3.11 to 3.14 is needed. If another one is installed, name it: make install PYTHON=python3.12"

"$PYTHON" -c 'import ensurepip, venv' 2>/dev/null || refuse \
    "이 파이썬에는 venv 모듈이 없습니다. 데비안·우분투에서는 'apt-get install python3-venv'를 먼저 실행하세요." \
    "This Python lacks its venv module. On Debian or Ubuntu run 'apt-get install python3-venv' first."

# A .venv whose Python has gone, or that was begun and not finished, is made anew.
"$VENV/bin/python" -c 'import sys' 2>/dev/null || "$PYTHON" -m venv --clear "$VENV"

. tools/index.sh

wanted=$(sed -n 's/^uv==\([^ ]*\).*/\1/p' requirements-bootstrap.lock)
present=$("$VENV/bin/uv" --version 2>/dev/null | cut -d' ' -f2 || true)
if [ "$present" != "$wanted" ]; then
    "$VENV/bin/python" -m pip --version >/dev/null 2>&1 || "$VENV/bin/python" -m ensurepip --upgrade >/dev/null
    "$VENV/bin/python" -m pip install --quiet --disable-pip-version-check \
        --require-hashes --no-deps --only-binary :all: -r requirements-bootstrap.lock
fi

# The few packages without a wheel for this machine are built; what builds them is hashed too.
# Compiled once here, not at every start: importing the libraries takes half as long.
"$VENV/bin/uv" pip sync --quiet --compile-bytecode --python "$VENV/bin/python" \
    --require-hashes --build-constraints requirements.lock requirements.lock
"$VENV/bin/uv" pip install --quiet --python "$VENV/bin/python" --offline \
    --no-deps --no-build-isolation --editable .
touch "$VENV/.installed"
