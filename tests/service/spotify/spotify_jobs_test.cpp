// SPDX-License-Identifier: GPL-3.0-or-later
#include "engine/service/spotify/spotify_jobs.h"

#include "engine/store/library_store.h"
#include "engine/store/track_store.h"
#include "tests/support/files.h"
#include "tests/support/said.h"
#include "tests/support/spotify_export.h"
#include "tests/support/temporary_folder.h"
#include "tests/support/zip_file.h"

#include <catch2/catch.hpp>

#include <algorithm>
#include <condition_variable>
#include <deque>
#include <mutex>

using namespace segue;
using namespace std::chrono_literals;
using test::spotifyLibrary;
using test::spotifyPlaylist;
namespace fs = std::filesystem;

namespace {

struct Fixture {
    test::TemporaryFolder folder;
    fs::path sources = folder / "segue.db.spotify";
    fs::path file = folder / "YourLibrary.json";
    std::mutex mutex;
    std::condition_variable arrived;
    std::deque<Event> events;
    store::Database database{folder / "segue.db", store::Access::write};
    LibraryId library = store::LibraryStore(database).add("Music", "/music");
    EventEmitter emitter{[this](Event event) {
        {
            const std::lock_guard lock(mutex);
            events.push_back(std::move(event));
        }
        arrived.notify_all();
    }};
    std::unique_ptr<SpotifyJobs> jobs;

    Fixture() { start(); }
    ~Fixture() { jobs->stop(); }

    void start(bool readOnly = false) {
        if (jobs)
            jobs->stop();
        jobs = std::make_unique<SpotifyJobs>(
            database, SpotifyRooms{.emitter = emitter, .folder = sources, .readOnly = readOnly, .accounts = {}, .quiet = 0ms});
        const std::lock_guard lock(mutex);
        events.clear();
    }

    TrackId own(const std::string& title, const std::string& artist = "Ann", const std::string& album = "Album") {
        return store::TrackStore(database, {})
            .save({.library = library,
                   .path = "/music/" + title + album + ".mp3",
                   .title = title,
                   .artist = artist,
                   .album = album,
                   .duration = 200s},
                  "/music", {1, 1});
    }

    /// Until the event comes that `isIt`; throws if it does not.
    template <typename Wanted>
    Wanted next(const std::function<bool(const Wanted&)>& isIt = [](const Wanted&) { return true; }) {
        std::unique_lock lock(mutex);
        for (;;) {
            while (!events.empty()) {
                const Event event = std::move(events.front());
                events.pop_front();
                if (const auto* found = std::get_if<Wanted>(&event); found != nullptr && isIt(*found))
                    return *found;
            }
            if (arrived.wait_for(lock, 30s) == std::cv_status::timeout)
                throw std::runtime_error("it did not come");
        }
    }
    /// The source, as soon as it is as wanted.
    SpotifySource source(SpotifySourceId id, const std::function<bool(const SpotifySource&)>& isIt) {
        SpotifySource found;
        jobs->list();
        static_cast<void>(next<SpotifyChanged>([&](const SpotifyChanged& changed) {
            const auto one = std::ranges::find(changed.sources, id, &SpotifySource::id);
            if (one == changed.sources.end() || !isIt(*one))
                return false;
            found = *one;
            return true;
        }));
        return found;
    }
    SpotifySource source(SpotifySourceId id) {
        return source(id, [](const SpotifySource&) { return true; });
    }
    /// Until its rows are there and matched.
    SpotifySource import(const fs::path& from, SpotifySourceId into = 0, SpotifySourceId id = 1) {
        jobs->importData(from, into);
        for (int edit = 0; edit < 2; ++edit)
            static_cast<void>(next<SpotifyEdited>());
        return source(id, [](const SpotifySource& one) { return one.state == SpotifyState::imported; });
    }
    SpotifySource import(const std::string& json, SpotifySourceId into = 0) {
        test::writeBytes(file, json);
        return import(file, into, into == 0 ? 1 : into);
    }
    std::vector<SpotifyRow> rows(SpotifySourceId id, std::size_t list = 0) {
        const auto lists = source(id).lists;
        jobs->load(5, id, list < lists.size() ? lists[list].id : 0);
        return next<SpotifyListLoaded>().rows;
    }
    std::vector<SpotifySourceId> ids() { return store::SpotifyStore::sources(sources); }
};

bool isAnywhere(const fs::path& folder, const std::string& bytes) {
    for (const auto& file : fs::recursive_directory_iterator(folder))
        if (file.is_regular_file() && test::readBytes(file.path()).find(bytes) != std::string::npos)
            return true;
    return false;
}

} // namespace

