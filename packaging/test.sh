#!/bin/sh
# test.sh: installs what is missing, builds everything, runs all tests: engine, command line, window; then each fuzzer for
# half a minute. Ends with their summaries; exits non-zero on any failure.
set -eu
root=$(CDPATH='' cd -- "$(dirname -- "$0")/.." && pwd)

sh "$root/packaging/install_packages.sh" "$root/packaging/packages-build.txt" "$root/packaging/packages-test.txt"
sh "$root/packaging/build.sh"

# Nothing of the user's own is read or written.
home=$(mktemp -d)
trap 'rm -rf "$home"' EXIT
export HOME="$home" XDG_DATA_HOME="$home/data" XDG_CONFIG_HOME="$home/config" XDG_CACHE_HOME="$home/cache"
export QT_QPA_PLATFORM=offscreen LC_ALL=C.UTF-8
# A test that fails keeps no other from running, and no fuzzer.
failed=0
ctest --test-dir "$root/build/release" --output-on-failure --parallel 2 || failed=1
"$root/tests/fuzz/run.sh" || failed=1
[ "$failed" = 0 ] || echo "Something failed: see above." >&2
exit "$failed"
