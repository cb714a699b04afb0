// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "engine/audio/tag_stream.h"

#include <filesystem>

namespace segue::audio::tagging {

/// What a file is by its first bytes (behind ID3 tags), whatever its name says.
enum class Content {
    unknown, ///< nothing that is known by its beginning; also what cannot be read
    mpeg,    ///< MPEG audio, layer I to III
    flac,
    vorbis,
    opus,
    speex,
    oggFlac, ///< in Ogg
    otherOgg,
    mp4,
    asf,
    wav,
    aiff,
    ape,
    wavPack,
    musepack,
    trueAudio,
    foreign, ///< known, and TagLib has no reader for it: ADTS, Matroska, DSD, CAF, ...
};

/// Reads a few hundred bytes, and goes by the name where they tell nothing. Throws nothing but std::bad_alloc.
[[nodiscard]] Content contentOf(TagStream& file, const std::filesystem::path& name);

} // namespace segue::audio::tagging
