// SPDX-License-Identifier: GPL-3.0-or-later
#include "engine/service/playlist/playlist_jobs.h"

#include "engine/audio/fingerprint.h"
#include "engine/playlist/playlist_file.h"
#include "engine/store/analysis_store.h"
#include "engine/store/library_store.h"
#include "engine/store/outline_store.h"
#include "engine/store/track_store.h"
#include "tests/support/files.h"
#include "tests/support/said.h"
#include "tests/support/temporary_folder.h"

#include <catch2/catch.hpp>

#include <algorithm>
#include <cmath>
#include <condition_variable>
#include <deque>
#include <mutex>
#include <random>

using namespace segue;
using namespace std::chrono_literals;
namespace fs = std::filesystem;

namespace {

struct PlaylistFixture {
    test::TemporaryFolder folder;
    fs::path root = fs::canonical(folder.path());
    std::mutex mutex;
    std::condition_variable arrived;
    std::deque<Event> events;
    store::Writer writer{store::Database(folder / "segue.db", store::Access::write)};
    store::Database reader{folder / "segue.db", store::Access::read};
    EventEmitter emitter{[this](Event event) {
        {
            const std::lock_guard lock(mutex);
            events.push_back(std::move(event));
        }
        arrived.notify_all();
    }};
    WorkProgress progress{emitter};
    std::unique_ptr<EmbeddingSpaces> spaces;
    std::unique_ptr<PlaylistJobs> jobs;
    PlaylistsChanged last;

    PlaylistFixture() { start(); }
    ~PlaylistFixture() { jobs->stop(); }

    void start() {
        if (jobs)
            jobs->stop();
        spaces = std::make_unique<EmbeddingSpaces>(
            std::make_shared<EmbeddingSpace>("m/1", reader, inference::ModelLibrary(folder / "models", {})));
        jobs = std::make_unique<PlaylistJobs>(reader, PlaylistRooms{&writer, emitter, *spaces, progress});
    }

    template <typename Wanted>
    Wanted next() {
        std::unique_lock lock(mutex);
        for (;;) {
            while (!events.empty()) {
                const Event event = std::move(events.front());
                events.pop_front();
                if (const auto* found = std::get_if<Wanted>(&event))
                    return *found;
            }
            if (arrived.wait_for(lock, 30s) == std::cv_status::timeout)
                throw std::runtime_error("it did not come");
        }
    }
    /// The playlists after the last command.
    const std::vector<Playlist>& playlists() { return (last = next<PlaylistsChanged>()).playlists; }
    Playlist newest() {
        const auto& all = playlists();
        return *std::ranges::max_element(all, {}, &Playlist::id);
    }
    PlaylistLoaded load(PlaylistId playlist) {
        jobs->load(7, playlist);
        return next<PlaylistLoaded>();
    }
    std::vector<std::string> titles(PlaylistId playlist) {
        std::vector<std::string> titles;
        for (const Track& song : load(playlist).songs)
            titles.push_back((song.isMissing ? "-" : "") + song.title);
        return titles;
    }

    void inStore(const std::function<void(store::Database&)>& work) { writer.run(work).get(); }

    TrackId put(const std::string& name, const Track& tags = {}, const std::string& identity = {}, double angle = 0.0) {
        TrackId track = 0;
        inStore([&](store::Database& database) {
            store::LibraryStore libraries(database);
            const auto known = libraries.findByRoot(root / "music");
            auto song = tags;
            song.library = known ? known->id : libraries.add("Music", root / "music");
            song.path = root / "music" / name;
            if (song.title.empty())
                song.title = fs::path(name).stem().native();
            track = store::TrackStore(database, "m/1").save(song, root / "music", {100, 1});
            if (!identity.empty())
                store::AnalysisStore(database, "m/1")
                    .save(track,
                          {.identity = identity,
                           .embedding = {static_cast<float>(std::cos(angle)), static_cast<float>(std::sin(angle))},
                           .probabilities = {1.F},
                           .heardGenre = "Rock",
                           .duration = song.duration},
                          1);
        });
        return track;
    }
    void forget(TrackId track) {
        inStore([track](store::Database& database) { store::TrackStore(database, "m/1").remove({&track, 1}); });
    }
};

using Titles = std::vector<std::string>;

} // namespace

