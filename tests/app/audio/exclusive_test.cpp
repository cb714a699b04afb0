// SPDX-License-Identifier: GPL-3.0-or-later
#include "app/audio/output_choice.h"
#include "app/audio/sink_figures.h"
#include "app/audio/system_sink.h"

#include "engine/playback/player.h"
#include "tests/support/said.h"
#include "tests/support/temporary_folder.h"

#include <catch2/catch.hpp>

#include <condition_variable>
#include <cstdlib>
#include <cstring>
#include <deque>
#include <filesystem>
#include <fstream>
#include <mutex>
#include <vector>

#include <fcntl.h>
#include <poll.h>
#include <sys/stat.h>
#include <unistd.h>

using namespace segue;
using namespace segue::playback;
using namespace std::chrono_literals;

namespace {

namespace fs = std::filesystem;

/// Samples without a silent one. [frames, 2], full scale 2^(bits - 1)
std::vector<std::int32_t> noise(std::size_t frames, int bits, std::uint32_t seed) {
    std::vector<std::int32_t> samples(2 * frames);
    for (auto& sample : samples) {
        seed ^= seed << 13U;
        seed ^= seed >> 17U;
        seed ^= seed << 5U;
        sample = static_cast<std::int32_t>(seed) >> (32 - bits);
        if (sample == 0)
            sample = 1;
    }
    return samples;
}

void put(std::ofstream& file, std::uint32_t value, int bytes) {
    for (int i = 0; i < bytes; ++i)
        file.put(static_cast<char>(value >> (8 * i) & 0xFFU));
}

/// A WAV file of exactly those samples.
PlayItem write(const fs::path& path, const std::vector<std::int32_t>& samples, int bits, int rateHz, std::uint64_t entry) {
    const int bytes = bits / 8;
    const auto size = static_cast<std::uint32_t>(samples.size()) * static_cast<std::uint32_t>(bytes);
    std::ofstream file(path, std::ios::binary);
    file << "RIFF";
    put(file, 36 + size, 4);
    file << "WAVEfmt ";
    put(file, 16, 4);
    put(file, 1, 2); // PCM
    put(file, 2, 2);
    put(file, static_cast<std::uint32_t>(rateHz), 4);
    put(file, static_cast<std::uint32_t>(rateHz * 2 * bytes), 4);
    put(file, static_cast<std::uint32_t>(2 * bytes), 2);
    put(file, static_cast<std::uint32_t>(bits), 2);
    file << "data";
    put(file, size, 4);
    for (const std::int32_t sample : samples)
        put(file, static_cast<std::uint32_t>(sample), bytes);
    PlayItem item;
    item.track.id = static_cast<TrackId>(entry);
    item.track.path = path;
    item.track.title = path.stem().string();
    item.entry = entry;
    return item;
}

/// ALSA with one device that writes down what it is given, and none of the computer's own.
struct Hall {
    Hall() {
        REQUIRE(::mkfifo((folder / "closed").c_str(), 0600) == 0);
        closed = ::open((folder / "closed").c_str(), O_RDONLY | O_NONBLOCK | O_CLOEXEC);
        REQUIRE(closed >= 0);
        std::ofstream(folder / "asound.conf")
            << "pcm.segue_file { type file slave.pcm { type null } format raw file \"|cat >>" << (folder / "heard.raw").string()
            << "; echo >" << (folder / "closed").string() << "\" }\n";
        ::setenv("ALSA_CONFIG_PATH", (folder / "asound.conf").c_str(), 1);
        ::setenv("PULSE_SERVER", "unix:/nonexistent/segue/native", 1);
        choice->choose("alsa:segue_file");
    }

    ~Hall() {
        player.reset(); // its device says in the end that it is closed
        ::close(closed);
    }

    PlaybackStatus waitFor(const std::function<bool(const PlaybackStatus&)>& fits) {
        std::unique_lock lock(mutex);
        PlaybackStatus found;
        const bool isFound = changed.wait_for(lock, 30s, [&] {
            while (!told.empty()) {
                found = std::move(told.front());
                told.pop_front();
                if (fits(found))
                    return true;
            }
            return false;
        });
        REQUIRE(isFound);
        return found;
    }

    /// Whether the device was let go since the last look, or is within a time. What it writes to has then come to its end.
    [[nodiscard]] bool isGivenBack(std::chrono::milliseconds within) const {
        pollfd end{.fd = closed, .events = POLLIN, .revents = 0};
        char byte = 0;
        return ::poll(&end, 1, static_cast<int>(within.count())) == 1 && (end.revents & POLLIN) != 0 &&
               ::read(closed, &byte, 1) == 1;
    }

    /// What the device was given, as 32 bits, without silent samples.
    std::vector<std::int32_t> heard() {
        std::ifstream file(folder / "heard.raw", std::ios::binary);
        std::vector<char> bytes{std::istreambuf_iterator<char>(file), {}};
        std::vector<std::int32_t> samples(bytes.size() / 4);
        std::memcpy(samples.data(), bytes.data(), 4 * samples.size());
        std::erase(samples, 0);
        return samples;
    }

