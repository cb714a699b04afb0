#!/bin/sh
# SPDX-License-Identifier: GPL-3.0-or-later
# measure_playing.sh [MINUTES [BUILD]]: plays songs through a sound server of its own (nothing is heard) and prints how often the sound
# ran dry and how many holes the recorded output has, first while everything else works as hard as it can (the analyzer with all
# cores, a busy window, and a disk for both that gives 2 MB a second in all and waits 20 ms before each answer; no song is in memory),
# then with nothing beside it: CPU and wake-ups of the player and of the server. Exit status 1: there was an under-run or a hole.
# Needs pulseaudio, pulseaudio-utils and ffmpeg; without /dev/fuse (or hanging-fuse, built where libfuse3 is) the disk is what it is.
set -u
root=$(cd "$(dirname "$0")/.." && pwd)
minutes=${1:-10}
bin=${2:-$root/build/release}/bin
cli=$bin/segue-cli
if [ "${SEGUE_MEASURES:-}" != 1 ]; then
    SEGUE_MEASURES=1 exec "$root/tests/support/with_pulseaudio.sh" sh "$0" "$minutes" "${2:-$root/build/release}"
fi
# As a desktop's own sound server runs: its devices in real time, the rest before others. Where that is not allowed, it must make do
# with what the load leaves.
server=$(cat "$(dirname "$SEGUE_SERVER_SOCKET")/pid")
for thread in "/proc/$server/task/"*; do
    [ "${thread##*/}" = "$server" ] || chrt -r -p 5 "${thread##*/}" 2>/dev/null || echo "server   without its usual priority"
done
renice -n -11 -p "$server" >/dev/null 2>&1
scratch=$(mktemp -d) || exit 1
load=
disk=
finish() {
    [ -n "$load" ] && kill "$load" 2>/dev/null
    [ -n "$disk" ] && fusermount3 -u -z -q "$scratch/slow" && wait "$disk"
    rm -rf "$scratch"
}
trap finish EXIT
trap 'exit 130' INT TERM

mkdir "$scratch/fast" "$scratch/slow"
# Noise has no silent moment of its own.
for i in 1 2 3; do
    ffmpeg -v error -f lavfi -i "anoisesrc=d=61:c=pink:r=44100:a=0.5:s=$i" -ac 2 "$scratch/$i.wav" || exit 1
done
ffmpeg -v error -i "$scratch/1.wav" "$scratch/fast/1.flac" || exit 1
ffmpeg -v error -i "$scratch/2.wav" -b:a 320k "$scratch/fast/2.mp3" || exit 1
ffmpeg -v error -i "$scratch/3.wav" -ar 48000 "$scratch/fast/3.flac" || exit 1
"$cli" demo "$scratch/fast/music" >/dev/null || exit 1

music=$scratch/fast
if [ -x "$bin/hanging-fuse" ]; then
    head -c 4096 /dev/zero >"$scratch/switch"
    "$bin/hanging-fuse" "$scratch/fast" "$scratch/switch" --slow 2000000 20 -f "$scratch/slow" 2>/dev/null &
    disk=$!
    tries=0
    until [ -e "$scratch/slow/1.flac" ] || [ "$tries" -gt 50 ]; do
        tries=$((tries + 1))
        sleep 0.1
    done
    if [ -e "$scratch/slow/1.flac" ]; then
        music=$scratch/slow
    else
        kill "$disk" 2>/dev/null
        disk=
    fi
fi
[ "$music" = "$scratch/slow" ] && echo "disk     2 MB/s, 20 ms" || echo "disk     as it is: no slow one can be mounted here"

record() {
    parec --device=segue_test.monitor --format=s16le --rate=44100 --channels=1 --raw --latency-msec=200 2>/dev/null |
        ffmpeg -nostats -v info -f s16le -ar 44100 -ac 1 -i - -af silencedetect=noise=-80dB:duration=0.003 -f null - 2>"$1" &
}
# Silence before the first sample and behind the last is none of these.
holes() {
    grep -c silence_start "$1" | awk '{ print ($1 > 2 ? $1 - 2 : 0) }'
}
server_ticks() {
    awk '{ print $14 + $15 }' "/proc/$(cat "$(dirname "$SEGUE_SERVER_SOCKET")/pid")/stat"
}
songs="$music/1.flac $music/2.mp3 $music/3.flac"
status=0

echo "under load, $minutes minutes:"
(
    trap 'kill "$scan" 2>/dev/null; exit' TERM
    while :; do
        rm -rf "$scratch/library.db"
        "$cli" scan "$music/music" --db "$scratch/library.db" --workers "$(nproc)" >/dev/null 2>&1 &
        scan=$!
        wait "$scan"
    done
) &
load=$!
record "$scratch/load.log"
# shellcheck disable=SC2086
"$cli" bench play $songs --minutes "$minutes" --busy 1 || status=1
kill "$load" 2>/dev/null
wait "$load"
load=
pkill -P $$ parec 2>/dev/null
sleep 1
echo "holes    $(holes "$scratch/load.log")"
[ "$(holes "$scratch/load.log")" -eq 0 ] || status=1

echo "alone, one minute:"
before=$(server_ticks)
# shellcheck disable=SC2086
"$cli" bench play $songs --minutes 1 || status=1
echo "server   $(($(server_ticks) - before)) hundredths of a second of CPU in 63 s"
exit $status
