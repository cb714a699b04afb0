// SPDX-License-Identifier: GPL-3.0-or-later
#include "engine/store/correction_store.h"

#include "engine/store/database/columns.h"
#include "engine/store/database/sqlite_error.h"

#include <SQLiteCpp/Database.h>

#include <algorithm>
#include <map>
#include <set>
#include <utility>

namespace segue::store {

namespace {

using Columns = std::map<std::string, std::string>; ///< values by the names of track's columns

constexpr const char* kColumns = "title, artist, artists, album_artist, album, genre, track_number, disc_number, year, has_cover, "
                                 "order_artist, order_album, order_title";
constexpr const char* kColumnNames[] = {"title",        "artist",       "artists",     "album_artist", "album",
                                        "genre",        "track_number", "disc_number", "year",         "has_cover",
                                        "order_artist", "order_album",  "order_title"};

const char* columnOf(TagField field) {
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
        return "track_number";
    case TagField::discNumber:
        return "disc_number";
    case TagField::year:
        return "year";
    case TagField::cover:
        break;
    }
    return "has_cover";
}

bool isNumber(TagField field) { return field == TagField::trackNumber || field == TagField::discNumber || field == TagField::year; }

/// "0" and "007" as they are compared and shown.
std::string plainNumber(const std::string& text) {
    const auto first = text.find_first_not_of('0');
    return first == std::string::npos ? std::string() : text.substr(first);
}

/// What the file says, as a correction's value is written.
std::string fileValue(const Columns& file, TagField field) {
    if (field == TagField::cover)
        return {};
    if (field == TagField::artist && !file.at("artists").empty())
        return file.at("artists");
    const auto& text = file.at(columnOf(field));
    return isNumber(field) ? plainNumber(text) : text;
}

/// The columns that say something else because of a correction. Sort names are of other words, so they go.
Columns columnsFor(const Correction& correction, const Columns& file) {
    const auto& value = correction.value;
    switch (correction.field) {
    case TagField::title:
        return {{"title", value}, {"order_title", ""}};
    case TagField::album:
        return {{"album", value}, {"order_album", ""}};
    case TagField::albumArtist:
        return {{"album_artist", value}, {"order_artist", ""}};
    case TagField::artist: {
        std::string shown = value;
        for (auto end = shown.find('\n'); end != std::string::npos; end = shown.find('\n', end))
            shown.replace(end, 1, ", ");
        Columns columns{{"artist", shown}, {"artists", shown == value ? std::string() : value}};
        if (file.at("album_artist").empty()) // else the sort name is of that
            columns.emplace("order_artist", "");
        return columns;
    }
    case TagField::cover:
        return {{"has_cover", "1"}};
    default:
        return {{columnOf(correction.field), isNumber(correction.field) && value.empty() ? "0" : value}};
    }
}

/// What the file says in all columns.
Columns readFile(SQLite::Database& connection, TrackId track) {
    Columns columns;
    SQLite::Statement row(connection, std::string("SELECT ") + kColumns + " FROM track WHERE id = ?");
    row.bind(1, track);
    if (!row.executeStep())
        return columns;
    for (int i = 0; i < row.getColumnCount(); ++i)
        columns[kColumnNames[i]] = row.getColumn(i).getString();
    SQLite::Statement own(connection, "SELECT name, value FROM file_tag WHERE track_id = ?");
    own.bind(1, track);
    while (own.executeStep())
        columns[own.getColumn(0).getString()] = own.getColumn(1).getString();
    return columns;
}

void setColumn(SQLite::Database& connection, TrackId track, const std::string& name, const std::string& value) {
    if (std::ranges::find(kColumnNames, name) == std::end(kColumnNames))
        return; // the name comes from a row
    SQLite::Statement update(connection, "UPDATE track SET " + name + " = ? WHERE id = ?");
    update.bind(1, value);
    update.bind(2, track);
    update.exec();
}

void orderAnew(SQLite::Database& connection, TrackId track) {
    SQLite::Statement update(connection, R"sql(
        UPDATE track SET album_order = album_order(order_artist, album_artist, artist, order_album, album),
                         title_order = title_order(track_number, order_title, title) WHERE id = ?)sql");
    update.bind(1, track);
    update.exec();
}

/// @return whether there were any
bool restoreFile(SQLite::Database& connection, TrackId track) {
    std::vector<std::pair<std::string, std::string>> own;
    {
        SQLite::Statement select(connection, "SELECT name, value FROM file_tag WHERE track_id = ?");
        select.bind(1, track);
        while (select.executeStep())
            own.emplace_back(select.getColumn(0).getString(), select.getColumn(1).getString());
    }
    for (const auto& [name, value] : own)
        setColumn(connection, track, name, value);
    return !own.empty();
}

void forgetFile(SQLite::Database& connection, TrackId track) {
    SQLite::Statement forget(connection, "DELETE FROM file_tag WHERE track_id = ?");
    forget.bind(1, track);
    forget.exec();
}

void keepFile(SQLite::Database& connection, TrackId track, const std::string& name, const std::string& value) {
    SQLite::Statement insert(connection, "INSERT OR IGNORE INTO file_tag (track_id, name, value) VALUES (?, ?, ?)");
    insert.bind(1, track);
    insert.bind(2, name);
    insert.bind(3, value);
    insert.exec();
}

/// FNV-1a of 64 bits, twice with different beginnings: a name, no protection.
std::string nameOfImage(std::span<const std::uint8_t> image) {
    std::string name;
    for (std::uint64_t hash : {0xcbf29ce484222325ULL, 0x84222325cbf29ce4ULL}) {
        for (const std::uint8_t byte : image)
            hash = (hash ^ byte) * 0x100000001b3ULL;
        for (int shift = 60; shift >= 0; shift -= 4)
            name += "0123456789abcdef"[hash >> static_cast<unsigned>(shift) & 0xFU];
    }
    return name;
}

} // namespace

