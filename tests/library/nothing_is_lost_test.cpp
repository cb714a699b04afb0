// SPDX-License-Identifier: GPL-3.0-or-later
#include "engine/audio/audio_writer.h"
#include "engine/audio/direct_reader.h"
#include "engine/library/scan/missing_rule.h"
#include "engine/library/scan/scan_plan.h"
#include "engine/library/scan/scanner.h"
#include "engine/store/analysis_store.h"
#include "engine/store/library_store.h"
#include "engine/store/recording_store.h"
#include "tests/library/acting_reader.h"
#include "tests/support/files.h"
#include "tests/support/temporary_folder.h"

#include <catch2/catch.hpp>

#include <algorithm>
#include <sched.h>
#include <sys/mount.h>
#include <unistd.h>

using namespace segue;
using namespace segue::library;
using namespace std::chrono;
namespace fs = std::filesystem;

namespace {

/// Libraries in real folders, scanned by a clock that is set by hand.
struct NothingIsLostFixture {
    test::TemporaryFolder folder;
    fs::path root = folder / "music";
    store::Writer writer{store::Database(folder / "segue.db", store::Access::write)};
    store::Database reader{folder / "segue.db", store::Access::read};
    audio::DirectReader files;
    sys_seconds today = sys_days{year{2024} / 5 / 1};
    std::vector<TrackId> removed;

    NothingIsLostFixture() {
        fs::create_directories(root);
        addLibrary("music", root);
    }

    void addLibrary(const std::string& name, const fs::path& where) {
        writer.run([&](store::Database& database) { store::LibraryStore(database).add(name, where); }).get();
    }

    /// Files that are no music are songs too; their sizes tell them apart.
    void songs(const fs::path& where, int count) {
        fs::create_directories(where);
        for (int i = 0; i < count; ++i)
            test::writeBytes(where / (std::to_string(i) + ".mp3"), std::string(static_cast<std::size_t>(++written), 'x'));
    }

    ScanResult scan(ScanRequest request = {}, LibraryId id = 1) {
        request.now = today;
        const auto scanned = library(id);
        return scanLibrary(
            scanned, reader, writer, files, {},
            {.progress = [](ScanProgress) {},
             .stored = [](std::span<const TrackId>) {},
             .changed = [](std::span<const TrackId>) {},
             .removed = [this](std::span<const TrackId> ids) { removed.insert(removed.end(), ids.begin(), ids.end()); }},
            request);
    }

    void scanForDays(int count) {
        for (int day = 0; day < count; ++day) {
            today += days{1};
            static_cast<void>(scan());
        }
    }

    Library library(LibraryId id = 1) { return *store::LibraryStore(reader).findCounted(id); }
    std::vector<Track> rows(LibraryId id = 1) { return store::TrackStore(reader, "m/1").songs(id).all(); }
    std::size_t waiting() { return store::AnalysisStore(reader, "m/1").waiting({1, 1}).size(); }

    int written = 0;
};

} // namespace

TEST_CASE_METHOD(NothingIsLostFixture, "a root that is gone keeps its songs, at every scan and for good") {
    songs(root, 3);
    static_cast<void>(scan());
    fs::rename(root, folder / "unplugged");
    scanForDays(100);
    CHECK(library().absence == Absence::gone);
    CHECK(library().trackCount == 3);
    fs::rename(folder / "unplugged", root);
    const auto back = scan();
    CHECK(back.absence == Absence::none);
    CHECK(back.read == 0);
    CHECK_FALSE(library().offline);
    CHECK(removed.empty());
}

TEST_CASE_METHOD(NothingIsLostFixture, "a root that is suddenly empty asks, and nothing happens without an answer") {
    songs(root, 25);
    static_cast<void>(scan());
    fs::rename(root, folder / "unmounted");
    fs::create_directories(root); // the mount point
    CHECK(scan().absence == Absence::emptied);
    scanForDays(100);
    CHECK(library().absence == Absence::emptied);
    CHECK(library().trackCount == 25);
    CHECK(library().missingCount == 0);
    CHECK(waiting() == 0);

    SECTION("it is not mounted: it is not asked again, and the songs come back with the folder") {
        writer.run([](store::Database& database) { store::LibraryStore(database).setAbsence(1, Absence::unmounted); }).get();
        CHECK(scan().absence == Absence::unmounted);
        fs::remove(root);
        fs::rename(folder / "unmounted", root);
        CHECK(scan().read == 0);
        CHECK(library().absence == Absence::none);
        CHECK(library().trackCount == 25);
    }
    SECTION("it was emptied: the songs are missing, and come back with everything if it was not") {
        CHECK(scan({.emptyIsMeant = true}).lost == 25);
        CHECK_FALSE(library().offline);
        CHECK(library().missingCount == 25);
        CHECK(scan().absence == Absence::none);
        fs::remove(root);
        fs::rename(folder / "unmounted", root);
        CHECK(scan().found == 25);
        CHECK(library().trackCount == 25);
    }
    CHECK(removed.empty());
}

