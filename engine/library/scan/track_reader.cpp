// SPDX-License-Identifier: GPL-3.0-or-later
#include "engine/library/scan/track_reader.h"

#include "engine/words/error.h"

namespace segue {

Track trackOf(const audio::Tags& tags) {
    Track track{.title = tags.title,
                .artist = tags.artist,
                .albumArtist = tags.albumArtist,
                .album = tags.album,
                .genre = tags.genre,
                .trackNumber = tags.trackNumber,
                .discNumber = tags.discNumber,
                .year = tags.year,
                .duration = tags.duration.value_or(std::chrono::milliseconds{0}),
                .hasCover = tags.hasCover,
                .orderArtist = tags.orderArtist,
                .orderAlbum = tags.orderAlbum,
                .orderTitle = tags.orderTitle};
    for (const auto& artist : tags.artists)
        track.artists += (track.artists.empty() ? "" : "\n") + artist;
    return track;
}

Track describeFile(const std::filesystem::path& song) {
    Track track{.title = audio::displayName(song)};
    try {
        track = trackOf(audio::readTags(song));
    } catch (const Error&) {
        // Whoever opens the file to hear it says why it cannot be opened.
    }
    track.path = song;
    return track;
}

} // namespace segue
