// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <chrono>
#include <cstdint>
#include <filesystem>
#include <optional>

namespace segue {

/// A stretch of a file that is a song of its own, as a CUE sheet tells. In frames of a compact disc, of which a second has
/// 75: at the usual rates they are whole numbers of samples.
struct Section {
    static constexpr std::int64_t kFramesPerSecond = 75;

    std::int64_t start = 0;  ///< frames, >= 0
    std::int64_t length = 0; ///< frames; 0: to the end of the file
    bool operator==(const Section&) const = default;
};

/// A song that is a section has a path like any other song: below its file, as if that were a folder, with a hidden name that
/// tells the stretch. So it goes wherever a path goes (database, queue, the analyzer's pipe), two songs of a file differ, and
/// no file of a disk has it. Whoever opens or looks at the file asks fileOf() first. Pure.
[[nodiscard]] std::filesystem::path sectionPath(const std::filesystem::path& file, const Section& section);

/// The stretch that a path names; nothing for whole files.
[[nodiscard]] std::optional<Section> sectionOf(const std::filesystem::path& song);

/// A stretch of a song as a song of its own; within the section, if the song is one. Ends at the song's end at the latest where
/// that is known. @param start, length milliseconds >= 0; to the nearest frame; length > 0
[[nodiscard]] std::filesystem::path sectionWithin(const std::filesystem::path& song, std::chrono::milliseconds start,
                                                  std::chrono::milliseconds length);

/// The file that a song's sound lies in: the path itself for whole files.
[[nodiscard]] std::filesystem::path fileOf(const std::filesystem::path& song);

/// What the path of every section of a file begins with, behind the file's own.
inline constexpr const char* kSectionMark = "/.section-";

} // namespace segue
