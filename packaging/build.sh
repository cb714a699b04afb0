#!/bin/sh
# build.sh [TARGET...]: builds Release into build/release. Says nothing when there is nothing to do.
set -eu
root=$(CDPATH='' cd -- "$(dirname -- "$0")/.." && pwd)
build="$root/build/release"

if [ ! -f "$build/build.ninja" ]; then
    echo "Configuring Segue ..." >&2
    mkdir -p "$build"
    if ! (cd "$root" && cmake --preset release) >"$build/configure.log" 2>&1; then
        cat "$build/configure.log" >&2
        exit 1
    fi
fi
if ninja -C "$build" -n "$@" | grep -q "no work to do"; then
    exit 0
fi
echo "Building Segue (the first time takes some minutes) ..." >&2
exec ninja -C "$build" "$@" >&2
