// SPDX-License-Identifier: GPL-3.0-or-later
#include "engine/audio/audio_writer.h"
#include "engine/audio/direct_reader.h"
#include "engine/library/scan/scanner.h"
#include "engine/store/library_store.h"
#include "engine/store/track_store.h"
#include "tests/audio/files_for_tests.h"
#include "tests/library/acting_reader.h"
#include "tests/support/files.h"
#include "tests/support/sounds.h"
#include "tests/support/temporary_folder.h"

#include <SQLiteCpp/Database.h>
#include <catch2/catch.hpp>

#include <algorithm>
#include <set>
#include <sys/inotify.h>
#include <unistd.h>

using namespace segue;
using namespace segue::library;
namespace fs = std::filesystem;

namespace {

struct ScannerFixture {
    test::TemporaryFolder folder;
    fs::path root = folder / "music";
    store::Writer writer{store::Database(folder / "segue.db", store::Access::write)};
    store::Database reader{folder / "segue.db", store::Access::read};
    audio::DirectReader files;
    std::size_t storedEvents = 0, changedEvents = 0, removedEvents = 0;
    std::chrono::sys_seconds today = std::chrono::sys_days{std::chrono::year{2024} / 5 / 1};

    ScannerFixture() {
        fs::create_directories(root);
        writer.run([&](store::Database& database) { store::LibraryStore(database).add("Local Music #1", root); }).get();
    }

