// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/map/map_search.h"

#include "ui/words/format.h"

#include <algorithm>
#include <string>

namespace segue::ui {

void MapSearch::setSongs(const SongList& songs) {
    m_songs = songs;
    m_folded.clear();
}

std::vector<std::uint8_t> MapSearch::find(const QString& words) {
    const auto parts = words.toCaseFolded().split(QLatin1Char(' '), Qt::SkipEmptyParts);
    if (parts.isEmpty())
        return {};
    const auto& texts = m_songs.texts();
    if (m_folded.empty())
        for (TextPool::Id id = 0; id < texts.size(); ++id)
            m_folded.push_back(text(std::string(texts[id])).toCaseFolded());
    std::vector<std::uint8_t> found(m_songs.size(), 1);
    std::vector<std::uint8_t> has(m_folded.size());
    for (const QString& part : parts) {
        std::ranges::transform(m_folded, has.begin(), [&](const QString& one) { return one.contains(part) ? 1 : 0; });
        for (std::size_t i = 0; i < found.size(); ++i) {
            const SongRow& song = m_songs.row(i);
            found[i] &= static_cast<std::uint8_t>(has[song.title] | has[song.artist] | has[song.album] | has[song.genre] |
                                                  has[song.heardGenre]);
        }
    }
    return found;
}

} // namespace segue::ui
