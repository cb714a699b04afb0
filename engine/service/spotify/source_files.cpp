// SPDX-License-Identifier: GPL-3.0-or-later
#include "engine/service/spotify/source_files.h"

#include "engine/words/error.h"

#include <algorithm>

namespace segue {

using store::SpotifyStore;

bool SourceFiles::isThere(SpotifySourceId source) const {
    const auto ids = all();
    return std::ranges::find(ids, source) != ids.end();
}

SpotifySourceId SourceFiles::make(const SpotifySource& facts) {
    const std::unique_lock lock(m_mutex);
    const auto taken = all();
    SpotifySourceId id = 1;
    while (std::ranges::find(taken, id) != taken.end())
        ++id;
    SpotifyStore(m_folder, id).setSource(facts);
    return id;
}

void SourceFiles::remove(SpotifySourceId source) {
    const std::unique_lock lock(m_mutex);
    SpotifyStore::remove(m_folder, source);
}

bool SourceFiles::renewIfDamaged(SpotifySourceId source) {
    const std::unique_lock lock(m_mutex);
    try {
        static_cast<void>(SpotifyStore(m_folder, source).source());
        return false;
    } catch (const Error& error) {
        if (error.kind() != ErrorKind::damaged)
            throw;
    }
    SpotifyStore::remove(m_folder, source);
    SpotifyStore(m_folder, source).setSource({.state = SpotifyState::importFailed});
    return true;
}

std::optional<SpotifySource> SourceFiles::read(SpotifySourceId source) {
    try {
        std::optional<SpotifySource> read;
        with(source, [&](SpotifyStore& store) { read = store.source(); });
        return read;
    } catch (const Error& error) {
        SpotifySource unread;
        unread.id = source;
        unread.state = SpotifyState::importFailed;
        unread.problem = error.message();
        return unread;
    }
}

} // namespace segue
