// SPDX-License-Identifier: GPL-3.0-or-later
#include "engine/audio/identity.h"

#include "engine/audio/audio_writer.h"
#include "engine/audio/wav_writer.h"
#include "engine/words/error.h"
#include "tests/audio/files_for_tests.h"
#include "tests/support/files.h"
#include "tests/support/sounds.h"
#include "tests/support/temporary_folder.h"

#include <catch2/catch.hpp>

#include <algorithm>
#include <cstdio>
#include <ctime>
#include <map>

using namespace segue;
using namespace segue::test;
using audio::AudioIdentity;
using audio::readExcerpts;
using audio::readIdentity;
using std::chrono::seconds;

namespace {

constexpr audio::ExcerptPlan kShort{.length = seconds(3)};

std::size_t differing(const std::vector<std::uint32_t>& left, const std::vector<std::uint32_t>& right) {
    std::size_t count = left.size() == right.size() ? 0 : AudioIdentity::kPlaces;
    for (std::size_t i = 0; i < std::min(left.size(), right.size()); ++i)
        count += left[i] != right[i] ? 1 : 0;
    return count;
}

void checkBothAgree(const std::filesystem::path& path, const audio::ExcerptPlan& plan = kShort) {
    INFO(path);
    const auto heard = readExcerpts(path, plan);
    const auto identified = readIdentity(path, plan);
    REQUIRE(heard);
    REQUIRE(identified);
    CHECK(identified->identity.text == heard->identity.text);
    // Some containers (FLAC in Ogg) count the packets after a jump in one way or another: a place may be a packet off.
    CHECK(differing(identified->identity.rest, heard->identity.rest) <= 1);
    CHECK(identified->format.duration == heard->format.duration);
}

std::size_t known(const std::vector<std::uint32_t>& rest) {
    return static_cast<std::size_t>(std::ranges::count_if(rest, [](std::uint32_t hash) { return hash != 0; }));
}

} // namespace

