// SPDX-License-Identifier: GPL-3.0-or-later
#include "app/audio/sink_figures.h"
#include "app/audio/system_sink.h"
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
#include <fcntl.h>
#include <fstream>
#include <mutex>
#include <sys/resource.h>
#include <thread>
#include <unistd.h>

namespace segue::cli {

namespace {

using Clock = std::chrono::steady_clock;

double secondsSince(std::int64_t startNs, std::int64_t endNs) { return 1e-9 * static_cast<double>(endNs - startNs); }

std::int64_t nowNs() { return std::chrono::duration_cast<std::chrono::nanoseconds>(Clock::now().time_since_epoch()).count(); }

/// So that it has to come from the disk.
void forgetCached(const std::filesystem::path& song) {
    const int file = ::open(song.c_str(), O_RDONLY | O_CLOEXEC);
    if (file < 0)
        return;
    ::posix_fadvise(file, 0, 0, POSIX_FADV_DONTNEED);
    ::close(file);
}

/// How often the threads of this process went to sleep and were woken, but for the calling one.
std::uint64_t wakeUps() {
    std::uint64_t count = 0;
    const std::string own = std::to_string(::gettid());
    for (const auto& thread : std::filesystem::directory_iterator("/proc/self/task")) {
        if (thread.path().filename() == own)
            continue;
        std::ifstream status(thread.path() / "status");
        for (std::string word; status >> word;)
            if (std::uint64_t times = 0; word == "voluntary_ctxt_switches:" && status >> times)
                count += times;
    }
    return count;
}

/// What the player told last, and how often something stood in the way.
struct Told {
    std::mutex mutex;
    std::condition_variable changed;
    playback::PlaybackStatus status;
    std::size_t problems = 0;
    bool isStrained = false;

    void take(const playback::PlaybackStatus& now) {
        const std::lock_guard lock(mutex);
        if (now.problem != status.problem && !now.problem.empty()) {
            ++problems;
            std::fprintf(stderr, "%s\n", words::english(now.problem).c_str());
        }
        isStrained = isStrained || now.isStrained;
        status = now;
        changed.notify_all();
    }
};

} // namespace

int runBenchDevice(const std::vector<std::filesystem::path>& songs, const PlayBench& wanted) {
    if (songs.empty())
        throw Error{ErrorKind::usage, "There are no songs to play. Name some."};
    std::vector<playback::PlayItem> items;
    for (const auto& song : songs) {
        forgetCached(song);
        items.push_back({.track = {.path = song, .title = audio::displayName(song)}, .entry = items.size() + 1});
    }
    Told told;
    const auto figures = std::make_shared<app::SinkFigures>();
    playback::Player player(
        app::makeSystemSink({}, figures),
        [&items](const playback::PlayItem& item) {
            const auto& next = items[item.entry % items.size()];
            forgetCached(next.track.path);
            return std::optional(next);
        },
        [&told](const playback::PlaybackStatus& status) { told.take(status); });
    player.setSound({.levelling = wanted.isLevelled ? Levelling::smart : Levelling::off,
                     .crossfade = std::chrono::seconds(wanted.crossfadeSeconds)});
    std::vector<std::jthread> busy;
    for (int i = 0; i < wanted.busyThreads; ++i)
        busy.emplace_back([](const std::stop_token& stop) {
            std::atomic<std::uint64_t> counted{0};
            while (!stop.stop_requested())
                ++counted;
        });
    // The device is known by then, as it is when somebody clicks.
    std::this_thread::sleep_for(std::chrono::seconds(1));
    const std::int64_t ordered = nowNs();
    player.play(items.front());
    std::this_thread::sleep_for(std::chrono::seconds(1));
    const double cpu = cpuSeconds(RUSAGE_SELF);
    const std::uint64_t woken = wakeUps();
    const std::int64_t start = nowNs();
    std::this_thread::sleep_for(std::chrono::duration<double>(60.0 * wanted.deviceMinutes));
    const double seconds = secondsSince(start, nowNs());
    const double used = cpuSeconds(RUSAGE_SELF) - cpu;
    const auto wakings = static_cast<double>(wakeUps() - woken);
    player.pause();
    std::unique_lock lock(told.mutex);
    told.changed.wait_for(lock, std::chrono::seconds(2), [&] { return told.status.state == playback::PlayState::paused; });
    std::printf("first    %.1f ms from the order to the first sample that was handed over\n",
                figures->firstSoundNs > 0 ? 1e3 * secondsSince(ordered, figures->firstSoundNs) : -1.0);
    std::printf("dry      %llu times in %.1f s (%llu pulls)\n", static_cast<unsigned long long>(figures->underruns), seconds,
                static_cast<unsigned long long>(figures->pulls));
    std::printf("strained %s, problems %zu\n", told.isStrained ? "yes" : "no", told.problems);
    if (busy.empty())
        std::printf("CPU      %.2f %% of a core, %.1f wake-ups a second, %.0f MB\n", 100.0 * used / seconds, wakings / seconds,
                    peakMegabytes());
    return figures->pulls == 0 || figures->underruns > 0 || told.problems > 0 ? 1 : 0;
}

} // namespace segue::cli
