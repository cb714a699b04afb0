// SPDX-License-Identifier: GPL-3.0-or-later
#include "engine/store/playlist_store.h"

#include "engine/store/analysis_store.h"
#include "engine/store/library_store.h"
#include "engine/store/playlist_song_store.h"
#include "engine/store/track_store.h"
#include "tests/support/temporary_folder.h"

#include <SQLiteCpp/Database.h>
#include <catch2/catch.hpp>

#include <algorithm>
#include <numeric>

using namespace segue;
using namespace segue::store;

namespace {

struct PlaylistFixture {
    test::TemporaryFolder folder;
    Database database{folder / "segue.db", Access::write};
    PlaylistStore playlists{database};
    PlaylistSongStore songs{database};
    TrackStore tracks{database, "m/1"};
    LibraryId library = LibraryStore(database).add("Music", "/music");

    TrackId put(const std::string& name, LibraryId to = 1, const std::string& root = "/music") {
        return tracks.save({.library = to, .path = root + "/" + name, .title = name, .artist = "Artist"}, root, {1, 2, 3});
    }
    void hear(TrackId track, const std::string& identity) {
        AnalysisStore(database, "m/1")
            .save(track, {.identity = identity, .embedding = {1.F, 0.F}, .probabilities = {1.F}, .heardGenre = "Rock"}, 1);
    }
    PlaylistId make(const std::string& name, PlaylistId in = 0, PlaylistKind kind = PlaylistKind::songs) {
        const auto step = playlists.create({.folder = in, .kind = kind, .name = name});
        return step.empty() ? 0 : step.rowsAfter.front().id;
    }
    PlaylistId makeOf(const std::vector<TrackId>& of) {
        const auto id = make("List");
        static_cast<void>(playlists.add(id, songs.keep(of), 0));
        return id;
    }
    /// What the entries stand for now.
    std::vector<TrackId> found(PlaylistId playlist) {
        std::vector<KeptSongId> ids;
        for (const auto& entry : playlists.entries(playlist))
            ids.push_back(entry.song);
        std::vector<TrackId> found;
        for (const auto& song : songs.find(ids))
            found.push_back(song.isThere ? song.found : -song.found);
        return found;
    }
    std::vector<PlaylistEntryId> ids(PlaylistId playlist) {
        std::vector<PlaylistEntryId> ids;
        for (const auto& entry : playlists.entries(playlist))
            ids.push_back(entry.id);
        return ids;
    }
    std::vector<std::string> names() {
        std::vector<std::string> names;
        for (const auto& playlist : playlists.all())
            names.push_back(playlist.name);
        return names;
    }
};

using Names = std::vector<std::string>;
using Tracks = std::vector<TrackId>;

} // namespace

TEST_CASE_METHOD(PlaylistFixture, "songs stay in a playlist in the order in which they were put, as often as they were") {
    const auto a = put("a.mp3"), b = put("b.mp3"), c = put("c.mp3");
    const auto list = makeOf({a, b, a});
    CHECK(found(list) == Tracks{a, b, a});
    CHECK(playlists.find(list)->songs == 3);
    static_cast<void>(playlists.add(list, songs.keep(Tracks{c, c}), ids(list)[1]));
    CHECK(found(list) == Tracks{a, c, c, b, a});
    static_cast<void>(playlists.moveEntries(list, std::vector{ids(list)[4], ids(list)[1]}, ids(list)[0]));
    CHECK(found(list) == Tracks{c, a, a, c, b});
    static_cast<void>(playlists.removeEntries(list, std::vector{ids(list)[0], ids(list)[4], PlaylistEntryId{4711}}));
    CHECK(found(list) == Tracks{a, a, c});
    CHECK(playlists.find(list)->songs == 3);
}

TEST_CASE_METHOD(PlaylistFixture, "an entry moves before one that moves with it, or to where it is, and nothing happens") {
    const auto list = makeOf({put("a.mp3"), put("b.mp3"), put("c.mp3")});
    const auto entries = ids(list);
    CHECK(playlists.moveEntries(list, std::vector{entries[1]}, entries[1]).empty());
    CHECK(playlists.moveEntries(list, std::vector{entries[2]}, 0).empty());
    CHECK(playlists.moveEntries(list, std::vector{PlaylistEntryId{999}}, 0).empty());
    static_cast<void>(playlists.moveEntries(list, std::vector{entries[0], entries[2]}, entries[2]));
    CHECK(ids(list) == std::vector{entries[1], entries[0], entries[2]});
}

TEST_CASE_METHOD(PlaylistFixture, "a playlist survives that its songs move, are retagged and come into another library") {
    const auto track = put("old/a.mp3");
    hear(track, "mp3-1000-x");
    const auto list = makeOf({track});
    tracks.move(track, library, "new/b.mp3");
    CHECK(found(list) == Tracks{track});
    tracks.remove(std::vector{track});
    CHECK(found(list) == Tracks{0});
    const auto other = LibraryStore(database).add("Other", "/other");
    const auto again = put("c.mp3", other, "/other");
    CHECK(found(list) == Tracks{0});
    hear(again, "mp3-1000-x"); // the same recording, by whichever name
    CHECK(found(list) == Tracks{again});
}

