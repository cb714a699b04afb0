// SPDX-License-Identifier: GPL-3.0-or-later
#include "engine/bring/itunes.h"
#include "engine/bring/rhythmbox.h"
#include "tests/support/files.h"
#include "tests/support/temporary_folder.h"

#include <catch2/catch.hpp>

using namespace segue;
using namespace segue::bring;

namespace {

constexpr std::string_view kRhythmdb = R"xml(<?xml version="1.0" standalone="yes"?>
<rhythmdb version="2.0">
  <entry type="song"><title>One &amp; Only</title><artist>Björk</artist><album>A</album><duration>215</duration>
    <location>file:///music/one%20only.mp3</location><first-seen>1400000000</first-seen><last-played>1500000000</last-played>
    <play-count>7</play-count><rating>4</rating></entry>
  <entry type="iradio"><title>Radio</title><location>http://radio.example/</location><rating>5</rating></entry>
  <entry type="song"><title>Two</title><artist>B</artist><location>file:///music/two.mp3</location></entry>
</rhythmdb>)xml";

constexpr std::string_view kRhythmLists = R"xml(<?xml version="1.0"?>
<rhythmdb-playlists>
  <playlist name="Quiet" type="static"><location>file:///music/two.mp3</location><location>file:///music/one%20only.mp3</location></playlist>
  <playlist name="Smart" type="automatic"><conjunction/></playlist>
</rhythmdb-playlists>)xml";

constexpr std::string_view kITunes = R"xml(<?xml version="1.0" encoding="UTF-8"?>
<!DOCTYPE plist PUBLIC "-//Apple Computer//DTD PLIST 1.0//EN" "http://www.apple.com/DTDs/PropertyList-1.0.dtd">
<plist version="1.0"><dict>
  <key>Major Version</key><integer>1</integer>
  <key>Tracks</key><dict>
    <key>101</key><dict><key>Track ID</key><integer>101</integer><key>Name</key><string>One</string><key>Artist</key><string>A</string>
      <key>Album</key><string>X</string><key>Total Time</key><integer>215000</integer><key>Rating</key><integer>80</integer>
      <key>Play Count</key><integer>12</integer><key>Play Date UTC</key><date>2014-10-31T10:11:12Z</date>
      <key>Date Added</key><date>2010-01-02T03:04:05Z</date><key>Location</key><string>file://localhost/C:/Music/One.m4a</string></dict>
    <key>102</key><dict><key>Track ID</key><integer>102</integer><key>Name</key><string>Two</string><key>Artist</key><string>A</string>
      <key>Rating</key><integer>100</integer><key>Rating Computed</key><true/></dict>
  </dict>
  <key>Playlists</key><array>
    <dict><key>Name</key><string>Library</string><key>Master</key><true/><key>Playlist Items</key><array>
      <dict><key>Track ID</key><integer>101</integer></dict></array></dict>
    <dict><key>Name</key><string>Mine</string><key>Playlist ID</key><integer>9</integer><key>Playlist Items</key><array>
      <dict><key>Track ID</key><integer>102</integer></dict><dict><key>Track ID</key><integer>101</integer></dict></array></dict>
    <dict><key>Name</key><string>Smart</string><key>Smart Info</key><data>AQ==</data></dict>
  </array>
</dict></plist>)xml";

struct XmlPlayersFixture {
    test::TemporaryFolder folder;
    Reading reading(BringSource source, std::string_view content) {
        test::writeBytes(folder / "file.xml", content);
        return {.file = folder / "file.xml", .source = source};
    }
    ForeignLibrary read(const Reading& from) { return from.source == BringSource::itunes ? readITunes(from) : readRhythmbox(from); }
    MessageId refusal(BringSource source, std::string_view content) {
        try {
            read(reading(source, content));
        } catch (const Error& error) {
            return error.message().id();
        }
        return MessageId::foreign;
    }
};

} // namespace

