#!/bin/sh
# run.sh [FOLDER | --demo]: installs what is missing, builds Segue, opens its window.
set -eu
root=$(CDPATH='' cd -- "$(dirname -- "$0")/.." && pwd)

sh "$root/packaging/install_packages.sh" "$root/packaging/packages-build.txt"
sh "$root/packaging/build.sh" segue segue-cli segue-analyzer segue-trainer
exec "$root/build/release/bin/segue" "$@"