TEST_CASE_METHOD(PlaylistFixture, "a song that was not heard yet is known by its recording as soon as it is") {
    const auto track = put("a.mp3");
    const auto list = makeOf({track});
    hear(track, "mp3-1000-x");
    tracks.remove(std::vector{track});
    const auto again = put("elsewhere.mp3");
    hear(again, "mp3-1000-x");
    CHECK(found(list) == Tracks{again});
}

TEST_CASE_METHOD(PlaylistFixture, "a song that was replaced by another encoding at its path stays") {
    const auto track = put("a.mp3");
    hear(track, "mp3-1000-x");
    const auto list = makeOf({track});
    tracks.remove(std::vector{track});
    const auto again = put("a.mp3");
    hear(again, "flac-1000-y");
    CHECK(found(list) == Tracks{again});
}

TEST_CASE_METHOD(PlaylistFixture, "of several files of a recording one that is there counts") {
    const auto a = put("a.mp3"), b = put("b.mp3");
    hear(a, "mp3-1000-x");
    hear(b, "mp3-1000-x");
    const auto list = makeOf({a});
    CHECK(found(list) == Tracks{a});
    tracks.markMissing(std::vector{a}, std::chrono::sys_seconds{std::chrono::seconds{5}});
    CHECK(found(list) == Tracks{b});
    tracks.markMissing(std::vector{b}, std::chrono::sys_seconds{std::chrono::seconds{5}});
    CHECK(found(list) == Tracks{-a});
    tracks.markFound(std::vector{a});
    CHECK(found(list) == Tracks{a});
}

TEST_CASE_METHOD(PlaylistFixture, "what is in no library keeps its words, and is found when a library has it") {
    const auto address = songs.keepStranger({.path = "http://radio.example/live", .title = "Live"});
    const auto file =
        songs.keepStranger({.path = "/later/a.mp3", .title = "A", .artist = "B", .duration = std::chrono::seconds(7)});
    CHECK(songs.keepStranger({.path = "/later/a.mp3", .title = "A", .artist = "B"}) == file);
    const auto list = make("List");
    static_cast<void>(playlists.add(list, std::vector{address, file}, 0));
    CHECK(found(list) == Tracks{0, 0});
    const auto kept = songs.find(std::vector{address, file});
    CHECK(kept[0].path == "http://radio.example/live");
    CHECK(kept[1].duration == std::chrono::seconds(7));
    const auto later = LibraryStore(database).add("Later", "/later");
    const auto track = put("a.mp3", later, "/later");
    CHECK(found(list) == Tracks{0, track});
}

TEST_CASE_METHOD(PlaylistFixture, "folders hold playlists and folders; nothing goes into itself") {
    const auto parties = make("Parties", 0, PlaylistKind::folder);
    const auto summer = make("Summer", parties, PlaylistKind::folder);
    const auto loud = make("Loud", summer);
    make("Quiet");
    CHECK(names() == Names{"Parties", "Summer", "Loud", "Quiet"});
    CHECK(playlists.move(parties, summer, 0).empty());
    CHECK(playlists.move(parties, parties, 0).empty());
    CHECK(playlists.move(loud, loud, 0).empty());
    CHECK(make("In a list", loud) == 0);
    static_cast<void>(playlists.move(loud, 0, parties));
    CHECK(names() == Names{"Loud", "Parties", "Summer", "Quiet"});
    CHECK(playlists.find(loud)->folder == 0);
    make("Loud");
    CHECK(names().back() == "Loud 2");
    CHECK(make("") == 0);
}

TEST_CASE_METHOD(PlaylistFixture, "every change can be undone and done again, also that a folder went with all in it") {
    const auto a = put("a.mp3"), b = put("b.mp3");
    const auto parties = make("Parties", 0, PlaylistKind::folder);
    const auto list = make("Loud", parties);
    std::vector<PlaylistStep> steps;
    std::vector<std::pair<Names, Tracks>> states;
    const auto state = [&] { return std::pair(names(), found(list)); };
    const auto did = [&](PlaylistStep step) {
        REQUIRE_FALSE(step.empty());
        steps.push_back(std::move(step));
        states.push_back(state());
    };
    states.push_back(state());
    did(playlists.add(list, songs.keep(Tracks{a, b, a}), 0));
    did(playlists.moveEntries(list, std::vector{ids(list)[2]}, ids(list)[0]));
    did(playlists.reorder(list, std::vector{ids(list)[2], ids(list)[0], ids(list)[1]}));
    did(playlists.rename(list, "Louder"));
    did(playlists.removeEntries(list, std::vector{ids(list)[1]}));
    did(playlists.remove(parties));
    CHECK(names().empty());
    for (std::size_t i = steps.size(); i-- > 0;) {
        playlists.undo(steps[i]);
        CHECK(state() == states[i]);
    }
    for (std::size_t i = 0; i < steps.size(); ++i) {
        playlists.redo(steps[i]);
        CHECK(state() == states[i + 1]);
    }
    playlists.undo(steps.back());
    CHECK(playlists.find(list)->songs == 2);
    const auto before = ids(list);
    static_cast<void>(playlists.add(list, songs.keep(Tracks{a}), 0));
    CHECK(ids(list).back() > *std::ranges::max_element(before)); // no number comes again
}

