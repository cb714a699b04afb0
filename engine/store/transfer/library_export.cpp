// SPDX-License-Identifier: GPL-3.0-or-later
#include "engine/store/transfer/library_export.h"

#include "engine/store/database/sqlite_error.h"
#include "engine/store/transfer/export_header.h"

#include <SQLiteCpp/Backup.h>
#include <SQLiteCpp/Database.h>
#include <SQLiteCpp/Statement.h>
#include <SQLiteCpp/Transaction.h>

#include <cerrno>
#include <cstring>
#include <fcntl.h>
#include <limits>
#include <optional>
#include <sqlite3.h>
#include <system_error>
#include <unistd.h>
#include <utility>

namespace segue::store {

namespace fs = std::filesystem;

namespace {

constexpr int kPagesAtATime = 256; // 1 MB: soon stopped, also on a slow disk
constexpr int kMostBeginnings = 30;

/// The file while it is written; the destructor removes it unless it was kept.
class PartFile {
public:
    explicit PartFile(const fs::path& final)
        : m_final(final) {
        for (int number = 0;; ++number) {
            m_path = final;
            m_path += ".part" + (number == 0 ? std::string() : std::to_string(number));
            const int descriptor = ::open(m_path.c_str(), O_RDWR | O_CREAT | O_EXCL | O_CLOEXEC, 0644);
            if (descriptor >= 0) {
                ::close(descriptor);
                return;
            }
            if (errno != EEXIST || number == 100)
                throw Error{ErrorKind::io,
                            Message(MessageId::placeNotWritable, {final.parent_path().string(), std::strerror(errno)})};
        }
    }
    ~PartFile() {
        std::error_code ignored; // the log and the index are SQLite's, which goes before this
        for (const char* end : {"", "-journal", "-wal", "-shm"})
            fs::remove(m_path.string() + end, ignored);
    }
    PartFile(const PartFile&) = delete;
    PartFile& operator=(const PartFile&) = delete;

    [[nodiscard]] const fs::path& path() const { return m_path; }

    /// Throws Error{io}.
    void keep() {
        sync(m_path, O_RDWR);
        std::error_code failed;
        fs::rename(m_path, m_final, failed);
        if (failed)
            throw Error{ErrorKind::io, Message(MessageId::fileCannotBeWritten, {m_final.string(), failed.message()})};
        sync(m_final.parent_path().empty() ? fs::path(".") : m_final.parent_path(), O_RDONLY | O_DIRECTORY);
    }

private:
    static void sync(const fs::path& path, int flags) {
        const int descriptor = ::open(path.c_str(), flags | O_CLOEXEC);
        const bool failed = descriptor < 0 || (::fsync(descriptor) != 0 && errno != EINVAL); // a folder may not know how
        const int reason = errno;
        if (descriptor >= 0)
            ::close(descriptor);
        if (failed)
            throw Error{reason == ENOSPC || reason == EDQUOT ? ErrorKind::noSpace : ErrorKind::io,
                        Message(MessageId::fileCannotBeWritten, {path.string(), std::strerror(reason)})};
    }

    fs::path m_final, m_path;
};

void refuseToOverwrite(const fs::path& file) {
    std::error_code ignored;
    if (!fs::exists(fs::symlink_status(file, ignored)))
        return;
    const auto header = fs::is_regular_file(file, ignored) ? readExportHeader(file) : std::nullopt;
    if (!header || header->application != kExportId)
        throw Error{ErrorKind::usage, Message(MessageId::exportNoExport, {file.string()})};
}

bool hasLog(SQLite::Database& connection) { return connection.execAndGet("PRAGMA journal_mode").getString() == "wal"; }

/// With a log a snapshot is copied, and others may write meanwhile. Without one (shared_disk.h) others would have to wait
/// until the end; so they may write between two steps, and the copy then begins again, a few times.
bool copyPages(Database& from, SQLite::Database& to, const std::stop_token& stop, const WorkDone& progress) {
    std::optional<SQLite::Transaction> snapshot;
    if (hasLog(from.connection())) {
        snapshot.emplace(from.connection());
        from.connection().execAndGet("SELECT count(*) FROM library");
    }
    SQLite::Backup backup(to, from.connection());
    int left = std::numeric_limits<int>::max();
    for (int beginnings = 0; !stop.stop_requested();) {
        const int result = backup.executeStep(kPagesAtATime);
        const auto total = static_cast<std::size_t>(backup.getTotalPageCount());
        progress(total - static_cast<std::size_t>(backup.getRemainingPageCount()), total);
        if (result == SQLITE_DONE)
            return true;
        if (result != SQLITE_OK)
            throw Error{ErrorKind::busy, MessageId::databaseBusy};
        const int before = std::exchange(left, backup.getRemainingPageCount());
        if (left >= before && ++beginnings == kMostBeginnings)
            throw Error{ErrorKind::busy, MessageId::exportBusy};
    }
    return false;
}

/// One file without a log beside it, without what the listener said of songs (which leaves this computer in no way), marked as an
/// export, and sound.
void seal(const fs::path& file) {
    SQLite::Database copy(file.string(), SQLite::OPEN_READWRITE);
    copy.exec("PRAGMA journal_mode = DELETE");
    copy.exec("PRAGMA secure_delete = ON");
    copy.exec("DELETE FROM feedback");
    copy.exec("DELETE FROM chosen_cover WHERE name NOT IN (SELECT value FROM correction)");
    for (const char* table : {"radio", "radio_song", "radio_note", "radio_reason", "brought", "brought_song", "brought_playlist"})
        copy.exec(std::string("DELETE FROM ") + table);
    copy.exec("PRAGMA application_id = " + std::to_string(kExportId));
    if (copy.execAndGet("PRAGMA quick_check(1)").getString() != "ok")
        throw Error{ErrorKind::badFile, MessageId::exportDatabaseBroken};
}

} // namespace

bool exportLibraries(Database& from, const fs::path& file, const std::stop_token& stop, const WorkDone& progress) {
    refuseToOverwrite(file);
    try {
        PartFile part(file);
        {
            SQLite::Database copy(part.path().string(), SQLite::OPEN_READWRITE);
            copy.exec("PRAGMA journal_mode = OFF");
            copy.exec("PRAGMA synchronous = OFF"); // it is made safe at the end, all at once
            if (!copyPages(from, copy, stop, progress))
                return false;
        }
        seal(part.path());
        part.keep();
        return true;
    } catch (const SQLite::Exception& exception) {
        const int code = exception.getErrorCode() & 0xFF; // the backup tells more than the kind
        if (code == SQLITE_FULL || code == SQLITE_IOERR)
            throw Error{ErrorKind::noSpace, Message(MessageId::exportNoRoom, {file.string(), exception.what()})};
        throw toError(exception, "exporting to " + file.string());
    }
}

} // namespace segue::store
