// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "engine/playback/player.h"
#include "engine/service/model/embedding_space.h"
#include "engine/store/database/database.h"
#include "engine/words/queue_state.h"

#include <optional>
#include <set>
#include <span>
#include <vector>

namespace segue {

/// What the entries of the queue stand for.
///
/// Thread rule: one thread at a time. Throws Error.
class QueueSongs final {
public:
    QueueSongs(const store::Database& database, const EmbeddingSpaces& spaces)
        : m_reader(database.sibling())
        , m_spaces(spaces) {}

    /// Whether it can be played, as far as is known without asking a disk.
    [[nodiscard]] bool isPlayable(const QueueState& queue, const QueueEntry& entry);
    [[nodiscard]] std::optional<playback::PlayItem> itemOf(const QueueState& queue, const QueueEntry& entry);
    /// What Segue measured of it and of its album; an item that is in no library stays as it is.
    void fillLoudness(playback::PlayItem& item);
    [[nodiscard]] std::vector<Track> find(std::span<const TrackId> tracks);
    [[nodiscard]] store::Database& reader() { return m_reader; }

    void noteFailed(EntryId entry) { m_failed.insert(entry); } ///< it is passed over, until it is played all the same
    void noteHeard(EntryId entry) { m_failed.erase(entry); }

private:
    store::Database m_reader;
    const EmbeddingSpaces& m_spaces;
    std::set<EntryId> m_failed;
};

} // namespace segue
