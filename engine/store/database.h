// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <filesystem>
#include <memory>

namespace SQLite {
class Database;
}

namespace segue::store {

/// Whether this copy of Segue may change the database.
enum class Access {
    write, ///< takes the lock file beside the database; a second writer is refused with Error{busy}
    read,  ///< may run beside a writer
};

/// A connection to Segue's SQLite file, its schema brought up to date (WAL, foreign keys on).
///
/// Thread rule: one connection belongs to one thread at a time; open another with `sibling()` for another thread.
/// Failure rule: the constructor throws Error{io} (cannot be opened), {badFile} (not a database, damaged), {newer}
/// (a newer Segue wrote it), {busy} (another copy of Segue is using it), {noSpace}. A migration runs in one transaction,
/// after a copy of the file was put beside it (NAME.before-vN).
class Database final {
public:
    Database(const std::filesystem::path& file, Access access);
    ~Database();
    Database(Database&&) noexcept;
    Database& operator=(Database&&) noexcept;

    /// A second, read-only connection to the same file. Does not migrate.
    [[nodiscard]] Database sibling() const;

    [[nodiscard]] const std::filesystem::path& file() const { return m_file; }

    /// For the classes of this folder only.
    [[nodiscard]] SQLite::Database& connection() { return *m_connection; }

    static constexpr int kSchemaVersion = 4;

private:
    struct LockFile;
    struct Sibling {};
    Database(const std::filesystem::path& file, Sibling);

    std::filesystem::path m_file;
    std::unique_ptr<LockFile> m_lock;
    std::unique_ptr<SQLite::Database> m_connection;
};

} // namespace segue::store