TEST_CASE_METHOD(NothingIsLostFixture, "an answer that comes when the folder is full again loses nothing") {
    songs(root, 25);
    static_cast<void>(scan());
    CHECK(scan({.emptyIsMeant = true}).lost == 0);
}

TEST_CASE_METHOD(NothingIsLostFixture, "songs gone from a present root are kept for thirty days, and then go") {
    songs(root, 3);
    static_cast<void>(scan());
    fs::remove(root / "1.mp3");
    CHECK(scan().lost == 1);
    CHECK(waiting() == 2);
    scanForDays(30);
    CHECK(rows().size() == 3);
    CHECK(removed.empty());
    scanForDays(1);
    CHECK(rows().size() == 2);
    CHECK(removed.size() == 1);
}

TEST_CASE_METHOD(NothingIsLostFixture, "a missing song that is back, here or elsewhere, is the song it was") {
    songs(root, 3);
    static_cast<void>(scan());
    const auto ids = rows();
    fs::rename(root / "1.mp3", folder / "aside.mp3");
    CHECK(scan().lost == 1);
    scanForDays(20);
    SECTION("in its place") {
        fs::rename(folder / "aside.mp3", root / "1.mp3");
        CHECK(scan().found == 1);
    }
    SECTION("under another name") {
        fs::create_directories(root / "sub");
        fs::rename(folder / "aside.mp3", root / "sub/other.mp3");
        CHECK(scan().moved == 1);
    }
    CHECK(scan().read == 0);
    CHECK(library().missingCount == 0);
    for (const auto& before : ids)
        CHECK(std::ranges::count(rows(), before.id, &Track::id) == 1);
    CHECK(rows().size() == 3);
}

TEST_CASE_METHOD(NothingIsLostFixture,
                 "a song that was renamed is read again, also by the next scan if this one is stopped before") {
    songs(root, 1);
    static_cast<void>(scan());
    const auto id = rows()[0].id;
    fs::rename(rows()[0].path, root / "other.mp3");
    SECTION("at once") {
        const auto result = scan();
        CHECK(result.moved == 1);
        CHECK(result.read == 1);
    }
    SECTION("later") {
        std::stop_source stop;
        const auto scanned = library();
        const ScanEvents events{.progress = [](ScanProgress) {},
                                .stored = [](std::span<const TrackId>) {},
                                .changed = [&](std::span<const TrackId>) { stop.request_stop(); },
                                .removed = [](std::span<const TrackId>) {}};
        CHECK(scanLibrary(scanned, reader, writer, files, stop.get_token(), events).read == 0);
        CHECK(scan().read == 1);
    }
    CHECK(scan().read == 0);
    REQUIRE(rows().size() == 1);
    CHECK(rows()[0].id == id);
    CHECK(rows()[0].title == "other");
}

TEST_CASE_METHOD(NothingIsLostFixture,
                 "another file of the size and time of one that is gone has its own title, and is not taken for that recording") {
    songs(root, 1);
    static_cast<void>(scan());
    const auto id = rows()[0].id;
    writer.run([&](store::Database& database) { store::RecordingStore(database).assign(id, {"one", {}, seconds{1}}); }).get();
    const auto time = fs::last_write_time(root / "0.mp3");
    fs::rename(root / "0.mp3", folder / "aside.mp3");
    const bool isRenamed = GENERATE(true, false);
    const fs::path now = root / (isRenamed ? "another.mp3" : "sub/0.mp3");
    fs::create_directories(now.parent_path());
    test::writeBytes(now, "y");
    fs::last_write_time(now, time);
    static_cast<void>(scan());
    REQUIRE(rows().size() == 1);
    CHECK(rows()[0].title == (isRenamed ? "another" : "0"));
    const auto state = store::RecordingStore(reader).stateOf(id);
    REQUIRE(state);
    CHECK(state->isChanged == isRenamed); // the same name, size and time: the same file in another place
}

