// SPDX-License-Identifier: GPL-3.0-or-later
#include "engine/audio/cover_beside.h"
#include "engine/audio/ffmpeg/media_tags.h"
#include "engine/audio/image_type.h"
#include "engine/audio/tagging/picture_choice.h"
#include "engine/audio/tagging/tag_file.h"
#include "engine/audio/tags.h"

namespace segue::audio {

namespace {

std::optional<Cover> embeddedCover(const std::filesystem::path& path) {
    std::error_code error;
    if (!std::filesystem::is_regular_file(path, error))
        return std::nullopt;
    tagging::PictureChoice choice;
    try {
        tagging::TagFile file(path, false);
        choice.offerAll(file);
        if (file.file() == nullptr)
            return ffmpeg::readMediaTags(path, true).cover;
    } catch (const std::exception&) {
        // tags too broken for the library hold no picture
    }
    return choice.take();
}

} // namespace

std::optional<Cover> readCover(const std::filesystem::path& path) {
    auto cover = embeddedCover(path);
    return cover ? std::move(cover) : coverIn(path.parent_path());
}

} // namespace segue::audio
