// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "engine/audio/file_reader.h"
#include "engine/audio/tagging/tag_reading.h"

namespace segue::audio {

/// Reads files in this process, one after another: for the reading program itself, for tests and for tools. Nothing that it
/// reads is harmful: what is ends the process.
class DirectReader final : public FileReader {
public:
    /// What FFmpeg is asked.
    struct ByFfmpeg {
        tagging::AskFfmpeg media;
        std::function<StreamFormat(const std::filesystem::path&)> format; ///< throws Error
        std::function<std::vector<Chapter>(const std::filesystem::path&)> chapters;
        std::function<CoverImage(const Cover&)> image;           ///< throws Error
        std::function<CoverThumbnails(const Cover&)> thumbnails; ///< likewise
    };
    DirectReader(); ///< FFmpeg is linked
    explicit DirectReader(ByFfmpeg ffmpeg)
        : m_ffmpeg(std::move(ffmpeg)) {}

    using FileReader::readTags;
    void readTags(std::span<const std::filesystem::path> songs, const TagOptions& options, const std::stop_token& stop,
                  const Told& told) override;
    [[nodiscard]] Reading<std::optional<CoverImage>> readCover(const std::filesystem::path& song,
                                                               const std::stop_token& stop = {}) override;
    [[nodiscard]] Reading<std::optional<CoverThumbnails>> readThumbnails(const ThumbnailRequest& request,
                                                                         const std::stop_token& stop = {}) override;
    [[nodiscard]] Reading<StreamFormat> readFormat(const std::filesystem::path& song, const std::stop_token& stop = {}) override;
    [[nodiscard]] Reading<Extras> readExtras(const std::filesystem::path& song, const std::stop_token& stop = {}) override;

private:
    ByFfmpeg m_ffmpeg;
};

} // namespace segue::audio