TEST_CASE_METHOD(XmlPlayersFixture, "Rhythmbox's songs and playlists are read, and its radio stations are not") {
    test::writeBytes(folder / "playlists.xml", kRhythmLists);
    const auto library = read(reading(BringSource::rhythmbox, kRhythmdb));
    REQUIRE(library.songs.size() == 2);
    const auto& one = library.songs[0];
    CHECK(one.path == "/music/one only.mp3");
    CHECK(one.title == "One & Only");
    CHECK(one.length == std::chrono::seconds(215));
    CHECK(one.rating == 4);
    CHECK(one.plays == 7);
    CHECK(one.added.time_since_epoch().count() == 1'400'000'000);
    CHECK(one.lastPlayed.time_since_epoch().count() == 1'500'000'000);
    REQUIRE(library.playlists.size() == 1);
    CHECK(library.playlists[0].name == "Quiet");
    CHECK(library.playlists[0].lines.at(1).path == "/music/one only.mp3");
}

TEST_CASE_METHOD(XmlPlayersFixture, "iTunes's songs and the listener's own playlists are read; a rating that it computed is none") {
    const auto library = read(reading(BringSource::itunes, kITunes));
    REQUIRE(library.songs.size() == 2);
    const auto& one = library.songs[0];
    CHECK(one.path == "/C:/Music/One.m4a");
    CHECK(one.length == std::chrono::seconds(215));
    CHECK(one.rating == 4);
    CHECK(one.plays == 12);
    CHECK(one.lastPlayed.time_since_epoch().count() == 1'414'750'272);
    CHECK(library.songs[1].rating == 0);
    REQUIRE(library.playlists.size() == 1);
    CHECK(library.playlists[0].name == "Mine");
    REQUIRE(library.playlists[0].lines.size() == 2);
    CHECK(library.playlists[0].lines[0].title == "Two");
}

TEST_CASE_METHOD(XmlPlayersFixture, "XML that is empty, cut short, of something else, or hostile is refused with a sentence") {
    for (const auto source : {BringSource::rhythmbox, BringSource::itunes}) {
        const auto whole = source == BringSource::itunes ? kITunes : kRhythmdb;
        CHECK(refusal(source, "") == MessageId::bringDamaged);
        CHECK(refusal(source, whole.substr(0, whole.size() / 2)) == MessageId::bringDamaged);
        CHECK(refusal(source, test::junk(5000)) == MessageId::bringDamaged);
        CHECK(refusal(source, "<html><body/></html>") == MessageId::bringOtherVersion);
        CHECK(refusal(source, std::string("PK\x03\x04") + test::junk(100)) == MessageId::bringPacked);
        std::string deep = source == BringSource::itunes ? "<plist>" : "<rhythmdb>";
        for (int i = 0; i < 100'000; ++i)
            deep += "<dict>";
        CHECK(refusal(source, deep) == MessageId::bringDamaged);
        CHECK(refusal(source, "<plist><string>" + std::string(6'000'000, 'x')) ==
              MessageId(source == BringSource::itunes ? MessageId::bringDamaged : MessageId::bringOtherVersion));
    }
    std::string laughs = "<!DOCTYPE rhythmdb [<!ENTITY a0 \"ha\">";
    for (int i = 1; i < 40; ++i)
        laughs += "<!ENTITY a" + std::to_string(i) + " \"&a" + std::to_string(i - 1) + ";&a" + std::to_string(i - 1) + ";\">";
    CHECK(refusal(BringSource::rhythmbox, laughs + "]><rhythmdb><entry type=\"song\"><title>&a39;</title></entry></rhythmdb>") ==
          MessageId::bringDamaged);
}

TEST_CASE_METHOD(XmlPlayersFixture, "a file that is not there, or is a folder, is told so") {
    CHECK_THROWS_AS(readRhythmbox({.file = folder / "none.xml", .source = BringSource::rhythmbox}), Error);
    CHECK_THROWS_AS(readITunes({.file = folder.path(), .source = BringSource::itunes}), Error);
}

TEST_CASE_METHOD(XmlPlayersFixture, "reading ends when it is asked to") {
    auto from = reading(BringSource::itunes, kITunes);
    std::stop_source stop;
    stop.request_stop();
    from.stop = stop.get_token();
    CHECK_THROWS_AS(readITunes(from), Stopped);
}
