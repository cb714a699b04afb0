// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "engine/browse/folding.h"
#include "engine/words/foreign_library.h"

#include <algorithm>
#include <cstddef>
#include <string>
#include <string_view>
#include <unordered_map>
#include <utility>
#include <vector>

namespace segue::bring {

/// Counts listens: each artist and title is one song, whatever the album and the case.
class ListenCount final {
public:
    /// The song that this is, made if it is new. Nothing is counted yet.
    ForeignSong& song(std::string_view artist, std::string_view title, std::string_view album) {
        m_key.clear();
        m_fold.append(m_key, artist);
        m_key += '\n';
        m_fold.append(m_key, title);
        const auto [found, isNew] = m_places.try_emplace(m_key, m_songs.size());
        if (isNew)
            m_songs.push_back(
                {.path = {}, .title = std::string(title), .artist = std::string(artist), .album = std::string(album)});
        return m_songs[found->second];
    }

    void add(std::string_view artist, std::string_view title, std::string_view album, std::chrono::sys_seconds at) {
        auto& heard = song(artist, title, album);
        ++heard.plays;
        heard.lastPlayed = std::max(heard.lastPlayed, at);
    }

    [[nodiscard]] bool empty() const { return m_songs.empty(); }
    [[nodiscard]] std::vector<ForeignSong> take() { return std::move(m_songs); }

private:
    browse::Folding m_fold;
    std::string m_key;
    std::unordered_map<std::string, std::size_t> m_places;
    std::vector<ForeignSong> m_songs;
};

} // namespace segue::bring
