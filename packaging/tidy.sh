#!/bin/sh
# tidy.sh [PATTERN]: clang-tidy with the short list of .clang-tidy over the C++ sources of app, engine and ui that do not know
# Torch, or over those whose path has the pattern. Not part of test.sh: it takes about ten minutes on two cores.
set -eu
root=$(CDPATH='' cd -- "$(dirname -- "$0")/.." && pwd)
cd "$root"
# With clang's own flags, and without Torch, whose headers clang 14 cannot read as C++20. Files are read by what they include
# themselves.
cmake --preset release -B build/tidy -DCMAKE_CXX_COMPILER=clang++ -DSEGUE_TORCH=OFF -DSEGUE_PRECOMPILED_HEADERS=OFF >/dev/null
# Pieces that are compiled together are read together; what the build writes itself is left out.
run-clang-tidy -p build/tidy -quiet "^(?=.*${1:-})(?!.*(_autogen|/tests/|/segue_[a-z]*_headers[.]cpp)).*/(app|engine|ui)/"