    void song(const std::string& name, const std::string& title, double hz = 440.0) {
        fs::create_directories((root / name).parent_path());
        audio::writeAudio(root / name, test::tone(hz, 0.2, 44'100), 44'100, 1, {{"title", title}, {"artist", "Somebody"}});
    }

    ScanResult scan(ScanRequest request = {}, LibraryId id = 1) {
        const auto library = *store::LibraryStore(reader).findCounted(id);
        return scanLibrary(library, reader, writer, files, {},
                           {.progress = [](ScanProgress) {},
                            .stored = [this](std::span<const TrackId> ids) { storedEvents += ids.size(); },
                            .changed = [this](std::span<const TrackId> ids) { changedEvents += ids.size(); },
                            .removed = [this](std::span<const TrackId> ids) { removedEvents += ids.size(); }},
                           request);
    }

    Library library(LibraryId id = 1) { return *store::LibraryStore(reader).findCounted(id); }

    /// Scans once a day.
    ScanResult scanForDays(int days) {
        ScanResult last;
        for (int day = 0; day < days; ++day)
            last = scan({.now = (today += std::chrono::days{1})});
        return last;
    }

    std::vector<Track> rows() { return store::TrackStore(reader, "m/1").songs(1).all(); }
};

} // namespace

TEST_CASE_METHOD(ScannerFixture, "a scan stores tags; a second one reads nothing") {
    song("a.flac", "First");
    song("b/c.flac", "Second");
    CHECK(scan().read == 2);
    CHECK(storedEvents == 2);
    REQUIRE(rows().size() == 2);
    CHECK(rows()[0].title == "First");
    CHECK(rows()[0].artist == "Somebody");
    CHECK(scan().read == 0);
    CHECK(storedEvents == 2);
}

TEST_CASE_METHOD(ScannerFixture, "a scan of an unchanged folder opens no file") {
    const int watch = ::inotify_init1(IN_NONBLOCK | IN_CLOEXEC);
    REQUIRE(watch >= 0);
    song("a.flac", "First");
    song("b/c.flac", "Second");
    for (const auto& place : {root, root / "b"})
        REQUIRE(::inotify_add_watch(watch, place.c_str(), IN_OPEN) >= 0);
    const auto opened = [watch] {
        std::set<std::string> names;
        alignas(inotify_event) char bytes[4096];
        for (ssize_t size = 0; (size = ::read(watch, bytes, sizeof bytes)) > 0;) {
            for (ssize_t at = 0; at < size;) {
                const auto* event = reinterpret_cast<const inotify_event*>(bytes + at);
                if ((event->mask & IN_ISDIR) == 0)
                    names.insert(event->name);
                at += static_cast<ssize_t>(sizeof *event + event->len);
            }
        }
        return names;
    };
    static_cast<void>(scan());
    CHECK(opened() == std::set<std::string>{"a.flac", "c.flac"}); // so it would be seen
    CHECK(scan().files == 2);
    CHECK(opened().empty());
    ::close(watch);
}

TEST_CASE_METHOD(ScannerFixture, "only what changed is read again") {
    song("a.flac", "First");
    song("b.flac", "Second");
    static_cast<void>(scan());
    song("b.flac", "Second, with a longer title than before");
    CHECK(scan().read == 1);
    CHECK(rows()[1].title == "Second, with a longer title than before");
}

TEST_CASE_METHOD(ScannerFixture, "a file without tags is called by its name, one that is no music too") {
    test::writeBytes(root / "empty.mp3", "");
    test::writeBytes(root / "text.mp3", "this is a shopping list");
    CHECK(scan().read == 2);
    REQUIRE(rows().size() == 2);
    CHECK(rows()[0].title == "empty");
    CHECK(rows()[1].title == "text");
}

TEST_CASE_METHOD(ScannerFixture, "a removed file's row stays as missing, a renamed one's moves") {
    song("a.flac", "First", 300);
    song("b.flac", "The second one", 500);
    static_cast<void>(scan());
    const auto id = rows()[0].id;
    fs::rename(root / "a.flac", root / "renamed.flac");
    fs::remove(root / "b.flac");
    const auto result = scan();
    CHECK(result.moved == 1);
    CHECK(result.lost == 1);
    CHECK(changedEvents == 2);
    CHECK(removedEvents == 0);
    REQUIRE(rows().size() == 2);
    CHECK(rows()[0].id == id);
    CHECK(rows()[0].path == root / "renamed.flac");
    CHECK_FALSE(rows()[0].isMissing);
    CHECK(rows()[1].isMissing);
    CHECK(library().trackCount == 1);
    CHECK(library().missingCount == 1);
}

TEST_CASE_METHOD(ScannerFixture, "a root that is gone makes the library offline and loses nothing; back again it is online") {
    song("a.flac", "First");
    static_cast<void>(scan());
    fs::rename(root, folder / "unmounted");
    CHECK(scan().absence == Absence::gone);
    CHECK(library().offline);
    CHECK(rows().size() == 1);
    fs::rename(folder / "unmounted", root);
    CHECK(scan().read == 0);
    CHECK_FALSE(library().offline);
}

TEST_CASE_METHOD(ScannerFixture, "a scan that is stopped says so and goes on next time") {
    for (int i = 0; i < 150; ++i)
        test::writeBytes(root / (std::to_string(i) + ".mp3"), std::to_string(i));
    std::stop_source stop;
    test::ActingReader stopped([&](std::size_t place) {
        if (place == 120)
            stop.request_stop();
    });
    const auto ignore = [](std::span<const TrackId>) {};
    const auto first = scanLibrary(library(), reader, writer, stopped, stop.get_token(),
                                   {.progress = [](ScanProgress) {}, .stored = ignore, .changed = ignore, .removed = ignore});
    CHECK(first.stopped);
    CHECK(first.read == 100); // what was stored before
    CHECK(rows().size() == first.read);
    CHECK(scan().read == 150 - first.read);
    CHECK(rows().size() == 150);
}

TEST_CASE_METHOD(ScannerFixture, "a song that was retagged with its size and its date kept has its new tags") {
    song("a.flac", "First");
    song("b.flac", "Other");
    static_cast<void>(scan());
    writer
        .run([](store::Database& database) { // as if it had been analysed
            database.connection().exec("UPDATE track SET identity = 'flac-200-' || id, duration_ms = 200");
        })
        .get();
    const auto date = fs::last_write_time(root / "a.flac");
    const auto size = fs::file_size(root / "a.flac");
    song("a.flac", "Fifth");
    fs::last_write_time(root / "a.flac", date);
    REQUIRE(fs::file_size(root / "a.flac") == size);
    const auto result = scan();
    CHECK(result.read == 0);
    CHECK(result.retagged == 1);
    CHECK(rows()[0].title == "Fifth");
    CHECK(changedEvents == 1);
    CHECK(storedEvents == 2);
    CHECK(reader.connection().execAndGet("SELECT count(*) FROM track WHERE identity IS NOT NULL AND NOT is_changed").getInt() == 2);
}

TEST_CASE_METHOD(ScannerFixture, "a change of rights alone tells nobody anything and is looked into once") {
    song("a.flac", "First");
    static_cast<void>(scan());
    const auto before = reader.connection().execAndGet("SELECT changed_ns FROM track").getInt64();
    CHECK(before != 0);
    fs::permissions(root / "a.flac", fs::perms::group_write, fs::perm_options::add);
    const auto result = scan();
    CHECK(result.read == 0);
    CHECK(result.retagged == 0);
    CHECK(changedEvents == 0);
    CHECK(storedEvents == 1);
    CHECK(reader.connection().execAndGet("SELECT changed_ns FROM track").getInt64() != before);
}

TEST_CASE_METHOD(ScannerFixture, "a song whose change time is not known is not read for that, and it is known from then on") {
    song("a.flac", "First");
    static_cast<void>(scan());
    writer
        .run([](store::Database& database) { database.connection().exec("UPDATE track SET changed_ns = 0, title = 'As it was'"); })
        .get();
    CHECK(scan().retagged == 0);
    CHECK(rows()[0].title == "As it was");
    CHECK(reader.connection().execAndGet("SELECT changed_ns <> 0 FROM track").getInt() == 1);
}

TEST_CASE_METHOD(ScannerFixture, "what tags told before they were read in another way is told anew, once") {
    song("a.flac", "First");
    static_cast<void>(scan());
    writer
        .run(
            [](store::Database& database) { database.connection().exec("UPDATE track SET tags_version = 0, title = 'As it was'"); })
        .get();
    CHECK(scan().retagged == 1);
    CHECK(rows()[0].title == "First");
    CHECK(scan().retagged == 0);
}

TEST_CASE_METHOD(ScannerFixture, "a film without sound gets no row") {
    song("a.flac", "First");
    test::writeSilentVideo(root / "film.mp4");
    const auto result = scan();
    CHECK(result.files == 2);
    CHECK(result.read == 1);
    CHECK(rows().size() == 1);
}

TEST_CASE_METHOD(ScannerFixture, "a library that is removed in the middle of its scan gets no more songs, and nobody complains") {
    constexpr std::size_t kFiles = 2000; // more than are on their way to the writer at once
    for (std::size_t i = 0; i < kFiles; ++i)
        test::writeBytes(root / (std::to_string(i) + ".mp3"), "no music");
    const auto removed = library();
    bool isGone = false;
    std::size_t stored = 0;
    CHECK_NOTHROW(scanLibrary(
        removed, reader, writer, files, {},
        {.progress = [](ScanProgress) {},
         .stored =
             [&](std::span<const TrackId> ids) {
                 stored += ids.size();
                 if (!std::exchange(isGone, true))
                     writer.run([&](store::Database& database) { store::LibraryStore(database).remove(removed.id); }).get();
             },
         .changed = [](std::span<const TrackId>) {},
         .removed = [](std::span<const TrackId>) {}},
        {}));
    CHECK(stored < kFiles);
    CHECK(rows().empty());
}
