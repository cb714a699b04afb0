// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <array>
#include <cstddef>
#include <optional>
#include <string>
#include <string_view>
#include <utility>
#include <vector>

namespace segue::audio::tagging {

/// What a tag says that Segue asks about.
enum class Field : std::uint8_t {
    title,
    artist,
    albumArtist,
    album,
    genre,
    track,
    disc,
    date,         ///< of the release, as far as the tag knows
    originalDate, ///< of the first release
    compilation,
    artistSort, ///< names to order by: "Beatles, The"
    albumArtistSort,
    albumSort,
    titleSort,
    cueSheet,    ///< many lines
    lyrics,      ///< likewise
    recordingId, ///< MusicBrainz's, of the recording
    fmpsRating,  ///< 0 to 1
    rating,      ///< in one of several scales (rating_text.h)
    releaseId,   ///< MusicBrainz's, of the album as it was released
    isrc,        ///< the recording's number
};
inline constexpr std::size_t kFields = 21;

/// The fields of one tag, or of several of one file. Bytes are kept as found, with what is known of them, until all tags are
/// read: which code page old ones are in shows only then.
class Fields final {
public:
    /// Bytes of which the tag does not say what they are; UTF-8, if they can be, else of some code page.
    void addBytes(Field field, std::string bytes) { values(field).push_back({std::move(bytes), true}); }
    void addUtf8(Field field, std::string text) { values(field).push_back({std::move(text), false}); }

    /// Takes what is missing here from a tag that counts for less, field by field.
    void addMissing(Fields other);
    /// Whether a field has a value that is no blank; of numbers and dates, one that says something.
    [[nodiscard]] bool has(Field field) const;

    /// Makes UTF-8 of everything. @param guessed whether the code page is guessed; else old texts are the west's
    void decode(bool guessed);
    /// In the order found; valid UTF-8 once decode() was called.
    [[nodiscard]] std::vector<std::string> texts(Field field) const;
    [[nodiscard]] std::string first(Field field) const; ///< that is no blank, as it is shown; empty if there is none
    /// The first value with all of its lines, as found; empty if there is none, or it is longer than this.
    [[nodiscard]] std::string whole(Field field, std::size_t mostBytes) const;

private:
    struct Value {
        std::string bytes;
        bool isOfUnknownCode = false;
    };

    [[nodiscard]] std::vector<Value>& values(Field field) { return m_values[static_cast<std::size_t>(field)]; }
    [[nodiscard]] const std::vector<Value>& values(Field field) const { return m_values[static_cast<std::size_t>(field)]; }

    std::array<std::vector<Value>, kFields> m_values;
};

/// The field that a name means, in any case: of Vorbis comments, APE tags, ASF, MP4, Matroska, as TagLib and FFmpeg tell them.
/// @param rank set to how far the name is from the best one for that field: of two names the lower counts
[[nodiscard]] std::optional<Field> fieldNamed(std::string_view name, int& rank);

/// Named values become fields: of two names for one field the better one counts.
class NamedFields final {
public:
    void addBytes(std::string_view name, std::string bytes) { add(name, std::move(bytes), true); }
    void addUtf8(std::string_view name, std::string text) { add(name, std::move(text), false); }
    [[nodiscard]] Fields take();

private:
    struct Named {
        Field field;
        int rank = 0;
        std::string bytes;
        bool isOfUnknownCode = false;
    };
    void add(std::string_view name, std::string bytes, bool isOfUnknownCode);

    std::vector<Named> m_named;
};

} // namespace segue::audio::tagging
