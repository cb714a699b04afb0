// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <filesystem>
#include <map>
#include <span>
#include <string>

namespace segue::audio {

/// Tags for writeAudio(): FFmpeg's generic names ("title", "artist", "album", "genre", "date", "track") to UTF-8 text.
using WriteTags = std::map<std::string, std::string>;

/// Encodes @p interleaved [frames, channels] and writes it; the extension chooses the codec: .wav and .flac (16 bit)
/// always, .mp3, .ogg (Vorbis), .opus and .m4a (AAC) where FFmpeg has an encoder. Opus needs a rate it knows (48,000 Hz).
///
/// The file appears complete or not at all: it is written beside its place and then renamed. Any thread.
/// Throws Error{noSpace} (disk full), Error{io}, Error{unsupported} (no encoder for the extension), Error{usage}
/// (no samples, or not a whole number of frames).
void writeAudio(const std::filesystem::path& path, std::span<const float> interleaved, int rateHz, int channels,
                const WriteTags& tags = {});

} // namespace segue::audio
