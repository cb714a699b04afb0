// SPDX-License-Identifier: GPL-3.0-or-later
#include "engine/playlist/playlist_file.h"

#include "engine/playlist/playlist_writer.h"
#include "engine/words/error.h"
#include "tests/support/files.h"
#include "tests/support/temporary_folder.h"

#include <catch2/catch.hpp>

#include <sys/stat.h>

using namespace segue;
namespace fs = std::filesystem;

namespace {

struct Fixture {
    test::TemporaryFolder folder;
    fs::path root = fs::canonical(folder.path());

    void put(const std::string& name, const std::string& text) const {
        fs::create_directories((root / name).parent_path());
        test::writeBytes(root / name, text);
    }
    [[nodiscard]] std::vector<std::string> read(const std::string& name) const {
        std::vector<std::string> lines;
        const auto list = readPlaylistFile(root / name, {});
        for (const auto& line : list.lines)
            lines.push_back((list.folders[line.folder] / line.where).lexically_relative(root).native());
        return lines;
    }
};

using FileLines = std::vector<std::string>;

ErrorKind kindOf(const fs::path& file) {
    try {
        static_cast<void>(readPlaylistFile(file, {}));
    } catch (const Error& error) {
        return error.kind();
    }
    return ErrorKind::process;
}

} // namespace

TEST_CASE_METHOD(Fixture, "a playlist in a playlist gives its songs, from its own folder") {
    put("all.m3u", "a.mp3\nsub/inner.pls\nz.mp3\n");
    put("sub/inner.pls", "[playlist]\nFile1=b.mp3\nFile2=..\\more.xspf\n");
    put("more.xspf", "<playlist><trackList><track><location>c.mp3</location></track></trackList></playlist>");
    CHECK(read("all.m3u") == FileLines{"a.mp3", "sub/b.mp3", "c.mp3", "z.mp3"});
}

TEST_CASE_METHOD(Fixture, "a playlist that names itself, by whatever way, ends") {
    put("self.m3u", "a.mp3\nself.m3u\nSELF.m3u\nb.mp3\n");
    CHECK(read("self.m3u") == FileLines{"a.mp3", "self.m3u", "SELF.m3u", "b.mp3"});
    put("one.m3u", "two.m3u\n1.mp3\n");
    put("two.m3u", "sub/../one.m3u\n2.mp3\n");
    CHECK(read("one.m3u") == FileLines{"sub/../one.m3u", "2.mp3", "1.mp3"});
    put("twice.m3u", "list.m3u\nlist.m3u\n");
    put("list.m3u", "a.mp3\n");
    CHECK(read("twice.m3u") == FileLines{"a.mp3", "a.mp3"});
}

TEST_CASE_METHOD(Fixture, "playlists that name each other many times over stay bounded") {
    for (int i = 0; i < 12; ++i) {
        std::string text;
        for (int k = 0; k < 40; ++k)
            text += "l" + std::to_string(i + 1) + ".m3u\n";
        put("l" + std::to_string(i) + ".m3u", text);
    }
    put("l12.m3u", "a.mp3\n");
    CHECK(readPlaylistFile(root / "l0.m3u", {}).lines.size() <= kMostPlaylistLines);
}

TEST_CASE_METHOD(Fixture, "a CUE sheet in a playlist is the files that it divides") {
    put("list.m3u", "disc/album.cue\nb.mp3\nno.cue\n");
    put("disc/album.cue", "FILE \"Album.wav\" WAVE\n TRACK 01 AUDIO\n INDEX 01 00:00:00\n TRACK 02 AUDIO\n INDEX 01 01:00:00\n");
    put("disc/album.flac", "x");
    CHECK(read("list.m3u") == FileLines{"disc/album.flac", "b.mp3", "no.cue"});
}

TEST_CASE_METHOD(Fixture, "what cannot be read says why") {
    put("hls.m3u8", "#EXTM3U\n#EXT-X-TARGETDURATION:10\n1.ts\n");
    put("music.m3u", std::string("\0\0\1\0\0", 5));
    CHECK(kindOf(root / "hls.m3u8") == ErrorKind::unsupported);
    CHECK(kindOf(root / "music.m3u") == ErrorKind::badFile);
    CHECK(kindOf(root / "gone.m3u") == ErrorKind::io);
    CHECK(kindOf(root) == ErrorKind::io);
    REQUIRE(::mkfifo((root / "pipe.m3u").c_str(), 0600) == 0);
    CHECK(kindOf(root / "pipe.m3u") == ErrorKind::io);
    put("lists.m3u", "hls.m3u8\nmusic.m3u\npipe.m3u\ngone.m3u\n");
    CHECK(read("lists.m3u").size() == 4); // nothing of it is lost
}

TEST_CASE_METHOD(Fixture, "what Segue writes it reads again, in every form") {
    const std::vector<Track> songs{
        {.path = root / "a b.mp3", .title = "T & <1>", .artist = "A", .duration = std::chrono::seconds(61)},
        {.path = root / "#2 100%\n.mp3", .title = "Two"},
        {.path = "http://radio.example/live?a=1&b=2", .title = "Live"},
        {.path = "/other/caf\xC3\xA9/\\back.mp3", .title = "Caf\xC3\xA9", .artist = "B"}};
    for (const auto format : {PlaylistFormat::m3u, PlaylistFormat::m3u8, PlaylistFormat::xspf, PlaylistFormat::pls})
        for (const bool isRelative : {true, false}) {
            const auto file = root / "list.out";
            writePlaylist(file, songs, {.format = format, .isRelative = isRelative, .name = "My & list"});
            const auto list = readPlaylistFile(file, {});
            CAPTURE(test::readBytes(file));
            REQUIRE(list.lines.size() == songs.size());
            CHECK(list.name == (format == PlaylistFormat::pls ? "list" : "My & list"));
            for (std::size_t i = 0; i < songs.size(); ++i) {
                CHECK(list.lines[i].title == songs[i].title);
                CHECK(list.lines[i].artist == songs[i].artist);
            }
            CHECK(list.lines[0].length == std::chrono::seconds(61));
            CHECK(list.lines[2].where == songs[2].path.native());
        }
}
