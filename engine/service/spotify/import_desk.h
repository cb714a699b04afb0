// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "engine/service/background/event_emitter.h"
#include "engine/service/background/lanes.h"
#include "engine/service/spotify/source_files.h"
#include "engine/spotify/export_reader.h"

#include <cstddef>
#include <filesystem>
#include <functional>
#include <map>
#include <mutex>
#include <optional>
#include <stop_token>

namespace segue {

/// What an import tells. On its own thread.
struct ImportEvents {
    std::function<void()> changed;                     ///< a source is in another state, or further
    std::function<void(SpotifySourceId)> rowsReplaced; ///< all of them
};

/// Reads exports into sources, each source on a line of its own, since a disk may hang. What was there stays until all is read,
/// and if it fails or is cancelled.
///
/// Thread rule: any thread; only stop() waits. What runs stops within 100 ms, unless its disk hangs.
class ImportDesk final {
public:
    ImportDesk(EventEmitter& emitter, SourceFiles& files, ImportEvents events)
        : m_emitter(emitter)
        , m_files(files)
        , m_events(std::move(events)) {}

    /// @param isNew the source was made for this import, and goes if it is cancelled
    void import(SpotifySourceId source, std::filesystem::path file, bool isNew);
    void cancel(SpotifySourceId source);
    /// Behind what runs and waits for the source.
    void after(SpotifySourceId source, std::function<void()> work);
    void overlay(SpotifySource& source) const; ///< what runs for it
    void stop() { m_lanes.stop(); }

private:
    struct Running {
        std::stop_source stop;
        std::size_t done = 0, total = 0;
        int jobs = 0; ///< that run and wait
    };

    void run(SpotifySourceId source, const std::filesystem::path& file, bool isNew, const std::stop_token& stop);
    [[nodiscard]] bool replace(store::SpotifyStore& store, const spotify::ExportContents& contents,
                               const std::filesystem::path& file, const std::stop_token& stop);
    void note(SpotifySourceId source, std::size_t done, std::size_t total);
    void fail(SpotifySourceId source, const std::filesystem::path& file, const Message& problem);

    EventEmitter& m_emitter;
    SourceFiles& m_files;
    ImportEvents m_events;
    mutable std::mutex m_mutex; ///< of the next
    std::map<SpotifySourceId, Running> m_running;
    Lanes m_lanes; ///< last
};

} // namespace segue
