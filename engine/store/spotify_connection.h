// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "engine/store/database/sqlite_error.h"
#include "engine/store/spotify_store.h"

#include <SQLiteCpp/Database.h>
#include <SQLiteCpp/Statement.h>

#include <cstring>
#include <string_view>

namespace segue::store {

/// The open file of a source, for the sources of SpotifyStore only.
class SpotifyStore::Connection final {
public:
    Connection(const std::filesystem::path& folder, SpotifySourceId source, Access access);

    [[nodiscard]] SpotifySourceId id() const { return m_id; }
    [[nodiscard]] SQLite::Database& database() { return *m_database; }
    [[nodiscard]] SQLite::Statement prepare(const char* sql) { return {*m_database, sql}; }
    /// Leaves nothing in the log of what is no longer in the database.
    void emptyLog();

    bool isInTransaction = false; ///< of stageTogether()

private:
    SpotifySourceId m_id;
    std::unique_ptr<SQLite::Database> m_database;
};

/// Throws Error{damaged}: the file is not what this class wrote.
[[noreturn]] void throwSpotifyDamaged(SpotifySourceId source);

/// As guarded(), with a sentence of its own where the file is damaged: it can be imported or synced again.
template <typename Work>
decltype(auto) guardedSpotify(SpotifySourceId source, const char* operation, Work&& work) {
    try {
        return guarded(operation, std::forward<Work>(work));
    } catch (const Error& error) {
        if (error.kind() == ErrorKind::damaged)
            throwSpotifyDamaged(source);
        throw;
    }
}

/// The value of an enum that is stored as a number. @param last its last value. Throws as throwSpotifyDamaged.
template <typename Enum>
[[nodiscard]] Enum enumOf(const SQLite::Column& column, Enum last, SpotifySourceId source) {
    const int number = column.getInt();
    if (number < 0 || number > static_cast<int>(last))
        throwSpotifyDamaged(source);
    return static_cast<Enum>(number);
}

/// Numbers of 64 bits, as a BLOB.
[[nodiscard]] inline std::vector<std::int64_t> numbersOf(const SQLite::Column& column) {
    std::vector<std::int64_t> numbers(static_cast<std::size_t>(column.getBytes()) / sizeof(std::int64_t));
    if (!numbers.empty())
        std::memcpy(numbers.data(), column.getBlob(), numbers.size() * sizeof(std::int64_t));
    return numbers;
}

inline void bindNumbers(SQLite::Statement& statement, int index, std::span<const std::int64_t> numbers) {
    // Without an address SQLite would store NULL.
    statement.bind(index, numbers.empty() ? static_cast<const void*>("") : numbers.data(), static_cast<int>(numbers.size_bytes()));
}

[[nodiscard]] inline std::int64_t secondsOf(std::chrono::sys_seconds time) { return time.time_since_epoch().count(); }

/// Sets the columns that setSource() sets. In the transaction of the caller.
void writeSpotifySource(SQLite::Database& database, const SpotifySource& source);

} // namespace segue::store
