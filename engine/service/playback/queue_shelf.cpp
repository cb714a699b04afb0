// SPDX-License-Identifier: GPL-3.0-or-later
#include "engine/service/playback/queue_shelf.h"

#include <mutex>
#include <utility>

namespace segue {

struct QueueShelf::Kept {
    std::mutex mutex; ///< of the next two
    store::StoredQueue latest;
    bool isWaiting = false;
    QueueState stored; ///< the writer's thread's

    void write(store::Database& database) {
        store::StoredQueue now;
        {
            const std::lock_guard lock(mutex);
            now = latest;
            isWaiting = false;
        }
        store::QueueStore(database).save(now, stored);
        stored = std::move(now.state);
    }
};

QueueShelf::QueueShelf(store::Writer* writer)
    : m_writer(writer)
    , m_kept(std::make_shared<Kept>()) {}

void QueueShelf::setStored(const QueueState& state) { m_kept->stored = state; }

void QueueShelf::keep(const QueueState& state, std::chrono::milliseconds position) {
    if (m_writer == nullptr)
        return;
    {
        const std::lock_guard lock(m_kept->mutex);
        m_kept->latest = {.state = state, .position = position};
        if (std::exchange(m_kept->isWaiting, true))
            return;
    }
    static_cast<void>(m_writer->run([kept = m_kept](store::Database& database) { kept->write(database); }));
}

} // namespace segue
