#!/bin/sh
# tidy.sh [PATH...]: clang-tidy with the short list of .clang-tidy over the C++ sources under PATH (default: app, engine, ui).
# Not part of test.sh: it reads every file's headers anew, which takes about an hour on two cores for all of them.
set -eu
root=$(CDPATH='' cd -- "$(dirname -- "$0")/.." && pwd)
cd "$root"
# Files are read by what they include themselves: clang cannot use GCC's precompiled headers.
cmake --preset release -B build/tidy -DSEGUE_PRECOMPILED_HEADERS=OFF >/dev/null
[ "$#" -gt 0 ] || set -- app engine ui
find "$@" -name '*.cpp' | xargs -P "$(nproc)" -n 4 clang-tidy -p build/tidy --quiet