TEST_CASE("an import becomes a source with liked songs, albums and playlists, matched to own songs") {
    Fixture f;
    const auto one = f.own("One");
    test::writeZip(f.folder / "a.zip", {{"A/YourLibrary.json", spotifyLibrary({"One", "Two"})},
                                        {"A/Playlist1.json", spotifyPlaylist("Mine", {"Two", "Three"})}});
    const auto source = f.import(f.folder / "a.zip");
    CHECK(source.kind == SpotifyKind::exported);
    CHECK(source.problem.empty());
    CHECK(source.at.time_since_epoch() > 0s);
    CHECK(source.songs == 3);
    CHECK(source.here == 1);
    REQUIRE(source.lists.size() == 3);
    CHECK(source.lists[0].kind == SpotifyListKind::liked);
    CHECK(source.lists[1].kind == SpotifyListKind::albums);
    CHECK(source.lists[2].name == "Mine");
    CHECK(source.lists[2].count == 2);
    const auto rows = f.rows(1);
    REQUIRE(rows.size() == 2);
    CHECK(rows[0].match == SpotifyMatch::strong);
    CHECK(rows[0].tracks == std::vector<TrackId>{one});
    CHECK(rows[1].match == SpotifyMatch::none);
    CHECK(f.rows(1, 1).at(0).tracks == std::vector<TrackId>{one}); // of the album
}

TEST_CASE("a second import is another source, with the lowest number that is free, and one into a source replaces all of it") {
    Fixture f;
    f.import(spotifyLibrary({"One"}));
    test::writeBytes(f.file, spotifyLibrary({"Two"}));
    CHECK(f.import(f.file, 0, 2).songs == 1);
    f.jobs->remove(1);
    static_cast<void>(f.next<SpotifyChanged>([](const SpotifyChanged& changed) { return changed.sources.size() == 1; }));
    f.import(spotifyLibrary({"Three"}));
    CHECK(f.ids() == std::vector<SpotifySourceId>{1, 2});
    f.jobs->rename(2, " My\naccount ");
    const auto replaced = f.import(spotifyLibrary({"Four", "Five"}), 2);
    CHECK(replaced.name == "My account");
    CHECK(f.rows(2).at(0).title == "Four");
    CHECK(f.rows(2).size() == 2);
}

TEST_CASE("an import that fails keeps what was there, and says why") {
    Fixture f;
    f.import(spotifyLibrary({"One"}));
    const auto whole = spotifyLibrary({"Two", "Three"});
    test::writeBytes(f.file, whole.substr(0, whole.size() / 2));
    f.jobs->importData(f.file, 1);
    auto failed = f.source(1, [](const SpotifySource& one) { return one.state == SpotifyState::importFailed; });
    CHECK(failed.problem.id() == MessageId::spotifyExportBroken);
    CHECK(failed.songs == 1);
    CHECK(f.rows(1).at(0).title == "One");
    f.jobs->importData(f.folder / "gone.zip", 1);
    failed = f.source(1, [](const SpotifySource& one) { return one.problem.id() == MessageId::fileNotThere; });
    CHECK(f.rows(1).at(0).title == "One");
    CHECK(failed.file == f.file);
    CHECK(f.import(spotifyLibrary({"Two"}), 1).problem.empty());
}

TEST_CASE("a first import that fails says why until the next start") {
    Fixture f;
    f.jobs->importData(f.folder / "gone.zip", 0);
    CHECK(f.source(1, [](const SpotifySource& one) { return !one.problem.empty(); }).problem.id() == MessageId::fileNotThere);
    f.start();
    f.jobs->begin();
    f.jobs->load(1, 1, 1); // its answer comes behind
    static_cast<void>(f.next<SpotifyListLoaded>());
    CHECK(f.ids().empty());
    CHECK_FALSE(fs::exists(f.sources));
}

TEST_CASE("what names no source, row or song changes nothing") {
    Fixture f;
    f.import(spotifyLibrary({"One"}));
    f.jobs->importData(f.file, 7);
    f.jobs->rename(7, "x");
    f.jobs->remove(7);
    f.jobs->confirm(1, 12345, 1);
    f.jobs->confirm(1, f.rows(1).at(0).id, 999);
    f.jobs->unlink(7, 1);
    f.jobs->sync(7);
    f.jobs->cancel(7);
    f.jobs->load(5, 7, 1);
    CHECK(f.next<SpotifyListLoaded>().rows.empty());
    CHECK(f.ids() == std::vector<SpotifySourceId>{1});
    CHECK_FALSE(f.rows(1).at(0).isConfirmed);
}

