// SPDX-License-Identifier: GPL-3.0-or-later
// Playlists as the facade gives them.
#include "tests/engine/engine_session.h"
#include "tests/support/files.h"

#include <algorithm>

using namespace segue;
using test::EngineSession;

namespace {

std::size_t filesIn(const EngineSession& session) {
    return static_cast<std::size_t>(std::ranges::count(session.playlists.playlists, PlaylistKind::file, &Playlist::kind));
}

} // namespace

TEST_CASE("playlist files of a library are told when a scan finds them, go with them, and go with the library") {
    EngineSession session;
    session.song("a", 300.0);
    test::writeBytes(session.music / "list.m3u", "a.wav\n");
    session.addAndWait(1);
    REQUIRE(session.wait([&] { return filesIn(session) == 1; }));
    session.engine->playlists().load(1, session.playlists.playlists.front().id);
    REQUIRE(session.wait([&] { return session.playlistSongs.contains(1); }));
    REQUIRE(session.playlistSongs[1].songs.size() == 1);
    CHECK(session.playlistSongs[1].songs.row(0).id == session.idOf("a"));
    test::writeBytes(session.music / "other.pls", "[playlist]\n");
    session.engine->libraries().rescan(1);
    REQUIRE(session.wait([&] { return filesIn(session) == 2; }));
    session.engine->libraries().remove(1);
    CHECK(session.wait([&] { return filesIn(session) == 0; }));
}

TEST_CASE("a playlist is there after a restart, and with a read-only engine nothing of it changes") {
    EngineSession session;
    session.song("a", 300.0);
    session.addAndWait(1);
    session.engine->playlists().create("Mine", 0, {session.idOf("a"), session.idOf("a")});
    REQUIRE(session.wait([&] { return session.playlists.playlists.size() == 1; }));
    session.start(true);
    session.engine->playlists().list();
    REQUIRE(session.wait([&] { return !session.playlists.canUndo; }));
    const auto list = session.playlists.playlists.front();
    CHECK(list.name == "Mine");
    CHECK(list.songs == 2);
    session.engine->playlists().remove(list.id);
    session.engine->playlists().load(2, list.id);
    REQUIRE(session.wait([&] { return session.playlistSongs.contains(2); }));
    CHECK(session.playlistSongs[2].songs.size() == 2);
}
