// SPDX-License-Identifier: GPL-3.0-or-later
#include "engine/store/library_store.h"

#include "engine/store/database/columns.h"
#include "engine/store/database/sqlite_error.h"

#include <SQLiteCpp/Database.h>

namespace segue::store {

namespace {

const std::string kRow = "SELECT id, name, root, offline FROM library ";
// The plus keeps SQLite from looking at every song of the library for the few that are missing.
const std::string kCounted = R"sql(
SELECT id, name, root, offline, (SELECT count(*) FROM track WHERE library_id = library.id),
       (SELECT count(*) FROM track WHERE missing_since IS NOT NULL AND +library_id = library.id) FROM library )sql";

Absence absenceOf(const SQLite::Column& column) {
    const int value = column.getInt();
    return value < 0 || value > static_cast<int>(Absence::unmounted) ? Absence::gone : static_cast<Absence>(value);
}

Library rowOf(const SQLite::Statement& row) {
    return Library{.id = row.getColumn(0).getInt64(),
                   .name = row.getColumn(1).getString(),
                   .root = pathOf(row.getColumn(2)),
                   .offline = row.getColumn(3).getInt() != 0,
                   .absence = absenceOf(row.getColumn(3))};
}

Library countedRowOf(const SQLite::Statement& row) {
    auto library = rowOf(row);
    library.missingCount = static_cast<std::size_t>(row.getColumn(5).getInt64());
    library.trackCount = static_cast<std::size_t>(row.getColumn(4).getInt64()) - library.missingCount;
    return library;
}

} // namespace

std::vector<Library> LibraryStore::all() const {
    return guarded("listing libraries", [&] {
        SQLite::Statement select(m_database.connection(), kCounted + "ORDER BY id");
        std::vector<Library> libraries;
        while (select.executeStep())
            libraries.push_back(countedRowOf(select));
        return libraries;
    });
}

std::vector<Library> LibraryStore::rows() const {
    return guarded("listing libraries", [&] {
        SQLite::Statement select(m_database.connection(), kRow + "ORDER BY id");
        std::vector<Library> libraries;
        while (select.executeStep())
            libraries.push_back(rowOf(select));
        return libraries;
    });
}

std::optional<Library> LibraryStore::find(LibraryId id) const {
    return guarded("reading a library", [&]() -> std::optional<Library> {
        SQLite::Statement select(m_database.connection(), kRow + "WHERE id = ?");
        select.bind(1, id);
        return select.executeStep() ? std::optional(rowOf(select)) : std::nullopt;
    });
}

std::optional<Library> LibraryStore::findCounted(LibraryId id) const {
    return guarded("reading a library", [&]() -> std::optional<Library> {
        SQLite::Statement select(m_database.connection(), kCounted + "WHERE id = ?");
        select.bind(1, id);
        return select.executeStep() ? std::optional(countedRowOf(select)) : std::nullopt;
    });
}

std::optional<Library> LibraryStore::findByRoot(const std::filesystem::path& root) const {
    return guarded("reading a library", [&]() -> std::optional<Library> {
        SQLite::Statement select(m_database.connection(), kRow + "WHERE root = ?");
        bindPath(select, 1, root);
        return select.executeStep() ? std::optional(rowOf(select)) : std::nullopt;
    });
}

std::optional<Library> LibraryStore::holding(const std::filesystem::path& song) const {
    std::optional<Library> nearest;
    for (auto& library : rows()) {
        const auto relative = song.lexically_relative(library.root);
        const bool isInside = !relative.empty() && *relative.begin() != "..";
        if (isInside && (!nearest || nearest->root.native().size() < library.root.native().size()))
            nearest = std::move(library);
    }
    return nearest;
}

LibraryId LibraryStore::add(const std::string& name, const std::filesystem::path& root) {
    return guarded("adding a library", [&] {
        SQLite::Statement insert(m_database.connection(), "INSERT INTO library (name, root) VALUES (?, ?)");
        insert.bind(1, name);
        bindPath(insert, 2, root);
        insert.exec();
        return static_cast<LibraryId>(m_database.connection().getLastInsertRowid());
    });
}

void LibraryStore::rename(LibraryId id, const std::string& name) {
    guarded("renaming a library", [&] {
        SQLite::Statement update(m_database.connection(), "UPDATE library SET name = ? WHERE id = ?");
        update.bind(1, name);
        update.bind(2, id);
        update.exec();
    });
}

void LibraryStore::setOffline(LibraryId id, bool offline) {
    guarded("updating a library", [&] {
        SQLite::Statement update(m_database.connection(),
                                 "UPDATE library SET offline = iif(?1, iif(offline, offline, 1), 0) WHERE id = ?2");
        update.bind(1, offline ? 1 : 0);
        update.bind(2, id);
        update.exec();
    });
}

void LibraryStore::setAbsence(LibraryId id, Absence absence) {
    guarded("updating a library", [&] {
        SQLite::Statement update(m_database.connection(), "UPDATE library SET offline = ? WHERE id = ?");
        update.bind(1, static_cast<int>(absence));
        update.bind(2, id);
        update.exec();
    });
}

void LibraryStore::relocate(LibraryId id, const std::filesystem::path& root) {
    if (const auto other = findByRoot(root); other && other->id != id)
        throw Error{ErrorKind::usage, Message(MessageId::libraryFolderTaken, {root.string(), other->name})};
    guarded("moving a library", [&] {
        SQLite::Statement update(m_database.connection(), "UPDATE library SET root = ? WHERE id = ?");
        bindPath(update, 1, root);
        update.bind(2, id);
        update.exec();
    });
}

LibraryClock LibraryStore::clock(LibraryId id) const {
    return guarded("reading a library", [&]() -> LibraryClock {
        SQLite::Statement select(m_database.connection(), "SELECT clock, clock_read FROM library WHERE id = ?");
        select.bind(1, id);
        if (!select.executeStep())
            return {};
        return {.now = timeOf(select.getColumn(0)), .read = timeOf(select.getColumn(1))};
    });
}

void LibraryStore::setClock(LibraryId id, const LibraryClock& clock) {
    guarded("updating a library", [&] {
        SQLite::Statement update(m_database.connection(), "UPDATE library SET clock = ?, clock_read = ? WHERE id = ?");
        update.bind(1, static_cast<std::int64_t>(clock.now.time_since_epoch().count()));
        update.bind(2, static_cast<std::int64_t>(clock.read.time_since_epoch().count()));
        update.bind(3, id);
        update.exec();
    });
}

void LibraryStore::remove(LibraryId id) {
    guarded("removing a library", [&] {
        SQLite::Statement remove(m_database.connection(), "DELETE FROM library WHERE id = ?");
        remove.bind(1, id);
        remove.exec();
    });
}

} // namespace segue::store
