#!/bin/sh
# SPDX-License-Identifier: GPL-3.0-or-later
# with_pulseaudio.sh CMD...: runs a command with a sound server of its own, whose only device is a null sink named
# segue_test. The user's server is never touched. "$SEGUE_RESTART_SERVER" kills it and starts another one in its place,
# "$SEGUE_KILL_SERVER" only kills it. Exit status: the command's; 77 if PulseAudio is not installed.
set -u
if ! command -v pulseaudio >/dev/null || ! command -v pactl >/dev/null || ! command -v parec >/dev/null; then
    echo "SKIPPED: pulseaudio and pulseaudio-utils are not installed, so nothing can be played here." >&2
    exit 77
fi
folder=$(mktemp -d "${TMPDIR:-/tmp}/segue-pulse.XXXXXX") || exit 1
chmod 700 "$folder"
finish() {
    [ -s "$folder/pid" ] && kill "$(cat "$folder/pid")" 2>/dev/null
    rm -rf "$folder"
}
trap finish EXIT
trap 'exit 129' HUP
trap 'exit 130' INT
trap 'exit 143' TERM

export HOME="$folder" XDG_RUNTIME_DIR="$folder" XDG_CONFIG_HOME="$folder" PULSE_RUNTIME_PATH="$folder"
unset PULSE_SINK PULSE_COOKIE DBUS_SESSION_BUS_ADDRESS
export PULSE_SERVER="unix:$folder/native"
cat >"$folder/kill" <<KILL
#!/bin/sh
[ -s "$folder/pid" ] && kill -9 "\$(cat "$folder/pid")" 2>/dev/null
rm -f "$folder/native" "$folder/pid"
KILL
cat >"$folder/serve" <<SERVE
#!/bin/sh
"$folder/kill"
pulseaudio -n --daemonize=no --use-pid-file=no --exit-idle-time=-1 --disable-shm=yes --realtime=no --high-priority=no \\
    --log-level=error \\
    --load="module-native-protocol-unix socket=$folder/native auth-anonymous=1" \\
    --load="module-null-sink sink_name=segue_test rate=44100" 2>"$folder/log" >/dev/null &
echo "\$!" >"$folder/pid"
tries=0
until pactl info >/dev/null 2>&1; do
    tries=\$((tries + 1))
    if [ "\$tries" -gt 200 ] || ! kill -0 "\$(cat "$folder/pid")" 2>/dev/null; then
        echo "The test's sound server did not start:" >&2
        cat "$folder/log" >&2
        exit 1
    fi
    sleep 0.05
done
SERVE
chmod +x "$folder/serve" "$folder/kill"
export SEGUE_RESTART_SERVER="$folder/serve" SEGUE_KILL_SERVER="$folder/kill" SEGUE_SERVER_SOCKET="$folder/native"
"$folder/serve" || exit 1
"$@"
