// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "engine/service/background/event_emitter.h"
#include "engine/service/background/job_line.h"
#include "engine/service/background/lanes.h"
#include "engine/service/song/quarantine.h"
#include "engine/spectrogram/tile_worker.h"

#include <memory>
#include <string>

namespace segue {

/// The facade's spectrograms: one worker for the disk of the song that is shown. When a song of another disk is shown, the
/// old worker ends on a lane of its disk, which takes as long as that disk does not answer.
///
/// Thread rule: all functions from any thread; only stop() waits.
class TileJobs final {
public:
    /// @param database to open this class's own connection from
    TileJobs(const store::Database& database, Quarantine& quarantine, EventEmitter& emitter)
        : m_reader(database.sibling())
        , m_quarantine(quarantine)
        , m_emitter(emitter) {}

    void want(RequestId request, SpectrogramRequest wanted); ///< answered by SpectrogramTileLoaded, one for each tile
    void stop();

private:
    void turnTo(const std::string& disk);
    void endWorker();

    store::Database m_reader; ///< m_line's thread only, as the next three
    Quarantine& m_quarantine;
    EventEmitter& m_emitter;
    std::string m_disk;
    std::unique_ptr<spectrogram::TileWorker> m_worker; ///< for m_disk
    Lanes m_ended;                                     ///< where workers end
    JobLine m_line{m_emitter};
};

} // namespace segue