TEST_CASE_METHOD(PlaylistFixture, "a playlist is made, filled, sorted, freed of duplicates, and all of it undone and done again") {
    const auto b = put("b.mp3", {.year = 1970}), a = put("a.mp3", {.year = 1990});
    jobs->create("List", 0, {b, a, b});
    const auto list = newest();
    CHECK(list.songs == 3);
    CHECK(last.canUndo);
    CHECK_FALSE(last.canRedo);
    CHECK(titles(list.id) == Titles{"b", "a", "b"});
    jobs->sort(list.id, PlaylistOrder::title, false);
    CHECK(next<PlaylistEdited>().playlist == list.id);
    CHECK(titles(list.id) == Titles{"a", "b", "b"});
    jobs->sort(list.id, PlaylistOrder::year, true);
    CHECK(titles(list.id) == Titles{"a", "b", "b"});
    jobs->removeDuplicates(list.id);
    CHECK(titles(list.id) == Titles{"a", "b"});
    jobs->undo();
    CHECK(titles(list.id) == Titles{"a", "b", "b"});
    jobs->undo();
    CHECK(titles(list.id) == Titles{"b", "a", "b"});
    jobs->undo();
    jobs->list();
    CHECK(load(list.id).songs.empty());
    jobs->redo();
    jobs->redo();
    CHECK(titles(list.id) == Titles{"a", "b", "b"});
    jobs->undo();
    jobs->rename(list.id, "Other"); // what was undone is gone for good
    jobs->redo();
    CHECK(titles(list.id) == Titles{"b", "a", "b"});
}

TEST_CASE_METHOD(PlaylistFixture, "a folder that was removed comes back with all that it held") {
    jobs->createFolder("Folder", 0);
    const auto inside = newest().id;
    jobs->create("List", inside, {put("a.mp3")});
    const auto list = newest().id;
    jobs->remove(inside);
    CHECK(playlists().empty());
    jobs->undo();
    CHECK(playlists().size() == 2);
    CHECK(last.canRedo);
    CHECK(titles(list) == Titles{"a"});
}

TEST_CASE_METHOD(PlaylistFixture, "fifty changes can be undone") {
    jobs->create("0", 0, {});
    const auto list = newest().id;
    for (int i = 1; i <= 60; ++i)
        jobs->rename(list, std::to_string(i));
    for (int i = 0; i < 60; ++i)
        jobs->undo();
    jobs->create("last", 0, {});
    while (playlists().size() < 2) {
    }
    CHECK(last.playlists.front().name == "10");
}

TEST_CASE_METHOD(PlaylistFixture,
                 "an entry whose file is gone is a version of it that is there: by fingerprint or by its words and length") {
    const auto gone = put("a.mp3", {.title = "Song", .artist = "Nina", .duration = 100s}, "mp3-100000-a");
    jobs->create("List", 0, {gone});
    const auto list = newest().id;
    forget(gone);
    CHECK(titles(list) == Titles{"-Song"});
    put("live.flac", {.title = "Song", .artist = "Nina", .duration = 150s}, "flac-150000-l");
    CHECK(titles(list) == Titles{"-Song"});
    const auto version = put("b.flac", {.title = "SONG", .artist = "nina", .duration = 101s}, "flac-101000-b");
    const auto loaded = load(list);
    CHECK(loaded.songs.row(0).id == version);
    CHECK_FALSE(loaded.songs.row(0).isMissing);
}

