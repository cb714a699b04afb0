#!/bin/sh
# compare_gapless.sh [FOLDER]: cuts one sound at odd frames into seven pieces, encodes them with FFmpeg's encoders and plays them one
# behind the other: with Segue, with mpv, and with FFmpeg alone (its decoder, file after file). Prints how many frames each gave its
# device, and by how many it is late behind the last cut. Needs ffmpeg, mpv and python3; not one of the tests, since the others'
# numbers are not ours to keep. FOLDER keeps the files; else they go.
set -eu
root=$(CDPATH='' cd -- "$(dirname -- "$0")/.." && pwd)
cli="${SEGUE_CLI:-$root/build/release/bin/segue-cli}"
for program in ffmpeg mpv python3; do
    command -v "$program" > /dev/null || { echo "Please install $program." >&2; exit 2; }
done
[ -x "$cli" ] || { echo "Please build Segue first: $cli is not there." >&2; exit 2; }
if [ $# -gt 0 ]; then
    folder=$1
    mkdir -p "$folder"
else
    folder=$(mktemp -d)
    trap 'rm -rf "$folder"' EXIT
fi

pieces='0 1 2 3 4 5 6'

# Noise and two tones that glide, cut at odd frames.
python3 - "$folder" << 'PYTHON'
import array, math, random, sys, wave
folder, cuts = sys.argv[1], [0, 50021, 87764, 130777, 190001, 214445, 273999, 320003]
random.seed(7)
for rate in (44100, 48000):
    sound = array.array("h")
    for i in range(cuts[-1]):
        t = i / rate
        hiss = random.uniform(-3000, 3000)
        sound.append(int(10000 * math.sin(2 * math.pi * (300 * t + 400 * t * t)) + hiss))
        sound.append(int(10000 * math.sin(2 * math.pi * (5000 * t - 300 * t * t)) - hiss))
    for name, begin, end in [("whole", 0, cuts[-1])] + [(i, cuts[i], cuts[i + 1]) for i in range(7)]:
        with wave.open(f"{folder}/{name}-{rate}.wav", "wb") as file:
            file.setnchannels(2)
            file.setsampwidth(2)
            file.setframerate(rate)
            file.writeframes(sound[2 * begin:2 * end].tobytes())
PYTHON


printf '%-10s %9s %18s %18s %18s\n' codec expected Segue mpv ffmpeg
printf '%-10s %9s %18s %18s %18s\n' '' frames 'frames (late)' 'frames (late)' 'frames (late)'
compare() { # NAME EXTENSION RATE ENCODER...
    name=$1 extension=$2 rate=$3
    shift 3
    files=''
    : > "$folder/ffmpeg.raw"
    for i in $pieces; do
        file="$folder/$i-$rate.$extension"
        [ "$extension" = wav ] || ffmpeg -v error -y -i "$folder/$i-$rate.wav" "$@" "$file"
        files="$files $file"
        ffmpeg -v error -i "$file" -f f32le -ac 2 - >> "$folder/ffmpeg.raw"
    done
    # The names have no blanks.
    # shellcheck disable=SC2086
    "$cli" bench play $files --output "$folder/segue.raw" > /dev/null
    rm -f "$folder/mpv.raw"
    # shellcheck disable=SC2086
    mpv --no-config --really-quiet --no-video --gapless-audio=yes --audio-format=float --audio-channels=stereo \
        --audio-samplerate=44100 --ao=pcm --ao-pcm-waveheader=no --ao-pcm-file="$folder/mpv.raw" $files
    python3 - "$folder" "$name" "$rate" << 'PYTHON'
import array, math, sys, wave
folder, name, rate = sys.argv[1], sys.argv[2], int(sys.argv[3])
cut, frames = 273999, 320003

def left(path, kind="f"):
    sound = array.array(kind)
    with open(path, "rb") as file:
        data = file.read()
    sound.frombytes(data[:len(data) // 8 * 8])
    return sound[0::2]

def late(sound, ratio):
    """By how many frames, at its own rate, behind the last cut: where 1,500 frames are most alike."""
    with wave.open(f"{folder}/whole-{rate}.wav") as file:
        whole = array.array("h", file.readframes(frames))[0::2]
    at = cut + 3000
    best, lag = -1.0, None
    for shift in range(-2500, 2501):
        product, energy = 0.0, 1e-9
        for i in range(0, 1500, 3):
            place = round((at + i) * ratio) + shift
            if 0 <= place < len(sound):
                product += whole[at + i] * sound[place]
                energy += sound[place] ** 2
        if product / math.sqrt(energy) > best:
            best, lag = product / math.sqrt(energy), shift
    return lag

columns = []
for player in ("segue", "mpv", "ffmpeg"):
    sound = left(f"{folder}/{player}.raw")
    ratio = 1.0 if player == "ffmpeg" else 44100 / rate
    columns.append(f"{len(sound)} ({late(sound, ratio):+d})")
expected = f"{frames}" if rate == 44100 else f"{round(frames * 44100 / rate)}"
print(f"{name:10s} {expected:>9s} " + " ".join(f"{column:>18s}" for column in columns), flush=True)
PYTHON
}

compare WAV wav 44100
compare FLAC flac 44100 -c:a flac
compare WavPack wv 44100 -c:a wavpack
compare ALAC alac.m4a 44100 -c:a alac
compare 'MP3 CBR' mp3 44100 -c:a libmp3lame -b:a 192k
compare 'MP3 VBR' vbr.mp3 44100 -c:a libmp3lame -q:a 2
compare AAC m4a 44100 -c:a aac -b:a 192k
compare Vorbis ogg 44100 -c:a libvorbis -q:a 6
compare Opus opus 48000 -c:a libopus -b:a 160k
compare 'FLAC 48k' flac 48000 -c:a flac
