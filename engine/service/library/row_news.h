// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "engine/service/background/event_emitter.h"
#include "engine/service/background/job_line.h"
#include "engine/service/model/embedding_space.h"
#include "engine/store/database/database.h"

#include <mutex>
#include <span>
#include <vector>

namespace segue {

/// Sends rows that changed, in batches. Works on the line that answers lists, so that no row contradicts a list that was sent
/// before or after it.
///
/// Thread rule: any thread; the functions return at once.
class RowNews final {
public:
    /// @param reader of the line's thread
    RowNews(JobLine& line, store::Database& reader, const EmbeddingSpaces& spaces, EventEmitter& emitter)
        : m_line(line)
        , m_reader(reader)
        , m_spaces(spaces)
        , m_emitter(emitter) {}

    void announce(std::span<const TrackId> tracks) { add(m_changed, tracks); }
    void announceHeard(TrackId track) { add(m_heard, {&track, 1}); }       ///< its analysis ended
    void announceOutlined(TrackId track) { add(m_outlined, {&track, 1}); } ///< nothing that songs are compared by changed

private:
    void add(std::vector<TrackId>& to, std::span<const TrackId> tracks);
    void send();
    [[nodiscard]] std::vector<Track> rowsOf(std::vector<TrackId> ids);

    JobLine& m_line;
    store::Database& m_reader;
    const EmbeddingSpaces& m_spaces;
    EventEmitter& m_emitter;
    std::mutex m_mutex;
    std::vector<TrackId> m_changed, m_heard, m_outlined; ///< to be announced
};

} // namespace segue
