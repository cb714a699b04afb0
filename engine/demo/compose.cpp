// SPDX-License-Identifier: GPL-3.0-or-later
#include "engine/demo/compose.h"

#include "engine/audio/audio_writer.h"
#include "engine/demo/catalogue.h"
#include "engine/words/error.h"

#include <cerrno>
#include <string>
#include <system_error>
#include <vector>

namespace segue::demo {
namespace {

std::string twoDigits(int number) { return std::string(number < 10 ? "0" : "").append(std::to_string(number)); }

std::filesystem::path pathOf(const std::filesystem::path& folder, const DemoSong& song) {
    return folder / song.artist / (twoDigits(song.trackNumber) + " " + song.title + ".flac");
}

void makeFolder(const std::filesystem::path& folder) {
    std::error_code error;
    std::filesystem::create_directories(folder, error);
    if (error) {
        const auto kind = error.value() == ENOSPC ? ErrorKind::noSpace : ErrorKind::io;
        throw Error(kind, Message(MessageId::folderCannotBeMade, {folder.string(), error.message()}));
    }
}

void write(const std::filesystem::path& path, const DemoSong& song, const Sound& sound) {
    std::vector<float> interleaved(2 * sound.frames());
    for (std::size_t i = 0; i < sound.frames(); ++i) {
        interleaved[2 * i] = sound.left[i];
        interleaved[2 * i + 1] = sound.right[i];
    }
    audio::writeAudio(path, interleaved, kRateHz, 2,
                      {{"title", song.title},
                       {"artist", song.artist},
                       {"album", song.album},
                       {"genre", song.genre},
                       {"track", std::to_string(song.trackNumber)},
                       {"date", std::to_string(song.year)}});
}

} // namespace

bool composeDemoMusic(const std::filesystem::path& folder, std::stop_token stop, const ComposeProgress& progress) {
    const std::vector<DemoSong> songs = demoSongs();
    const auto report = [&](std::size_t done) {
        if (progress) {
            progress(done, songs.size());
        }
    };
    makeFolder(folder);
    report(0);
    for (std::size_t i = 0; i < songs.size(); ++i) {
        if (stop.stop_requested()) {
            return false;
        }
        const std::filesystem::path path = pathOf(folder, songs[i]);
        std::error_code error;
        if (!std::filesystem::exists(path, error)) {
            const Sound sound = render(songs[i], [&] { return stop.stop_requested(); });
            if (stop.stop_requested()) {
                return false;
            }
            makeFolder(path.parent_path());
            write(path, songs[i], sound);
        }
        report(i + 1);
    }
    return true;
}

} // namespace segue::demo
