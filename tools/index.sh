# Sourced by install.sh and lock.sh. uv does not read pip's settings: a machine that reaches its
# package index through them still works. No index is named here.
if [ -z "${UV_DEFAULT_INDEX:-}${UV_INDEX_URL:-}${UV_INDEX:-}" ]; then
    index=${PIP_INDEX_URL:-$("${PYTHON:-python3}" -m pip config get global.index-url 2>/dev/null || true)}
    if [ -n "$index" ]; then
        export UV_DEFAULT_INDEX="$index"
    fi
fi
