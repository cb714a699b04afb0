// SPDX-License-Identifier: GPL-3.0-or-later
#include "engine/analysis/process/process_reader.h"
#include "engine/audio/audio_writer.h"
#include "engine/audio/direct_reader.h"
#include "engine/words/error.h"
#include "tests/support/files.h"
#include "tests/support/images.h"
#include "tests/support/sounds.h"
#include "tests/support/temporary_folder.h"

#include <catch2/catch.hpp>

#include <array>
#include <fstream>
#include <map>
#include <poll.h>
#include <sstream>
#include <thread>
#include <unistd.h>

using namespace segue;
using namespace segue::analysis;
using audio::NotRead;
namespace fs = std::filesystem;

namespace {

constexpr std::chrono::milliseconds kShort{400}; ///< a file's limit where it is to be reached

struct Folder {
    test::TemporaryFolder folder;
    fs::path music = folder / "music";

    Folder() { fs::create_directories(music); }

    fs::path song(const std::string& name, const std::string& title = "Title") const {
        audio::writeAudio(music / name, test::tone(440.0, 0.1, 44'100), 44'100, 1, {{"title", title}, {"artist", "Somebody"}});
        return music / name;
    }
    std::vector<fs::path> songs(std::initializer_list<std::string> names) const {
        std::vector<fs::path> paths;
        for (const auto& name : names)
            paths.push_back(song(name));
        return paths;
    }
};

/// What became of each, by its name.
std::map<std::string, audio::Reading<audio::Tags>> readAll(ProcessReader& reader, const std::vector<fs::path>& songs) {
    std::map<std::string, audio::Reading<audio::Tags>> answers;
    reader.readTags(songs, {}, {}, [&](std::size_t place, audio::Reading<audio::Tags> tags) {
        CHECK(answers.emplace(songs[place].stem(), std::move(tags)).second);
    });
    return answers;
}

bool isRead(const audio::Reading<audio::Tags>& answer) { return std::holds_alternative<audio::Tags>(answer); }

NotRead::Why whyNot(const audio::Reading<audio::Tags>& answer) {
    REQUIRE(std::holds_alternative<NotRead>(answer));
    return std::get<NotRead>(answer).why;
}

/// Waits for the next message of a reading process.
PipeMessage nextMessage(const ChildProcess& process, FrameReader& frames) {
    while (true) {
        if (auto message = frames.next())
            return std::move(*message);
        pollfd entry{.fd = process.output(), .events = POLLIN, .revents = 0};
        REQUIRE(::poll(&entry, 1, 60'000) == 1);
        std::array<std::uint8_t, 4096> bytes{};
        const auto count = ::read(process.output(), bytes.data(), bytes.size());
        REQUIRE(count > 0);
        frames.append(std::span(bytes).first(static_cast<std::size_t>(count)));
    }
}

std::string mapsOf(pid_t process) {
    std::ifstream file("/proc/" + std::to_string(process) + "/maps");
    std::ostringstream text;
    text << file.rdbuf();
    return text.str();
}

bool has(const std::string& text, const char* part) { return text.find(part) != std::string::npos; }

} // namespace

TEST_CASE("what files say of themselves is the same, read in another process") {
    const Folder folder;
    ProcessReader there({.program = SEGUE_ANALYZER, .processes = 2});
    audio::DirectReader here;
    for (const char* name : {"a.flac", "b.mp3", "c.wav", "d.ogg", "e.m4a"}) {
        INFO(name);
        const auto song = folder.song(name, std::string("Title of ") + name);
        const auto tags = std::get<audio::Tags>(there.readTags(song)), same = std::get<audio::Tags>(here.readTags(song));
        CHECK(tags.title == std::string("Title of ") + name);
        CHECK(tags.artist == "Somebody");
        CHECK(tags.duration == same.duration);
        const auto format = std::get<audio::StreamFormat>(there.readFormat(song));
        CHECK(format.codec == std::get<audio::StreamFormat>(here.readFormat(song)).codec);
        CHECK(format.rateHz == std::get<audio::StreamFormat>(here.readFormat(song)).rateHz);
        CHECK_FALSE(std::get<std::optional<CoverImage>>(there.readCover(song)));
    }
    CHECK(whyNot(there.readTags(folder.music / "none.mp3")) == NotRead::Why::refused);
    CHECK(std::get<NotRead>(there.readTags(folder.music / "none.mp3")).reason ==
          std::get<NotRead>(here.readTags(folder.music / "none.mp3")).reason);
    test::writeBytes(folder.music / "text.mp3", "a shopping list");
    CHECK(std::get<NotRead>(there.readFormat(folder.music / "text.mp3")).why == NotRead::Why::refused);
}

TEST_CASE("a cover of many megabytes is made there as it would be here, and comes whole") {
    const Folder folder;
    const auto song = folder.song("a.wav");
    const auto noise = test::junk(1200 * 1200 * 3);
    test::writeBytes(folder.music / "cover.bmp", test::bmp(1200, 1200, [&noise](int x, int y) {
                         const auto at = static_cast<std::size_t>(3 * (1200 * y + x));
                         return test::Colour{static_cast<std::uint8_t>(noise[at]), static_cast<std::uint8_t>(noise[at + 1]),
                                             static_cast<std::uint8_t>(noise[at + 2])};
                     }));
    const auto same = std::get<std::optional<CoverImage>>(audio::DirectReader().readCover(song));
    REQUIRE(same);
    CHECK(same->file.size() > CoverPart::kMostBytes);
    ProcessReader reader({.program = SEGUE_ANALYZER});
    for (int round = 0; round < 2; ++round) {
        const auto cover = std::get<std::optional<CoverImage>>(reader.readCover(song));
        REQUIRE(cover);
        CHECK(cover->width == 320);
        CHECK(cover->height == 320);
        CHECK((cover->pixels == same->pixels && cover->file == same->file));
    }
}

TEST_CASE("small covers are made there as they would be here, and not made again where they are known") {
    const Folder folder;
    const auto song = folder.song("a.wav");
    ProcessReader reader({.program = SEGUE_ANALYZER});
    using Small = std::optional<audio::CoverThumbnails>;
    const audio::ThumbnailRequest request{.song = song, .from = audio::CoverSource::ownElseBeside, .unless = {}};
    CHECK_FALSE(std::get<Small>(reader.readThumbnails(request)));
    const auto noise = test::junk(500 * 400 * 3);
    test::writeBytes(folder.music / "cover.bmp", test::bmp(500, 400, [&noise](int x, int y) {
                         const auto at = static_cast<std::size_t>(3 * (500 * y + x));
                         return test::Colour{static_cast<std::uint8_t>(noise[at]), static_cast<std::uint8_t>(noise[at + 1]),
                                             static_cast<std::uint8_t>(noise[at + 2])};
                     }));
    const auto here = std::get<Small>(audio::DirectReader().readThumbnails(request));
    const auto there = std::get<Small>(reader.readThumbnails(request));
    REQUIRE(here);
    REQUIRE(there);
    CHECK(there->content == here->content);
    CHECK(there->isBeside);
    CHECK((there->files == here->files));
    for (std::size_t i = 0; i < kCoverSides.size(); ++i)
        CHECK(audio::decodeThumbnail(there->files[i]).side == kCoverSides[i]);
    const auto known = std::get<Small>(reader.readThumbnails({.song = song, .from = request.from, .unless = here->content}));
    REQUIRE(known);
    CHECK(known->content == here->content);
    CHECK_FALSE(known->hasFiles());
    CHECK_FALSE(std::get<Small>(reader.readThumbnails({.song = song, .from = audio::CoverSource::own, .unless = {}})));
    test::writeBytes(folder.music / "cover.bmp", test::bmp(8, 8, {1, 2, 3}).substr(0, 60));
    const auto broken = reader.readThumbnails(request);
    REQUIRE(std::holds_alternative<NotRead>(broken));
    CHECK(std::get<NotRead>(broken).why == NotRead::Why::refused);
}

TEST_CASE("an image that promises gigabytes is refused by the reading process, which goes on") {
    const Folder folder;
    const auto song = folder.song("a.wav");
    auto image = test::bmp(8, 8, {1, 2, 3});
    image.replace(18, 8, std::string("\x20\x4E\0\0\x20\x4E\0\0", 8)); // 20,000 by 20,000
    test::writeBytes(folder.music / "cover.bmp", image);
    ProcessReader reader({.program = SEGUE_ANALYZER});
    const auto refused = reader.readCover(song);
    REQUIRE(std::holds_alternative<NotRead>(refused));
    CHECK(std::get<NotRead>(refused).why == NotRead::Why::refused);
    CHECK(std::get<NotRead>(refused).reason.id() == MessageId::coverTooLarge);
    test::writeBytes(folder.music / "cover.bmp", test::bmp(3200, 3200, {1, 2, 3})); // 31 MB: it has the memory for that
    const auto cover = std::get<std::optional<CoverImage>>(reader.readCover(song));
    REQUIRE(cover);
    CHECK(cover->width == 320);
}

TEST_CASE("the reading process maps neither a network's library nor, until a file asks for it, FFmpeg") {
    const Folder folder;
    ChildProcess process(SEGUE_ANALYZER, {"--read"});
    FrameReader frames;
    REQUIRE(std::holds_alternative<Hello>(nextMessage(process, frames)));
    const auto ask = [&](const fs::path& song) {
        const auto frame = encode(ReadRequest{1, song});
        REQUIRE(::write(process.input(), frame.data(), frame.size()) == static_cast<ssize_t>(frame.size()));
        return std::get<audio::Tags>(std::get<ReadAnswer>(nextMessage(process, frames)).found);
    };
    CHECK(ask(folder.song("a.flac")).artist == "Somebody");
    auto maps = mapsOf(process.pid());
    CHECK(has(maps, "libtag"));
    for (const char* library : {"libtorch", "libc10", "libavcodec", "libavformat"})
        CHECK_FALSE(has(maps, library));
    CHECK(ask(folder.song("b.wav")).artist == "Somebody");
    maps = mapsOf(process.pid());
    CHECK(has(maps, "libavformat"));
    CHECK_FALSE(has(maps, "libtorch"));
}

TEST_CASE("a file that the reading process dies of costs that file only") {
    const Folder folder;
    ProcessReader reader({.program = SCRIPTED_ANALYZER, .processes = 2});
    std::vector<fs::path> songs = folder.songs({"diesread1.wav"});
    for (int i = 0; i < 200; ++i)
        songs.push_back(folder.song("fine" + std::to_string(i) + ".wav"));
    songs.push_back(folder.song("diesread2.wav"));
    songs.push_back(folder.song("last.wav"));
    const auto answers = readAll(reader, songs);
    CHECK(answers.size() == songs.size());
    for (const auto& [name, answer] : answers) {
        INFO(name);
        if (name.starts_with("dies"))
            CHECK(whyNot(answer) == NotRead::Why::crashed);
        else
            CHECK(isRead(answer));
    }
    CHECK(std::get<NotRead>(answers.at("diesread1")).reason.id() == MessageId::fileCrashesReader);
    CHECK(std::get<NotRead>(answers.at("diesread1")).isHarmful());
}

TEST_CASE("a file that is never read to its end is given up, be it that the process works or that it sleeps") {
    const Folder folder;
    ProcessReader reader({.program = SCRIPTED_ANALYZER, .fileLimit = kShort});
    const auto answers = readAll(reader, folder.songs({"a.wav", "spinread.wav", "b.wav", "sleepread.wav", "c.wav"}));
    CHECK(whyNot(answers.at("spinread")) == NotRead::Why::tooLong);
    CHECK(whyNot(answers.at("sleepread")) == NotRead::Why::tooLong);
    for (const char* name : {"a", "b", "c"})
        CHECK(isRead(answers.at(name)));
}

TEST_CASE("a reading process that is killed from outside costs no file") {
    const Folder folder;
    ProcessReader reader({.program = SCRIPTED_ANALYZER});
    for (const auto& [name, answer] : readAll(reader, folder.songs({"a.wav", "oncedies.wav", "b.wav"})))
        CHECK(isRead(answer));
    CHECK(isRead(reader.readTags(folder.song("oncediesalone.wav"))));
}

TEST_CASE("a reading that is stopped ends, whatever the file does") {
    const Folder folder;
    ProcessReader reader({.program = SCRIPTED_ANALYZER});
    const auto songs = folder.songs({"a.wav", "spinread.wav", "b.wav"});
    std::stop_source stop;
    std::size_t told = 0;
    reader.readTags(songs, {}, stop.get_token(), [&](std::size_t, const audio::Reading<audio::Tags>&) {
        ++told;
        stop.request_stop();
    });
    CHECK(told == 1);
    CHECK(isRead(reader.readTags(songs[0])));
    CHECK(whyNot(reader.readTags(songs[0], {}, stop.get_token())) == NotRead::Why::stopped);
}

TEST_CASE("readings side by side have processes of their own") {
    const Folder folder;
    ProcessReader reader({.program = SCRIPTED_ANALYZER});
    const auto endless = folder.song("sleepread.wav"), fine = folder.song("a.wav");
    std::stop_source stop;
    std::jthread other([&] { static_cast<void>(reader.readTags(endless, {}, stop.get_token())); });
    for (int i = 0; i < 50; ++i)
        CHECK(isRead(reader.readTags(fine)));
    stop.request_stop();
}

TEST_CASE("where nothing can be read it is said why") {
    const Folder folder;
    const auto song = folder.song("a.wav");
    const auto reasonWith = [&](const fs::path& program) {
        try {
            ProcessReader reader({.program = program});
            static_cast<void>(reader.readTags(song));
        } catch (const Error& error) {
            CHECK(error.kind() == ErrorKind::process);
            return error.message().id();
        }
        return MessageId::foreign;
    };
    CHECK(reasonWith("/nowhere/segue-analyzer") == MessageId::analyzerNotStarted);
    CHECK(reasonWith("/bin/false") == MessageId::analyzerEndsAtOnce);
}
