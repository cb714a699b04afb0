#!/bin/sh
# compare_players.sh FOLDER: a first scan of a folder of music and the start after it, by Segue and by what else is installed of
# Clementine and Strawberry, one after the other on this machine. Prints, for each, the seconds until all songs are in its database,
# the CPU time of all of its processes until then, the CPU time of the next start until it rests, and its memory then (PSS).
# Segue's analysis, which the others do not have, runs beside it at the lowest priority and is not counted.
# Needs Xvfb and python3; not one of the tests, since the others' numbers are not ours to keep. `make_tree DIR 20000` makes a folder.
set -eu
root=$(CDPATH='' cd -- "$(dirname -- "$0")/.." && pwd)
segue="${SEGUE:-$root/build/release/bin/segue}"
if [ $# -ne 1 ] || [ ! -d "$1" ]; then
    echo "usage: compare_players.sh FOLDER" >&2
    exit 2
fi
for program in Xvfb python3; do
    command -v "$program" > /dev/null || { echo "Please install $program." >&2; exit 2; }
done
[ -x "$segue" ] || { echo "Please build Segue first: $segue is not there." >&2; exit 2; }
homes=$(mktemp -d)
display=:$((90 + $$ % 400))
Xvfb "$display" -screen 0 1280x800x24 > "$homes/Xvfb.log" 2>&1 &
server=$!
trap 'kill $server 2> /dev/null || true; rm -rf "$homes"' EXIT
sleep 2

DISPLAY=$display QT_QPA_PLATFORM=xcb python3 - "$(realpath "$1")" "$segue" "$homes" << 'PYTHON'
import os, shutil, signal, sqlite3, subprocess, sys, time

music, segue, homes = sys.argv[1:]
ticks = os.sysconf("SC_CLK_TCK")
KINDS = (".mp3", ".flac", ".wav", ".ogg", ".opus", ".m4a")
wanted = sum(name.lower().endswith(KINDS) for _, _, names in os.walk(music) for name in names)


class Player:
    def __init__(self, name, program, words, database, count):
        self.name, self.program, self.words, self.count = name, program, words, count
        self.home = os.path.join(homes, name)
        os.makedirs(self.home)
        self.database = os.path.join(self.home, database)
        self.seen = {}

    def start(self):
        environment = dict(os.environ, HOME=self.home, XDG_CONFIG_HOME=self.home + "/.config", XDG_DATA_HOME=self.home + "/.local/share",
                           XDG_CACHE_HOME=self.home + "/.cache", XDG_RUNTIME_DIR=self.home)
        self.begun, self.seen = time.monotonic(), {}
        command = ["dbus-run-session", "--"] if shutil.which("dbus-run-session") else []
        self.process = subprocess.Popen(command + [self.program] + self.words, env=environment, start_new_session=True,
                                        stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL)

    def mine(self):
        """All processes of its session but the analysis and the message bus."""
        for pid in filter(str.isdigit, os.listdir("/proc")):
            try:
                if os.getsid(int(pid)) != self.process.pid:
                    continue
                words = open(f"/proc/{pid}/cmdline", "rb").read().split(b"\0")
                if os.path.basename(words[0]).startswith(b"dbus"):
                    continue
                if b"segue-analyzer" in words[0] and b"--read" not in words:
                    continue
                yield int(pid)
            except OSError:
                pass

    def cpu(self):
        for pid in self.mine():
            try:
                fields = open(f"/proc/{pid}/stat").read().rpartition(")")[2].split()
                self.seen[pid] = (int(fields[11]) + int(fields[12])) / ticks
            except OSError:
                pass
        return sum(self.seen.values())

    def memory(self):
        total = 0
        for pid in self.mine():
            try:
                for line in open(f"/proc/{pid}/smaps_rollup"):
                    if line.startswith("Pss:"):
                        total += int(line.split()[1])
            except OSError:
                pass
        return total / 1000

    def songs(self):
        try:
            with sqlite3.connect(f"file:{self.database}?mode=ro", uri=True, timeout=1) as database:
                return database.execute(self.count).fetchone()[0]
        except sqlite3.Error:
            return 0

    def until_scanned(self):
        last, since = 0, time.monotonic()
        while self.process.poll() is None:
            used, songs = self.cpu(), self.songs()
            if songs >= wanted:
                return time.monotonic() - self.begun, used, songs
            if songs != last:
                last, since = songs, time.monotonic()
            if time.monotonic() - since > 60:
                return since - self.begun, used, songs
            time.sleep(0.2)
        return 0.0, 0.0, self.songs()

    def until_rest(self):
        before, quiet = self.cpu(), 0
        while quiet < 4 and time.monotonic() - self.begun < 120:
            time.sleep(0.5)
            used = self.cpu()
            quiet = quiet + 1 if used - before < 0.05 else 0
            before = used
        return time.monotonic() - self.begun - 2, before

    def end(self):
        for signal_ in (signal.SIGTERM, signal.SIGKILL):
            try:
                os.killpg(self.process.pid, signal_)
                self.process.wait(10)
            except (OSError, subprocess.TimeoutExpired):
                pass


def prepare(player):
    """What it makes at its first start, and the folder in it."""
    player.start()
    for _ in range(240):
        time.sleep(0.5)
        if os.path.exists(player.database):
            break
    time.sleep(3)
    player.end()
    if not os.path.exists(player.database):
        print(f"{player.name} does not start; it may be running already.")
        return False
    with sqlite3.connect(player.database) as database:
        database.execute("INSERT INTO directories (path, subdirs) VALUES (?, 1)", (music,))
    return True


players = [Player("Segue", segue, [music, "--db", os.path.join(homes, "Segue", "segue.db")], "segue.db", "SELECT count(*) FROM track")]
if shutil.which("clementine"):
    players.append(Player("Clementine", "clementine", [], ".config/Clementine/clementine.db",
                          "SELECT count(*) FROM songs WHERE unavailable = 0"))
if shutil.which("strawberry"):
    players.append(Player("Strawberry", "strawberry", [], ".local/share/strawberry/strawberry/strawberry.db",
                          "SELECT count(*) FROM songs WHERE unavailable = 0"))
players = players[:1] + [player for player in players[1:] if prepare(player)]
print(f"{wanted} files in {music}")
print(f"{'':12}{'songs':>8}{'scan, s':>10}{'CPU, s':>10}{'start, s':>10}{'CPU, s':>10}{'memory, MB':>12}")
for player in players:
    player.start()
    wall, used, songs = player.until_scanned()
    time.sleep(3)
    player.end()
    player.start()
    rest, restCpu = player.until_rest()
    memory = player.memory()
    player.end()
    print(f"{player.name:12}{songs:8}{wall:10.1f}{used:10.1f}{rest:10.1f}{restCpu:10.1f}{memory:12.0f}", flush=True)
PYTHON
