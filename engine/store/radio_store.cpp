// SPDX-License-Identifier: GPL-3.0-or-later
#include "engine/store/radio_store.h"

#include "engine/store/database/sqlite_error.h"

#include <SQLiteCpp/Database.h>
#include <SQLiteCpp/Savepoint.h>
#include <SQLiteCpp/Statement.h>

#include <algorithm>
#include <array>

namespace segue::store {

namespace {

enum RadioPartNumber { seedPart, throughPart, skippedPart, sessionPart, parts };

/// The lists of a session by their numbers.
template <typename State>
auto listsOf(State& state) {
    return std::array{&state.seeds.songs, &state.through, &state.skipped, &state.session};
}

/// Whether a stored number names a value of an enumeration whose last one is given.
template <typename Value>
std::optional<Value> valueOf(const SQLite::Column& column, Value last) {
    const auto number = column.getInt64();
    return number >= 0 && number <= static_cast<std::int64_t>(last) ? std::optional(static_cast<Value>(number)) : std::nullopt;
}

float shareOf(const SQLite::Column& column) { return static_cast<float>(column.getDouble()); }

/// All but its songs. Nothing: a value that Segue would not write.
std::optional<RadioState> stateOf(SQLite::Database& connection) {
    SQLite::Statement row(connection, "SELECT seeds_of, name, dice, is_asked, is_stopped FROM radio");
    if (!row.executeStep())
        return std::nullopt;
    const auto of = valueOf(row.getColumn(0), SeedsOf::artist);
    if (!of)
        return std::nullopt;
    RadioState state;
    state.seeds.of = *of;
    state.seeds.name = row.getColumn(1).getString();
    state.dice = static_cast<std::uint64_t>(row.getColumn(2).getInt64());
    state.isAsked = row.getColumn(3).getInt() != 0;
    state.isStopped = row.getColumn(4).getInt() != 0;
    return state;
}

bool readSongs(SQLite::Database& connection, RadioState& state) {
    SQLite::Statement row(connection, "SELECT part, track_id FROM radio_song ORDER BY part, place");
    const auto lists = listsOf(state);
    while (row.executeStep()) {
        const auto part = row.getColumn(0).getInt64();
        const auto track = row.getColumn(1).getInt64();
        if (part < 0 || part >= parts || track <= 0)
            return false;
        lists.at(static_cast<std::size_t>(part))->push_back(track);
    }
    return std::ranges::is_sorted(state.session);
}

bool readNotes(SQLite::Database& connection, RadioNotes& notes) {
    SQLite::Statement row(connection, "SELECT entry, like_title, similarity, relaxed, is_steered FROM radio_note");
    while (row.executeStep()) {
        const auto relaxed = valueOf(row.getColumn(3), RadioRelaxed::artists);
        if (!relaxed || row.getColumn(0).getInt64() <= 0)
            return false;
        notes[static_cast<EntryId>(row.getColumn(0).getInt64())] = {.like = row.getColumn(1).getString(),
                                                                    .similarity = shareOf(row.getColumn(2)),
                                                                    .relaxed = *relaxed,
                                                                    .isSteered = row.getColumn(4).getInt() != 0,
                                                                    .reasons = {}};
    }
    SQLite::Statement reason(connection,
                             "SELECT entry, reason, of_like, of_song, share, words FROM radio_reason ORDER BY entry, place");
    while (reason.executeStep()) {
        const auto note = notes.find(static_cast<EntryId>(reason.getColumn(0).getInt64()));
        const auto id = valueOf(reason.getColumn(1), ReasonId::artist);
        if (note == notes.end() || !id)
            return false;
        note->second.reasons.push_back({.id = *id,
                                        .first = shareOf(reason.getColumn(2)),
                                        .second = shareOf(reason.getColumn(3)),
                                        .share = shareOf(reason.getColumn(4)),
                                        .text = reason.getColumn(5).getString()});
    }
    return true;
}

void writeState(SQLite::Database& connection, const RadioState& state) {
    SQLite::Statement insert(connection, "INSERT INTO radio VALUES (1, ?, ?, ?, ?, ?)");
    insert.bind(1, static_cast<int>(state.seeds.of));
    insert.bind(2, state.seeds.name);
    insert.bind(3, static_cast<std::int64_t>(state.dice));
    insert.bind(4, state.isAsked ? 1 : 0);
    insert.bind(5, state.isStopped ? 1 : 0);
    insert.exec();
    SQLite::Statement song(connection, "INSERT INTO radio_song VALUES (?, ?, ?)");
    const auto lists = listsOf(state);
    for (std::size_t part = 0; part < lists.size(); ++part)
        for (std::size_t place = 0; place < lists[part]->size(); ++place) {
            song.bind(1, static_cast<int>(part));
            song.bind(2, static_cast<std::int64_t>(place));
            song.bind(3, (*lists[part])[place]);
            song.exec();
            song.reset();
        }
}

void writeNotes(SQLite::Database& connection, const RadioNotes& notes) {
    SQLite::Statement insert(connection, "INSERT INTO radio_note VALUES (?, ?, ?, ?, ?)");
    SQLite::Statement reason(connection, "INSERT INTO radio_reason VALUES (?, ?, ?, ?, ?, ?, ?)");
    for (const auto& [entry, note] : notes) {
        insert.bind(1, static_cast<std::int64_t>(entry));
        insert.bind(2, note.like);
        insert.bind(3, static_cast<double>(note.similarity));
        insert.bind(4, static_cast<int>(note.relaxed));
        insert.bind(5, note.isSteered ? 1 : 0);
        insert.exec();
        insert.reset();
        for (std::size_t place = 0; place < note.reasons.size(); ++place) {
            const Reason& one = note.reasons[place];
            reason.bind(1, static_cast<std::int64_t>(entry));
            reason.bind(2, static_cast<std::int64_t>(place));
            reason.bind(3, static_cast<int>(one.id));
            reason.bind(4, static_cast<double>(one.first));
            reason.bind(5, static_cast<double>(one.second));
            reason.bind(6, static_cast<double>(one.share));
            reason.bind(7, one.text);
            reason.exec();
            reason.reset();
        }
    }
}

} // namespace

std::optional<StoredRadio> RadioStore::load() const {
    return guarded("reading the radio", [&]() -> std::optional<StoredRadio> {
        auto& connection = m_database.connection();
        auto state = stateOf(connection);
        StoredRadio radio;
        if (!state || !readSongs(connection, *state) || !readNotes(connection, radio.notes))
            return std::nullopt;
        radio.state = std::move(*state);
        return radio;
    });
}

void RadioStore::save(const StoredRadio& radio) {
    guarded("storing the radio", [&] {
        auto& connection = m_database.connection();
        SQLite::Savepoint savepoint(connection, "save_radio");
        for (const char* table : {"radio", "radio_song", "radio_note", "radio_reason"})
            connection.exec(std::string("DELETE FROM ") + table);
        writeState(connection, radio.state);
        writeNotes(connection, radio.notes);
        savepoint.release();
    });
}

} // namespace segue::store
