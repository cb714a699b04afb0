#!/bin/sh
# install_packages.sh LIST...: installs those Debian packages named in the lists that are missing, saying which. Silent, and
# without the network, when nothing is missing.
set -eu

missing=""
for package in $(cat "$@" | sed 's/#.*//'); do
    if [ "$(dpkg-query -W -f='${db:Status-Status}' "$package" 2>/dev/null || true)" != installed ]; then
        missing="$missing $package"
    fi
done
[ -n "$missing" ] || exit 0

if ! command -v apt-get >/dev/null 2>&1; then
    echo "Segue needs these Debian packages or their like, and there is no apt-get to install them:$missing" >&2
    exit 1
fi
as_root=""
if [ "$(id -u)" != 0 ]; then
    if ! command -v sudo >/dev/null 2>&1; then
        echo "Segue needs these packages; install them as root, then run this again: apt-get install$missing" >&2
        exit 1
    fi
    as_root="sudo"
fi
echo "Installing what Segue needs:$missing" >&2
export DEBIAN_FRONTEND=noninteractive
log=$(mktemp)
trap 'rm -f "$log"' EXIT
# shellcheck disable=SC2086
if ! { $as_root apt-get update && $as_root apt-get install -y --no-install-recommends $missing; } >"$log" 2>&1; then
    tail -n 20 "$log" >&2
    echo "The packages could not be installed; the lines above say why." >&2
    exit 1
fi
