// SPDX-License-Identifier: GPL-3.0-or-later
//
// segue-reader-ffmpeg.so: FFmpeg for the reading program, which starts without it (tagging/ffmpeg_module.h).

#include "engine/audio/decoder.h"
#include "engine/audio/ffmpeg/cover_making.h"
#include "engine/audio/ffmpeg/media_chapters.h"
#include "engine/audio/ffmpeg/thumbnail_making.h"
#include "engine/audio/tagging/ffmpeg_module.h"

extern "C" __attribute__((visibility("default"))) const segue::audio::tagging::FfmpegModule* segue_ffmpeg_module() {
    static constexpr segue::audio::tagging::FfmpegModule kModule{
        .media = segue::audio::ffmpeg::readMediaTags,
        .format = [](const std::filesystem::path& path) { return segue::audio::Decoder(path).format(); },
        .chapters = segue::audio::ffmpeg::readChapters,
        .image = segue::audio::ffmpeg::makeCoverImage,
        .thumbnails = segue::audio::ffmpeg::makeThumbnails};
    return &kModule;
}
