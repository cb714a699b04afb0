// SPDX-License-Identifier: GPL-3.0-or-later
#include "engine/store/foreign/foreign_database.h"

#include "engine/store/database/sqlite_error.h"

#include <SQLiteCpp/Column.h>
#include <SQLiteCpp/Database.h>
#include <SQLiteCpp/Statement.h>

#include <algorithm>
#include <array>
#include <fstream>
#include <sqlite3.h>
#include <system_error>
#include <utility>

namespace segue::store {

namespace fs = std::filesystem;

namespace {

constexpr int kPatienceMs = 3000; ///< with a player that writes
constexpr int kLongestForeignValue = 1 << 20;
constexpr int kForeignSteps = 100'000;
constexpr std::string_view kMagic{"SQLite format 3\0", 16};
constexpr std::size_t kWriteVersion = 18; ///< where the header says whether there is a log
constexpr char kWithLog = 2;

int shouldEnd(void* stop) { return static_cast<std::stop_token*>(stop)->stop_requested() ? 1 : 0; }

std::array<char, 100> headerOf(const fs::path& file) {
    std::array<char, 100> header{};
    std::ifstream stream(file, std::ios::binary);
    if (!stream)
        throw Error{ErrorKind::io, Message(MessageId::fileCannotBeRead, {file.string(), std::generic_category().message(errno)})};
    stream.read(header.data(), header.size());
    return header;
}

/// How long the file is by its own header; 0: the header does not say.
std::uintmax_t lengthBy(const std::array<char, 100>& header) {
    const auto number = [&](std::size_t at, std::size_t bytes) {
        std::uintmax_t value = 0;
        for (std::size_t i = 0; i < bytes; ++i)
            value = value << 8U | static_cast<unsigned char>(header[at + i]);
        return value;
    };
    const auto page = number(16, 2) == 1 ? 65'536 : number(16, 2);
    return number(24, 4) == number(92, 4) ? page * number(28, 4) : 0;
}

/// Nothing in the file runs.
void hardenForeign(SQLite::Database& connection, std::stop_token& stop) {
    sqlite3* handle = connection.getHandle();
    const std::pair<int, int> switches[] = {{SQLITE_DBCONFIG_DEFENSIVE, 1},
                                            {SQLITE_DBCONFIG_TRUSTED_SCHEMA, 0},
                                            {SQLITE_DBCONFIG_ENABLE_TRIGGER, 0},
                                            {SQLITE_DBCONFIG_ENABLE_VIEW, 0},
                                            {SQLITE_DBCONFIG_ENABLE_LOAD_EXTENSION, 0}};
    for (const auto& [what, on] : switches)
        sqlite3_db_config(handle, what, on, static_cast<int*>(nullptr));
    sqlite3_limit(handle, SQLITE_LIMIT_LENGTH, kLongestForeignValue);
    sqlite3_limit(handle, SQLITE_LIMIT_ATTACHED, 0);
    sqlite3_progress_handler(handle, kForeignSteps, shouldEnd, &stop);
}

} // namespace

ForeignDatabase::ForeignDatabase(fs::path file, BringSource source, std::stop_token stop)
    : m_file(std::move(file))
    , m_source(source)
    , m_stop(std::move(stop)) {
    std::error_code failed;
    const auto status = fs::status(m_file, failed);
    if (!fs::exists(status))
        throw Error{ErrorKind::io, Message(MessageId::fileNotThere, {m_file.string()})};
    if (!fs::is_regular_file(status))
        throw Error{ErrorKind::io, Message(MessageId::fileIsNoFile, {m_file.string()})};
    const auto header = headerOf(m_file);
    if (!std::equal(kMagic.begin(), kMagic.end(), header.begin()) || fs::file_size(m_file, failed) < lengthBy(header))
        throw Error{ErrorKind::badFile, Message(MessageId::bringDamaged, {m_file.string(), playerName(m_source), "SQLite"})};
    guardedForeign([&] {
        if (header[kWriteVersion] == kWithLog)
            copyWithLog();
        const auto name = m_scratch ? m_scratch->path() / "copy.db" : m_file;
        m_connection = std::make_unique<SQLite::Database>(name.string(), m_scratch ? SQLite::OPEN_READWRITE : SQLite::OPEN_READONLY,
                                                          kPatienceMs);
        hardenForeign(*m_connection, m_stop);
        m_connection->execAndGet("SELECT count(*) FROM sqlite_schema"); // takes the lock, and reads something
    });
}

ForeignDatabase::~ForeignDatabase() = default;

/// A reader of a log would make a file beside it. What the player writes meanwhile may tear the copy, which SQLite then notices.
void ForeignDatabase::copyWithLog() {
    const auto& folder = m_scratch.emplace("segue-bring").path();
    std::error_code failed;
    auto log = m_file;
    log += "-wal";
    fs::copy_file(m_file, folder / "copy.db", failed);
    if (!failed && fs::exists(log))
        fs::copy_file(log, folder / "copy.db-wal", failed);
    if (!failed) {
        fs::permissions(folder / "copy.db", fs::perms::owner_read | fs::perms::owner_write, failed);
        return;
    }
    const auto kind = failed == std::errc::no_space_on_device ? ErrorKind::noSpace : ErrorKind::io;
    throw Error{kind, Message(MessageId::bringNoCopy, {m_file.string(), folder.string(), failed.message()})};
}

template <typename Work>
auto ForeignDatabase::guardedForeign(Work&& work) -> decltype(work()) {
    try {
        return work();
    } catch (const SQLite::Exception& exception) {
        const int code = exception.getErrorCode() & 0xFF;
        if (code == SQLITE_BUSY || code == SQLITE_LOCKED)
            throw Error{ErrorKind::busy, Message(MessageId::bringLocked, {m_file.string(), playerName(m_source)})};
        if (code == SQLITE_FULL)
            throw toError(exception, "reading " + m_file.string());
        throw Error{ErrorKind::badFile,
                    Message(MessageId::bringDamaged, {m_file.string(), playerName(m_source), exception.what()})};
    }
}

std::set<std::string> ForeignDatabase::columnsOf(const std::string& table) {
    return guardedForeign([&] {
        std::set<std::string> columns;
        SQLite::Statement select(*m_connection, "SELECT lower(name) FROM pragma_table_info(?)");
        select.bind(1, table);
        while (select.executeStep())
            columns.insert(select.getColumn(0).getString());
        return columns;
    });
}

bool ForeignDatabase::forEach(const std::string& select, const std::function<void(SQLite::Statement& row)>& visit) {
    try {
        guardedForeign([&] {
            SQLite::Statement statement(*m_connection, select);
            while (!m_stop.stop_requested() && statement.executeStep())
                visit(statement);
        });
    } catch (const Error&) {
        if (!m_stop.stop_requested()) // else it was interrupted
            throw;
    }
    return !m_stop.stop_requested();
}

void ForeignDatabase::refuseVersion() const {
    throw Error{ErrorKind::badFile, Message(MessageId::bringOtherVersion, {m_file.string(), playerName(m_source)})};
}

} // namespace segue::store
