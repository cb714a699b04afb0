// SPDX-License-Identifier: GPL-3.0-or-later
#include "engine/store/database/shared_disk.h"
#include "engine/store/database/writer.h"
#include "engine/store/library_store.h"
#include "engine/words/error.h"
#include "tests/support/files.h"
#include "tests/support/said.h"
#include "tests/support/small_disk.h"
#include "tests/support/temporary_folder.h"

#include <SQLiteCpp/Database.h>
#include <SQLiteCpp/Statement.h>
#include <catch2/catch.hpp>

#include <cerrno>
#include <linux/magic.h>
#include <sys/file.h>
#include <sys/stat.h>
#include <sys/syscall.h>
#include <unistd.h>

using namespace segue;
using namespace segue::store;

namespace {

int g_lockFails = 0; ///< with this error number; 0: it does not

} // namespace

/// In the place of the system's: no disk that a test can make refuses locks.
extern "C" int flock(int descriptor, int operation) noexcept {
    if (g_lockFails == 0)
        return static_cast<int>(::syscall(SYS_flock, descriptor, operation));
    errno = g_lockFails;
    return -1;
}

namespace fs = std::filesystem;

namespace {

constexpr std::size_t kDiskBytes = 4U << 20U;
const std::string kBefore = ".before-v" + std::to_string(Database::kSchemaVersion);

/// An Error's kind and words; nothing if there was none.
template <typename Work>
std::optional<Error> errorOf(Work&& work) {
    try {
        work();
    } catch (const Error& error) {
        return error;
    }
    return std::nullopt;
}

std::optional<Error> errorOfOpening(const fs::path& file) {
    return errorOf([&] { const Database database(file, Access::write); });
}

/// A database of the first schema with as many songs; each takes about a kilobyte.
void writeOld(const fs::path& file, int songs) {
    SQLite::Database old(file.string(), SQLite::OPEN_READWRITE | SQLite::OPEN_CREATE);
    old.exec(test::readBytes(fs::path(SEGUE_SOURCE_DIR) / "tests/store/fixtures/schema-1.sql"));
    SQLite::Statement insert(old,
                             "INSERT INTO track SELECT 100 + ?1, 1, CAST('song' || ?1 AS BLOB), 1, 1, NULL, hex(zeroblob(500)), "
                             "'', '', '', '', 0, 0, 0, 0");
    old.exec("BEGIN");
    for (int i = 0; i < songs; ++i) {
        insert.bind(1, i);
        insert.exec();
        insert.reset();
    }
    old.exec("COMMIT");
}

int numberOf(const fs::path& file, const std::string& question) {
    return SQLite::Database(file.string()).execAndGet(question).getInt();
}

void addUntilFull(Writer& writer, std::optional<Error>& error) {
    for (int i = 0; i < 10'000 && !error; ++i)
        error = errorOf([&] {
            writer.run([i](Database& database) { LibraryStore(database).add(std::string(2000, 'x'), "/" + std::to_string(i)); })
                .get();
        });
}

std::size_t librariesIn(const fs::path& file) {
    Database database(file, Access::read);
    CHECK(database.connection().execAndGet("PRAGMA integrity_check").getString() == "ok");
    return LibraryStore(database).all().size();
}

/// What opening and reading everything says of a database whose bytes were changed.
std::optional<Error> errorOfReading(const fs::path& file) {
    return errorOf([&] {
        Database database(file, Access::write);
        static_cast<void>(LibraryStore(database).all());
    });
}

/// A database of several hundred pages, closed.
std::string manyLibraries(const fs::path& file) {
    {
        Database database(file, Access::write);
        for (int i = 0; i < 500; ++i)
            LibraryStore(database).add(std::string(1000, 'n'), "/" + std::to_string(i));
    }
    return test::readBytes(file);
}

} // namespace

TEST_CASE("on a full disk a change is refused with a sentence, what was stored stays, and with space it goes on") {
    const test::TemporaryFolder folder;
    const auto disk = test::SmallDisk::mount(folder / "disk", kDiskBytes);
    if (!disk) {
        WARN("skipped: only root can make a small disk");
        return;
    }
    const auto file = disk->path() / "segue.db";
    Writer writer(Database(file, Access::write));
    writer.run([](Database& database) { LibraryStore(database).add("first", "/first"); }).get();
    disk->fill();
    std::optional<Error> error;
    addUntilFull(writer, error);
    REQUIRE(error);
    INFO(segue::test::said(*error));
    CHECK(error->kind() == ErrorKind::noSpace);
    CHECK(std::string(segue::test::said(*error)).find("Free some disk space") != std::string::npos);
    const auto stored = librariesIn(file);
    CHECK(stored >= 1);
    disk->clear();
    writer.run([](Database& database) { LibraryStore(database).add("last", "/last"); }).get();
    CHECK(librariesIn(file) == stored + 1);
}

TEST_CASE("where one job fills the disk, those that share its transaction say so too, and none of them is half there") {
    const test::TemporaryFolder folder;
    Database database(folder / "segue.db", Access::write);
    auto* connection = &database.connection();
    Writer writer(std::move(database));
    writer
        .run([&](Database&) {
            connection->exec("PRAGMA max_page_count = " + std::to_string(connection->execAndGet("PRAGMA page_count").getInt() + 4));
        })
        .get();
    auto small = [](const char* root) { return [root](Database& one) { LibraryStore(one).add("small", root); }; };
    std::promise<void> runs, mayGo;
    auto gate = writer.run([&](Database&) {
        runs.set_value();
        mayGo.get_future().wait();
    });
    runs.get_future().wait(); // what is posted from here on shares the next transaction
    auto before = writer.run(small("/before"));
    auto large = writer.run([](Database& one) { LibraryStore(one).add(std::string(1'000'000, 'x'), "/large"); });
    auto after = writer.run(small("/after"));
    mayGo.set_value();
    gate.get();
    std::size_t stored = 0;
    for (auto* future : {&before, &large, &after}) {
        const auto error = errorOf([&] { future->get(); });
        if (!error) {
            ++stored;
            continue;
        }
        INFO(segue::test::said(*error));
        CHECK(error->kind() == ErrorKind::noSpace);
    }
    CHECK(stored < 3);
    CHECK(librariesIn(folder / "segue.db") == stored);
    writer.run([&](Database&) { connection->exec("PRAGMA max_page_count = 100000"); }).get();
    CHECK_NOTHROW(writer.run(small("/later")).get());
    CHECK(librariesIn(folder / "segue.db") == stored + 1);
}

TEST_CASE("before a database is brought up to date a whole copy of it is made") {
    const test::TemporaryFolder folder;
    const auto file = folder / "segue.db";
    writeOld(file, 2000);
    { SQLite::Database(file.string(), SQLite::OPEN_READWRITE).exec("PRAGMA journal_mode = WAL; DELETE FROM track WHERE id = 100"); }
    const auto copy = file.string() + kBefore;
    test::writeBytes(copy + ".part", "what an attempt that was cut off left");
    { const Database database(file, Access::write); }
    CHECK_FALSE(fs::exists(copy + ".part"));
    CHECK(numberOf(copy, "PRAGMA user_version") == 1);
    CHECK(numberOf(copy, "SELECT count(*) FROM track") == 5 + 1999);
    CHECK(SQLite::Database(copy).execAndGet("PRAGMA integrity_check").getString() == "ok");
    CHECK_FALSE(fs::exists(copy + "-wal")); // one file holds it all
}

TEST_CASE("without space for the copy a database is not brought up to date, and stays as it was") {
    const test::TemporaryFolder folder;
    const auto disk = test::SmallDisk::mount(folder / "disk", kDiskBytes);
    if (!disk) {
        WARN("skipped: only root can make a small disk");
        return;
    }
    const auto file = disk->path() / "segue.db";
    writeOld(file, 2000); // of four megabytes more than two
    const auto error = errorOfOpening(file);
    REQUIRE(error);
    INFO(segue::test::said(*error));
    CHECK(error->kind() == ErrorKind::noSpace);
    CHECK(std::string(segue::test::said(*error)).find("nothing was changed") != std::string::npos);
    CHECK_FALSE(fs::exists(file.string() + kBefore));
    CHECK_FALSE(fs::exists(file.string() + kBefore + ".part"));
    CHECK(numberOf(file, "PRAGMA user_version") == 1);
    CHECK(numberOf(file, "SELECT count(*) FROM track") == 5 + 2000);
}

TEST_CASE("a change of schema that fails leaves the database as it was, however many came before it") {
    const test::TemporaryFolder folder;
    const auto file = folder / "segue.db";
    writeOld(file, 10);
    // Only the last step finds its table there already.
    {
        SQLite::Database(file.string(), SQLite::OPEN_READWRITE)
            .exec("CREATE TABLE listening (mine TEXT); INSERT INTO listening VALUES ('kept')");
    }
    CHECK(errorOfOpening(file));
    CHECK(numberOf(file, "PRAGMA user_version") == 1);
    CHECK(numberOf(file, "SELECT count(*) FROM listening WHERE mine = 'kept'") == 1);
    CHECK(numberOf(file, "SELECT count(*) FROM failure WHERE track_id = 2 AND analyzer_version = 1") == 1);
    CHECK(numberOf(file, "SELECT count(*) FROM sqlite_master WHERE name IN ('sound', 'model')") == 0);
    CHECK(numberOf(file.string() + kBefore, "SELECT count(*) FROM track") == 5 + 10);
    CHECK(errorOfOpening(file)); // and again, not otherwise
    SQLite::Database(file.string(), SQLite::OPEN_READWRITE).exec("DROP TABLE listening");
    CHECK_FALSE(errorOfOpening(file));
}

TEST_CASE("a database that cannot be written to, or whose folder cannot, is refused with a sentence") {
    const test::TemporaryFolder folder;
    fs::permissions(folder.path(), fs::perms::all);
    for (const char* place : {"file", "folder"}) {
        INFO(place);
        const auto file = folder / (std::string(place) + "/segue.db");
        { Database(file, Access::write); }
        const bool isFile = std::string(place) == "file";
        fs::permissions(file.parent_path(),
                        isFile ? fs::perms::all
                               : fs::perms::owner_read | fs::perms::owner_exec | fs::perms::others_read | fs::perms::others_exec);
        fs::permissions(file, fs::perms::owner_read | fs::perms::others_read);
        fs::permissions(file.string() + ".lock", isFile ? fs::perms::all : fs::perms::none);
        const test::AsNobody rights;
        const auto error = errorOfOpening(file);
        REQUIRE(error);
        INFO(segue::test::said(*error));
        CHECK(error->kind() == ErrorKind::io);
        CHECK(std::string(segue::test::said(*error)).find(file.string()) != std::string::npos);
        CHECK((std::string(segue::test::said(*error)).find("written to") != std::string::npos));
    }
    fs::permissions(folder / "folder", fs::perms::all);
}

TEST_CASE("a database on a protected disk is refused with a sentence") {
    const test::TemporaryFolder folder;
    const auto disk = test::SmallDisk::mount(folder / "disk", kDiskBytes);
    if (!disk) {
        WARN("skipped: only root can make a small disk");
        return;
    }
    const auto file = disk->path() / "segue.db";
    { Database(file, Access::write); }
    disk->protect();
    const auto error = errorOfOpening(file);
    REQUIRE(error);
    INFO(segue::test::said(*error));
    CHECK(error->kind() == ErrorKind::io);
    CHECK(std::string(segue::test::said(*error)).find("can be written to") != std::string::npos);
}

TEST_CASE("a database whose folder or disk goes away refuses changes with a sentence, until it is back") {
    const test::TemporaryFolder folder;
    Writer writer(Database(folder / "share/segue.db", Access::write));
    const auto add = [&](const char* root) {
        return errorOf([&] { writer.run([root](Database& database) { LibraryStore(database).add("x", root); }).get(); });
    };
    CHECK_FALSE(add("/one"));
    fs::rename(folder / "share", folder / "elsewhere");
    const auto gone = add("/two");
    REQUIRE(gone);
    INFO(segue::test::said(*gone));
    CHECK(gone->kind() == ErrorKind::io);
    CHECK(std::string(segue::test::said(*gone)).find("unmounted") != std::string::npos);
    fs::create_directories(folder / "share");
    test::writeBytes(folder / "share/segue.db", ""); // another file in its place is not it
    CHECK(add("/three"));
    fs::remove_all(folder / "share");
    fs::rename(folder / "elsewhere", folder / "share");
    CHECK_FALSE(add("/four"));
    CHECK(librariesIn(folder / "share/segue.db") == 2);
}

TEST_CASE("a database on a disk that knows no locks is refused with a sentence that does not blame another copy of Segue") {
    const test::TemporaryFolder folder;
    for (const int reason : {ENOLCK, EOPNOTSUPP, EIO}) {
        g_lockFails = reason;
        const auto error = errorOfOpening(folder / "segue.db");
        g_lockFails = 0;
        REQUIRE(error);
        INFO(segue::test::said(*error));
        CHECK(error->kind() == ErrorKind::io);
        CHECK(std::string(segue::test::said(*error)).find("Another copy") == std::string::npos);
        CHECK(std::string(segue::test::said(*error)).find("cannot be locked") != std::string::npos);
    }
    CHECK_FALSE(errorOfOpening(folder / "segue.db"));
}

TEST_CASE("a database on another computer's disk does without shared memory") {
    for (const long type : {long{NFS_SUPER_MAGIC}, long{CIFS_SUPER_MAGIC}, long{FUSE_SUPER_MAGIC}})
        CHECK(isSharedFileSystem(type));
    for (const long type : {long{EXT4_SUPER_MAGIC}, long{BTRFS_SUPER_MAGIC}, long{TMPFS_MAGIC}, long{XFS_SUPER_MAGIC}})
        CHECK_FALSE(isSharedFileSystem(type));
    const test::TemporaryFolder folder;
    CHECK(isOnSharedDisk(folder / "none.db") == isOnSharedDisk(folder.path()));
}

TEST_CASE("a damaged database is opened whole or refused with a sentence that says what to do") {
    const test::TemporaryFolder folder;
    const auto file = folder / "segue.db";
    const auto whole = manyLibraries(file);
    const auto check = [&](const std::string& what, const std::string& bytes) {
        INFO(what);
        for (const char* companion : {"-wal", "-shm"})
            fs::remove(file.string() + companion);
        test::writeBytes(file, bytes);
        const auto error = errorOfReading(file);
        if (!error)
            return false;
        INFO(segue::test::said(*error));
        CHECK(error->kind() == ErrorKind::damaged);
        CHECK(std::string(segue::test::said(*error)).find("move it away") != std::string::npos);
        return true;
    };
    CHECK(check("junk", test::junk(20'000)));
    CHECK(check("the first page overwritten", test::junk(4096) + whole.substr(4096)));
    CHECK(check("cut in the middle", whole.substr(0, whole.size() / 2)));
    CHECK(check("pages of nothing", whole.substr(0, 3 * 4096) + std::string(whole.size() - 3 * 4096, '\0')));
    std::string flipped = whole;
    for (std::size_t i = 4096; i < flipped.size(); i += 97)
        flipped[i] = static_cast<char>(flipped[i] ^ 0x55);
    CHECK(check("bits turned over", flipped));
    CHECK_FALSE(check("nothing at all: a new one", ""));
    CHECK_FALSE(check("whole", whole));
}

TEST_CASE("a log that is gone or holds nonsense costs at most what was not yet in the database") {
    const test::TemporaryFolder folder;
    const auto file = folder / "segue.db";
    const auto whole = manyLibraries(file);
    for (const std::string& log : {std::string(), test::junk(50'000), std::string(50'000, '\0')}) {
        test::writeBytes(file, whole);
        test::writeBytes(file.string() + "-wal", log);
        test::writeBytes(file.string() + "-shm", test::junk(32'768));
        CHECK_FALSE(errorOfReading(file));
        CHECK(librariesIn(file) == 500);
    }
}

TEST_CASE("a damaged database is set aside, never deleted, and a new one takes its place") {
    const test::TemporaryFolder folder;
    const auto file = folder / "segue.db";
    const auto bytes = test::junk(20'000);
    test::writeBytes(file, bytes);
    test::writeBytes(file.string() + "-wal", "its log");
    const auto first = setAside(file);
    CHECK(first.string().starts_with(file.string() + ".damaged-20"));
    CHECK(test::readBytes(first) == bytes);
    CHECK(test::readBytes(first.string() + "-wal") == "its log");
    CHECK_FALSE(fs::exists(file.string() + "-wal"));
    CHECK_FALSE(errorOfOpening(file));
    test::writeBytes(file, bytes);
    CHECK(setAside(file) != first); // on the same day
    CHECK(test::readBytes(first) == bytes);
    const Database used(file, Access::write);
    const auto error = errorOf([&] { setAside(file); });
    REQUIRE(error);
    CHECK(error->kind() == ErrorKind::busy);
    CHECK(fs::exists(file));
}