TEST_CASE("what the listener says of a row holds for its song, through imports, until it is taken back") {
    Fixture f;
    const auto one = f.own("One"), other = f.own("Eins", "Anna", "Lieder");
    f.import(spotifyLibrary({"One"}));
    const auto row = [&] { return f.rows(1).at(0); };
    f.jobs->confirm(1, row().id, other);
    CHECK(row().isConfirmed);
    CHECK(row().match == SpotifyMatch::exact);
    CHECK(row().tracks == std::vector<TrackId>{other});
    f.import(spotifyLibrary({"One", "Two"}), 1);
    CHECK(row().isConfirmed);
    CHECK(row().tracks == std::vector<TrackId>{other});
    f.jobs->unlink(1, row().id);
    CHECK(row().isUnlinked);
    CHECK(row().tracks.empty());
    CHECK(f.source(1).here == 0);
    f.import(spotifyLibrary({"One"}), 1);
    CHECK(row().isUnlinked);
    f.jobs->matchAgain(1, row().id);
    static_cast<void>(f.next<SpotifyEdited>());
    CHECK_FALSE(row().isUnlinked);
    CHECK(row().tracks == std::vector<TrackId>{one});
}

TEST_CASE("rows are matched again when the listener's songs are others") {
    Fixture f;
    f.import(spotifyLibrary({"One"}));
    CHECK(f.source(1).here == 0);
    const auto one = f.own("One");
    f.jobs->noteOwnSongs();
    static_cast<void>(f.next<SpotifyEdited>());
    CHECK(f.rows(1).at(0).tracks == std::vector<TrackId>{one});
    CHECK(f.source(1).here == 1);
    f.database.requireInPlace();
}

TEST_CASE("an import that is cancelled leaves what was there, and of a new source nothing") {
    Fixture f;
    SourceFiles files(f.sources, false);
    std::vector<std::string> titles;
    for (int i = 0; i < 3000; ++i)
        titles.push_back("Song " + std::to_string(i));
    test::writeBytes(f.file, spotifyLibrary(titles));
    ImportDesk* running = nullptr;
    std::size_t cancelAt = 500, told = 0;
    bool isReplaced = false;
    ImportDesk desk(f.emitter, files,
                    {.changed =
                         [&] {
                             SpotifySource now{.id = 1};
                             running->overlay(now);
                             told = std::max(told, now.done);
                             if (now.done >= cancelAt && (cancelAt < 1000 || now.total > 0))
                                 running->cancel(1);
                         },
                     .rowsReplaced = [&](SpotifySourceId) { isReplaced = true; }});
    running = &desk;
    const auto importInto = [&](bool isNew) {
        desk.import(files.make({}), f.file, isNew);
        std::mutex mutex;
        std::condition_variable ended;
        bool hasEnded = false;
        desk.after(1, [&] {
            const std::lock_guard lock(mutex);
            hasEnded = true;
            ended.notify_all();
        });
        std::unique_lock lock(mutex);
        REQUIRE(ended.wait_for(lock, 30s, [&] { return hasEnded; }));
    };
    SECTION("while it reads") {
        importInto(true);
        CHECK(told < 3000);
        CHECK(files.all().empty());
    }
    SECTION("while it stores") {
        cancelAt = 1000;
        importInto(false);
        CHECK(files.all() == std::vector<SpotifySourceId>{1});
        CHECK(files.read(1)->lists.empty());
        files.with(1, [](store::SpotifyStore& store) { CHECK(store.stagedLists().empty()); });
    }
    CHECK_FALSE(isReplaced);
    desk.stop();
}

TEST_CASE("a source whose file is damaged is told with that, and can be imported again or removed") {
    Fixture f;
    fs::create_directories(f.sources);
    test::writeBytes(f.sources / "1.db", test::junk(5000));
    test::writeBytes(f.sources / "2.db", test::junk(5000));
    CHECK(f.source(1).problem.id() == MessageId::spotifyStoreDamaged);
    f.jobs->load(3, 1, 1);
    CHECK(f.next<SpotifyListLoaded>().rows.empty());
    test::writeBytes(f.file, spotifyLibrary({"One"}));
    f.jobs->importData(f.file, 1);
    CHECK(f.source(1, [](const SpotifySource& one) { return one.songs == 1; }).state == SpotifyState::imported);
    f.jobs->remove(2);
    static_cast<void>(f.next<SpotifyChanged>([](const SpotifyChanged& changed) { return changed.sources.size() == 1; }));
}

