// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <cstdint>
#include <deque>
#include <filesystem>
#include <vector>

namespace segue::ui {

/// Covers as files, for the desktop's shell, which is told a path and reads it when it likes. They lie where both can read: in the
/// user's run-time folder, which is memory, or inside a Flatpak in the cache folder, which has the same path outside. Another
/// cover has another name, so that none is shown for another one. The last few are kept; all go with this object.
///
/// Failure rule: what cannot be written has no file.
class CoverFile final {
public:
    static constexpr std::size_t kKept = 8;
    static constexpr std::size_t kLargest = 32U << 20U; ///< bytes; a larger one gets no file

    /// Removes what processes that are gone left beside the folder.
    explicit CoverFile(std::filesystem::path folder);
    ~CoverFile();
    CoverFile(const CoverFile&) = delete;
    CoverFile& operator=(const CoverFile&) = delete;

    /// $XDG_RUNTIME_DIR/segue/covers-N or $XDG_CACHE_HOME/segue/covers-N, N the process's number. Creates nothing.
    [[nodiscard]] static std::filesystem::path standardFolder();

    /// @param image as in CoverImage::file: a JPEG or a PNG
    /// @return the file, whole; empty: there is none
    [[nodiscard]] std::filesystem::path write(const std::vector<std::uint8_t>& image);

private:
    std::filesystem::path m_folder;
    std::deque<std::filesystem::path> m_files; ///< the newest last
};

} // namespace segue::ui
