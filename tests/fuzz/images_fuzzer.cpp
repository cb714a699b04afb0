// SPDX-License-Identifier: GPL-3.0-or-later
//
// Any bytes as a cover: they are refused, or become an image of bounded size.
#include "engine/audio/ffmpeg/cover_making.h"
#include "engine/audio/image_type.h"
#include "engine/words/error.h"

#include <algorithm>
#include <cstdint>
#include <cstdlib>
#include <span>

using namespace segue;

extern "C" int LLVMFuzzerTestOneInput(const std::uint8_t* bytes, std::size_t size) {
    const auto view = std::as_bytes(std::span(bytes, size));
    try {
        const auto image = audio::ffmpeg::makeCoverImage({.mimeType = audio::imageType(view), .bytes = {view.begin(), view.end()}});
        const auto pixels = static_cast<std::size_t>(image.width) * static_cast<std::size_t>(image.height);
        if (std::max(image.width, image.height) > CoverImage::kMostSide ||
            image.pixels.size() != pixels * CoverImage::kBytesAPixel || image.file.empty())
            std::abort();
    } catch (const Error&) {
        // it is no image
    }
    return 0;
}
