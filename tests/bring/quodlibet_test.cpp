// SPDX-License-Identifier: GPL-3.0-or-later
#include "engine/bring/quodlibet.h"
#include "tests/support/files.h"
#include "tests/support/temporary_folder.h"

#include <catch2/catch.hpp>

#include <bit>

using namespace segue;
using namespace segue::bring;

namespace {

/// Writes what Python's pickle writes in its second protocol.
struct PickleText {
    std::string bytes = "\x80\x02]q";

    PickleText() { bytes += '\0', bytes += '('; }
    PickleText& song(std::string_view module = "quodlibet.formats.mp3", std::string_view name = "MP3File") {
        bytes += 'c';
        bytes += module;
        bytes += '\n';
        bytes += name;
        bytes += "\n)\x81(";
        return *this;
    }
    PickleText& text(std::string_view value) {
        bytes += 'X';
        for (unsigned shift = 0; shift < 32; shift += 8)
            bytes += static_cast<char>(value.size() >> shift & 0xFFU);
        bytes += value;
        return *this;
    }
    PickleText& number(int value) {
        bytes += 'J';
        for (unsigned shift = 0; shift < 32; shift += 8)
            bytes += static_cast<char>(static_cast<unsigned>(value) >> shift & 0xFFU);
        return *this;
    }
    PickleText& real(double value) {
        bytes += 'G';
        const auto bits = std::bit_cast<std::uint64_t>(value);
        for (int shift = 56; shift >= 0; shift -= 8)
            bytes += static_cast<char>(bits >> static_cast<unsigned>(shift) & 0xFFU);
        return *this;
    }
    PickleText& endSong() {
        bytes += "u}b";
        return *this;
    }
    [[nodiscard]] std::string end() const { return bytes + "e."; }
};

std::string twoSongs() {
    return PickleText()
        .song()
        .text("~filename")
        .text("/music/\xED\xB3\xA9.mp3") // a byte that is no UTF-8
        .text("title")
        .text("One")
        .text("artist")
        .text("A\nB")
        .text("~#length")
        .real(215.5)
        .text("~#rating")
        .real(0.8)
        .text("~#playcount")
        .number(12)
        .text("~#lastplayed")
        .number(1'500'000'000)
        .text("~#added")
        .number(1'400'000'000)
        .endSong()
        .song("quodlibet.formats.xiph", "OggFile")
        .text("~filename")
        .text("/music/two.ogg")
        .endSong()
        .end();
}

struct QuodlibetFixture {
    test::TemporaryFolder folder;
    ForeignLibrary read(std::string_view content) {
        test::writeBytes(folder / "songs", content);
        return readQuodLibet({.file = folder / "songs", .source = BringSource::quodlibet});
    }
    MessageId refusal(std::string_view content) {
        try {
            read(content);
        } catch (const Error& error) {
            return error.message().id();
        }
        return MessageId::foreign;
    }
};

} // namespace

TEST_CASE_METHOD(QuodlibetFixture, "Quod Libet's songs and playlists are read") {
    std::filesystem::create_directories(folder / "playlists");
    test::writeBytes(folder / "playlists/Rock%2FPop", "/music/two.ogg\n/music/none.mp3\n");
    test::writeBytes(folder / "playlists/b.xspf",
                     "<playlist xmlns=\"http://xspf.org/ns/0/\"><title>Second</title><trackList><track><title>no</title>"
                     "<location>file:///music/two.ogg</location></track></trackList></playlist>");
    const auto library = read(twoSongs());
    REQUIRE(library.songs.size() == 2);
    const auto& one = library.songs[0];
    CHECK(one.path.native() == "/music/\xE9.mp3");
    CHECK(one.title == "One");
    CHECK(one.artist == "A, B");
    CHECK(one.length == std::chrono::milliseconds(215'500));
    CHECK(one.rating == 4);
    CHECK(one.plays == 12);
    CHECK(one.lastPlayed.time_since_epoch().count() == 1'500'000'000);
    CHECK(one.added.time_since_epoch().count() == 1'400'000'000);
    CHECK(library.songs[1].rating == 0); // its default is none that somebody gave
    REQUIRE(library.playlists.size() == 2);
    CHECK(library.playlists[0].name == "Rock/Pop");
    CHECK(library.playlists[0].lines.size() == 2);
    CHECK(library.playlists[1].name == "Second");
    CHECK(library.playlists[1].lines.at(0).path == "/music/two.ogg");
}

TEST_CASE_METHOD(QuodlibetFixture, "a pickle that would run something is refused, whatever it calls") {
    CHECK(refusal("\x80\x02"
                  "cos\nsystem\nX\x04\0\0\0true\x85R.") == MessageId::bringDamaged);
    CHECK(refusal(PickleText().song("posix", "system").endSong().end()) == MessageId::bringDamaged);
    CHECK(refusal(PickleText().song("builtins", "eval").endSong().end()) == MessageId::bringDamaged);
}

TEST_CASE_METHOD(QuodlibetFixture, "a pickle cut anywhere, or with any byte changed, is read or refused, and nothing worse") {
    const auto whole = twoSongs();
    for (std::size_t size = 1; size < whole.size(); size += 3)
        CHECK(refusal(whole.substr(0, size)) == MessageId::bringDamaged);
    for (std::size_t i = 0; i < whole.size(); ++i)
        for (const int byte : {0x00, 0xFF, 0x28, 0x2E, 0x65}) {
            auto changed = whole;
            changed[i] = static_cast<char>(byte);
            refusal(changed);
        }
    CHECK(refusal("") == MessageId::bringDamaged);
    CHECK(refusal(test::junk(4000)) == MessageId::bringDamaged);
    CHECK(refusal("\x80\x02}.") == MessageId::bringOtherVersion);
}
