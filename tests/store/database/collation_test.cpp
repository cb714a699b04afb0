// SPDX-License-Identifier: GPL-3.0-or-later
#include "engine/store/database/collation.h"
#include "engine/store/library_store.h"
#include "engine/store/track_store.h"
#include "tests/support/temporary_folder.h"

#include <SQLiteCpp/Database.h>
#include <catch2/catch.hpp>

#include <algorithm>
#include <cstdlib>
#include <optional>

using namespace segue;
using namespace segue::store;

namespace {

/// The listener's language while it lives.
class Language final {
public:
    explicit Language(const char* locale) {
        for (const char* variable : kVariables) {
            const char* before = std::getenv(variable);
            m_before.push_back(before != nullptr ? std::optional<std::string>(before) : std::nullopt);
            ::unsetenv(variable);
        }
        ::setenv("LANG", locale, 1);
    }
    ~Language() {
        for (std::size_t i = 0; i < m_before.size(); ++i)
            m_before[i] ? ::setenv(kVariables[i], m_before[i]->c_str(), 1) : ::unsetenv(kVariables[i]);
    }
    Language(const Language&) = delete;
    Language& operator=(const Language&) = delete;

private:
    static constexpr const char* kVariables[] = {"LC_ALL", "LC_COLLATE", "LANG"};
    std::vector<std::optional<std::string>> m_before;
};

std::vector<std::string> sorted(std::vector<std::string> names, const Collation& collation) {
    std::ranges::sort(names, {}, [&](const std::string& name) { return collation.key(name); });
    return names;
}

std::vector<std::string> artistsOf(const SongList& songs) {
    std::vector<std::string> artists;
    for (const Track& song : songs)
        artists.push_back(song.artist);
    return artists;
}

} // namespace

TEST_CASE("names stand where a listener looks for them, whatever their accents and case, and numbers count") {
    const Language language("C.UTF-8");
    const Collation collation;
    const std::vector<std::string> names{
        "", "abba", "Ärzte, Die", "Bjork tribute", "Édith Piaf", "Øystein", "The Beatles", "Track 2", "Track 10", "Zappa", "東京"};
    auto shuffled = names;
    std::ranges::reverse(shuffled);
    CHECK(sorted(shuffled, collation) == names);
    CHECK(collation.key("ABBA") == collation.key("abba"));
    CHECK(collation.key("resume") != collation.key("résumé"));
    CHECK(collation.key("\xFF\xFE") == collation.key("\xEF\xBF\xBD\xEF\xBF\xBD"));
    CHECK(collation.key(std::string(10'000, 'x')).size() > 1000);
    for (const auto& name : names)
        CHECK(collation.key(name).find('\0') == std::string::npos);
}

TEST_CASE("the listener's language orders, and its name is kept with the keys that it made") {
    const test::TemporaryFolder folder;
    const std::vector<std::string> german{"Ärzte", "Östro", "Zappa"}, swedish{"Zappa", "Ärzte", "Östro"};
    {
        const Language language("de_AT.UTF-8");
        Database database(folder / "segue.db", Access::write);
        const auto library = LibraryStore(database).add("Music", "/music");
        for (const char* artist : {"Zappa", "Östro", "Ärzte"})
            TrackStore(database, {})
                .save({.library = library, .path = "/music/" + std::string(artist), .title = "t", .artist = artist}, "/music",
                      {1, 1});
        CHECK(artistsOf(TrackStore(database, {}).songs(library)) == german);
        CHECK(Collation().name().starts_with("de_AT "));
    }
    {
        const Language language("sv_SE.UTF-8");
        Database database(folder / "segue.db", Access::write);
        CHECK(artistsOf(TrackStore(database, {}).songs(1)) == swedish);
    }
    const Language language("C");
    Database database(folder / "segue.db", Access::write);
    CHECK(artistsOf(TrackStore(database, {}).songs(1)) == german);
}

TEST_CASE("a song is ordered by its album's artist and the names that are meant for that") {
    const Language language("C.UTF-8");
    const test::TemporaryFolder folder;
    Database database(folder / "segue.db", Access::write);
    TrackStore tracks(database, {});
    const auto library = LibraryStore(database).add("Music", "/music");
    int number = 0;
    const auto add = [&](Track track) {
        track.library = library;
        track.path = "/music/" + std::to_string(++number);
        tracks.save(track, "/music", {1, 1});
    };
    add({.title = "5", .artist = "Abba", .albumArtist = "Various Artists", .album = "Now", .trackNumber = 2});
    add({.title = "4", .artist = "Zappa", .albumArtist = "Various Artists", .album = "Now", .trackNumber = 1});
    add({.title = "1", .artist = "The Beatles", .album = "B", .trackNumber = 1, .orderArtist = "Beatles, The"});
    add({.title = "Track 10", .artist = "Same", .album = "The C", .orderAlbum = "C"});
    add({.title = "Track 2", .artist = "Same", .album = "The C", .orderAlbum = "C"});
    add({.title = "The 3", .artist = "Same", .album = "The C", .orderAlbum = "C", .orderTitle = "Track 3"});
    std::vector<std::string> titles;
    for (const Track& song : tracks.songs(library))
        titles.push_back(song.title);
    CHECK(titles == std::vector<std::string>{"1", "Track 2", "The 3", "Track 10", "4", "5"});
    const auto found = tracks.find(1);
    CHECK_FALSE(found->albumOrder.empty());
    CHECK(found->titleOrder.empty());
}

TEST_CASE("tags that were read again replace the old ones and leave all else as it is") {
    const test::TemporaryFolder folder;
    Database database(folder / "segue.db", Access::write);
    TrackStore tracks(database, {});
    const auto library = LibraryStore(database).add("Music", "/music");
    Track song{.library = library, .path = "/music/a.mp3", .title = "Old", .artist = "B", .duration = std::chrono::seconds{3}};
    const auto id = tracks.save(song, "/music", {5, 6, 7}, 1);
    database.connection().exec("UPDATE track SET identity = 'one', duration_ms = 3100");
    CHECK_FALSE(tracks.retag(song, "/music", {5, 6, 8}, 1));
    CHECK(tracks.knownFiles(library).front().stamp.changedNs == 8);
    song.title = "New";
    song.artist = "A";
    CHECK(tracks.retag(song, "/music", {5, 6, 9}, 2) == id);
    CHECK(tracks.find(id)->title == "New");
    CHECK(tracks.find(id)->duration == std::chrono::milliseconds{3100});
    CHECK(tracks.knownFiles(library).front().tagsVersion == 2);
    CHECK(database.connection().execAndGet("SELECT identity || is_changed FROM track").getString() == "one0");
    song.path = "/music/none.mp3";
    CHECK_FALSE(tracks.retag(song, "/music", {5, 6, 9}, 2));
    // Another file by now: the next scan sees to it.
    song.path = "/music/a.mp3";
    song.title = "Other";
    CHECK_FALSE(tracks.retag(song, "/music", {4, 6, 9}, 2));
    CHECK(tracks.find(id)->title == "New");
}
