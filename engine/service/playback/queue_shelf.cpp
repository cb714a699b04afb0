// SPDX-License-Identifier: GPL-3.0-or-later
#include "engine/service/playback/queue_shelf.h"

#include <mutex>
#include <utility>

namespace segue {

struct QueueShelf::Kept {
    std::mutex mutex; ///< of the next three
    store::StoredQueue latest;
    store::StoredRadio latestRadio;
    bool isWaiting = false;
    QueueState stored; ///< the writer's thread's, as the next
    store::StoredRadio storedRadio;

    void write(store::Database& database) {
        store::StoredQueue now;
        store::StoredRadio radio;
        {
            const std::lock_guard lock(mutex);
            now = latest;
            radio = latestRadio;
            isWaiting = false;
        }
        store::QueueStore(database).save(now, stored);
        stored = std::move(now.state);
        if (radio == storedRadio)
            return;
        store::RadioStore(database).save(radio);
        storedRadio = std::move(radio);
    }
};

QueueShelf::QueueShelf(store::Writer* writer)
    : m_writer(writer)
    , m_kept(std::make_shared<Kept>()) {}

void QueueShelf::setStored(const QueueState& state, const store::StoredRadio& radio) {
    m_kept->stored = state;
    m_kept->storedRadio = radio;
}

void QueueShelf::keep(const QueueState& state, std::chrono::milliseconds position, store::StoredRadio radio) {
    if (m_writer == nullptr)
        return;
    {
        const std::lock_guard lock(m_kept->mutex);
        m_kept->latest = {.state = state, .position = position};
        m_kept->latestRadio = std::move(radio);
        if (std::exchange(m_kept->isWaiting, true))
            return;
    }
    static_cast<void>(m_writer->run([kept = m_kept](store::Database& database) { kept->write(database); }));
}

} // namespace segue
