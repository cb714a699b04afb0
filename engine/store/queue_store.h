// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "engine/store/database/database.h"
#include "engine/words/queue_state.h"

#include <chrono>
#include <optional>

namespace segue::store {

/// The queue as it is found again at the next start.
struct StoredQueue {
    QueueState state;
    std::chrono::milliseconds position{0}; ///< in the current entry, from the song's beginning
};

/// The play queue. Its parts are stored whole, 24 bytes an entry, so that 200,000 of them are written at once; songs that are
/// gone stay in it. An import brings one only where there is none (transfer/import_unfinished.h).
///
/// Same thread as its Database; throws Error.
class QueueStore final {
public:
    explicit QueueStore(Database& database)
        : m_database(database) {}

    /// Nothing if nothing was stored, or something that Segue would not write.
    [[nodiscard]] std::optional<StoredQueue> load() const;
    /// @param before what is stored now: of parts that are the same nothing is written
    void save(const StoredQueue& queue, const QueueState& before);
    /// Whether the song's library is there, and its file was when it was last looked for.
    [[nodiscard]] bool isThere(TrackId track) const;

private:
    Database& m_database;
};

} // namespace segue::store
