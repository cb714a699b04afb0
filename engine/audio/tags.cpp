// SPDX-License-Identifier: GPL-3.0-or-later
#include "engine/audio/tags.h"

#include "engine/audio/decoder.h"
#include "engine/audio/direct_reader.h"
#include "engine/audio/ffmpeg/cover_making.h"
#include "engine/audio/ffmpeg/media_chapters.h"
#include "engine/audio/ffmpeg/media_tags.h"
#include "engine/audio/ffmpeg/thumbnail_making.h"
#include "engine/audio/tagging/tag_reading.h"

namespace segue::audio {

Tags readTags(const std::filesystem::path& path, const TagOptions& options) {
    return tagging::readTags(path, options, ffmpeg::readMediaTags);
}

std::optional<Cover> readCover(const std::filesystem::path& path) { return tagging::readCover(path, ffmpeg::readMediaTags); }

DirectReader::DirectReader()
    : DirectReader({.media = ffmpeg::readMediaTags,
                    .format = [](const std::filesystem::path& path) { return Decoder(path).format(); },
                    .chapters = ffmpeg::readChapters,
                    .image = ffmpeg::makeCoverImage,
                    .thumbnails = ffmpeg::makeThumbnails}) {}

} // namespace segue::audio
