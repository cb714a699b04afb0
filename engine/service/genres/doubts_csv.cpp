// SPDX-License-Identifier: GPL-3.0-or-later
#include "engine/service/genres/genre_jobs.h"
#include "engine/words/csv_cell.h"
#include "engine/words/section.h"

#include <array>
#include <cstdio>

namespace segue {

namespace {

const char* wordOf(GenreAnswer answer) {
    switch (answer) {
    case GenreAnswer::accepted:
        return "accepted";
    case GenreAnswer::left:
        return "left";
    case GenreAnswer::means:
        return "means something else";
    case GenreAnswer::none:
        break;
    }
    return "";
}

} // namespace

std::string doubtsAsCsv(const std::vector<GenreDoubt>& doubts) {
    std::string csv = "path,title,artist,album,tag,heard,strength,answer\r\n";
    for (const GenreDoubt& doubt : doubts) {
        const Track& track = doubt.track;
        std::array<char, 16> strength{};
        std::snprintf(strength.data(), strength.size(), "%.2f", static_cast<double>(doubt.strength));
        const auto path = fileOf(track.path).native();
        for (const std::string_view text :
             {std::string_view(path), std::string_view(track.title), std::string_view(track.artist), std::string_view(track.album),
              std::string_view(track.genre), std::string_view(doubt.heard)})
            csv += csvCell(text) + ",";
        csv += std::string(strength.data()) + "," + wordOf(doubt.answer) + "\r\n";
    }
    return csv;
}

} // namespace segue
