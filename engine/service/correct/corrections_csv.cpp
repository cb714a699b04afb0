// SPDX-License-Identifier: GPL-3.0-or-later
#include "engine/audio/tags.h"
#include "engine/service/correct/correction_jobs.h"
#include "engine/words/section.h"

namespace segue {

namespace {

std::string cell(std::string_view text) {
    std::string field = "\"";
    if (!text.empty() && std::string_view("=+-@\t\r").find(text.front()) != std::string_view::npos)
        field += '\'';
    for (const char c : text) {
        field += c;
        if (c == '"')
            field += c;
    }
    return field + '"';
}

} // namespace

const char* fieldWord(TagField field) {
    switch (field) {
    case TagField::title:
        return "title";
    case TagField::artist:
        return "artist";
    case TagField::albumArtist:
        return "album_artist";
    case TagField::album:
        return "album";
    case TagField::genre:
        return "genre";
    case TagField::trackNumber:
        return "track";
    case TagField::discNumber:
        return "disc";
    case TagField::year:
        return "year";
    case TagField::cover:
        break;
    }
    return "cover";
}

std::string correctionsAsCsv(std::span<const CorrectedSong> songs) {
    std::string csv = "path,title,artist,field,corrected,was,file\r\n";
    for (const auto& song : songs)
        for (const auto& one : song.corrections) {
            const auto path = audio::toValidUtf8(fileOf(song.track.path).native());
            csv += cell(path) + ',' + cell(song.track.title) + ',' + cell(song.track.artist) + ',' + cell(fieldWord(one.field)) +
                   ',' + cell(one.value) + ',' + cell(one.was) + ',' + cell(one.file) + "\r\n";
        }
    return csv;
}

} // namespace segue
