// SPDX-License-Identifier: GPL-3.0-or-later
#include "engine/store/database/writer.h"
#include "engine/store/library_store.h"
#include "engine/words/error.h"
#include "tests/support/temporary_folder.h"

#include <SQLiteCpp/Database.h>
#include <catch2/catch.hpp>

#include <thread>
#include <vector>

using namespace segue;
using namespace segue::store;

TEST_CASE("a job is committed when its future is ready") {
    const test::TemporaryFolder folder;
    Writer writer(Database(folder / "segue.db", Access::write));
    writer.run([](Database& database) { LibraryStore(database).add("one", "/one"); }).get();
    Database reader(folder / "segue.db", Access::read);
    CHECK(LibraryStore(reader).all().size() == 1);
}

TEST_CASE("a job that fails undoes itself and not its neighbours") {
    const test::TemporaryFolder folder;
    Writer writer(Database(folder / "segue.db", Access::write));
    auto good = writer.run([](Database& database) { LibraryStore(database).add("good", "/good"); });
    auto bad = writer.run([](Database& database) {
        LibraryStore(database).add("bad", "/bad");
        throw Error{ErrorKind::io, "stop here"};
    });
    auto alsoGood = writer.run([](Database& database) { LibraryStore(database).add("also", "/also"); });
    CHECK_NOTHROW(good.get());
    CHECK_THROWS_AS(bad.get(), Error);
    CHECK_NOTHROW(alsoGood.get());
    Database reader(folder / "segue.db", Access::read);
    CHECK(LibraryStore(reader).all().size() == 2);
}

TEST_CASE("many threads may write at once") {
    const test::TemporaryFolder folder;
    Writer writer(Database(folder / "segue.db", Access::write));
    {
        std::vector<std::jthread> threads;
        for (int t = 0; t < 8; ++t)
            threads.emplace_back([&writer, t] {
                for (int i = 0; i < 25; ++i) {
                    const auto name = std::to_string(t) + "/" + std::to_string(i);
                    writer.run([&](Database& database) { LibraryStore(database).add(name, "/" + name); }).get();
                }
            });
    }
    Database reader(folder / "segue.db", Access::read);
    CHECK(LibraryStore(reader).all().size() == 200);
}

TEST_CASE("what is queued is written before the writer ends") {
    const test::TemporaryFolder folder;
    {
        Writer writer(Database(folder / "segue.db", Access::write));
        for (int i = 0; i < 50; ++i)
            static_cast<void>(writer.run([i](Database& database) { LibraryStore(database).add("n", "/" + std::to_string(i)); }));
    }
    Database reader(folder / "segue.db", Access::read);
    CHECK(LibraryStore(reader).all().size() == 50);
}

TEST_CASE("a full disk is an error that says so, and what was stored stays") {
    const test::TemporaryFolder folder;
    Writer writer(Database(folder / "segue.db", Access::write));
    writer.run([](Database& database) { LibraryStore(database).add("kept", "/kept"); }).get();
    // SQLite refuses to grow beyond this many pages with the same error as on a full disk.
    writer.run([](Database& database) { database.connection().exec("PRAGMA max_page_count = 1"); }).get();
    auto tooMuch = writer.run([](Database& database) { LibraryStore(database).add(std::string(1'000'000, 'x'), "/big"); });
    try {
        tooMuch.get();
        FAIL("stored on a full disk");
    } catch (const Error& error) {
        CHECK(error.kind() == ErrorKind::noSpace);
    }
    Database reader(folder / "segue.db", Access::read);
    CHECK(LibraryStore(reader).all().size() == 1);
}

TEST_CASE("whatever a job throws, its future carries it and the writer goes on; closed, it refuses and lets the file go") {
    const test::TemporaryFolder folder;
    Writer writer(Database(folder / "segue.db", Access::write));
    CHECK_THROWS_AS(writer.run([](Database&) { throw std::bad_alloc(); }).get(), std::bad_alloc);
    CHECK_THROWS_AS(writer.run([](Database&) { throw 7; }).get(), int);
    writer.run([](Database& database) { LibraryStore(database).add("Last", "/last"); }).get();
    writer.close();
    CHECK_THROWS_AS(writer.run([](Database&) {}).get(), Error);
    Database next(folder / "segue.db", Access::write); // the lock is free
    CHECK(LibraryStore(next).all().size() == 1);
}
