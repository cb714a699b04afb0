// SPDX-License-Identifier: GPL-3.0-or-later
#include "engine/library/scan/track_reader.h"

#include "engine/audio/tags.h"
#include "engine/words/error.h"

namespace segue {

Track describeFile(const std::filesystem::path& song) {
    Track track{.path = song, .title = audio::displayName(song)};
    try {
        const auto tags = audio::readTags(song);
        track.title = tags.title;
        track.artist = tags.artist;
        track.albumArtist = tags.albumArtist;
        track.album = tags.album;
        track.genre = tags.genre;
        track.trackNumber = tags.trackNumber;
        track.discNumber = tags.discNumber;
        track.year = tags.year;
        track.duration = tags.duration.value_or(std::chrono::milliseconds{0});
    } catch (const Error&) {
        // Whoever opens the file to hear it says why it cannot be opened.
    }
    return track;
}

} // namespace segue
