// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <cstdint>
#include <filesystem>
#include <memory>
#include <optional>
#include <utility>

namespace SQLite {
class Database;
}

namespace segue::store {

class Collation;

/// Whether this copy of Segue may change the database.
enum class Access {
    write, ///< takes the lock file beside the database (links are followed); a second writer gets Error{busy}
    read,  ///< may run beside a writer
};

/// A connection to Segue's SQLite file, its schema brought up to date (WAL, foreign keys on).
///
/// Thread rule: one connection belongs to one thread at a time; open another with `sibling()` for another thread.
/// Failure rule: the constructor throws Error{io} (cannot be opened, locked or written), {damaged} (not a database, or not whole),
/// {newer} (a newer Segue wrote it), {busy} (another copy of Segue is using it), {noSpace}. A migration runs in one
/// transaction, after a whole copy of the file was put beside it (NAME.before-vN); if either fails, nothing is changed.
class Database final {
public:
    Database(const std::filesystem::path& name, Access access); ///< @param name the file, or a link to it
    ~Database();
    Database(Database&&) noexcept;
    Database& operator=(Database&&) noexcept;

    /// A second, read-only connection to the same file. Does not migrate.
    [[nodiscard]] Database sibling() const;

    /// Throws Error{io} if the file was moved or unmounted since it was opened for writing, because what is stored from then
    /// on would be lost.
    void requireInPlace() const;

    [[nodiscard]] const std::filesystem::path& file() const { return m_file; } ///< the file itself, never a link

    /// For the classes of this folder only.
    [[nodiscard]] SQLite::Database& connection() { return *m_connection; }

    static constexpr int kSchemaVersion = 17;

private:
    friend std::filesystem::path setAside(const std::filesystem::path& file);
    struct LockFile;
    struct Sibling {};
    Database(const std::filesystem::path& file, Sibling);

    std::filesystem::path m_file;
    std::unique_ptr<LockFile> m_lock;
    std::unique_ptr<Collation> m_collation;                         ///< a writer's only
    std::unique_ptr<SQLite::Database> m_connection;                 ///< after what its functions use
    std::optional<std::pair<std::uint64_t, std::uint64_t>> m_place; ///< device and number of the file; of a writer
};

/// Renames a damaged database and the files that belong to it to NAME.damaged-DATE, so that a new one can be made; nothing is
/// deleted. @return its new name. Throws Error{busy} while a copy of Segue uses it, Error{io}.
std::filesystem::path setAside(const std::filesystem::path& file);

} // namespace segue::store