std::string CorrectionStore::recordingOf(TrackId track) const {
    SQLite::Statement select(m_database.connection(), "SELECT coalesce(identity, 'track-' || id) FROM track WHERE id = ?");
    select.bind(1, track);
    return select.executeStep() ? select.getColumn(0).getString() : std::string();
}

std::vector<Correction> CorrectionStore::find(TrackId track) const {
    return guarded("reading corrections", [&] {
        std::vector<Correction> found;
        SQLite::Statement select(m_database.connection(), R"sql(
            SELECT field, value, was FROM correction
            WHERE recording = (SELECT coalesce(identity, 'track-' || id) FROM track WHERE id = ?))sql");
        select.bind(1, track);
        while (select.executeStep())
            found.push_back({.field = static_cast<TagField>(select.getColumn(0).getInt()),
                             .value = select.getColumn(1).getString(),
                             .was = select.getColumn(2).getString()});
        if (found.empty())
            return found;
        const auto file = readFile(m_database.connection(), track);
        for (auto& one : found)
            one.file = fileValue(file, one.field);
        std::ranges::sort(found, {}, [](const Correction& one) { return std::ranges::find(kTagFields, one.field); });
        return found;
    });
}

std::vector<TrackId> CorrectionStore::corrected() const {
    return guarded("reading corrections", [&] {
        SQLite::Statement select(m_database.connection(), R"sql(
            SELECT id FROM (
                SELECT min(track.id) AS id FROM correction JOIN track ON track.identity = correction.recording GROUP BY recording
                UNION SELECT track.id FROM correction JOIN track ON track.id = CAST(substr(recording, 7) AS INTEGER)
                      WHERE recording >= 'track-' AND recording < 'track.' AND identity IS NULL)
            JOIN track USING (id) ORDER BY library_id, album_order, disc_number, track_number, title_order, id)sql");
        std::vector<TrackId> ids;
        while (select.executeStep())
            ids.push_back(select.getColumn(0).getInt64());
        return ids;
    });
}

