// SPDX-License-Identifier: GPL-3.0-or-later
#include "engine/store/loudness_store.h"

#include "engine/store/database/sqlite_error.h"

#include <SQLiteCpp/Database.h>
#include <SQLiteCpp/Statement.h>

#include <algorithm>
#include <cmath>

namespace segue::store {

namespace {

constexpr double kSilenceLufs = -70.0;

std::optional<float> numberIn(const SQLite::Column& column) {
    return column.isNull() ? std::nullopt : std::optional(static_cast<float>(column.getDouble()));
}

/// @param first column of: loudness and true peak of the whole song, loudness of the excerpts
MeasuredLoudness measuredIn(SQLite::Statement& row, int first) {
    MeasuredLoudness measured{.lufs = numberIn(row.getColumn(first)), .truePeakDb = numberIn(row.getColumn(first + 1))};
    measured.isOfExcerpts = !measured.lufs;
    if (measured.isOfExcerpts)
        measured.lufs = numberIn(row.getColumn(first + 2));
    if (measured.lufs && static_cast<double>(*measured.lufs) <= kSilenceLufs)
        measured.lufs.reset();
    return measured;
}

} // namespace

MeasuredLoudness LoudnessStore::ofSong(TrackId track) const {
    return guarded("reading a song's loudness", [&] {
        SQLite::Statement select(m_database.connection(), R"sql(
            SELECT outline.loudness_lufs, outline.true_peak_db, sound.loudness_lufs
            FROM track LEFT JOIN outline ON outline.identity = track.identity LEFT JOIN sound ON sound.identity = track.identity
            WHERE track.id = ? AND NOT track.is_changed)sql");
        select.bind(1, track);
        return select.executeStep() ? measuredIn(select, 0) : MeasuredLoudness{};
    });
}

MeasuredLoudness LoudnessStore::ofAlbum(TrackId track) const {
    return guarded("reading an album's loudness", [&] {
        SQLite::Statement select(m_database.connection(), R"sql(
            SELECT other.duration_ms, outline.loudness_lufs, outline.true_peak_db, sound.loudness_lufs
            FROM track AS song JOIN track AS other ON other.library_id = song.library_id AND other.album_order = song.album_order
            LEFT JOIN outline ON outline.identity = other.identity LEFT JOIN sound ON sound.identity = other.identity
            WHERE song.id = ? AND song.album <> '' AND other.album <> '' AND song.album_order <> x''
              AND other.missing_since IS NULL AND NOT other.is_changed)sql");
        select.bind(1, track);
        MeasuredLoudness album;
        double power = 0.0;
        double duration = 0.0;
        int songs = 0;
        int measured = 0;
        while (select.executeStep()) {
            ++songs;
            const MeasuredLoudness one = measuredIn(select, 1);
            if (one.truePeakDb)
                album.truePeakDb = std::max(album.truePeakDb.value_or(*one.truePeakDb), *one.truePeakDb);
            if (!one.lufs)
                continue;
            ++measured;
            album.isOfExcerpts = album.isOfExcerpts || one.isOfExcerpts;
            const double length = std::max(1.0, select.getColumn(0).getDouble());
            power += length * std::pow(10.0, static_cast<double>(*one.lufs) / 10.0);
            duration += length;
        }
        if (measured > 0 && 2 * measured >= songs)
            album.lufs = static_cast<float>(10.0 * std::log10(power / duration));
        return album.lufs ? album : MeasuredLoudness{};
    });
}

} // namespace segue::store
