// SPDX-License-Identifier: GPL-3.0-or-later
#include "engine/audio/direct_reader.h"

#include "engine/audio/cover_beside.h"
#include "engine/audio/tagging/lyrics_reading.h"
#include "engine/audio/tagging/recording_id_reading.h"
#include "engine/words/error.h"
#include "engine/words/section.h"

namespace segue::audio {

namespace {

template <typename Read>
auto attempt(const std::stop_token& stop, Read&& read) -> Reading<decltype(read())> {
    if (stop.stop_requested())
        return NotRead{};
    try {
        return read();
    } catch (const Error& error) {
        return NotRead{.why = NotRead::Why::refused, .reason = error.message()};
    }
}

} // namespace

void DirectReader::readTags(std::span<const std::filesystem::path> songs, const TagOptions& options, const std::stop_token& stop,
                            const Told& told) {
    for (std::size_t i = 0; i < songs.size() && !stop.stop_requested(); ++i)
        told(i, attempt(stop, [&] { return tagging::readTags(songs[i], options, m_ffmpeg.media); }));
}

Reading<std::optional<CoverImage>> DirectReader::readCover(const std::filesystem::path& song, const std::stop_token& stop) {
    return attempt(stop, [&]() -> std::optional<CoverImage> {
        auto own = tagging::readOwnCover(song, m_ffmpeg.media);
        try {
            if (own)
                return m_ffmpeg.image(*own);
        } catch (const Error&) {
            if (const auto beside = coverIn(fileOf(song).parent_path()))
                return m_ffmpeg.image(*beside);
            throw;
        }
        const auto beside = coverIn(fileOf(song).parent_path());
        return beside ? std::optional(m_ffmpeg.image(*beside)) : std::nullopt;
    });
}

Reading<std::optional<CoverThumbnails>> DirectReader::readThumbnails(const ThumbnailRequest& request, const std::stop_token& stop) {
    return attempt(stop, [&]() -> std::optional<CoverThumbnails> {
        const auto make = [&](const Cover& cover, bool isBeside) {
            const auto content = coverContent(cover.bytes);
            CoverThumbnails made = content == request.unless ? CoverThumbnails() : m_ffmpeg.thumbnails(cover);
            made.content = content;
            made.isBeside = isBeside;
            return made;
        };
        const bool besideFirst = request.from == CoverSource::beside || request.from == CoverSource::besideElseOwn;
        const bool isOnlyOne = request.from == CoverSource::own || request.from == CoverSource::beside;
        std::optional<Error> refusal;
        for (const bool isBeside : {besideFirst, !besideFirst}) {
            if (isOnlyOne && isBeside != besideFirst)
                continue;
            try {
                const auto cover =
                    isBeside ? coverIn(fileOf(request.song).parent_path()) : tagging::readOwnCover(request.song, m_ffmpeg.media);
                if (cover)
                    return make(*cover, isBeside);
            } catch (const Error& error) {
                refusal = error;
            }
        }
        if (refusal)
            throw Error(*refusal);
        return std::nullopt;
    });
}

Reading<StreamFormat> DirectReader::readFormat(const std::filesystem::path& song, const std::stop_token& stop) {
    return attempt(stop, [&] { return m_ffmpeg.format(song); });
}

/// A song that is a stretch of a file has none: what is there is of the whole file.
Reading<Extras> DirectReader::readExtras(const std::filesystem::path& song, const std::stop_token& stop) {
    return attempt(stop, [&] {
        return sectionOf(song) ? Extras()
                               : Extras{.lyrics = tagging::readLyrics(song, m_ffmpeg.media),
                                        .chapters = m_ffmpeg.chapters(song),
                                        .recordingId = tagging::readRecordingId(song, m_ffmpeg.media)};
    });
}

} // namespace segue::audio
