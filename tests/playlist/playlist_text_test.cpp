// SPDX-License-Identifier: GPL-3.0-or-later
#include "engine/playlist/playlist_text.h"

#include <catch2/catch.hpp>

using namespace segue;
using namespace std::chrono_literals;

namespace {

PlaylistText read(std::string_view bytes) {
    auto parsed = parsePlaylist(bytes);
    REQUIRE(std::holds_alternative<PlaylistText>(parsed));
    return std::get<PlaylistText>(std::move(parsed));
}

PlaylistFault fault(std::string_view bytes) {
    const auto parsed = parsePlaylist(bytes);
    REQUIRE(std::holds_alternative<PlaylistFault>(parsed));
    return std::get<PlaylistFault>(parsed);
}

std::vector<std::string> places(std::string_view bytes) {
    std::vector<std::string> places;
    for (const auto& line : read(bytes).lines)
        places.push_back(line.where);
    return places;
}

using Places = std::vector<std::string>;

} // namespace

TEST_CASE("an M3U gives paths, lengths and words, with or without its first line") {
    const auto list =
        read("#EXTM3U\n#PLAYLIST:My list\n#EXTINF:123,Artist - Title - Live\n a/b.mp3 \n\n#EXTINF:-1,Title\nc.mp3\nd.mp3");
    CHECK(list.name == "My list");
    REQUIRE(list.lines.size() == 3);
    CHECK(list.lines[0].where == "a/b.mp3");
    CHECK(list.lines[0].artist == "Artist");
    CHECK(list.lines[0].title == "Title - Live");
    CHECK(list.lines[0].length == 123s);
    CHECK(list.lines[1].title == "Title");
    CHECK(list.lines[1].length == 0s);
    CHECK(list.lines[2].title.empty());
    CHECK(places("a.mp3\nb.mp3\n") == Places{"a.mp3", "b.mp3"});
    CHECK(places("").empty());
}

TEST_CASE("lists from other systems are read: marks, line ends, UTF-16, old code pages") {
    CHECK(places("\xEF\xBB\xBF#EXTM3U\r\na.mp3\r\nb.mp3\r\n") == Places{"a.mp3", "b.mp3"});
    CHECK(places("a.mp3\rb.mp3\r") == Places{"a.mp3", "b.mp3"});
    CHECK(places(std::string_view("\xFF\xFE"
                                  "\xE9\0.\0m\0p\0"
                                  "3\0\r\0\n\0",
                                  16)) == Places{"\xC3\xA9.mp3"});
    CHECK(places(std::string_view("a\0.\0m\0p\0"
                                  "3\0",
                                  10)) == Places{"a.mp3"});
    const auto old = read("#EXTINF:1,Bj\xF6rk - J\xF3ga\nBj\xF6rk.mp3\n#EXTINF:1,Bj\xC3\xB6rk - Hunter\nx.mp3");
    CHECK(old.lines[0].artist == "Bj\xC3\xB6rk");
    CHECK(old.lines[0].where == "Bj\xF6rk.mp3"); // the bytes as they are: so may be the file's name
    CHECK(old.lines[1].artist == "Bj\xC3\xB6rk");
}

TEST_CASE("what M3U files say beside songs is skipped, and what may be a name is kept as one") {
    const auto list =
        read("#EXTM3U\n# a remark\n#EXTGENRE:Rock\n#EXTINF:12 tvg-id=\"a,b\" group=\"c\",A - B\n#EXTVLCOPT:start-time=61\n"
             "album.flac\n#1 hit.mp3\n#\n");
    REQUIRE(list.lines.size() == 2);
    CHECK(list.lines[0].title == "B");
    CHECK(list.lines[0].start == 61);
    CHECK(list.lines[1].where == "#1 hit.mp3");
    CHECK(list.lines[1].mayBeRemark);
    CHECK(read("#EXTINF:99999999999999999999,A\na").lines[0].length == 0s);
    CHECK(read("#EXTINF:,A - \na").lines[0].title == "A -"); // not two names
}