bool CorrectionStore::isEmpty() const {
    return guarded("reading corrections", [&] {
        return m_database.connection().execAndGet("SELECT NOT EXISTS (SELECT 1 FROM correction)").getInt() != 0;
    });
}

std::optional<CorrectionStore::Stored> CorrectionStore::stored(const std::string& recording, TagField field) const {
    SQLite::Statement select(m_database.connection(), "SELECT value, was FROM correction WHERE recording = ? AND field = ?");
    select.bind(1, recording);
    select.bind(2, static_cast<int>(field));
    if (!select.executeStep())
        return std::nullopt;
    return Stored{
        .recording = recording, .field = field, .value = select.getColumn(0).getString(), .was = select.getColumn(1).getString()};
}

void CorrectionStore::put(const Stored& one) {
    SQLite::Statement change(m_database.connection(),
                             one.value ? "INSERT OR REPLACE INTO correction (recording, field, value, was) VALUES (?, ?, ?, ?)"
                                       : "DELETE FROM correction WHERE recording = ? AND field = ?");
    change.bind(1, one.recording);
    change.bind(2, static_cast<int>(one.field));
    if (one.value) {
        change.bind(3, *one.value);
        change.bind(4, one.was);
    }
    change.exec();
}

std::vector<CorrectionStore::Stored> CorrectionStore::correct(std::span<const TrackId> tracks, std::span<const FieldValue> values) {
    return guarded("storing corrections", [&] {
        std::vector<Stored> before;
        std::set<std::string> seen;
        for (const TrackId track : tracks) {
            const auto recording = recordingOf(track);
            if (recording.empty() || !seen.insert(recording).second)
                continue;
            const auto file = readFile(m_database.connection(), track);
            for (const auto& [field, given] : values) {
                const auto value = isNumber(field) ? plainNumber(given) : given;
                const auto own = fileValue(file, field);
                if (field == TagField::title && value.empty())
                    continue; // a song has a title
                const auto known = stored(recording, field);
                if (known ? known->value == value : value == own)
                    continue;
                before.push_back(known.value_or(Stored{.recording = recording, .field = field}));
                put({.recording = recording,
                     .field = field,
                     .value = value == own ? std::nullopt : std::optional(value),
                     .was = own});
            }
        }
        refreshAll(std::vector(seen.begin(), seen.end()));
        return before;
    });
}

std::vector<CorrectionStore::Stored> CorrectionStore::revert(std::span<const TrackId> tracks, TagFields fields) {
    return guarded("reverting corrections", [&] {
        std::vector<Stored> before;
        std::vector<std::string> recordings;
        for (const TrackId track : tracks)
            for (const auto field : kTagFields)
                if (const auto known = has(fields, field) ? stored(recordingOf(track), field) : std::nullopt) {
                    before.push_back(*known);
                    put({.recording = known->recording, .field = field});
                    recordings.push_back(known->recording);
                }
        refreshAll(recordings);
        return before;
    });
}

std::vector<CorrectionStore::Stored> CorrectionStore::keep(std::span<const TrackId> tracks, TagFields fields) {
    return guarded("keeping corrections", [&] {
        std::vector<Stored> before;
        for (const TrackId track : tracks) {
            const auto file = readFile(m_database.connection(), track);
            for (const auto field : kTagFields)
                if (const auto known = has(fields, field) ? stored(recordingOf(track), field) : std::nullopt) {
                    before.push_back(*known);
                    auto now = *known;
                    now.was = fileValue(file, field);
                    put(now);
                }
        }
        return before;
    });
}

std::vector<TrackId> CorrectionStore::restore(std::span<const Stored> before) {
    return guarded("undoing corrections", [&] {
        std::vector<std::string> recordings;
        for (const auto& one : before) {
            put(one);
            recordings.push_back(one.recording);
        }
        return refreshAll(recordings);
    });
}

