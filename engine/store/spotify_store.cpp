// SPDX-License-Identifier: GPL-3.0-or-later
#include "engine/store/spotify_store.h"

#include "engine/store/database/columns.h"
#include "engine/store/database/shared_disk.h"
#include "engine/store/spotify_connection.h"
#include "engine/store/spotify_schema.h"

#include <SQLiteCpp/Transaction.h>

#include <algorithm>
#include <charconv>
#include <set>
#include <system_error>

namespace segue::store {

namespace {

constexpr int kSpotifyBusyTimeoutMs = 5000;
constexpr std::string_view kEnding = ".db";

std::filesystem::path fileOf(const std::filesystem::path& folder, SpotifySourceId source) {
    return folder / (std::to_string(source) + std::string(kEnding));
}

/// The source whose file has that name; 0: it is another file.
SpotifySourceId sourceNamed(std::string_view name) {
    if (!name.ends_with(kEnding))
        return 0;
    name.remove_suffix(kEnding.size());
    SpotifySourceId id = 0;
    const auto [end, error] = std::from_chars(name.data(), name.data() + name.size(), id);
    // "007.db" is not what fileOf() makes.
    return error == std::errc() && end == name.data() + name.size() && id > 0 && std::to_string(id) == name ? id : 0;
}

/// Everything in a database, as SQL.
std::set<std::string> shapeOf(SQLite::Database& database) {
    std::set<std::string> shape;
    SQLite::Statement select(database, "SELECT sql FROM sqlite_master WHERE sql IS NOT NULL AND name NOT LIKE 'sqlite_%'");
    while (select.executeStep())
        shape.insert(select.getColumn(0).getString());
    return shape;
}

std::string wholeSchema() { return std::string(kSpotifySchema) + std::string(kSpotifyPlayerSchema); }

std::set<std::string> shapeOfSchema(const std::string& schema) {
    SQLite::Database fresh(":memory:", SQLite::OPEN_READWRITE | SQLite::OPEN_CREATE);
    fresh.exec(schema);
    return shapeOf(fresh);
}

std::string versionIs(int version) { return "PRAGMA user_version = " + std::to_string(version); }

/// Carries out what brings a file of that version to today's, unless another connection was faster.
void bringFrom(SQLite::Database& database, int version, const std::string& schema) {
    SQLite::Transaction transaction(database, SQLite::TransactionBehavior::IMMEDIATE);
    if (database.execAndGet("PRAGMA user_version").getInt() == version)
        database.exec(schema + versionIs(kSpotifySchemaVersion));
    transaction.commit();
}

/// Makes the tables in a file that is empty, or sees that they are there.
void bringUpToDate(SQLite::Database& database, SpotifySourceId source, Access access) {
    static const auto kWanted = shapeOfSchema(wholeSchema()), kFirst = shapeOfSchema(std::string(kSpotifySchema));
    const int version = database.execAndGet("PRAGMA user_version").getInt();
    if (version > kSpotifySchemaVersion)
        throw Error{ErrorKind::newer, Message(MessageId::spotifyStoreNewer, {std::to_string(source)})};
    const auto shape = shapeOf(database);
    if (version == 0 && shape.empty() && access == Access::write)
        return bringFrom(database, 0, wholeSchema());
    const bool isFirst = version == 1 && shape == kFirst; // whoever only reads takes it as it is
    if (isFirst && access == Access::write)
        bringFrom(database, 1, std::string(kSpotifyPlayerSchema));
    if ((shape != kWanted && !isFirst) || database.execAndGet("SELECT count(*) FROM source").getInt() != 1)
        throwSpotifyDamaged(source);
}

void makeFolder(const std::filesystem::path& folder) {
    std::error_code failed;
    if (std::filesystem::create_directories(folder, failed)) // what the listener likes is nobody else's
        std::filesystem::permissions(folder, std::filesystem::perms::owner_all, failed);
    if (failed)
        throw Error{ErrorKind::io, Message(MessageId::folderCannotBeMade, {folder.string(), failed.message()})};
}

} // namespace

void throwSpotifyDamaged(SpotifySourceId source) {
    throw Error{ErrorKind::damaged, Message(MessageId::spotifyStoreDamaged, {std::to_string(source)})};
}

SpotifyStore::Connection::Connection(const std::filesystem::path& folder, SpotifySourceId source, Access access)
    : m_id(source) {
    const bool isWriting = access == Access::write;
    if (isWriting)
        makeFolder(folder);
    const auto file = fileOf(folder, source);
    guardedSpotify(source, "opening what is known of Spotify", [&] {
        const int flags = SQLite::OPEN_READWRITE | (isWriting ? SQLite::OPEN_CREATE : 0);
        m_database = std::make_unique<SQLite::Database>(file.string(), flags, kSpotifyBusyTimeoutMs);
        if (isWriting) {
            // What is deleted is overwritten, so that nothing of it can be found in the file.
            m_database->exec("PRAGMA secure_delete = ON");
            m_database->exec(isOnSharedDisk(file) ? "PRAGMA journal_mode = DELETE" : "PRAGMA journal_mode = WAL");
            m_database->exec("PRAGMA synchronous = NORMAL");
        }
        m_database->exec("PRAGMA foreign_keys = ON");
        m_database->exec("PRAGMA temp_store = MEMORY");
        bringUpToDate(*m_database, source, access);
        if (!isWriting)
            m_database->exec("PRAGMA query_only = ON");
    });
}

void SpotifyStore::Connection::emptyLog() {
    // Another connection may be reading; then its end, or the next time, does it.
    static_cast<void>(m_database->tryExec("PRAGMA wal_checkpoint(TRUNCATE)"));
}

SpotifyStore::SpotifyStore(const std::filesystem::path& folder, SpotifySourceId source, Access access)
    : m_connection(std::make_unique<Connection>(folder, source, access)) {}
SpotifyStore::~SpotifyStore() = default;
SpotifyStore::SpotifyStore(SpotifyStore&&) noexcept = default;
SpotifyStore& SpotifyStore::operator=(SpotifyStore&&) noexcept = default;

std::vector<SpotifySourceId> SpotifyStore::sources(const std::filesystem::path& folder) {
    std::vector<SpotifySourceId> sources;
    std::error_code failed;
    for (auto entry = std::filesystem::directory_iterator(folder, failed);
         !failed && entry != std::filesystem::directory_iterator(); entry.increment(failed)) {
        if (const auto id = sourceNamed(entry->path().filename().string()); id > 0)
            sources.push_back(id);
    }
    if (failed && failed != std::errc::no_such_file_or_directory)
        throw Error{ErrorKind::io, Message(MessageId::fileCannotBeRead, {folder.string(), failed.message()})};
    std::ranges::sort(sources);
    return sources;
}

void SpotifyStore::remove(const std::filesystem::path& folder, SpotifySourceId source) {
    const auto file = fileOf(folder, source);
    // The database last: while it is there, the source is, and can be removed again.
    for (const char* companion : {"-journal", "-wal", "-shm", ""}) {
        std::error_code failed;
        const auto name = file.string() + companion;
        std::filesystem::remove(name, failed);
        if (failed)
            throw Error{ErrorKind::io, Message(MessageId::fileCannotBeRemoved, {name, failed.message()})};
    }
    std::error_code ignored;
    if (std::filesystem::is_empty(folder, ignored))
        std::filesystem::remove(folder, ignored);
}

SpotifySource SpotifyStore::source() {
    const auto id = m_connection->id();
    auto source = guardedSpotify(id, "reading what is known of Spotify", [&] {
        auto select = m_connection->prepare(R"sql(
            SELECT kind, name, account, client_id, state, problem, at, until, sign_in_ends, secret, file,
                   episodes, nameless, twice, unreadable, other, songs, here FROM source)sql");
        if (!select.executeStep())
            throwSpotifyDamaged(id);
        const auto text = [&](int column) { return select.getColumn(column).getString(); };
        const auto count = [&](int column) {
            return static_cast<std::size_t>(std::max<std::int64_t>(0, select.getColumn(column).getInt64()));
        };
        SpotifySource read;
        read.id = id;
        read.kind = enumOf(select.getColumn(0), SpotifyKind::account, id);
        read.name = text(1);
        read.account = text(2);
        read.clientId = text(3);
        read.state = enumOf(select.getColumn(4), SpotifyState::signedOut, id);
        read.problem = text(5).empty() ? Message() : Message::fromCode(text(5));
        read.at = timeOf(select.getColumn(6));
        read.until = timeOf(select.getColumn(7));
        read.signInEnds = timeOf(select.getColumn(8));
        read.secret = enumOf(select.getColumn(9), SpotifySecret::sessionOnly, id);
        read.file = std::string(bytesOf(select.getColumn(10)));
        read.skipped = {
            .episodes = count(11), .nameless = count(12), .twice = count(13), .unreadable = count(14), .other = count(15)};
        read.songs = count(16);
        read.here = count(17);
        return read;
    });
    for (auto& list : lists())
        source.lists.push_back(std::move(list.list));
    return source;
}

void writeSpotifySource(SQLite::Database& database, const SpotifySource& source) {
    SQLite::Statement update(database, R"sql(
        UPDATE source SET kind = ?, name = ?, account = ?, client_id = ?, state = ?, problem = ?, at = ?, until = ?,
            sign_in_ends = ?, secret = ?, file = ?, episodes = ?, nameless = ?, twice = ?, unreadable = ?, other = ?)sql");
    update.bind(1, static_cast<int>(source.kind));
    update.bind(2, source.name);
    update.bind(3, source.account);
    update.bind(4, source.clientId);
    update.bind(5, static_cast<int>(source.state));
    update.bind(6, source.problem.code());
    update.bind(7, secondsOf(source.at));
    update.bind(8, secondsOf(source.until));
    update.bind(9, secondsOf(source.signInEnds));
    update.bind(10, static_cast<int>(source.secret));
    bindPath(update, 11, source.file);
    int column = 12;
    for (const auto count :
         {source.skipped.episodes, source.skipped.nameless, source.skipped.twice, source.skipped.unreadable, source.skipped.other})
        update.bind(column++, static_cast<std::int64_t>(count));
    update.exec();
}

void SpotifyStore::setSource(const SpotifySource& source) {
    guardedSpotify(m_connection->id(), "storing what is known of Spotify",
                   [&] { writeSpotifySource(m_connection->database(), source); });
}

SpotifyAccountFacts SpotifyStore::account() {
    const auto id = m_connection->id();
    return guardedSpotify(id, "reading what is known of Spotify", [&] {
        auto select = m_connection->prepare("SELECT account_id, authorized, blocked_until, port, asked FROM source");
        if (!select.executeStep())
            throwSpotifyDamaged(id);
        SpotifyAccountFacts facts{.accountId = select.getColumn(0).getString(),
                                  .authorized = timeOf(select.getColumn(1)),
                                  .blockedUntil = timeOf(select.getColumn(2)),
                                  .asked = {},
                                  .port = static_cast<std::uint16_t>(select.getColumn(3).getInt())};
        for (const auto seconds : numbersOf(select.getColumn(4)))
            facts.asked.emplace_back(std::chrono::seconds{seconds});
        return facts;
    });
}

void SpotifyStore::setAccount(const SpotifyAccountFacts& facts) {
    guardedSpotify(m_connection->id(), "storing what is known of Spotify", [&] {
        auto update =
            m_connection->prepare("UPDATE source SET account_id = ?, authorized = ?, blocked_until = ?, port = ?, asked = ?");
        std::vector<std::int64_t> asked;
        std::ranges::transform(facts.asked, std::back_inserter(asked), secondsOf);
        update.bind(1, facts.accountId);
        update.bind(2, secondsOf(facts.authorized));
        update.bind(3, secondsOf(facts.blockedUntil));
        update.bind(4, static_cast<int>(facts.port));
        bindNumbers(update, 5, asked);
        update.exec();
    });
}

SpotifyPlayerFacts SpotifyStore::player() {
    const auto id = m_connection->id();
    return guardedSpotify(id, "reading what is known of Spotify", [&] {
        if (!m_connection->database().tableExists("player"))
            return SpotifyPlayerFacts();
        auto select = m_connection->prepare("SELECT is_wanted, granted, blocked_until, asked FROM player");
        if (!select.executeStep())
            throwSpotifyDamaged(id);
        SpotifyPlayerFacts facts{.isWanted = select.getColumn(0).getInt() != 0,
                                 .granted = select.getColumn(1).getString(),
                                 .blockedUntil = timeOf(select.getColumn(2)),
                                 .asked = {}};
        for (const auto seconds : numbersOf(select.getColumn(3)))
            facts.asked.emplace_back(std::chrono::seconds{seconds});
        return facts;
    });
}

void SpotifyStore::allowPlayer(bool isWanted) {
    guardedSpotify(m_connection->id(), "storing what is known of Spotify", [&] {
        auto update = m_connection->prepare("UPDATE player SET is_wanted = ?");
        update.bind(1, isWanted ? 1 : 0);
        update.exec();
    });
}

void SpotifyStore::setPlayerGranted(const std::string& granted) {
    guardedSpotify(m_connection->id(), "storing what is known of Spotify", [&] {
        auto update = m_connection->prepare("UPDATE player SET granted = ?");
        update.bind(1, granted);
        update.exec();
    });
}

void SpotifyStore::setPlayerBlocked(std::chrono::sys_seconds until) {
    guardedSpotify(m_connection->id(), "storing what is known of Spotify", [&] {
        auto update = m_connection->prepare("UPDATE player SET blocked_until = ?");
        update.bind(1, secondsOf(until));
        update.exec();
    });
}

void SpotifyStore::setPlayerAsked(const std::vector<std::chrono::sys_seconds>& asked) {
    guardedSpotify(m_connection->id(), "storing what is known of Spotify", [&] {
        auto update = m_connection->prepare("UPDATE player SET asked = ?");
        std::vector<std::int64_t> times;
        std::ranges::transform(asked, std::back_inserter(times), secondsOf);
        bindNumbers(update, 1, times);
        update.exec();
    });
}

} // namespace segue::store