TEST_CASE_METHOD(PlaylistFixture,
                 "of two songs of a name the one whose fingerprint is that of the gone file takes its place, however long") {
    const auto noise = [](unsigned seed) { // of pitches that change, as music has
        std::vector<float> samples(11'025 * 30);
        std::minstd_rand random(seed);
        double phase = 0.0, hz = 440.0;
        for (std::size_t i = 0; i < samples.size(); ++i) {
            if (i % 2'000 == 0)
                hz = 200.0 + 40.0 * static_cast<double>(random() % 50);
            phase += 2.0 * 3.14159265358979 * hz / 11'025.0;
            samples[i] = static_cast<float>(0.5 * std::sin(phase));
        }
        audio::FingerprintMaker maker(11'025, 1);
        maker.add(samples);
        return maker.finish();
    };
    const auto print = [&](const std::string& identity, std::vector<std::uint8_t> fingerprint) {
        inStore([&](store::Database& database) {
            Outline outline;
            outline.waveform.peak.resize(Waveform::kColumns);
            outline.waveform.rms.resize(Waveform::kColumns);
            outline.fingerprint = std::move(fingerprint);
            store::OutlineStore(database, 1).save(identity, outline);
        });
    };
    const auto gone = put("a.mp3", {.title = "Song", .artist = "Nina", .duration = 100s}, "mp3-100000-a");
    put("other.mp3", {.title = "Song", .artist = "Nina", .duration = 100s}, "mp3-100000-o");
    const auto same = put("same.flac", {.title = "Song", .artist = "Nina", .duration = 110s}, "flac-110000-s");
    print("mp3-100000-a", noise(1));
    print("mp3-100000-o", noise(2));
    print("flac-110000-s", noise(1));
    jobs->create("List", 0, {gone});
    const auto list = newest().id;
    forget(gone);
    CHECK(load(list).songs.row(0).id == same);
}

TEST_CASE_METHOD(PlaylistFixture, "importing tells what became of each line, and loses none") {
    const auto a = put("a.mp3", {.title = "A", .artist = "X"}), b = put("sub/b.mp3");
    fs::create_directories(root / "lists");
    test::writeBytes(root / "lists/stranger.mp3", "x");
    test::writeBytes(root / "lists/List.m3u", "#EXTM3U\n../music/a.mp3\nD:\\foo\\sub\\b.mp3\nstranger.mp3\nhttp://radio.example/\n"
                                              "#EXTINF:10,Some - Body\ngone.mp3\n../music/a%2emp3\n#EXTINF:-1,X - A\nq/r.ogg\n");
    jobs->importFile(root / "lists/List.m3u", 0);
    const auto told = next<PlaylistImported>();
    std::vector<LineMatch> matches;
    for (const auto& line : told.lines)
        matches.push_back(line.match);
    CHECK(matches == std::vector{LineMatch::path, LineMatch::tail, LineMatch::stranger, LineMatch::address, LineMatch::none,
                                 LineMatch::spelling, LineMatch::words});
    CHECK(told.lines[1].track == b);
    CHECK(told.lines[4].written == "gone.mp3");
    const auto loaded = load(told.playlist);
    CHECK(titles(told.playlist) == Titles{"A", "b", "-stranger.mp3", "-http://radio.example/", "-Body", "A", "A"});
    CHECK(loaded.songs[3].path == "http://radio.example/");
    CHECK(loaded.songs.row(0).id == a);
    CHECK(loaded.entries.size() == 7);
    jobs->undo();
    jobs->list();
    CHECK(next<PlaylistsChanged>().playlists.empty());
}

TEST_CASE_METHOD(PlaylistFixture, "what was exported is imported as it was") {
    const auto a = put("a.mp3", {.title = "A", .artist = "X", .duration = 61s}), b = put("caf\xC3\xA9 #1 100%.mp3");
    jobs->create("My list", 0, {b, a, b});
    const auto list = newest().id;
    for (const auto format : {PlaylistFormat::m3u8, PlaylistFormat::xspf, PlaylistFormat::pls}) {
        const auto file = root / ("out" + std::to_string(static_cast<int>(format)));
        jobs->exportFile(list, file, format, format != PlaylistFormat::pls);
        CHECK(next<Notice>().level == Notice::Level::information);
        jobs->importFile(file, 0);
        const auto told = next<PlaylistImported>();
        CHECK(std::ranges::all_of(told.lines, [](const PlaylistLine& line) {
            return line.match == LineMatch::path || line.match == LineMatch::spelling;
        }));
        CHECK(titles(told.playlist) == titles(list));
    }
}

TEST_CASE_METHOD(PlaylistFixture, "HLS, music and what is not there are refused with a sentence") {
    test::writeBytes(root / "hls.m3u8", "#EXTM3U\n#EXT-X-TARGETDURATION:10\n1.ts\n");
    jobs->importFile(root / "hls.m3u8", 0);
    CHECK(next<Notice>().message.id() == MessageId::playlistIsStream);
    jobs->importFile(root / "gone.m3u8", 0);
    CHECK(next<Notice>().message.id() == MessageId::playlistNotRead);
    test::writeBytes(root / "cut.xspf", "<playlist><trackList><track><location>a.mp3</location></track><track>");
    jobs->importFile(root / "cut.xspf", 0);
    CHECK(next<Notice>().message.id() == MessageId::playlistCut);
    CHECK(next<PlaylistImported>().lines.size() == 1);
    test::writeBytes(root / "song.m3u", std::string("\0\1\0\0\2", 5));
    jobs->importFile(root / "song.m3u", 0);
    CHECK(next<Notice>().message.id() == MessageId::playlistNotOne);
    test::writeBytes(root / "notes.txt", "not a playlist");
    jobs->create("List", 0, {});
    jobs->exportFile(newest().id, root / "notes.txt", PlaylistFormat::m3u8, true);
    CHECK(next<Notice>().message.id() == MessageId::playlistNoPlaylist);
    CHECK(test::readBytes(root / "notes.txt") == "not a playlist");
}

TEST_CASE_METHOD(PlaylistFixture, "a playlist file of a library is read when it is opened, and copied to the listener's own") {
    const auto a = put("a.mp3");
    fs::create_directories(root / "music");
    test::writeBytes(root / "music/list.m3u", "a.mp3\nb.mp3\n");
    inStore([&](store::Database& database) {
        const store::PlaylistStore::Folder whole{.path = {}, .deep = true};
        const fs::path list = "list.m3u";
        CHECK(store::PlaylistStore(database).setFiles(1, {&whole, 1}, {&list, 1}, [](const fs::path&) { return true; }));
    });
    jobs->list();
    const auto file = newest();
    CHECK(file.kind == PlaylistKind::file);
    CHECK(titles(file.id) == Titles{"a", "-b.mp3"});
    CHECK(load(file.id).entries.empty());
    jobs->copy(file.id, {});
    const auto own = newest();
    CHECK(own.name == "list");
    CHECK(own.kind == PlaylistKind::songs);
    CHECK(load(own.id).songs.row(0).id == a);
    jobs->add(own.id, {a}, 0);
    CHECK(titles(own.id).size() == 3);
    CHECK(test::readBytes(root / "music/list.m3u") == "a.mp3\nb.mp3\n");
}

TEST_CASE_METHOD(PlaylistFixture, "rules find their songs anew each time, and are frozen on demand") {
    const auto a = put("a.mp3", {.genre = "Jazz", .year = 1960});
    jobs->createRules("Jazz", 0, {.search = "genre:jazz", .order = PlaylistOrder::year, .most = 2});
    const auto rules = newest().id;
    CHECK(titles(rules) == Titles{"a"});
    put("b.mp3", {.genre = "Jazz", .year = 1950});
    put("c.mp3", {.genre = "Rock", .year = 1940});
    put("d.mp3", {.genre = "Jazz", .year = 1970});
    CHECK(titles(rules) == Titles{"b", "a"});
    jobs->copy(rules, {a});
    const auto frozen = newest();
    CHECK(frozen.kind == PlaylistKind::songs);
    CHECK(frozen.name == "Jazz 2");
    CHECK(titles(frozen.id) == Titles{"a"});
}

TEST_CASE_METHOD(PlaylistFixture, "rules ask what sounds like a song: the song first, then the most alike") {
    for (int i = 0; i < 60; ++i)
        put("other" + std::to_string(i) + ".mp3", {}, "other" + std::to_string(i), 0.3 + 0.02 * i);
    const auto seed = put("seed.mp3", {}, "seed", 0.0);
    put("far.mp3", {}, "far", 1.5);
    put("near.mp3", {}, "near", 0.06);
    put("nearest.mp3", {}, "nearest", 0.03);
    start(); // a space knows how long its embeddings are from those that are there
    jobs->createRules("Alike", 0, {.soundsLike = seed, .leastMatch = 0.8F});
    const auto rules = newest().id;
    const auto found = titles(rules);
    REQUIRE(found.size() >= 3);
    CHECK(Titles(found.begin(), found.begin() + 3) == Titles{"seed", "nearest", "near"});
    CHECK(std::ranges::find(found, "far") == found.end());
    jobs->createRules("Unheard", 0, {.soundsLike = put("unheard.mp3")});
    CHECK(titles(newest().id).empty());
}

TEST_CASE_METHOD(PlaylistFixture, "commands that name what is not there change nothing and answer") {
    jobs->add(4711, {1}, 0);
    jobs->removeEntries(4711, {1});
    jobs->rename(4711, "x");
    jobs->remove(4711);
    jobs->move(4711, 0, 0);
    jobs->copy(4711, {});
    jobs->sort(4711, PlaylistOrder::random, false);
    jobs->undo();
    jobs->redo();
    CHECK(load(4711).songs.empty());
    jobs->list();
    CHECK(playlists().empty());
    CHECK_FALSE(last.canUndo);
}
