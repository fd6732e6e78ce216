#!/bin/sh
# Adds the tagging model for its lane, once; without the network the lane says so and is skipped.
set -eu
root=$(CDPATH='' cd -- "$(dirname -- "$0")/.." && pwd)
[ -e "$root/.tools/musicnn/models/musicnn.json" ] ||
  sh "$root/run" dj --data "$root/.tools/musicnn" models add musicnn ||
  echo "the tagging model cannot be fetched; its tests are skipped." >&2