TEST_CASE("a PLS gives its songs in the order of their numbers, whatever the order of its lines") {
    const auto list =
        read("[playlist]\r\nTitle2=A - B\r\nFile2=b.mp3\r\nLength2=61\r\nfile1=http://radio.example/\r\nFile10=c.mp3\r\n"
             "NumberOfEntries=3\r\nVersion=2\r\nFileX=no.mp3\r\nnonsense\r\n");
    REQUIRE(list.lines.size() == 3);
    CHECK(list.lines[0].where == "http://radio.example/");
    CHECK(list.lines[1].where == "b.mp3");
    CHECK(list.lines[1].artist == "A");
    CHECK(list.lines[1].length == 61s);
    CHECK(list.lines[2].where == "c.mp3");
    CHECK(places("[playlist]\nFile999999999999999999999=x\nFile-1=y\n").empty());
}

TEST_CASE("an XSPF gives locations, words and lengths, and its title as its name") {
    const auto list =
        read("<?xml version=\"1.0\" encoding=\"UTF-8\"?>\n<playlist version=\"1\" xmlns=\"http://xspf.org/ns/0/\"><title>A &amp; "
             "B</title>"
             "<trackList><track><location>file:///a%20b.mp3</location><location>other</location><title>T &lt;1&gt;</title>"
             "<creator>C</creator><duration>61500</duration><extension><title>no</title></extension></track>"
             "<track><title>Only words</title></track><track/></trackList></playlist>");
    CHECK(list.name == "A & B");
    REQUIRE(list.lines.size() == 2);
    CHECK(list.lines[0].where == "file:///a%20b.mp3");
    CHECK(list.lines[0].title == "T <1>");
    CHECK(list.lines[0].artist == "C");
    CHECK(list.lines[0].length == 61'500ms);
    CHECK(list.lines[1].where.empty());
    CHECK(places("<x:playlist xmlns:x=\"http://xspf.org/ns/0/\"><x:trackList><x:track><x:location> "
                 "a.mp3\n</x:location></x:track></x:trackList></x:playlist>") == Places{"a.mp3"});
}

TEST_CASE("an XSPF that breaks off gives what came before, and says so; one with a DOCTYPE gives nothing") {
    const auto cut = read("<playlist><trackList><track><location>a.mp3</location></track><track><location>b.m");
    CHECK(cut.isCut);
    CHECK(cut.lines.size() == 1);
    CHECK(fault("<!DOCTYPE x [<!ENTITY a \"aaaaaaaaaa\"><!ENTITY b \"&a;&a;&a;\">]><playlist><title>&b;</title></playlist>") ==
          PlaylistFault::none);
    CHECK(fault("<html><body>No</body></html>") == PlaylistFault::none);
    std::string deep = "<playlist>";
    for (int i = 0; i < 100'000; ++i)
        deep += "<a>";
    CHECK(read(deep).isCut);
}

TEST_CASE("what is no list of songs is refused: HLS, music, nothing but zeros") {
    CHECK(fault("#EXTM3U\n#EXT-X-VERSION:3\n#EXTINF:9,\n1.ts\n") == PlaylistFault::stream);
    CHECK(fault(std::string_view("ID3\x03\0\0\0\0\0\0abc", 13)) == PlaylistFault::none);
    CHECK(fault(std::string(1'000, '\0')) == PlaylistFault::none);
    CHECK(fault(std::string(kMostPlaylistBytes + 1, 'a')) == PlaylistFault::tooLong);
}

TEST_CASE("a line without end is cut, and very many lines are read") {
    CHECK(read(std::string(100'000, 'a')).lines[0].where.size() < 100'000);
    std::string many;
    for (int i = 0; i < 100'000; ++i)
        many += "a.mp3\n";
    CHECK(read(many).lines.size() == 100'000);
}

TEST_CASE("addresses on the net are told from files") {
    CHECK(isNetAddress("http://a/b.mp3"));
    CHECK(isNetAddress("MMS://a"));
    CHECK_FALSE(isNetAddress("file:///a.mp3"));
    CHECK_FALSE(isNetAddress("C://a.mp3"));
    CHECK_FALSE(isNetAddress("a: b://c.mp3"));
    CHECK(isPlaylistName("A.M3U8"));
    CHECK(isPlaylistName("a.pls"));
    CHECK_FALSE(isPlaylistName("a.m3u9"));
    CHECK_FALSE(isPlaylistName("m3u"));
}
