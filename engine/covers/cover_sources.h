// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "engine/covers/content_id.h"

#include <cstdint>
#include <filesystem>
#include <optional>
#include <unordered_map>

namespace segue::covers {

/// Which cover was found where, so that after a start no music file is read to know it. A key names the files that were asked as
/// they were then (path, size, time): of files that changed nothing is known. Kept in one small file that is only added to and
/// written anew, whole or not, when most of it is old; a damaged entry is none. Where the disk is full it is forgotten with the
/// process.
///
/// Thread rule: one thread at a time. Blocks for the disk of the listener's cache. Nothing is thrown but std::bad_alloc.
class CoverSources final {
public:
    /// What was found.
    struct Found {
        ContentId content;        ///< none: there is no cover
        std::uint64_t folder = 0; ///< what the folder's images looked like
        bool operator==(const Found&) const = default;
    };
    static constexpr std::size_t kMost = 100'000; ///< entries, 5 MB; beyond that all are forgotten

    explicit CoverSources(std::filesystem::path file); ///< an empty path: kept in memory only

    [[nodiscard]] std::optional<Found> find(const ContentId& key);
    void set(const ContentId& key, const Found& found);
    void clear();
    [[nodiscard]] std::size_t size();

private:
    void load();
    void rewrite();

    std::filesystem::path m_file;
    bool m_isLoaded = false;
    std::size_t m_written = 0; ///< entries in the file, old ones too
    std::unordered_map<ContentId, Found, ContentIdHash> m_found;
};

} // namespace segue::covers
