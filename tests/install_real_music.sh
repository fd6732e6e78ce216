#!/bin/sh
# Installs the freely licensed music that the real-data lane listens to, where Debian's tools are here.
set -eu
packages="wesnoth-1.16-music fretsonfire-songs-sectoid warzone2100-music lmms lmms-common ffmpeg"
missing=""
for package in $packages; do
  dpkg -s "$package" >/dev/null 2>&1 || missing="$missing $package"
done
[ -z "$missing" ] && exit 0
command -v apt-get >/dev/null 2>&1 || { echo "no apt-get here" >&2; exit 1; }
[ "$(id -u)" = 0 ] || { echo "not root; install by hand:$missing" >&2; exit 1; }
export DEBIAN_FRONTEND=noninteractive
apt-get update -qq
# shellcheck disable=SC2086 # a list of packages
apt-get install -y -qq --no-install-recommends $missing >/dev/null
