// SPDX-License-Identifier: GPL-3.0-or-later
#include "engine/store/database.h"

#include "engine/store/schema.h"
#include "engine/store/sqlite_error.h"

#include <SQLiteCpp/Backup.h>
#include <SQLiteCpp/Database.h>
#include <SQLiteCpp/Statement.h>
#include <SQLiteCpp/Transaction.h>

#include <cerrno>
#include <cstring>
#include <fcntl.h>
#include <sys/file.h>
#include <system_error>
#include <unistd.h>

namespace segue::store {

namespace {

constexpr int kBusyTimeoutMs = 3000;

int userVersion(SQLite::Database& connection) { return connection.execAndGet("PRAGMA user_version").getInt(); }

void copyAside(SQLite::Database& connection, const std::filesystem::path& file, int version) {
    auto copy = file;
    copy += ".before-v" + std::to_string(version);
    SQLite::Database target(copy.string(), SQLite::OPEN_READWRITE | SQLite::OPEN_CREATE);
    SQLite::Backup(target, connection).executeStep();
}

void migrate(SQLite::Database& connection, const std::filesystem::path& file) {
    const int found = userVersion(connection);
    if (found > Database::kSchemaVersion)
        throw Error{ErrorKind::newer, "The library database " + file.string() + " was written by a newer version of Segue (schema " +
                                          std::to_string(found) + ", this program knows " +
                                          std::to_string(Database::kSchemaVersion) + "). Update Segue to open it."};
    if (found > 0 && found < Database::kSchemaVersion)
        copyAside(connection, file, Database::kSchemaVersion);
    for (int version = found; version < Database::kSchemaVersion; ++version) {
        SQLite::Transaction transaction(connection);
        connection.exec(migrations()[static_cast<std::size_t>(version)]);
        connection.exec("PRAGMA user_version = " + std::to_string(version + 1));
        transaction.commit();
    }
}

} // namespace

/// An advisory lock that the system drops when the process ends, however it ends.
struct Database::LockFile {
    explicit LockFile(const std::filesystem::path& database) {
        auto path = database;
        path += ".lock";
        descriptor = ::open(path.c_str(), O_RDWR | O_CREAT | O_CLOEXEC, 0644);
        if (descriptor < 0)
            throw Error{ErrorKind::io, "Cannot write beside the library database " + database.string() + ": " +
                                           std::strerror(errno) + ". Choose a place that can be written to."};
        if (::flock(descriptor, LOCK_EX | LOCK_NB) != 0) {
            ::close(descriptor);
            throw Error{ErrorKind::busy, "Another copy of Segue is using the library database " + database.string() +
                                             ". Close it first, or use its window."};
        }
    }
    ~LockFile() { ::close(descriptor); }
    LockFile(const LockFile&) = delete;
    LockFile& operator=(const LockFile&) = delete;

    int descriptor = -1;
};

Database::Database(const std::filesystem::path& file, Access access) : m_file(file) {
    if (access == Access::read && !std::filesystem::exists(file))
        throw Error{ErrorKind::io, "There is no library database at " + file.string() + " yet. Scan a folder first."};
    if (access == Access::write) {
        std::error_code ignored; // what fails here fails again, with a message, when the lock file is made
        if (file.has_parent_path())
            std::filesystem::create_directories(file.parent_path(), ignored);
        m_lock = std::make_unique<LockFile>(file);
    }
    guarded("opening " + file.string(), [&] {
        const int flags = access == Access::write ? SQLite::OPEN_READWRITE | SQLite::OPEN_CREATE : SQLite::OPEN_READWRITE;
        m_connection = std::make_unique<SQLite::Database>(file.string(), flags, kBusyTimeoutMs);
        m_connection->exec("PRAGMA foreign_keys = ON");
        if (access == Access::write) {
            m_connection->exec("PRAGMA journal_mode = WAL");
            m_connection->exec("PRAGMA synchronous = NORMAL");
            migrate(*m_connection, m_file);
        } else if (userVersion(*m_connection) != kSchemaVersion) {
            throw Error{ErrorKind::newer, "The library database " + file.string() +
                                              " has another version than this program. Open it once with the newest Segue."};
        } else {
            m_connection->exec("PRAGMA query_only = ON");
        }
    });
}

Database::Database(const std::filesystem::path& file, Sibling) : m_file(file) {
    guarded("opening " + file.string(), [&] {
        m_connection = std::make_unique<SQLite::Database>(file.string(), SQLite::OPEN_READWRITE, kBusyTimeoutMs);
        m_connection->exec("PRAGMA query_only = ON");
    });
}

Database::~Database() = default;
Database::Database(Database&&) noexcept = default;
Database& Database::operator=(Database&&) noexcept = default;

Database Database::sibling() const { return Database{m_file, Sibling{}}; }

} // namespace segue::store
