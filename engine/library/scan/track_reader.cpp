// SPDX-License-Identifier: GPL-3.0-or-later
#include "engine/library/scan/track_reader.h"

#include "engine/words/error.h"

#include <chrono>

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
                .originalYear = tags.originalYear,
                .releaseId = tags.releaseId,
                .isrc = tags.isrc,
                .duration = tags.duration.value_or(std::chrono::milliseconds{0}),
                .hasCover = tags.hasCover,
                .format = tags.format,
                .bitRateKbps = tags.bitRateKbps,
                .orderArtist = tags.orderArtist,
                .orderAlbum = tags.orderAlbum,
                .orderTitle = tags.orderTitle};
    for (const auto& artist : tags.artists)
        track.artists += (track.artists.empty() ? "" : "\n") + artist;
    return track;
}

/// Whoever opens the file to hear it says why it cannot be opened.
Track describeFile(const std::filesystem::path& song, audio::FileReader& files, const std::stop_token& stop) {
    Track track{.title = audio::displayName(song)};
    try {
        const auto tags = files.readTags(song, {}, stop);
        if (const auto* found = std::get_if<audio::Tags>(&tags))
            track = trackOf(*found);
    } catch (const Error&) {
        // nothing can be read just now
    }
    track.path = song;
    return track;
}

store::ReadingFailure failureFor(const audio::NotRead& unread) {
    return {.kind = unread.why == audio::NotRead::Why::tooLong ? "tooLong" : "crash",
            .reason = unread.reason,
            .readerVersion = audio::kTagsVersion,
            .since = std::chrono::floor<std::chrono::seconds>(std::chrono::system_clock::now())};
}

} // namespace segue
