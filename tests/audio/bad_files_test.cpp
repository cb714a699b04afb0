// SPDX-License-Identifier: GPL-3.0-or-later
#include "engine/audio/audio_writer.h"
#include "engine/audio/decoder.h"
#include "engine/audio/excerpt.h"
#include "engine/audio/tags.h"
#include "engine/audio/wav_writer.h"
#include "engine/words/error.h"
#include "tests/audio/files_for_tests.h"
#include "tests/support/files.h"
#include "tests/support/said.h"
#include "tests/support/sounds.h"
#include "tests/support/temporary_folder.h"

#include <catch2/catch.hpp>

#include <algorithm>
#include <numeric>

#include <sys/stat.h>

using namespace segue;
using namespace segue::test;
using std::chrono::milliseconds;
using std::chrono::seconds;

namespace {

struct Failure {
    ErrorKind kind;
    std::string message;
};

std::optional<Failure> failureOf(const std::filesystem::path& path) {
    try {
        (void)audio::readExcerpts(path);
        return std::nullopt;
    } catch (const Error& error) {
        return Failure{error.kind(), segue::test::said(error)};
    }
}

/// 20 s that differ everywhere, as MP3.
std::string mp3Bytes(const TemporaryFolder& folder) {
    audio::writeAudio(folder / "whole.mp3", glide(100.0, 3000.0, 20.0, 44'100), 44'100, 1);
    return readBytes(folder / "whole.mp3");
}

double energy(std::span<const float> samples) { return std::inner_product(samples.begin(), samples.end(), samples.begin(), 0.0); }

} // namespace

TEST_CASE("what holds no music is refused with a sentence that names the file and the reason") {
    const TemporaryFolder folder;
    const auto check = [](const std::filesystem::path& path, ErrorKind kind, const char* reason) {
        const auto failure = failureOf(path);
        REQUIRE(failure);
        INFO(failure->message);
        CHECK(failure->kind == kind);
        CHECK(failure->message.find(path.filename().string()) != std::string::npos);
        CHECK(failure->message.find(reason) != std::string::npos);
    };
    writeBytes(folder / "empty.mp3", "");
    check(folder / "empty.mp3", ErrorKind::badFile, "empty");

    std::string text;
    for (int i = 0; i < 20'000; ++i)
        text += "This is a letter and not a song. ";
    writeBytes(folder / "text.mp3", text);
    check(folder / "text.mp3", ErrorKind::badFile, "not music");
    writeBytes(folder / "short.mp3", "hello");
    check(folder / "short.mp3", ErrorKind::badFile, "not music");
    writeBytes(folder / "list.mp3", "#EXTM3U\n#EXT-X-TARGETDURATION:10\n#EXTINF:10,\nhttp://127.0.0.1/a.ts\n");
    check(folder / "list.mp3", ErrorKind::badFile, "not music");
    writeBytes(folder / "junk.flac", junk(300'000));
    check(folder / "junk.flac", ErrorKind::badFile, "not music");
    writeBytes(folder / "junk.mp3", junk(300'000));
    check(folder / "junk.mp3", ErrorKind::badFile, "music");

    writeSilentVideo(folder / "film.mp4");
    check(folder / "film.mp4", ErrorKind::badFile, "no sound");

    check(folder / "missing.mp3", ErrorKind::io, "cannot be opened");
    std::filesystem::create_directory(folder / "folder.mp3");
    check(folder / "folder.mp3", ErrorKind::io, "not a file");
    REQUIRE(::mkfifo((folder / "pipe.mp3").c_str(), 0600) == 0);
    check(folder / "pipe.mp3", ErrorKind::io, "not a file");
}

TEST_CASE("an MP3 cut in half is heard as far as it goes") {
    const TemporaryFolder folder;
    const std::string whole = mp3Bytes(folder);
    writeBytes(folder / "half.mp3", whole.substr(0, whole.size() / 2));
    const auto set = audio::readExcerpts(folder / "half.mp3", {.length = seconds(3)});
    REQUIRE(set);
    CHECK(set->format.duration > seconds(8));
    CHECK(set->format.duration < seconds(12));
    CHECK(set->excerpts.size() == 3);
    for (const auto& excerpt : set->excerpts)
        CHECK(excerpt.samples.size() == 3 * 44'100);
}

TEST_CASE("other files cut in half are heard as far as they go") {
    const TemporaryFolder folder;
    for (const char* name : {"a.flac", "a.ogg", "a.wav", "a.opus"}) {
        INFO(name);
        audio::writeAudio(folder / name, noise(20.0, 48'000), 48'000, 1);
        const std::string whole = readBytes(folder / name);
        writeBytes(folder / name, whole.substr(0, whole.size() / 2));
        const auto set = audio::readExcerpts(folder / name, {.length = seconds(3)});
        REQUIRE(set);
        CHECK(set->excerpts.size() == 3);
        CHECK(set->excerpts.back().samples.size() > 2 * 44'100);
    }
}

TEST_CASE("an MP3 behind two megabytes of junk is found") {
    const TemporaryFolder folder;
    const std::string whole = mp3Bytes(folder);
    for (const std::string& before : {junk(2'000'000), std::string(2'000'000, '\0'), std::string(2'000'000, 'x')}) {
        writeBytes(folder / "junk.mp3", before + whole);
        audio::Decoder clean(folder / "whole.mp3");
        audio::Decoder decoder(folder / "junk.mp3");
        CHECK(decoder.format().duration > seconds(19));
        CHECK(decoder.format().duration < seconds(21));
        CHECK(identical(readAll(decoder), readAll(clean)));
    }
}

TEST_CASE("damage in the middle is skipped and the rest is heard") {
    const TemporaryFolder folder;
    for (const char* name : {"a.mp3", "a.flac", "a.ogg"}) {
        INFO(name);
        audio::writeAudio(folder / name, noise(20.0, 44'100), 44'100, 1);
        audio::Decoder intact(folder / name);
        const auto expected = readAll(intact);
        std::string bytes = readBytes(folder / name);
        const std::string damage = junk(bytes.size() / 10);
        std::ranges::copy(damage, bytes.begin() + static_cast<std::ptrdiff_t>(bytes.size() / 2));
        writeBytes(folder / name, bytes);
        audio::Decoder decoder(folder / name);
        const auto samples = readAll(decoder);
        CHECK(samples.size() > expected.size() * 8 / 10);
        // The last second is there and as loud as it was.
        REQUIRE(samples.size() > 44'100);
        CHECK(energy(std::span<const float>(samples).last(44'100)) ==
              Approx(energy(std::span<const float>(expected).last(44'100))).epsilon(0.1));
    }
}

TEST_CASE("a tenth of a second, silence, many channels and odd rates are music") {
    const TemporaryFolder folder;
    audio::writeWav(folder / "short.wav", tone(440.0, 0.1, 44'100), 44'100, 1);
    const auto brief = audio::readExcerpts(folder / "short.wav");
    REQUIRE(brief);
    REQUIRE(brief->excerpts.size() == 1);
    CHECK(brief->excerpts[0].samples.size() == 4410);

    audio::writeAudio(folder / "short.mp3", tone(440.0, 0.1, 44'100), 44'100, 1);
    CHECK(audio::readExcerpts(folder / "short.mp3")->excerpts.at(0).samples.size() > 4000);

    audio::writeAudio(folder / "silence.flac", silence(40.0, 44'100), 44'100, 1);
    const auto quiet = audio::readExcerpts(folder / "silence.flac");
    REQUIRE(quiet);
    for (const auto& excerpt : quiet->excerpts)
        CHECK(std::ranges::all_of(excerpt.samples, [](float sample) { return sample == 0.0F; }));

    for (const int rateHz : {8'000, 192'000}) {
        audio::writeWav(folder / "rate.wav", spread(tone(440.0, 5.0, rateHz), 8), rateHz, 8);
        const auto set = audio::readExcerpts(folder / "rate.wav");
        REQUIRE(set);
        REQUIRE(set->excerpts.size() == 1);
        CHECK(static_cast<double>(set->excerpts[0].samples.size()) == Approx(5 * 44'100).margin(10));
    }
}

TEST_CASE("a name that is not UTF-8 opens and is shown") {
    const TemporaryFolder folder;
    for (const char* name : {"M\xFCller.mp3", "a:b?c#d%20.mp3", "-\n.mp3"}) {
        const auto path = folder.path() / name;
        audio::writeAudio(path, tone(440.0, 2.0, 44'100), 44'100, 1);
        CHECK(audio::readExcerpts(path)->excerpts.size() == 1);
        CHECK(audio::readTags(path).duration);
    }
    CHECK(audio::readTags(folder.path() / "M\xFCller.mp3").title == "M\xEF\xBF\xBDller");
    CHECK(audio::displayName("/x/M\xFCller.mp3") == "M\xEF\xBF\xBDller.mp3");
    CHECK(audio::displayName("/x/Séculaire.mp3") == "Séculaire.mp3");
    CHECK(audio::toValidUtf8("\xC0\x80 \xED\xA0\x80 \xF5 \xE2\x82") ==
          "\xEF\xBF\xBD\xEF\xBF\xBD \xEF\xBF\xBD\xEF\xBF\xBD\xEF\xBF\xBD \xEF\xBF\xBD \xEF\xBF\xBD\xEF\xBF\xBD");
}

TEST_CASE("a long MP3's excerpts are whole") {
    const TemporaryFolder folder;
    const std::string whole = mp3Bytes(folder);
    // Frames follow each other without a header that counts them: half an hour and more of the same twenty seconds.
    std::string frames = whole.substr(whole.find("\xFF\xFB", whole.find("Info")));
    std::string bytes;
    while (bytes.size() < 45'000'000)
        bytes += frames;
    writeBytes(folder / "long.mp3", bytes);
    const auto set = audio::readExcerpts(folder / "long.mp3");
    REQUIRE(set);
    CHECK(set->format.duration > std::chrono::minutes(25));
    REQUIRE(set->excerpts.size() == 3);
    for (const auto& excerpt : set->excerpts)
        CHECK(excerpt.samples.size() == 30 * 44'100);
}
