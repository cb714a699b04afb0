// SPDX-License-Identifier: GPL-3.0-or-later
#include "engine/audio/tagging/fields.h"

#include "engine/audio/tagging/code_page.h"
#include "engine/audio/tagging/field_text.h"

#include "engine/audio/tags.h"

#include <algorithm>

namespace segue::audio::tagging {

namespace {

struct Name {
    std::string_view name;
    Field field;
    int rank = 0;
};

// Of several names for one field the first one here is the best.
constexpr auto kNames = std::to_array<Name>({
    {"TITLE", Field::title},
    {"SUBTITLE/TITLE", Field::title, 1},
    {"ARTIST", Field::artist},
    {"AUTHOR", Field::artist, 1},
    {"PERFORMER", Field::artist, 2},
    {"LEAD_PERFORMER", Field::artist, 3},
    {"ALBUMARTIST", Field::albumArtist},
    {"ALBUM ARTIST", Field::albumArtist, 1},
    {"ALBUM_ARTIST", Field::albumArtist, 2},
    {"ALBUM/ARTIST", Field::albumArtist, 3},
    {"ENSEMBLE", Field::albumArtist, 4},
    {"ALBUM", Field::album},
    {"ALBUM/TITLE", Field::album, 1},
    {"WM/ALBUMTITLE", Field::album, 2},
    {"GENRE", Field::genre},
    {"ALBUM/GENRE", Field::genre, 1},
    {"TRACKNUMBER", Field::track},
    {"TRACK", Field::track, 1},
    {"PART_NUMBER", Field::track, 2},
    {"TRACK/PART_NUMBER", Field::track, 3},
    {"DISCNUMBER", Field::disc},
    {"DISC", Field::disc, 1},
    {"DISK", Field::disc, 2},
    {"PART/PART_NUMBER", Field::disc, 3},
    {"DATE", Field::date},
    {"YEAR", Field::date, 1},
    {"RELEASEDATE", Field::date, 2},
    {"DATE_RELEASED", Field::date, 3},
    {"ALBUM/DATE_RELEASED", Field::date, 4},
    {"RELEASEYEAR", Field::date, 5},
    {"RELEASETIME", Field::date, 6},
    {"DATE_RECORDED", Field::date, 7},
    {"ORIGINALDATE", Field::originalDate},
    {"ORIGINALYEAR", Field::originalDate, 1},
    {"ORIGINAL_YEAR", Field::originalDate, 2},
    {"ORIGINALRELEASEDATE", Field::originalDate, 3},
    {"TDOR", Field::originalDate, 4},
    {"TORY", Field::originalDate, 5},
    {"ORIGINALRELEASETIME", Field::originalDate, 6},
    {"ORIGINALRELEASEYEAR", Field::originalDate, 7},
    {"ORIGINAL_DATE", Field::originalDate, 8},
    {"COMPILATION", Field::compilation},
    {"ITUNESCOMPILATION", Field::compilation, 1},
    {"WM/ISCOMPILATION", Field::compilation, 2},
    {"TCMP", Field::compilation, 3}, // frames' names as names of texts: so FFmpeg writes what it does not know
    {"ARTISTSORT", Field::artistSort},
    {"ARTIST-SORT", Field::artistSort, 1},
    {"SORT_ARTIST", Field::artistSort, 2},
    {"ARTISTSORTORDER", Field::artistSort, 3},
    {"TSOP", Field::artistSort, 4},
    {"ALBUMARTISTSORT", Field::albumArtistSort},
    {"ALBUM_ARTIST-SORT", Field::albumArtistSort, 1},
    {"SORT_ALBUM_ARTIST", Field::albumArtistSort, 2},
    {"ALBUMARTISTSORTORDER", Field::albumArtistSort, 3},
    {"TSO2", Field::albumArtistSort, 4},
    {"ALBUMSORT", Field::albumSort},
    {"ALBUM-SORT", Field::albumSort, 1},
    {"SORT_ALBUM", Field::albumSort, 2},
    {"ALBUMSORTORDER", Field::albumSort, 3},
    {"TSOA", Field::albumSort, 4},
    {"TITLESORT", Field::titleSort},
    {"TITLE-SORT", Field::titleSort, 1},
    {"SORT_NAME", Field::titleSort, 2},
    {"TITLESORTORDER", Field::titleSort, 3},
    {"TSOT", Field::titleSort, 4},
    {"CUESHEET", Field::cueSheet},
    {"SYNCEDLYRICS", Field::lyrics},
    {"LYRICS", Field::lyrics, 1},
    {"UNSYNCEDLYRICS", Field::lyrics, 2},
    {"UNSYNCED LYRICS", Field::lyrics, 3},
    {"MUSICBRAINZ_TRACKID", Field::recordingId}, // so it was called before recordings had a name of their own
    {"MUSICBRAINZ TRACK ID", Field::recordingId, 1},
    {"MUSICBRAINZ/TRACK ID", Field::recordingId, 2},
    {"MUSICBRAINZ_RECORDINGID", Field::recordingId, 3},
    {"FMPS_RATING", Field::fmpsRating},
    {"FMPS/RATING", Field::fmpsRating, 1},
    {"RATING", Field::rating},
    {"SHAREDUSERRATING", Field::rating, 1},
    {"MUSICBRAINZ_ALBUMID", Field::releaseId},
    {"MUSICBRAINZ ALBUM ID", Field::releaseId, 1},
    {"MUSICBRAINZ/ALBUM ID", Field::releaseId, 2},
    {"MUSICBRAINZ_RELEASEID", Field::releaseId, 3},
    {"ISRC", Field::isrc},
    {"TSRC", Field::isrc, 1},
});

/// Matroska's levels and Windows' prefix say nothing more about a song's own fields.
std::string_view withoutLevel(std::string_view name) {
    for (const std::string_view level : {"TRACK/", "SONG/", "WM/", "ITUNES/"})
        if (name.starts_with(level))
            return name.substr(level.size());
    return name;
}

} // namespace

void Fields::addMissing(Fields other) {
    for (std::size_t i = 0; i < kFields; ++i)
        if (!other.m_values[i].empty() && !has(static_cast<Field>(i))) // asking what a text says is dear
            m_values[i] = std::move(other.m_values[i]);
}

bool Fields::has(Field field) const {
    return std::ranges::any_of(values(field), [&](const Value& value) {
        if (field == Field::track)
            return placeIn(toValidUtf8(value.bytes)).track > 0;
        if (field == Field::disc)
            return numberIn(toValidUtf8(value.bytes)) > 0;
        if (field == Field::date || field == Field::originalDate)
            return yearIn(toValidUtf8(value.bytes)) > 0;
        return !shownText(toValidUtf8(value.bytes)).empty();
    });
}

void Fields::decode(bool guessed) {
    std::vector<std::string> old;
    for (const auto& field : m_values)
        for (const auto& value : field)
            if (value.isOfUnknownCode && !isUtf8(value.bytes))
                old.push_back(value.bytes);
    const std::string codePage = old.empty() || !guessed ? "WINDOWS-1252" : codePageOf(old);
    for (auto& field : m_values) {
        for (auto& value : field) {
            if (value.isOfUnknownCode && !isUtf8(value.bytes))
                value.bytes = fromCodePage(value.bytes, codePage);
            value = {toValidUtf8(value.bytes), false};
        }
    }
}

std::vector<std::string> Fields::texts(Field field) const {
    std::vector<std::string> texts;
    for (const auto& value : values(field))
        if (std::string text = shownText(value.bytes); !text.empty())
            texts.push_back(std::move(text));
    return texts;
}

std::string Fields::first(Field field) const {
    const auto all = texts(field);
    return all.empty() ? std::string() : all.front();
}

std::string Fields::whole(Field field, std::size_t mostBytes) const {
    const auto& all = values(field);
    return all.empty() || all.front().bytes.size() > mostBytes ? std::string() : all.front().bytes;
}

std::optional<Field> fieldNamed(std::string_view name, int& rank) {
    std::string upper(name);
    std::ranges::transform(upper, upper.begin(),
                           [](char c) { return c >= 'a' && c <= 'z' ? static_cast<char>(c - 'a' + 'A') : c; });
    for (const std::string_view spelled : {std::string_view(upper), withoutLevel(upper)}) {
        const auto found = std::ranges::find(kNames, spelled, &Name::name);
        if (found == kNames.end())
            continue;
        rank = found->rank;
        return found->field;
    }
    return std::nullopt;
}

void NamedFields::add(std::string_view name, std::string bytes, bool isOfUnknownCode) {
    int rank = 0;
    if (const auto field = fieldNamed(name, rank))
        m_named.push_back({*field, rank, std::move(bytes), isOfUnknownCode});
}

Fields NamedFields::take() {
    std::ranges::stable_sort(m_named, {}, &Named::rank);
    Fields fields;
    for (std::size_t i = 0; i < m_named.size();) {
        Fields ofRank; // all values of one name, unless a better name had some
        const int rank = m_named[i].rank;
        for (; i < m_named.size() && m_named[i].rank == rank; ++i) {
            auto& one = m_named[i];
            one.isOfUnknownCode ? ofRank.addBytes(one.field, std::move(one.bytes))
                                : ofRank.addUtf8(one.field, std::move(one.bytes));
        }
        fields.addMissing(std::move(ofRank));
    }
    m_named.clear();
    return fields;
}

} // namespace segue::audio::tagging
