// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "engine/audio/tags.h"
#include "engine/words/cover_image.h"

namespace segue::audio::ffmpeg {

/// Images of more pixels are refused, whatever their kind: what a header promises must not eat the memory.
inline constexpr std::int64_t kMostCoverPixels = 40'000'000;

/// Decodes an image, turns it as its EXIF data say, makes it smaller where it is larger than CoverImage::kMostSide, and writes it
/// anew. Of a film of images (GIF) the first is taken. A large JPEG is decoded at a half, a quarter or an eighth of its size.
///
/// Any thread. Throws Error{badFile} if it is no image that FFmpeg decodes, or too large a one.
[[nodiscard]] CoverImage makeCoverImage(const Cover& cover);

} // namespace segue::audio::ffmpeg
