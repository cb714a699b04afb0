// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <cstdint>
#include <filesystem>
#include <optional>

namespace segue::audio {

/// How long a track of an MP4 file is, as its tables say.
struct Mp4Timing {
    std::int64_t scale = 0;       ///< units a second of the next two
    std::int64_t total = 0;       ///< of all packets
    std::int64_t begin = 0;       ///< where in that the sound begins; 0 without an edit list
    std::int64_t movieScale = 0;  ///< units a second of the next one; often only 1,000
    std::int64_t shown = 0;       ///< what the edit list shows of it; 0: to the end
    bool hasSeveralEdits = false; ///< pieces of it are shown one after another: the rest is not to be reckoned with

    /// The length of the sound in units of `scale`; nothing if the tables do not tell.
    [[nodiscard]] std::optional<std::int64_t> length() const;
};

/// Reads a few kilobytes of tables, whatever the file's size. Nothing if it is no MP4 file, has no such track, or its packets are
/// listed elsewhere (fragments). Any thread; throws nothing but std::bad_alloc.
[[nodiscard]] std::optional<Mp4Timing> mp4Timing(const std::filesystem::path& path, std::uint32_t trackId);

} // namespace segue::audio
