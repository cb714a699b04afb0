// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <chrono>
#include <cstddef>
#include <filesystem>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

namespace segue::audio {

/// What a file says about itself. All text is valid UTF-8 without control characters; empty or 0 where it says nothing.
struct Tags {
    bool isSong = true;               ///< false: a film without sound, say
    std::string title;                ///< the file's name without its extension where the tag is missing
    std::string artist;               ///< several are joined by ", "; where there is none, the album's
    std::vector<std::string> artists; ///< each by itself, when there are several
    std::string albumArtist;
    std::string album;
    std::string genre; ///< several are joined by kBetweenGenres (words/genre_text.h)
    int trackNumber = 0;
    int discNumber = 0;    ///< of a vinyl record its side
    int year = 0;          ///< of the release; of the first one where only that is known
    int originalYear = 0;  ///< of the album's first release
    std::string releaseId; ///< MusicBrainz's of the album's release, in lower case
    std::string isrc;      ///< the recording's number (words/isrc.h); several are joined with a space
    std::string orderArtist, orderAlbum,
        orderTitle;        ///< names to order by, where they are not albumArtist (else artist), album, title
    bool hasCover = false; ///< a picture in it; readCover() also looks beside it
    std::optional<std::chrono::milliseconds> duration; ///< as the header claims, if it does
    std::string format;                                ///< what the sound is stored as: "MP3", "FLAC", "AAC"
    int bitRateKbps = 0;                               ///< of the sound, on average
    std::string cueSheet;                              ///< a CUE sheet among the tags, with its lines; at most kMaxSheetBytes
    int rating = 0; ///< stars that another player wrote (POPM, FMPS_RATING, RATING), 1 to 5; 0: none
};

/// How tags are read.
struct TagOptions {
    bool guessCodePage = true; ///< of text that does not say how it is written: else it is the west's
};

/// Goes up when the same file gives other tags than before: then the tags of every song are read once more.
inline constexpr int kTagsVersion = 5;

/// Longer sheets, in a file or beside it, are none.
inline constexpr std::size_t kMaxSheetBytes = 1U << 20U;

/// A picture as it lies in the file.
struct Cover {
    std::string mimeType; ///< by its first bytes: "image/jpeg", "image/png", "image/gif", "image/bmp", "image/webp"
    std::vector<std::byte> bytes;
};

/// Largest picture that readCover() returns.
inline constexpr std::size_t kMaxCoverBytes = 32U << 20U;

/// Reads the tags; never writes. What kind of file it is, its content tells and not its name; all of its tags are merged field
/// by field. Broken or unknown tags are empty tags. Any thread. Throws Error{io} if the file cannot be opened.
[[nodiscard]] Tags readTags(const std::filesystem::path& path, const TagOptions& options = {});

/// The front cover embedded in the file, else its first picture, else what lies beside it (cover_beside.h). Nothing if there is
/// none, or it is larger than kMaxCoverBytes. Any thread. Throws nothing about the file's content; a file that cannot be opened
/// has no embedded cover.
[[nodiscard]] std::optional<Cover> readCover(const std::filesystem::path& path);

/// What a file without a title is called: its name without its extension.
[[nodiscard]] std::string titleByName(const std::filesystem::path& path);

/// A file's name (last part, with extension) to be shown: bytes that are not UTF-8 become U+FFFD.
[[nodiscard]] std::string displayName(const std::filesystem::path& path);

/// @p text with every byte that is not part of valid UTF-8 replaced by U+FFFD.
[[nodiscard]] std::string toValidUtf8(std::string_view text);

} // namespace segue::audio
