// SPDX-License-Identifier: GPL-3.0-or-later
#include "engine/audio/tags.h"
#include "engine/service/correct/correction_jobs.h"
#include "engine/words/csv_cell.h"
#include "engine/words/section.h"

namespace segue {

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
            csv += csvCell(path) + ',' + csvCell(song.track.title) + ',' + csvCell(song.track.artist) + ',' +
                   csvCell(fieldWord(one.field)) + ',' + csvCell(one.value) + ',' + csvCell(one.was) + ',' + csvCell(one.file) +
                   "\r\n";
        }
    return csv;
}

} // namespace segue