TEST_CASE_METHOD(NothingIsLostFixture, "a song that was moved to another library is the song it was") {
    songs(root, 2);
    static_cast<void>(scan());
    const auto id = rows()[0].id;
    const auto name = rows()[0].path.filename();
    addLibrary("other", folder / "other");
    fs::create_directories(folder / "other/deep");
    fs::rename(root / name, folder / "other/deep" / name);
    SECTION("which was looked at first") { CHECK(scan().lost == 1); }
    SECTION("which is looked at later") {}
    const auto result = scan({}, 2);
    CHECK(result.moved == 1);
    CHECK(scan().lost == 0);
    CHECK(result.read == 0);
    CHECK(removed == std::vector<TrackId>{id}); // from the list of the first
    REQUIRE(rows(2).size() == 1);
    CHECK(rows(2)[0].id == id);
    CHECK_FALSE(rows(2)[0].isMissing);
}

TEST_CASE_METHOD(NothingIsLostFixture, "songs of a library that is offline are not taken for new ones elsewhere") {
    songs(root, 2);
    static_cast<void>(scan());
    addLibrary("other", folder / "other");
    fs::rename(root, folder / "unplugged");
    fs::copy(folder / "unplugged", folder / "other");
    for (const auto& entry : fs::directory_iterator(folder / "unplugged")) // a copy that keeps its times
        fs::last_write_time(folder / "other" / entry.path().filename(), fs::last_write_time(entry));
    SECTION("known to be offline") { CHECK(scan().absence == Absence::gone); }
    SECTION("not known yet") {}
    SECTION("an empty mount point") { fs::create_directories(root); }
    CHECK(scan({}, 2).read == 2);
    CHECK(library().trackCount == 2);
}

TEST_CASE_METHOD(NothingIsLostFixture, "a partial scan that would lose everything asks whether the root is empty") {
    songs(root / "drive", 25);
    static_cast<void>(scan());
    fs::rename(root / "drive", folder / "unmounted");
    fs::create_directories(root / "drive");
    CHECK(scan({.folders = {{"drive", true}}}).absence == Absence::emptied);
    CHECK(library().missingCount == 0);
}

TEST_CASE_METHOD(NothingIsLostFixture, "a clock that jumps a year ahead and back purges nothing") {
    songs(root, 3);
    static_cast<void>(scan());
    fs::remove(root / "1.mp3");
    static_cast<void>(scan());
    for (const auto jump : {years{1}, years{-1}, years{20}, years{-40}}) {
        today += jump;
        static_cast<void>(scan());
        CHECK(rows().size() == 3);
    }
}

TEST_CASE_METHOD(NothingIsLostFixture, "a part of the tree that is unmounted is missing and never purged, and comes back") {
    songs(root / "inside", 2);
    songs(root / "drive/albums", 25);
    static_cast<void>(scan());
    fs::rename(root / "drive", folder / "unmounted");
    fs::create_directories(root / "drive");
    CHECK(scan().lost == 25);
    scanForDays(100);
    CHECK(removed.empty());
    CHECK(library().missingCount == 25);
    fs::remove(root / "drive");
    fs::rename(folder / "unmounted", root / "drive");
    CHECK(scan().found == 25);
}

TEST_CASE_METHOD(NothingIsLostFixture, "a part of the tree that cannot be read is not missing at all") {
    constexpr uid_t kNobody = 65534; // root may read everything, so this is somebody else
    songs(root / "closed", 2);
    songs(root / "open", 1);
    static_cast<void>(scan());
    fs::permissions(root / "closed", fs::perms::none);
    fs::permissions(folder.path(), fs::perms{0755});
    const bool isRoot = ::geteuid() == 0;
    if (isRoot)
        REQUIRE(::seteuid(kNobody) == 0);
    const auto result = scan();
    if (isRoot)
        REQUIRE(::seteuid(0) == 0);
    fs::permissions(root / "closed", fs::perms::owner_all);
    CHECK(result.lost == 0);
    CHECK(result.skipped.size() == 1);
}

