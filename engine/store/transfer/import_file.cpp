// SPDX-License-Identifier: GPL-3.0-or-later
#include "engine/store/transfer/import_file.h"

#include "engine/store/database/database.h"
#include "engine/store/database/schema.h"
#include "engine/store/database/sqlite_error.h"
#include "engine/store/transfer/export_header.h"
#include "engine/store/transfer/library_export.h"

#include <SQLiteCpp/Database.h>
#include <SQLiteCpp/Statement.h>
#include <SQLiteCpp/Transaction.h>

#include <algorithm>
#include <array>
#include <cctype>
#include <set>
#include <sqlite3.h>
#include <system_error>

namespace segue::store {

namespace fs = std::filesystem;

namespace {

constexpr int kLongestValue = 8 << 20;     // bytes; the parts of a long queue are the longest that Segue writes
constexpr int kLongestStatement = 1 << 20; // bytes, in the file's table of tables
constexpr int kStepsBetweenChecks = 100'000;
constexpr std::array kImported{"library",      "track",      "recording",       "model",       "analysis",  "hear_again",
                               "sound",        "outline",    "outline_failure", "fingerprint", "failure",   "listening",
                               "genre_answer", "genre_pair", "chosen_cover",    "file_tag",    "correction"};

int shouldStop(void* stop) { return static_cast<std::stop_token*>(stop)->stop_requested() ? 1 : 0; }

/// Makes sure that nothing in the file runs, and that no value is larger than any of Segue's.
void harden(SQLite::Database& connection, std::stop_token& stop) {
    sqlite3* handle = connection.getHandle();
    const std::pair<int, int> switches[] = {{SQLITE_DBCONFIG_DEFENSIVE, 1},
                                            {SQLITE_DBCONFIG_TRUSTED_SCHEMA, 0},
                                            {SQLITE_DBCONFIG_ENABLE_TRIGGER, 0},
                                            {SQLITE_DBCONFIG_ENABLE_VIEW, 0},
                                            {SQLITE_DBCONFIG_ENABLE_LOAD_EXTENSION, 0}};
    for (const auto& [what, on] : switches)
        sqlite3_db_config(handle, what, on, static_cast<int*>(nullptr));
    sqlite3_limit(handle, SQLITE_LIMIT_LENGTH, kLongestValue);
    sqlite3_limit(handle, SQLITE_LIMIT_SQL_LENGTH, kLongestStatement);
    sqlite3_limit(handle, SQLITE_LIMIT_ATTACHED, 0);
    sqlite3_progress_handler(handle, kStepsBetweenChecks, shouldStop, &stop);
    connection.exec("PRAGMA cell_size_check = ON");
}

void migrate(SQLite::Database& connection, int from) {
    SQLite::Transaction transaction(connection);
    for (int version = from; version < Database::kSchemaVersion; ++version)
        connection.exec(migrations()[static_cast<std::size_t>(version)]);
    connection.exec("PRAGMA user_version = " + std::to_string(Database::kSchemaVersion));
    transaction.commit();
}

/// What a database holds beside its rows: the name of each table, index, view and trigger, and the words that made it, from
/// which SQLite reads all that it is (columns, checks, expressions of indices).
using Structure = std::set<std::pair<std::string, std::string>>;

Structure structureOf(SQLite::Database& connection) {
    Structure found;
    SQLite::Statement objects(connection, "SELECT type, name, tbl_name, sql FROM sqlite_schema");
    while (objects.executeStep()) {
        const auto words = [&](int column) { return std::string(objects.getColumn(column).getText()); };
        found.emplace(words(0) + " " + words(1) + " of " + words(2), words(3));
    }
    return found;
}

/// SQLite's own statistics of how the values of tables are spread, which any database may have.
Structure statistics() {
    return {{"table sqlite_stat1 of sqlite_stat1", "CREATE TABLE sqlite_stat1(tbl,idx,stat)"},
            {"table sqlite_stat4 of sqlite_stat4", "CREATE TABLE sqlite_stat4(tbl,idx,neq,nlt,ndlt,sample)"}};
}

bool mayBeOf(char kind, int type) {
    switch (std::tolower(static_cast<unsigned char>(kind))) {
    case 'i':
        return type == SQLITE_INTEGER;
    case 'r':
        return type == SQLITE_FLOAT || type == SQLITE_INTEGER;
    case 't':
        return type == SQLITE_TEXT;
    default:
        return type == SQLITE_BLOB;
    }
}

Value valueOf(const SQLite::Column& column, char kind) {
    switch (std::tolower(static_cast<unsigned char>(kind))) {
    case 'i':
        return column.getInt64();
    case 'r':
        return column.getDouble();
    case 't':
        return column.getString();
    default:
        return Bytes{column.getString()};
    }
}

} // namespace

ImportFile::ImportFile(const fs::path& file, const fs::path& scratch, const std::stop_token& stop)
    : m_path(file)
    , m_stop(stop) {
    const auto header = readExportHeader(file);
    if (!header || header->application != kExportId || header->usesLog || header->schema == 0)
        refuse("it was not written by \"export\"");
    if (!header->isWhole)
        refuse("it is not as long as it says; part of it was lost on the way");
    if (header->schema > static_cast<std::uint32_t>(Database::kSchemaVersion))
        throw Error{ErrorKind::newer, Message(MessageId::importNewer, {file.string()})};
    const int schema = static_cast<int>(header->schema);
    try {
        if (schema < Database::kSchemaVersion) {
            m_copy.path = scratch;
            std::error_code failed;
            fs::copy_file(file, scratch, fs::copy_options::overwrite_existing, failed);
            if (failed)
                throw Error{failed == std::errc::no_space_on_device ? ErrorKind::noSpace : ErrorKind::io,
                            Message(MessageId::importNoRoom, {file.string(), scratch.string(), failed.message()})};
        }
        open();
        checkTables(schema);
        checkSound();
        if (m_stop.stop_requested())
            throw ImportStopped{}; // a small file is looked through before it is asked
        if (schema < Database::kSchemaVersion)
            migrate(*m_connection, schema);
    } catch (const SQLite::Exception& exception) {
        if (m_stop.stop_requested())
            throw ImportStopped{};
        if (exception.getErrorCode() == SQLITE_FULL)
            throw toError(exception, "copying " + file.string());
        refuse(exception.what());
    }
}

ImportFile::~ImportFile() = default;

ImportFile::Copy::~Copy() {
    std::error_code ignored;
    if (!path.empty())
        for (const char* end : {"", "-journal"})
            fs::remove(path.string() + end, ignored);
}

void ImportFile::open() {
    m_connection = m_copy.path.empty() ? std::make_unique<SQLite::Database>(m_path.string(), SQLite::OPEN_READONLY)
                                       : std::make_unique<SQLite::Database>(m_copy.path.string(), SQLite::OPEN_READWRITE);
    harden(*m_connection, m_stop);
}

/// A file with more or fewer tables than its version has was made by something else. Checked before anything is evaluated: an
/// index or a check may hold an expression that takes hours.
void ImportFile::checkTables(int schema) const {
    SQLite::Database plain(":memory:", SQLite::OPEN_READWRITE | SQLite::OPEN_CREATE);
    for (int version = 0; version < schema; ++version)
        plain.exec(migrations()[static_cast<std::size_t>(version)]);
    const auto expected = structureOf(plain), allowed = statistics(), found = structureOf(*m_connection);
    for (const auto& one : found)
        if (!expected.contains(one) && !allowed.contains(one))
            refuse("it holds something that Segue does not write (" + one.first.substr(0, 80) + ")");
    for (const auto& one : expected)
        if (!found.contains(one))
            refuse("it lacks something that Segue writes (" + one.first + ")");
}

void ImportFile::checkSound() const {
    if (const auto found = m_connection->execAndGet("PRAGMA integrity_check(1)").getString(); found != "ok")
        refuse("it is damaged (" + found.substr(0, 200) + ")");
}

std::size_t ImportFile::rows() const {
    std::size_t rows = 0;
    for (const char* table : kImported)
        rows += static_cast<std::size_t>(m_connection->execAndGet("SELECT count(*) FROM " + std::string(table)).getInt64());
    return rows;
}

void ImportFile::refuse(const std::string& why) const {
    throw Error{ErrorKind::badFile, Message(MessageId::importRefused, {m_path.string(), why})};
}

struct ImportFile::Reader::Statement {
    SQLite::Statement select;
};

ImportFile::Reader::Reader(const ImportFile& file, const std::string& select, const std::string& kinds)
    : m_file(file)
    , m_kinds(kinds)
    , m_statement(std::make_unique<Statement>(Statement{SQLite::Statement(*file.m_connection, select)}))
    , m_values(kinds.size()) {}

ImportFile::Reader::~Reader() = default;

Values* ImportFile::Reader::next() {
    if (m_file.m_stop.stop_requested())
        throw ImportStopped{};
    auto& row = m_statement->select;
    try {
        if (!row.executeStep())
            return nullptr;
    } catch (const SQLite::Exception& exception) {
        if (m_file.m_stop.stop_requested())
            throw ImportStopped{};
        m_file.refuse(exception.what());
    }
    for (std::size_t i = 0; i < m_kinds.size(); ++i) {
        const auto column = row.getColumn(static_cast<int>(i));
        const bool mayBeNull = std::isupper(static_cast<unsigned char>(m_kinds[i])) != 0;
        if (column.isNull() && mayBeNull)
            m_values[i] = std::monostate{};
        else if (mayBeOf(m_kinds[i], column.getType()))
            m_values[i] = valueOf(column, m_kinds[i]);
        else
            m_file.refuse(std::string("the column ") + column.getName() + " holds what Segue does not write");
    }
    return &m_values;
}

} // namespace segue::store
