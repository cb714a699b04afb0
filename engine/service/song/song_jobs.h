// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "engine/service/song/song_commands.h"
#include "engine/service/model/embedding_space.h"
#include "engine/service/background/event_emitter.h"
#include "engine/service/song/quarantine.h"
#include "engine/service/background/serial_executor.h"
#include "engine/store/database/writer.h"

#include <deque>
#include "engine/spectrogram/tile_worker.h"

#include <filesystem>
#include <functional>
#include <mutex>
#include <optional>
#include <stop_token>
#include <string>

namespace segue {

/// Where the outlines go that are read here.
struct OutlineShelf {
    store::Writer* writer = nullptr; ///< null: they are not stored
    std::function<void(TrackId)> stored;
};

/// The facade's answers about one song: cover, details, outline. Each kind has a thread, so that no cover waits for a
/// song that is being read.
///
/// A song without a stored outline is read here, at once, since somebody looks at it. The newest request comes first;
/// the one that it interrupts is read again after it; what is older still is void. A song in quarantine is answered with
/// the reason.
/// Thread rule: all functions from any thread; they return at once.
class SongJobs final : public SongCommands {
public:
    /// @param database to open this class's own connection from
    SongJobs(const store::Database& database, const EmbeddingSpaces& spaces, Quarantine& quarantine, EventEmitter& emitter,
             OutlineShelf shelf);

    void loadCover(RequestId request, std::filesystem::path song) override;
    void loadDetails(RequestId request, std::filesystem::path song) override;
    void loadOutline(RequestId request, std::filesystem::path song) override;
    void loadSpectrogram(RequestId request, SpectrogramRequest wanted) override;

private:
    /// A song to be read.
    struct Reading {
        RequestId request = 0;
        std::filesystem::path song;
        TrackId track = 0;
        std::string identity; ///< empty: nothing to store it under
    };

    [[nodiscard]] SongDetailsLoaded details(RequestId request, const std::filesystem::path& song);
    void describeAnalysis(SongDetails& details, const EmbeddingSpace& space);
    [[nodiscard]] std::optional<Reading> answerFromStore(RequestId request, const std::filesystem::path& song);
    void want(Reading reading);
    void readWanted(const std::stop_token& stop);
    [[nodiscard]] std::optional<Reading> takeWanted(std::stop_source& stop);
    void read(const Reading& reading, const std::stop_token& stop);
    void store(const Reading& reading, const Outline& outline);
    [[nodiscard]] RequestId
    requestNow(RequestId otherwise); ///< of what is being read; it may have been asked for again

    store::Database m_reader; ///< m_lookups' thread only
    const EmbeddingSpaces& m_spaces;
    Quarantine& m_quarantine;
    EventEmitter& m_emitter;
    OutlineShelf m_shelf;
    std::mutex m_mutex; ///< guards the next three
    std::deque<Reading> m_wanted;
    std::optional<Reading> m_reading;
    std::stop_source m_stopReading;
    spectrogram::TileWorker m_tiles;
    SerialExecutor m_outlines; ///< these end first; lookups post to outlines, so they end before those
    SerialExecutor m_covers;
    SerialExecutor m_lookups;
};

} // namespace segue