TEST_CASE_METHOD(NothingIsLostFixture,
                 "a partial scan touches its folders only, and asks about the root before it believes that they are gone") {
    songs(root, 2);
    songs(root / "a", 2);
    songs(root / "b", 25);
    static_cast<void>(scan());
    songs(root / "c", 1);
    fs::remove(root / "a/0.mp3");
    fs::remove(root / "b/0.mp3");
    const auto result = scan({.folders = {{"a", false}, {"c", true}}});
    CHECK(result.lost == 1);
    CHECK(result.read == 1);
    CHECK(library().missingCount == 1);
    fs::rename(root, folder / "unmounted");
    CHECK(scan({.folders = {{"b", true}}}).absence == Absence::gone);
    fs::create_directories(root);
    CHECK(scan({.folders = {{"b", true}}}).absence == Absence::emptied);
    CHECK(library().missingCount == 1);
}

TEST_CASE_METHOD(NothingIsLostFixture, "a folder that was renamed moves with its songs, whichever end is looked at first") {
    songs(root / "old/deep", 3);
    songs(root, 1);
    static_cast<void>(scan());
    const auto before = rows();
    fs::rename(root / "old", root / "new");
    SECTION("the new one, then the old one") {
        CHECK(scan({.folders = {{"new", true}}}).moved == 3);
        CHECK(scan({.folders = {{"old", true}}}).lost == 0);
    }
    SECTION("the old one, then the new one") {
        CHECK(scan({.folders = {{"old", true}}}).lost == 3);
        CHECK(scan({.folders = {{"new", true}}}).moved == 3);
    }
    SECTION("both together") { CHECK(scan({.folders = {{"old", true}, {"new", true}}}).moved == 3); }
    CHECK(scan().read == 0);
    CHECK(rows().size() == before.size());
    for (const auto& one : before)
        CHECK(std::ranges::count(rows(), one.id, &Track::id) == 1);
    CHECK(library().missingCount == 0);
}

TEST_CASE_METHOD(NothingIsLostFixture, "a file that goes between being found and being read gets no row") {
    songs(root, 150);
    const auto scanned = library();
    test::ActingReader late([&](std::size_t place) {
        if (place == 100)
            fs::rename(root, folder / "elsewhere");
    });
    const auto ignore = [](std::span<const TrackId>) {};
    static_cast<void>(scanLibrary(scanned, reader, writer, late, {},
                                  {.progress = [](ScanProgress) {}, .stored = ignore, .changed = ignore, .removed = ignore}));
    CHECK(rows().size() == 100);
    fs::rename(folder / "elsewhere", root);
    CHECK(scan().read == 50);
}

TEST_CASE_METHOD(NothingIsLostFixture, "a file that is being written is left as it is") {
    songs(root, 2);
    static_cast<void>(scan());
    songs(root, 3); // two others, and a new one
    const auto result = scan({.unfinished = {"1.mp3", "2.mp3"}});
    CHECK(result.read == 1);
    CHECK(result.lost == 0);
    CHECK(result.skipped.empty());
    CHECK(scan().read == 2);
}

TEST_CASE_METHOD(NothingIsLostFixture, "what could not be read because it was on its way is tried again where it is found") {
    songs(root, 2);
    static_cast<void>(scan());
    const auto id = rows()[0].id;
    const auto path = rows()[0].path;
    writer
        .run([&](store::Database& database) {
            store::AnalysisStore(database, "m/1").saveFailure(id, {"io", "It is not there.", 1});
        })
        .get();
    CHECK(waiting() == 1);
    fs::rename(path, root / "renamed.mp3");
    CHECK(scan().moved == 1);
    CHECK(waiting() == 2);
}

TEST_CASE_METHOD(NothingIsLostFixture, "a real mount that comes and goes under the root is noticed by what is in it") {
    if (::geteuid() != 0 || ::unshare(CLONE_NEWNS) != 0 || ::mount(nullptr, "/", nullptr, MS_REC | MS_PRIVATE, nullptr) != 0 ||
        ::mount("tmpfs", root.c_str(), "tmpfs", 0, "size=1m") != 0) {
        WARN("skipped: this needs the right to mount");
        return;
    }
    songs(root, 25);
    static_cast<void>(scan());
    REQUIRE(::umount2(root.c_str(), MNT_DETACH) == 0);
    CHECK(scan().absence == Absence::emptied);
    CHECK(library().trackCount == 25);
}
