// SPDX-License-Identifier: GPL-3.0-or-later
#include "engine/audio/audio_writer.h"
#include "engine/spectrogram/tile_worker.h"
#include "tests/support/said.h"
#include "tests/support/sounds.h"
#include "tests/support/temporary_folder.h"

#include <catch2/catch.hpp>

#include <chrono>
#include <condition_variable>
#include <filesystem>
#include <mutex>
#include <new>
#include <utility>
#include <vector>

using namespace segue;
using namespace segue::test;
using spectrogram::TileAnswer;
using spectrogram::TileCache;
using spectrogram::TileWorker;

namespace {

/// Collects answers; can hold the worker inside the listener.
class Inbox {
public:
    TileWorker::Listener listener() {
        return [this](TileAnswer answer) {
            std::unique_lock lock(m_mutex);
            m_answers.push_back(std::move(answer));
            m_changed.notify_all();
            m_changed.wait(lock, [this] { return !m_held; });
        };
    }
    void hold(bool held) {
        const std::lock_guard lock(m_mutex);
        m_held = held;
        m_changed.notify_all();
    }
    /// All answers, when there are so many.
    std::vector<TileAnswer> wait(std::size_t count) {
        std::unique_lock lock(m_mutex);
        const bool came = m_changed.wait_for(lock, std::chrono::seconds(20), [&] { return m_answers.size() >= count; });
        REQUIRE(came);
        return m_answers;
    }

private:
    std::mutex m_mutex;
    std::condition_variable m_changed;
    std::vector<TileAnswer> m_answers;
    bool m_held = false;
};

std::filesystem::path writeSong(const TemporaryFolder& folder, const char* name = "a.wav") {
    audio::writeAudio(folder / name, tone(440.0, 20.0, kSpectrogramRateHz), kSpectrogramRateHz, 1);
    return folder / name;
}

} // namespace

TEST_CASE("tiles come in the order of their urgency") {
    const TemporaryFolder folder;
    Inbox inbox;
    TileWorker worker(inbox.listener());
    worker.want(7, {.song = writeSong(folder), .style = {}, .tiles = {2, 0, 1}});
    const auto answers = inbox.wait(3);
    for (const std::size_t i : {0U, 1U, 2U}) {
        CHECK(answers[i].request == 7);
        REQUIRE(answers[i].tile);
        CHECK(answers[i].tile->index == std::vector<std::int64_t>{2, 0, 1}[i]);
    }
}

TEST_CASE("a newer request makes the rest of an older one void") {
    const TemporaryFolder folder;
    Inbox inbox;
    inbox.hold(true);
    TileWorker worker(inbox.listener());
    const auto song = writeSong(folder);
    worker.want(1, {.song = song, .style = {}, .tiles = {0, 1, 2, 3}});
    CHECK(inbox.wait(1).front().request == 1);
    worker.want(2, {.song = song, .style = {.kind = SpectrogramKind::stft}, .tiles = {3}});
    inbox.hold(false);
    const auto answers = inbox.wait(2);
    CHECK(answers[1].request == 2);
    CHECK(answers[1].tile->index == 3);
    CHECK(answers[1].tile->style.kind == SpectrogramKind::stft);
}

TEST_CASE("a tile that the newer request still wants is delivered to it") {
    const TemporaryFolder folder;
    Inbox inbox;
    TileWorker worker(inbox.listener());
    const auto song = writeSong(folder);
    worker.want(1, {.song = song, .style = {}, .tiles = {0}});
    worker.want(2, {.song = song, .style = {}, .tiles = {0, 1}});
    std::vector<TileAnswer> answers = inbox.wait(2);
    while (answers.back().request != 2 || answers.back().tile->index != 1)
        answers = inbox.wait(answers.size() + 1);
    CHECK(answers.size() <= 3);
    for (const TileAnswer& answer : answers)
        CHECK(answer.tile);
}

TEST_CASE("what was computed is kept, and computed anew when the file has changed") {
    const TemporaryFolder folder;
    Inbox inbox;
    TileWorker worker(inbox.listener());
    const auto song = writeSong(folder);
    worker.want(1, {.song = song, .style = {}, .tiles = {0}});
    const auto first = inbox.wait(1)[0].tile;
    worker.want(2, {.song = song, .style = {}, .tiles = {0}});
    CHECK(inbox.wait(2)[1].tile == first);
    audio::writeAudio(song, tone(880.0, 5.0, kSpectrogramRateHz), kSpectrogramRateHz, 1);
    std::filesystem::last_write_time(song, std::filesystem::last_write_time(song) + std::chrono::seconds(5));
    worker.want(3, {.song = song, .style = {}, .tiles = {0}});
    const auto third = inbox.wait(3)[2].tile;
    REQUIRE(third);
    CHECK(third->levels != first->levels);
}

TEST_CASE("a song that is gone has one sentence, and the next song works") {
    const TemporaryFolder folder;
    Inbox inbox;
    TileWorker worker(inbox.listener());
    const auto song = writeSong(folder);
    worker.want(1, {.song = song, .style = {}, .tiles = {0}});
    REQUIRE(inbox.wait(1)[0].tile);
    std::filesystem::remove(song);
    worker.want(2, {.song = song, .style = {}, .tiles = {1, 2, 3}});
    const auto failed = inbox.wait(2)[1];
    CHECK_FALSE(failed.tile);
    CHECK(failed.request == 2);
    CHECK(segue::test::said(failed.problem).find("a.wav") != std::string::npos);
    worker.want(3, {.song = writeSong(folder, "b.wav"), .style = {}, .tiles = {0}});
    CHECK(inbox.wait(3)[2].tile);
}

TEST_CASE("the worker ends while it has work to do") {
    const TemporaryFolder folder;
    const auto song = writeSong(folder);
    Inbox inbox;
    {
        TileWorker worker(inbox.listener());
        worker.want(
            1, {.song = song, .style = {.windowLength = 16'384, .zoom = 0}, .tiles = {0, 1, 2, 3, 4, 5, 6, 7, 8, 9, 10, 11, 12}});
        (void)inbox.wait(1);
    }
    SUCCEED();
}

TEST_CASE("the tile cache keeps what was used last, within its bytes") {
    TileCache cache(10'000);
    const auto put = [&cache](std::int64_t index) {
        cache.put(std::make_shared<SpectrogramTile>(
            SpectrogramTile{.style = {}, .index = index, .rows = 10, .columns = 300, .levels = std::vector<std::uint8_t>(3000)}));
    };
    put(0);
    put(1);
    put(2);
    CHECK(cache.find({}, 0));
    put(3);
    CHECK(cache.bytes() <= 10'000);
    CHECK(cache.find({}, 0));
    CHECK_FALSE(cache.find({}, 1));
    CHECK_FALSE(cache.find({.windowLength = 256}, 0));
    cache.clear();
    CHECK(cache.bytes() == 0);
}

TEST_CASE("where memory is short for one tile that is its answer, and the next request is served") {
    const TemporaryFolder folder;
    Inbox inbox;
    bool isScarce = true;
    TileWorker worker(inbox.listener(), [&](const std::filesystem::path&) -> std::optional<Message> {
        if (std::exchange(isScarce, false))
            throw std::bad_alloc();
        return std::nullopt;
    });
    const auto song = writeSong(folder);
    worker.want(1, {.song = song, .style = {}, .tiles = {0}});
    CHECK(inbox.wait(1).front().problem.id() == MessageId::outOfMemory);
    worker.want(2, {.song = song, .style = {}, .tiles = {0}});
    CHECK(inbox.wait(2).back().tile);
}
