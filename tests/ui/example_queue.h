// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "engine/words/queue_state.h"

#include <vector>

namespace segue::test {

/// Of these songs: the third of thirty plays, three were put in, of which one is a file and one is gone; two played before.
inline QueueState exampleQueue(const std::vector<Track>& songs) {
    QueueState queue;
    const auto entryOf = [&](std::int64_t song) { return QueueEntry{.id = ++queue.lastId, .song = song, .artist = 0, .rank = 0}; };
    QueueEntries started, added, history;
    for (std::size_t i = 0; i < 30; ++i)
        started.push_back(entryOf(songs[i + 18].id));
    added = {entryOf(songs[3].id), entryOf(-1), entryOf(99'999)};
    history = {started[0], started[1]};
    queue.lists.context = {.kind = QueueContext::Kind::library, .name = "Local Music #1", .id = 1};
    queue.current = started[2];
    queue.lists.place = 2;
    queue.lists.started = std::make_shared<const QueueEntries>(std::move(started));
    queue.lists.added = std::make_shared<const QueueEntries>(std::move(added));
    queue.history = std::make_shared<const QueueEntries>(std::move(history));
    queue.files = std::make_shared<const std::vector<std::filesystem::path>>(
        std::vector<std::filesystem::path>{"/home/listener/Downloads/A fine recording.flac"});
    return queue;
}

} // namespace segue::test
