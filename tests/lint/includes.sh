#!/bin/sh
# includes.sh ROOT: fails, naming the line, where a file includes what its box may not see (the arrows of the design).
set -u
cd "$1" || exit 2
bad=0

# forbid PATTERN FOLDER... [! FOLDER...]: no source in the folders (but those after the !) may match.
forbid() {
    pattern=$1
    shift
    inside="" outside="" not=""
    for folder in "$@"; do
        if [ "$folder" = "!" ]; then not=1
        elif [ -n "$not" ]; then outside="$outside -e ^$folder/"
        else inside="$inside $folder"; fi
    done
    # shellcheck disable=SC2086
    found=$(grep -rnE --include='*.h' --include='*.cpp' "^#include [<\"]($pattern)" $inside)
    # shellcheck disable=SC2086
    [ -z "$outside" ] || found=$(printf '%s' "$found" | grep -v $outside)
    [ -z "$found" ] || { echo "forbidden here: $pattern"; printf '%s\n' "$found"; bad=1; }
}

# Libraries belong to their wrappers.
forbid 'Q[A-Z]|Qt' engine app/segue_cli app/segue_analyzer app/segue_trainer
forbid 'torch/|ATen|c10/' app ui engine ! engine/inference/torch engine/training
forbid 'SQLiteCpp|sqlite3' app ui engine ! engine/store
forbid 'libav|libsw' app ui engine ! engine/audio engine/inference engine/spotify/web
forbid 'fftw3|png' app ui engine ! engine/features
forbid 'cairo' app ui engine ! engine/charts
forbid 'csv\.h>' app ui engine ! engine/bring engine/training
forbid 'libsvm/' app ui engine ! engine/training
forbid 'expat' app ui engine ! engine/bring engine/playlist
forbid 'archive(_entry)?\.h' app ui engine ! engine/zip
forbid 'soxr' app ui engine ! engine/features
forbid 'ebur128' app ui engine ! engine/audio
forbid 'hnswlib' app ui engine ! engine/recommend
forbid 'unicode/' app engine ! engine/browse engine/store/database
forbid 'taglib|fileref|tag\.h' app ui engine ! engine/audio
forbid 'uchardet' app ui engine ! engine/audio

# Arrows: app -> ui -> engine, never back; inside the engine as its README says.
forbid 'app/|ui/' engine
forbid 'app/' ui
# Wings: each sees kit, words and what its README lists; the bridge in *_wires only; window sees all.
wing() { # NAME [OTHER WING OR HEADER OF IT...]
    name=$1
    shift
    allowed="ui/($name|kit|words)/"
    for other in "$@"; do
        case $other in */*) allowed="$allowed|ui/$other" ;; *) allowed="$allowed|ui/$other/" ;; esac
    done
    found=$(grep -rnE --include='*.h' --include='*.cpp' '^#include "ui/' "ui/$name" | grep -vE "#include \"($allowed)" |
        grep -vE "^ui/$name/[a-z]+_wires\.cpp:[0-9]+:#include \"ui/bridge/")
    [ -z "$found" ] || { echo "ui/$name may not see:"; printf '%s\n' "$found"; bad=1; }
}
wing words
forbid 'ui/kit/' ui/words
wing kit
wing bridge
wing bring settings/settings.h settings/start_folders.h
wing correct settings/settings.h settings/start_folders.h
wing desktop settings/settings.h settings/desktop_settings.h
wing settings
wing sidebar settings/settings.h
wing spotify desktop/open_address.h settings/settings.h settings/start_folders.h sidebar songs/all_music.h
wing transfer settings/settings.h settings/start_folders.h
wing map playback/play_items.h playback/song_menu_call.h settings/settings.h
wing health playback/play_items.h playback/song_menu_call.h
wing problems desktop/show_in_folder.h
wing playback settings/settings.h
wing similar playback/play_items.h settings/kept_rules.h settings/settings.h
wing spectrogram settings/settings.h settings/start_folders.h
wing details settings/settings.h spectrogram
wing browse
wing playlists settings/settings.h settings/start_folders.h sidebar songs
wing songs browse desktop/show_in_folder.h playback/song_menu_call.h settings/settings.h settings/start_folders.h sidebar similar
forbid 'engine/(audio|features|picture|inference|training|store|library|analysis|recommend|demo|zip)/' ui
forbid 'engine/(store|library|analysis|recommend|playback|training|inference|features)/' engine/audio
forbid 'engine/(audio|store|library|analysis|recommend|playback|training|inference)/' engine/features
forbid 'engine/(audio|store|library|analysis|recommend|playback|training)/' engine/inference
forbid 'engine/(inference|training|store|library|analysis|recommend|playback)/' engine/spectrogram
forbid 'engine/spectrogram/' engine/audio engine/features engine/inference engine/training engine/store engine/library engine/analysis engine/recommend engine/playback
forbid 'engine/(audio|picture|inference|training|store|library|analysis|recommend|playback)/' engine/charts
forbid 'engine/charts/' engine/audio engine/features engine/inference engine/store engine/library engine/analysis engine/recommend engine/playback
forbid 'engine/(store|library|analysis|recommend|playback)/' engine/training
forbid 'engine/(audio|features|inference|training|library|analysis|recommend|playback)/' engine/store
forbid 'engine/(features|inference|training|analysis|recommend|playback)/' engine/library
forbid 'engine/(library|recommend|playback|training)/' engine/analysis
forbid 'engine/(audio|features|inference|training|library|analysis|playback)/' engine/recommend
forbid 'engine/(features|inference|training|library|analysis|recommend|store)/' engine/playback

forbid 'engine/(audio|features|inference|training|store|library|analysis|recommend|playback|playlist)/' engine/scrobble
forbid 'engine/(audio|features|inference|training|store|library|analysis|playback|playlist|scrobble|service|events)/' engine/spotify
forbid 'engine/(features|inference|training|store|library|analysis|recommend|playback)/' engine/playlist
forbid 'engine/(audio|features|inference|training|store|library|analysis|recommend|playback|playlist|events|service)/' engine/browse engine/covers

# The window has no thread of its own.
forbid 'thread>|mutex>|atomic>|condition_variable>|QThread|QMutex|QtConcurrent' ui
exit $bad
