// SPDX-License-Identifier: GPL-3.0-or-later
#include "engine/demo/compose.h"

#include "engine/audio/decoder.h"
#include "engine/audio/tags.h"
#include "engine/demo/catalogue.h"
#include "engine/demo/filters.h"
#include "engine/words/error.h"
#include "tests/support/temporary_folder.h"

#include <catch2/catch.hpp>

#include <algorithm>
#include <array>
#include <cmath>
#include <csignal>
#include <fstream>
#include <map>
#include <set>
#include <sstream>
#include <sys/resource.h>

using namespace segue;
namespace fs = std::filesystem;

namespace {

std::vector<fs::path> filesIn(const fs::path& folder) {
    std::vector<fs::path> files;
    for (const auto& entry : fs::recursive_directory_iterator(folder)) {
        if (entry.is_regular_file()) {
            files.push_back(entry.path());
        }
    }
    std::ranges::sort(files);
    return files;
}

std::string bytesOf(const fs::path& file) {
    std::ifstream stream(file, std::ios::binary);
    std::ostringstream bytes;
    bytes << stream.rdbuf();
    return bytes.str();
}

constexpr std::size_t kBands = 10;

/// A song as heard: how loud each octave is and how much it comes and goes, in dB.
using Character = std::array<double, 2 * kBands>;

struct Heard {
    fs::path file;
    audio::Tags tags;
    std::size_t frames = 0;
    float peak = 0.F;
    double mean = 0.0;
    float firstSample = 0.F;
    float lastSample = 0.F;
    Character character{};
};

Character characterOf(const std::vector<float>& mono) {
    constexpr std::size_t kBlock = 4410;
    Character character{};
    for (std::size_t band = 0; band < kBands; ++band) {
        auto filter = demo::Biquad::bandPass(31.25 * std::exp2(static_cast<double>(band)), 1.4);
        std::vector<double> levels;
        double energy = 0.0;
        for (std::size_t i = 0; i < mono.size(); ++i) {
            const float y = filter.next(mono[i]);
            energy += static_cast<double>(y) * y;
            if (i % kBlock == kBlock - 1) {
                levels.push_back(10.0 * std::log10(energy / kBlock + 1e-9));
                energy = 0.0;
            }
        }
        double change = 0.0;
        for (std::size_t i = 1; i < levels.size(); ++i) {
            change += std::fabs(levels[i] - levels[i - 1]);
        }
        for (const double level : levels) {
            character[band] += level / static_cast<double>(levels.size());
        }
        character[kBands + band] = 3.0 * change / static_cast<double>(levels.size());
    }
    return character;
}

Heard listen(const fs::path& file) {
    audio::Decoder decoder(file, {.rateHz = 44'100, .channels = 2});
    std::vector<float> block(2 * 65'536);
    std::vector<float> mono;
    Heard heard{.file = file, .tags = audio::readTags(file)};
    double sum = 0.0;
    while (const std::size_t frames = decoder.read(block)) {
        for (std::size_t i = 0; i < frames; ++i) {
            mono.push_back(0.5F * (block[2 * i] + block[2 * i + 1]));
            heard.peak = std::max({heard.peak, std::fabs(block[2 * i]), std::fabs(block[2 * i + 1])});
            sum += block[2 * i] + block[2 * i + 1];
        }
    }
    heard.frames = mono.size();
    heard.mean = sum / (2.0 * static_cast<double>(mono.size()));
    heard.firstSample = mono.front();
    heard.lastSample = mono.back();
    heard.character = characterOf(mono);
    return heard;
}

/// The whole demo, written once for all tests that look at it.
struct Demo {
    test::TemporaryFolder folder;
    bool finished = false;
    std::vector<std::pair<std::size_t, std::size_t>> progress;
    std::vector<Heard> songs;

    Demo() {
        finished = demo::composeDemoMusic(folder.path(), {},
                                          [this](std::size_t done, std::size_t total) { progress.emplace_back(done, total); });
        for (const fs::path& file : filesIn(folder.path())) {
            songs.push_back(listen(file));
        }
    }
};

const Demo& wholeDemo() {
    static const Demo demo;
    return demo;
}

double distance(const Character& a, const Character& b) {
    double sum = 0.0;
    for (std::size_t i = 0; i < a.size(); ++i) {
        sum += (a[i] - b[i]) * (a[i] - b[i]);
    }
    return std::sqrt(sum);
}

} // namespace

TEST_CASE("the demo is at least 24 songs of 40 to 60 s in at least 6 styles of three or more") {
    const Demo& demo = wholeDemo();
    REQUIRE(demo.finished);
    CHECK(demo.songs.size() >= 24);
    CHECK(demo.songs.size() == demo::demoSongs().size());
    std::map<std::string, int> styles;
    for (const Heard& song : demo.songs) {
        INFO(song.file);
        ++styles[song.tags.genre];
        CHECK(song.frames >= 40U * 44'100);
        CHECK(song.frames <= 60U * 44'100);
    }
    CHECK(styles.size() >= 6);
    for (const auto& [style, count] : styles) {
        INFO(style);
        CHECK(count >= 3);
    }
}

TEST_CASE("every demo song is fully tagged and lies in its artist's folder") {
    std::set<std::string> titles;
    for (const Heard& song : wholeDemo().songs) {
        INFO(song.file);
        CHECK(song.file.parent_path().filename() == song.tags.artist);
        CHECK_FALSE(song.tags.title.empty());
        CHECK(song.file.stem().string().find(song.tags.title) == 3); // behind "01 "
        CHECK_FALSE(song.tags.artist.empty());
        CHECK_FALSE(song.tags.album.empty());
        CHECK_FALSE(song.tags.genre.empty());
        CHECK(song.tags.trackNumber > 0);
        CHECK(song.tags.year > 1900);
        CHECK(titles.insert(song.tags.title).second);
    }
}

TEST_CASE("every demo song peaks at -1 dBFS, has no direct current and begins and ends without a click") {
    for (const Heard& song : wholeDemo().songs) {
        INFO(song.file);
        CHECK(20.0 * std::log10(song.peak) == Approx(-1.0).margin(0.05));
        CHECK(std::fabs(song.mean) < 1e-3);
        CHECK(std::fabs(song.firstSample) < 2e-3F);
        CHECK(std::fabs(song.lastSample) < 2e-3F);
    }
}

TEST_CASE("the demo songs that sound most like a song are those of its style") {
    const auto& songs = wholeDemo().songs;
    for (const Heard& seed : songs) {
        std::vector<const Heard*> others;
        for (const Heard& song : songs) {
            if (&song != &seed) {
                others.push_back(&song);
            }
        }
        std::ranges::sort(others, {}, [&](const Heard* other) { return distance(seed.character, other->character); });
        INFO(seed.file << " is nearest to " << others[0]->file << " and " << others[1]->file);
        CHECK(others[0]->tags.genre == seed.tags.genre);
        CHECK(others[1]->tags.genre == seed.tags.genre);
    }
}

TEST_CASE("composing reports every song once, from none to all") {
    const Demo& demo = wholeDemo();
    REQUIRE(demo.progress.size() == demo.songs.size() + 1);
    for (std::size_t i = 0; i < demo.progress.size(); ++i) {
        CHECK(demo.progress[i] == std::pair(i, demo.songs.size()));
    }
}

TEST_CASE("a stopped demo leaves whole songs only, the same bytes as in any other run") {
    test::TemporaryFolder folder;
    std::stop_source stop;
    const bool finished = demo::composeDemoMusic(folder.path(), stop.get_token(), [&](std::size_t done, std::size_t) {
        if (done == 2) {
            stop.request_stop();
        }
    });
    CHECK_FALSE(finished);
    const auto files = filesIn(folder.path());
    REQUIRE(files.size() == 2);
    for (const fs::path& file : files) {
        CHECK(bytesOf(file) == bytesOf(wholeDemo().folder.path() / fs::relative(file, folder.path())));
    }
}

TEST_CASE("a song that is being composed is given up between two of its layers") {
    const auto song = demo::demoSongs().front();
    int asked = 0;
    const auto sound = demo::render(song, [&] { return ++asked == 3; });
    CHECK(asked == 3);
    CHECK(sound.frames() == 0);
}

TEST_CASE("songs that are already there are left alone") {
    test::TemporaryFolder folder;
    for (const Heard& song : wholeDemo().songs) {
        const fs::path file = folder.path() / fs::relative(song.file, wholeDemo().folder.path());
        fs::create_directories(file.parent_path());
        std::ofstream(file) << "kept";
    }
    CHECK(demo::composeDemoMusic(folder.path()));
    for (const fs::path& file : filesIn(folder.path())) {
        CHECK(bytesOf(file) == "kept");
    }
}

TEST_CASE("a full disk is said to be full and leaves no half song") {
    test::TemporaryFolder folder;
    rlimit before{};
    REQUIRE(getrlimit(RLIMIT_FSIZE, &before) == 0);
    const auto oldAction = std::signal(SIGXFSZ, SIG_IGN);
    const rlimit small{.rlim_cur = 100'000, .rlim_max = before.rlim_max};
    REQUIRE(setrlimit(RLIMIT_FSIZE, &small) == 0);
    auto kind = ErrorKind::usage;
    try {
        (void)demo::composeDemoMusic(folder.path());
    } catch (const Error& error) {
        kind = error.kind();
    }
    setrlimit(RLIMIT_FSIZE, &before);
    std::signal(SIGXFSZ, oldAction);
    CHECK(kind == ErrorKind::noSpace);
    CHECK(filesIn(folder.path()).empty());
}

TEST_CASE("a folder that cannot be made is an error that names it") {
    test::TemporaryFolder folder;
    const fs::path file = folder.path() / "a file";
    std::ofstream(file) << "in the way";
    CHECK_THROWS_WITH(demo::composeDemoMusic(file / "demo"), Catch::Contains("a file"));
}
