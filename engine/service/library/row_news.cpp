// SPDX-License-Identifier: GPL-3.0-or-later
#include "engine/service/library/row_news.h"

#include "engine/store/track_store.h"

#include <algorithm>
#include <utility>

namespace segue {

void RowNews::add(std::vector<TrackId>& to, std::span<const TrackId> tracks) {
    {
        const std::lock_guard lock(m_mutex);
        const bool isPosted = !m_changed.empty() || !m_heard.empty() || !m_outlined.empty();
        to.insert(to.end(), tracks.begin(), tracks.end());
        if (isPosted || tracks.empty())
            return;
    }
    m_line.run([this] { send(); });
}

void RowNews::send() {
    std::vector<TrackId> changed, heard, outlined;
    {
        const std::lock_guard lock(m_mutex);
        changed.swap(m_changed);
        heard.swap(m_heard);
        outlined.swap(m_outlined);
    }
    const auto tell = [&](std::vector<TrackId> ids, bool isOutlined, bool isHeard) {
        if (auto rows = rowsOf(std::move(ids)); !rows.empty()) // empty: they are gone, and nothing is sent
            m_emitter.emit(TracksChanged{.tracks = std::move(rows), .outlined = isOutlined, .heard = isHeard});
    };
    tell(std::move(changed), false, false);
    tell(std::move(heard), false, true);
    tell(std::move(outlined), true, false);
}

std::vector<Track> RowNews::rowsOf(std::vector<TrackId> ids) {
    std::ranges::sort(ids);
    ids.erase(std::ranges::unique(ids).begin(), ids.end());
    std::vector<Track> rows;
    for (auto& track : store::TrackStore(m_reader, m_spaces.inUse()->lead().id).find(ids))
        if (track)
            rows.push_back(std::move(*track));
    return rows;
}

} // namespace segue