    test::TemporaryFolder folder;
    int closed = -1; ///< a byte comes out of it whenever the device is let go
    std::mutex mutex;
    std::condition_variable changed;
    std::deque<PlaybackStatus> told;
    std::vector<PlayItem> list;
    std::shared_ptr<app::OutputChoice> choice = std::make_shared<app::OutputChoice>();
    std::unique_ptr<Player> player;

    void start() {
        player = std::make_unique<Player>(
            app::makeSystemSink(choice),
            [this](const PlayItem& item) { return item.entry < list.size() ? std::optional(list[item.entry]) : std::nullopt; },
            [this](const PlaybackStatus& status) {
                const std::lock_guard lock(mutex);
                told.push_back(status);
                changed.notify_all();
            });
    }
};

/// As 32-bit samples of the same value.
std::vector<std::int32_t> widened(std::vector<std::int32_t> samples, int bits) {
    for (auto& sample : samples)
        sample *= 1 << (32 - bits);
    return samples;
}

bool hasEnded(const PlaybackStatus& status) { return status.state == PlayState::stopped && status.order > 0; }

} // namespace

TEST_CASE("an exclusive output gets every bit of a file of 16 bits, whatever volume and levelling say") {
    Hall hall;
    const auto samples = noise(50'001, 16, 1);
    const auto item = write(hall.folder / "sixteen.wav", samples, 16, 44'100, 1);
    hall.start();
    hall.player->setVolume(0.3F);
    hall.player->setSound({.levelling = Levelling::track, .preampDb = -6.F, .limits = true, .crossfade = std::chrono::seconds(5)});
    hall.player->play(item);
    const auto status = hall.waitFor([](const auto& one) { return one.state == PlayState::playing; });
    CHECK(status.level.source == LevelSource::exact);
    hall.waitFor(hasEnded);
    hall.player.reset();
    CHECK((hall.heard() == widened(samples, 16)));
}

TEST_CASE("songs of 24 and 16 bits and of different rates follow each other bit by bit, each at its own rate") {
    Hall hall;
    const auto first = noise(48'003, 24, 7);
    const auto second = noise(22'051, 16, 9);
    const auto third = noise(19'999, 16, 11); // of the same rate: without a gap
    hall.list = {write(hall.folder / "a.wav", first, 24, 96'000, 1), write(hall.folder / "b.wav", second, 16, 44'100, 2),
                 write(hall.folder / "c.wav", third, 16, 44'100, 3)};
    hall.start();
    hall.player->play(hall.list[0]);
    hall.waitFor([](const auto& one) { return one.item.entry == 1 && one.state == PlayState::playing; });
    hall.waitFor([](const auto& one) { return one.item.entry == 2 && one.state == PlayState::playing; });
    hall.waitFor([](const auto& one) { return one.item.entry == 3; });
    hall.waitFor(hasEnded);
    hall.player.reset();
    auto expected = widened(first, 24);
    for (const auto& part : {widened(second, 16), widened(third, 16)})
        expected.insert(expected.end(), part.begin(), part.end());
    CHECK((hall.heard() == expected)); // not to be printed
}

TEST_CASE("an exclusive output is given back in a pause, and the song goes on where it was") {
    Hall hall;
    const auto item = write(hall.folder / "long.wav", noise(20 * 44'100, 16, 3), 16, 44'100, 1);
    hall.start();
    hall.player->play(item);
    hall.waitFor([](const auto& one) { return one.position > 200ms; });
    CHECK_FALSE(hall.isGivenBack(0s));
    hall.player->pause();
    const auto paused = hall.waitFor([](const auto& one) { return one.state == PlayState::paused; });
    CHECK(hall.isGivenBack(30s));
    hall.player->resume();
    const auto resumed =
        hall.waitFor([&](const auto& one) { return one.state == PlayState::playing && one.position > paused.position; });
    CHECK(resumed.position < paused.position + 2s);
}

TEST_CASE("an exclusive output that is not there gives a sentence, and another choice plays on from there") {
    Hall hall;
    const auto item = write(hall.folder / "long.wav", noise(20 * 44'100, 16, 3), 16, 44'100, 1);
    hall.choice->choose("alsa:hw:CARD=nobody,DEV=0");
    hall.start();
    hall.player->play(item);
    const auto status = hall.waitFor([](const auto& one) { return !one.problem.empty(); });
    CHECK(status.problem.id() == MessageId::playDeviceRefused);
    CHECK_THAT(test::said(status.problem), Catch::Contains("Choose another output"));
    CHECK(status.state == PlayState::paused);
    hall.choice->choose("alsa:segue_file");
    hall.waitFor([](const auto& one) { return one.state == PlayState::playing && one.problem.empty() && one.position > 100ms; });
}