TEST_CASE_METHOD(PlaylistFixture, "putting one song into the middle of many writes that one only") {
    const auto a = put("a.mp3"), b = put("b.mp3");
    const auto list = makeOf(Tracks(2'000, a));
    const auto kept = songs.keep(Tracks{b});
    const auto middle = ids(list)[1'000];
    std::size_t renumbered = 0;
    for (int i = 0; i < 60; ++i) // always at the same place, where the room between two entries halves each time
        renumbered +=
            playlists.add(list, kept, i % 2 == 0 ? middle : ids(list)[1'000 + static_cast<std::size_t>(i) / 2]).moved.empty() ? 0
                                                                                                                              : 1;
    CHECK(renumbered <= 3);
    CHECK(found(list).size() == 2'060);
    CHECK(std::ranges::count(found(list), b) == 60);
}

TEST_CASE_METHOD(PlaylistFixture, "rules keep what they ask, and the song that others are to sound like") {
    const auto a = put("a.mp3");
    hear(a, "mp3-1000-x");
    const PlaylistRules rules{.search = "genre:jazz rating:>=4",
                              .order = PlaylistOrder::added,
                              .isDescending = true,
                              .most = 50,
                              .soundsLike = a,
                              .leastMatch = 0.75F};
    const auto step = playlists.create({.kind = PlaylistKind::rules, .name = "Jazz", .rules = rules});
    const auto id = step.rowsAfter.front().id;
    CHECK(playlists.find(id)->rules == rules);
    tracks.remove(std::vector{a});
    const auto again = put("b.mp3");
    hear(again, "mp3-1000-x");
    CHECK(playlists.find(id)->rules.soundsLike == again);
    auto other = playlists.find(id)->rules;
    other.most = 10;
    CHECK_FALSE(playlists.setRules(id, other).empty());
    CHECK(playlists.setRules(id, other).empty());
    CHECK(playlists.find(id)->rules == other);
    CHECK(playlists.add(id, songs.keep(Tracks{again}), 0).empty());
}

TEST_CASE_METHOD(PlaylistFixture, "playlist files of libraries come last, go with their library and cannot be changed") {
    make("Own");
    const auto always = [](const std::filesystem::path&) { return true; };
    const std::vector<PlaylistStore::Folder> whole{{.path = {}, .deep = true}};
    const std::vector<std::filesystem::path> there{"b/two.m3u", "one.xspf"};
    CHECK(playlists.setFiles(library, whole, there, always));
    CHECK_FALSE(playlists.setFiles(library, whole, there, always));
    CHECK(names() == Names{"Own", "two", "one"});
    const auto file = playlists.all()[1];
    CHECK(file.kind == PlaylistKind::file);
    CHECK(file.path == "/music/b/two.m3u");
    CHECK(playlists.find(file.id)->path == file.path);
    CHECK(playlists.rename(file.id, "other").empty());
    CHECK(playlists.remove(file.id).empty());
    CHECK(playlists.add(file.id, songs.keep(Tracks{put("a.mp3")}), 0).empty());
    CHECK(playlists.create({.folder = file.id, .name = "In a file"}).empty());
    const std::vector<PlaylistStore::Folder> root{{.path = {}, .deep = false}}, b{{.path = "b", .deep = true}};
    CHECK_FALSE(playlists.setFiles(library, root, std::vector<std::filesystem::path>{"one.xspf"}, always));
    CHECK_FALSE(playlists.setFiles(library, b, {}, [](const std::filesystem::path&) { return false; }));
    CHECK(playlists.setFiles(library, b, {}, always));
    CHECK(names() == Names{"Own", "one"});
    LibraryStore(database).remove(library);
    CHECK(names() == Names{"Own"});
}

TEST_CASE_METHOD(PlaylistFixture, "folders that lie in each other, as no Segue writes them, are still listed") {
    const auto a = make("A", 0, PlaylistKind::folder), b = make("B", a, PlaylistKind::folder);
    make("In B", b);
    database.connection().exec("UPDATE playlist SET folder = " + std::to_string(b) + " WHERE id = " + std::to_string(a));
    CHECK(names().size() == 3);
    database.connection().exec("UPDATE playlist SET folder = 4711 WHERE id = " + std::to_string(b));
    CHECK(names().size() == 3);
}