std::vector<TrackId> CorrectionStore::refreshAll(std::span<const std::string> recordings) {
    std::set<TrackId> changed;
    SQLite::Statement select(m_database.connection(), R"sql(
        SELECT id FROM track WHERE identity = ?1
        UNION SELECT id FROM track WHERE ?1 LIKE 'track-%' AND id = CAST(substr(?1, 7) AS INTEGER) AND identity IS NULL)sql");
    for (const auto& recording : recordings) {
        select.bind(1, recording);
        while (select.executeStep())
            changed.insert(select.getColumn(0).getInt64());
        select.reset();
    }
    for (const TrackId track : changed)
        refresh(track, false);
    return {changed.begin(), changed.end()};
}

void CorrectionStore::refresh(TrackId track, bool areTagsNew) {
    guarded("correcting a song", [&] {
        auto& connection = m_database.connection();
        bool isOther = areTagsNew;
        if (!areTagsNew)
            isOther = restoreFile(connection, track);
        forgetFile(connection, track);
        const auto corrections = find(track);
        if (!corrections.empty()) {
            const auto file = readFile(connection, track);
            for (const auto& correction : corrections)
                for (const auto& [name, value] : columnsFor(correction, file)) {
                    keepFile(connection, track, name, file.at(name));
                    setColumn(connection, track, name, value);
                }
        }
        if (isOther || !corrections.empty())
            orderAnew(connection, track);
    });
}

void CorrectionStore::follow(TrackId track) {
    guarded("correcting a song", [&] {
        refresh(track, false);
        if (!find(track).empty())
            refreshAll(std::vector{recordingOf(track)});
    });
}

void CorrectionStore::merge(const std::string& from, const std::string& to) {
    if (from == to)
        return;
    guarded("storing corrections", [&] {
        SQLite::Statement update(m_database.connection(), "UPDATE OR REPLACE correction SET recording = ? WHERE recording = ?");
        update.bind(1, to);
        update.bind(2, from);
        update.exec();
    });
}

std::string CorrectionStore::putCover(const CoverImage& image) {
    return guarded("storing a cover", [&] {
        auto name = nameOfImage(image.file);
        SQLite::Statement insert(m_database.connection(),
                                 "INSERT OR IGNORE INTO chosen_cover (name, image, width, height, pixels) VALUES (?, ?, ?, ?, ?)");
        insert.bind(1, name);
        insert.bind(2, image.file.data(), static_cast<int>(image.file.size()));
        insert.bind(3, image.width);
        insert.bind(4, image.height);
        insert.bind(5, image.pixels.data(), static_cast<int>(image.pixels.size()));
        insert.exec();
        return name;
    });
}

/// It may have come with an import, so its size is checked.
std::optional<CoverImage> CorrectionStore::coverOf(TrackId track) const {
    return guarded("reading a cover", [&]() -> std::optional<CoverImage> {
        SQLite::Statement select(m_database.connection(), R"sql(
            SELECT image, width, height, pixels FROM chosen_cover JOIN correction ON correction.value = chosen_cover.name AND field = ?2
            WHERE recording = (SELECT coalesce(identity, 'track-' || id) FROM track WHERE id = ?1))sql");
        select.bind(1, track);
        select.bind(2, static_cast<int>(TagField::cover));
        if (!select.executeStep())
            return std::nullopt;
        const auto bytes = [&](int column) {
            const auto text = bytesOf(select.getColumn(column));
            return std::vector<std::uint8_t>(text.begin(), text.end());
        };
        CoverImage image{
            .width = select.getColumn(1).getInt(), .height = select.getColumn(2).getInt(), .pixels = bytes(3), .file = bytes(0)};
        const bool isWhole = image.width > 0 && image.height > 0 && image.width <= CoverImage::kMostSide &&
                             image.height <= CoverImage::kMostSide &&
                             image.pixels.size() == CoverImage::kBytesAPixel * static_cast<std::size_t>(image.width) *
                                                        static_cast<std::size_t>(image.height);
        return isWhole ? std::optional(std::move(image)) : std::nullopt;
    });
}

} // namespace segue::store
