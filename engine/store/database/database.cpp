// SPDX-License-Identifier: GPL-3.0-or-later
#include "engine/store/database/database.h"

#include "engine/store/database/collation.h"
#include "engine/store/database/order_keys.h"
#include "engine/store/database/schema.h"
#include "engine/store/database/shared_disk.h"
#include "engine/store/database/sqlite_error.h"

#include <SQLiteCpp/Backup.h>
#include <SQLiteCpp/Database.h>
#include <SQLiteCpp/Statement.h>
#include <SQLiteCpp/Transaction.h>
#include <sqlite3.h>

#include <array>
#include <cerrno>
#include <cstring>
#include <ctime>
#include <fcntl.h>
#include <sys/file.h>
#include <sys/stat.h>
#include <system_error>
#include <unistd.h>

namespace segue::store {

namespace {

constexpr int kBusyTimeoutMs = 3000;

int userVersion(SQLite::Database& connection) { return connection.execAndGet("PRAGMA user_version").getInt(); }

/// What SQLite keeps beside a database.
constexpr std::array<const char*, 4> kCompanions{"", "-journal", "-wal", "-shm"};

/// Copies everything to `copy`, which then is complete and on the disk.
void copyWhole(SQLite::Database& connection, const std::filesystem::path& copy) {
    SQLite::Database target(copy.string(), SQLite::OPEN_READWRITE | SQLite::OPEN_CREATE);
    if (SQLite::Backup(target, connection).executeStep() != SQLITE_DONE)
        throw Error{ErrorKind::busy, MessageId::databaseHeld};
    target.exec("PRAGMA journal_mode = DELETE"); // one file, whatever the original's mode
}

/// Makes a copy that gets its name last, so that a copy of this name is whole.
void copyAside(SQLite::Database& connection, const std::filesystem::path& file, int version) {
    const auto copy = file.string() + ".before-v" + std::to_string(version);
    const auto part = copy + ".part";
    const auto removePart = [&] {
        std::error_code ignored;
        for (const char* companion : kCompanions)
            std::filesystem::remove(part + companion, ignored);
    };
    removePart(); // of an attempt that was cut off
    try {
        guarded("being copied to " + copy, [&] { copyWhole(connection, part); });
        std::filesystem::rename(part, copy);
    } catch (const std::exception& error) {
        removePart();
        const auto* own = dynamic_cast<const Error*>(&error);
        throw Error{own != nullptr ? own->kind() : ErrorKind::io,
                    Message(MessageId::databaseCopyFailed, {file.string()}).with(messageOf(error))};
    }
}

void migrate(SQLite::Database& connection, const std::filesystem::path& file) {
    const int found = userVersion(connection);
    if (found > Database::kSchemaVersion)
        throw Error{ErrorKind::newer, Message(MessageId::databaseNewer,
                                              {file.string(), std::to_string(found), std::to_string(Database::kSchemaVersion)})};
    if (found == Database::kSchemaVersion)
        return;
    if (found > 0)
        copyAside(connection, file, Database::kSchemaVersion);
    // All versions or none: one in between could be opened by neither the old Segue nor this one's next attempt.
    SQLite::Transaction transaction(connection, SQLite::TransactionBehavior::IMMEDIATE);
    for (int version = found; version < Database::kSchemaVersion; ++version)
        connection.exec(migrations()[static_cast<std::size_t>(version)]);
    connection.exec("PRAGMA user_version = " + std::to_string(Database::kSchemaVersion));
    transaction.commit();
}

void requireWritable(SQLite::Database& connection, const std::filesystem::path& file) {
    if (::sqlite3_db_readonly(connection.getHandle(), "main") == 1)
        throw Error{ErrorKind::io, Message(MessageId::databaseReadOnly, {file.string()})};
}

/// The file that a name leads to, even if it does not exist yet: lock and log lie beside the file, not beside a link to it.
std::filesystem::path behindLinks(std::filesystem::path file) {
    constexpr int kMostLinks = 40; // as the system
    std::error_code failed;
    for (int links = 0; links < kMostLinks && std::filesystem::is_symlink(file, failed); ++links)
        file = file.parent_path() / std::filesystem::read_symlink(file, failed);
    return file;
}

/// Identifies the file, whatever its name; nothing if there is none.
std::optional<std::pair<std::uint64_t, std::uint64_t>> placeOf(const std::filesystem::path& file) {
    struct stat status {};
    if (::stat(file.c_str(), &status) != 0)
        return std::nullopt;
    return std::pair<std::uint64_t, std::uint64_t>{status.st_dev, status.st_ino};
}

} // namespace

/// An advisory lock that the system drops when the process ends, however it ends.
struct Database::LockFile {
    explicit LockFile(const std::filesystem::path& database) {
        auto path = database;
        path += ".lock";
        descriptor = ::open(path.c_str(), O_RDWR | O_CREAT | O_CLOEXEC, 0644);
        if (descriptor < 0)
            throw Error{ErrorKind::io, Message(MessageId::databaseNoLock, {database.string(), std::strerror(errno)})};
        if (::flock(descriptor, LOCK_EX | LOCK_NB) != 0) {
            const int reason = errno;
            ::close(descriptor);
            if (reason == EWOULDBLOCK)
                throw Error{ErrorKind::busy, Message(MessageId::databaseInUse, {database.string()})};
            throw Error{ErrorKind::io, Message(MessageId::databaseNotLockable, {database.string(), std::strerror(reason)})};
        }
    }
    ~LockFile() { ::close(descriptor); }
    LockFile(const LockFile&) = delete;
    LockFile& operator=(const LockFile&) = delete;

