// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "engine/spectrogram/song_samples.h"
#include "engine/spectrogram/spectrogram_words.h"
#include "engine/spectrogram/tile_cache.h"
#include "engine/spectrogram/tile_maker.h"
#include "engine/words/message.h"

#include <condition_variable>
#include <cstdint>
#include <exception>
#include <filesystem>
#include <functional>
#include <mutex>
#include <optional>
#include <string>
#include <thread>

namespace segue::spectrogram {

/// What was computed: a tile, or why there is none.
struct TileAnswer {
    std::uint64_t request = 0;
    std::filesystem::path song;
    std::shared_ptr<const SpectrogramTile> tile; ///< null: see problem
    Message problem;                             ///< the rest of the request is void
};

/// Computes tiles in the background, the most urgent first. Only the newest request counts: tiles of older requests that were
/// not begun are dropped, and the tile being computed is finished only if the newest request asks for it. Tiles of the song
/// shown last are kept (48 MB) until its file changes.
///
/// Thread rule: want() from any thread, it returns at once; the listener and the gate are called on the worker's thread;
/// the listener must neither throw nor block. The destructor waits for the tile being computed, less than 100 ms.
class TileWorker final {
public:
    static constexpr std::size_t kCacheBytes = 48U << 20U;
    using Listener = std::function<void(TileAnswer)>;

    /// Why a song must not be opened; nothing: it may be. If it throws, the error is the answer.
    using Gate = std::function<std::optional<Message>(const std::filesystem::path& song)>;

    explicit TileWorker(Listener listener, Gate gate = {});

    void want(std::uint64_t request, SpectrogramRequest wanted);

private:
    struct Job {
        std::filesystem::path song;
        SpectrogramStyle style;
        std::int64_t tile = 0;
    };

    void loop(const std::stop_token& stop);
    [[nodiscard]] std::optional<Job> nextJob(const std::stop_token& stop);
    void work(const Job& job, const std::stop_token& stop);
    void open(const std::filesystem::path& song, const std::stop_token& stop);
    [[nodiscard]] bool isWanted(const Job& job);
    /// The request that a finished tile goes to: the newest one, if it asks for the tile.
    [[nodiscard]] std::optional<std::uint64_t> takeReceiver(const Job& job);
    void fail(const Job& job, const Message& problem);
    void tryToFail(const Job& job, const std::exception& error) noexcept;

    Listener m_listener;
    Gate m_gate;        ///< empty: every song may be opened
    std::mutex m_mutex; ///< guards the next two
    std::condition_variable_any m_wake;
    std::uint64_t m_request = 0;
    SpectrogramRequest m_wanted; ///< its tiles are those not yet delivered

    // The worker's thread only.
    std::filesystem::path m_song;
    std::filesystem::file_time_type m_changed;
    std::optional<SongSamples> m_samples;
    std::optional<TileMaker> m_maker;
    TileCache m_cache{kCacheBytes};

    std::jthread m_thread; ///< last: ends first
};

} // namespace segue::spectrogram
