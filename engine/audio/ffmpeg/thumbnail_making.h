// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "engine/audio/cover_thumbnails.h"
#include "engine/audio/tags.h"

namespace segue::audio::ffmpeg {

/// Decodes an image and makes its middle small, in all of kCoverSides; the content is not filled. A cover that is smaller stays
/// as small. A large JPEG is decoded at a half, a quarter or an eighth of its size.
///
/// Any thread. Throws Error{badFile} as makeCoverImage() does.
[[nodiscard]] CoverThumbnails makeThumbnails(const Cover& cover);

} // namespace segue::audio::ffmpeg
