#!/usr/bin/env bash
# Builds the wheel, installs it in a bare environment far from the repository, and plans with it.
set -euo pipefail
root=$(cd "$(dirname "$0")/.." && pwd)
place=$(mktemp -d)
trap 'rm -rf "$place"' EXIT
uv=$(command -v uv || echo "$root/.tools/bin/uv")
export UV_PYTHON_DOWNLOADS=never
cd "$place"
"$uv" build --quiet --wheel --out-dir "$place/dist" "$root"
"$uv" venv --quiet "$place/venv"
"$uv" pip install --quiet --python "$place/venv/bin/python" -c "$root/constraints.txt" "$place"/dist/*.whl
export XDG_CACHE_HOME="$place/cache" XDG_DATA_HOME="$place/data" XDG_CONFIG_HOME="$place/config"
"$place/venv/bin/dj" --version
"$place/venv/bin/dj" voices >/dev/null
"$place/venv/bin/dj" prompts check
"$place/venv/bin/dj" demo --talk none --length 3m --format flac -o "$place/session"
"$place/venv/bin/dj" verify "$place/session"
