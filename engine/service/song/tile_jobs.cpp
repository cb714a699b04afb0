// SPDX-License-Identifier: GPL-3.0-or-later
#include "engine/service/song/tile_jobs.h"

#include "engine/service/song/disk_of.h"

#include <utility>

namespace segue {

void TileJobs::want(RequestId request, SpectrogramRequest wanted) {
    m_line.run([this, request, wanted = std::move(wanted)] {
        turnTo(diskOf(m_reader, wanted.song));
        m_worker->want(request, wanted);
    });
}

void TileJobs::turnTo(const std::string& disk) {
    if (m_worker && m_disk == disk)
        return;
    endWorker();
    m_disk = disk;
    m_worker = std::make_unique<spectrogram::TileWorker>(
        [this](spectrogram::TileAnswer answer) {
            m_emitter.emit(
                SpectrogramTileLoaded{answer.request, std::move(answer.song), std::move(answer.tile), std::move(answer.problem)});
        },
        [this](const std::filesystem::path& song) { return m_quarantine.whyNotRead(song); });
}

void TileJobs::endWorker() {
    if (m_worker)
        m_ended.post(m_disk,
                     [worker = std::shared_ptr<spectrogram::TileWorker>(std::move(m_worker))](const std::stop_token&) mutable {
                         worker.reset(); // waits for what it is about
                     });
}

void TileJobs::stop() {
    m_line.stop();
    m_ended.stop();
    m_worker.reset();
}

} // namespace segue
