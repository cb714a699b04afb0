// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "engine/covers/content_id.h"
#include "engine/words/cover_square.h"

#include <array>
#include <chrono>
#include <cstddef>
#include <cstdint>
#include <filesystem>
#include <mutex>
#include <optional>
#include <span>
#include <unordered_map>
#include <vector>

namespace segue::covers {

/// Small covers on the disk, in all of kCoverSides, by what image they were made of: however many songs hold it, it is there once.
/// One file a cover, written whole or not at all, and checked when it is read: what is damaged, or is none, is taken away and made
/// anew by whoever wants it. No more bytes are kept than allowed; those that were not used for longest go first. Everything here
/// can be made again, so a disk that is full or cannot be written is no error.
///
/// Thread rule: all functions from any thread. They block for the disk of the listener's cache. Nothing is thrown but
/// std::bad_alloc.
class CoverShelf final {
public:
    using File = std::vector<std::uint8_t>;
    using Files = std::array<File, kCoverSides.size()>; ///< of kCoverSides

    static constexpr std::uint64_t kMostBytes = 500'000'000; ///< unless the listener says otherwise
    static constexpr std::size_t kMostOfFile = 1U << 19U;    ///< bytes; a cover with a larger one is not kept

    /// @param folder made when there is something to be put; others may put files there, too, without harm
    CoverShelf(std::filesystem::path folder, std::uint64_t mostBytes);

    /// @param size of kCoverSides, by its place
    [[nodiscard]] std::optional<File> find(const ContentId& cover, std::size_t size);
    /// @return false: it was not kept
    bool put(const ContentId& cover, const Files& files);

    void setMostBytes(std::uint64_t bytes); ///< takes away what is too much
    void clear();
    [[nodiscard]] std::uint64_t bytes(); ///< on the disk, as far as is known; other programs' files do not count

private:
    using Clock = std::filesystem::file_time_type::clock;
    struct Kept {
        std::uint64_t bytes = 0;
        std::filesystem::file_time_type used;
    };

    [[nodiscard]] std::filesystem::path pathOf(const ContentId& cover) const;
    [[nodiscard]] bool write(const std::filesystem::path& path, std::span<const std::byte> bytes);
    void survey();
    void makeRoom();
    void drop(const ContentId& cover);
    void noteUse(const ContentId& cover, const std::filesystem::path& path, std::filesystem::file_time_type last);

    const std::filesystem::path m_folder;
    std::mutex m_mutex; ///< guards the rest
    std::uint64_t m_mostBytes;
    std::uint64_t m_bytes = 0;
    bool m_isSurveyed = false; ///< the next is what lies there
    std::unordered_map<ContentId, Kept, ContentIdHash> m_kept;
    unsigned m_written = 0; ///< names files that are being written
};

} // namespace segue::covers
