// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "engine/words/spotify.h"

#include <algorithm>
#include <set>
#include <vector>

namespace segue::ui {

/// The source that a dialog began something for: one that is there, or the first that comes.
class AwaitedSource final {
public:
    void begin(SpotifySourceId source, const std::vector<SpotifySource>& now) {
        m_source = source;
        m_known.clear();
        for (const SpotifySource& one : now)
            m_known.insert(one.id);
    }
    [[nodiscard]] const SpotifySource* find(const std::vector<SpotifySource>& now) {
        const auto found = std::ranges::find_if(
            now, [this](const SpotifySource& one) { return m_source == 0 ? !m_known.contains(one.id) : one.id == m_source; });
        if (found == now.end())
            return nullptr;
        m_source = found->id;
        return &*found;
    }
    [[nodiscard]] SpotifySourceId id() const { return m_source; } ///< 0: it has not come

private:
    SpotifySourceId m_source = 0;
    std::set<SpotifySourceId> m_known;
};

} // namespace segue::ui
