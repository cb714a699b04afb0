// SPDX-License-Identifier: GPL-3.0-or-later
#include "engine/store/recording_facts.h"

#include "engine/store/database/columns.h"

#include <SQLiteCpp/Database.h>

#include <algorithm>

namespace segue::store {

namespace {

/// Rows that rise by their first column, an identity.
class ByIdentity final {
public:
    ByIdentity(Database& database, const char* sql)
        : m_select(database.connection(), sql) {}

    SQLite::Statement& row() { return m_select; }

    /// Whether there is a row of this identity, which is then the current one. Those that are asked for rise too.
    bool reach(std::string_view identity) {
        while (!m_isOver && (!m_hasRow || m_identity < identity)) {
            m_hasRow = m_select.executeStep();
            m_isOver = !m_hasRow;
            if (m_hasRow)
                m_identity = bytesOf(m_select.getColumn(0));
        }
        return !m_isOver && m_identity == identity;
    }

private:
    SQLite::Statement m_select;
    std::string_view m_identity; ///< SQLite's, until the next step
    bool m_hasRow = false;
    bool m_isOver = false;
};

std::uint32_t placeOf(std::string_view genre, std::vector<std::string>& genres) {
    const auto found = std::ranges::find(genres, genre);
    const auto place = static_cast<std::uint32_t>(found - genres.begin());
    if (found == genres.end())
        genres.emplace_back(genre);
    return place;
}

} // namespace

Listening listeningOf(const SQLite::Statement& row, int first) {
    return {.added = timeOf(row.getColumn(first)),
            .lastPlayed = timeOf(row.getColumn(first + 1)),
            .plays = row.getColumn(first + 2).getInt(),
            .rating = row.getColumn(first + 3).getInt()};
}

AllRecordings readAllRecordings(Database& database, const std::string& model) {
    ByIdentity analyses(database, R"sql(SELECT identity, heard_genre, heard_probability, preview_start_ms FROM analysis
                                        WHERE model = ? ORDER BY identity)sql");
    analyses.row().bind(1, model);
    ByIdentity heardAs(database, "SELECT identity, genre, confidence FROM heard_as WHERE model = ? ORDER BY identity");
    heardAs.row().bind(1, model);
    ByIdentity answers(database, "SELECT identity, tag, genre FROM genre_answer WHERE is_accepted ORDER BY identity");
    ByIdentity sounds(database,
                      R"sql(SELECT identity, tempo_bpm, musical_key, key_strength, centroid_hz, onsets_per_second, loudness_lufs
                                      FROM sound ORDER BY identity)sql");
    ByIdentity outlines(database, "SELECT identity, loudness_lufs FROM outline ORDER BY identity");
    ByIdentity listening(database, "SELECT recording, added, last_played, plays, rating FROM listening ORDER BY recording");
    SQLite::Statement tracks(database.connection(), "SELECT identity, id FROM track WHERE identity IS NOT NULL ORDER BY identity");
    AllRecordings all;
    while (tracks.executeStep()) {
        const auto identity = bytesOf(tracks.getColumn(0));
        auto& song = all.facts.emplace_back(RecordingFacts{.track = tracks.getColumn(1).getInt64()});
        if (listening.reach(identity))
            song.listening = listeningOf(listening.row(), 1);
        if (answers.reach(identity)) {
            song.accepted = static_cast<std::uint32_t>(all.accepted.size());
            all.accepted.emplace_back(bytesOf(answers.row().getColumn(1)), bytesOf(answers.row().getColumn(2)));
        }
        song.isHeard = analyses.reach(identity);
        if (!song.isHeard)
            continue;
        song.heardGenre = placeOf(bytesOf(analyses.row().getColumn(1)), all.genres);
        song.heardProbability = static_cast<float>(analyses.row().getColumn(2).getDouble());
        if (heardAs.reach(identity)) {
            song.heardAs = placeOf(bytesOf(heardAs.row().getColumn(1)), all.genres);
            song.heardAsConfidence = static_cast<float>(heardAs.row().getColumn(2).getDouble());
        }
        song.previewStart = std::chrono::milliseconds{analyses.row().getColumn(3).getInt64()};
        if (sounds.reach(identity))
            song.features = featuresOf(sounds.row(), 1);
        if (song.features && outlines.reach(identity))
            song.features->loudnessLufs = static_cast<float>(outlines.row().getColumn(1).getDouble());
    }
    return all;
}

} // namespace segue::store
