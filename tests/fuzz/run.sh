#!/bin/sh
# SPDX-License-Identifier: GPL-3.0-or-later
# run.sh [SECONDS] [NAME...]: builds the fuzzers (preset `fuzz`) and runs each for so long, 30 s by default, two at a time,
# each input limited in time and memory. What is found is kept in build/fuzz/found, and the exit status is 1.
set -u
root=$(CDPATH='' cd -- "$(dirname -- "$0")/../.." && pwd)
seconds=${1:-30}
[ $# -gt 0 ] && shift
names=${*:-decode tags images protocol bundle guests arrays sheets lists export}
build="$root/build/fuzz"

if ! printf 'int LLVMFuzzerTestOneInput(const char *b, unsigned long n) { return b && n ? 0 : 0; }' |
    clang -x c - -fsanitize=fuzzer,address -o /dev/null 2>/dev/null; then
    echo "Fuzzers: SKIPPED, there is no clang with libFuzzer here (Debian: clang, libclang-rt-dev)."
    exit 0
fi
mkdir -p "$build" && cd "$root" || exit 1
if ! { cmake --preset fuzz && cmake --build --preset fuzz; } >"$build/build.log" 2>&1; then
    cat "$build/build.log" >&2
    exit 1
fi
# The files that are read are written in memory where that can be; a fuzzer that finds something leaves its own.
TMPDIR=$(mktemp -d /dev/shm/segue-fuzz.XXXXXX 2>/dev/null || mktemp -d) || exit 1
export TMPDIR
trap 'rm -rf "$TMPDIR"' EXIT
rm -rf "$build/seeds"
"$build/bin/make_seeds" "$build/seeds" || exit 1

# one NAME: runs a fuzzer; the corpus it finds is kept for the next time.
one() {
    mkdir -p "$build/corpus/$1" "$build/found"
    # A request for more memory than there is must be refused with an exception, as it is without the sanitizer.
    if ASAN_OPTIONS=allocator_may_return_null=1:malloc_context_size=4:${ASAN_OPTIONS:-} UBSAN_OPTIONS=print_stacktrace=1 \
        "$build/bin/${1}_fuzzer" -max_total_time="$seconds" -timeout=60 -rss_limit_mb=2048 -max_len=65536 -print_final_stats=1 \
        -dict="$root/tests/fuzz/dictionaries/$1.dict" -artifact_prefix="$build/found/$1-" \
        "$build/corpus/$1" "$build/seeds/$1" >"$build/$1.log" 2>&1; then
        # The last line that tells coverage, and what was done.
        awk -v name="$1" '/ cov: /{for (i = 1; i < NF; ++i) if ($i == "cov:") edges = $(i + 1)} /number_of_executed_units/{runs = $2}
            END {printf "Fuzzer %s: %s inputs, %s edges, nothing found\n", name, runs, edges}' "$build/$1.log"
    else
        echo "Fuzzer $1: FOUND something; the input is $(ls -t "$build/found/$1-"* 2>/dev/null | head -n 1), its story:"
        grep -v '^#' "$build/$1.log" | tail -n 60
        return 1
    fi
}

failed=0
# shellcheck disable=SC2086
set -- $names
while [ $# -gt 0 ]; do
    one "$1" &
    first=$!
    second=
    shift
    if [ $# -gt 0 ]; then
        one "$1" &
        second=$!
        shift
    fi
    wait "$first" || failed=1
    [ -z "$second" ] || wait "$second" || failed=1
done
exit "$failed"