    int descriptor = -1;
};

Database::Database(const std::filesystem::path& name, Access access)
    : m_file(behindLinks(name)) {
    const auto& file = m_file;
    if (access == Access::read && !std::filesystem::exists(file))
        throw Error{ErrorKind::io, Message(MessageId::databaseNotThere, {file.string()})};
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
            requireWritable(*m_connection, file);
            // Readers and the writer share memory in WAL mode, which other computers' disks do not carry.
            const bool isShared = isOnSharedDisk(file);
            m_connection->exec(isShared ? "PRAGMA journal_mode = TRUNCATE" : "PRAGMA journal_mode = WAL");
            m_connection->exec(isShared ? "PRAGMA synchronous = FULL" : "PRAGMA synchronous = NORMAL");
            migrate(*m_connection, m_file);
            m_collation = std::make_unique<Collation>();
            addOrderFunctions(*m_connection, *m_collation);
            renewOrder(*m_connection, *m_collation);
            m_place = placeOf(m_file);
        } else if (userVersion(*m_connection) != kSchemaVersion) {
            throw Error{ErrorKind::newer, Message(MessageId::databaseOtherVersion, {file.string()})};
        } else {
            m_connection->exec("PRAGMA query_only = ON");
        }
    });
}

Database::Database(const std::filesystem::path& file, Sibling)
    : m_file(file) {
    guarded("opening " + file.string(), [&] {
        // One thread at a time has it: a lock for each column of each row would take a third of the time of a long list.
        m_connection =
            std::make_unique<SQLite::Database>(file.string(), SQLite::OPEN_READWRITE | SQLite::OPEN_NOMUTEX, kBusyTimeoutMs);
        m_connection->exec("PRAGMA query_only = ON");
        m_connection->exec("PRAGMA cache_size = -500"); // KiB: there are many of them, and the system keeps the file's pages, too
        // The first read opens the log by its name: now, and not when the disk may have gone.
        static_cast<void>(m_connection->execAndGet("PRAGMA schema_version"));
    });
}

Database::~Database() = default;
Database::Database(Database&&) noexcept = default;
Database& Database::operator=(Database&&) noexcept = default;

void Database::requireInPlace() const {
    if (m_place && placeOf(m_file) != m_place)
        throw Error{ErrorKind::io, Message(MessageId::databaseGone, {m_file.string()})};
}

Database Database::sibling() const { return Database{m_file, Sibling{}}; }

std::filesystem::path setAside(const std::filesystem::path& givenName) {
    const auto file = behindLinks(givenName);
    const Database::LockFile lock(file); // not while somebody uses it
    const std::time_t now = std::time(nullptr);
    std::tm local{};
    ::localtime_r(&now, &local);
    std::array<char, 32> date{};
    std::strftime(date.data(), date.size(), "%Y-%m-%d", &local);
    const auto wanted = file.string() + ".damaged-" + date.data();
    auto name = wanted;
    for (int number = 2; std::filesystem::exists(name); ++number)
        name = wanted + "-" + std::to_string(number);
    // The database last: while it is there, its log belongs to it.
    for (const char* companion : {"-journal", "-wal", "-shm", ""}) {
        std::error_code failed;
        const auto from = file.string() + companion;
        if (std::filesystem::exists(from, failed))
            std::filesystem::rename(from, name + companion, failed);
        if (failed)
            throw Error{ErrorKind::io, Message(MessageId::databaseNotSetAside, {file.string(), failed.message()})};
    }
    return name;
}

} // namespace segue::store
