// SPDX-License-Identifier: GPL-3.0-or-later
#include "app/segue_cli/commands.h"
#include "app/segue_cli/measure.h"
#include "engine/audio/tags.h"
#include "engine/playback/player.h"
#include "engine/words/error.h"
#include "ui/words/english.h"

#include <atomic>
#include <chrono>
#include <condition_variable>
#include <cstdio>
#include <fstream>
#include <mutex>
#include <sys/resource.h>

namespace segue::cli {

namespace {

/// A device that plays as fast as is decoded: it is pulled by hand.
class FileSink final : public playback::AudioSink {
public:
    explicit FileSink(Pull& pull)
        : m_pull(pull) {}
    void start(Pull pull, DeviceChanged /*deviceChanged*/) override { m_pull = std::move(pull); }
    void stop() override {}
    void resume() override {}
    void suspend() override {}
    [[nodiscard]] double latencySeconds() const override { return 0.0; }

private:
    Pull& m_pull;
};

/// What the player told, and how often.
class BenchPlayTold final {
public:
    void take(const playback::PlaybackStatus& status) {
        const std::lock_guard lock(m_mutex);
        if (status.problem != m_status.problem && !status.problem.empty())
            std::fprintf(stderr, "%s\n", words::english(status.problem).c_str());
        m_status = status;
        ++m_count;
        m_changed.notify_all();
    }
    /// Until something more is told.
    playback::PlaybackStatus next(std::size_t after) {
        std::unique_lock lock(m_mutex);
        m_changed.wait(lock, [&] { return m_count > after; });
        return m_status;
    }
    [[nodiscard]] std::size_t count() {
        const std::lock_guard lock(m_mutex);
        return m_count;
    }

private:
    std::mutex m_mutex;
    std::condition_variable m_changed;
    playback::PlaybackStatus m_status;
    std::size_t m_count = 0;
};

std::vector<playback::PlayItem> itemsOf(const std::vector<std::filesystem::path>& songs) {
    std::vector<playback::PlayItem> items;
    for (const auto& song : songs) {
        playback::PlayItem item;
        item.track.path = song;
        item.track.title = audio::displayName(song);
        item.entry = items.size() + 1;
        items.push_back(std::move(item));
    }
    return items;
}

} // namespace

int runBenchPlay(const std::vector<std::filesystem::path>& songs, const PlayBench& wanted) {
    if (songs.empty())
        throw Error{ErrorKind::usage, "There are no songs to play. Name some."};
    const auto items = itemsOf(songs);
    std::ofstream file;
    if (!wanted.output.empty())
        file.open(wanted.output, std::ios::binary);
    playback::AudioSink::Pull pull;
    BenchPlayTold told;
    const double before = cpuSeconds(RUSAGE_SELF);
    playback::Player player(
        std::make_unique<FileSink>(pull),
        [&items](const playback::PlayItem& item) {
            return item.entry < items.size() ? std::optional(items[item.entry]) : std::nullopt;
        },
        [&told](const playback::PlaybackStatus& status) { told.take(status); });
    player.setSound({.levelling = wanted.isLevelled ? Levelling::smart : Levelling::off,
                     .crossfade = std::chrono::seconds(wanted.crossfadeSeconds)});
    const auto order = player.play(items.front());
    std::vector<float> block(std::size_t{2} * 4'096);
    std::size_t frames = 0; // to the last that is not silent
    std::size_t silent = 0;
    for (playback::PlaybackStatus status; status.order != order || status.state != playback::PlayState::stopped;) {
        // A command is told as carried out when enough is decoded.
        const std::size_t count = told.count();
        player.followChanged();
        status = told.next(count);
        if (status.order != order)
            continue;
        pull(block);
        for (std::size_t i = 0; i < block.size(); i += 2) {
            ++silent;
            if (block[i] != 0.F || block[i + 1] != 0.F)
                frames += std::exchange(silent, 0);
        }
        file.write(reinterpret_cast<const char*>(block.data()), static_cast<std::streamsize>(block.size() * sizeof(float)));
    }
    player.end();
    file.close();
    if (!wanted.output.empty())
        std::filesystem::resize_file(wanted.output, frames * 2 * sizeof(float));
    const double seconds = static_cast<double>(frames) / playback::AudioSink::kRateHz;
    const double used = cpuSeconds(RUSAGE_SELF) - before;
    std::printf("frames   %zu at %d Hz\n", frames, playback::AudioSink::kRateHz);
    std::printf("CPU      %.3f %% of a core, for %.1f s of sound\n", 100.0 * used / std::max(seconds, 0.001), seconds);
    return 0;
}

} // namespace segue::cli
