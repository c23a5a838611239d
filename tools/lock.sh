#!/bin/sh
# Pin every package, for every platform and Python from 3.11 on, with the hashes of its files.
# No header, no index: the locks name packages and never a place.
set -eu
cd "$(dirname "$0")/.."
uv=.venv/bin/uv
. tools/index.sh

compile() {
    "$uv" pip compile --quiet --universal --python-version 3.11 --generate-hashes --no-header "$@"
}

compile pyproject.toml --group dev --constraints tools/constraints.txt --output-file requirements.lock "$@"
sed -n 's/^\(uv==[^ ]*\).*/\1/p' requirements.lock |
    compile - --no-annotate --output-file requirements-bootstrap.lock
