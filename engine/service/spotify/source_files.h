// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "engine/store/spotify_store.h"
#include "engine/words/spotify.h"

#include <filesystem>
#include <mutex>
#include <optional>
#include <shared_mutex>
#include <utility>
#include <vector>

namespace segue {

/// The files of the sources of Spotify, of which none is removed while somebody of this room has it open.
///
/// Thread rule: any thread. Failure rule: as store::SpotifyStore.
class SourceFiles final {
public:
    SourceFiles(std::filesystem::path folder, bool readOnly)
        : m_folder(std::move(folder))
        , m_isReadOnly(readOnly) {}

    [[nodiscard]] const std::filesystem::path& folder() const { return m_folder; }
    [[nodiscard]] bool isReadOnly() const { return m_isReadOnly; }
    [[nodiscard]] std::vector<SpotifySourceId> all() const { return store::SpotifyStore::sources(m_folder); }
    [[nodiscard]] bool isThere(SpotifySourceId source) const;

    /// Works with the store of a source that is there. @return whether it is
    template <typename Work>
    bool with(SpotifySourceId source, Work&& work) {
        const std::shared_lock lock(m_mutex);
        if (!isThere(source))
            return false;
        store::SpotifyStore store(m_folder, source, m_isReadOnly ? store::Access::read : store::Access::write);
        std::forward<Work>(work)(store);
        return true;
    }

    /// Makes the lowest that is free.
    [[nodiscard]] SpotifySourceId make(const SpotifySource& facts);
    void remove(SpotifySourceId source);
    /// A file that is damaged is exchanged for an empty one. @return whether it was
    bool renewIfDamaged(SpotifySourceId source);

    /// As it is stored; one that cannot be read says why.
    [[nodiscard]] std::optional<SpotifySource> read(SpotifySourceId source);

private:
    const std::filesystem::path m_folder;
    const bool m_isReadOnly;
    std::shared_mutex m_mutex; ///< alone: files come or go
};

} // namespace segue