TEST_CASE("the identity told from the packets is the one found while decoding, in every format") {
    const TemporaryFolder folder;
    const auto sound = spread(glide(50.0, 4000.0, 25.0, 48'000), 2);
    for (const char* name : {"a.mp3", "a.flac", "a.ogg", "a.opus", "a.m4a", "a.wav"}) {
        audio::writeAudio(folder / name, sound, 48'000, 2, {{"title", "Title"}});
        checkBothAgree(folder / name);
        retag(folder / name);
        checkBothAgree(folder / name);
    }
    for (const auto& [name, encoder, muxer] : kOtherFormats) {
        INFO(name);
        writeAs(folder / name, encoder, muxer, sound, 48'000);
        checkBothAgree(folder / name);
    }
}

TEST_CASE("both agree about files that are short, damaged, cut or lie about their length") {
    const TemporaryFolder folder;
    audio::writeAudio(folder / "brief.mp3", tone(440.0, 0.1, 44'100), 44'100, 1);
    checkBothAgree(folder / "brief.mp3");
    const auto sound = glide(100.0, 3000.0, 20.0, 48'000);
    for (const char* name : {"a.mp3", "a.flac", "a.ogg", "a.opus", "a.wav"}) {
        audio::writeAudio(folder / name, sound, 48'000, 1);
        const std::string whole = readBytes(folder / name);
        const auto cut = folder / (std::string("cut-") + name);
        writeBytes(cut, whole.substr(0, whole.size() / 2));
        checkBothAgree(cut);
    }
    const std::string whole = readBytes(folder / "a.mp3");
    writeBytes(folder / "junk.mp3", junk(2'000'000) + whole);
    checkBothAgree(folder / "junk.mp3");
    const std::string frames = whole.substr(whole.find("\xFF\xFB", whole.find("Info")));
    writeBytes(folder / "uncounted.mp3", frames + frames);
    checkBothAgree(folder / "uncounted.mp3");
    std::string longer = frames;
    while (longer.size() < 45'000'000)
        longer += frames;
    writeBytes(folder / "long.mp3", longer);
    checkBothAgree(folder / "long.mp3", {});
}

TEST_CASE("both agree about real songs") {
    const auto shared = sharedFolder();
    if (!shared || !std::filesystem::exists(*shared / "data/music")) {
        WARN("skipped: no shared/data/music");
        return;
    }
    for (const auto& entry : std::filesystem::recursive_directory_iterator(*shared / "data/music"))
        if (entry.path().extension() == ".mp3")
            checkBothAgree(entry.path(), {});
}

TEST_CASE("what lies outside the excerpts is told apart where the excerpts are the same") {
    const TemporaryFolder folder;
    audio::writeWav(folder / "one.wav", collidingMix(1), 8000, 1);
    audio::writeWav(folder / "two.wav", collidingMix(2), 8000, 1);
    const auto one = readIdentity(folder / "one.wav")->identity;
    const auto two = readIdentity(folder / "two.wav")->identity;
    CHECK(one.text == two.text); // collides on purpose
    CHECK(known(one.rest) >= 9);
    for (std::size_t i = 0; i < AudioIdentity::kPlaces; ++i)
        CHECK((one.rest.at(i) == 0 || one.rest.at(i) != two.rest.at(i)));
    retag(folder / "one.wav");
    CHECK(readIdentity(folder / "one.wav")->identity == one);
}

TEST_CASE("the rest of a song stays what it is when it is retagged") {
    const TemporaryFolder folder;
    for (const char* name : {"a.mp3", "a.flac", "a.ogg", "a.opus", "a.m4a", "a.wav"}) {
        INFO(name);
        audio::writeAudio(folder / name, spread(glide(50.0, 4000.0, 30.0, 48'000), 2), 48'000, 2, {{"title", "One title"}});
        const auto before = readIdentity(folder / name, kShort)->identity;
        CHECK(known(before.rest) >= 6);
        retag(folder / name);
        CHECK(readIdentity(folder / name, kShort)->identity == before);
    }
}

TEST_CASE("a song that lies inside its excerpts has no rest") {
    const TemporaryFolder folder;
    audio::writeAudio(folder / "a.flac", noise(20.0, 44'100), 44'100, 1);
    CHECK(known(readIdentity(folder / "a.flac")->identity.rest) == 0);
}

TEST_CASE("what cannot be heard cannot be identified, for the same reason; stopping is no error") {
    const TemporaryFolder folder;
    writeBytes(folder / "junk.flac", junk(300'000));
    CHECK_THROWS_AS(readIdentity(folder / "junk.flac"), Error);
    CHECK_THROWS_AS(readIdentity(folder / "missing.mp3"), Error);
    audio::writeAudio(folder / "a.flac", noise(5.0, 44'100), 44'100, 1);
    std::stop_source stop;
    stop.request_stop();
    CHECK(!readIdentity(folder / "a.flac", {}, stop.get_token()));
}

TEST_CASE("CPU time of an identity against that of decoding the excerpts", "[.bench]") {
    const auto shared = sharedFolder();
    REQUIRE(shared);
    std::map<std::string, std::vector<std::filesystem::path>> songs;
    for (const auto& entry : std::filesystem::recursive_directory_iterator(*shared / "data/music"))
        if (entry.path().extension() == ".mp3")
            songs["real mp3"].push_back(entry.path());
    const TemporaryFolder folder;
    const auto sound = spread(noise(240.0, 44'100), 2);
    for (const char* name : {"a.flac", "a.ogg", "a.m4a", "a.wav", "a.mp3"}) {
        audio::writeAudio(folder / name, sound, 44'100, 2);
        songs[name].push_back(folder / name);
    }
    for (const auto& [kind, files] : songs) {
        const auto cpuOf = [&files = files](const auto& read) {
            double best = 1e9;
            for (int i = 0; i < 5; ++i) {
                const std::clock_t begin = std::clock();
                for (const auto& file : files)
                    read(file);
                best = std::min(best, 1e3 * static_cast<double>(std::clock() - begin) / CLOCKS_PER_SEC /
                                          static_cast<double>(files.size()));
            }
            return best;
        };
        const double heard = cpuOf([](const auto& file) { (void)readExcerpts(file); });
        const double identified = cpuOf([](const auto& file) { (void)readIdentity(file); });
        std::printf("%-10s excerpts %6.1f ms, identity %5.1f ms, ratio %.0f\n", kind.c_str(), heard, identified,
                    heard / identified);
    }
}
