// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <cstddef>
#include <cstdint>
#include <filesystem>
#include <fstream>
#include <optional>
#include <span>
#include <stop_token>
#include <vector>

namespace segue::audio::ffmpeg {

/// Where the frames of an MP3 file lie, found by their heads alone: exact whatever the file's own table says. Looks no further than
/// it was asked for and remembers what it saw; an hour of music takes a few hundredths of a second once the system has the file at
/// hand.
///
/// Thread rule: one thread. Failure rule: nothing throws but std::bad_alloc.
class MpegFrames final {
public:
    struct Place {
        std::int64_t frame = 0; ///< number, the first of the music is 0
        std::int64_t byte = 0;
    };

    /// @param firstByte of the first frame of the music
    MpegFrames(const std::filesystem::path& path, std::int64_t firstByte);

    /// A frame before that one, or that itself, at most kStep before; nothing: the file ends before it, cannot be read, or stop was
    /// requested.
    [[nodiscard]] std::optional<Place> before(std::int64_t frame, const std::stop_token& stop);

    static constexpr std::int64_t kStep = 64; ///< so many frames lie between two places that are remembered

private:
    bool read(std::int64_t byte);
    bool pass();
    [[nodiscard]] std::span<const unsigned char> ahead() const;

    std::ifstream m_file;
    std::vector<Place> m_places; ///< frames 0, kStep, 2 kStep ...
    Place m_next;                ///< not looked at yet
    std::vector<unsigned char> m_block;
    std::int64_t m_blockAt = 0;
};

} // namespace segue::audio::ffmpeg
