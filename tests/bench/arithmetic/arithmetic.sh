#!/bin/sh
# arithmetic.sh DIR [BUILD]: embeds the songs under DIR with other kernels of OpenBLAS and other plans of FFTW, and prints a
# table of what differs from this processor's own.
set -eu
[ "$#" -ge 1 ] || { echo "arithmetic.sh DIR [BUILD]" >&2; exit 2; }
songs=$1
build=${2:-$(CDPATH='' cd -- "$(dirname -- "$0")/../../.." && pwd)/build/release}
work=$(mktemp -d)
trap 'rm -rf "$work"' EXIT
export HOME="$work"
flags="$build/tests/bench/libfftw_flags.so"

embed() { # NAME [VARIABLE=VALUE...]
    name=$1
    shift
    env "$@" "$build/bin/segue-cli" embed "$songs" --output "$work/$name.jsonl" >/dev/null 2>&1
}
row() { # NAME TITLE [VARIABLE=VALUE...]
    name=$1 title=$2
    shift 2
    embed "$name" "$@"
    printf '| %s | ' "$title"
    "$build/bin/compare_runs" "$work/own.jsonl" "$work/$name.jsonl" | sed 's/$/ |/'
}

embed own
echo "| arithmetic | songs | greatest difference of a number | least cosine | first genres that differ | places in lists of 10 that differ, by at most |"
echo "|---|---|---|---|---|---|"
row again "the same once more"
row haswell "OpenBLAS for Haswell" OPENBLAS_CORETYPE=Haswell
row cache "the same, cache of 512 KB" OPENBLAS_CORETYPE=Haswell OPENBLAS_L2_SIZE=512
row prescott "OpenBLAS for Prescott (SSE3)" OPENBLAS_CORETYPE=Prescott
row measure "FFTW plans chosen by measuring" "LD_PRELOAD=$flags" SEGUE_FFTW_FLAGS=0
row nosimd "FFTW plans without SIMD" "LD_PRELOAD=$flags" SEGUE_FFTW_FLAGS=131136
