// SPDX-License-Identifier: GPL-3.0-or-later
#include "engine/service/model/seed_listener.h"

#include <utility>

namespace segue {

namespace {

/// Events for a queue that analyses no library songs, so nothing is reported of them.
analysis::QueueEvents silence() {
    return {.analysed = [](TrackId) {},
            .failed = [](TrackId) {},
            .outlined = [](TrackId) {},
            .offline = [](const Library&) {},
            .progress = [](const analysis::QueueProgress&) {},
            .broken = [](const Message&) {}}; // the file's own answer says it
}

} // namespace

void SeedListener::setListening(std::string model) {
    const std::lock_guard lock(m_mutex);
    m_listening = std::move(model);
}

bool SeedListener::hear(const EmbeddingSpace& space, const std::filesystem::path& song, analysis::FileAnswer answered) {
    const std::lock_guard lock(m_mutex);
    if (space.id == m_listening) {
        m_queue.analyseFile(song, std::move(answered));
        return true;
    }
    if (!space.bundle)
        return false;
    if (m_isStopped)
        return true; // nobody waits for it
    if (!m_other || m_model != space.id) {
        m_options.modelFolder = space.bundle->folder;
        m_options.workers = 1;
        m_other =
            std::make_unique<analysis::AnalysisQueue>(m_options, space.spec, m_database.sibling(), m_writer, silence(), false);
        m_model = space.id;
    }
    m_other->analyseFile(song, std::move(answered));
    return true;
}

void SeedListener::stop() {
    std::unique_ptr<analysis::AnalysisQueue> other;
    {
        const std::lock_guard lock(m_mutex);
        m_isStopped = true;
        other = std::move(m_other);
    }
    if (other)
        other->stop();
}

} // namespace segue
