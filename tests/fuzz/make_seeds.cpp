// SPDX-License-Identifier: GPL-3.0-or-later
//
// make_seeds FOLDER: writes what each fuzzer begins with, FOLDER/decode and so on: small files of every kind that
// Segue itself can write, so that no binary lies in the repository.
#include "engine/analysis/process/protocol.h"
#include "engine/audio/audio_writer.h"
#include "engine/features/npy.h"
#include "engine/inference/model_bundle.h"
#include "engine/inference/safetensors.h"
#include "engine/words/error.h"
#include "tests/fuzz/fuzz_file.h"
#include "tests/fuzz/tagged_seeds.h"
#include "tests/support/files.h"
#include "tests/support/images.h"
#include "tests/support/pickles.h"
#include "tests/support/sounds.h"
#include "tests/support/zip_file.h"

#include <cstdio>
#include <cstdlib>

using namespace segue;
namespace fs = std::filesystem;

namespace {

/// The first byte chooses a name (fuzz_file.h).
void writeSeed(const fs::path& folder, const std::string& name, std::size_t choice, const std::string& bytes) {
    fs::create_directories(folder);
    test::writeBytes(folder / name, static_cast<char>(choice) + bytes);
}

/// Where FFmpeg's program is installed it writes the kinds that Segue does not.
void convert(const fs::path& from, const fs::path& to) {
    const std::string command = "ffmpeg -v quiet -y -nostdin -i '" + from.string() + "' '" + to.string() + "'";
    if (std::system(command.c_str()) != 0)
        fs::remove(to);
}

void writeSound(const fs::path& path, const fs::path& wav, const audio::WriteTags& tags) {
    try {
        audio::writeAudio(path, test::spread(test::glide(100, 3000, 0.15, 48'000), 2), 48'000, 2, tags);
    } catch (const Error&) {
        convert(wav, path);
    }
}

void writeMusic(const fs::path& folder, const fs::path& scratch) {
    const audio::WriteTags tags{{"title", "Séance"}, {"artist", "Nobody"}, {"album", "None"},
                                {"genre", "Noise"},  {"track", "3/12"},    {"date", "2003-05-01"}};
    const auto wav = scratch / "source.wav";
    audio::writeAudio(wav, test::spread(test::glide(100, 3000, 0.15, 48'000), 2), 48'000, 2, tags);
    std::size_t choice = 0;
    for (const char* name : fuzz::kMusicNames) {
        writeSound(scratch / name, wav, tags);
        if (fs::exists(scratch / name)) {
            writeSeed(folder / "decode", name, choice, test::readBytes(scratch / name));
            writeSeed(folder / "tags", name, choice, test::readBytes(scratch / name));
        }
        ++choice;
    }
}

/// A small image of every kind that a cover may be.
void writeImages(const fs::path& folder, const fs::path& scratch) {
    fs::create_directories(folder / "images");
    const auto bitmap = test::bmp(17, 11, [](int x, int y) {
        return test::Colour{static_cast<std::uint8_t>(15 * x), static_cast<std::uint8_t>(20 * y),
                            static_cast<std::uint8_t>(7 * x * y)};
    });
    test::writeBytes(folder / "images" / "a.bmp", bitmap);
    test::writeBytes(scratch / "image.bmp", bitmap);
    for (const char* name : {"a.jpg", "a.png", "a.gif", "a.webp"})
        convert(scratch / "image.bmp", folder / "images" / name);
}

void writeTagged(const fs::path& folder, const fs::path& scratch) {
    const auto sound = test::readBytes(scratch / "a.mp3");
    for (const int version : {3, 4}) {
        const auto bytes = fuzz::richId3Tag(version) + sound.substr(0, 600);
        writeSeed(folder / "tags", "id3v2." + std::to_string(version), 0, bytes);
        writeSeed(folder / "decode", "id3v2." + std::to_string(version), 0, fuzz::richId3Tag(version) + sound);
    }
    using namespace std::string_literals;
    // UTF-16 without a mark of its byte order, and Кино in a code page of Windows.
    const auto old = fuzz::id3Tag(
        3, {fuzz::id3Frame(3, "TIT2", "\1T\0i\0t\0l\0e\0"s), fuzz::id3Frame(3, "TPE1", "\0\xCA\xE8\xED\xEE &quot;;(255)"s)});
    writeSeed(folder / "tags", "old", 0, old + old + sound.substr(0, 600));
    const auto chained = test::readBytes(scratch / "a.ogg");
    writeSeed(folder / "tags", "chain.ogg", 2, chained + chained);
    writeSeed(folder / "tags", "ape", 0, sound.substr(0, 600) + fuzz::apeTag());
    writeSeed(folder / "tags", "headers.flac", 1, fuzz::flacHeaders());
}

std::string textOf(const std::vector<std::uint8_t>& bytes) { return {bytes.begin(), bytes.end()}; }

void writeMessages(const fs::path& folder) {
    using namespace analysis;
    const SongAnalysis song{.identity = "mp3-1000-abc",
                            .duration = std::chrono::seconds(3),
                            .embedding = {0.6F, 0.8F},
                            .probabilities = {0.25F, 0.75F},
                            .features = SoundFeatures{.tempoBpm = 120.F},
                            .rest = {1, 0x80000000U}};
    const Outline outline{.waveform = {.peak = {1, 2, 3}, .rms = {1, 1, 2}}, .duration = std::chrono::seconds(3)};
    const std::vector<std::pair<std::string, PipeMessage>> messages{
        {"hello", Hello{kProtocolVersion, "segue-net/1"}},
        {"refused", Refused{"It was altered."}},
        {"request", Request{7, "/music/a.mp3", TaskKind::analysis}},
        {"outline request", Request{8, "/music/a.mp3", TaskKind::outline}},
        {"embedding request", Request{10, "/music/a.mp3", TaskKind::embedding}},
        {"identity request", Request{9, "/music/a.mp3", TaskKind::identity}},
        {"result", Answer{7, song}},
        {"failure", Answer{7, AnalysisFailure{"badFile", "It is broken."}}},
        {"outline", Answer{8, outline}},
        {"read", ReadRequest{11, "/music/a.mp3", ReadKind::cover, {.guessCodePage = false}}},
        {"tags", ReadAnswer{11, audio::Tags{.title = "One",
                                            .artist = "A, B",
                                            .artists = {"A", "B"},
                                            .trackNumber = 3,
                                            .duration = std::chrono::seconds(3)}}},
        {"cover", ReadAnswer{12, CoverPart{.width = 1, .height = 1, .bytes = {1, 2, 3}, .isLast = false}}},
        {"format", ReadAnswer{13, audio::StreamFormat{.rateHz = 44'100, .channels = 2, .codec = "flac", .bitRate = 900'000}}},
        {"not read", ReadAnswer{14, audio::NotRead{audio::NotRead::Why::refused, "It is gone."}}},
        {"identity", Answer{9, SongIdentity{song.identity, {7, 0xFFFFFFFFU}, std::chrono::seconds(3)}}}};
    std::string all;
    for (const auto& [name, message] : messages) {
        writeSeed(folder / "protocol", name, 63, textOf(encode(message)));
        all += textOf(encode(message));
    }
    writeSeed(folder / "protocol", "all", 5, all);
}

void writeBundles(const fs::path& folder, const fs::path& scratch) {
    inference::ModelSpec spec;
    spec.name = "small";
    spec.architecture = "segue-net";
    spec.labels = {"Rock", "Folk"};
    spec.embeddingSize = 5;
    spec.trainingCommand = "none";
    spec.weightsSha256 = std::string(64, 'a');
    writeSeed(folder / "bundle", "plain.json", 0, inference::formatModelSpec(spec));
    spec.parts = {{"style", 3, 1.0}, {"sound", 2, 0.5}};
    spec.split = "clips";
    spec.trainingSeconds = 12.5;
    spec.frontEnd.columnStride = 8;
    writeSeed(folder / "bundle", "parts.json", 0, inference::formatModelSpec(spec));
    inference::writeSafetensors(scratch / "w",
                                {{"bias", {2}, {1.F, 2.F}}, {"weight", {2, 3}, std::vector<float>(6)}, {"scale", {}, {3.F}}});
    writeSeed(folder / "bundle", "weights", 1, test::readBytes(scratch / "w"));
}

void writeGuests(const fs::path& folder, const fs::path& scratch) {
    const auto pickle = test::pickledArrays({{"a.weight", "0", {1, 2}}, {"a.count", "1", {}, "LongStorage"}});
    const std::string numbers(8, '\x3F');
    writeSeed(folder / "guests", "pickle", 3, pickle);
    test::writeZip(scratch / "a.pt", {{"a/data.pkl", pickle}, {"a/data/0", numbers}, {"a/data/1", numbers}});
    writeSeed(folder / "guests", "torch", 1, test::readBytes(scratch / "a.pt"));
    features::writeNpy(scratch / "a.npy", std::vector<float>(2), {1, 2});
    test::writeZip(scratch / "a.npz", {{"w1.npy", test::readBytes(scratch / "a.npy")}});
    writeSeed(folder / "guests", "numpy", 2, test::readBytes(scratch / "a.npz"));
    writeSeed(folder / "guests", "list", 0,
              R"({"weightsManifest": [{"paths": ["data.pkl"], "weights": [{"name": "a", "shape": [2], "dtype": "float32"}]}]})");
}

void writeArrays(const fs::path& folder, const fs::path& scratch) {
    features::writeNpy(scratch / "a", std::vector<float>(6), {2, 3});
    writeSeed(folder / "arrays", "floats.npy", 0, test::readBytes(scratch / "a"));
    features::writeNpy(scratch / "a", {.type = features::NpyType::f2, .shape = {4}, .bytes = std::vector<std::byte>(8)});
    writeSeed(folder / "arrays", "halves.npy", 0, test::readBytes(scratch / "a"));
    writeSeed(folder / "arrays", "table.csv", 1, "id,title\n1,\"a, \"\"quoted\"\"\nline\"\r\n2, blank \n\n");
}

/// Texts, without a byte that chooses a name.
void writeSheets(const fs::path& folder) {
    fs::create_directories(folder / "sheets");
    test::writeBytes(folder / "sheets" / "a.cue",
                     "REM DATE 1999\nPERFORMER \"A\"\nFILE \"a.wav\" WAVE\n  TRACK 01 AUDIO\n    TITLE \"One\"\n"
                     "    INDEX 01 00:00:00\n  TRACK 02 AUDIO\n    INDEX 00 01:58:00\n    INDEX 01 2:00:37\n");
    test::writeBytes(folder / "sheets" / "a.lrc", "[ar:A]\n[offset:-250]\n[00:01.00][01:00.5]One <00:01.20>two\n[00:03:10]Three\n");
}

void writeLists(const fs::path& folder) {
    fs::create_directories(folder / "lists");
    test::writeBytes(folder / "lists" / "a.m3u",
                     "\xEF\xBB\xBF#EXTM3U\r\n#PLAYLIST:L\r\n#EXTINF:12,A - B\r\n..\\a%20b\\c.mp3\r\nhttp://a/b\r\n#1.mp3\r\n");
    test::writeBytes(folder / "lists" / "a.pls",
                     "[playlist]\nFile1=/music/A/b.mp3\nTitle1=A - B\nLength1=12\nNumberOfEntries=1\nVersion=2\n");
    test::writeBytes(
        folder / "lists" / "a.xspf",
        "<?xml version=\"1.0\"?><playlist version=\"1\" xmlns=\"http://xspf.org/ns/0/\"><title>T</title><trackList><track>"
        "<location>file:///music/a%20b.mp3</location><title>B &amp; C</title><creator>A</creator><duration>12000</duration>"
        "</track></trackList></playlist>");
}

void writeExports(const fs::path& folder, const fs::path& scratch) {
    const std::string library =
        R"({"tracks":[{"artist":"A","album":1989,"track":"T","uri":"spotify:track:0123456789"}],"albums":[{"artist":"A","album":"B",)"
        R"("uri":"spotify:album:01"}],"episodes":[{"name":"E"}],"artists":[{"name":"A"}],"other":["x"]})";
    const std::string playlists =
        R"({"playlists":[{"name":"P","items":[{"track":{"trackName":"T","artistName":"A","albumName":"B","trackUri":"spotify:track:0"},)"
        R"("episode":null,"localTrack":null,"addedDate":"2025-06-15"},{"track":null,"localTrack":{"uri":"spotify:local:A:B+C:T%20U:258"}},)"
        R"({"track":null,"episode":{"episodeName":"E"}},null]}]})";
    writeSeed(folder / "export", "library.json", 1, library);
    writeSeed(folder / "export", "playlists.json", 2, playlists);
    test::writeZip(scratch / "a.zip",
                   {{"A/YourLibrary.json", library}, {"A/Playlist1.json", playlists}, {"A/Userdata.json", "{}"}});
    writeSeed(folder / "export", "a.zip", 0, test::readBytes(scratch / "a.zip"));
}

} // namespace

int main(int argc, char** argv) {
    if (argc != 2) {
        std::fprintf(stderr, "make_seeds FOLDER\n");
        return 2;
    }
    const fs::path folder = argv[1];
    const auto& scratch = fuzz::fuzzFile().folder();
    writeMusic(folder, scratch);
    writeImages(folder, scratch);
    writeTagged(folder, scratch);
    writeMessages(folder);
    writeBundles(folder, scratch);
    writeGuests(folder, scratch);
    writeArrays(folder, scratch);
    writeSheets(folder);
    writeLists(folder);
    writeExports(folder, scratch);
}