TEST_CASE("when nothing may be changed, sources are listed and shown only") {
    Fixture f;
    f.import(spotifyLibrary({"One"}));
    f.start(true);
    f.jobs->begin();
    CHECK(f.rows(1).at(0).title == "One");
    f.jobs->remove(1);
    CHECK(f.next<Notice>().message.id() == MessageId::spotifyReadOnly);
    f.jobs->importData(f.file, 0);
    CHECK(f.next<Notice>().message.id() == MessageId::spotifyReadOnly);
    CHECK(f.ids() == std::vector<SpotifySourceId>{1});
}

TEST_CASE("what is wanted is what matches nothing, by album, and can be written as a table or as text") {
    Fixture f;
    f.own("One");
    f.import(spotifyLibrary({"One", "Two", "=Three"}));
    f.jobs->loadWanted(8, 1);
    const auto wanted = f.next<SpotifyWantedLoaded>();
    CHECK(wanted.request == 8);
    REQUIRE(wanted.albums.size() == 1);
    CHECK(wanted.albums[0].titles == std::vector<std::string>{"Two", "=Three"});
    CHECK(wanted.albums[0].isWhole);
    const auto write = [&](const char* name) {
        f.jobs->exportWanted(1, f.folder / name);
        return f.next<Notice>().message.id();
    };
    CHECK(write("wanted.csv") == MessageId::spotifyWantedSaved);
    const auto table = test::readBytes(f.folder / "wanted.csv");
    CHECK(table.find("\"Ann\",\"Album\",\"Two\",\"yes\",\"spotify:album:Album1\"\r\n") != std::string::npos);
    CHECK(table.find("\"=Three\"") == std::string::npos); // no formula
    CHECK(write("wanted.txt") == MessageId::spotifyWantedSaved);
    CHECK(test::readBytes(f.folder / "wanted.txt") == "Ann \u2013 Album\n    Two\n    =Three\n");
    test::writeBytes(f.folder / "song.mp3", "music");
    CHECK(write("song.mp3") == MessageId::spotifyWantedNoTable);
    CHECK(test::readBytes(f.folder / "song.mp3") == "music");
    CHECK(write("gone/wanted.csv") == MessageId::fileCannotBeWritten);
}

TEST_CASE("nothing of a source is outside its file, and nothing is left of it when it is removed") {
    Fixture f;
    f.own("One");
    f.import(spotifyLibrary({"CanaryTitle", "One"}, "CanaryArtist", "CanaryAlbum"));
    fs::remove(f.file);
    CHECK(isAnywhere(f.sources, "CanaryTitle"));
    for (const auto& file : fs::directory_iterator(f.folder.path()))
        if (file.is_regular_file())
            CHECK(test::readBytes(file.path()).find("Canary") == std::string::npos);
    f.jobs->remove(1);
    static_cast<void>(f.next<SpotifyChanged>([](const SpotifyChanged& changed) { return changed.sources.empty(); }));
    CHECK_FALSE(isAnywhere(f.folder.path(), "Canary"));
    CHECK_FALSE(fs::exists(f.sources));
}

TEST_CASE("10,000 liked songs and 200 playlists are imported whole") {
    Fixture f;
    std::vector<std::string> titles;
    for (int i = 0; i < 10'000; ++i)
        titles.push_back("Song" + std::to_string(i));
    std::string lists;
    for (int i = 0; i < 200; ++i) {
        const auto one = spotifyPlaylist("List " + std::to_string(i), {titles.begin() + i * 50, titles.begin() + i * 50 + 50});
        lists += (i > 0 ? "," : "") + one.substr(14, one.size() - 16); // its only element
    }
    test::writeZip(f.folder / "a.zip",
                   {{"YourLibrary.json", spotifyLibrary(titles)}, {"Playlist1.json", "{\"playlists\":[" + lists + "]}"}});
    const auto source = f.import(f.folder / "a.zip");
    CHECK(source.songs == 10'000);
    CHECK(source.lists.size() == 202);
    CHECK(f.rows(1).size() == 10'000);
    CHECK(f.rows(1, 201).at(49).title == "Song9999");
}
